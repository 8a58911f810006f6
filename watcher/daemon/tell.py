"""The daemon's lines in the log: account, step, counts, and words of our own; never what a message says."""

from __future__ import annotations

import structlog

from watcher.daemon.post import Failed, Read
from watcher.daemon.rounds import Act
from watcher.errors import WatcherError
from watcher.pipeline.report import Summary

log = structlog.get_logger()


def tell_read(read: Read) -> None:
    """One account was read; without news only at debug."""
    synced = read.synced
    say = log.info if synced.new or synced.unread or synced.notes else log.debug
    say("read", account=read.account, read=synced.read, new=synced.new, events=synced.events)
    for note in synced.notes:
        log.warning("note", account=read.account, note=note)
    for unread in synced.unread:
        log.warning("skipped", account=read.account, mailbox=unread.mailbox, uid=unread.uid, why=unread.why)


def tell_failed(failed: Failed) -> None:
    """One account could not be read."""
    passes = isinstance(failed.error, WatcherError) and not failed.error.permanent
    say = log.warning if passes else log.error
    say("account not read", account=failed.account, error=in_words(failed.error), again_in=round(failed.again_in, 1))


def in_words(error: Exception) -> str:
    """What to tell of an error."""
    return error.message if isinstance(error, WatcherError) else f"a fault of the program ({type(error).__name__})"


def tell_pass(summary: Summary, act: Act) -> None:
    """What a pass did; one that did nothing only at debug."""
    did = summary.drafted or summary.withdrawn or summary.refused or summary.unconfirmed or act.without
    say = log.info if did else log.debug
    say(
        "pass",
        step=[step.value for step in act.steps],
        accounts=sorted(act.accounts),
        without=sorted(act.without),
        drafted=len(summary.drafted),
        withdrawn=len(summary.withdrawn),
        refused=len(summary.refused),
        forgotten=len(summary.forgotten),
        unconfirmed=summary.unconfirmed,
    )
    for intent in summary.drafted:
        log.info("drafted", account=intent.written.account, step=intent.written.kind.value, key=intent.written.key)
    for name, why in summary.bulk.items():
        log.error("stopped", account=name, why=why)
    for note in summary.notes:
        log.warning("note", note=note)
    for problem in summary.problems:
        log.warning("problem", problem=problem)
