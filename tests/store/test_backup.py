"""Backup while another process writes, and restore over whatever stands there."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog

from tests.store.build import EVENT, NOW, follow_up, seen
from tests.store.test_sqlite import _HEAD, _HOLD, fault, opened, path, process, query, url
from watcher.cadence import State
from watcher.store import Restored, back_up, copies_beside, restore
from watcher.timeline import Doomed

__all__ = ["path"]

WHEN = datetime(2026, 3, 11, 9, 30, tzinfo=UTC)
_WRITE = _HEAD + (
    "for number in range(100000):\n"
    "    ledger.record('personal', [seen(2 * number), seen(2 * number + 1)], str(number), complete=True, now=NOW)\n"
    "    if number == 20: print('held', flush=True)\n"
)


def fill(path: Path, *numbers: int) -> None:
    with opened(path) as ledger:
        ledger.record("personal", [seen(number) for number in numbers], str(max(numbers)), complete=True, now=NOW)
        ledger.plan(follow_up(), "d1@example.org", "Thank you", b"whole", NOW)


def numbers(path: Path) -> list[int]:
    with opened(path) as ledger:
        return [int(one.envelope.message_id.partition("@")[0][1:]) for one in ledger.seen()]


def test_a_backup_is_one_file_for_the_user_alone_and_nothing_is_left_beside_it(path: Path, tmp_path: Path) -> None:
    fill(path, 1, 2)
    previous = os.umask(0)
    try:
        back_up(url(path), tmp_path / "copy.sqlite")
    finally:
        os.umask(previous)
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["copy.sqlite"]
    assert stat.S_IMODE((tmp_path / "copy.sqlite").stat().st_mode) == 0o600
    assert query(tmp_path / "copy.sqlite", "PRAGMA journal_mode") == [("delete",)]
    assert numbers(tmp_path / "copy.sqlite") == [1, 2]


def test_a_backup_while_another_process_writes_holds_one_state(path: Path, tmp_path: Path) -> None:
    """Each batch is two messages and a cursor: a backup holds all three of it, or none."""
    with process(path, _WRITE):
        found = []
        for number in range(5):
            copy = tmp_path / f"copy{number}.sqlite"
            back_up(url(path), copy)
            found.append(numbers(copy))
            with opened(copy) as ledger:
                assert found[-1] == list(range(2 * int(ledger.cursor("personal") or 0) + 2))
    assert len(found[0]) > 40
    assert len(found[4]) > len(found[0])


def test_an_older_backup_is_replaced_and_no_other_file(path: Path, tmp_path: Path) -> None:
    fill(path, 1)
    copy, letter, other = tmp_path / "copy", tmp_path / "letter.txt", tmp_path / "other.sqlite"
    back_up(url(path), copy)
    fill(path, 2)
    back_up(url(path), copy)
    assert numbers(copy) == [1, 2]
    letter.write_text("Dear Ada")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs (name)")
    for target in (letter, other, path, tmp_path):
        assert "stays: name another file" in fault(lambda target=target: back_up(url(path), target)).message  # type: ignore[misc]
    assert letter.read_text() == "Dear Ada"


def test_what_a_backup_cannot_be_made_of_or_put_is_told(path: Path, tmp_path: Path) -> None:
    assert "no ledger at" in fault(lambda: back_up(url(path), tmp_path / "copy")).message
    assert not path.exists()
    fill(path, 1)
    error = fault(lambda: back_up(url(path), tmp_path / "nowhere" / "copy"))
    assert error.message == f"{tmp_path}/nowhere/copy cannot be written: No such file or directory"


def test_a_damaged_ledger_gives_no_backup(path: Path, tmp_path: Path) -> None:
    fill(path, *range(300))
    _damage(path)
    assert "is damaged" in fault(lambda: back_up(url(path), tmp_path / "copy")).message
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == []


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(8192, len(content) - 4096, 4096):
        content[start : start + 1024] = b"\x5a" * 1024
    path.write_bytes(content)


def test_a_restored_ledger_is_that_of_the_backup_and_the_old_one_is_kept(path: Path, tmp_path: Path) -> None:
    fill(path, 1, 2)
    back_up(url(path), tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()
    fill(path, 3)
    kept = restore(url(path), tmp_path / "copy", WHEN).kept
    assert kept == path.with_name("ledger.sqlite.before-20260311T093000Z")
    assert copies_beside(url(path)) == [kept]
    assert stat.S_IMODE(kept.stat().st_mode) == stat.S_IMODE(path.stat().st_mode) == 0o600
    assert numbers(path) == [1, 2]
    assert numbers(kept) == [1, 2, 3]
    assert (tmp_path / "copy").read_bytes() == before


def test_a_ledger_is_restored_where_there_was_none(path: Path, tmp_path: Path) -> None:
    fill(path, 1)
    back_up(url(path), tmp_path / "copy")
    there = tmp_path / "new" / "machine" / "ledger.sqlite"
    assert restore(url(there), tmp_path / "copy", WHEN) == Restored(None, forgets=True)
    assert numbers(there) == [1]
    assert stat.S_IMODE(there.stat().st_mode) == 0o600


def test_who_has_the_ledger_open_goes_on_with_the_restored_one(path: Path, tmp_path: Path) -> None:
    """As much comes after the restore as it took back, so that no number tells."""
    fill(path, 1, 2)
    back_up(url(path), tmp_path / "copy")
    with opened(path) as ledger:
        ledger.record("personal", [seen(3)], "3", complete=True, now=NOW)
        ledger.step("key-1", State.SENDING, NOW)
        assert (len(ledger.seen()), ledger.intents()[0].written.state) == (3, State.SENDING)
        restore(url(path), tmp_path / "copy", WHEN)
        ledger.record("personal", [seen(4)], "4", complete=True, now=NOW)
        ledger.step("key-1", State.DECLINED, NOW)
        assert ledger.seen() == [seen(1), seen(2), seen(4)]
        assert ledger.intents()[0].written.state is State.DECLINED
    assert numbers(path) == [1, 2, 4]


def test_a_restore_while_a_pass_runs_is_refused_and_its_pid_is_told(path: Path, tmp_path: Path) -> None:
    fill(path, 1)
    back_up(url(path), tmp_path / "copy")
    fill(path, 2)
    with process(path, _HOLD) as other:
        assert f"(PID {other.pid})" in fault(lambda: restore(url(path), tmp_path / "copy", WHEN)).message
    assert numbers(path) == [1, 2]
    assert copies_beside(url(path)) == []


def test_a_damaged_ledger_is_replaced_and_kept(path: Path, tmp_path: Path) -> None:
    fill(path, *range(300))
    back_up(url(path), tmp_path / "copy")
    _damage(path)
    assert "damaged" in fault(lambda: numbers(path)).message
    kept = restore(url(path), tmp_path / "copy", WHEN).kept
    assert kept is not None
    assert kept.stat().st_size > 8192
    assert len(numbers(path)) == 300


def test_what_is_no_database_any_more_is_replaced_and_kept(path: Path, tmp_path: Path) -> None:
    fill(path, 1)
    back_up(url(path), tmp_path / "copy")
    path.write_text("oops" * 1000)
    kept = restore(url(path), tmp_path / "copy", WHEN).kept
    assert kept is not None
    assert kept.read_text() == "oops" * 1000
    assert numbers(path) == [1]


def test_the_database_of_another_program_is_never_replaced(path: Path, tmp_path: Path) -> None:
    fill(path, 1)
    back_up(url(path), tmp_path / "copy")
    other = tmp_path / "songs.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs (name)")
    assert "another program" in fault(lambda: restore(url(other), tmp_path / "copy", WHEN)).message
    assert query(other, "SELECT name FROM sqlite_master") == [("songs",)]


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda copy: copy.unlink(), "is not there"),
        (lambda copy: copy.write_text("Dear Ada, " * 1000), "is no ledger but some other file"),
        (lambda copy: copy.write_bytes(b""), "another program"),
        (_damage, "is damaged"),
        (lambda copy: copy.write_bytes(copy.read_bytes()[:20_000]), "is damaged"),
        (lambda copy: query(copy, "UPDATE alembic_version SET version_num = '9999'"), "of a newer watcher"),
        (lambda copy: query(copy, "DROP TABLE steps"), "another program"),
        (lambda copy: (copy.unlink(), copy.mkdir()), "is not there"),
    ],
)
def test_what_cannot_be_restored_is_told_and_changes_nothing(
    path: Path, tmp_path: Path, make: object, word: str
) -> None:
    fill(path, *range(200))
    copy = tmp_path / "copy"
    back_up(url(path), copy)
    fill(path, 201)
    assert callable(make)
    make(copy)
    error = fault(lambda: restore(url(path), copy, WHEN))
    assert word in error.message
    assert str(copy) in error.message
    assert numbers(path) == [*range(200), 201]
    assert copies_beside(url(path)) == []
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_an_older_backup_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    from watcher.store import schema

    fill(path, 1, 2)
    config = Config(str(schema.migrations() / "alembic.ini"))
    back_up(url(path), tmp_path / "copy")
    config.set_main_option("sqlalchemy.url", url(tmp_path / "copy"))
    command.downgrade(config, "0001")
    restore(url(path), tmp_path / "copy", WHEN)
    assert numbers(path) == [1, 2]
    assert query(tmp_path / "copy", "SELECT version_num FROM alembic_version") == [("0001",)]


def test_a_restore_that_is_killed_leaves_one_ledger_or_the_other(path: Path, tmp_path: Path) -> None:
    fill(path, *range(400))
    back_up(url(path), tmp_path / "copy")
    fill(path, 401)
    code = (
        "import os, sys\nsys.path.insert(0, os.getcwd())\nfrom datetime import *\nfrom pathlib import Path\n"
        "from watcher.store import restore\nprint('held', flush=True)\n"
        f"restore(sys.argv[1], Path({json.dumps(str(tmp_path / 'copy'))}), datetime.now(UTC))\n"
    )
    for delay in (0.0, 0.02, 0.05, 0.1):
        with process(path, code) as other:
            time.sleep(delay)
            other.send_signal(signal.SIGKILL)
        assert numbers(path) in ([*range(400)], [*range(400), 401])


def test_what_is_forgotten_later_is_in_the_copy_that_a_restore_kept(path: Path, tmp_path: Path) -> None:
    fill(path, 1, 2)
    back_up(url(path), tmp_path / "copy")
    restore(url(path), tmp_path / "copy", WHEN)
    with opened(path) as ledger:
        ledger.forget(Doomed(frozenset({seen(1).envelope.identity})))
    (kept,) = copies_beside(url(path))
    assert numbers(kept) == [1, 2]


def test_a_backup_is_made_without_loading_what_it_does_not_need(path: Path, tmp_path: Path) -> None:
    fill(path, 1)
    code = (
        "import os, sys\nsys.path.insert(0, os.getcwd())\nfrom pathlib import Path\nfrom watcher.store import back_up\n"
        f"back_up(sys.argv[1], Path({json.dumps(str(tmp_path / 'copy'))}))\nprint('alembic' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, url(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_was_forgotten_since_the_backup_stays_forgotten(path: Path, tmp_path: Path) -> None:
    with opened(path) as ledger:
        entry = ledger.enter(EVENT, "", NOW)
    fill(path, 1, 2)
    back_up(url(path), tmp_path / "copy")
    marks = frozenset({seen(1).envelope.identity, entry.id, "draft d1@example.org"})
    with opened(path) as ledger:
        ledger.forget(
            Doomed(frozenset({seen(1).envelope.identity}), frozenset({entry.id}), frozenset({"key-1"}), marks)
        )
    for _ in range(2):
        assert restore(url(path), tmp_path / "copy", WHEN).forgets
        with opened(path) as ledger:
            assert (ledger.seen(), ledger.entered(), ledger.intents()) == ([seen(2)], [], [])
            assert ledger.forgotten(marks) == marks
        assert seen(1).envelope.message_id.encode() not in path.read_bytes()
    assert numbers(tmp_path / "copy") == [1, 2]
    assert len(copies_beside(url(path))) == 2


def test_where_what_was_forgotten_cannot_be_told_it_is_said(path: Path, tmp_path: Path) -> None:
    fill(path, 1, 2)
    with opened(path) as ledger:
        ledger.keep_forgotten(["x"])
    back_up(url(path), tmp_path / "copy")
    with opened(path) as ledger:
        ledger.forget_all()
        assert restore(url(path), tmp_path / "copy", WHEN).forgets  # it holds no marks: there is nothing to tell
        ledger.forget_all()
        ledger.keep_forgotten([seen(1).envelope.identity])
    assert not restore(url(path), tmp_path / "copy", WHEN).forgets
    assert numbers(path) == [1, 2]
    path.write_text("oops" * 1000)
    assert not restore(url(path), tmp_path / "copy", WHEN).forgets


def test_a_path_of_any_name_will_do(path: Path, tmp_path: Path) -> None:
    fill(path, 1)
    copy = tmp_path / "of 100% #1? é"
    back_up(url(path), copy)
    restore(url(path), copy, WHEN)
    assert numbers(path) == [1]


def older(path: Path, revision: str = "0001") -> None:
    """Take the ledger back to what an older program made of it."""
    from alembic import command
    from alembic.config import Config

    from watcher.store import schema

    config = Config(str(schema.migrations() / "alembic.ini"))
    config.set_main_option("sqlalchemy.url", url(path))
    command.downgrade(config, revision)


def test_an_older_ledger_is_copied_before_it_is_changed_and_the_way_back_is_told(path: Path) -> None:
    fill(path, 1, 2)
    older(path)
    with structlog.testing.capture_logs() as log:
        assert numbers(path) == [1, 2]
    (kept,) = copies_beside(url(path))
    assert query(kept, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert query(kept, "PRAGMA journal_mode") == [("delete",)]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    (line,) = log
    assert (line["log_level"], line["before"], line["copy"]) == ("warning", "0001", str(kept))
    assert f"watcher restore {kept}" in line["to_go_back"]
    assert numbers(path) == [1, 2]
    assert copies_beside(url(path)) == [kept]


def test_a_newer_ledger_is_refused_with_the_way_back_and_restore_goes_it(path: Path) -> None:
    """What the program before says when it is installed again."""
    fill(path, 1)
    older(path)
    numbers(path)
    (kept,) = copies_beside(url(path))
    fill(path, 2)
    query(path, "UPDATE alembic_version SET version_num = '9999'")
    error = fault(lambda: numbers(path))
    assert error.permanent
    assert "newer watcher" in error.message
    assert f"watcher restore {kept}" in error.message
    restore(url(path), kept, WHEN)
    assert numbers(path) == [1]


def test_an_older_ledger_is_not_changed_under_the_older_program(path: Path) -> None:
    fill(path, 1)
    with process(
        path, _HEAD + "with ledger.attended():\n    print('held', flush=True)\n    sys.stdin.read()\n"
    ) as other:
        older(path)
        error = fault(lambda: numbers(path))
        assert f"(PID {other.pid}) runs on this ledger with an older program" in error.message
        assert not error.permanent
        assert query(path, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert copies_beside(url(path)) == []
    assert numbers(path) == [1]


def test_two_processes_that_open_an_older_ledger_make_one_copy(path: Path) -> None:
    fill(path, *range(300))
    older(path)
    code = (
        "import os, sys\nsys.path.insert(0, os.getcwd())\nprint('held', flush=True)\n"
        "from watcher import log\nfrom watcher.store import open_ledger\nlog.configure('error')\nsys.stdin.readline()\n"
        "print(len(open_ledger(sys.argv[1]).seen()), flush=True)\n"
    )
    with process(path, code) as one, process(path, code) as two:
        said = []
        for other in (one, two):
            assert other.stdin is not None
            other.stdin.write("\n")
            other.stdin.flush()
        for other in (one, two):
            assert other.stdout is not None
            said.append(other.stdout.readline().strip())
    assert said == ["300", "300"]
    assert len(copies_beside(url(path))) == 1
    assert numbers(path) == [*range(300)]
