"""What became of each draft: sent, edited, moved, deleted, no longer right. A decision; `pipeline.reconcile` acts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from watcher.cadence.gist import Copy
from watcher.cadence.sent import MISSING_GRACE, Sought
from watcher.cadence.types import State, Written
from watcher.timeline import Envelope, Place

STILL_THERE = timedelta(hours=1)
"""So often it is noted that an edited draft stands: what was sent to its recipient before is not that draft.

That an untouched one stands is noted where the user meanwhile sent what could be taken for it.
"""

BULK = 5
"""Where all drafts of an account vanish or would be withdrawn at once, so many may, and no more."""

RETURNS = timedelta(days=60)
"""So long after its end a draft that the user took out of Drafts is looked for there: they may put it back."""

_THROWN = (Place.TRASH, Place.JUNK)


class Fate(StrEnum):
    """What to do about one draft."""

    STANDS = "stands"
    STOOD = "stood"  # as STANDS, and to be noted
    EDITED = "edited"
    BACK = "back"  # in Drafts again, after its end
    KEPT = "kept"  # in another mailbox, where the user put it
    SENT = "sent"
    MISSING = "missing"
    DECLINED = "declined"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Standing:
    """One draft as the ledger and the server know it.

    `confirmed_hash` is the hash of what the server gave back at confirmation, `found_hashes` those of the messages in
    Drafts that are it now (none: it is gone). `missing_since` is when it was first found gone. `elsewhere` holds the
    other mailboxes that have it, by their names; it is asked for only where it is gone. `blind` is True where no
    mailbox of its account is known to hold what the user sent: what is gone may have been sent.
    """

    written: Written
    confirmed_hash: str
    found_hashes: tuple[str, ...]
    missing_since: datetime | None = None
    elsewhere: Mapping[str, Place] = field(default_factory=dict)
    blind: bool = False

    @property
    def sought(self) -> Sought:
        """It as what is looked for among sent mail."""
        return Sought(self.written, self.missing_since, stands=bool(self.found_hashes))

    @property
    def touched(self) -> bool:
        """It is in Drafts as the user left it, perhaps beside a copy of ours: their program may keep the older one."""
        return any(one != self.confirmed_hash for one in self.found_hashes)

    def noted(self, now: datetime) -> bool:
        """That it is the user's was noted a short while ago."""
        return self.written.state is State.EDITED and now - self.written.changed_at < STILL_THERE


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of one draft, why, and when (for SENT: the time of the message that the user sent, `copy`)."""

    standing: Standing
    fate: Fate
    why: str
    at: datetime
    copy: Copy | None = None


def judge(
    standings: Iterable[Standing],
    sent: Mapping[str, tuple[Copy, datetime]],
    obsolete: Mapping[str, str],
    now: datetime,
    alike: Container[str] = frozenset(),
) -> tuple[Verdict, ...]:
    """Decide the fate of every draft that was confirmed, in the given order: CONFIRMED, EDITED, or over and back.

    `sent` is what `sent_copies` gives, `alike` the keys that `look_alikes` gives.
    """
    return tuple(_judge(standing, sent, obsolete, now, alike) for standing in standings)


def _judge(
    standing: Standing,
    sent: Mapping[str, tuple[Copy, datetime]],
    obsolete: Mapping[str, str],
    now: datetime,
    alike: Container[str],
) -> Verdict:
    key = standing.written.key
    if key in sent:
        copy, at = sent[key]
        return Verdict(standing, Fate.SENT, _how(standing.written, copy), at, copy)
    if not standing.found_hashes:
        return _gone(standing, obsolete.get(key, ""), now)
    if standing.touched:
        noted = standing.noted(now)
        return Verdict(standing, Fate.STANDS if noted and key not in alike else Fate.EDITED, "you changed it", now)
    if key in obsolete:
        return Verdict(standing, Fate.WITHDRAW, obsolete[key], now)
    if not standing.written.state.live:
        return Verdict(standing, Fate.BACK, "it is in Drafts again", now)
    if key in alike:
        return Verdict(standing, Fate.STOOD, "it stands, and you wrote something else", now)
    return Verdict(standing, Fate.STANDS, "", now)


def _how(written: Written, copy: Copy) -> str:
    """By what it is known, and to whom it went where that is not whom it was written to."""
    others = [one for one in copy.to if one != written.recipient]
    elsewhere = f"; to {', '.join(others)}" if others else ""
    return f"you sent it ({copy.told}){elsewhere}"


def _gone(standing: Standing, why: str, now: datetime) -> Verdict:
    """One that is in Drafts no longer, and not known to be sent; `why` tells that it is no longer right.

    What the user put into another mailbox they keep: it waits there, and nothing is written beside it, until it is no
    longer right. In Trash, as when deleted, it was declined, unless it had to go anyway.
    """
    kept = next((name for name, place in standing.elsewhere.items() if place not in (*_THROWN, Place.SENT)), "")
    if kept and not why:
        return Verdict(standing, Fate.STANDS if standing.noted(now) else Fate.KEPT, f"you keep it in {kept}", now)
    since = standing.missing_since
    if since is None or now - since < MISSING_GRACE:
        return Verdict(standing, Fate.MISSING, "not in Drafts; waiting for a copy in Sent", since or now)
    if kept:
        return Verdict(standing, Fate.DECLINED, f"you put it into {kept}, and {why}", now)
    if why and (standing.written.state is State.CONFIRMED or standing.blind):
        # Whether the user deleted it, or a pass that died before it could say so withdrew it: nobody said no.
        return Verdict(standing, Fate.WITHDRAW, why, now)
    thrown = next((name for name, place in standing.elsewhere.items() if place in _THROWN), "")
    if standing.blind and not thrown:
        return Verdict(standing, Fate.MISSING, "not in Drafts, and no Sent to look for a copy in", since)
    return Verdict(standing, Fate.DECLINED, f"you moved it to {thrown}" if thrown else "you deleted it", now)


def left_alone(written: Iterable[Written], obsolete: Mapping[str, str]) -> tuple[tuple[Written, str], ...]:
    """The drafts that are no longer right and that the user touched, with why: theirs to send or to delete."""
    return tuple((w, obsolete[w.key]) for w in written if w.state is State.EDITED and w.key in obsolete)


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


def is_back(written: Written, confirmed_hash: str, found_hashes: Iterable[str]) -> bool:
    """Tell whether a draft that is over waits in Drafts again: the user had it elsewhere, and saved it late.

    An untouched copy of a draft that we withdrew is a stray of ours.
    """
    hashes = set(found_hashes)
    if written.state is State.WITHDRAWN:
        return bool(confirmed_hash) and bool(hashes - {confirmed_hash})
    return written.state is State.DECLINED and bool(hashes)


def is_moved_draft(envelope: Envelope, written: Written) -> bool:
    """Tell whether a message is our draft, put into another mailbox but never sent.

    Only Sent, or a mailbox where users file what they sent, shows that it was sent; and sending gives a new Date.
    """
    if envelope.message_id != written.message_id or envelope.place is Place.SENT:
        return False
    return envelope.place is not Place.OTHER or envelope.sent_at == written.written_at.replace(microsecond=0)
