"""The user's mails that are drafts of ours: they mean what the ledger says, not what their text sounds like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from watcher.cadence.sent import Copies
from watcher.cadence.types import FollowUpKind, Written
from watcher.inference import Event, Kind
from watcher.timeline import Seen

_MEANS = {FollowUpKind.THANK_YOU: Kind.INTERVIEW_FOLLOWUP, FollowUpKind.REJECTION_REPLY: Kind.CANDIDATE_REPLY}
# No draft of ours says these: the user rewrote it.
_OWN_WORDS = frozenset((Kind.WITHDRAWAL, Kind.OFFER_DECLINED))


def as_written(seen: Sequence[Seen], written: Iterable[Written]) -> list[Seen]:
    """The messages, with what inference read in sent copies of our drafts replaced by what the draft was."""
    copies = Copies(written)
    return [_meant(s, copies) if s.envelope.outgoing else s for s in seen]


def _meant(seen: Seen, copies: Copies) -> Seen:
    e, inference = seen.envelope, seen.inference
    draft = copies.of(e)
    if draft is None or any(event.kind in _OWN_WORDS for event in inference.events):
        return seen
    kind = _MEANS.get(draft.kind, Kind.CANDIDATE_FOLLOWUP)
    first = next(iter(inference.events), Event(kind, e.sent_at, evidence=(f"a draft of yours: {draft.kind.value}",)))
    meant = replace(
        first, kind=kind, starts_at=None, ends_at=None, on_day=None, due_by=None, business_days=0, waits_for_user=False
    )
    return replace(seen, inference=replace(inference, events=(meant,), ignored=""))
