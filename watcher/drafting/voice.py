"""The user's own manner, for one letter: from their sent mail, from how the recipient writes, and from the config."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watcher.cadence import FollowUp, source
from watcher.drafting.types import Voice
from watcher.reading import greets
from watcher.timeline import Contact, Manner, Seen

_BLOCK = "-- "
_LAST = 20
"""Mails that a habit is read from."""
_OFTEN = 2
"""Mails in which lines below the name must stand before they count as a signature."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Mail that teaches, newest first: `own` is what the user wrote, `received` by the address of who wrote it."""

    own: tuple[Seen, ...] = ()
    received: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Style:
    """How a letter is to sound; "", () and False where nothing is known.

    `name` is for From. `signed` are the lines below the sign-off, the name first, `block` those below a "-- ".
    `called` is the recipient's name as they sign. `familiar` tells that the two speak as friends do (du, tu, je).
    """

    name: str = ""
    greeting: str = ""
    sign_off: str = ""
    signed: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    familiar: bool = False
    called: str = ""


def habits(seen: Iterable[Seen], ours: Container[str] = frozenset()) -> Habits:
    """Sort out what teaches. `ours` are the Message-IDs of this program's drafts: the user may have sent them as is."""
    own: list[Seen] = []
    received: dict[str, list[Seen]] = {}
    for one in sorted(seen, key=lambda each: (each.envelope.sent_at, each.envelope.identity), reverse=True):
        e = one.envelope
        if e.outgoing:
            if e.message_id not in ours:
                own.append(one)
        elif one.manner is not None and one.inference.human and one.inference.verified and e.from_:
            received.setdefault(e.from_.email, []).append(one)
    return Habits(tuple(own), {email: tuple(mails) for email, mails in received.items()})


def style(known: Habits, follow_up: FollowUp, voice: Voice, language: str) -> Style:
    """Choose the manner of a letter in `language` (ISO 639-1) to the follow-up's recipient from its sender.

    What the user set goes first. A greeting is only ever the one that the user last used to this very recipient, and
    never one as to an office where a person's name is known.
    """
    recipient = follow_up.recipient
    to = recipient.email if recipient else ""
    spoken = [s for s in known.own if s.manner is not None and s.manner.language == language]
    from_here = [s for s in spoken if s.envelope.own_address == follow_up.sender]
    to_them = [s for s in spoken if _goes_to(s, to)]
    heard = [m for s in known.received.get(to, ()) if (m := s.manner) and m.language == language]
    written = [m for s in to_them if (m := s.manner)]
    signed, block = _signature(voice, follow_up.sender, to_them, from_here)
    called = next((m.signature for m in heard if m.signature), "")
    name = f"{recipient.name} {called}".strip() if recipient and recipient.human else ""
    told = (m.familiar for m in (*heard, *written) if m.familiar is not None)
    familiar = next(told, _all_familiar(known, follow_up, language))
    # "Sehr geehrte Frau Berg" goes with no "du", "Hallo Anna, kannst du" with no "Sie", and friends have first names.
    fitting = (m.greeting for m in written if m.greeting and m.familiar in (None, familiar))
    fitting = (greeting for greeting in fitting if not (familiar and _in_full(recipient, greeting)))
    fitting = (greeting for greeting in fitting if not name or greets(greeting, name))
    return Style(
        name=_from_name(known, follow_up),
        greeting=next((_goes_on(greeting, language) for greeting in fitting), ""),
        sign_off=voice.sign_offs.get(language) or voice.sign_offs.get("") or _sign_off(to_them, from_here, spoken),
        signed=signed,
        block=block,
        familiar=familiar,
        called=called,
    )


def quotes(known: Habits, sender: str) -> bool:
    """Tell whether the user, writing from `sender`, mostly leaves the mail that they answer below their own."""
    told = [
        s.manner.quotes
        for s in known.own
        if s.manner is not None and s.manner.quotes is not None and s.envelope.own_address == sender
    ][:_LAST]
    return 2 * sum(told) > len(told)


def _in_full(recipient: Contact | None, greeting: str) -> bool:
    name = recipient.name.casefold() if recipient else ""
    return " " in name and name in greeting.casefold()


def _all_familiar(known: Habits, follow_up: FollowUp, language: str) -> bool:
    """Whether the people of this application who wrote to the user all did so as friends do."""
    of_it = {source(fact) for fact in follow_up.facts}
    mails = (s for received in known.received.values() for s in received if s.envelope.identity in of_it)
    forms = {m.familiar for s in mails if (m := s.manner) and m.language == language} - {None}
    return forms == {True}


def _goes_on(greeting: str, language: str) -> str:
    """The greeting with a mark after which the sentence goes on: after "Hallo Anna!" German begins with a capital."""
    if greeting.endswith((",", ":")):
        return greeting
    return greeting.rstrip(" !.–-") + (":" if language == "es" else ",")


def _goes_to(seen: Seen, email: str) -> bool:
    return any(one.email == email for one in seen.envelope.to)


def _sign_off(to_them: Sequence[Seen], from_here: Sequence[Seen], spoken: Sequence[Seen]) -> str:
    """The most frequent one to this person, else in the job search, else anywhere; this sending address goes first."""
    pools = (to_them, _of_search(from_here), from_here, _of_search(spoken), spoken)
    return next((found for pool in pools if (found := _most(m.sign_off for m in _manners(pool) if m.sign_off))), "")


def _signature(
    voice: Voice, sender: str, to_them: Sequence[Seen], from_here: Sequence[Seen]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines below the sign-off, and those of the block; never those of another sending address."""
    if voice.signature:
        return _parted(voice.signature)
    here = [s for s in to_them if s.envelope.own_address == sender]
    pools = (here, _of_search(from_here), from_here)
    names = (_most(lines[0][0] for m in _manners(pool) if (lines := _parted(m.signature))[0]) for pool in pools)
    name = next((one for one in names if one), "")
    if not name:
        return (), ()
    below = Counter((lines[0][1:], lines[1]) for m in _manners(from_here)[:_LAST] if (lines := _parted(m.signature)))
    (more, block), count = below.most_common(1)[0]
    return ((name, *more), block) if count >= _OFTEN else ((name,), ())


def _parted(signature: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines = signature.split("\n") if signature else []
    at = lines.index(_BLOCK) if _BLOCK in lines else len(lines)
    return tuple(lines[:at]), tuple(lines[at + 1 :])


def _of_search(mails: Sequence[Seen]) -> list[Seen]:
    return [one for one in mails if one.inference.events]


def _manners(mails: Sequence[Seen]) -> list[Manner]:
    """Those that show how the mail ends."""
    return [m for one in mails if (m := one.manner) and (m.sign_off or m.signature)]


def _most(values: Iterable[str]) -> str:
    """The most frequent of the first, which are the latest; of equals the latest."""
    counted = Counter(list(values)[:_LAST])
    return counted.most_common(1)[0][0] if counted else ""


def _from_name(known: Habits, follow_up: FollowUp) -> str:
    """The user's name as they last wrote it from this address: in this thread, else to this person, else anywhere."""
    thread, to = follow_up.thread, follow_up.recipient.email if follow_up.recipient else ""
    ids = {thread.message_id, *thread.parents} - {""} if thread else set[str]()
    named = [
        (s, s.envelope.from_.name) for s in known.own if s.envelope.from_ and s.envelope.from_.email == follow_up.sender
    ]
    in_thread = [name for s, name in named if s.envelope.message_id in ids]
    to_them = [name for s, name in named if _goes_to(s, to)]
    return next((name for name in (*in_thread, *to_them, *(name for _, name in named)) if name), "")
