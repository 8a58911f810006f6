"""drafting: one `FollowUp` to the `Draft` that a careful job seeker would send unchanged. Pure.

`parse_templates` reads the letters, `habits` tells the user's manner from their mail, `wanted` which earlier mail a
letter takes up; `compose` writes one or says why not, `render` gives the octets for Drafts.
"""

from watcher.drafting.clean import one_line
from watcher.drafting.compose import compose
from watcher.drafting.earlier import Earlier, Wanted, wanted
from watcher.drafting.render import render
from watcher.drafting.templates import Templates, parse_templates
from watcher.drafting.types import Attached, Draft, Refusal, Voice
from watcher.drafting.untouched import is_untouched
from watcher.drafting.voice import Habits, habits

__all__ = [
    "Attached",
    "Draft",
    "Earlier",
    "Habits",
    "Refusal",
    "Templates",
    "Voice",
    "Wanted",
    "compose",
    "habits",
    "is_untouched",
    "one_line",
    "parse_templates",
    "render",
    "wanted",
]
