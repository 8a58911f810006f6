"""What only a file can show of forgetting: no byte is left, the guards hold for the rest, other processes see it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.build import EVENT, INFERENCE, NOW, follow_up, seen
from tests.store.test_sqlite import _HEAD, opened, path, process, query, url
from watcher.cadence import State
from watcher.inference import Event, Kind
from watcher.reading import Address
from watcher.store import SqlLedger, database
from watcher.store.database import Database
from watcher.timeline import Doomed, Seen

__all__ = ["path"]

SECRETS = ("Zebrastrasse", "quagga@okapi.example", "Okapi Works", "we adore your stripes")


def secret(number: int, version: str = "r1") -> Seen:
    """A message whose every part says something of the employer that will be forgotten."""
    event = replace(EVENT, company=SECRETS[2], evidence=(f"{SECRETS[3]} {number}",))
    inference = replace(INFERENCE, events=(event,), rules_version=version)
    sender = Address("Quagga", SECRETS[1])
    return seen(number, inference=inference, subject=f"{SECRETS[0]} {number}", from_=sender, reply_to=())


def fill(ledger: SqlLedger) -> Doomed:
    """Records much of what stays and of what goes, in turn; gives what goes."""
    for number in range(0, 200, 2):
        found = [secret(number), secret(number, "r2"), seen(number + 1)]
        for one in found:
            ledger.record("personal", [one], "c", complete=True, now=NOW)
    entry = ledger.enter(Event(Kind.CALLED, NOW, SECRETS[2], evidence=(SECRETS[3],)), SECRETS[1], NOW)
    ledger.plan(follow_up("goes", company=SECRETS[2]), "goes@example.org", SECRETS[0], SECRETS[3].encode(), NOW)
    ledger.plan(follow_up("stays"), "stays@example.org", "Hello", b"whole", NOW)
    ledger.step("goes", State.CONFIRMED, NOW, content_hash="abc", detail=SECRETS[0])
    return Doomed(
        frozenset(secret(number).envelope.identity for number in range(0, 200, 2)),
        frozenset({entry.id}),
        frozenset({"goes"}),
        frozenset(secret(number).envelope.identity for number in range(0, 200, 2)),
    )


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def traces(path: Path) -> list[str]:
    whole = bytes_of(path)
    named = [*SECRETS, secret(2).envelope.identity, secret(2).envelope.message_id, "goes"]
    return [text for text in named if text.encode() in whole]


def test_no_byte_of_what_is_forgotten_is_left_while_the_ledger_is_open(path: Path) -> None:
    with opened(path) as ledger, opened(path) as other:
        doomed = fill(ledger)
        assert len(other.seen()) == 200
        assert len(traces(path)) == 7
        ledger.forget(doomed)
        assert traces(path) == []
        assert [one.envelope for one in other.seen()] == [seen(number).envelope for number in range(1, 200, 2)]
        assert [i.written.key for i in other.intents()] == ["stays"]
    assert traces(path) == []
    assert seen(1).envelope.subject.encode() in bytes_of(path)


def test_no_byte_is_left_of_all(path: Path) -> None:
    with opened(path) as ledger:
        doomed = fill(ledger)
        ledger.forget(doomed)
        ledger.forget_all()
        assert query(path, "SELECT count(*) FROM forgotten") == [(0,)]
        assert query(path, "SELECT count(*) FROM state WHERE name = 'key'") == [(0,)]
        whole = bytes_of(path)
        assert traces(path) == []
        for text in ("acme", "Acme", "personal", "example.org"):
            assert text.encode() not in whole


def test_marks_tell_nothing_without_their_key_and_differ_from_ledger_to_ledger(tmp_path: Path) -> None:
    marks = set()
    for name in ("one", "two"):
        with opened(tmp_path / name) as ledger:
            ledger.keep_forgotten(["m1@acme.example"])
        ((mark,),) = query(tmp_path / name, "SELECT mark FROM forgotten")
        marks.add(mark)
        assert b"acme" not in bytes_of(tmp_path / name)
    assert len(marks) == 2


def test_what_another_process_forgets_is_seen_at_once(path: Path) -> None:
    """As much goes as comes, so that no count and no last number differs."""
    code = _HEAD + (
        "from watcher.timeline import Doomed\n"
        "ledger.forget(Doomed(frozenset({seen(2).envelope.identity}), drafts=frozenset({'a'})))\n"
        "ledger.record('personal', [seen(3)], 'c2', complete=True, now=NOW)\n"
        "ledger.plan(follow_up('b'), 'b@example.org', '', b'', NOW)\n"
    )
    with opened(path) as ledger:
        ledger.record("personal", [seen(1), seen(2)], "c1", complete=True, now=NOW)
        ledger.plan(follow_up("a"), "a@example.org", "", b"", NOW)
        assert (len(ledger.seen()), len(ledger.intents())) == (2, 1)
        subprocess.run([sys.executable, "-c", code, url(path)], check=True)
        assert ledger.seen() == [seen(1), seen(3)]
        assert [i.written.key for i in ledger.intents()] == ["b"]


def test_a_reader_that_keeps_the_log_leaves_the_rest_to_the_next_time(path: Path) -> None:
    with opened(path, wait_seconds=0.05) as ledger:
        doomed = fill(ledger)
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM messages").fetchone()
            ledger.forget(doomed)
            assert len(ledger.seen()) == 100
            assert not ledger.scrub()
            assert traces(path)
            reader.execute("ROLLBACK")
        assert ledger.scrub()
        assert traces(path) == []


def test_a_forgetting_that_is_killed_has_happened_wholly_or_not_at_all(path: Path) -> None:
    code = _HEAD + (
        "from watcher.store import forgetting\n"
        "from watcher.timeline import Doomed\n"
        "def wait(*_):\n    print('held', flush=True)\n    sys.stdin.read()\n"
        "forgetting._mark = wait\n"
        "ledger.forget(Doomed(frozenset({seen(1).envelope.identity}), marks=frozenset({'x'})))\n"
    )
    with opened(path) as ledger:
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
    with process(path, code):
        pass
    with opened(path) as ledger:
        assert ledger.seen() == [seen(1)]
        assert query(path, "SELECT count(*) FROM forgetting") == [(0,)]


def test_what_a_kill_left_to_scrub_is_scrubbed_by_the_next(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(_: Database) -> bool:
        raise KeyboardInterrupt

    with opened(path) as ledger:
        doomed = fill(ledger)
        with monkeypatch.context() as patched:
            patched.setattr(Database, "scrub", die)
            with pytest.raises(KeyboardInterrupt):
                ledger.forget(doomed)
        with opened(path) as other:
            assert other.scrub()
            assert traces(path) == []


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("inferences", "('entry', '1')"),
        ("inferences", "('message', '2')"),
        ("events", "('message', '2')"),
        ("events", "('draft', '1')"),
        ("steps", "('draft', 'other')"),
        ("steps", "('message', 'key-1')"),
    ],
)
def test_the_guards_let_go_what_is_named_alone(path: Path, table: str, row: str) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW)
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} are append-only"):
        query_all(path, f"INSERT INTO forgetting VALUES {row}", f"DELETE FROM {table}")
    assert query(path, f"SELECT count(*) > 0 FROM {table}") == [(1,)]
    assert query(path, "SELECT * FROM forgetting") == []


def query_all(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_nothing_that_is_forgotten_may_be_changed_either(path: Path) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        query_all(path, "INSERT INTO forgetting VALUES ('message', '1')", "UPDATE inferences SET ignored = 'x'")


def test_as_many_as_a_ledger_holds_are_forgotten_in_one(path: Path) -> None:
    every = [seen(number) for number in range(1300)]
    with opened(path) as ledger:
        ledger.record("personal", every, "c1", complete=True, now=NOW)
        ledger.forget(Doomed(frozenset(one.envelope.identity for one in every[1:])))
        assert ledger.seen() == every[:1]
    assert len(every) > database._CHUNK
