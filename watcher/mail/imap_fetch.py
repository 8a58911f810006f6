"""From UIDs to messages: header and structure first, then only the parts that reading wants, in a few FETCHes."""

from __future__ import annotations

import imaplib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from watcher.errors import ServerError
from watcher.mail.discovery import Listed
from watcher.mail.imap_errors import ODD_ANSWERS, clean, is_of_account
from watcher.mail.imap_labels import Stand, Stands
from watcher.mail.imap_session import Fetched, Session
from watcher.mail.imap_structure import structure_of
from watcher.mail.types import Located, Unread
from watcher.reading import MAX_PART, Raw, Structure, split, wanted

BATCH = 500
"""UIDs in one FETCH. Round trips are what costs: one message a FETCH is 50 times slower at 50 ms."""

PORTION = 32_000_000
"""Octets of wanted parts in one batch, so that 500 long messages do not fill the memory."""

MAX_HEADER = 262_144
MAX_WHOLE = 1_000_000
MAX_REFUSED = 50
"""Messages that a server may refuse in a batch; more is the server's own trouble, and nothing is skipped for that."""

_HEAD = ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "BODYSTRUCTURE", f"BODY.PEEK[HEADER]<0.{MAX_HEADER}>")
_WHOLE = ("FLAGS", "INTERNALDATE", "RFC822.SIZE", f"BODY.PEEK[]<0.{MAX_WHOLE}>")

_BUSY = ("[LIMIT]", "[UNAVAILABLE]", "[INUSE]", "[SERVERBUG]")
"""RFC 5530 codes for "come back later"."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What came of `uids`; messages that are gone, too old or drafts are in neither of the others."""

    uids: tuple[int, ...]
    messages: tuple[Located, ...]
    unread: tuple[Unread, ...]

    @property
    def octets(self) -> int:
        """How much of them was fetched, answers' own words apart."""
        raws = {id(one.raw): one.raw for one in self.messages}.values()
        return sum(len(raw.header) + sum(map(len, raw.parts.values())) for raw in raws)


@dataclass(frozen=True, slots=True)
class _Head:
    uid: int
    stand: Stand
    header: bytes
    structure: Structure
    sections: tuple[str, ...]
    received_at: datetime | None
    size: int

    @property
    def weight(self) -> int:
        """Octets that its wanted parts will take."""
        sizes = {node.section: node.size for node in _leaves(self.structure)}
        parts: int = sum(min(sizes.get(section, MAX_PART) or MAX_PART, MAX_PART) for section in self.sections)
        return len(self.header) + parts


