"""Reading a batch so that a message which ends the process is known afterwards: `perils` decides, this acts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

import structlog

from watcher.mail.types import Located, Unread
from watcher.pipeline.perils import MOST, Grounded, Perils, parse, render
from watcher.pipeline.ports import Memory

log = structlog.get_logger()

WHY = f"it ended the program {MOST} times while it was read, and is left out"

_SUSPECTS = threading.Lock()
"""Suspects of all accounts fly one at a time: an innocent one beside the culprit would be taken for it."""


def fly(
    account: str, messages: Sequence[Located], read: Callable[[Located], None], memory: Memory, now: datetime
) -> list[Unread]:
    """Call `read` for each message, in flights; what is left out because of earlier ones is given back.

    The marks are committed before a flight begins and after it ended. LedgerError passes.
    """
    if not messages:
        return []
    by_name: dict[str, list[Located]] = {}
    for message in messages:
        by_name.setdefault(_name(message), []).append(message)
    perils = parse(memory.remembered(_memo(account))).landed()
    flights = perils.flights(tuple(by_name))
    out = [one for name in flights.grounded for one in by_name[name]]
    for one in out:
        log.error("message left out", account=account, mailbox=one.mailbox, uid=one.uid, why=WHY)
        perils = perils.ground(Grounded(one.mailbox, one.uid, now.isoformat(timespec="seconds")))
    for group in flights.groups:
        if perils.deaths.keys() & group:
            with _SUSPECTS:
                perils = _flown(account, group, by_name, read, memory, perils)
        else:
            perils = _flown(account, group, by_name, read, memory, perils)
    if out and not flights.groups:
        memory.remember(_memo(account), render(perils))
    return [Unread(one.mailbox, one.uid, WHY) for one in out]


def left_out(accounts: Iterable[str], memory: Memory) -> Sequence[tuple[str, Grounded]]:
    """The messages that are left out, with their accounts."""
    return [(name, one) for name in accounts for one in parse(memory.remembered(_memo(name))).grounded]


def _flown(
    account: str,
    group: Sequence[str],
    by_name: Mapping[str, Sequence[Located]],
    read: Callable[[Located], None],
    memory: Memory,
    perils: Perils,
) -> Perils:
    flying = perils.begun(group)
    memory.remember(_memo(account), render(flying))
    try:
        for name in group:
            for message in by_name[name]:
                read(message)
    finally:
        perils = flying.ended()
        memory.remember(_memo(account), render(perils))
    return perils


def _memo(account: str) -> str:
    return f"in flight in {account}"


def _name(message: Located) -> str:
    """By its content, which is all that it can do harm by; nothing of it is told."""
    content = sha256(message.raw.header)
    for section, part in sorted(message.raw.parts.items()):
        content.update(f"\n{section}\n".encode() + part)
    return content.hexdigest()[:20]
