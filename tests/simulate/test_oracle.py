"""The oracle against the design's cadence table: stories with the follow-ups that they open."""

from __future__ import annotations

import pytest

from tests.simulate.stories import (
    ANNA,
    APP,
    BOB,
    JOBS,
    applied,
    drafted,
    happened,
    interview,
    machine,
    opened,
    oracle,
    reply,
    t,
    user,
)
from watcher.simulate.types import By, Drafted, Fate, Happened

Story = tuple[Happened, ...]

ASKED = user("03-10", "candidate_followup")
TALK = reply("03-04")
MET = interview("03-04", "03-10 10:00")


# 2 March 2026 is a Monday; 3 April is Good Friday, 6 April Easter Monday.
@pytest.mark.parametrize(
    ("story", "now", "kind", "due", "lapse"),
    [
        # "3 days after a résumé was mailed ... and nothing at all acknowledged it"
        ((applied(),), "03-03", "receipt_check", "03-05", "03-23"),
        ((applied("03-04"),), "03-04", "receipt_check", "03-09", "03-25"),
        ((applied(), machine("03-02 10:00", "auto_reply")), "03-03", "application_follow_up", "03-09", "03-23"),
        ((applied(attached=False),), "03-03", "application_follow_up", "03-09", "03-23"),
        # "a Monday in the window, else a Tuesday, else the first business day in it"; moved forward over holidays
        ((machine("03-02"),), "03-03", "application_follow_up", "03-09", "03-23"),
        ((machine("03-05"),), "03-06", "application_follow_up", "03-10", "03-26"),
        ((machine("03-06"),), "03-07", "application_follow_up", "03-11", "03-27"),
        ((machine("03-30"),), "03-31", "application_follow_up", "04-07", "04-20"),
        # "A dated promise in an automatic confirmation moves it to the business day after"
        ((machine("03-02", promise="03-13"),), "03-03", "application_follow_up", "03-16", "04-03"),
        ((machine("03-02", promise="02-20"),), "03-03", "application_follow_up", "03-09", "03-23"),
        ((machine("03-02", promise="07-20"),), "03-03", "application_follow_up", "03-09", "03-23"),
        # "a status update restarts the silence from its date"
        (
            (machine("03-02"), machine("03-06", "status_update")),
            "03-06 10:00",
            "application_follow_up",
            "03-11",
            "03-27",
        ),
        # "first business day from day 3 after the first follow-up was sent, unanswered"
        ((machine("03-02"), ASKED), "03-10 10:00", "second_follow_up", "03-13", "03-31"),
        ((machine("03-02"), user("03-12", "candidate_followup")), "03-13", "second_follow_up", "03-16", "04-02"),
        # "a human wrote, nothing waits for the user": "else 7 days after the last message either way"
        ((applied(), TALK), "03-05", "conversation_follow_up", "03-11", "05-03"),
        ((applied(), TALK, user("03-06")), "03-07", "conversation_follow_up", "03-13", "05-05"),
        ((applied(), reply("03-04", "03-13")), "03-05", "conversation_follow_up", "03-16", "05-12"),
        ((applied(), reply("03-04", "03-13"), reply("03-06", "03-11")), "03-07", "conversation_follow_up", "03-12", ""),
        # a promise that was kept is over
        (
            (applied(), reply("03-04", "03-11"), happened("03-09", "interview_invite"), user("03-11")),
            "03-12",
            "conversation_follow_up",
            "03-18",
            "",
        ),
        # on hold: the longest silence of the table
        ((applied(), TALK, happened("03-06", "position_on_hold")), "03-07", "conversation_follow_up", "04-07", "05-05"),
        (
            (applied(), TALK, happened("03-06", "position_on_hold"), reply("03-09")),
            "03-10",
            "conversation_follow_up",
            "03-16",
            "",
        ),
        # "else 7 days after the interview"; "the business day after the date they promised"
        ((applied(), MET), "03-11", "post_interview", "03-17", "05-09"),
        ((applied(), MET, user("03-10 18:00", "interview_followup", BOB)), "03-11", "post_interview", "03-17", ""),
        ((applied(), MET, machine("03-12", "status_update")), "03-13", "post_interview", "03-19", ""),
        ((applied(), MET, reply("03-11", "03-20")), "03-12", "post_interview", "03-23", "05-19"),
        ((applied(), MET, reply("03-11")), "03-12", "conversation_follow_up", "03-18", ""),
        # "7, 14, then 30 days, each from the one before that was sent"
        ((applied(), TALK, ASKED), "03-11", "persistence", "03-17", "05-09"),
        ((applied(), TALK, ASKED, user("03-18", "candidate_followup")), "03-19", "persistence", "04-01", ""),
        (
            (applied(), TALK, ASKED, user("03-18", "candidate_followup"), user("04-02", "candidate_followup")),
            "04-03",
            "persistence",
            "05-04",
            "",
        ),
        # "next business morning after a rejection"
        ((applied(), TALK, happened("03-06", "rejection")), "03-06 10:00", "rejection_reply", "03-09", "03-20"),
    ],
)
def test_a_story_opens_one_step(story: Story, now: str, kind: str, due: str, lapse: str) -> None:
    found = [d for d in opened(story, now) if d.kind != "thank_you"]
    assert [(kind in d.kinds, d.due_at) for d in found] == [(True, t(f"{due} 08:00"))]
    if lapse:
        assert found[0].lapses_at == t(f"{lapse} 08:00")


