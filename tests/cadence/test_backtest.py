"""What became of imagined drafts in a real past: tables of fates, and what holds for every past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings

from tests.cadence.desk import USUAL, WELL, policy
from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    JOBS,
    NOREPLY,
    OWN,
    ZONE,
    addresses,
    applied,
    confirmed,
    entry,
    ev,
    got,
    person,
    sent,
    t,
)
from tests.timeline.stories import stories
from watcher.cadence import Backtest, Diary, FollowUpKind, Policy, calendar_of, moments, next_due, only, plan
from watcher.inference import Kind
from watcher.timeline import Fact, Seen, Timeline, at_moment, build, human_answer_after, known_at

APPLIED = applied("2026-03-02", to=ANNA)  # a Monday
CONFIRMED = confirmed()
ANSWER = ev(Kind.RECRUITER_REPLY, *ACME)
ASKS = ev(Kind.CANDIDATE_FOLLOWUP, *ACME)


def timeline_of(mails: Sequence[Seen], entered: Sequence[Fact], now: datetime) -> Timeline:
    known = known_at(mails)
    seen = [m for m in mails if known[m.envelope.identity] <= now]
    return build(
        seen,
        [e for e in entered if e.event.occurred_at <= now],
        now,
        own_addresses=OWN,
        addresses=addresses(),
    )


def replayed(
    mails: Sequence[Seen],
    since: str = "2026-03-01",
    until: str = "2026-05-10",
    *,
    entered: Sequence[Fact] = (),
    rules: Policy = USUAL,
) -> Backtest:
    """Pass by pass: every morning, and whenever mail or an entry came or an hour struck."""
    diary = Diary(lambda tl, written, now: plan(tl, written, now, rules, WELL), lambda f, now: "", rules.quiet_days)
    known = known_at(mails)
    news = {*known.values(), *(e.event.occurred_at for e in entered)}
    every = {*moments(t(since), t(until), calendar_of(rules)), *news}
    ahead = sorted(m for m in every if t(since) <= m <= t(until))
    timeline = Timeline()
    while ahead:
        now = ahead.pop(0)
        timeline = at_moment(timeline, now, rules.quiet_days)
        if now in news:
            before, timeline = diary.look(timeline, now), timeline_of(mails, entered, now)
            own = [m.envelope for m in mails if m.envelope.outgoing and known[m.envelope.identity] == now]
            diary.hear(before, timeline, own, now)
        due = next_due(diary.look(timeline, now), now, ahead[0] if ahead else now)
        ahead = [due, *ahead] if due else ahead
    return diary.report(timeline_of(mails, entered, t("2026-12-31")), t(since), t(until))


def shown(report: Backtest) -> list[tuple[str, str, str, str, str]]:
    """Each draft: kind, day, outcome, the day of its end, why."""
    return [
        (
            d.follow_up.kind.value,
            f"{d.at.astimezone(ZONE):%m-%d}",
            d.outcome.value,
            f"{d.ended_at.astimezone(ZONE):%m-%d}" if d.ended_at else "",
            d.why,
        )
        for d in report.drafted
    ]


FIRST = "application_follow_up"
FATES: list[tuple[str, tuple[Seen, ...], list[tuple[str, str, str, str, str]]]] = [
    (
        "nobody writes: it would have reminded you",
        (APPLIED, CONFIRMED),
        [(FIRST, "03-09", "lapsed", "03-23", "nobody wrote until it was too late")],
    ),
    (
        "you wrote by yourself, later: the ladder goes on from your mail",
        (APPLIED, CONFIRMED, sent("2026-03-12", ASKS, re=APPLIED)),
        [
            (FIRST, "03-09", "wrote", "03-12", "you wrote to them yourself"),
            ("second_follow_up", "03-17", "lapsed", "04-02", "nobody wrote until it was too late"),
        ],
    ),
    (
        "a mail without a known kind to that person counts too",
        (APPLIED, CONFIRMED, sent("2026-03-12", re=APPLIED)),
        [
            (FIRST, "03-09", "wrote", "03-12", "you wrote to them yourself"),
            ("second_follow_up", "03-17", "lapsed", "04-02", "nobody wrote until it was too late"),
        ],
    ),
    (
        "you wrote to somebody else there",
        (APPLIED, CONFIRMED, sent("2026-03-12", ev(Kind.CANDIDATE_REPLY, *ACME), to=BOB)),
        [
            (FIRST, "03-09", "wrote", "03-12", "you wrote or called yourself on 2026-03-12"),
            (FIRST, "03-17", "lapsed", "04-02", "nobody wrote until it was too late"),
        ],
    ),
    (
        "an answer came first",
        (APPLIED, CONFIRMED, got("2026-03-13", ANSWER, re=APPLIED, human=True)),
        [
            (FIRST, "03-09", "withdrawn", "03-13", "an answer came on 2026-03-13"),
            ("conversation_follow_up", "03-20", "waiting", "", ""),
        ],
    ),
    (
        "a rejection came first",
        (APPLIED, CONFIRMED, got("2026-03-13", ev(Kind.REJECTION, *ACME), re=APPLIED, human=True)),
        [
            (FIRST, "03-09", "withdrawn", "03-13", "a rejection came"),
            ("rejection_reply", "03-16", "lapsed", "03-27", "nobody wrote until it was too late"),
        ],
    ),
    (
        "rejected before it was due",
        (APPLIED, got("2026-03-04", ev(Kind.REJECTION, *ACME), frm=NOREPLY)),
        [("rejection_reply", "03-05", "lapsed", "03-18", "nobody wrote until it was too late")],
    ),
]


@pytest.mark.parametrize(("mails", "expected"), [row[1:] for row in FATES], ids=[row[0] for row in FATES])
def test_the_fate_of_a_draft(mails: tuple[Seen, ...], expected: list[tuple[str, str, str, str, str]]) -> None:
    report = replayed(mails)
    assert shown(report) == expected
    assert not [d for d in report.drafted if d.wrong]
    assert report.missed == ()


def test_a_call_that_the_user_noted_counts_as_their_own_move() -> None:
    call = entry("2026-03-11", ev(Kind.CALLED, *ACME), about=f"{APPLIED.envelope.identity}#0")
    (first, *_) = shown(replayed([APPLIED, CONFIRMED], entered=[call]))
    assert first == (FIRST, "03-09", "wrote", "03-11", "you wrote or called yourself on 2026-03-11")


INVITED = got(
    "2026-03-04",
    ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-05 14:00", ends="2026-03-05 15:00", people=(person(BOB),)),
    human=True,
    re=APPLIED,
)
THANKS = ev(Kind.INTERVIEW_FOLLOWUP, *ACME)


def test_thanks_after_the_interview_are_those_that_would_have_been_drafted() -> None:
    thanked = sent("2026-03-05 18:00", THANKS, to=BOB, re=INVITED)
    report = replayed([APPLIED, INVITED, thanked])
    assert shown(report)[0] == ("thank_you", "03-05", "wrote", "03-05", "you wrote to them yourself")
    assert report.missed == ()
    assert report.drafted[0].at == t("2026-03-05 15:00")


def test_thanks_do_not_count_as_the_follow_up_that_waits() -> None:
    second = got(
        "2026-03-16",
        ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-17 14:00", ends="2026-03-17 15:00", people=(person(BOB),)),
        frm=BOB,
        human=True,
        re=APPLIED,
    )
    thanked = sent("2026-03-17 18:00", THANKS, to=BOB, re=second)
    report = replayed([APPLIED, INVITED, second, thanked])
    told = [(kind, day, outcome) for kind, day, outcome, _, _ in shown(report)]
    assert ("thank_you", "03-17", "wrote") in told
    assert ("post_interview", "03-12", "withdrawn") in told


MISSED: list[tuple[str, tuple[Seen, ...], tuple[str, str, str]]] = [
    (
        "earlier than the cadence",
        (APPLIED, CONFIRMED, sent("2026-03-04", ASKS, re=APPLIED)),
        ("early", "you were earlier", "03-09"),
    ),
    (
        "nobody known",
        (
            sent("2026-03-02", ev(Kind.APPLICATION_SENT, *ACME), to=NOREPLY, message_id="a@mail"),
            sent("2026-03-11", ASKS, to=ANNA),
        ),
        (
            "by_hand",
            "nobody to write to is known; look for the recruiter or the hiring manager at Acme",
            "03-09",
        ),
    ),
    (
        "a draft had lapsed",
        (APPLIED, CONFIRMED, sent("2026-04-20", ASKS, re=APPLIED)),
        ("lapsed", "a draft had waited for you, and lapsed", ""),
    ),
    (
        "no interview known",
        (APPLIED, CONFIRMED, sent("2026-03-04", THANKS, re=APPLIED)),
        ("not_open", "no interview was known to thank for", ""),
    ),
    (
        "the application itself was not known",
        (sent("2026-03-04", ev(Kind.APPLICATION_SENT, *ACME), ASKS, to=ANNA),),
        ("not_open", "the application was not known before", ""),
    ),
]


@pytest.mark.parametrize(("mails", "expected"), [row[1:] for row in MISSED], ids=[row[0] for row in MISSED])
def test_what_the_user_sent_without_a_draft_says_why(mails: tuple[Seen, ...], expected: tuple[str, str, str]) -> None:
    (missed,) = replayed(mails).missed
    due = f"{missed.due_at.astimezone(ZONE):%m-%d}" if missed.due_at else ""
    assert (missed.reason.value, missed.why, due) == expected
    assert missed.company == "Acme"


def test_a_limit_holds_the_second_and_the_report_says_so() -> None:
    other = sent("2026-03-02 10:00", ev(Kind.APPLICATION_SENT, "Beta", "Cook"), to="kim@beta.com", message_id="b@mail")
    asked = sent("2026-03-12", ev(Kind.CANDIDATE_FOLLOWUP, "Beta", "Cook"), to="kim@beta.com", re=other)
    report = replayed([applied("2026-03-02", to=JOBS), other, asked], rules=policy(max_waiting=1))
    (missed,) = report.missed
    full = "your limit of 1 waiting drafts is reached"
    assert (missed.reason.value, missed.why) == ("held", full)
    assert next((u.follow_up.company, u.held) for u in report.undrafted) == ("Beta", full)


def test_a_mail_that_cannot_be_given_to_an_application_says_so() -> None:
    two = [
        sent("2026-03-02", ev(Kind.APPLICATION_SENT, "Acme", role), to=ANNA, message_id=f"{role}@mail")
        for role in ("Cook", "Baker")
    ]
    (missed,) = replayed([*two, sent("2026-03-05", ev(Kind.CANDIDATE_FOLLOWUP, "Acme"), to=ANNA)]).missed
    assert (missed.reason.value, missed.why) == ("untied", "several applications at this company are open")


def test_a_draft_that_later_mail_shows_to_have_been_wrong_is_told() -> None:
    """A stranger's answer without a name says nothing, until another mail of the thread tells whose it was."""
    stranger = got("2026-03-06", frm="kim@gmail.com", human=True, message_id="s@mail")
    tie = got("2026-03-20", ANSWER, frm="kim@gmail.com", human=True, re=stranger, message_id="u@mail")
    (first, *_) = replayed([APPLIED, CONFIRMED, stranger, tie]).drafted
    assert (f"{first.at:%m-%d}", first.wrong) == ("03-09", "an answer came on 2026-03-06")


