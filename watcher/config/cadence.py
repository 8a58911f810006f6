"""The cadence table of the config: the caps, and what the user changes of each kind of follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from watcher.cadence import Change, FollowUpKind
from watcher.config.table import Table

_MOST = 365


def _step(days: int) -> int:
    if not 1 <= days <= _MOST:
        raise ValueError(f"must be between 1 and {_MOST}, not {days}")
    return days


_Days = Annotated[int | None, Field(ge=0, le=_MOST)]


class Kind(Table):
    """What the user changes of one kind; None is as the packaged table has it. Days as in cadence/data/windows.toml."""

    enabled: bool | None = None
    first_day: _Days = None
    last_day: _Days = None
    lapse_days: _Days = None


class Persistence(Table):
    """As `Kind`, for the mails that go on: they go by `steps`, the days of silence before each."""

    enabled: bool | None = None
    lapse_days: _Days = None
    steps: Annotated[tuple[Annotated[int, AfterValidator(_step)], ...] | None, Field(strict=False)] = None


class Cadence(Table):
    """The caps, when silence counts as quiet (days), how long an unconfirmed draft settles (seconds), and each kind."""

    max_drafts_per_day: Annotated[int, Field(ge=0, le=100)] = 10
    max_waiting: Annotated[int, Field(ge=0, le=100)] = 10
    quiet_days: Annotated[int, Field(ge=1, le=365)] = 21
    settle_seconds: Annotated[float, Field(ge=0, le=3600)] = 60.0
    rejection_reply: Kind = Kind()
    thank_you: Kind = Kind()
    post_interview: Kind = Kind()
    conversation_follow_up: Kind = Kind()
    receipt_check: Kind = Kind()
    second_follow_up: Kind = Kind()
    application_follow_up: Kind = Kind()
    persistence: Persistence = Persistence()

    def changes(self) -> Mapping[FollowUpKind, Change]:
        """What the user changes of the cadence table, by kind."""
        tables = {kind: getattr(self, kind.value) for kind in FollowUpKind}
        return {kind: Change(**table.model_dump()) for kind, table in tables.items()}
