"""What became of each draft: sent, edited, deleted, or no longer right. A decision; `pipeline.reconcile` acts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from watcher.cadence.types import State, Written
from watcher.inference.subjects import bare
from watcher.timeline import Envelope, Place

MISSING_GRACE = timedelta(minutes=10)
"""A draft that the user sends leaves Drafts before its copy shows in Sent: so long, gone does not yet mean declined."""

STILL_THERE = timedelta(hours=1)
"""So often it is noted that an edited draft stands: what was sent to its recipient before is not that draft.

That an untouched one stands is noted where the user meanwhile sent what could be taken for it.
"""

BULK = 5
"""Where all drafts of an account vanish or would be withdrawn at once, so many may, and no more."""


class Fate(StrEnum):
    """What to do about one draft."""

    STANDS = "stands"
    STOOD = "stood"  # as STANDS, and to be noted
    EDITED = "edited"
    SENT = "sent"
    MISSING = "missing"
    DECLINED = "declined"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Standing:
    """One draft as the ledger and the server know it.

    `confirmed_hash` is the hash of what the server gave back at confirmation, `found_hashes` those of the messages in
    Drafts that carry its Message-ID now (none: it is gone). `missing_since` is when it was first found gone.
    """

    written: Written
    confirmed_hash: str
    found_hashes: tuple[str, ...]
    missing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of one draft, why, and when (for SENT: the time of the message that the user sent)."""

    standing: Standing
    fate: Fate
    why: str
    at: datetime


def sent_copies(standings: Iterable[Standing], mails: Iterable[Envelope]) -> Mapping[str, Envelope]:
    """Match drafts to what the user sent: by Message-ID, else to the same recipient since the draft was written.

    Only what lies where sent mail lies counts: a draft that was thrown away lies in Trash. The second form is for
    programs that give a message a new Message-ID when it is sent; it counts only for a draft that no longer stands in
    Drafts, and for a declined one (its copy may show late) only up to when it was found gone. One mail is the copy of
    one draft. `mails` is all mail, the received too: what answers a message that came later is another mail. Gives the
    envelope by follow-up key.
    """
    candidates = sorted(standings, key=lambda s: (s.written.written_at, s.written.key))
    by_id = {s.written.message_id: s for s in candidates if s.written.message_id}
    found: dict[str, Envelope] = {}
    later: list[_Sent] = []
    for sent in _sent(mails):
        if sent.envelope.message_id in by_id:
            found[by_id[sent.envelope.message_id].written.key] = sent.envelope
        else:
            later.append(sent)
    for standing in candidates:
        written = standing.written
        if written.key in found or standing.found_hashes:
            continue
        copy = next((s for s in later if _may_be(written, s)), None)
        if copy is not None:
            found[written.key] = copy.envelope
            later.remove(copy)
    return found


def look_alikes(standings: Iterable[Standing], mails: Iterable[Envelope]) -> frozenset[str]:
    """The keys of drafts that stand although the user sent what could be their copy: that was another mail."""
    sent = _sent(mails)
    standing = (s.written for s in standings if s.found_hashes)
    return frozenset(w.key for w in standing if any(_may_be(w, s) for s in sent))


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the user sent. `newest` is the time of the last of the known messages that it answers, None for none."""

    envelope: Envelope
    newest: datetime | None


def _sent(mails: Iterable[Envelope]) -> list[_Sent]:
    held = list(mails)
    times = {e.message_id: e.sent_at for e in held if e.message_id}
    own = [e for e in held if e.outgoing and e.place in (Place.SENT, Place.OTHER)]
    own.sort(key=lambda e: (e.sent_at, e.identity))
    return [_Sent(e, max((times[p] for p in e.parents if p in times), default=None)) for e in own]


def _may_be(written: Written, sent: _Sent) -> bool:
    """A mail to the draft's recipient under its subject, sent while it could have been that draft.

    A Date header has whole seconds. The draft was seen standing when its step was taken last: what was sent well
    before that was another mail. A draft answers what was there when it was written.
    """
    envelope = sent.envelope
    if not any(a.email == written.recipient for a in envelope.to):
        return False
    if written.state is State.DECLINED and envelope.sent_at > written.changed_at:
        return False
    since = written.written_at.replace(microsecond=0)
    if is_waiting(written.state):
        since = max(since, written.changed_at - MISSING_GRACE)
    if envelope.sent_at < since or (sent.newest is not None and sent.newest > written.written_at):
        return False
    return not written.subject or bare(written.subject).strip().casefold() == bare(envelope.subject).strip().casefold()


def judge(
    standings: Iterable[Standing],
    sent: Mapping[str, Envelope],
    obsolete: Mapping[str, str],
    now: datetime,
    alike: Container[str] = frozenset(),
) -> tuple[Verdict, ...]:
    """Decide the fate of every draft that was confirmed (CONFIRMED or EDITED), in the given order.

    `alike` are the keys that `look_alikes` gives.
    """
    return tuple(_judge(standing, sent, obsolete, now, alike) for standing in standings)


def _judge(
    standing: Standing, sent: Mapping[str, Envelope], obsolete: Mapping[str, str], now: datetime, alike: Container[str]
) -> Verdict:
    key = standing.written.key
    if key in sent:
        return Verdict(standing, Fate.SENT, "found among the mail that you sent", sent[key].sent_at)
    if not standing.found_hashes:
        since = standing.missing_since
        if since is not None and now - since >= MISSING_GRACE:
            return Verdict(standing, Fate.DECLINED, "you deleted it", now)
        return Verdict(standing, Fate.MISSING, "not in Drafts; waiting for a copy in Sent", since or now)
    if standing.confirmed_hash not in standing.found_hashes:
        seen = standing.written.state is State.EDITED and now - standing.written.changed_at < STILL_THERE
        return Verdict(standing, Fate.STANDS if seen and key not in alike else Fate.EDITED, "you changed it", now)
    if key in obsolete:
        return Verdict(standing, Fate.WITHDRAW, obsolete[key], now)
    if key in alike:
        return Verdict(standing, Fate.STOOD, "it stands, and you wrote something else", now)
    return Verdict(standing, Fate.STANDS, "", now)


def surprising(verdicts: Iterable[Verdict], news: int) -> str:
    """Why an account's verdicts must not be acted on unasked, "" where they are ordinary.

    A mailbox that answers empty makes every draft look gone at once; a fault of ours could make every draft look
    wrong. Ordinary are a few, or some of many, or no more withdrawals than `news`, the messages new in this pass.
    """
    verdicts = tuple(verdicts)
    gone = sum(v.fate is Fate.MISSING and v.standing.missing_since is None for v in verdicts)
    withdrawn = sum(v.fate is Fate.WITHDRAW for v in verdicts)
    if gone > BULK and gone == len(verdicts):
        return f"all {gone} drafts are gone from Drafts at once"
    if withdrawn > max(BULK, news) and withdrawn == len(verdicts):
        return f"all {withdrawn} drafts would be withdrawn at once"
    return ""


def is_waiting(state: State) -> bool:
    """The draft is known to have been in Drafts, and nothing later was seen of it."""
    return state in (State.CONFIRMED, State.EDITED)


def is_moved_draft(envelope: Envelope, written: Written) -> bool:
    """Tell whether a message is our draft, put into another mailbox but never sent.

    Only Sent, or a mailbox where users file what they sent, shows that it was sent; and sending gives a new Date.
    """
    if envelope.message_id != written.message_id or envelope.place is Place.SENT:
        return False
    return envelope.place is not Place.OTHER or envelope.sent_at == written.written_at.replace(microsecond=0)
