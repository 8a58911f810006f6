"""What is exported, and how names and times are written in all formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from watcher.cadence import FollowUp, Intent, Plan
from watcher.drafting import one_line
from watcher.timeline import Application, Timeline


@dataclass(frozen=True, slots=True)
class Search:
    """The job search at `now` (aware): the plan of that moment and all drafts. `zone` is the user's."""

    timeline: Timeline
    plan: Plan
    intents: Sequence[Intent]
    now: datetime
    zone: ZoneInfo

    def follow_ups(self, application: Application) -> list[FollowUp]:
        """What is still to come of an application, or waits: soonest first. Not what is over, or too late."""
        over = {i.written.key for i in self.intents if not i.written.state.live}
        mine = (f for f in self.plan.follow_ups if f.application == application.id)
        return sorted((f for f in mine if f.key not in over and f.lapses_at > self.now), key=lambda f: f.due_at)

    def waits(self, follow_up: FollowUp) -> bool:
        """It stands in Drafts."""
        return any(i.written.key == follow_up.key and i.written.state.live for i in self.intents)


def name(application: Application) -> str:
    """The application in one line."""
    parts = (one_line(application.company) or "unknown employer", one_line(application.role))
    return ", ".join(part for part in parts if part)


def words(text: str) -> str:
    """The name of a kind or stage in words."""
    return text.replace("_", " ")
