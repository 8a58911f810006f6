"""Which of the user's mails a draft became, and how surely: by Message-ID, thread, recipient, subject and words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from watcher.cadence.gist import Certainty, Copy
from watcher.cadence.likeness import Likeness
from watcher.cadence.types import State, Written
from watcher.inference.subjects import bare
from watcher.timeline import Envelope, Place

MISSING_GRACE = timedelta(minutes=10)
"""A draft that the user sends leaves Drafts before its copy shows in Sent: so long, gone does not yet mean declined."""

LATE = timedelta(days=2)
"""A copy may show so long after its draft was given up, or after it was appended late."""

SAME = 0.8
"""From this share of a draft's words on, a mail is that draft, unless all else is otherwise."""
MUCH = 0.4
"""From this share on it is the draft, edited, where recipient or thread agree."""
SOME = 0.15
"""From this share on it is the draft, much edited, where recipient and thread or subject agree."""

SIGN = 0.3
"""What recipient, thread and subject each weigh beside the words, where a mail is like two drafts.

Letters of one kind share most words, and a draft may have been written anew in words that a restored ledger does not
know: all three outweigh the words.
"""
UNKNOWN = 0.5
"""As what share words count that cannot be had."""

FETCHED = 12
"""Mails of the user whose words are compared with one draft; the likeliest come first."""

Shares = Mapping[tuple[str, str], Likeness]
"""By follow-up key and identity of a mail: how much of the draft's words stands in it (`alike`)."""

