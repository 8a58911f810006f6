"""One refresher at a time, also across processes; and where the sign-in and the access token are kept."""

from __future__ import annotations

import fcntl
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.gmail import GmailServer
from tests.servers.gmail_world import grant
from watcher.config.grants import PATIENCE, Kept
from watcher.config.keeping import CredentialPlace, FilePlace, KeyringPlace, Place, PlaceError
from watcher.errors import ConfigError, ServerError
from watcher.mail.gmail_http import Transport
from watcher.mail.gmail_tokens import AHEAD, LONGEST, Access, Tokens


@pytest.fixture
def server() -> Iterator[GmailServer]:
    server = GmailServer().start()
    yield server
    server.stop()


@pytest.fixture
def path(server: GmailServer, tmp_path: Path) -> Path:
    """The sign-in, kept in a file."""
    path = tmp_path / "google.json"
    Kept("google", tmp_path, FilePlace(path)).save(grant(server))
    return path


class Clock:
    """Both clocks; `sleep` moves them on, and notes it."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds


def tokens(server: GmailServer, place: Place, clock: Clock | None = None) -> Tokens:
    """As another process would have them."""
    clock = clock or Clock()
    kept = Kept("google", Path("client.json"), place)
    transport = Transport(10, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    server.at_end.append(transport.close)
    return Tokens("google", kept.load, transport, clock, shared=kept, wall=clock, sleep=clock.sleep)


CODE = """
import ssl, sys
from pathlib import Path
from watcher.config.grants import Kept
from watcher.config.keeping import FilePlace
from watcher.mail.gmail_http import Transport
from watcher.mail.gmail_tokens import Tokens
kept = Kept("google", Path("client.json"), FilePlace(Path(sys.argv[1])))
tokens = Tokens("google", kept.load, Transport(10, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)), shared=kept)
print("ready", flush=True)
sys.stdin.readline()
print(tokens.valid())
"""


def test_row_28_of_several_processes_one_refreshes_and_the_others_take_its_token(
    server: GmailServer, path: Path
) -> None:
    """`watcher once` beside `watcher run`."""
    server.fail("token", slow=0.5, times=9)
    command = [sys.executable, "-c", CODE, str(path)]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for one in processes:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in processes:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [one.communicate(timeout=30)[0] for one in processes]
    assert len(set(said)) == 1
    assert server.calls["token"] == 1


def test_it_is_refreshed_ahead_of_its_end_whoever_made_it(server: GmailServer, path: Path) -> None:
    clock = Clock()
    first = tokens(server, FilePlace(path), clock).valid()
    clock.now += 3599 - AHEAD - 1
    other = tokens(server, FilePlace(path), clock)
    assert (other.valid(), server.calls["token"]) == (first, 1)
    clock.now += 2
    assert other.valid() != first
    assert server.calls["token"] == 2


def test_what_the_server_refused_is_not_taken_from_another_process_but_what_it_made_since_is(
    server: GmailServer, path: Path
) -> None:
    one, other = tokens(server, FilePlace(path)), tokens(server, FilePlace(path))
    first = one.valid()
    assert other.valid() == first
    second = one.valid(instead_of=first)
    assert second != first
    assert (other.valid(instead_of=first), server.calls["token"]) == (second, 2)


def test_after_another_sign_in_the_old_access_token_is_not_taken(server: GmailServer, path: Path) -> None:
    first = tokens(server, FilePlace(path)).valid()
    server.consent.refresh_tokens.add("refresh-9")
    told = grant(server)
    again = type(told)(told.client_id, told.client_secret, "refresh-9", told.token_uri)
    Kept("google", path, FilePlace(path)).save(again)
    assert tokens(server, FilePlace(path)).valid() != first


def test_what_a_clock_that_went_wrong_dated_is_not_trusted_for_long(server: GmailServer, path: Path) -> None:
    clock = Clock()
    Kept("google", path, FilePlace(path)).keep(Access("access-1", clock.now + 1e9, grant(server).mark))
    mine = tokens(server, FilePlace(path), clock)
    assert (mine.valid(), server.calls["token"]) == ("access-1", 0)
    clock.now += LONGEST - AHEAD + 1
    Kept("google", path, FilePlace(path)).keep(Access("access-1", clock.now - 1, grant(server).mark))
    assert mine.valid() != "access-1"


@pytest.mark.parametrize("text", ["", "{}", "[]", "no JSON", '{"token": "x", "ends_at": "never", "of": ""}'])
def test_a_damaged_access_token_is_none(server: GmailServer, path: Path, text: str) -> None:
    FilePlace(path).write("access", text)
    assert tokens(server, FilePlace(path)).valid()
    assert server.calls["token"] == 1


def test_only_the_user_may_read_what_is_kept(server: GmailServer, path: Path) -> None:
    mine = tokens(server, FilePlace(path))
    assert mine.valid() in path.with_name("google.json.access").read_text()
    assert {one.stat().st_mode & 0o777 for one in path.parent.iterdir()} == {0o600}
    path.with_name("google.json.access").chmod(0o644)
    tokens(server, FilePlace(path)).valid()
    assert server.calls["token"] == 2
    assert path.with_name("google.json.access").stat().st_mode & 0o777 == 0o600


def test_who_is_shown_tells_no_secret(server: GmailServer, path: Path) -> None:
    kept = Kept("google", path, FilePlace(path))
    tokens(server, FilePlace(path)).valid()
    shown = f"{kept!r} {kept.load()!r} {kept.access()!r}"
    assert "refresh-1" not in shown
    assert "access-" not in shown


def test_another_process_that_hangs_is_waited_for_so_long_and_no_longer(server: GmailServer, path: Path) -> None:
    clock = Clock()
    mine = tokens(server, FilePlace(path), clock)
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with pytest.raises(ServerError, match="Another watcher") as caught:
        mine.valid()
    assert not caught.value.permanent
    assert PATIENCE <= clock.slept < PATIENCE + 1
    os.close(lock)  # as the kernel does when a process ends
    assert mine.valid()


def test_where_nothing_can_be_written_a_process_has_its_own(server: GmailServer, tmp_path: Path) -> None:
    class Fixed(FilePlace):
        def read(self, name: str) -> str:
            return "" if name else super().read(name)

        def write(self, name: str, text: str) -> str:
            raise PlaceError("cannot be written")

        @property
        def lock(self) -> Path:
            return tmp_path / "google.json" / "lock"

    place = FilePlace(tmp_path / "google.json")
    Kept("google", tmp_path, place).save(grant(server))
    fixed = Fixed(tmp_path / "google.json")
    mine = tokens(server, fixed)
    assert mine.valid() == mine.valid()
    assert tokens(server, fixed).valid()
    assert server.calls["token"] == 2
    assert [one.name for one in tmp_path.iterdir()] == ["google.json"]


def test_from_a_credential_what_is_refreshed_lives_in_memory(
    server: GmailServer, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(path.parent))
    mine = tokens(server, CredentialPlace("google.json"))
    assert mine.valid() == mine.valid()
    assert server.calls["token"] == 1
    assert [one.name for one in path.parent.iterdir()] == ["google.json"]


BACKEND = """\
import json, pathlib
from keyring.backend import KeyringBackend

