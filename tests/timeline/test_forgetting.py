"""What goes with an application, what stays forgotten of later mail, and what is old enough to go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings

from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    ME,
    NOREPLY,
    OWN,
    addresses,
    applied,
    confirmed,
    entry,
    ev,
    got,
    sent,
    t,
    the_only,
    told,
)
from tests.timeline.stories import stories
from watcher.inference import Kind
from watcher.reading import Automatic
from watcher.timeline import Doomed, Fact, Flag, Seen, Stage, asked, doomed, doomed_again, expired, heard, is_due

BETA = ("Beta", "Cook")
RESUME = ("cv.pdf",)


def go(company: str, *mails: Seen, entered: tuple[Fact, ...] = (), drafts: dict[str, str] | None = None) -> Doomed:
    timeline = told(*mails, entered=entered)
    forgotten = [a for a in timeline.applications if a.company == company]
    assert forgotten
    return doomed(forgotten, timeline, mails, entered, drafts or {}, addresses(), OWN)


def names(*mails: Seen) -> frozenset[str]:
    return frozenset(s.envelope.identity for s in mails)


def later(gone: Doomed, *batch: Seen, known: tuple[Seen, ...] = ()) -> list[Seen]:
    rest, _ = heard(batch, gone.marks & asked(batch), known, addresses(), OWN)
    return rest


SENT = applied(to=ANNA, attachments=RESUME)
ANSWER = got("2026-03-04", ev(Kind.RECRUITER_REPLY, *ACME), frm=ANNA, human=True, re=SENT)
OTHER = sent("2026-03-02", ev(Kind.APPLICATION_SENT, *BETA), to="jo@beta.example", attachments=RESUME, message_id="b@m")
FRIEND = got("2026-03-03", frm="bob@friends.example", message_id="chat@m")


def test_its_mail_goes_and_the_rest_stays() -> None:
    gone = go("Acme", SENT, ANSWER, OTHER, FRIEND)
    assert gone.messages == names(SENT, ANSWER)
    assert gone.shared == ()


def test_what_lies_in_its_thread_goes_though_it_tells_nothing() -> None:
    away = got("2026-03-03", frm=BOB, re=SENT, automatic=Automatic.AUTO_REPLY, message_id="away@m")
    forwarded = sent("2026-03-03 10:00", to="friend@friends.example", re=SENT, message_id="look@m")
    assert names(away, forwarded) <= go("Acme", SENT, ANSWER, OTHER, FRIEND, away, forwarded).messages


def test_mail_of_its_people_and_its_domain_alone_goes() -> None:
    note = got("2026-03-09", frm=ANNA, message_id="note@m", automatic=Automatic.BULK)
    news = got("2026-03-10", frm="news@acme.com", message_id="news@m", automatic=Automatic.BULK)
    both = got("2026-03-10", frm="bob@friends.example", cc=(ANNA,), message_id="both@m")
    assert go("Acme", SENT, ANSWER, OTHER, FRIEND, note, news, both).messages == names(SENT, ANSWER, note, news)


def test_people_of_an_application_that_stays_keep_their_mail() -> None:
    cook = sent("2026-04-02", ev(Kind.APPLICATION_SENT, "Acme", "Cook"), to=BOB, attachments=RESUME, message_id="c@m")
    note = got("2026-03-09", frm=BOB, message_id="note@m", automatic=Automatic.BULK)
    timeline = told(SENT, ANSWER, cook, note)
    (engineer,) = (a for a in timeline.applications if a.role == "Data Engineer")
    gone = doomed([engineer], timeline, [SENT, ANSWER, cook, note], (), {}, addresses(), OWN)
    assert gone.messages == names(SENT, ANSWER)


def test_entries_go_with_what_they_speak_of() -> None:
    timeline = told(SENT, ANSWER, OTHER)
    (acme,) = (a for a in timeline.applications if a.company == "Acme")
    (beta,) = (a for a in timeline.applications if a.company == "Beta")
    called = entry("2026-03-05", ev(Kind.CALLED, *ACME), about=acme.facts[0].id)
    elsewhere = entry("2026-03-06", ev(Kind.CALLED, *BETA), about=beta.facts[0].id)
    moved = entry("2026-03-07", ev(Kind.MOVED), about=ANSWER.envelope.identity)
    gone = go("Acme", SENT, ANSWER, OTHER, entered=(called, elsewhere, moved))
    assert gone.entries == {called.id, moved.id}


def test_an_application_that_was_entered_alone_goes() -> None:
    added = entry("2026-03-05", ev(Kind.APPLICATION_SENT, *ACME))
    assert go("Acme", OTHER, entered=(added,)).entries == {added.id}


def test_a_message_that_tells_of_another_application_too_is_named() -> None:
    shared = got(
        "2026-03-05",
        ev(Kind.APPLICATION_VIEWED, *ACME),
        ev(Kind.APPLICATION_VIEWED, *BETA),
        frm=NOREPLY,
        message_id="digest@m",
    )
    assert go("Acme", SENT, OTHER, shared).shared == (shared.envelope.identity,)
    timeline = told(SENT, OTHER, shared)
    both = doomed(timeline.applications, timeline, [SENT, OTHER, shared], (), {}, addresses(), OWN)
    assert (both.shared, both.messages) == ((), names(SENT, OTHER, shared))


def test_the_sent_copy_of_a_draft_goes_with_it() -> None:
    thanks = sent("2026-03-06", to="someone@agency.example", message_id="draft@example.org")
    gone = go("Acme", SENT, ANSWER, thanks, drafts={"key": "draft@example.org"})
    assert thanks.envelope.identity in gone.messages
    assert gone.drafts == {"key"}


def test_what_was_forgotten_stays_so() -> None:
    gone = go("Acme", SENT, ANSWER, OTHER)
    assert later(gone, SENT, OTHER, ANSWER, FRIEND) == [OTHER, FRIEND]


def test_a_draft_that_is_sent_after_all_stays_forgotten() -> None:
    gone = go("Acme", SENT, ANSWER, drafts={"key": "draft@example.org"})
    copy = sent("2026-03-08", to=ANNA, message_id="draft@example.org")
    reply = got("2026-03-09", ev(Kind.RECRUITER_REPLY), frm=ANNA, re=copy, message_id="reply@m")
    assert later(gone, reply, copy) == []


def test_later_mail_in_the_forgotten_thread_stays_forgotten_whatever_its_order() -> None:
    gone = go("Acme", SENT, ANSWER, OTHER)
    no = got("2026-03-20", ev(Kind.REJECTION, *ACME), frm=ANNA, human=True, re=ANSWER, message_id="no@m")
    thanks = sent("2026-03-21", to=ANNA, re=no, message_id="thanks@m")
    assert later(gone, no) == []
    assert later(gone, thanks, no, known=(OTHER,)) == []


def test_marks_of_later_mail_carry_the_thread_on() -> None:
    gone = go("Acme", SENT, ANSWER, OTHER)
    no = got("2026-03-20", ev(Kind.REJECTION, *ACME), frm=ANNA, human=True, re=ANSWER, message_id="no@m")
    _, fresh = heard([no], gone.marks, (), addresses(), OWN)
    assert fresh == {no.envelope.identity, "no@m"}


@pytest.mark.parametrize("kind", [Kind.APPLICATION_SENT, Kind.RECRUITER_OUTREACH])
def test_what_opens_another_application_in_the_old_thread_is_heard_with_its_answers(kind: Kind) -> None:
    gone = go("Acme", SENT, ANSWER, OTHER)
    again = got("2026-05-02", ev(kind, "Acme", "Analyst"), frm=ANNA, human=True, re=ANSWER, message_id="again@m")
    answer = got("2026-05-04", ev(Kind.RECRUITER_REPLY), frm=ANNA, human=True, re=again, message_id="yes@m")
    assert later(gone, answer, again) == [answer, again]


def test_an_answer_of_somebody_with_whom_another_application_goes_on_is_heard() -> None:
    """They take any old thread to answer: unheard, that answer would lead to a false draft."""
    gone = go("Acme", SENT, ANSWER, OTHER)
    cook = sent("2026-04-02", ev(Kind.APPLICATION_SENT, "Acme", "Cook"), to=BOB, attachments=RESUME, message_id="c@m")
    reply = got("2026-04-05", ev(Kind.RECRUITER_REPLY), frm=ANNA, human=True, re=ANSWER, message_id="re@m")
    assert later(gone, reply, known=(OTHER,)) == []
    assert later(gone, reply, known=(OTHER, cook)) == [reply]


def test_what_also_answers_mail_that_was_not_forgotten_is_heard() -> None:
    gone = go("Acme", SENT, ANSWER, OTHER)
    mixed = got("2026-04-05", ev(Kind.RECRUITER_REPLY), frm=ANNA, re=OTHER, message_id="mixed@m")
    parents = (*mixed.envelope.parents, *ANSWER.envelope.parents)
    assert later(gone, mixed, got("2026-04-06", frm=ANNA, message_id="alone@m"))
    assert not set(parents) <= gone.marks


@settings(deadline=None)
@given(mails=stories())
def test_no_message_of_another_application_ever_goes_or_stays_unheard(mails: list[Seen]) -> None:
    timeline = told(*mails)
    for one in timeline.applications:
        gone = doomed([one], timeline, mails, (), {}, addresses(), OWN)
        kept = {f.envelope.identity for a in timeline.applications if a != one for f in a.facts if f.envelope}
        assert {f.envelope.identity for f in one.facts if f.envelope} <= gone.messages
        assert kept & gone.messages <= set(gone.shared)
        if gone.shared:
            continue
        left = [s for s in mails if s.envelope.identity not in gone.messages]
        rest, _ = heard(mails, gone.marks & asked(mails), left, addresses(), OWN)
        assert {s.envelope.identity for s in rest} >= kept
        assert not {s.envelope.identity for s in rest} & gone.messages


def test_what_an_older_ledger_holds_of_it_is_found_by_its_marks() -> None:
    timeline = told(SENT, ANSWER, OTHER)
    (acme,) = (a for a in timeline.applications if a.company == "Acme")
    called = entry("2026-03-05", ev(Kind.CALLED, *ACME), about=acme.facts[0].id)
    moved = entry("2026-03-07", ev(Kind.MOVED), about=OTHER.envelope.identity)
    gone = go("Acme", SENT, ANSWER, OTHER, entered=(called, moved), drafts={"key": "draft@example.org"})
    drafts = {"key": "draft@example.org", "other": "other@example.org"}
    again = doomed_again([SENT, OTHER], [called, moved], drafts, lambda names: names & gone.marks)
    assert (again.messages, again.entries) == (names(SENT), frozenset({called.id}))
    assert again.drafts == {"key"}


NO = got("2024-03-31", ev(Kind.REJECTION, *ACME), frm=NOREPLY, message_id="no@m")


def old() -> list[Seen]:
    return [confirmed("2024-03-02"), NO]


@pytest.mark.parametrize(
    ("now", "months", "goes"),
    [
        ("2026-03-31 08:00", 24, False),
        ("2026-03-31 10:00", 24, True),
        ("2024-04-30", 1, False),
        ("2024-05-01", 1, True),
        ("2026-03-31", 25, False),  # 29 February 2024
        ("2024-02-28", 24, False),
        ("2040-01-01", 0, False),
    ],
)
def test_what_ended_goes_when_its_last_mail_is_older(now: str, months: int, goes: bool) -> None:
    timeline = told(*old(), now=now)
    assert the_only(timeline).stage is Stage.REJECTED
    assert bool(expired(timeline, t(now), months)) is goes


def test_what_did_not_end_or_was_touched_since_stays() -> None:
    silent = told(confirmed("2024-03-02"), now="2030-01-01")
    assert Flag.QUIET in the_only(silent).flags
    assert expired(silent, t("2030-01-01"), 24) == ()
    called = entry("2025-06-01", ev(Kind.CALLED, *ACME), about=f"{NO.envelope.identity}#0")
    timeline = told(*old(), entered=(called,), now="2026-06-01")
    assert expired(timeline, t("2026-06-01"), 24) == ()


def test_it_is_looked_for_once_a_day() -> None:
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert is_due(None, now)
    assert not is_due(now, now)
    assert not is_due(now - timedelta(hours=23), now)
    assert is_due(now - timedelta(hours=24), now)
    assert is_due(now + timedelta(hours=1), now)


def test_the_user_s_own_address_is_nobody_s() -> None:
    note = got("2026-03-09", frm=ME, message_id="self@m")
    assert note.envelope.identity not in go("Acme", SENT, ANSWER, note).messages
