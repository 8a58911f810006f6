"""What wakes what: rounds over accounts, of which some are sick."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watcher.daemon.rounds import PATIENCE, PAUSE, Act, Gather, Rounds, Wait
from watcher.daemon.wakes import Step

A, B = "a", "b"


def gathering(*accounts: str, at: float = 0.0) -> Rounds:
    rounds = Rounds(accounts)
    rounds.ask(Step.START, at)
    assert rounds.move(at) == Gather()
    return rounds


def test_nothing_is_done_unasked() -> None:
    assert Rounds([A]).move(5) == Wait(None)


def test_a_round_reads_all_and_then_acts_on_all() -> None:
    rounds = gathering(A, B)
    rounds.read(A, 1)
    assert rounds.move(2) == Wait(PATIENCE)
    rounds.read(B, 1)
    assert rounds.move(2) == Act(frozenset({A, B}), frozenset(), (Step.START,))
    assert rounds.move(3) == Wait(None)


def test_what_was_read_before_the_round_began_does_not_count() -> None:
    rounds = gathering(A, at=10)
    rounds.read(A, 9.9)
    assert isinstance(rounds.move(11), Wait)
    rounds.read(A, 10)
    assert isinstance(rounds.move(11), Act)


def test_a_late_reading_never_hides_a_newer_one() -> None:
    rounds = gathering(A, at=10)
    rounds.read(A, 11)
    rounds.read(A, 9)
    assert isinstance(rounds.move(12), Act)


def test_an_account_that_failed_is_not_waited_for() -> None:
    rounds = gathering(A, B)
    rounds.failed(B)
    rounds.read(A, 1)
    assert rounds.move(1) == Act(frozenset({A}), frozenset({B}), (Step.START,))


def test_an_account_that_hangs_is_waited_for_once() -> None:
    rounds = gathering(A, B)
    rounds.read(A, 1)
    assert isinstance(rounds.move(PATIENCE - 1), Wait)
    assert rounds.move(PATIENCE) == Act(frozenset({A}), frozenset({B}), (Step.START,))
    rounds.ask(Step.DUE, 30)
    assert rounds.move(30) == Gather()
    rounds.read(A, 31)
    assert rounds.move(31) == Act(frozenset({A}), frozenset({B}), (Step.DUE,))


def test_an_account_that_recovers_is_told_and_waited_for_again() -> None:
    rounds = gathering(A, B)
    rounds.failed(B)
    rounds.read(A, 1)
    rounds.move(1)
    assert rounds.read(B, 5) is True
    assert rounds.read(B, 6) is False
    rounds.ask(Step.RECOVERED, 7)
    rounds.move(7)
    rounds.read(A, 8)
    assert isinstance(rounds.move(8), Wait)


def test_a_burst_of_mail_makes_one_round() -> None:
    rounds = Rounds([A])
    for moment in (0.0, 0.5, 1.0):
        rounds.ask(Step.MAIL, moment, PAUSE)
    assert rounds.move(1.0) == Wait(PAUSE)
    assert rounds.move(PAUSE) == Gather()
    rounds.ask(Step.MAIL, PAUSE, PAUSE)
    rounds.read(A, PAUSE)
    assert rounds.move(PAUSE) == Act(frozenset({A}), frozenset(), (Step.MAIL,))
    assert rounds.move(PAUSE) == Wait(None)


def test_what_is_asked_for_while_a_pass_runs_makes_another() -> None:
    rounds = gathering(A)
    rounds.read(A, 1)
    rounds.move(1)
    rounds.ask(Step.MAIL, 2, PAUSE)
    assert rounds.move(2) == Wait(2 + PAUSE)
    assert rounds.move(2 + PAUSE) == Gather()


def test_a_round_in_which_nobody_can_be_read_ends_too() -> None:
    rounds = gathering(A)
    rounds.failed(A)
    assert rounds.move(1) == Act(frozenset(), frozenset({A}), (Step.START,))


MOVES = st.lists(
    st.tuples(st.sampled_from(["ask", "read", "failed", "move"]), st.sampled_from([A, B]), st.floats(0, 15)),
    max_size=60,
)


@given(MOVES)
def test_whatever_happens_a_pass_is_of_what_was_read_since_and_never_waits_beyond_patience(
    moves: list[tuple[str, str, float]],
) -> None:
    rounds, now, began = Rounds([A, B]), 0.0, {A: -1.0, B: -1.0}
    since: float | None = None
    for what, account, seconds in moves:
        now += seconds
        if what == "ask":
            rounds.ask(Step.MAIL, now)
        elif what == "read":
            began[account] = now
            rounds.read(account, now)
        elif what == "failed":
            rounds.failed(account)
        move = rounds.move(now)
        if isinstance(move, Gather):
            since = now
        elif isinstance(move, Act):
            assert since is not None
            assert all(began[name] >= since for name in move.accounts)
            since = None
        elif since is not None:
            assert now < since + PATIENCE
