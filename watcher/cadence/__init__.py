"""cadence: a `Timeline`, what was drafted before, and `now`, to the follow-ups that are due. Pure."""

from watcher.cadence.backtest import FOLLOWS_UP, Backtest, Diary, Drafted, Missed, Outcome, Reason, Undrafted, only
from watcher.cadence.copies import as_written
from watcher.cadence.days import calendar_of
from watcher.cadence.fate import (
    Fate,
    Standing,
    Verdict,
    is_moved_draft,
    is_waiting,
    judge,
    look_alikes,
    sent_copies,
    surprising,
)
from watcher.cadence.forecast import AsIf, Coming, Forecast, forecast
from watcher.cadence.news import told_since
from watcher.cadence.plan import PRECEDENCE, plan
from watcher.cadence.rehearsal import Planner, Refuser, as_known, moments, next_due
from watcher.cadence.snooze import put_off, snoozed_until
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
    "FOLLOWS_UP",
    "PRECEDENCE",
    "Action",
    "Advice",
    "AsIf",
    "Backtest",
    "Change",
    "Coming",
    "Diary",
    "Drafted",
    "Fate",
    "FollowUp",
    "FollowUpKind",
    "Forecast",
    "Health",
    "Intent",
    "Missed",
    "Outcome",
    "Plan",
    "Planner",
    "Policy",
    "Reason",
    "Refuser",
    "Standing",
    "State",
    "Suggestion",
    "SuggestionKind",
    "Undrafted",
    "Verdict",
    "Window",
    "WindowError",
    "Written",
    "as_known",
    "as_written",
    "calendar_of",
    "changed",
    "forecast",
    "is_moved_draft",
    "is_waiting",
    "judge",
    "look_alikes",
    "moments",
    "next_due",
    "only",
    "parse_suggestions",
    "parse_windows",
    "plan",
    "put_off",
    "sent_copies",
    "snoozed_until",
    "surprising",
    "told_since",
]
