"""digest: what waits for the user, what is coming and how the search stands, as the weekly text. Pure.

`from_plan` gathers the facts of one moment as a `Report`, `text` writes them.
"""

from watcher.digest.gather import from_plan
from watcher.digest.types import (
    Asked,
    ByHand,
    Closed,
    Later,
    Meeting,
    Quiet,
    Report,
    Undecided,
    Undone,
    Waiting,
)
from watcher.digest.wording import text

__all__ = [
    "Asked",
    "ByHand",
    "Closed",
    "Later",
    "Meeting",
    "Quiet",
    "Report",
    "Undecided",
    "Undone",
    "Waiting",
    "from_plan",
    "text",
]