def test_one_application_can_be_looked_at_alone() -> None:
    other = sent("2026-03-02 10:00", ev(Kind.APPLICATION_SENT, "Beta", "Cook"), to="kim@beta.com", message_id="b@mail")
    report = replayed([APPLIED, other])
    assert len(report.drafted) == 2
    (left,) = only(report, [f"{other.envelope.identity}#0"]).drafted
    assert left.follow_up.company == "Beta"


@settings(max_examples=40, deadline=None)
@given(stories(most=10))
def test_no_draft_after_a_human_answer_that_was_known(mails: list[Seen]) -> None:
    report = replayed(mails, since="2026-03-01", until="2026-05-20")
    keys = [d.follow_up.key for d in report.drafted]
    assert len(keys) == len(set(keys))
    for d in report.drafted:
        assert d.ended_at is None or d.ended_at >= d.at
        assert d.follow_up.due_at <= d.at < d.follow_up.lapses_at
        if any(mail.envelope.sent_at == d.at for mail in mails):
            continue  # a mail of the very moment of a pass is read by it or by the next one
        timeline = timeline_of(mails, (), d.at)
        homes = [a for a in timeline.applications if d.follow_up.anchor in {f.id for f in a.facts}]
        if d.follow_up.kind is FollowUpKind.THANK_YOU or not homes:
            continue  # a draft that was taken for sent may be the anchor, and is no fact
        (home,) = homes
        opened = max(f.event.occurred_at for f in home.facts if f.id == d.follow_up.anchor)
        if d.follow_up.kind is FollowUpKind.POST_INTERVIEW and d.follow_up.interview_at:
            opened = max(opened, d.follow_up.interview_at + timedelta(hours=1))
        assert human_answer_after(home, opened) is None