_NO_SHARES: Shares = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sought:
    """A draft that is looked for among the mail that the user sent.

    `missing_since` is when it was first found gone from Drafts, None where it was not. One that `stands` there was
    sent only where its Message-ID proves it.
    """

    written: Written
    missing_since: datetime | None = None
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail of the user. `newest` is the time of the last of the known messages that it answers, None for none."""

    envelope: Envelope
    newest: datetime | None = None


class Copies:
    """Which draft a mail of the user is the copy of: by its Message-ID, else as the ledger noted when it was found."""

    def __init__(self, written: Iterable[Written]) -> None:
        drafts = list(written)
        self._by_id = {w.message_id: w for w in drafts if w.message_id}
        self._by_copy = {w.copy.identity: w for w in drafts if w.copy and w.copy.identity and w.state is State.SENT}

    def of(self, envelope: Envelope) -> Written | None:
        """The draft, None for a mail that is none."""
        return self._by_id.get(envelope.message_id) or self._by_copy.get(envelope.identity)


def outgoing(mails: Iterable[Envelope]) -> list[Sent]:
    """What the user sent, oldest first. `mails` is all mail, the received too.

    Only what lies where sent mail lies counts: a draft that was thrown away lies in Trash.
    """
    held = list(mails)
    times = {e.message_id: e.sent_at for e in held if e.message_id}
    own = [e for e in held if e.outgoing and e.place in (Place.SENT, Place.OTHER)]
    own.sort(key=lambda e: (e.sent_at, e.identity))
    return [Sent(e, max((times[p] for p in e.parents if p in times), default=None)) for e in own]


def answered(mails: Iterable[Envelope]) -> Mapping[str, datetime]:
    """By Message-ID that a received message refers to: when the first such message was sent."""
    found: dict[str, datetime] = {}
    for e in mails:
        if not e.outgoing:
            for parent in e.parents:
                found[parent] = min(e.sent_at, found.get(parent, e.sent_at))
    return found


def suspects(sought: Iterable[Sought], mails: Iterable[Envelope]) -> Mapping[str, tuple[Envelope, ...]]:
    """By follow-up key the mails whose words tell whether they are the draft's copy, the likeliest first.

    A draft whose Message-ID is found needs no such proof, nor does a mail that bears the Message-ID of another.
    """
    drafts, sent = list(sought), outgoing(mails)
    ids = {s.written.message_id for s in drafts}
    known = ids & {one.envelope.message_id for one in sent}
    own = [one for one in sent if one.envelope.message_id not in ids]
    found: dict[str, tuple[Envelope, ...]] = {}
    for draft in drafts:
        if draft.stands or draft.written.message_id in known:
            continue
        fit = [one.envelope for one in own if _in_time(draft, one, LATE)]
        fit.sort(key=lambda e: (len(_signs(draft.written, e)), e.sent_at), reverse=True)
        if fit:
            found[draft.written.key] = tuple(fit[:FETCHED])
    return found


def sent_copies(
    sought: Iterable[Sought],
    mails: Iterable[Envelope],
    shares: Shares = _NO_SHARES,
    before: Iterable[Written] = (),
) -> Mapping[str, tuple[Copy, datetime]]:
    """By follow-up key what the user sent of it, and when. `before` are the drafts that are known to be sent.

    A Message-ID proves it, in the user's own mail and where somebody answers it: it stood nowhere else. Else it takes
    the words of the mail together with its recipient, thread or subject; where `shares` does not know the words,
    recipient and subject, which makes it likely. Where it does not name the same job it takes the thread, or all else.
    One mail is the copy of one draft, the one that it is most like, and of those to its other recipients that say the
    same.
    """
    held, drafts = list(mails), sorted(sought, key=lambda s: (s.written.written_at, s.written.key))
    by_id = {s.written.message_id: s for s in drafts if s.written.message_id}
    found: dict[str, tuple[Copy, datetime]] = {}
    others: list[Sent] = []
    own, earlier, owners = outgoing(held), Copies(before), dict[str, Written]()
    for one in own:
        if (draft := by_id.get(one.envelope.message_id)) is None:
            owner = earlier.of(one.envelope)
            if owner is None:
                others.append(one)
            else:
                owners[one.envelope.identity] = owner
        else:
            copy = _copy(one.envelope, Certainty.CERTAIN, ("Message-ID",))
            found[draft.written.key] = copy, one.envelope.sent_at
    unfound = [s for s in drafts if s.written.key not in found and not s.stands]
    found |= _alike(unfound, others, shares)
    owners |= {found[s.written.key][0].identity: s.written for s in drafts if s.written.key in found}
    found |= _along([s for s in unfound if s.written.key not in found], own, owners, shares)
    answers = answered(held)
    for message_id, draft in by_id.items():
        if draft.written.key not in found and message_id in answers:
            first = answers[message_id]
            at = max(min(first, draft.missing_since or first), draft.written.written_at)
            found[draft.written.key] = Copy("", (), Certainty.CERTAIN, ("an answer to it",)), at
    return found


def _alike(drafts: Sequence[Sought], sent: Sequence[Sent], shares: Shares) -> dict[str, tuple[Copy, datetime]]:
    """Give each draft the mail that is most like it: the surest pair first, of equal ones the oldest."""
    pairs = [(s, one, rated) for s in drafts for one in sent if (rated := _rated(s, one, shares)) is not None]
    pairs.sort(key=lambda pair: pair[2][0], reverse=True)
    found: dict[str, tuple[Copy, datetime]] = {}
    taken: set[str] = set()
    for draft, one, (_, copy) in pairs:
        if draft.written.key not in found and copy.identity not in taken:
            found[draft.written.key] = copy, one.envelope.sent_at
            taken.add(copy.identity)
    return found


def _along(
    drafts: Iterable[Sought], sent: Sequence[Sent], owners: Mapping[str, Written], shares: Shares
) -> dict[str, tuple[Copy, datetime]]:
    """The drafts to whom else a mail went that is the copy of another draft, of the same application or like both.

    `owners` gives by a mail's identity the draft that it is the copy of.
    """
    found: dict[str, tuple[Copy, datetime]] = {}
    for draft in drafts:
        written = draft.written
        for one in sent:
            owner = owners.get(one.envelope.identity)
            if (
                owner is None
                or owner.recipient == written.recipient
                or "recipient" not in _signs(written, one.envelope)
            ):
                continue
            same = owner.kind is written.kind and not owner.facts.isdisjoint(written.facts)
            same = same and written.state is not State.WITHDRAWN and _in_time(draft, one)
            if same or _rated(draft, one, shares) is not None:
                signs = ("recipient", "what you sent to both")
                found.setdefault(written.key, (_copy(one.envelope, Certainty.LIKELY, signs), one.envelope.sent_at))
    return found


def look_alikes(standing: Iterable[Written], mails: Iterable[Envelope]) -> frozenset[str]:
    """The keys of drafts that stand although the user sent what could be their copy: that was another mail."""
    sent = outgoing(mails)
    return frozenset(w.key for w in standing if any(_in_time(Sought(w), s) and _signs(w, s.envelope) for s in sent))


def is_saved_anew(written: Written, like: Likeness, parents: Sequence[str]) -> bool:
    """Tell whether a message in Drafts, to the same recipient, is a draft that is gone; `parents` is what it answers.

    One about another job is another draft: a ledger that was restored may not know it.
    """
    in_thread = written.gist.answers in parents if written.gist.answers else not parents
    return like.share >= MUCH and (like.named or in_thread)


def _in_time(sought: Sought, sent: Sent, slack: timedelta = MISSING_GRACE) -> bool:
    """It was sent while it could have been that draft.

    A Date header has whole seconds. The draft was seen standing when its step was taken last: what was sent well
    before that was another mail, and so was what was sent over `slack` after it was found gone. A draft answers what
    was there when it was written last, by the clock of whoever wrote that.
    """
    written, at = sought.written, sent.envelope.sent_at
    since = written.written_at.replace(microsecond=0)
    until = sought.missing_since
    if written.state.live:
        since = max(since, written.changed_at - MISSING_GRACE)
    else:
        until = until or written.changed_at
    if at < since or (until is not None and at > until + slack):
        return False
    same = bool(written.gist.answers) and sent.envelope.parents[-1:] == (written.gist.answers,)
    return same or sent.newest is None or sent.newest <= (written.renewed_at or written.written_at)


def _signs(written: Written, envelope: Envelope) -> tuple[str, ...]:
    """What beside its words a mail has in common with the draft."""
    recipient = any(a.email == written.recipient for a in (*envelope.to, *envelope.cc))
    thread = bool(written.gist.answers) and written.gist.answers in envelope.parents
    subject = bool(written.subject) and _subject(written.subject) == _subject(envelope.subject)
    return tuple(n for n, there in (("recipient", recipient), ("thread", thread), ("subject", subject)) if there)


def _subject(text: str) -> str:
    return bare(text).strip().casefold()


def _rated(sought: Sought, sent: Sent, shares: Shares) -> tuple[float, Copy] | None:
    """How surely the mail is the draft's copy, as a number to compare by; None where it is not."""
    written, envelope = sought.written, sent.envelope
    signs = _signs(written, envelope)
    like = shares.get((written.key, envelope.identity)) if written.gist.words else None
    if like is not None and not like.named and not _belongs(signs, sent):
        return None
    share = like.share if like is not None else UNKNOWN
    rating = share + SIGN * len(signs)
    # A letter that names no company may be word for word that about another job.
    tells = bool(signs) or written.company in written.gist.names
    if like is not None and share >= SAME and tells and _in_time(sought, sent, LATE):
        return rating, _copy(envelope, Certainty.CERTAIN if signs else Certainty.LIKELY, _told(signs, share))
    if not _in_time(sought, sent) or written.state is State.WITHDRAWN:
        return None  # what was withdrawn stood until then: only the draft itself, from a program that had it open
    if like is None:
        fits = "recipient" in signs and ("subject" in signs or not written.subject)
        return (rating, _copy(envelope, Certainty.LIKELY, signs)) if fits else None
    near = "recipient" in signs or "thread" in signs
    if (share >= MUCH and near) or (share >= SOME and "recipient" in signs and len(signs) > 1):
        return rating, _copy(envelope, Certainty.LIKELY, _told(signs, share))
    return None


def _belongs(signs: Collection[str], sent: Sent) -> bool:
    """A mail that does not name what the draft names is about that job: in its thread, or all else agrees."""
    return "thread" in signs or ({"recipient", "subject"} <= {*signs} and sent.newest is None)


def _told(signs: tuple[str, ...], share: float) -> tuple[str, ...]:
    return (*signs, f"{share:.0%} of its words")


def _copy(envelope: Envelope, certainty: Certainty, signs: tuple[str, ...]) -> Copy:
    return Copy(envelope.identity, tuple(a.email for a in envelope.to), certainty, signs)
