"""timeline: all events to applications: matching, stage as a fold over events, contacts. Pure.

`envelope` and `manner` give what the ledger keeps of a message, `build` makes the `Timeline` of all of them. The rest
answers what cadence asks of one application: who moved last, whether a human answered, its interviews, its end.
`entries` are the user's words about it, `finding` tells which one they mean.
"""

from watcher.timeline import commands, entries
from watcher.timeline.addresses import Addresses, parse_addresses
from watcher.timeline.again import Builder
from watcher.timeline.build import build
from watcher.timeline.contacts import IGNORED
from watcher.timeline.corrections import ASIDE, CORRECTIONS, NEW, NONE, UNDO, in_force
from watcher.timeline.entries import Entry
from watcher.timeline.envelope import envelope
from watcher.timeline.filed import Filed, Filing, filed_entries
from watcher.timeline.finding import completions, find_applications, find_messages
from watcher.timeline.forgetting import Doomed, asked, doomed, doomed_again, expired, heard, is_due
from watcher.timeline.ids import names_of, short_id
from watcher.timeline.interviews import interviews
from watcher.timeline.knowable import Ties, at_moment, known_at, tied
from watcher.timeline.manner import manner
from watcher.timeline.moves import (
    human_answer_after,
    is_answer,
    is_contact,
    is_incoming,
    is_outgoing,
    is_own,
    last_move,
    latest,
)
from watcher.timeline.stage import ENDED, closed_by_user, ended_at, ended_by, news_since_closing
from watcher.timeline.threads import Threads
from watcher.timeline.types import (
    Ambiguous,
    Application,
    Contact,
    Correction,
    Envelope,
    Fact,
    Flag,
    Interview,
    Manner,
    Place,
    Seen,
    Stage,
    Timeline,
)
from watcher.timeline.why import Why, kept, unkept

__all__ = [
    "ASIDE",
    "CORRECTIONS",
    "ENDED",
    "IGNORED",
    "NEW",
    "NONE",
    "UNDO",
    "Addresses",
    "Ambiguous",
    "Application",
    "Builder",
    "Contact",
    "Correction",
    "Doomed",
    "Entry",
    "Envelope",
    "Fact",
    "Filed",
    "Filing",
    "Flag",
    "Interview",
    "Manner",
    "Place",
    "Seen",
    "Stage",
    "Threads",
    "Ties",
    "Timeline",
    "Why",
    "asked",
    "at_moment",
    "build",
    "closed_by_user",
    "commands",
    "completions",
    "doomed",
    "doomed_again",
    "ended_at",
    "ended_by",
    "entries",
    "envelope",
    "expired",
    "filed_entries",
    "find_applications",
    "find_messages",
    "heard",
    "human_answer_after",
    "in_force",
    "interviews",
    "is_answer",
    "is_contact",
    "is_due",
    "is_incoming",
    "is_outgoing",
    "is_own",
    "kept",
    "known_at",
    "last_move",
    "latest",
    "manner",
    "names_of",
    "news_since_closing",
    "parse_addresses",
    "short_id",
    "tied",
    "unkept",
]
