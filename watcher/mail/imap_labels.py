r"""Where a message of an IMAP mailbox stands: there; at Gmail, where mailboxes are labels, in as many as it has labels.

X-GM-EXT-1 (developers.google.com/workspace/gmail/imap/imap-extensions): All Mail shows every message once, but for Spam
and Trash. X-GM-LABELS gives its labels, those of the system with a backslash, and leaves out that of the mailbox which
is selected; X-GM-MSGID is its id, the same in each mailbox, and in hexadecimal the id of the Gmail API.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol

from watcher.mail.discovery import Choice, Layout, Listed, folded, listed
from watcher.timeline import Place

EXTENSION = "X-GM-EXT-1"
MSGID = "X-GM-MSGID"
LABELS = "X-GM-LABELS"
THREAD = "X-GM-THRID"

INBOX, SENT = "\\Inbox", "\\Sent"
DRAFT = ("\\Draft", "\\Drafts")

REST = "\\All"

STAGES = (INBOX, SENT, REST)
"""A first sync of All Mail, in this order; each has a position of its own, which goes when it is done."""


@dataclass(frozen=True, slots=True)
class Stand:
    """`name` is the account's own for the message, `mailboxes` where it stands; none where it is not to be read."""

    name: str
    mailboxes: tuple[tuple[str, Place], ...]

    @property
    def is_sent(self) -> bool:
        """The user sent it."""
        return any(place is Place.SENT for _, place in self.mailboxes)


class Stands(Protocol):
    """Tells it from a FETCH answer, for which `items` are asked for besides."""

    @property
    def items(self) -> Sequence[str]:
        """Data items."""
        ...

    def of(self, uid: int, items: Mapping[bytes, Any]) -> Stand:
        """Where the message with this answer stands."""
        ...


@dataclass(frozen=True, slots=True)
class Here:
    """In the mailbox that is selected, and nowhere else."""

    mailbox: Listed
    place: Place
    items: ClassVar[Sequence[str]] = ()

    def of(self, uid: int, _items: Mapping[bytes, Any]) -> Stand:
        """There, by its UID."""
        return Stand(str(uid), ((self.mailbox.label, self.place),))


@dataclass(frozen=True, slots=True)
class Labels:
    """In the mailboxes of its labels; `selected` is the one whose own label the server leaves out."""

    layout: Layout
    selected: Listed
    items: ClassVar[Sequence[str]] = (MSGID, LABELS)

    def of(self, uid: int, items: Mapping[bytes, Any]) -> Stand:
        """As the Gmail API would tell it (`gmail_labels`); the name is the message's id there."""
        # A label like 2026 is sent as an atom, which imapclient takes for a number.
        held = {listed(_text(one)).label for one in items.get(LABELS.encode()) or ()} | {self._own()}
        return Stand(name_of(uid, items), tuple(self._mailboxes(held)))

    def _own(self) -> str:
        if self.selected.is_inbox:
            return INBOX
        return SENT if self.selected == self.layout.sent.mailbox else self.selected.label

    def _mailboxes(self, held: Collection[str]) -> list[tuple[str, Place]]:
        layout, everything = self.layout, self.layout.everything
        drafts = {*DRAFT, *([layout.drafts.mailbox.label] if layout.drafts.mailbox else [])}
        if drafts & set(held) and SENT not in held:
            return []
        found: list[tuple[str, Place]] = []
        if INBOX in held:
            found.append(("INBOX", Place.INBOX))
        if SENT in held:
            found.append((layout.sent.mailbox.label if layout.sent.mailbox else "Sent", Place.SENT))
        known = {one.label: one.name for one in layout.labels}
        own = sorted(one for one in held if not one.startswith("\\") and not (everything and one == everything.label))
        read = [one for one in own if folded(one) not in layout.ignored]
        found += [(one, layout.place(known.get(one, one))) for one in read]
        # What has no label was archived; what has ignored ones alone is not read.
        return found or ([] if own else [(everything.label if everything else "", Place.OTHER)])


def by_labels(layout: Layout, mailboxes: Sequence[Listed]) -> Layout:
    r"""The layout of an account at Gmail: All Mail (\All, RFC 6154) is read instead of the labels, where it is shown.

    Spam and Trash are not in it. A pass has to see INBOX and Sent too: All Mail may lag behind them.
    """
    found = [one for one in mailboxes if one.selectable and "all" in one.flags]
    if len(found) != 1:
        return layout
    if not layout.sent_known:
        # The user hid Sent: its label still tells. What names a stage is the name of no mailbox.
        inbox = {layout.inbox.name} if layout.inbox else set()
        sent = Choice(how="the label that Gmail gives")
        layout = replace(layout, sent=sent, places={**layout.places, SENT: Place.SENT}, must=frozenset(inbox))
    labels = tuple(one for one in layout.reading if layout.place(one.name) not in (Place.JUNK, Place.TRASH))
    apart = tuple(one for one in layout.reading if one not in labels)
    return replace(
        layout,
        everything=found[0],
        labels=labels,
        reading=(found[0], *apart),
        must=frozenset({*layout.must, found[0].name, INBOX, SENT}),
    )


def name_of(uid: int, items: Mapping[bytes, Any]) -> str:
    """What the Gmail API calls the message; its UID where the server does not tell."""
    number = items.get(MSGID.encode())
    return f"{number:x}" if isinstance(number, int) else str(uid)


def _text(label: object) -> str:
    return label.decode("latin-1") if isinstance(label, bytes) else str(label)