@pytest.mark.parametrize(
    ("story", "now"),
    [
        ((machine("03-02", refuses=True),), "03-09"),  # do_not_contact
        ((machine("03-02"), machine("03-04", "position_closed")), "03-09"),
        ((machine("03-02"), machine("03-04", "position_on_hold")), "03-12"),
        ((applied(), TALK, happened("03-05", "interview_invite", asks=True)), "03-20"),  # they wait for the user
        ((applied(), TALK, interview("03-05", "03-25 10:00")), "03-20"),  # an interview lies ahead
        ((applied(), TALK, happened("03-06", "offer", asks=True)), "03-20"),
        ((applied(), TALK, happened("03-06", "offer_rescinded")), "03-20"),
        ((applied(), TALK, user("03-06", "withdrawal")), "03-20"),
        ((applied(), TALK, happened("03-06", "rejection"), user("03-06 12:00")), "03-09"),
        ((happened("03-02", "recruiter_outreach"),), "03-20"),  # the user did not answer
        ((machine("03-02"), ASKED, user("03-16", "candidate_followup")), "04-20"),  # "two mails, then call"
        (
            (
                applied(),
                TALK,
                *(user(day, "candidate_followup") for day in ("03-11", "03-19", "04-03", "05-05")),
            ),
            "06-20",
        ),  # "three drafts, then the digest asks"
    ],
)
def test_nothing_is_open(story: Story, now: str) -> None:
    assert [d for d in opened(story, now) if d.due_at <= t(now)] == []


@pytest.mark.parametrize(
    ("story", "people"),
    [
        ((interview("03-04", "03-10 10:00", BOB, ANNA),), {BOB, ANNA}),
        ((MET, user("03-10 10:30", "interview_followup", BOB)), set()),  # the user wrote to them
        ((MET, user("03-10 10:30", to=ANNA)), {BOB}),
        ((MET, happened("03-10 11:30", "rejection")), set()),
        ((MET, interview("03-09", "03-10 10:00", kind="interview_cancelled")), set()),
        ((MET, interview("03-09", "03-12 10:00", kind="interview_rescheduled")), {BOB}),
        ((MET, happened("03-10 11:30", "interview_invite", asks=True)), {BOB}),  # exempt from waiting_for_user
    ],
)
def test_thank_yous(story: Story, people: set[str]) -> None:
    found = [d for d in opened((applied("03-01"), *story), "03-12 12:00") if d.kind == "thank_you"]
    assert {email for d in found for email in d.recipients} == people
    moved = any(h.kind == "interview_rescheduled" for h in story)
    assert {d.due_at for d in found} <= {t("03-12 11:00" if moved else "03-10 11:00")}


@pytest.mark.parametrize(
    ("story", "people"),
    [
        ((machine("03-02"),), set()),  # no-reply alone: nobody
        ((applied(to=JOBS, attached=False),), {JOBS}),
        ((applied(to=JOBS), TALK), {ANNA}),  # a human before a role address
        ((applied(), reply("03-04", person=BOB)), {BOB}),  # a hiring manager before a recruiter
        ((applied(), interview("03-03", "03-04 10:00", "carl@acme.example")), {"carl@acme.example"}),
        ((applied(), happened("03-02 09:01", "bounce", By.MACHINE, ANNA)), set()),
        ((applied(), TALK, happened("03-05", "recruiter_reply", person=BOB, refuses=True), reply("03-06")), {ANNA}),
    ],
)
def test_to_whom(story: Story, people: set[str]) -> None:
    (found,) = (d for d in opened(story, "03-08") if d.kind != "thank_you")
    assert found.recipients == people