class Fetcher:
    """Reads messages of the mailbox that is selected. `stands` tells where each of them stands."""

    def __init__(self, session: Session, mailbox: Listed, stands: Stands) -> None:
        self._session = session
        self._mailbox = mailbox
        self._stands = stands
        self._since: datetime | None = None
        self._refused = 0

    def portions(
        self, uids: Sequence[int], ready: Callable[[], None], since: datetime | None = None
    ) -> Iterator[Portion]:
        """Read `uids`, in their order. `ready` selects the mailbox again where something else was done meanwhile.

        `since` is the horizon of a first sync, by the time of arrival; None reads a message whatever its age.
        """
        self._since = since
        for start in range(0, len(uids), BATCH):
            self._refused = 0
            ready()
            some = uids[start : start + BATCH]
            heads = self._heads(some)
            for group in _by_weight(some, heads):
                ready()
                yield self._portion(group, heads)

    def _heads(self, uids: Sequence[int]) -> dict[int, _Head | None]:
        """None: the message has to be fetched whole. No entry: it is gone, or not to be read."""
        answers, odd = self._fetch(uids, (*_HEAD, *self._stands.items))
        heads: dict[int, _Head | None] = dict.fromkeys(odd)
        for uid, items in answers.items():
            if self._complete(items):
                stand = self._stands.of(uid, items)
                if self._to_be_read(stand, items):
                    heads[uid] = _head(uid, stand, items)
            else:
                # An unsolicited FETCH of flags (RFC 3501 section 7.4.2) is no answer to what was asked.
                heads[uid] = None
        return heads

    def _complete(self, items: Mapping[bytes, Any]) -> bool:
        told = any(key.startswith(b"BODY[HEADER]") for key in items) and self._told(items)
        return items.get(b"BODYSTRUCTURE") is not None and told

    def _told(self, items: Mapping[bytes, Any]) -> bool:
        return all(one.encode() in items for one in self._stands.items)

    def _to_be_read(self, stand: Stand, items: Mapping[bytes, Any]) -> bool:
        """Not older than the horizon, and not a draft that a mail program keeps outside Drafts."""
        received_at = _received_at(items)
        if self._since is not None and received_at is not None and (self._since - received_at).days >= 1:
            return False
        flags = {bytes(flag).lower() for flag in items.get(b"FLAGS") or () if isinstance(flag, bytes)}
        return bool(stand.mailboxes) and (b"\\draft" not in flags or stand.is_sent)

    def _portion(self, uids: Sequence[int], heads: Mapping[int, _Head | None]) -> Portion:
        groups: dict[tuple[str, ...], list[_Head]] = {}
        for uid in uids:
            head = heads.get(uid)
            if head is not None:
                groups.setdefault(head.sections, []).append(head)
        raws: dict[int, Raw | str | None] = {}
        stands = {uid: head.stand for uid, head in heads.items() if head is not None}
        for sections, members in groups.items():
            raws |= self._with_parts(sections, members)
        for uid in uids:
            if uid in heads and raws.get(uid) is None:
                raws[uid], stands[uid] = self._whole(uid)
        messages = [(stands[uid], raws[uid]) for uid in uids if uid in raws]
        return Portion(
            uids=tuple(uids),
            messages=tuple(
                Located(raw, mailbox, place, stand.name)
                for stand, raw in messages
                if isinstance(raw, Raw)
                for mailbox, place in stand.mailboxes
            ),
            unread=tuple(
                Unread(self._mailbox.label, stand.name, why) for stand, why in messages if isinstance(why, str) and why
            ),
        )

    def _with_parts(self, sections: tuple[str, ...], heads: Sequence[_Head]) -> dict[int, Raw | str | None]:
        if not sections:
            return {head.uid: _raw(head, {}) for head in heads}
        asked = [f"BODY.PEEK[{section}]<0.{MAX_PART}>" for section in sections]
        answers, _ = self._fetch([head.uid for head in heads], asked)
        return {head.uid: _raw_from(head, answers.get(head.uid, {})) for head in heads}

    def _whole(self, uid: int) -> tuple[Raw | str, Stand]:
        """The message in one piece, for reading to take apart; "" where it is gone, else why it cannot be had."""
        unknown = Stand(str(uid), ())
        answers, odd = self._fetch([uid], (*_WHOLE, *self._stands.items))
        if uid in odd:
            return odd[uid], unknown
        items = answers.get(uid)
        if items is None:
            return "", unknown
        content = _section(items, b"BODY[]")
        if content is None or not self._told(items):
            return "the server does not give its content", unknown
        stand = self._stands.of(uid, items)
        if not self._to_be_read(stand, items):
            return "", stand
        raw = split(content, _received_at(items))
        return replace(raw, size=_size(items) or raw.size), stand

    def _fetch(self, uids: Sequence[int], items: Sequence[str]) -> tuple[Fetched, dict[int, str]]:
        """FETCH; where the answer cannot be had or understood, halve until the message that spoils it stands alone."""
        try:
            return self._session.fetch(uids, items), {}
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, *ODD_ANSWERS) as error:
            said = clean(str(error))
            if is_of_account(error) or any(word in said.upper() for word in _BUSY):
                raise
            if len(uids) == 1:
                self._count_refusal(error, said)
                return {}, {uids[0]: f"the server's answer cannot be used: {said or type(error).__name__}"}
        middle = len(uids) // 2
        first, first_odd = self._fetch(uids[:middle], items)
        second, second_odd = self._fetch(uids[middle:], items)
        return {**first, **second}, {**first_odd, **second_odd}

    def _count_refusal(self, error: Exception, said: str) -> None:
        if isinstance(error, imaplib.IMAP4.error):
            self._refused += 1
        if self._refused > MAX_REFUSED:
            raise ServerError(
                f'The server refuses many messages of "{self._mailbox.label}" ({said}). It will be tried again.',
                subject=self._mailbox.label,
            )


def _by_weight(uids: Sequence[int], heads: Mapping[int, _Head | None]) -> Iterator[Sequence[int]]:
    start, total = 0, 0
    for index, uid in enumerate(uids):
        head = heads.get(uid)
        weight = head.weight if head is not None else (MAX_WHOLE if uid in heads else 0)
        if total + weight > PORTION and index > start:
            yield uids[start:index]
            start, total = index, 0
        total += weight
    yield uids[start:]


def _head(uid: int, stand: Stand, items: Mapping[bytes, Any]) -> _Head | None:
    try:
        structure = structure_of(items[b"BODYSTRUCTURE"])
        sections = wanted(structure)
    except ODD_ANSWERS:
        return None
    header = _section(items, b"BODY[HEADER]") or b""
    return _Head(uid, stand, header, structure, sections, _received_at(items), _size(items))


def _raw_from(head: _Head, items: Mapping[bytes, Any]) -> Raw | None:
    parts = {section: _section(items, f"BODY[{section}]".upper().encode()) for section in head.sections}
    found = {section: part for section, part in parts.items() if part is not None}
    return _raw(head, found) if len(found) == len(parts) else None


def _raw(head: _Head, parts: Mapping[str, bytes]) -> Raw:
    return Raw(head.header, head.structure, parts, head.received_at, head.size)


def _section(items: Mapping[bytes, Any], key: bytes) -> bytes | None:
    """A body section, whether or not the server repeats the origin of a partial fetch ("<0>")."""
    value = items.get(key + b"<0>", items.get(key))
    return value if isinstance(value, bytes) else None


def _received_at(items: Mapping[bytes, Any]) -> datetime | None:
    value = items.get(b"INTERNALDATE")
    if not isinstance(value, datetime):
        return None
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:
        return None


def _size(items: Mapping[bytes, Any]) -> int:
    value = items.get(b"RFC822.SIZE")
    return value if isinstance(value, int) else 0


def _leaves(node: Structure) -> Iterator[Structure]:
    yield node
    for child in node.children:
        yield from _leaves(child)
