"""cadence: a `Timeline`, what was drafted before, and `now`, to the follow-ups that are due. Pure."""

from watcher.cadence.copies import as_written
from watcher.cadence.fate import Fate, Standing, Verdict, is_moved_draft, is_waiting, judge, sent_copies, surprising
from watcher.cadence.plan import PRECEDENCE, plan
from watcher.cadence.snooze import snoozed_until
from watcher.cadence.suggestions import parse_suggestions
from watcher.cadence.types import (
    Action,
    Advice,
    FollowUp,
    FollowUpKind,
    Health,
    Intent,
    Plan,
    Policy,
    State,
    Suggestion,
    SuggestionKind,
    Window,
    Written,
)
from watcher.cadence.windows import Change, WindowError, changed, parse_windows

__all__ = [
    "PRECEDENCE",
    "Action",
    "Advice",
    "Change",
    "Fate",
    "FollowUp",
    "FollowUpKind",
    "Health",
    "Intent",
    "Plan",
    "Policy",
    "Standing",
    "State",
    "Suggestion",
    "SuggestionKind",
    "Verdict",
    "Window",
    "WindowError",
    "Written",
    "as_written",
    "changed",
    "is_moved_draft",
    "is_waiting",
    "judge",
    "parse_suggestions",
    "parse_windows",
    "plan",
    "sent_copies",
    "snoozed_until",
    "surprising",
]
