"""Foresee: what passes would draft until a day, from the ledger alone. Nothing is contacted, nothing written."""

from __future__ import annotations

from datetime import datetime

from watcher.cadence import AsIf, Forecast, Planner, Refuser, as_known, forecast
from watcher.pipeline.passes import World
from watcher.timeline import known_at


def foresee(world: World, until: datetime, refuser: Refuser, as_if: AsIf) -> Forecast:
    """What comes until `until` (aware) if no more mail comes.

    A moment of the past gives the plan as it stood then: of the mail dated by then, and the drafts written by then.
    """
    now, health = world.clock(), world.assumed_health()
    seen, entered, written = world.mail(), world.ledger.entered(), world.written()
    if until < now:
        now = until
        known = known_at(seen)
        seen = [s for s in seen if known[s.envelope.identity] <= now]
        entered = [fact for fact in entered if fact.event.occurred_at <= now]
        written = as_known(written, now)
    planner: Planner = lambda timeline, drafts, moment: world.plan_after(timeline, drafts, moment, health)  # noqa: E731
    return forecast(world.build(seen, entered, now), written, now, until, world.policy, planner, refuser, as_if)
