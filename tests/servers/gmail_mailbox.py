"""What stands behind the fake Gmail: one mailbox with labels, threads, drafts and its history."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from tests.servers.gmail_search import matches
from watcher.mail.headers import header_value, message_id_of

SYSTEM = ("INBOX", "SENT", "DRAFT", "TRASH", "SPAM", "UNREAD", "STARRED", "IMPORTANT", "CATEGORY_PROMOTIONS", "CHAT")


class GoneError(LookupError):
    """No such message, draft, label or history: 404."""


@dataclass
class Stored:
    """One message; `at` is internalDate in milliseconds."""

    id: str
    thread: str
    labels: set[str]
    raw: bytes
    at: int
    history: int


@dataclass
class Mailbox:
    """One user's mail. `now` gives milliseconds, for what comes without a time of its own."""

    address: str = "ada@example.org"
    now: Callable[[], int] = lambda: 1_772_442_000_000
    messages: dict[str, Stored] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=lambda: {one: one for one in SYSTEM})
    history: list[dict[str, Any]] = field(default_factory=list)
    history_id: int = 1000
    topics: list[str] = field(default_factory=list)
    oldest_history: int = 0
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def add(self, raw: bytes, labels: Iterable[str], at: datetime | None = None, thread: str | None = None) -> Stored:
        """A message comes in; labels are ids or names, and are made where missing. `thread` "" is one of its own."""
        number = next(self._numbers)
        moment = int(at.timestamp() * 1000) if at else self.now()
        stored = Stored(f"{0x18F0000000000000 + number:016x}", "", {self.label(one) for one in labels}, raw, moment, 0)
        stored.thread = (self._thread(raw) if thread is None else thread) or stored.id
        self.messages[stored.id] = stored
        self._note("messagesAdded", stored)
        return stored

    def relabel(self, message_id: str, add: Collection[str] = (), remove: Collection[str] = ()) -> None:
        """Labels change, as by the user; a message that loses DRAFT is a draft no more."""
        stored = self.message(message_id)
        add, remove = {self.label(one) for one in add}, {self.label(one) for one in remove}
        stored.labels = (stored.labels | add) - remove
        if "DRAFT" in remove:
            self.drafts = {draft: one for draft, one in self.drafts.items() if one != message_id}
        for kind, labels in (("labelsAdded", add), ("labelsRemoved", remove)):
            if labels:
                self._note(kind, stored, {"labelIds": sorted(labels)})

    def remove(self, message_id: str) -> None:
        """It is gone for good."""
        stored = self.message(message_id)
        self._note("messagesDeleted", stored)
        del self.messages[message_id]
        self.drafts = {draft: one for draft, one in self.drafts.items() if one != message_id}

    def message(self, message_id: str) -> Stored:
        if message_id not in self.messages:
            raise GoneError(message_id)
        return self.messages[message_id]

    def draft(self, draft_id: str) -> Stored:
        if draft_id not in self.drafts:
            raise GoneError(draft_id)
        return self.messages[self.drafts[draft_id]]

    def label(self, name: str) -> str:
        """The id of a label, by its id or name."""
        for one, known in self.labels.items():
            if name in (one, known):
                return one
        made = f"Label_{len(self.labels)}"
        self.labels[made] = name
        return made

    def create_draft(self, raw: bytes, thread: str = "") -> str:
        """A new draft; it joins the thread only where the headers agree, as Google does."""
        joined = thread if self._belongs(raw, thread) else ""
        stored = self.add(raw, ["DRAFT"], thread=joined)
        draft = f"r-{next(self._numbers)}"
        self.drafts[draft] = stored.id
        return draft

    def update_draft(self, draft_id: str, raw: bytes) -> None:
        """Saved anew: the draft id stays, the message id does not."""
        old = self.draft(draft_id)
        stored = self.add(raw, ["DRAFT"], thread=old.thread)
        self.drafts[draft_id] = stored.id
        self.remove(old.id)

    def send_draft(self, draft_id: str, raw: bytes | None = None, at: datetime | None = None) -> Stored:
        """Sent: another message id, and the label SENT."""
        old = self.draft(draft_id)
        self.remove(old.id)
        return self.add(raw or old.raw, ["SENT"], at, thread=old.thread)

    def found(self, query: str, labels: Collection[str], *, everywhere: bool) -> list[Stored]:
        """The messages of a listing, newest first."""
        for one in labels:
            if one not in self.labels:
                raise GoneError(one)
        hidden = {"TRASH", "SPAM"} - set(labels)
        if re.search(r"\bin:(anywhere|trash|spam)\b", query):
            hidden = set()
        those = [
            one
            for one in self.messages.values()
            if set(labels) <= one.labels
            and (everywhere or not hidden & one.labels)
            and matches(one, query, self.labels)
        ]
        return sorted(those, key=lambda one: (one.at, one.id), reverse=True)

    def expire_history(self) -> None:
        """What was before now can no longer be listed."""
        self._tick()
        self.oldest_history = self.history_id

    def _thread(self, raw: bytes) -> str:
        parents = header_value(raw, b"references") + b" " + header_value(raw, b"in-reply-to")
        named = {one.decode("utf-8", "replace") for one in re.findall(rb"<([^>]*)>", parents)}
        return next((m.thread for m in self.messages.values() if named and message_id_of(m.raw) in named), "")

    def _belongs(self, raw: bytes, thread: str) -> bool:
        there = [m for m in self.messages.values() if m.thread == thread]
        return any(_topic(m.raw) == _topic(raw) for m in there) and self._thread(raw) == thread

    def _note(self, kind: str, stored: Stored, more: dict[str, Any] | None = None) -> None:
        self._tick()
        stored.history = self.history_id
        told = {"id": stored.id, "threadId": stored.thread, "labelIds": sorted(stored.labels)}
        self.history.append(
            {
                "id": str(self.history_id),
                "messages": [{"id": stored.id, "threadId": stored.thread}],
                kind: [{"message": told, **(more or {})}],
            }
        )

    def _tick(self) -> None:
        """History ids grow with gaps between them."""
        self.history_id += 7


def _topic(raw: bytes) -> bytes:
    return re.sub(rb"(?i)^((re|aw|fwd?):\s*)+", b"", header_value(raw, b"subject"))


def moment(milliseconds: int) -> datetime:
    """A time of the API."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
