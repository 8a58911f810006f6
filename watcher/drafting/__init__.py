"""drafting: one `FollowUp` to the `Draft` that a careful job seeker would send unchanged. Pure.

`parse_templates` reads the letters, `override` lays the user's own over them, `habits` tells the user's manner from
their mail, `wanted` which earlier mail a letter takes up; `compose` writes one or says why not, `render` gives the
octets for Drafts, `rehearse` shows a letter with made-up facts.
"""

from watcher.drafting.clean import one_line
from watcher.drafting.compose import beside, compose
from watcher.drafting.earlier import Earlier, Wanted, wanted
from watcher.drafting.letters import COMMON, FALLBACK, Templates
from watcher.drafting.overrides import override
from watcher.drafting.rehearsal import Shown, rehearse, rehearse_for
from watcher.drafting.render import render
from watcher.drafting.renewal import gist_of, may_be_renewed, renewed, too_many
from watcher.drafting.templates import parse_templates
from watcher.drafting.types import Attached, Draft, Fault, Refusal, Voice
from watcher.drafting.untouched import is_untouched
from watcher.drafting.voice import Habits, habits

__all__ = [
    "COMMON",
    "FALLBACK",
    "Attached",
    "Draft",
    "Earlier",
    "Fault",
    "Habits",
    "Refusal",
    "Shown",
    "Templates",
    "Voice",
    "Wanted",
    "beside",
    "compose",
    "gist_of",
    "habits",
    "is_untouched",
    "may_be_renewed",
    "one_line",
    "override",
    "parse_templates",
    "rehearse",
    "rehearse_for",
    "render",
    "renewed",
    "too_many",
    "wanted",
]
