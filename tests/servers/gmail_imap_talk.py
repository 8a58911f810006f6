"""One connection to the fake Gmail's IMAP: the commands that an account uses, and their answers on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from imapclient import imap_utf7

from tests.servers.gmail_mailbox import Stored, moment
from tests.servers.imap_forms import body_structure, fields, quoted, text
from watcher.mail.headers import header_value
from watcher.reading import Raw, split

if TYPE_CHECKING:
    from tests.servers.gmail_imap import GmailImap, View

CAPABILITIES = (
    "IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 UIDPLUS ENABLE MOVE CONDSTORE ESEARCH "
    "LIST-EXTENDED LIST-STATUS SPECIAL-USE AUTH=XOAUTH2 AUTH=PLAIN"
)

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[^\s()"\[]*\[[^\]]*\](?:<[^>]*>)?|[()]|[^\s()"]+')


class Talk:
    """What one client sees; `seen` are the UIDs that it was told of, in order."""

    def __init__(self, server: GmailImap) -> None:
        self._server = server
        self._box = server.box
        self._selected = ""
        self._writes = False
        self.seen: list[int] = []

    def answer(self, tag: str, command: str, literals: Sequence[bytes]) -> bytes:
        """All that a command is answered."""
        for pattern, refusal in self._server.refusals:
            if re.match(pattern, command):
                return f"{tag} {refusal}\r\n".encode()
        words = _tokens(command)
        by_uid = words[0].upper() == "UID"
        name = words[by_uid].lower()
        if name == "authenticate":
            refused = self._server.challenge(literals[0])
            end = "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)" if refused else "OK Thats all she wrote!"
            return f"{tag} {end}\r\n".encode()
        try:
            told = b"".join(getattr(self, f"_{name}")(words[1 + by_uid :], literals, by_uid))
        except KeyError:
            return f"{tag} NO [NONEXISTENT] Unknown Mailbox (Failure)\r\n".encode()
        return told + f"{tag} OK Success\r\n".encode()

    def changes(self) -> bytes:
        """What changed in the selected mailbox since it was told last."""
        if not self._selected:
            return b""
        now, told = list(self._view().uids), b""
        for uid in [one for one in self.seen if one not in set(now)]:
            told += b"* %d EXPUNGE\r\n" % (self.seen.index(uid) + 1)
            self.seen.remove(uid)
        grown, self.seen = len(now) > len(self.seen), now
        return told + (b"* %d EXISTS\r\n" % len(now) if grown else b"")

    def _view(self) -> View:
        return self._server.view(self._selected)

    def _message(self, uid: int) -> Stored | None:
        return self._box.messages.get(self._view().uids.get(uid, ""))

    # Commands

    def _capability(self, *_: object) -> Iterator[bytes]:
        yield f"* CAPABILITY {CAPABILITIES}\r\n".encode()

    def _login(self, *_: object) -> Iterator[bytes]:
        yield from self._capability()

    def _logout(self, *_: object) -> Iterator[bytes]:
        yield b"* BYE LOGOUT Requested\r\n"

    def _idle(self, *_: object) -> Iterator[bytes]:
        yield b""

    def _noop(self, *_: object) -> Iterator[bytes]:
        yield self.changes()

    def _list(self, *_: object) -> Iterator[bytes]:
        yield b'* LIST (\\HasChildren \\Noselect) "/" "[Gmail]"\r\n'
        for name in self._server.names():
            use = self._server.use(name)
            yield b'* LIST (\\HasNoChildren%s) "/" %s\r\n' % (f" {use}".rstrip().encode(), _wire(name))

    def _status(self, words: list[str], *_: object) -> Iterator[bytes]:
        view = self._server.view(_name(words[0]))
        state = f"MESSAGES {len(view.uids)} UIDNEXT {view.next} UIDVALIDITY {view.validity}"
        yield b"* STATUS %s (%s)\r\n" % (_wire(_name(words[0])), state.encode())

    def _examine(self, words: list[str], *_: object) -> Iterator[bytes]:
        self._selected, self._writes = "", False
        view = self._server.view(_name(words[0]))
        self._selected, self.seen = _name(words[0]), list(view.uids)
        yield b"* FLAGS (\\Answered \\Flagged \\Draft \\Deleted \\Seen)\r\n"
        yield f"* OK [UIDVALIDITY {view.validity}] UIDs valid.\r\n* {len(view.uids)} EXISTS\r\n".encode()
        yield f"* 0 RECENT\r\n* OK [UIDNEXT {view.next}] Predicted next UID.\r\n".encode()

    def _select(self, words: list[str], *_: object) -> Iterator[bytes]:
        yield from self._examine(words)
        self._writes = True

    def _unselect(self, *_: object) -> Iterator[bytes]:
        self._selected = ""
        yield b""

    def _search(self, words: list[str], _literals: object, by_uid: bool) -> Iterator[bytes]:
        keys, found = list(words), list(self.seen)
        if keys[:1] == ["CHARSET"]:
            keys = keys[2:]
        while keys:
            key = keys.pop(0)
            if key in ("(", ")", "ALL"):
                continue
            if re.match(r"\d", key):
                wanted = set(_numbers(key, range(1, len(self.seen) + 1)))
                here = set(found)
                found = [one for number, one in enumerate(self.seen, start=1) if number in wanted and one in here]
                continue
            found = [one for one in found if self._holds(one, key.upper(), keys)]
            del keys[: {"SINCE": 1, "UID": 1, "X-GM-LABELS": 1, "HEADER": 2}.get(key.upper(), 0)]
        numbers = found if by_uid else [self.seen.index(one) + 1 for one in found]
        yield f"* SEARCH {' '.join(map(str, numbers))}".rstrip().encode() + b"\r\n"

    def _holds(self, uid: int, key: str, rest: Sequence[str]) -> bool:
        message = self._message(uid)
        if message is None:
            return False
        match key:
            case "SINCE":
                return moment(message.at) >= _day(rest[0])
            case "UID":
                return uid in _numbers(rest[0], self.seen)
            case "X-GM-LABELS":
                return text(rest[0]) in self._server.shown_labels("", message)
            case "HEADER":
                return (
                    text(rest[1]).lower().encode("latin-1")
                    in header_value(message.raw, rest[0].lower().encode()).lower()
                )
        raise AssertionError(key)

    def _fetch(self, words: list[str], _literals: object, by_uid: bool) -> Iterator[bytes]:
        asked = [one for one in words[1:] if one not in "()"]
        wanted = set(_numbers(words[0], self.seen))
        for number, uid in enumerate(self.seen, start=1):
            message = self._message(uid)
            if message is None or (uid if by_uid else number) not in wanted:
                continue
            items = [b"UID %d" % uid] if by_uid else []
            items += [self._item(one, uid, message) for one in asked if not (by_uid and one == "UID")]
            yield b"* %d FETCH (%s)\r\n" % (number, b" ".join(items))

    def _item(self, asked: str, uid: int, message: Stored) -> bytes:
        name = asked.replace(".PEEK", "")
        match asked:
            case "UID":
                value = b"%d" % uid
            case "FLAGS":
                value = f"({' '.join(self._server.shown_flags(self._selected, message))})".encode()
            case "INTERNALDATE":
                value = moment(message.at).strftime('"%d-%b-%Y %H:%M:%S +0000"').encode()
            case "RFC822.SIZE":
                value = b"%d" % len(message.raw)
            case "BODYSTRUCTURE":
                value = body_structure(_split(message.raw).structure)
            case "X-GM-MSGID":
                value = b"%d" % int(message.id, 16)
            case "X-GM-THRID":
                value = b"%d" % int(message.thread, 16)
            case "X-GM-LABELS":
                labels = self._server.shown_labels(self._selected, message)
                value = b"(%s)" % b" ".join(quoted(imap_utf7.encode(one)) for one in labels)
            case _:
                section, _, limit = name.partition("<0.")
                content = _part(section.removeprefix("BODY[").removesuffix("]"), message.raw)
                value = content[: int(limit.removesuffix(">"))] if limit else content
                return b"%s {%d}\r\n%s" % (section.encode() + (b"<0>" if limit else b""), len(value), value)
        return name.encode() + b" " + value

    # What changes something

    def _append(self, words: list[str], literals: Sequence[bytes], *_: object) -> Iterator[bytes]:
        mailbox = _name(words[0])
        view = self._server.view(mailbox)
        flags = {one for one in words if one.startswith("\\")}
        dates = [one.strip('"') for one in words[1:] if one.startswith('"')]
        at = datetime.strptime(dates[0].strip(), "%d-%b-%Y %H:%M:%S %z") if dates else None
        if self._server.label(mailbox) == "DRAFT":
            stored = self._box.message(self._box.drafts[self._box.create_draft(literals[0])])
            stored.at = int(at.timestamp() * 1000) if at else stored.at
        else:
            stored = self._box.add(literals[0], [self._server.label(mailbox)], at)
        stored.labels |= set() if "\\Seen" in flags else {"UNREAD"}
        uid = next(uid for uid, one in self._server.view(mailbox).uids.items() if one == stored.id)
        yield b"* OK [APPENDUID %d %d] (Success)\r\n" % (view.validity, uid)

    def _store(self, words: list[str], *_: object) -> Iterator[bytes]:
        assert self._writes
        for uid in _numbers(words[0], self.seen):
            message = self._message(uid)
            if message is not None and "\\Deleted" in words:
                self._server.deleted.add((self._selected, message.id))
        yield b""

    def _expunge(self, words: list[str], *_: object) -> Iterator[bytes]:
        assert self._writes
        for uid in _numbers(words[0], self.seen) if words else self.seen:
            message = self._message(uid)
            if message is not None and (self._selected, message.id) in self._server.deleted:
                self._server.expunge(self._selected, message.id)
        yield self.changes()

    def _move(self, words: list[str], *_: object) -> Iterator[bytes]:
        assert self._writes
        target = _name(words[1])
        view = self._server.view(target)
        for uid in _numbers(words[0], self.seen):
            message = self._message(uid)
            if message is not None:
                self._server.move(message.id, self._selected, target)
                new = next(new for new, one in self._server.view(target).uids.items() if one == message.id)
                yield b"* OK [COPYUID %d %d %d] (Success)\r\n" % (view.validity, uid, new)
        yield self.changes()


@lru_cache(maxsize=16)
def _day(word: str) -> datetime:
    return datetime.strptime(word, "%d-%b-%Y").replace(tzinfo=UTC)


@lru_cache(maxsize=4096)
def _split(content: bytes) -> Raw:
    return split(content)


def _part(section: str, content: bytes) -> bytes:
    raw = _split(content)
    if not section:
        return content
    if section == "HEADER":
        return raw.header + b"\r\n"
    if section.startswith("HEADER.FIELDS"):
        return fields(raw.header, section)
    return raw.parts[section]


def _tokens(command: str) -> list[str]:
    return _TOKEN.findall(command)


def _numbers(told: str, known: Sequence[int]) -> Sequence[int]:
    """A sequence set (RFC 3501 section 9) over what is there; n:* names the last, even where that is below n."""
    found: set[int] = set()
    for one in told.split(","):
        first, _, last = one.partition(":")
        if not last:
            found.add(int(first))
        elif last == "*":
            found |= {n for n in known if n >= int(first)} | set(known[-1:])
        else:
            found |= {n for n in known if int(first) <= n <= int(last)}
    return sorted(found)


def _name(word: str) -> str:
    return str(imap_utf7.decode(text(word).encode("ascii")))


def _wire(name: str) -> bytes:
    return b'"%s"' % bytes(imap_utf7.encode(name)).replace(b"\\", b"\\\\").replace(b'"', b'\\"')
