"""One reading pass over a Gmail account: what history tells first, then what is left of the first listing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from watcher.errors import ServerError
from watcher.mail import gmail_cursor
from watcher.mail.gmail_client import Client, GoneError, parts
from watcher.mail.gmail_cursor import Cursor, Listing
from watcher.mail.gmail_errors import Refusal
from watcher.mail.gmail_full import raw_of
from watcher.mail.gmail_labels import Labels
from watcher.mail.types import Batch, Located, Unread

PORTION = 50
"""Messages in one batch: 14 seconds of a quota of 6,000 units, which is all that a kill can cost."""

LARGE = 262_144
"""Octets. A larger message is mostly attachments: of those only the parts are fetched that are text."""

MAX_REFUSED = 10
"""Messages of one batch that Gmail may refuse; more is its own trouble, and nothing is skipped for that."""

_REMEMBERED = 5
_PAGE = 500
_DAY = timedelta(days=1)
_DOING = "reading mail"

_STAGES: tuple[Sequence[str], ...] = (("INBOX",), ("SENT",), (), ("SPAM",), ("TRASH",))
"""The labels that are listed, in this order; () is all mail but Spam and Trash."""


@dataclass(slots=True)
class _News:
    """What history told: the messages to read, each with the record that named it first; and which are new."""

    changed: dict[str, int]
    added: set[str]
    latest: int


class Pass:
    """Reads what came since `cursor`, with None all since `since`; `position` moves on with each batch."""

    def __init__(self, client: Client, labels: Labels, cursor: str | None, since: datetime, notes: list[str]) -> None:
        self._client = client
        self._messages = client.users.messages()
        self._labels = labels
        self._since = since
        self._notes = notes
        self._total = 0
        known = gmail_cursor.parse(cursor) if cursor is not None else None
        self._reset = cursor is not None and known is None
        self._position = known or self._anew(rescan=self._reset)
        if self._position.listing is not None:
            self._reset = self._position.listing.rescan

    def batches(self) -> Iterator[Batch]:
        """The last one is complete."""
        listed = self._listed()
        try:
            news = self._history()
        except GoneError:
            self._position, self._reset = self._anew(rescan=True), True
            self._notes.append("Gmail no longer knows what changed since the last look, so mail is read again")
            listed = self._listed()
            news = self._history()
        changed = [one for one, record in news.changed.items() if record > self._position.history]
        told = news.added | news.changed.keys()
        left = [(stage, [one for one in ids if one not in told]) for stage, ids in listed]
        self._total = len(changed) + sum(len(ids) for _, ids in left)
        self._announce()
        large = self._large(bool(changed))
        for start in range(0, len(changed), PORTION):
            some, rest = changed[start : start + PORTION], changed[start + PORTION :]
            located, unread = self._read(some, large)
            # One record may name several messages: it counts once the last of them was read.
            ended = [news.changed[one] for one in some if not rest or news.changed[one] < news.changed[rest[0]]]
            self._position.history = max([self._position.history, *ended])
            yield self._batch(located, unread)
        self._position.history = max(self._position.history, news.latest)
        for stage, ids in left:
            for portion in parts(ids, PORTION):
                located, unread = self._read(portion, large)
                self._position.listing = self._position.listing and replace(
                    self._position.listing, stage=stage, after=tuple(portion[-_REMEMBERED:])
                )
                yield self._batch(located, unread)
        self._position.listing = None
        yield self._batch(complete=True)

    def _anew(self, *, rescan: bool) -> Cursor:
        """From where the listing begins: what comes while it is made, history tells."""
        profile = self._client.read("getProfile", self._client.users.getProfile(userId="me"), _DOING)
        base = int(profile["historyId"])
        return Cursor(base, Listing(base, rescan=rescan))

    def _listed(self) -> list[tuple[int, list[str]]]:
        """What the first listing still has to give, by stage, each newest first.

        Where all that was read last is gone from its stage by now, that begins again: twice is no harm, never is.
        """
        listing = self._position.listing
        if listing is None:
            return []
        seen = set(self._ids(("DRAFT",)))
        found: list[tuple[int, list[str]]] = []
        for stage, labels in enumerate(_STAGES):
            # What comes meanwhile moves the pages on: one message may stand on two of them.
            ids = [one for one in dict.fromkeys(self._ids(labels)) if one not in seen]
            seen.update(ids)
            if stage == listing.stage:
                ids = ids[max((place for place, one in enumerate(ids) if one in listing.after), default=-1) + 1 :]
            if stage >= listing.stage:
                found.append((stage, ids))
        return found

    def _ids(self, labels: Sequence[str], query: str = "") -> Iterator[str]:
        """Message ids since the horizon, newest first."""
        terms = f"after:{int((self._since - _DAY).timestamp())} {query}".strip()
        everywhere = labels in (("SPAM",), ("TRASH",)) or bool(query)

        def page(token: str | None) -> Any:
            return self._messages.list(
                userId="me",
                q=terms,
                labelIds=list(labels),
                maxResults=_PAGE,
                includeSpamTrash=everywhere,
                pageToken=token,
            )

        for answer in self._client.pages("messages.list", page, _DOING):
            yield from (str(one["id"]) for one in answer.get("messages", ()))

    def _large(self, incremental: bool) -> frozenset[str]:
        """The messages that are not fetched whole. The listing tells it for 5 units, for 500 messages at a time."""
        if self._position.listing is not None:
            return frozenset(self._ids((), f"larger:{LARGE}"))
        if not incremental:
            return frozenset()
        request = self._messages.list(userId="me", q=f"larger:{LARGE}", maxResults=_PAGE, includeSpamTrash=True)
        answer = self._client.read("messages.list", request, _DOING)
        return frozenset(str(one["id"]) for one in answer.get("messages", ()))

    def _history(self) -> _News:
        """What changed since the listing began, or since the last pass. GoneError where that is too long ago."""
        start = self._position.listing.base if self._position.listing else self._position.history

        def page(token: str | None) -> Any:
            return self._client.users.history().list(
                userId="me",
                startHistoryId=str(start),
                historyTypes=["messageAdded", "labelAdded", "labelRemoved"],
                maxResults=_PAGE,
                pageToken=token,
            )

        news = _News({}, set(), start)
        for answer in self._client.pages("history.list", page, _DOING):
            news.latest = max(news.latest, int(answer.get("historyId", 0)))
            for record in answer.get("history", ()):
                self._take(record, news)
        return news

    def _take(self, record: Mapping[str, Any], news: _News) -> None:
        number = int(record["id"])
        told: list[Mapping[str, Any]] = []
        for one in record.get("messagesAdded", ()):
            message = one["message"]
            news.added.add(message["id"])
            # Each time that the user saves a draft, another message is added.
            if self._labels.mailboxes(message.get("labelIds", ())):
                told.append(one)
        gained, lost = record.get("labelsAdded", ()), record.get("labelsRemoved", ())
        told += [one for one in gained if any(map(self._labels.counts, one.get("labelIds", ())))]
        told += [one for one in lost if {"TRASH", "SPAM"} & set(one.get("labelIds", ()))]
        for one in told:
            news.changed.setdefault(one["message"]["id"], number)

    def _read(self, ids: Sequence[str], large: frozenset[str]) -> tuple[list[Located], list[Unread]]:
        requests = {
            one: self._messages.get(userId="me", id=one, format="full" if one in large else "raw") for one in ids
        }
        answers = self._client.gather("messages.get", requests, _DOING)
        located: list[Located] = []
        unread: list[Unread] = []
        for one in ids:
            answer = answers.get(one)
            if isinstance(answer, Refusal):
                unread.append(Unread("Gmail", one, f"Gmail refuses it ({answer.status} {answer.reason})"))
            elif answer is not None:
                try:
                    located += self._located(one, answer)
                except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                    unread.append(Unread("Gmail", one, f"Gmail's answer cannot be used ({type(error).__name__})"))
        if len(unread) > MAX_REFUSED:
            raise ServerError(f"Gmail refuses many messages ({unread[0].why}). It will be tried again.")
        return located, unread

    def _located(self, one: str, answer: Mapping[str, Any]) -> list[Located]:
        mailboxes = self._labels.mailboxes(answer.get("labelIds", ()))
        raw = raw_of(answer) if mailboxes else None
        return [Located(raw, name, place, one) for name, place in mailboxes if raw is not None]

    def _announce(self) -> None:
        minutes = round(self._total * self._client.bucket.cost("messages.get") / self._client.bucket.rate / 60)
        if minutes > 1:
            self._notes.append(f"{self._total} messages are to be read: about {minutes} minutes at this quota")

    def _batch(
        self, located: Sequence[Located] = (), unread: Sequence[Unread] = (), *, complete: bool = False
    ) -> Batch:
        notes = tuple(self._notes)
        self._notes.clear()
        return Batch(
            cursor=gmail_cursor.render(self._position),
            messages=tuple(located),
            unread=tuple(unread),
            reset=self._reset,
            complete=complete,
            total=self._total,
            notes=notes,
        )