INVITED = (applied(), happened("03-03", "interview_invite", asks=True), user("03-03 11:00", "candidate_scheduling"))
CALLED_OFF = (*INVITED, interview("03-03 12:00", "03-09 10:00"), reply("03-04"))


@pytest.mark.parametrize(
    ("story", "person"),
    [
        ((*CALLED_OFF, interview("03-05", "03-09 10:00", kind="interview_cancelled")), ANNA),  # "logistics"
        ((applied(), reply("03-02 10:00", person=BOB), *INVITED[1:]), ANNA),
        ((applied(), reply("03-02 10:00", person=BOB), *INVITED[1:], reply("03-04")), BOB),
        ((applied(), interview("02-20", "02-24 10:00"), *INVITED[1:]), BOB),  # they have met
    ],
)
def test_when_to_meet_is_settled_with_the_recruiter(story: Story, person: str) -> None:
    (found,) = (d for d in opened(story, "03-08") if d.kind != "thank_you")
    assert found.recipients == {person}


def test_an_accepted_offer_pauses_everything() -> None:
    other = happened("03-05", "offer_accepted", By.USER, application="002 Other, Cook")
    assert oracle((applied(), other)).opened(APP, t("03-20")) == []


@pytest.mark.parametrize(
    ("draft", "fresh"),
    [
        (drafted("03-05", "receipt_check", fate=Fate.WITHDRAWN), True),
        (drafted("03-05", "receipt_check"), False),  # "Nothing later opens while a draft waits."
        (drafted("03-05", "receipt_check", fate=Fate.DELETED), False),  # the ladder is declined
        (drafted("03-01", "receipt_check", fate=Fate.DELETED), True),  # of an earlier one
        (drafted("03-05", "thank_you"), True),  # too late to thank: it is taken back
        (drafted("03-08", "thank_you"), False),
        (drafted("03-05", "thank_you", edited=True), False),  # never touched by the program
    ],
)
def test_what_was_drafted_stands_against_it(draft: Drafted, fresh: bool) -> None:
    story = (applied(), machine("03-02 10:00"))
    known = oracle(story, [draft])
    assert bool(known.due(APP, t("03-09"))) is fresh


def test_a_receipt_check_that_a_receipt_made_moot_is_deleted_alone() -> None:
    story = (applied(), machine("03-05 10:00"))
    for edited, late in ((False, ""), (True, ""), (False, "03-05 14:00")):
        told = (applied(), machine(late)) if late else story
        gone = drafted("03-05 09:00", "receipt_check", fate=Fate.DELETED, edited=edited)
        assert bool(oracle(told, [gone]).due(APP, t("03-09"))) is not (edited or bool(late))


def test_a_step_is_never_opened_twice() -> None:
    story = (applied(), machine("03-02 10:00"))
    (due,) = oracle(story).due(APP, t("03-09"))
    for fate in (Fate.SENT, Fate.WITHDRAWN, Fate.DELETED):
        assert oracle(story, [drafted("03-09", due.kind, due=due.name, fate=fate)]).due(APP, t("03-10")) == []


def test_a_deleted_thank_you_leaves_post_interview_to_the_digest() -> None:
    story = (applied(), MET)
    assert [d.kind for d in oracle(story).due(APP, t("03-17"))] == ["post_interview"]
    gone = drafted("03-10 12:00", "thank_you", BOB, fate=Fate.DELETED)
    assert oracle(story, [gone]).due(APP, t("03-17")) == []


def test_the_question_is_of_the_last_interview_alone() -> None:
    story = (applied(), MET, interview("03-11", "03-13 10:00", "carl@acme.example"))
    first = [drafted("03-10 12:00", "thank_you", BOB, fate=fate) for fate in (Fate.DELETED, Fate.SENT)]
    second = drafted("03-13 12:00", "thank_you", "carl@acme.example", fate=Fate.DELETED)
    assert [d.kind for d in oracle(story, first[:1]).due(APP, t("03-20")) if d.kind != "thank_you"] != []
    assert oracle(story, [first[1], second]).due(APP, t("03-20")) == []


def test_switched_off_kinds_are_not_expected() -> None:
    (due,) = opened((applied(),), "03-03", receipts=False)
    assert due.kind == "application_follow_up"
    assert due.recipients == {ANNA}
