"""drafting: one `FollowUp` to the `Draft` that a careful job seeker would send unchanged. Pure.

`parse_templates` reads the letters, `override` lays the user's own over them, `compose` writes one or says why not,
`render` gives the octets for Drafts, `rehearse` shows a letter with made-up facts.
"""

from watcher.drafting.clean import one_line
from watcher.drafting.compose import beside, compose
from watcher.drafting.overrides import override
from watcher.drafting.rehearsal import Shown, rehearse, rehearse_for
from watcher.drafting.render import render
from watcher.drafting.templates import COMMON, FALLBACK, Templates, parse_templates
from watcher.drafting.types import Draft, Fault, Refusal, Voice
from watcher.drafting.untouched import is_untouched

__all__ = [
    "COMMON",
    "FALLBACK",
    "Draft",
    "Fault",
    "Refusal",
    "Shown",
    "Templates",
    "Voice",
    "beside",
    "compose",
    "is_untouched",
    "one_line",
    "override",
    "parse_templates",
    "rehearse",
    "rehearse_for",
    "render",
]
