"""What only a file can show: modes, locks between processes, kills, faults of disk and file."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tests.store.build import EVENT, NOW, follow_up, seen
from watcher.cadence import State
from watcher.errors import Exit, LedgerError
from watcher.inference import Inference
from watcher.store import SqlLedger, open_ledger
from watcher.timeline import Place, Seen

_HEAD = """
import os, sys
sys.path.insert(0, os.getcwd())
from tests.store.build import *
from watcher.cadence import State
from watcher.store import open_ledger
ledger = open_ledger(sys.argv[1])
"""
_HOLD = _HEAD + "with ledger.exclusive():\n    print('held', flush=True)\n    sys.stdin.read()\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "watcher" / "ledger.sqlite"


def url(path: Path) -> str:
    return f"sqlite:///{path}"


@contextmanager
def opened(path: Path, wait_seconds: float = 10.0) -> Iterator[SqlLedger]:
    ledger = open_ledger(url(path), wait_seconds=wait_seconds)
    try:
        yield ledger
    finally:
        ledger.close()


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql).fetchall()


@contextmanager
def process(path: Path, code: str) -> Iterator[subprocess.Popen[str]]:
    """A second process that has printed its first line."""
    command = [sys.executable, "-c", code, url(path)]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdin is not None
    assert started.stdout is not None
    try:
        assert started.stdout.readline().strip() == "held"
        yield started
    finally:
        started.kill()
        started.wait()
        started.stdin.close()
        started.stdout.close()


def fault(action: Callable[[], object]) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        action()
    assert caught.value.exit_code is Exit.LEDGER
    assert "sqlalche" not in caught.value.message
    assert "\n" not in caught.value.message
    return caught.value


# --- the file -------------------------------------------------------------------------------------------------------


def test_file_and_directory_are_for_the_user_alone(path: Path) -> None:
    previous = os.umask(0)
    try:
        with opened(path) as ledger, ledger.exclusive():
            ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
            names = [*path.parent.iterdir(), path.parent, path.parent.parent]
            modes = {name.name: stat.S_IMODE(name.stat().st_mode) for name in names}
    finally:
        os.umask(previous)
    assert modes == {
        "ledger.sqlite": 0o600,
        "ledger.sqlite-wal": 0o600,
        "ledger.sqlite-shm": 0o600,
        "ledger.sqlite.lock": 0o600,
        "watcher": 0o700,
        "state": 0o700,
    }


def test_a_ledger_that_others_may_read_is_closed_to_them(path: Path) -> None:
    with opened(path):
        path.chmod(0o644)
    with opened(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_commits_survive_power_loss_and_readers_do_not_wait(path: Path) -> None:
    with opened(path) as ledger, ledger._database.read() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        assert [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas] == ["wal", 2, 1, 1]


def test_an_up_to_date_ledger_opens_without_loading_alembic(path: Path) -> None:
    with opened(path):
        pass
    code = _HEAD + "print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, url(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_content_of_a_confirmed_draft_is_nowhere_in_the_file(path: Path) -> None:
    content = b"Dear Grace, thank you for " + bytes(range(256)) * 40
    with opened(path) as ledger:
        ledger.plan(follow_up(), "d1@example.org", "Thank you", content, NOW)
    assert content[:40] in path.read_bytes()
    with opened(path) as ledger:
        ledger.step("key-1", State.CONFIRMED, NOW, content_hash="abc")
    left = path.read_bytes()
    assert content[:40] not in left
    assert bytes(range(256)) not in left


@pytest.mark.parametrize("table", ["events", "steps", "inferences"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id + 100"])
def test_events_steps_and_inferences_are_append_only_whoever_asks(path: Path, table: str, change: str) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW)
    before = query(path, f"SELECT * FROM {table}")
    assert before
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} are append-only"):
        query(path, change.format(table))
    assert query(path, f"SELECT * FROM {table}") == before


def test_superseded_inferences_and_all_places_are_kept(path: Path) -> None:
    with opened(path) as ledger:
        for mailbox, version in (("INBOX", "r1"), ("Archive", "r2"), ("INBOX", "r2")):
            inference = Inference((EVENT,), rules_version=version)
            ledger.record("personal", [seen(1, inference=inference, mailbox=mailbox)], "c", complete=False, now=NOW)
    assert query(path, "SELECT rules_version FROM inferences ORDER BY id") == [("r1",), ("r2",)]
    assert query(path, "SELECT count(*) FROM events") == [(2,)]
    assert query(path, "SELECT mailbox FROM places ORDER BY id") == [("INBOX",), ("Archive",)]


@pytest.mark.parametrize(
    "changed",
    [
        seen(2, sent_at=NOW),  # another message, older than the first
        seen(1, mailbox="Sent", place=Place.SENT),  # a better place
        seen(1, mailbox="Trash", place=Place.TRASH),  # a worse one
        seen(1, inference=Inference((), "a newsletter", rules_version="r2")),
        seen(1, inference=Inference((EVENT, EVENT), rules_version="r2", language="de", human=True)),
    ],
)
def test_what_was_read_before_never_hides_what_changed(path: Path, changed: Seen) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(1)], "c1", complete=False, now=NOW)
        assert ledger.seen() == [seen(1)]
        with opened(path) as other:
            other.record("personal", [changed], "c2", complete=False, now=NOW)
            after = other.seen()
        assert ledger.seen() == after
        assert ledger.seen() == after


# --- several at once ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shared", [True, False], ids=["one ledger", "one for each thread"])
def test_row_47_threads_that_write_at_once_never_find_the_database_locked(path: Path, shared: bool) -> None:
    threads, each = 6, 15
    ledgers = (
        [open_ledger(url(path), wait_seconds=30)]
        if shared
        else [open_ledger(url(path), wait_seconds=30) for _ in range(threads)]
    )

    def work(worker: int) -> None:
        ledger = ledgers[worker % len(ledgers)]
        for number in range(worker * each, (worker + 1) * each):
            ledger.record("personal", [seen(number)], str(number), complete=False, now=NOW)
            ledger.plan(follow_up(f"key-{number}"), f"d{number}@example.org", "", b"", NOW)
            assert ledger.known([seen(number).envelope.identity])

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))
    assert len(ledgers[0].seen()) == len(ledgers[0].intents()) == threads * each
    for ledger in ledgers:
        ledger.close()


def test_row_47_threads_that_open_a_new_ledger_at_once_make_one(path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        ledgers = list(pool.map(lambda _: open_ledger(url(path)), range(4)))
    ledgers[0].record("personal", [seen(1)], "c1", complete=True, now=NOW)
    assert [len(ledger.seen()) for ledger in ledgers] == [1, 1, 1, 1]
    for ledger in ledgers:
        ledger.close()


def test_row_47_a_program_that_keeps_the_database_locked_is_named_as_such(path: Path) -> None:
    with opened(path, wait_seconds=0.05) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        error = fault(lambda: ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW))
        assert "another program has locked" in error.message
        assert not error.permanent
        assert ledger.cursor("personal") is None
        other.execute("ROLLBACK")
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
        assert ledger.cursor("personal") == "c1"


def test_row_49_a_second_process_is_refused_and_told_the_pid_of_the_first(path: Path) -> None:
    with opened(path, wait_seconds=0.1) as ledger, process(path, _HOLD) as other:

        def take() -> None:
            with ledger.exclusive():
                pass

        error = fault(take)
        assert error.message == (
            f"another watcher (PID {other.pid}) is at work on this ledger; wait for it to end or stop it"
        )
        assert not error.permanent
        assert ledger.seen() == []  # reading goes on meanwhile
        other.send_signal(signal.SIGKILL)
        other.wait()
        take()  # the kernel freed it, though the file still holds that PID


def test_row_49_a_second_pass_of_this_process_is_refused(path: Path) -> None:
    with opened(path, wait_seconds=0.1) as ledger, ledger.exclusive():

        def again() -> None:
            with ledger.exclusive():
                pass

        assert f"(PID {os.getpid()})" in fault(again).message


def test_row_49_a_pass_waits_for_one_that_ends_soon(path: Path) -> None:
    def hold(ledger: SqlLedger) -> float:
        with ledger.exclusive():
            time.sleep(0.2)
            return time.monotonic()

    def take(ledger: SqlLedger) -> float:
        with ledger.exclusive():
            return time.monotonic()

    with opened(path) as ledger, ThreadPoolExecutor() as pool:
        first = pool.submit(hold, ledger)
        time.sleep(0.1)
        assert take(ledger) >= first.result()


def test_row_49_there_is_one_run_beside_which_passes_go_on(path: Path) -> None:
    with opened(path) as ledger, ledger.attended():

        def again() -> None:
            with ledger.attended():
                pass

        assert (
            fault(again).message
            == f"another watcher (PID {os.getpid()}) is running on this ledger already; stop it first"
        )
        with ledger.exclusive():
            pass


_LOOK = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT cursor FROM accounts').fetchall())"


def test_a_ledger_that_is_opened_twice_in_a_process_stays_locked_against_others(path: Path) -> None:
    """Else another process takes the write-ahead log away when it ends, and what is written after is lost to all."""

    def looked() -> str:
        told = subprocess.run([sys.executable, "-c", _LOOK, str(path)], check=True, capture_output=True, text=True)
        return told.stdout

    with opened(path) as ledger:
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
        with opened(path):
            assert "c1" in looked()
            ledger.record("personal", [seen(2)], "c2", complete=True, now=NOW)
            assert "c2" in looked()


def test_row_49_a_child_process_does_not_keep_the_lock(path: Path) -> None:
    with opened(path) as ledger:
        with ledger.exclusive():
            child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
        with child, ledger.exclusive():
            child.kill()


# --- kills and faults -----------------------------------------------------------------------------------------------


def test_row_09_a_step_that_was_taken_survives_kill_9(path: Path) -> None:
    code = _HEAD + (
        "ledger.plan(follow_up(), 'd1@example.org', 'Hello', b'whole', NOW)\n"
        "ledger.step('key-1', State.SENDING, NOW)\n"
        "print('held', flush=True)\nsys.stdin.read()\n"
    )
    with process(path, code) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    with opened(path) as ledger:
        (intent,) = ledger.intents()
        assert (intent.written.state, intent.content) == (State.SENDING, b"whole")


def test_row_09_a_batch_that_kill_9_cut_short_leaves_nothing(path: Path) -> None:
    code = _HEAD + (
        "from watcher.store import messages\n"
        "def wait(*_, **__):\n    print('held', flush=True)\n    sys.stdin.read()\n"
        "messages._move = wait\n"
        "ledger.record('personal', [seen(1), seen(2)], 'c1', complete=True, now=NOW)\n"
    )
    with process(path, code) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    with opened(path) as ledger:
        assert ledger.seen() == []
        assert ledger.cursor("personal") is None
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)


def test_row_48_a_full_disk_is_told_and_leaves_the_ledger_as_it_was(path: Path) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 40")

    event.listen(Engine, "connect", limit)
    try:
        with opened(path) as ledger:
            many = [seen(number) for number in range(2, 500)]
            error = fault(lambda: ledger.record("personal", many, "c2", complete=True, now=NOW))
            assert "free some space" in error.message
            assert not error.permanent
            assert (len(ledger.seen()), ledger.cursor("personal")) == (1, "c1")
            error = fault(lambda: ledger.plan(follow_up(), "d1@example.org", "", b"x" * 500_000, NOW))
            assert "free some space" in error.message
            assert ledger.intents() == []
    finally:
        event.remove(Engine, "connect", limit)
    with opened(path) as ledger:
        ledger.record("personal", many, "c2", complete=True, now=NOW)
        assert len(ledger.seen()) == 499


def test_row_48_a_file_that_may_grow_no_further_is_told(path: Path) -> None:
    """RLIMIT_FSIZE: the kernel refuses the write, as a disk quota does."""
    code = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        + _HEAD
        + "from watcher.errors import LedgerError\nresource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try:\n    ledger.record('personal', [seen(n) for n in range(900)], 'c1', complete=True, now=NOW)\n"
        "except LedgerError as error:\n    print(error.message)\n"
        "print(ledger.cursor('personal'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, url(path)], capture_output=True, text=True, check=True)
    told, cursor = done.stdout.splitlines()
    assert "is full" in told
    assert cursor == "None"


@pytest.mark.parametrize("content", [b"From: ada@example.org\n\nHello" * 50, b"\0" * 5000, os.urandom(5000)])
def test_row_48_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert "is not a ledger but some other file" in fault(lambda: open_ledger(url(path))).message
    assert path.read_bytes() == content


def test_row_48_a_damaged_ledger_is_noticed_on_opening(path: Path) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(number) for number in range(400)], "c1", complete=True, now=NOW)
    whole = path.read_bytes()
    middle = len(whole) // 8192 * 4096
    path.write_bytes(whole[:middle] + b"\xa5" * 8192 + whole[middle + 8192 :])
    assert query(path, "SELECT version_num FROM alembic_version"), "only a check of all pages finds it"
    error = fault(lambda: open_ledger(url(path)))
    assert "is damaged: restore it from a backup" in error.message
    assert error.permanent


def test_row_48_a_ledger_that_was_cut_short_is_noticed_on_opening(path: Path) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(number) for number in range(400)], "c1", complete=True, now=NOW)
    os.truncate(path, path.stat().st_size // 2)
    assert "is damaged" in fault(lambda: open_ledger(url(path))).message


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    path.parent.mkdir(parents=True)
    query(path, "CREATE TABLE moz_places (id)")
    assert "the database of another program" in fault(lambda: open_ledger(url(path))).message
    assert query(path, "SELECT name FROM sqlite_master") == [("moz_places",)]


def test_row_48_a_ledger_of_a_newer_program_is_left_alone(path: Path) -> None:
    with opened(path):
        pass
    query(path, "UPDATE alembic_version SET version_num = '9999'")
    error = fault(lambda: open_ledger(url(path)))
    assert "a newer watcher wrote the ledger" in error.message
    assert "9999" in error.message
    assert error.permanent


def test_a_payload_that_cannot_be_read_is_told(path: Path) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(1)], "c1", complete=True, now=NOW)
        query(path, "UPDATE messages SET payload = '{}'")
        assert "cannot be read" in fault(ledger.seen).message


def test_a_directory_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    assert "that is a directory" in fault(lambda: open_ledger(url(path))).message


def test_a_file_in_place_of_its_directory_is_told(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("")
    assert "a file, not a directory" in fault(lambda: open_ledger(url(path))).message


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root passes every permission check: be nobody meanwhile."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_directory_without_permission_is_told(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o500)
    with ordinary_user():
        error = fault(lambda: open_ledger(url(path)))
    assert "give this user write access" in error.message
    assert error.permanent


def test_a_ledger_that_may_not_be_written_is_told(path: Path) -> None:
    with opened(path):
        pass
    path.chmod(0o400)
    with ordinary_user():
        error = fault(lambda: open_ledger(url(path)))
    assert "give this user write access" in error.message


@pytest.mark.parametrize(
    "given", ["postgresql://localhost/watcher", "ledger.sqlite", "", "sqlite:///file:x?mode=ro&uri=true", "sqlite:/x"]
)
def test_a_url_that_is_no_sqlite_file_is_told(given: str) -> None:
    assert "must be sqlite:///" in fault(lambda: open_ledger(given)).message
