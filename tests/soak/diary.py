"""What is kept of a run in which a promise broke: the mailboxes, and all that happened, in order."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from tests.servers.dovecot import Dovecot
from watcher.simulate.types import Drafted, Happened


def keep(
    folder: Path,
    server: Dovecot,
    faults: Iterable[tuple[datetime, str]],
    happened: Iterable[Happened],
    drafts: Iterable[Drafted],
) -> None:
    """Put it beside the ledger and the log: diary.txt, dovecot.log, and mail/."""
    told = sorted((*_faults(faults), *_mail(happened), *_drafts(drafts)))
    (folder / "diary.txt").write_text("".join(f"{at:%Y-%m-%d %H:%M:%S} {words}\n" for at, words in told))
    shutil.copy(server.home / "dovecot.log", folder)
    shutil.copytree(server.home / "mail", folder / "mail", dirs_exist_ok=True)


def _faults(begun: Iterable[tuple[datetime, str]]) -> Iterator[tuple[datetime, str]]:
    return ((at, f"fault: {kind}") for at, kind in begun)


def _mail(happened: Iterable[Happened]) -> Iterator[tuple[datetime, str]]:
    for h in happened:
        yield h.at, f"{h.by}: {h.kind} of {h.application}, {h.message_id or 'no message'}{h.draft and f', {h.draft}'}"


def _drafts(drafts: Iterable[Drafted]) -> Iterator[tuple[datetime, str]]:
    for d in drafts:
        yield d.written_at, f"draft {d.key}: {d.kind} of {d.application} to {d.recipient}, {d.message_id}"
        if d.ended_at is not None:
            yield d.ended_at, f"draft {d.key}: {d.fate}"
