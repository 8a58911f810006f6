"""cadence: a `Timeline`, what was drafted before, and `now`, to the follow-ups that are due. Pure."""

from watcher.cadence.backtest import FOLLOWS_UP, Backtest, Diary, Drafted, Missed, Outcome, Reason, Undrafted, only
from watcher.cadence.clock import is_behind, proven
from watcher.cadence.copies import as_written
from watcher.cadence.days import calendar_of
from watcher.cadence.fate import (
    BULK,
    RETURNS,
    Fate,
    Standing,
    Verdict,
    is_back,
    is_moved_draft,
    is_waiting,
    judge,
    left_alone,
    surprising,
)
from watcher.cadence.forecast import AsIf, Coming, Forecast, forecast
from watcher.cadence.forgetting import drafts_of, is_under_way, untouched
from watcher.cadence.gist import NO_GIST, Background, Certainty, Copy, Gist, Named
from watcher.cadence.history import pasts
from watcher.cadence.likeness import Likeness, alike, likeness, named_in, rewritten, words_of
from watcher.cadence.news import told_since
from watcher.cadence.plan import PRECEDENCE, plan
from watcher.cadence.rehearsal import Planner, Refuser, as_known, moments, next_due
from watcher.cadence.sent import LATE, Copies, Shares, Sought, is_saved_anew, look_alikes, sent_copies, suspects
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
    "BULK",
    "FOLLOWS_UP",
    "LATE",
    "NO_GIST",
    "PRECEDENCE",
    "RETURNS",
    "Action",
    "Advice",
    "AsIf",
    "Background",
    "Backtest",
    "Certainty",
    "Change",
    "Coming",
    "Copies",
    "Copy",
    "Diary",
    "Drafted",
    "Fate",
    "FollowUp",
    "FollowUpKind",
    "Forecast",
    "Gist",
    "Health",
    "Intent",
    "Likeness",
    "Missed",
    "Named",
    "Outcome",
    "Plan",
    "Planner",
    "Policy",
    "Reason",
    "Refuser",
    "Shares",
    "Sought",
    "Standing",
    "State",
    "Suggestion",
    "SuggestionKind",
    "Undrafted",
    "Verdict",
    "Window",
    "WindowError",
    "Written",
    "alike",
    "as_known",
    "as_written",
    "calendar_of",
    "changed",
    "drafts_of",
    "forecast",
    "is_back",
    "is_behind",
    "is_moved_draft",
    "is_saved_anew",
    "is_under_way",
    "is_waiting",
    "judge",
    "left_alone",
    "likeness",
    "look_alikes",
    "moments",
    "named_in",
    "next_due",
    "only",
    "parse_suggestions",
    "parse_windows",
    "pasts",
    "plan",
    "proven",
    "put_off",
    "rewritten",
    "sent_copies",
    "snoozed_until",
    "surprising",
    "suspects",
    "told_since",
    "untouched",
    "words_of",
]
