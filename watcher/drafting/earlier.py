"""What a letter takes up of earlier mail: its text as a quotation, and the files that were sent with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

from watcher.cadence import FollowUp, FollowUpKind
from watcher.drafting import clean
from watcher.drafting.types import Attached
from watcher.drafting.voice import Habits, quotes
from watcher.reading import read, split
from watcher.reading.quotation import marks
from watcher.timeline import Envelope

MOST_LINES = 150
MOST_CHARACTERS = 8_000
MOST_DEPTH = 2
"""Quotations within quotations that are kept: what the letter answers, and what that answered."""
MOST_OCTETS = 7_000_000
"""Of all files together; in base64 they are a third more, and many servers take no mail over 10 MB."""
MOST_FILES = 10

_LONGEST_NAME = 150
_WRAPPED = 3
_MARKS = re.compile(r"(?:> ?)*")
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}")
_NO_FILES = frozenset({"text/calendar", "application/ics", "application/pgp-signature", "application/pgp-keys"})
_NO_FILES |= {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/ms-tnef", "text/x-vcard"}
_NO_NAME = re.compile(r'[/\\:*?"<>|]')


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which earlier messages a letter wants in full: one to quote, one whose files it carries again; None for none."""

    quoted: Envelope | None = None
    resent: Envelope | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The octets of those messages, b"" for one that is not wanted or cannot be had."""

    quoted: bytes = b""
    resent: bytes = b""


def wanted(follow_up: FollowUp, known: Habits) -> Wanted:
    """Say what a letter takes up.

    A mail is only ever quoted to somebody who wrote or received it, and files go only to whom they went before.
    """
    thread, to = follow_up.thread, follow_up.recipient.email if follow_up.recipient else ""
    quoted = thread if thread and to in _parties(thread) and quotes(known, follow_up.sender) else None
    resent = None
    if follow_up.kind is FollowUpKind.RECEIPT_CHECK:
        identity = follow_up.anchor.rpartition("#")[0]
        own = (one.envelope for one in known.own)
        sent = next((e for e in own if e.identity == identity), None)
        resent = sent if sent and sent.attachments and to in {a.email for a in (*sent.to, *sent.cc)} else None
    return Wanted(quoted, resent)


def quotation(content: bytes, quoted: Envelope, attribution: Callable[..., object], zone: tzinfo | None) -> str:
    r"""Quote the text of `content`, a whole message: the attribution, then lines that begin with ">" or ">>".

    `attribution` is given the writer's name, the day and the time of day in `zone`. Signatures and older quotations
    within quotations are left out; a long text is cut. "" where nothing is left to quote.
    """
    lines = list(_bounded(_quoted(read(split(content)).text)))
    writer = quoted.from_
    name = clean.one_line(writer.name or writer.email)[: clean.LONGEST_NAME] if writer else ""
    if not lines or not name:
        return ""
    at = quoted.sent_at.astimezone(zone)
    head = " ".join(str(attribution(re.sub(r"[<>:]", "", name), at.date(), f"{at:%H:%M}")).split(" "))
    return "\n".join([head.strip(), *lines])


def attachments(content: bytes) -> tuple[Attached, ...]:
    """Give the files of a whole message, () where they are none, too many or too large, or cannot be taken out.

    Pictures within the text, signatures, calendars and forwarded mail are no files.
    """
    try:
        message = message_from_bytes(content, policy=default)
        files = tuple(found for part in _parts(message) if (found := _file(part)) is not None)
    except Exception:  # noqa: BLE001 - the parser raises whatever a damaged mail makes it raise; it claims no file then
        return ()
    fits = len(files) <= MOST_FILES and sum(len(one.content) for one in files) <= MOST_OCTETS
    return files if fits else ()


def _parties(envelope: Envelope) -> frozenset[str]:
    there = (envelope.from_, *envelope.reply_to, *envelope.to, *envelope.cc)
    return frozenset(one.email for one in there if one is not None)


def _parts(message: Message) -> Iterator[Message]:
    """The parts, without those of a message within the message."""
    if message.get_content_maintype() != "multipart":
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _parts(part)


def _file(part: Message) -> Attached | None:
    if not isinstance(part, EmailMessage) or part.is_multipart():
        return None
    name = _NO_NAME.sub("_", clean.one_line(part.get_filename() or ""))[-_LONGEST_NAME:].strip(" .")
    kind = part.get_content_type()
    in_text = part.get_content_maintype() == "image" and (
        part.get_content_disposition() == "inline" or part["Content-ID"] is not None
    )
    if not name or in_text or kind in _NO_FILES or name.lower().endswith((".ics", ".p7s", ".asc")):
        return None
    octets = part.get_payload(decode=True)
    if not isinstance(octets, bytes) or not octets:
        raise ValueError("a file that cannot be decoded")
    return Attached(name, kind if _TYPE.fullmatch(kind) else "application/octet-stream", octets)


def _quoted(text: str) -> list[str]:
    """The lines one level deeper, without signatures and without what lies too deep."""
    found: list[str] = []
    signed: int | None = None
    too_deep = False
    lines = text.split("\n")
    for line, is_quoted in zip(lines, marks(lines), strict=True):
        prefix = _MARKS.match(line)
        depth = prefix[0].count(">") if prefix else 0
        told = line[prefix.end() :] if prefix and depth else line
        if told.strip() == "--":
            signed = depth
        elif depth != signed or (is_quoted and not depth):  # what introduces a quotation ends a signature
            signed = None
        if depth >= MOST_DEPTH and not too_deep:
            found = _without_introduction(found)
        too_deep = depth >= MOST_DEPTH
        if signed is None and not too_deep:
            shown = _visible(told).rstrip()
            found.append(f"{'>' * (depth + 1)} {shown}" if shown else ">" * (depth + 1))
    return found


def _without_introduction(lines: list[str]) -> list[str]:
    """The lines without the last one, which introduced what is left out; a program may have wrapped it."""
    end = len(lines)
    while end and not lines[end - 1].strip("> "):
        end -= 1
    if not end or not lines[end - 1].endswith(":"):
        return lines
    start = end - 1
    while start > end - _WRAPPED and lines[start - 1].strip("> ") and start:
        start -= 1
    return lines[:start]


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    """The lines without more than one empty line together, cut where there are too many."""
    gap, count, size = "", 0, 0
    for line in lines:
        if not line.strip("> "):
            gap = line if count else ""
            continue
        size += len(line) + 1
        if count >= MOST_LINES or size > MOST_CHARACTERS:
            yield "> [...]"
            return
        if gap:
            yield gap
        gap = ""
        count += 1
        yield line


def _visible(text: str) -> str:
    spaced = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
