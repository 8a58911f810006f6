"""An account that is a Maildir on this machine: what mbsync, offlineimap, getmail or a local server keep."""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watcher.errors import ConfigError, ServerError
from watcher.mail import maildir_drafts, maildir_tree
from watcher.mail.discovery import Layout, Listed, discover, packaged_names
from watcher.mail.findings import layout_findings
from watcher.mail.headers import date_of
from watcher.mail.maildir_tree import Entry
from watcher.mail.types import Batch, Finding, Located, MaildirSettings, StoredDraft, Unread
from watcher.reading import split
from watcher.timeline import Place

SCHEMA = 1
BATCH = 500
PORTION = 32_000_000
"""Octets of parts kept in one batch."""

MAX_FILE = 30_000_000
"""Octets read of one message; what comes after can only be attachments."""

HEAD = 65_536
_MARK = 8
_DAY = timedelta(days=1)


class MaildirAccount:
    """A Maildir tree. Its cursor holds which files were seen, by unique name: clocks and flags do not matter."""

    def __init__(self, settings: MaildirSettings) -> None:
        self._settings = settings
        self._root = Path(settings.path).expanduser()

    @property
    def name(self) -> str:
        """The account's name in the config."""
        return self._settings.name

    @property
    def writable(self) -> bool:
        """Drafts may go here."""
        return self._settings.write

    def batches(self, cursor: str | None, since: datetime) -> Iterator[Batch]:
        """Messages that `cursor` has not seen, since `since`, INBOX and Sent first, newest first."""
        with self._in_words("read"):
            layout, paths = self._discovered()
            yield from _Pass(layout, paths, cursor, since).batches()

    def find_drafts(self, message_ids: Collection[str]) -> Mapping[str, Sequence[StoredDraft]]:
        """The messages in Drafts with these Message-IDs."""
        with self._in_words("read"):
            drafts = self._drafts()
            return maildir_drafts.find(*drafts, message_ids) if drafts is not None else {}

    def put_draft(self, content: bytes) -> None:
        """Store a message in Drafts, which is created where the tree has none."""
        self._must_be_writable()
        with self._in_words("written"):
            drafts = self._drafts()
            maildir_drafts.put(drafts[1] if drafts is not None else maildir_drafts.create(self._root), content)

    def remove_draft(self, draft: StoredDraft) -> bool:
        """Remove it, if it is still there with the same content."""
        self._must_be_writable()
        with self._in_words("written"):
            drafts = self._drafts()
            return drafts is not None and maildir_drafts.remove(drafts[1], draft)

    def close(self) -> None:
        """Nothing is kept open."""

    def check(self) -> Sequence[Finding]:
        """Say what was found."""
        with self._in_words("read"):
            layout, paths = self._discovered()
        kind = "nested" if maildir_tree.is_nested(self._root) else "Maildir++"
        findings = [Finding(ok=True, what=f'Maildir "{self._root}" ({kind})')]
        for one in layout_findings(layout, writable=self.writable):
            if one.what.startswith("no Drafts") and layout.drafts.absent and self.writable:
                findings.append(Finding(ok=True, what="no Drafts mailbox yet: it is created with the first draft"))
            else:
                findings.append(one)
        target = paths[layout.drafts.mailbox.name] / "cur" if layout.drafts.mailbox else self._root
        if self.writable and not os.access(target, os.W_OK):
            findings.append(
                Finding(ok=False, what=f'"{target}" may not be written to', advice="Check its owner and mode.")
            )
        return findings

    def _must_be_writable(self) -> None:
        if not self.writable:
            raise ConfigError(f'Account "{self.name}" is read only; drafts need write = true.', subject=self.name)

    def _discovered(self) -> tuple[Layout, dict[str, Path]]:
        found = list(maildir_tree.mailboxes(self._root))
        if not found:
            raise ServerError(
                f'"{self._root}" holds no Maildir (no directory "cur" in it or below it). Check path of the account '
                f'"{self.name}", and whether the disk is mounted.',
                subject=self.name,
            )
        given = self._settings
        layout = discover(
            [listed for listed, _ in found], packaged_names(), drafts=given.drafts, sent=given.sent, ignore=given.ignore
        )
        return layout, {listed.name: path for listed, path in found}

    def _drafts(self) -> tuple[str, Path] | None:
        """Name and directory of Drafts; None where it is still to be created."""
        layout, paths = self._discovered()
        if layout.drafts.mailbox is not None:
            return layout.drafts.mailbox.name, paths[layout.drafts.mailbox.name]
        if layout.drafts.absent:
            return None
        raise ServerError(f'Account "{self.name}": {layout.drafts.problem}.', subject=self.name, permanent=True)

    @contextmanager
    def _in_words(self, done: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise ServerError(
                f'The Maildir "{self._root}" is not there ({error.filename}). Check path of the account "{self.name}", '
                "and whether the disk is mounted.",
                subject=self.name,
            ) from error
        except OSError as error:
            raise ServerError(
                f'"{error.filename or self._root}" in the Maildir of the account "{self.name}" cannot be {done}: '
                f"{error.strerror or error}.",
                subject=self.name,
            ) from error


@dataclass(slots=True)
class _Candidate:
    entry: Entry
    at: datetime
    received_at: datetime | None


@dataclass(slots=True)
class _Task:
    mailbox: Listed
    path: Path
    candidates: list[_Candidate] = field(default_factory=list)


class _Pass:
    """One reading pass: look at all mailboxes first, then read; `seen` grows with each batch."""

    def __init__(self, layout: Layout, paths: Mapping[str, Path], cursor: str | None, since: datetime) -> None:
        self._layout = layout
        self._paths = paths
        self._since = since
        known = parse(cursor)
        self._seen = {one.name: known.get(one.name, set()) for one in layout.reading} if known is not None else {}
        self._reset = known is None
        self._notes: list[str] = []
        self._failed: set[str] = set()
        self._total = 0

    def batches(self) -> Iterator[Batch]:
        tasks = [self._plan(one) for one in self._layout.reading]
        self._total = sum(len(task.candidates) for task in tasks)
        if self._layout.inbox is None:
            self._notes.append("the Maildir has no INBOX")
        if not self._layout.sent_known:
            self._notes.append(self._layout.sent.problem)
        for task in tasks:
            yield from self._read(task)
        yield self._batch(complete=self._layout.inbox is not None and not self._failed & self._layout.must)

    def _plan(self, one: Listed) -> _Task:
        """What is new in a mailbox. Files older than the horizon count as seen, and are looked at once."""
        task = _Task(one, self._paths[one.name])
        seen = self._seen.setdefault(one.name, set())
        try:
            present = maildir_tree.entries(task.path)
        except OSError as error:
            self._failed.add(one.name)
            self._notes.append(f'mailbox "{one.label}" cannot be opened ({error.strerror or error})')
            return task
        seen &= {entry.mark for entry in present.values()}
        for entry in present.values():
            if entry.mark in seen or ("D" in entry.flags and self._layout.place(one.name) is not Place.SENT):
                continue
            candidate = _candidate(entry)
            if candidate.at < self._since - _DAY:
                seen.add(entry.mark)
            else:
                task.candidates.append(candidate)
        task.candidates.sort(key=lambda candidate: candidate.at, reverse=True)
        return task

    def _read(self, task: _Task) -> Iterator[Batch]:
        seen = self._seen[task.mailbox.name]
        messages: list[Located] = []
        unread: list[Unread] = []
        read = weight = 0
        for candidate in task.candidates:
            one = self._located(task, candidate)
            read += 1
            if isinstance(one, Located):
                messages.append(one)
                weight += len(one.raw.header) + sum(map(len, one.raw.parts.values()))
                seen.add(candidate.entry.mark)
            elif one is not None:
                # Not marked as seen: with its permissions mended it is read, and until then each pass says so.
                unread.append(one)
            if read >= BATCH or weight >= PORTION:
                yield self._batch(messages, unread)
                messages, unread, read, weight = [], [], 0, 0
        if messages or unread:
            yield self._batch(messages, unread)

    def _located(self, task: _Task, candidate: _Candidate) -> Located | Unread | None:
        """None where it is gone; a file that was renamed since (its flags changed) is found again."""
        entry = candidate.entry
        for again in (False, True):
            if again:
                found = maildir_tree.entries(task.path).get(entry.unique)
                if found is None:
                    return None
                entry = found
            try:
                with entry.path.open("rb") as stream:
                    data = stream.read(MAX_FILE)
            except FileNotFoundError:
                continue
            except OSError as error:
                return Unread(task.mailbox.label, entry.unique, f"the file cannot be read ({error.strerror or error})")
            raw = split(data, candidate.received_at)
            return Located(raw, task.mailbox.label, self._layout.place(task.mailbox.name), entry.unique)
        return None

    def _batch(
        self, messages: Sequence[Located] = (), unread: Sequence[Unread] = (), *, complete: bool = False
    ) -> Batch:
        notes, self._notes = tuple(self._notes), []
        return Batch(
            cursor=render(self._seen),
            messages=tuple(messages),
            unread=tuple(unread),
            reset=self._reset,
            complete=complete,
            total=self._total,
            notes=notes,
        )


def _candidate(entry: Entry) -> _Candidate:
    """When the message was sent: its Date, unless that is missing or later than its arrival by more than a day."""
    latest = datetime.max.replace(tzinfo=UTC)
    try:
        received_at = entry.received_at()
        with entry.path.open("rb") as stream:
            date = date_of(stream.read(HEAD))
    except OSError:
        return _Candidate(entry, latest, None)
    if date is None or (received_at is not None and date - received_at > _DAY):
        date = received_at
    return _Candidate(entry, date or latest, received_at)


def parse(cursor: str | None) -> dict[str, set[bytes]] | None:
    """The marks of seen files by mailbox; None where the cursor is none of ours."""
    if cursor is None:
        return {}
    try:
        document = json.loads(cursor)
        if document["schema"] != SCHEMA:
            return None
        packed = {name: base64.b64decode(text, validate=True) for name, text in document["seen"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error):
        return None
    return {name: {marks[i : i + _MARK] for i in range(0, len(marks), _MARK)} for name, marks in packed.items()}


def render(seen: Mapping[str, set[bytes]]) -> str:
    """The opaque form, stable for equal sets."""
    packed = {name: base64.b64encode(b"".join(sorted(marks))).decode("ascii") for name, marks in seen.items()}
    return json.dumps({"schema": SCHEMA, "seen": packed}, sort_keys=True, separators=(",", ":"))
