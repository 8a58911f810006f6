"""digest: what waits for the user, what is coming and how the search stands, as the weekly mail. Pure.

`from_plan` gathers the facts of one moment as a `Report`, `render` writes them in the user's language as text and HTML
at once, `message` gives the octets for INBOX. Its links ask by sealed mails to oneself (`timeline.commands`).
"""

from watcher.digest.due import Issue, Times, due_now, next_due, recent, this_week, weekly_moment
from watcher.digest.gather import from_plan
from watcher.digest.links import Desk
from watcher.digest.message import Picture, is_digest, may_be_digest, message, message_id, shown_by_itself
from watcher.digest.phrases import LANGUAGES, Phrases, parse_phrases
from watcher.digest.render import MOST_HTML, Digest, Templates, render
from watcher.digest.sketch import Area, Sketch, Words
from watcher.digest.types import (
    Asked,
    ByHand,
    Call,
    Closed,
    Known,
    Later,
    Meeting,
    Numbers,
    Promised,
    Quiet,
    Reason,
    Ref,
    Report,
    Told,
    Undecided,
    Undone,
    Waiting,
    Week,
)
from watcher.digest.wording import pictures

__all__ = [
    "LANGUAGES",
    "MOST_HTML",
    "Area",
    "Asked",
    "ByHand",
    "Call",
    "Closed",
    "Desk",
    "Digest",
    "Issue",
    "Known",
    "Later",
    "Meeting",
    "Numbers",
    "Phrases",
    "Picture",
    "Promised",
    "Quiet",
    "Reason",
    "Ref",
    "Report",
    "Sketch",
    "Templates",
    "Times",
    "Told",
    "Undecided",
    "Undone",
    "Waiting",
    "Week",
    "Words",
    "due_now",
    "from_plan",
    "is_digest",
    "may_be_digest",
    "message",
    "message_id",
    "next_due",
    "parse_phrases",
    "pictures",
    "recent",
    "render",
    "shown_by_itself",
    "this_week",
    "weekly_moment",
]
