"""A first sync costs hardly more units than its messages, and is never refused for the rate."""

from __future__ import annotations

import pytest

from tests.bench.gmail_backfill import backfill


@pytest.mark.parametrize(("quota", "cost"), [(6_000, 20), (15_000, 5)])
def test_a_first_sync_costs_what_its_messages_cost_and_is_never_refused(quota: int, cost: int) -> None:
    found = backfill(400, quota)
    assert (found.read, found.least, found.refused) == (400, 400 * cost, 0)
    assert found.units - found.least < 70
    assert found.minutes < found.units / (0.7 * quota)
