"""Whether the clock can be right: it cannot stand before a moment that has been."""

from __future__ import annotations

from datetime import datetime, timedelta

_AHEAD = timedelta(days=1)
"""How far an earlier pass is believed beyond the newest mail's arrival: its clock may have been wrong too."""

_SLACK = timedelta(minutes=1)
"""A clock is set by seconds all the time (NTP)."""


def proven(last_seen: datetime | None, newest_arrival: datetime | None) -> datetime | None:
    """The moment that has surely been; None where nothing is known.

    `last_seen` is the time of the latest pass, by this machine's clock; `newest_arrival` the latest INTERNALDATE, by
    the server's. A clock that ran days ahead and was set right again is believed as soon as no mail speaks against it.
    """
    if last_seen is None or newest_arrival is None:
        return last_seen
    try:
        return min(last_seen, newest_arrival + _AHEAD)
    except OverflowError:
        return last_seen


def is_behind(now: datetime, been: datetime | None) -> bool:
    """The clock stands before what has been: nothing is to be dated or drafted by it."""
    return been is not None and been - now > _SLACK
