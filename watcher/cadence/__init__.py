"""cadence: a `Timeline`, what was drafted before, and `now`, to the follow-ups that are due. Pure."""

from watcher.cadence.backtest import FOLLOWS_UP, Backtest, Diary, Drafted, Missed, Outcome, Reason, Undrafted, only
from watcher.cadence.days import calendar_of
from watcher.cadence.fate import Fate, Standing, Verdict, is_moved_draft, is_waiting, judge, sent_copies, surprising
from watcher.cadence.forecast import AsIf, Coming, Forecast, forecast
from watcher.cadence.plan import PRECEDENCE, plan
from watcher.cadence.rehearsal import Planner, Refuser, as_known, moments, next_due
from watcher.cadence.types import Action, FollowUp, FollowUpKind, Health, Intent, Plan, Policy, State, Window, Written
from watcher.cadence.windows import parse_windows

__all__ = [
    "FOLLOWS_UP",
    "PRECEDENCE",
    "Action",
    "AsIf",
    "Backtest",
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
    "Undrafted",
    "Verdict",
    "Window",
    "Written",
    "as_known",
    "calendar_of",
    "forecast",
    "is_moved_draft",
    "is_waiting",
    "judge",
    "moments",
    "next_due",
    "only",
    "parse_windows",
    "plan",
    "sent_copies",
    "surprising",
]
