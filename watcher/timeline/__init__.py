"""timeline: all events to applications: matching, stage as a fold over events, contacts. Pure.

`envelope` and `manner` give what the ledger keeps of a message, `build` makes the `Timeline` of all of them. The rest
answers what cadence asks of one application: who moved last, whether a human answered, its interviews, its end.
"""

from watcher.timeline.addresses import Addresses, parse_addresses
from watcher.timeline.build import build
from watcher.timeline.corrections import NEW, NONE, UNDO
from watcher.timeline.envelope import envelope
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
)
from watcher.timeline.stage import ENDED, ended_at, ended_by
from watcher.timeline.threads import Threads
from watcher.timeline.types import (
    Ambiguous,
    Application,
    Contact,
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

__all__ = [
    "ENDED",
    "NEW",
    "NONE",
    "UNDO",
    "Addresses",
    "Ambiguous",
    "Application",
    "Contact",
    "Doomed",
    "Envelope",
    "Fact",
    "Flag",
    "Interview",
    "Manner",
    "Place",
    "Seen",
    "Stage",
    "Threads",
    "Ties",
    "Timeline",
    "asked",
    "at_moment",
    "build",
    "doomed",
    "doomed_again",
    "ended_at",
    "ended_by",
    "envelope",
    "expired",
    "heard",
    "human_answer_after",
    "interviews",
    "is_answer",
    "is_contact",
    "is_due",
    "is_incoming",
    "is_outgoing",
    "is_own",
    "known_at",
    "last_move",
    "manner",
    "names_of",
    "parse_addresses",
    "short_id",
    "tied",
]
