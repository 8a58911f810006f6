"""The audit can fail: for each counter a pass that breaks its rule, and the pass that keeps it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.simulate.stories import (
    ANNA,
    BOB,
    applied,
    drafted,
    happened,
    interview,
    machine,
    oracle,
    reply,
    t,
    user,
)
from watcher.simulate.score import Audit, Wrong, counts
from watcher.simulate.types import By, Drafted, Fate, Happened

SENT = (applied(), machine("03-02 10:00"))  # application_follow_up is due on 9 March
FOLLOW_UP = "application_follow_up"


def audited(
    log: Sequence[Happened], passes: Sequence[tuple[str, Sequence[Drafted]]], known: Sequence[Drafted]
) -> Audit:
    """Play passes by hand: each learns what happened before it."""
    whole = oracle((), known)
    audit = Audit(whole)
    told = list(log)
    drafts = whole.drafts
    assert isinstance(drafts, dict)
    for when, new in passes:
        whole.log = [h for h in told if h.at <= t(when)]
        whole.learn()
        audit.settle(t(when))
        audit.drafted(new, t(when))
        drafts.update({d.key: d for d in new})
        audit.left(t(when))
    audit.close(t(passes[-1][0]))
    return audit


def wrong(audit: Audit) -> dict[str, int]:
    return {what.value: n for what, n in counts(audit.violations).items() if n}


RIGHT = drafted("03-09", FOLLOW_UP)


@pytest.mark.parametrize(
    ("log", "passes", "known", "expected"),
    [
        (SENT, [("03-09", [RIGHT])], [], {}),
        (SENT, [("03-08", [drafted("03-08", FOLLOW_UP)])], [], {"early": 1}),
        (SENT, [("03-09", []), ("03-10", [drafted("03-10", FOLLOW_UP)])], [], {"late": 1}),
        (SENT, [("03-09", []), ("03-23", [])], [], {"missed": 1}),
        (SENT, [("03-09", [])], [], {"missed": 1}),
        (SENT, [("03-23", [drafted("03-23", FOLLOW_UP)])], [], {"late": 1}),
        (SENT, [("03-09", [drafted("03-09", FOLLOW_UP, BOB)])], [], {"wrong person": 1}),
        (SENT, [("03-09", [RIGHT]), ("03-10", [drafted("03-10", FOLLOW_UP)])], [], {"doubled": 1}),
        ((*SENT, reply("03-06")), [("03-09", [drafted("03-09", FOLLOW_UP)])], [], {"after an answer": 1}),
        ((*SENT, reply("03-10")), [("03-09", [RIGHT]), ("03-11", [])], [], {"left standing": 1}),
        ((*SENT, user("03-10")), [("03-09", [RIGHT]), ("03-11", [])], [], {"left standing": 1}),
        (
            (applied(), happened("03-03", "interview_invite", asks=True), user("03-04", "withdrawal")),
            [("03-12", [drafted("03-12", "conversation_follow_up")])],
            [],
            {"unfounded": 1},
        ),
        (SENT, [("03-04", [drafted("03-04", FOLLOW_UP, application="")])], [], {"unfounded": 1}),
        (
            (applied("03-01"), interview("03-04", "03-10 10:00", BOB, ANNA)),
            [("03-10 21:00", [drafted("03-10 21:00", "thank_you", BOB)])],
            [],
            {"missed": 1},
        ),
        (
            (applied("03-01"), interview("03-04", "03-10 10:00", BOB)),
            [("03-10 10:30", [drafted("03-10 10:30", "thank_you", BOB)])],
            [],
            {"early": 1},
        ),
    ],
)
def test_every_counter_counts(
    log: Sequence[Happened],
    passes: Sequence[tuple[str, Sequence[Drafted]]],
    known: Sequence[Drafted],
    expected: dict[str, int],
) -> None:
    audit = audited(log, passes, known)
    assert wrong(audit) == expected
    if not expected:
        assert audit.in_window[FOLLOW_UP] == 1


def crowd(count: int, to: str = "") -> list[Happened]:
    return [
        applied("03-02", to or f"p{n}@acme.example", attached=False, application=f"{n:03d} A") for n in range(count)
    ]


def batch(count: int, to: str = "") -> list[Drafted]:
    found = [drafted("03-09", FOLLOW_UP, to or f"p{n}@acme.example", application=f"{n:03d} A") for n in range(count)]
    for n, draft in enumerate(found):
        draft.key = str(n)
    return found


@pytest.mark.parametrize(
    ("log", "new", "expected"),
    [
        (crowd(10), batch(10), {}),
        (crowd(10), batch(9), {"missed": 1}),
        (crowd(12), batch(10), {}),  # "Ten drafts written a local day"; which ten, the caps leave open here
        (crowd(2, ANNA), batch(1, ANNA), {}),  # "one waiting draft for one recipient"
    ],
)
def test_the_caps_hold_back_and_nothing_else_does(
    log: list[Happened], new: list[Drafted], expected: dict[str, int]
) -> None:
    assert wrong(audited(log, [("03-09", new)], [])) == expected


def test_what_is_held_by_the_caps_must_not_be_written() -> None:
    first = drafted("03-04", "conversation_follow_up", ANNA, application="099 B")
    talk = applied("03-01", application="099 B")
    audit = audited([*crowd(1, ANNA), talk], [("03-09", batch(1, ANNA))], [first])
    assert wrong(audit) == {"over the caps": 1}


def test_one_was_sent_to_them_within_three_business_days() -> None:
    asked = happened("03-05", "candidate_followup", By.USER, ANNA, application="099 B")
    log = [*crowd(1, ANNA), applied("02-27", application="099 B"), asked]
    assert wrong(audited(log, [("03-09", batch(1, ANNA))], [])) == {"over the caps": 1}
    late = batch(1, ANNA)
    assert wrong(audited(log, [("03-09", []), ("03-10", late)], [])) == {}


def test_a_draft_withdrawn_for_no_reason_counts_and_one_for_an_answer_does_not() -> None:
    known = drafted("03-09", FOLLOW_UP)
    for more, expected in (((), {"withdrawn wrongly": 1}), ((reply("03-10"),), {})):
        audit = Audit(oracle((*SENT, *more), [known]))
        audit.withdrawn(known, t("03-11"), "")
        assert wrong(audit) == expected


@pytest.mark.parametrize(("day", "expected"), [("03-12", {"withdrawn wrongly": 1}), ("03-17", {})])
def test_a_thank_you_may_be_taken_back_once_it_lapsed(day: str, expected: dict[str, int]) -> None:
    known = drafted("03-10 21:30", "thank_you", BOB)
    audit = Audit(oracle((applied(), interview("03-04", "03-10 10:00")), [known]))
    audit.withdrawn(known, t(day), "")
    assert wrong(audit) == expected


def test_what_arrived_is_no_longer_asked_for() -> None:
    known = drafted("03-05", "receipt_check")
    audit = Audit(oracle((applied(), machine("03-05 12:00")), [known]))
    audit.withdrawn(known, t("03-06"), "")
    assert wrong(audit) == {}


@pytest.mark.parametrize(("kind", "expected"), [("thank_you", {}), ("post_interview", {"left standing": 1})])
def test_an_accepted_offer_takes_back_what_asks_and_no_thanks(kind: str, expected: dict[str, int]) -> None:
    other = happened("03-11", "offer_accepted", By.USER, application="002 Other, Cook")
    audit = Audit(oracle((applied(), other), [drafted("03-10 21:30", kind, BOB)]))
    audit.left(t("03-12"))
    assert wrong(audit) == expected


def test_a_deleted_draft_waits_until_the_second_look() -> None:
    gone = drafted("03-09", FOLLOW_UP, fate=Fate.DELETED)
    gone.settled_at = None
    audit = Audit(oracle(SENT, [gone]))
    audit.settle(t("03-09 12:05"))
    assert gone.live
    audit.settle(t("03-09 12:15"))
    assert not gone.live


def test_what_was_noted_of_a_draft_is_noted_once() -> None:
    known = drafted("03-09", FOLLOW_UP)
    audit = Audit(oracle(SENT, [known]))
    audit.add(Wrong.MISREAD, t("03-10"), known, "")
    audit.add(Wrong.MISREAD, t("03-11"), known, "")
    assert wrong(audit) == {"misread": 1}
