"""Where a sign-in is kept: a file that only the user may read, the desktop's keyring, or a systemd credential."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Protocol

from watcher.config.secret import keyring, reason, unsafe

_KEYRING_SECONDS = 60


class PlaceError(Exception):
    """It cannot be read or written; the words complete "the sign-in of the account ..."."""


class Place(Protocol):
    """A place with room for several texts, each of one line, by name; the sign-in itself is ""."""

    @property
    def credential(self) -> str:
        """The name of the systemd credential that it is, "" where it is none."""
        ...

    @property
    def lock(self) -> Path | None:
        """The file that who renews the sign-in holds; None where no other process can know what is kept here."""
        ...

    def read(self, name: str) -> str:
        """The text, "" where there is none. PlaceError."""
        ...

    def write(self, name: str, text: str) -> str:
        """Keep it; where, in words. PlaceError."""
        ...


class FilePlace:
    """`path`, and files beside it."""

    credential = ""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def lock(self) -> Path | None:
        """Beside it: the file itself is replaced with each sign-in."""
        return self._path.with_name(f"{self._path.name}.lock")

    def read(self, name: str) -> str:
        """From a file that others cannot read."""
        return _read(self._beside(name))

    def write(self, name: str, text: str) -> str:
        """Under another name first, so that no half is ever read; mkstemp makes files of mode 0600."""
        path = self._beside(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            try:
                with open(descriptor, "w", encoding="utf-8") as stream:
                    stream.write(text)
                    stream.flush()
                    os.fsync(stream.fileno())
                os.replace(unfinished, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(unfinished)
                raise
        except OSError as error:
            raise PlaceError(f"cannot be written to {path}: {reason(error)}") from None
        return str(path)

    def _beside(self, name: str) -> Path:
        return self._path.with_name(f"{self._path.name}.{name}") if name else self._path


class KeyringPlace:
    """The desktop's keyring.

    The entries are those of `account` under `service`; `lock` is a file in a directory of the user's.
    """

    credential = ""

    def __init__(self, service: str, account: str, lock: Path) -> None:
        self._service = service
        self._account = account
        self._lock = lock

    @property
    def lock(self) -> Path | None:
        """A file of the user's."""
        return self._lock

    def read(self, name: str) -> str:
        """What is there; "" where it is locked, too, for its program does not tell the difference."""
        done = self._run("get", name, "")
        return done.stdout.strip() if done.returncode == 0 else ""

    def write(self, name: str, text: str) -> str:
        """The program takes what is to be kept from its standard input."""
        if self._run("set", name, text).returncode != 0:
            raise PlaceError("cannot be put into the keyring: unlock it")
        return f'the keyring, as "{self._service}"'

    def _run(self, action: str, name: str, text: str) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                keyring(action, self._service, f"{self._account} {name}".strip()),
                input=text,
                capture_output=True,
                text=True,
                timeout=_KEYRING_SECONDS,
                check=False,
            )
        except ModuleNotFoundError as error:
            raise PlaceError(str(error)) from None
        except (OSError, ValueError, subprocess.TimeoutExpired):
            raise PlaceError("cannot be had from the keyring: it does not answer") from None


class CredentialPlace:
    """A systemd credential, which nobody can write: what is renewed lives in memory, in the service alone."""

    lock = None

    def __init__(self, name: str) -> None:
        self.credential = name

    def read(self, name: str) -> str:
        """The credential itself; it has nothing beside it."""
        directory = os.environ.get("CREDENTIALS_DIRECTORY")
        if not directory:
            raise PlaceError(f'is the credential "{self.credential}", there only within the systemd service')
        return "" if name else _read(Path(directory) / self.credential)

    def write(self, name: str, text: str) -> str:  # noqa: ARG002 - the port's
        """PlaceError, with the way to another credential."""
        raise PlaceError(
            f'is to be a systemd credential, which cannot be written here: set token = {{ file = "PATH" }}, sign in, '
            f"and encrypt that file with `systemd-creds encrypt --name={self.credential} PATH -`"
        )


def _read(path: Path) -> str:
    if not path.exists():
        return ""
    problem = unsafe(path)
    if problem:
        raise PlaceError(f"cannot be used: {problem}")
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PlaceError(f"cannot be read from {path}: {reason(error)}") from None
