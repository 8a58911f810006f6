"""The account suite over a Maildir on disk, in both layouts, and what is special there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.contracts.account_contract import AccountContract, AccountUnderTest, World, read
from tests.contracts.mails import SINCE, T0, minutes, plain
from watcher.errors import NotStoredError, ServerError
from watcher.mail import MaildirAccount, MaildirSettings
from watcher.mail.headers import message_id_of


def permissions_bind() -> bool:
    """They do not bind root, unless its capabilities are taken away."""
    with TemporaryDirectory() as folder:
        closed = Path(folder) / "closed"
        closed.mkdir(mode=0)
        return not os.access(closed, os.R_OK | os.W_OK | os.X_OK)


BOUND = pytest.mark.skipif(not permissions_bind(), reason="root may read and write everything")


class MaildirWorld(World):
    """`paths`: where each mailbox lies under the root."""

    def __init__(self, root: Path, paths: dict[str, str]) -> None:
        self.root = root
        self.paths = paths
        self._numbers = count(1)
        for path in paths.values():
            for part in ("cur", "new", "tmp"):
                (root / path / part).mkdir(parents=True)

    def account(self, *, write: bool = True) -> AccountUnderTest:
        return MaildirAccount(MaildirSettings("maildir", str(self.root), write=write))

    def deliver(self, mailbox: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
        for content, at in messages:
            self.put(mailbox, "new", f"{int(at.timestamp())}.{next(self._numbers)}.host", content, at)

    def put(self, mailbox: str, part: str, name: str, content: bytes, at: datetime = T0) -> Path:
        path = self.root / self.paths[mailbox] / part / name
        path.write_bytes(content.replace(b"\r\n", b"\n"))
        os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    def files(self, mailbox: str) -> list[Path]:
        return sorted(path for part in ("cur", "new") for path in (self.root / self.paths[mailbox] / part).iterdir())

    def contents(self, mailbox: str) -> list[bytes]:
        return [path.read_bytes() for path in self.files(mailbox)]

    def state(self) -> object:
        return sorted((str(path), path.stat().st_mtime_ns) for path in self.root.rglob("*"))

    def edit(self, message_id: str, content: bytes) -> None:
        path = self.draft(message_id)
        path.write_bytes(content.replace(b"\r\n", b"\n"))

    def discard(self, message_id: str) -> None:
        self.draft(message_id).unlink()

    def move(self, message_id: str, mailbox: str) -> None:
        path = self.draft(message_id)
        path.rename(self.root / self.paths[mailbox] / "cur" / path.name)

    def trash(self, message_id: str) -> None:
        path = self.draft(message_id)
        unique = path.name.partition(":2,")[0]
        path.rename(path.parent.parent / "cur" / f"{unique}:2,DST")

    def draft(self, message_id: str) -> Path:
        return next(path for path in self.files("Drafts") if message_id_of(path.read_bytes()) == message_id)

    def shut(self, mailbox: str) -> None:
        cur = self.root / self.paths[mailbox] / "cur"
        cur.rename(self._away(mailbox))
        cur.touch()

    def reopen(self, mailbox: str) -> None:
        cur = self.root / self.paths[mailbox] / "cur"
        cur.unlink()
        self._away(mailbox).rename(cur)

    def _away(self, mailbox: str) -> Path:
        return self.root.with_name(f"{mailbox} away")

    def invalidate(self, cursor: str) -> str:
        return "not a cursor"


PLUS = {"INBOX": ".", "Sent": ".Sent", "Drafts": ".Drafts", "Jobs": ".Jobs"}
NESTED = {"INBOX": "INBOX", "Sent": "Sent", "Drafts": "Drafts", "Jobs": "Work/Jobs"}


@pytest.fixture
def plus(tmp_path: Path) -> MaildirWorld:
    return MaildirWorld(tmp_path / "Maildir", PLUS)


@pytest.fixture
def nested(tmp_path: Path) -> MaildirWorld:
    return MaildirWorld(tmp_path / "Mail", NESTED)


class TestMaildirPlusPlus(AccountContract):
    @pytest.fixture
    def world(self, plus: MaildirWorld) -> World:
        return plus


class TestNestedMaildir(AccountContract):
    @pytest.fixture
    def world(self, nested: MaildirWorld) -> World:
        return nested


def test_a_change_of_flags_is_no_new_message(plus: MaildirWorld) -> None:
    plus.one("INBOX", "a@x")
    cursor = read(plus.account()).cursor
    (path,) = plus.files("INBOX")
    for name in (f"{path.name}:2,S", f"{path.name}:2,RS", f"{path.name},U=17:2,RS"):
        path = path.rename(plus.root / "cur" / name)
        assert read(plus.account(), cursor).ids == []


def test_a_file_that_is_renamed_during_the_pass_is_still_read(plus: MaildirWorld) -> None:
    plus.deliver("INBOX", [(plain(f"m{n}@x", minutes(n)), minutes(n)) for n in range(3)])
    plus.one("Sent", "s@x")
    batches = plus.account().batches(None, SINCE)
    assert len(next(batches).messages) == 3
    (path,) = plus.files("Sent")
    path.rename(plus.root / ".Sent" / "cur" / f"{path.name}:2,S")
    assert [message_id_of(one.raw.header) for batch in batches for one in batch.messages] == ["s@x"]


def test_clocks_do_not_matter_for_what_is_new(plus: MaildirWorld) -> None:
    plus.one("INBOX", "a@x", T0)
    cursor = read(plus.account()).cursor
    plus.put("INBOX", "cur", "1.early.host:2,S", plain("b@x"), T0 - timedelta(days=20))
    assert read(plus.account(), cursor).ids == ["b@x"]


def test_without_a_date_the_time_of_the_file_counts(plus: MaildirWorld) -> None:
    content = plain("a@x").replace(b"Date:", b"X-Date:")
    plus.put("INBOX", "cur", "a.host:2,", content, SINCE - timedelta(days=30))
    plus.put("INBOX", "cur", "b.host:2,", content.replace(b"a@x", b"b@x"), SINCE + timedelta(days=30))
    assert read(plus.account()).ids == ["b@x"]


@pytest.mark.parametrize(
    ("name", "mtime", "expected"),
    [
        ("1772442000.M1P2.host", T0, T0),
        ("1772442000.M1P2.host", T0 + timedelta(days=9), T0 + timedelta(days=9)),
        ("1772442000_0.77.host,U=3", datetime(1970, 1, 2, tzinfo=UTC), T0),
        ("strange", T0, T0),
        ("strange", datetime(1970, 1, 2, tzinfo=UTC), None),
    ],
)
def test_arrival_is_the_later_of_name_and_file_time(
    plus: MaildirWorld, name: str, mtime: datetime, expected: datetime | None
) -> None:
    plus.put("INBOX", "cur", f"{name}:2,S", plain("a@x"), mtime)
    (one,) = read(plus.account()).located
    assert one.raw.received_at == expected


def test_an_unreadable_file_is_reported_and_skipped(plus: MaildirWorld) -> None:
    plus.one("INBOX", "a@x")
    loop = plus.root / "cur" / "loop.host:2,S"
    loop.symlink_to(loop)
    seen = read(plus.account())
    assert seen.ids == ["a@x"]
    assert [(one.mailbox, one.uid) for batch in seen.batches for one in batch.unread] == [("INBOX", "loop.host")]
    assert seen.last.complete
    loop.unlink()
    plus.put("INBOX", "cur", "loop.host:2,S", plain("b@x"))
    assert read(plus.account(), seen.cursor).ids == ["b@x"]


def test_what_is_no_message_is_left_alone(plus: MaildirWorld) -> None:
    (plus.root / "cur" / "directory").mkdir()
    os.mkfifo(plus.root / "cur" / "fifo")
    plus.put("INBOX", "cur", ".hidden", plain("h@x"))
    plus.put("INBOX", "tmp", "half.host", plain("t@x"))
    (plus.root / ".notmuch" / "xapian").mkdir(parents=True)
    assert read(plus.account()).ids == []


def test_only_the_start_of_a_huge_file_is_read(plus: MaildirWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watcher.mail.maildir.MAX_FILE", 2000)
    plus.put("INBOX", "cur", "big.host:2,S", plain("big@x", text="word " * 5000))
    (one,) = read(plus.account()).located
    assert 1000 < len(one.raw.parts["1"]) < 2000


@pytest.mark.parametrize("paths", [PLUS, NESTED, {"INBOX": "."}])
def test_row_18_drafts_that_are_missing_are_a_loud_error_and_never_made(tmp_path: Path, paths: dict[str, str]) -> None:
    world = MaildirWorld(tmp_path, {name: path for name, path in paths.items() if name != "Drafts"})
    account = world.account()
    assert account.find_drafts(()) == {}
    assert any(not finding.ok and "Drafts" in finding.what for finding in account.check())
    with pytest.raises(NotStoredError, match=r"no Drafts mailbox was found.*make the mailbox in your mail program"):
        account.put_draft(plain("a@x"))
    assert not [path for path in tmp_path.rglob("*") if "Drafts" in path.name]


def test_a_draft_outside_drafts_is_not_read(plus: MaildirWorld) -> None:
    plus.put("INBOX", "cur", "d.host:2,DS", plain("d@x"))
    plus.put("Sent", "cur", "s.host:2,DS", plain("s@x"))
    assert read(plus.account()).ids == ["s@x"]


def test_names_in_modified_utf7_are_understood(tmp_path: Path) -> None:
    world = MaildirWorld(tmp_path, {"INBOX": ".", "Sent": ".Gesendet", "Drafts": ".Entw&APw-rfe", "Jobs": ".R&D"})
    world.one("Drafts", "d@x")
    world.one("Sent", "s@x")
    world.one("Jobs", "j@x")
    assert read(world.account()).ids == ["s@x", "j@x"]
    assert list(world.account().find_drafts({"d@x"})) == ["d@x"]


def test_two_candidates_for_drafts_are_an_error_when_writing(tmp_path: Path) -> None:
    world = MaildirWorld(tmp_path, PLUS | {"Other": ".Entwürfe"})
    with pytest.raises(NotStoredError, match='several mailboxes could be Drafts: "Drafts", "Entwürfe"; set drafts'):
        world.account().put_draft(plain("a@x"))
    assert read(world.account()).last.complete
    configured = MaildirAccount(MaildirSettings("maildir", str(tmp_path), drafts="Entwürfe", write=True))
    configured.put_draft(plain("a@x"))
    assert len(world.contents("Other")) == 1


@pytest.mark.parametrize("make", [True, False], ids=["empty", "absent"])
def test_a_path_without_mail_is_an_error_and_not_an_empty_account(tmp_path: Path, make: bool) -> None:
    path = tmp_path / "mail"
    if make:
        path.mkdir()
    account = MaildirAccount(MaildirSettings("home", str(path), write=True))
    with pytest.raises(ServerError, match="Check path of the account"):
        read(account)
    with pytest.raises(NotStoredError):
        account.put_draft(plain("a@x"))


def test_without_sent_every_mailbox_must_be_readable(tmp_path: Path) -> None:
    world = MaildirWorld(tmp_path, {"INBOX": ".", "Jobs": ".Jobs"})
    seen = read(world.account())
    assert seen.last.complete
    assert "no Sent mailbox was found" in " ".join(note for batch in seen.batches for note in batch.notes)


def test_symlinks_in_a_circle_end(plus: MaildirWorld) -> None:
    (plus.root / "again").symlink_to(plus.root)
    (plus.root / ".Jobs" / "up").symlink_to(plus.root)
    plus.one("INBOX", "a@x")
    assert read(plus.account()).ids == ["a@x"]


def test_ignored_mailboxes_are_not_read(plus: MaildirWorld) -> None:
    plus.one("Jobs", "j@x")
    plus.one("INBOX", "a@x")
    account = MaildirAccount(MaildirSettings("maildir", str(plus.root), ignore=("jobs",)))
    assert read(account).ids == ["a@x"]


def test_drafts_that_vanished_are_told_and_not_made_anew(plus: MaildirWorld) -> None:
    account = plus.account()
    account.put_draft(plain("a@x"))
    (draft,) = account.find_drafts({"a@x"})["a@x"]
    drafts = plus.root / ".Drafts"
    drafts.rename(plus.root.with_name("away"))
    for asked in (plus.account(), account):
        with pytest.raises(ServerError, match="no Drafts mailbox was found"):
            asked.find_drafts({"a@x"})
        with pytest.raises(NotStoredError, match="no Drafts mailbox was found"):
            asked.put_draft(plain("b@x"))
        with pytest.raises(ServerError, match="no Drafts mailbox was found"):
            asked.remove_draft(draft)
    assert not drafts.exists()
    plus.root.with_name("away").rename(drafts)
    account.put_draft(plain("b@x"))
    assert sorted(account.find_drafts({"a@x", "b@x"})) == ["a@x", "b@x"]


def test_drafts_that_vanished_since_this_account_saw_them_are_not_made_anew(plus: MaildirWorld) -> None:
    account = plus.account()
    account.put_draft(plain("a@x"))
    (plus.root / ".Drafts").rename(plus.root.with_name("away"))
    with pytest.raises(NotStoredError):
        account.put_draft(plain("b@x"))
    assert not (plus.root / ".Drafts").exists()


@pytest.mark.parametrize("part", ["tmp", "cur"])
def test_a_draft_that_cannot_be_written_leaves_nothing(plus: MaildirWorld, part: str) -> None:
    folder = plus.root / ".Drafts" / part
    folder.rmdir()
    folder.symlink_to(folder)
    with pytest.raises(NotStoredError, match="cannot be written"):
        plus.account().put_draft(plain("a@x"))
    assert not [path for path in (plus.root / ".Drafts").rglob("*") if path.is_file() and not path.is_symlink()]


def test_a_rename_that_fails_leaves_nothing(plus: MaildirWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(NotStoredError, match="Permission denied"):
        plus.account().put_draft(plain("a@x"))
    assert not list((plus.root / ".Drafts" / "tmp").iterdir())


def test_a_rename_that_was_done_though_it_failed_has_stored_it(
    plus: MaildirWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NFS: the answer was lost, and the repeated request no longer finds the file."""
    rename = Path.rename

    def twice(self: Path, target: Path) -> Path:
        rename(self, target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", twice)
    plus.account().put_draft(plain("a@x"))
    assert len(plus.contents("Drafts")) == 1


def test_a_fault_after_the_draft_stands_is_no_certain_failure(
    plus: MaildirWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        if plus.contents("Drafts"):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ServerError) as caught:
        plus.account().put_draft(plain("a@x"))
    assert not isinstance(caught.value, NotStoredError)
    assert len(plus.contents("Drafts")) == 1


def test_a_download_that_sets_the_file_time_long_ago_goes_by_date(plus: MaildirWorld) -> None:
    plus.put("INBOX", "cur", "copied.host:2,S", plain("a@x"), SINCE - timedelta(days=90))
    plus.put("INBOX", "cur", "older.host:2,S", plain("b@x", SINCE - timedelta(days=90)), SINCE - timedelta(days=90))
    assert read(plus.account()).ids == ["a@x"]


def test_a_mailbox_without_cur_is_told(plus: MaildirWorld) -> None:
    (plus.root / ".Sent" / "cur").rmdir()
    seen = read(plus.account())
    assert not seen.last.complete
    assert 'mailbox "Sent" cannot be opened' in seen.notes


@BOUND
@pytest.mark.parametrize("path", [".Sent", ".Sent/cur", ".Sent/new", "cur", "new"])
def test_a_directory_without_permission_is_told(plus: MaildirWorld, path: str) -> None:
    plus.one("Jobs", "j@x")
    folder = plus.root / path
    folder.chmod(0)
    seen = read(plus.account())
    folder.chmod(0o700)
    assert seen.ids == ["j@x"]
    assert not seen.last.complete
    assert "cannot be opened (Permission denied)" in seen.notes


@BOUND
@pytest.mark.parametrize(("part", "mode"), [(".", 0), ("tmp", 0o500), ("cur", 0o500), ("cur", 0)])
def test_drafts_without_permission_take_nothing(plus: MaildirWorld, part: str, mode: int) -> None:
    folder = plus.root / ".Drafts" / part
    folder.chmod(mode)
    with pytest.raises(NotStoredError, match="cannot be written: Permission denied"):
        plus.account().put_draft(plain("a@x"))
    folder.chmod(0o700)
    assert not list((plus.root / ".Drafts").glob("*/*"))


def test_a_link_in_a_circle_does_not_hide_the_other_mailboxes(plus: MaildirWorld) -> None:
    loop = plus.root / ".Loop"
    loop.symlink_to(loop)
    plus.one("INBOX", "a@x")
    seen = read(plus.account())
    assert seen.ids == ["a@x"]
    assert seen.last.complete
