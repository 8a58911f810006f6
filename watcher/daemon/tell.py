"""The daemon's lines in the log: account, step, counts, and words of our own; never what a message says."""

from __future__ import annotations

import structlog

from watcher.daemon.post import Failed, Read
from watcher.daemon.rounds import Act
from watcher.errors import WatcherError
from watcher.pipeline.report import Summary

log = structlog.get_logger()

ALERT_AFTER = 5
"""Failures in a row after which what would pass by itself is told as an error."""


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
    error = failed.error
    if isinstance(error, WatcherError):
        grave = error.permanent or failed.failures >= ALERT_AFTER
        say, words = (log.error if grave else log.warning), error.message
    else:
        say, words = log.error, f"a fault of the program ({type(error).__name__})"
    again_in = round(failed.again_in, 1)
    say("account not read", account=failed.account, error=words, again_in=again_in, failures=failed.failures)


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
    applications = {one.key: one.application for one in summary.plan.follow_ups}
    for intent in summary.drafted:
        written = intent.written
        application = applications.get(written.key)
        log.info("drafted", account=written.account, step=written.kind.value, application=application, key=written.key)
    for name, why in summary.bulk.items():
        log.error("stopped", account=name, why=why)
    for note in summary.notes:
        log.warning("note", note=note)
    for problem in summary.problems:
        log.warning("problem", problem=problem)
