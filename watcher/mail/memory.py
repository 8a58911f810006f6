"""An account in memory, with the semantics of IMAP: for tests and simulations."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from watcher.errors import ConfigError, ServerError
from watcher.mail import positions
from watcher.mail.discovery import Layout, Listed, discover, listed, packaged_names
from watcher.mail.findings import layout_findings
from watcher.mail.headers import addressed, date_of, message_id_of
from watcher.mail.not_stored import nothing_stored
from watcher.mail.positions import Position
from watcher.mail.types import Batch, Finding, Located, StoredDraft
from watcher.mail.whole import is_id, is_it, ordered
from watcher.reading import split
from watcher.timeline import Envelope, Place

USUAL = {"INBOX": "", "Sent": "\\Sent", "Drafts": "\\Drafts", "Junk": "\\Junk", "Trash": "\\Trash"}
"""The mailboxes of a new account, with their special-use flags."""


@dataclass(slots=True)
class _Stored:
    content: bytes
    received_at: datetime | None
    flags: frozenset[str]
    draft_id: str = ""
    message_id: str = field(init=False)

    def __post_init__(self) -> None:
        self.message_id = message_id_of(self.content)


@dataclass(slots=True)
class _Mailbox:
    flags: tuple[str, ...] = ()
    validity: int = 1
    uid_next: int = 1
    messages: dict[int, _Stored] = field(default_factory=dict)

    def add(self, stored: _Stored) -> int:
        uid, self.uid_next = self.uid_next, self.uid_next + 1
        self.messages[uid] = stored
        return uid


class MemoryAccount:
    """One login whose server is a dictionary.

    `fault`, where set, is raised by the next call that reads or writes. `shut` names mailboxes that cannot be opened.
    With `draft_ids` each draft has one, as with Gmail.
    """

    def __init__(
        self,
        name: str,
        *,
        writable: bool = True,
        batch_size: int = 500,
        mailboxes: Mapping[str, str] | None = None,
        draft_ids: bool = False,
    ) -> None:
        self._name = name
        self._writable = writable
        self._batch_size = batch_size
        self._draft_ids = draft_ids
        self._mailboxes = {
            one: _Mailbox((flag,) if flag else ()) for one, flag in (USUAL if mailboxes is None else mailboxes).items()
        }
        self.fault: ServerError | None = None
        self.shut: set[str] = set()

    @property
    def name(self) -> str:
        """The account's name in the config."""
        return self._name

    @property
    def writable(self) -> bool:
        """Drafts may go here."""
        return self._writable

    def deliver(
        self, mailbox: str, content: bytes, *, received_at: datetime | None = None, flags: Iterable[str] = ()
    ) -> int:
        """Put a message into a mailbox (made where missing), as a server or another mail program would; its UID."""
        return self._mailboxes.setdefault(mailbox, _Mailbox()).add(_Stored(content, received_at, frozenset(flags)))

    def save(self, mailbox: str, uid: int, content: bytes) -> int:
        """Save a draft anew, as a mail program does: under a new UID, with the draft id of the old one; its UID."""
        old = self._mailboxes[mailbox].messages.pop(uid)
        return self._mailboxes[mailbox].add(replace(old, content=content))

    def move(self, mailbox: str, uid: int, target: str) -> int:
        """Move a message with its flags; its UID there."""
        stored = self._mailboxes[mailbox].messages.pop(uid)
        return self._mailboxes.setdefault(target, _Mailbox()).add(stored)

    def delete(self, mailbox: str, uid: int) -> None:
        """Take a message away, as the user would."""
        del self._mailboxes[mailbox].messages[uid]

    def mark(self, mailbox: str, uid: int, flag: str) -> None:
        """Set a flag, as another mail program would."""
        stored = self._mailboxes[mailbox].messages[uid]
        stored.flags |= {flag}

    def renew(self, mailbox: str) -> None:
        """Give the mailbox a new UIDVALIDITY and its messages new UIDs."""
        old = self._mailboxes[mailbox]
        new = _Mailbox(old.flags, old.validity + 1)
        for stored in old.messages.values():
            new.add(stored)
        self._mailboxes[mailbox] = new

    def contents(self, mailbox: str) -> Mapping[int, bytes]:
        """What stands in a mailbox, by UID."""
        return {uid: stored.content for uid, stored in self._mailboxes[mailbox].messages.items()}

    def flags(self, mailbox: str, uid: int) -> frozenset[str]:
        """The flags of a message."""
        return self._mailboxes[mailbox].messages[uid].flags

    def batches(self, cursor: str | None, since: datetime) -> Iterator[Batch]:
        """New messages since `cursor`; with None all since `since`, INBOX and Sent first, newest first."""
        self._trouble()
        layout = self._layout()
        known = positions.parse(cursor)
        at = {name: place for name, place in (known or {}).items() if name in {one.name for one in layout.reading}}
        reset = known is None
        work: list[tuple[Listed, list[int], list[int]]] = []
        notes = layout.notes
        failed = {one.name for one in layout.reading if one.name in self.shut}
        for one in layout.reading:
            if one.name in failed:
                notes += (f'mailbox "{one.label}" cannot be opened (it is shut)',)
                continue
            sent = layout.place(one.name) is Place.SENT
            new, backlog, rescan = self._plan(one.name, at, since, sent=sent)
            reset = reset or rescan
            work.append((one, new, backlog))
        total = sum(len(new) + len(backlog) for _, new, backlog in work)
        for one, new, backlog in work:
            box, position = self._mailboxes[one.name], at[one.name]
            top = box.uid_next - 1
            for uids in self._chunks(new):
                position.high = max(uids)
                yield Batch(positions.render(at), self._located(one, layout, uids), reset=reset, total=total)
            position.high = max(top, position.high)
            for uids in self._chunks(backlog):
                position.low = min(uids)
                yield Batch(positions.render(at), self._located(one, layout, uids), reset=reset, total=total)
            position.low, position.rescan = None, False
        yield Batch(
            positions.render(at),
            reset=reset,
            complete=layout.complete(failed),
            total=total,
            notes=notes,
            sent_known=layout.sent_known,
        )

    def fetch(self, envelope: Envelope) -> bytes | None:
        """One message in full."""
        if not envelope.message_id:
            return None
        self._trouble()
        mailboxes = ordered(self._layout().reading, envelope)
        for one in mailboxes:
            stored = () if one.name in self.shut else self._mailboxes[one.name].messages.values()
            for message in stored:
                if is_id(message.message_id, envelope) and is_it(message.content, envelope):
                    return message.content
        shut = next((one.label for one in mailboxes if one.name in self.shut), "")
        if shut:
            raise ServerError(f'Account "{self._name}": mailbox "{shut}" cannot be opened (it is shut).')
        return None

    def find_drafts(self, names: Collection[str], to: Collection[str] = ()) -> Mapping[str, Sequence[StoredDraft]]:
        """The messages in Drafts with these Message-IDs or draft ids, or to these addresses."""
        if not names and not to:
            return {}
        self._trouble()
        name = self._drafts()
        box = self._mailboxes[name]
        found: dict[str, list[StoredDraft]] = {}
        for uid, stored in box.messages.items():
            for one in [*({stored.message_id, stored.draft_id} & set(names)), *addressed(stored.content, to)]:
                if "\\Deleted" not in stored.flags:
                    location = json.dumps({"mailbox": name, "uidvalidity": box.validity, "uid": uid})
                    draft = StoredDraft(stored.message_id, location, stored.content, stored.draft_id)
                    found.setdefault(one, []).append(draft)
        return found

    def whereabouts(self, message_ids: Collection[str]) -> Mapping[str, Mapping[str, Place]]:
        """The mailboxes besides Drafts that hold messages with these Message-IDs."""
        self._trouble()
        layout = self._layout()
        found: dict[str, dict[str, Place]] = {}
        for one in layout.besides:
            for stored in () if one.name in self.shut else self._mailboxes[one.name].messages.values():
                if stored.message_id in message_ids and "\\Deleted" not in stored.flags:
                    found.setdefault(stored.message_id, {})[one.label] = layout.place(one.name)
        return found

    def put_draft(self, content: bytes) -> None:
        """Store a message in Drafts."""
        with nothing_stored():
            self._must_be_writable()
            drafts = self._drafts()
        self._trouble()
        uid = self.deliver(drafts, content, received_at=date_of(content), flags=("\\Draft", "\\Seen"))
        if self._draft_ids:
            self._mailboxes[drafts].messages[uid].draft_id = f"draft-{uid}"

    def remove_draft(self, draft: StoredDraft) -> bool:
        """Remove it, if it is still there with the same content."""
        self._must_be_writable()
        self._trouble()
        place = json.loads(draft.location)
        box = self._mailboxes[place["mailbox"]]
        stored = box.messages.get(place["uid"])
        if (
            box.validity != place["uidvalidity"]
            or stored is None
            or stored.content != draft.content
            or "\\Deleted" in stored.flags
        ):
            return False
        del box.messages[place["uid"]]
        return True

    def put_in_inbox(self, content: bytes) -> None:
        """Store a message in INBOX, unread."""
        with nothing_stored():
            self._must_be_writable()
            self._trouble()
            inbox = self._layout().inbox
            if inbox is None or inbox.name in self.shut:
                raise ServerError(f'Account "{self._name}": INBOX cannot be opened.', subject=self._name)
        self.deliver(inbox.name, content, received_at=date_of(content))

    def close(self) -> None:
        """Nothing to free."""

    def check(self) -> Sequence[Finding]:
        """Say what was found."""
        self._trouble()
        return layout_findings(self._layout(), writable=self._writable)

    def _plan(
        self, name: str, at: dict[str, Position], since: datetime, *, sent: bool
    ) -> tuple[list[int], list[int], bool]:
        box, position = self._mailboxes[name], at.get(name)
        there = [uid for uid, stored in box.messages.items() if sent or "\\Draft" not in stored.flags]
        within = [uid for uid in there if _arrived(box.messages[uid]) >= since - timedelta(days=1)]
        if position is None or position.validity != box.validity:
            top = box.uid_next - 1
            rescan = position is not None
            at[name] = Position(box.validity, high=top, low=top + 1, rescan=rescan)
            return [], within[::-1], rescan
        new = [uid for uid in there if uid > position.high]
        low = position.low
        return new, [uid for uid in reversed(within) if low is not None and uid < low], position.rescan

    def _located(self, one: Listed, layout: Layout, uids: Sequence[int]) -> tuple[Located, ...]:
        messages = self._mailboxes[one.name].messages
        return tuple(
            Located(
                split(messages[uid].content, messages[uid].received_at), one.label, layout.place(one.name), str(uid)
            )
            for uid in uids
            if uid in messages
        )

    def _chunks(self, uids: list[int]) -> Iterator[list[int]]:
        return (uids[start : start + self._batch_size] for start in range(0, len(uids), self._batch_size))

    def _layout(self) -> Layout:
        return discover([listed(name, box.flags) for name, box in self._mailboxes.items()], packaged_names())

    def _drafts(self) -> str:
        choice = self._layout().drafts
        if choice.mailbox is None:
            raise ServerError(f'Account "{self._name}": {choice.problem}.', subject=self._name, permanent=True)
        if choice.mailbox.name in self.shut:
            raise ServerError(f'Account "{self._name}": Drafts cannot be opened (it is shut).', subject=self._name)
        return choice.mailbox.name

    def _must_be_writable(self) -> None:
        if not self._writable:
            raise ConfigError(f'Account "{self._name}" is read only; drafts need write = true.', subject=self._name)

    def _trouble(self) -> None:
        fault, self.fault = self.fault, None
        if fault is not None:
            raise fault


def _arrived(stored: _Stored) -> datetime:
    return stored.received_at or date_of(stored.content) or datetime.max.replace(tzinfo=UTC)
