"""How the watch stands, in one line for a human: the STATUS of the service. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from watcher.daemon.progress import Stuck
from watcher.log import masked

_NEAR = timedelta(days=6)


def standing(well: int, failing: Mapping[str, str], waiting: int, next_look: datetime | None, now: datetime) -> str:
    """How many accounts are watched and how many drafts wait; first of all what fails, by account, in words.

    `next_look` and `now` are in the user's zone. Anybody on the machine can read it: addresses are masked.
    """
    told = [masked(f"{name}: {words}") for name, words in failing.items()]
    watching = [f"watching {_count(well, 'account')}"] if well else []
    if waiting:
        watching.append(f"{_count(waiting, 'draft')} {'waits' if waiting == 1 else 'wait'} for you")
    told += [", ".join(watching)] if watching else []
    if next_look is not None:
        told.append(f"next look {_when(next_look, now)}")
    return "; ".join(told)


def hanging(stuck: Sequence[Stuck]) -> str:
    """What stands still: the service manager will start the program anew."""
    return "hung: " + "; ".join(f"{one.what} stands still for {one.seconds / 60:.0f} min" for one in stuck)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _when(moment: datetime, now: datetime) -> str:
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    return f"{moment:%a %H:%M}" if moment - now < _NEAR else f"{moment:%d %b %H:%M}"
