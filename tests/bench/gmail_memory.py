"""The memory of a Gmail account over many calls: `python -m tests.bench.gmail_memory [CALLS]`.

The fake is in a process of its own, so that what it remembers does not count. Prints resident kB and open descriptors
at each tenth, and as its last line the growth since the second tenth, as JSON.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import sys
import threading
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from tests.contracts.account_contract import read
from tests.contracts.mails import SINCE, minutes, plain
from tests.servers.gmail import GmailServer
from tests.servers.gmail_world import CONTEXT, FAST
from watcher.mail.gmail import GmailAccount
from watcher.mail.gmail_tokens import COMPOSE, INSERT, READ, Grant

_SETTLED = 2
"""Tenths after which nothing is made for the first time."""


def measure(calls: int) -> list[tuple[int, int, int]]:
    """At each tenth of at least so many calls: how many there were, resident kB, open descriptors."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe()
    fake = context.Process(target=_serve, args=(theirs,), daemon=True)
    fake.start()
    url: str = mine.recv()
    grant = Grant("client", "", "refresh-1", f"{url}token", (READ, COMPOSE, INSERT))
    account = GmailAccount(replace(FAST, api=url), lambda: grant, CONTEXT, sleep=lambda _: None)
    cursor = read(account).cursor
    found: list[tuple[int, int, int]] = []
    number, done = 0, 0
    while len(found) < 10:
        number += 1
        # As the daemon does it: each pass in a thread of its own.
        thread = threading.Thread(target=_round, args=(account, cursor, number))
        thread.start()
        thread.join()
        mine.send(True)
        done = mine.recv()
        if done >= calls * (len(found) + 1) / 10:
            gc.collect()
            found.append((done, _resident(), len(os.listdir("/proc/self/fd"))))
    account.close()
    mine.send(False)
    fake.join()
    return found


def _round(account: GmailAccount, cursor: str, number: int) -> None:
    """A pass with news, and the life of a draft."""
    read(account, cursor, SINCE)
    name = f"d{number}@x"
    account.put_draft(plain(name))
    (draft,) = account.find_drafts({name})[name]
    assert account.whereabouts({name}) is not None
    assert account.remove_draft(draft)


def _serve(parent: Connection) -> None:
    server = GmailServer().start()
    first = server.mailbox.add(plain("first@x"), ["INBOX"], minutes(0))
    parent.send(server.url)
    while parent.recv():
        # What is read anew in each round is the same: a label that comes and goes.
        server.mailbox.relabel(first.id, add=["Jobs"])
        server.mailbox.relabel(first.id, remove=["Jobs"])
        del server.mailbox.history[:-50]
        parent.send(sum(server.calls.values()))
    server.stop()


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def main() -> None:
    """Print the figures."""
    found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    for calls, resident, descriptors in found:
        print(f"{calls} calls: {resident} kB, {descriptors} descriptors")  # noqa: T201
    settled, end = found[_SETTLED - 1], found[-1]
    told = {"calls": end[0], "resident_kb": end[1], "grown_kb": end[1] - settled[1], "descriptors": end[2] - settled[2]}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main()
