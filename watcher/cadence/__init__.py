"""cadence: a `Timeline`, what was drafted before, and `now`, to the follow-ups that are due. Pure."""

from watcher.cadence.fate import Fate, Standing, Verdict, is_moved_draft, is_waiting, judge, sent_copies, surprising
from watcher.cadence.forecast import AsIf, Coming, Forecast, forecast
from watcher.cadence.plan import PRECEDENCE, plan
from watcher.cadence.rehearsal import Planner, Refuser, as_known
from watcher.cadence.types import Action, FollowUp, FollowUpKind, Health, Intent, Plan, Policy, State, Window, Written
from watcher.cadence.windows import parse_windows

__all__ = [
    "PRECEDENCE",
    "Action",
    "AsIf",
    "Coming",
    "Fate",
    "FollowUp",
    "FollowUpKind",
    "Forecast",
    "Health",
    "Intent",
    "Plan",
    "Planner",
    "Policy",
    "Refuser",
    "Standing",
    "State",
    "Verdict",
    "Window",
    "Written",
    "as_known",
    "forecast",
    "is_moved_draft",
    "is_waiting",
    "judge",
    "parse_windows",
    "plan",
    "sent_copies",
    "surprising",
]
