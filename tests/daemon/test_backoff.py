"""Row 05: back-off grows, has a bound, and jitter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watcher.daemon.backoff import PERMANENT, TRANSIENT


def test_row_05_it_doubles_up_to_its_bound() -> None:
    waits = [TRANSIENT.after(failures, 0.0) for failures in range(1, 11)]
    assert waits[:4] == [2.0, 4.0, 8.0, 16.0]
    assert waits[-1] == 300.0


@given(st.integers(0, 10**9), st.floats(0, 1, exclude_max=True))
def test_row_05_it_stays_between_half_and_whole(failures: int, draw: float) -> None:
    whole = TRANSIENT.after(failures, 0.0)
    assert whole / 2 <= TRANSIENT.after(failures, draw) <= whole <= 300.0


def test_a_refused_password_is_tried_seldom() -> None:
    assert sum(PERMANENT.after(failures, 0.999) for failures in range(1, 4)) > 900
