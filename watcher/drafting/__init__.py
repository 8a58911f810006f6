"""drafting: one `FollowUp` to the `Draft` that a careful job seeker would send unchanged. Pure.

`parse_templates` reads the letters, `compose` writes one or says why not, `render` gives the octets for Drafts.
"""

from watcher.drafting.clean import one_line
from watcher.drafting.compose import beside, compose
from watcher.drafting.render import render
from watcher.drafting.templates import Templates, parse_templates
from watcher.drafting.types import Draft, Refusal, Voice
from watcher.drafting.untouched import is_untouched

__all__ = [
    "Draft",
    "Refusal",
    "Templates",
    "Voice",
    "beside",
    "compose",
    "is_untouched",
    "one_line",
    "parse_templates",
    "render",
]
