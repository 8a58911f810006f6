"""How the watch stands, in one line for a human: the STATUS of the service. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from watcher.daemon.progress import Stuck


def standing(health: str, waiting: int) -> str:
    """The accounts' health, in words without addresses, and how many drafts wait."""
    drafts = "1 draft waits for you" if waiting == 1 else f"{waiting} drafts wait for you"
    return f"{health}; {drafts}" if waiting else health


def hanging(stuck: Sequence[Stuck]) -> str:
    """What stands still: the service manager will start the program anew."""
    return "hung: " + "; ".join(f"{one.what} stands still for {one.seconds / 60:.0f} min" for one in stuck)
