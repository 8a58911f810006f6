"""A password that stands nowhere in the config: where to get it from."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from watcher.errors import ConfigError

_MAX = 65_536
_COMMAND_SECONDS = 60


class Secret:
    """Where a password comes from: a command's output, a file, a systemd credential or a keyring; exactly one is given.

    The password is its first line, as `pass` and most password managers print it. It is fetched anew each time, never
    kept, and never shown.
    """

    __slots__ = ("_command", "_credential", "_file", "_key", "_keyring")

    def __init__(
        self,
        key: str,
        *,
        command: tuple[str, ...] = (),
        file: Path | None = None,
        credential: str = "",
        keyring: tuple[str, str] | None = None,
    ) -> None:
        """`key` is its place in the config ("accounts[0].password"), for errors; `keyring` is service and user name."""
        self._key = key
        self._command = command
        self._file = file
        self._credential = credential
        self._keyring = keyring

    @property
    def credential(self) -> str:
        """The name of the systemd credential that it is, "" where it is none."""
        return self._credential

    def __repr__(self) -> str:
        return f"Secret({self._key})"

    def reveal(self) -> str:
        """The password; ConfigError, which says nothing of what was read, where it cannot be had."""
        if self._command:
            data = self._run(self._command)
        elif self._keyring:
            data = self._unlocked(*self._keyring)
        elif self._file is not None:
            data = self._read(self._file)
        else:
            directory = os.environ.get("CREDENTIALS_DIRECTORY")
            if not directory:
                raise self._error(
                    f'the credential "{self._credential}" is there only within the systemd service: use command or file'
                )
            try:
                data = (Path(directory) / self._credential).read_bytes()[:_MAX]
            except OSError as error:
                raise self._error(f"the credential “{self._credential}” cannot be read: {reason(error)}") from None
        try:
            password = data.partition(b"\n")[0].rstrip(b"\r").decode("utf-8")
        except UnicodeDecodeError:
            raise self._error("the first line is not UTF-8") from None
        if not password:
            raise self._error("the first line is empty")
        return password

    def _unlocked(self, service: str, username: str) -> bytes:
        try:
            return self._run(keyring("get", service, username))
        except ModuleNotFoundError as error:
            raise self._error(f"the keyring {error}") from None
        except ConfigError:
            raise self._error(
                f"the keyring gives none for {service} and {username}: unlock it, or run "
                f'{sys.executable} -m keyring set "{service}" "{username}"'
            ) from None

    def _run(self, command: tuple[str, ...]) -> bytes:
        program = command[0]
        try:
            done = subprocess.run(
                [os.path.expanduser(program), *command[1:]],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_COMMAND_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise self._error(f'the command "{program}" gave no answer within {_COMMAND_SECONDS} s') from None
        except (OSError, ValueError) as error:
            raise self._error(f'the command "{program}" cannot be run: {reason(error)}') from None
        if done.returncode != 0:
            raise self._error(f'the command "{program}" failed (exit status {done.returncode}): try it in a shell')
        return done.stdout[:_MAX]

    def _read(self, path: Path) -> bytes:
        problem = unsafe(path)
        if problem:
            raise self._error(problem)
        try:
            with path.open("rb") as stream:
                return stream.read(_MAX)
        except OSError as error:
            raise self._error(f"the file {path} cannot be read: {reason(error)}") from None

    def _error(self, problem: str) -> ConfigError:
        return ConfigError(f"{self._key}: {problem}", problems=(f"{self._key}: {problem}",), subject=self._key)


def keyring(action: str, service: str, username: str) -> tuple[str, ...]:
    """The command that asks the desktop's keyring: "get" prints an entry, "set" takes one from its standard input.

    It is a process of its own: the libraries are large, and a locked keyring hangs. ModuleNotFoundError, with what to
    do, where the library is not installed.
    """
    if find_spec("keyring") is None:
        raise ModuleNotFoundError("needs a library that is not installed: pip install 'watcher[keyring]'")
    return (sys.executable, "-m", "keyring", action, service, username)


def reason(error: Exception) -> str:
    """What the system says, without the file name."""
    return (error.strerror if isinstance(error, OSError) else None) or "not possible"


def unsafe(path: Path) -> str:
    """Why a password must not be read from this file, "" where it may be."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"{path} cannot be read: {reason(error)}"
    if not path.is_file():
        return f"{path} is not a file"
    if mode & 0o077:
        return f"{path} is open to other users (mode {mode & 0o777:04o}): run chmod 600 {path}"
    return ""
