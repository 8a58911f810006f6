"""An account that is a Maildir on this machine: what mbsync, offlineimap, getmail or a local server keep."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watcher.errors import ConfigError, ServerError
from watcher.mail import maildir_cursor, maildir_drafts, maildir_tree, maildir_whole
from watcher.mail.discovery import Layout, Listed, discover, packaged_names
from watcher.mail.findings import layout_findings
from watcher.mail.headers import date_of
from watcher.mail.maildir_tree import Entry
from watcher.mail.maildir_watch import EVERY, MaildirWatch
from watcher.mail.not_stored import nothing_stored
from watcher.mail.types import Batch, Finding, Located, MaildirSettings, StoredDraft, Unread
from watcher.mail.whole import ordered
from watcher.reading import split
from watcher.timeline import Envelope, Place

BATCH = 500
PORTION = 32_000_000
"""Octets of parts kept in one batch."""

MAX_FILE = 30_000_000
"""Octets read of one message; what comes after can only be attachments."""

HEAD = 65_536
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

    def fetch(self, envelope: Envelope) -> bytes | None:
        """One message in full; None where it is gone or over 25 MB."""
        if not envelope.message_id:
            return None
        with self._in_words("read"):
            layout, paths = self._discovered()
            return maildir_whole.fetch([paths[one.name] for one in ordered(layout.reading, envelope)], envelope)

    def find_drafts(self, names: Collection[str], to: Collection[str] = ()) -> Mapping[str, Sequence[StoredDraft]]:
        """The messages in Drafts with these Message-IDs, or to these addresses; a Maildir has no draft ids.

        ServerError where there is no Drafts: whoever asks has stored some, so it vanished, and they with it.
        """
        if not names and not to:
            return {}
        with self._in_words("read"):
            return maildir_drafts.find(*self._drafts(), names, to)

    def whereabouts(self, message_ids: Collection[str]) -> Mapping[str, Mapping[str, Place]]:
        """The mailboxes besides Drafts that hold messages with these Message-IDs; what cannot be opened is left out."""
        found: dict[str, dict[str, Place]] = {}
        with self._in_words("read"):
            layout, paths = self._discovered()
            for one in layout.besides:
                with suppress(OSError):
                    for message_id in maildir_drafts.find(one.name, paths[one.name], message_ids):
                        found.setdefault(message_id, {})[one.label] = layout.place(one.name)
        return found

    def put_draft(self, content: bytes) -> None:
        """Store a message in Drafts, which is never created: a mailbox that nothing synchronises reaches nobody.

        NotStoredError for every fault before the message stands in its place.
        """
        with nothing_stored(), self._in_words("written"):
            self._must_be_writable()
            stored = maildir_drafts.put(self._drafts()[1], content)
        with self._in_words("written"):
            maildir_drafts.sync_directory(stored.parent)

    def remove_draft(self, draft: StoredDraft) -> bool:
        """Remove it, if it is still there with the same content."""
        self._must_be_writable()
        with self._in_words("written"):
            return maildir_drafts.remove(self._drafts()[1], draft)

    def put_in_inbox(self, content: bytes) -> None:
        """Store a message in INBOX, in its `new`. NotStoredError for every fault before it stands in its place."""
        with nothing_stored(), self._in_words("written"):
            self._must_be_writable()
            layout, paths = self._discovered()
            if layout.inbox is None:
                raise ServerError(f'Account "{self.name}" shows no INBOX.', subject=self.name)
            stored = maildir_drafts.put_new(paths[layout.inbox.name], content)
        with self._in_words("written"):
            maildir_drafts.sync_directory(stored.parent)

    def close(self) -> None:
        """Nothing is kept open."""

    def watches(self, every: float = EVERY) -> Sequence[MaildirWatch]:
        """What tells that mail may have come: one for all mailboxes, which looks each `every` seconds."""
        return (MaildirWatch(self._watched, every),)

    def _watched(self) -> Sequence[Path]:
        with self._in_words("read"):
            layout, paths = self._discovered()
            return [paths[one.name] for one in layout.reading]

    def check(self) -> Sequence[Finding]:
        """Say what was found."""
        with self._in_words("read"):
            layout, paths = self._discovered()
        kind = "nested" if maildir_tree.is_nested(self._root) else "Maildir++"
        findings = [Finding(ok=True, what=f'Maildir "{self._root}" ({kind})')]
        findings += layout_findings(layout, writable=self.writable)
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

    def _drafts(self) -> tuple[str, Path]:
        """Name and directory of Drafts."""
        layout, paths = self._discovered()
        choice = layout.drafts
        if choice.mailbox is not None:
            return choice.mailbox.name, paths[choice.mailbox.name]
        advice = ", or make the mailbox in your mail program" if choice.absent else ""
        raise ServerError(f'Account "{self.name}": {choice.problem}{advice}.', subject=self.name, permanent=True)

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
    """`at` is for the order, `latest` for the horizon: the later of what its Date says and of its arrival."""

    entry: Entry
    at: datetime
    latest: datetime
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
        known = maildir_cursor.parse(cursor)
        self._seen = {one.name: known[one.name] for one in layout.reading if known and one.name in known}
        self._reset = known is None
        self._notes: list[str] = []
        self._failed: set[str] = set()
        self._total = 0

    def batches(self) -> Iterator[Batch]:
        tasks = [self._plan(one) for one in self._layout.reading]
        self._total = sum(len(task.candidates) for task in tasks)
        self._notes += self._layout.notes
        for task in tasks:
            yield from self._read(task)
        yield self._batch(complete=self._layout.complete(self._failed))

    def _plan(self, one: Listed) -> _Task:
        """What is new in a mailbox. In its first sync files older than the horizon count as seen."""
        task = _Task(one, self._paths[one.name])
        first = one.name not in self._seen
        try:
            present = maildir_tree.entries(task.path)
        except OSError as error:
            self._failed.add(one.name)
            self._notes.append(f'mailbox "{one.label}" cannot be opened ({error.strerror or error})')
            return task
        # Only now: a mailbox that cannot be opened still has its first sync before it.
        seen = self._seen.setdefault(one.name, set())
        seen &= {entry.mark for entry in present.values()}
        for entry in present.values():
            if entry.mark in seen or ("D" in entry.flags and self._layout.place(one.name) is not Place.SENT):
                continue
            candidate = _candidate(entry)
            if first and candidate.latest < self._since - _DAY:
                seen.add(entry.mark)
            else:
                task.candidates.append(candidate)
        task.candidates.sort(key=lambda candidate: candidate.at, reverse=True)
        return task

    def _read(self, task: _Task) -> Iterator[Batch]:
        seen = self._seen.get(task.mailbox.name, set())
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
                    data = maildir_tree.at_most(stream, MAX_FILE)
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
            cursor=maildir_cursor.render(self._seen),
            messages=tuple(messages),
            unread=tuple(unread),
            reset=self._reset,
            complete=complete,
            total=self._total,
            notes=notes,
            sent_known=self._layout.sent_known,
        )


def _candidate(entry: Entry) -> _Candidate:
    """It goes by its Date, unless that is missing or later than its arrival by more than a day."""
    unknown = datetime.max.replace(tzinfo=UTC)
    try:
        received_at = entry.received_at()
        with entry.path.open("rb") as stream:
            date = date_of(stream.read(HEAD))
    except OSError:
        return _Candidate(entry, unknown, unknown, None)
    latest = max((one for one in (date, received_at) if one is not None), default=unknown)
    if date is None or (received_at is not None and date - received_at > _DAY):
        date = received_at
    return _Candidate(entry, date or unknown, latest, received_at)