class Planted(KeyringBackend):
    priority = 9
    place = pathlib.Path({place!r})

    def _all(self):
        return json.loads(self.place.read_text()) if self.place.exists() else {{}}

    def get_password(self, service, username):
        return self._all().get(service + "/" + username)

    def set_password(self, service, username, password):
        self.place.write_text(json.dumps(self._all() | {{service + "/" + username: password}}))
"""


def test_from_the_keyring_all_is_the_same(server: GmailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real library and its program; only the keyring behind it is a file."""
    (tmp_path / "planted_keyring.py").write_text(BACKEND.format(place=str(tmp_path / "entries")))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(Path.cwd()), *sys.path]))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "planted_keyring.Planted")
    place = KeyringPlace("watcher", "google", tmp_path / "state" / "google.lock")
    kept = Kept("google", tmp_path, place)
    assert "keyring" in kept.save(grant(server))
    assert kept.load() == grant(server)
    first = tokens(server, place).valid()
    assert (tokens(server, place).valid(), server.calls["token"]) == (first, 1)
    assert (tmp_path / "state" / "google.lock").stat().st_mode & 0o777 == 0o600


def test_a_keyring_that_is_not_there_is_told(
    server: GmailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    kept = Kept("google", tmp_path, KeyringPlace("watcher", "google", tmp_path / "lock"))
    with pytest.raises(ConfigError, match="unlock it"):
        kept.save(grant(server))
    monkeypatch.setattr("watcher.config.secret.find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"pip install 'watcher\[keyring\]'"):
        kept.load()
