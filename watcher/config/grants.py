"""Where the sign-in to Google is kept: a file that only the user may read, or a systemd credential."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path

from watcher.config.secret import reason, unsafe
from watcher.errors import ConfigError, SignInError
from watcher.mail.gmail_tokens import Grant


class Kept:
    """The grant of one account; exactly one of `file` and `credential` is given.

    It is read anew each time, so that a new sign-in counts at once, and never shown. `client` is the user's OAuth
    client.
    """

    def __init__(self, account: str, client: Path, *, file: Path | None = None, credential: str = "") -> None:
        self.client = client
        self._account = account
        self._file = file
        self._credential = credential

    def __repr__(self) -> str:
        return f"Kept({self._account})"

    def load(self) -> Grant:
        """The grant. SignInError where nobody signed in yet; ConfigError where it cannot be read."""
        text = self._text()
        if not text:
            raise SignInError(
                f'"{self._account}" is not signed in to Google. Run `watcher auth gmail {self._account}` first.',
                subject=self._account,
                permanent=True,
            )
        try:
            told = json.loads(text)
            names = ("client_id", "client_secret", "refresh_token", "token_uri")
            client, secret, refresh, address = (str(told[name]) for name in names)
            return Grant(client, secret, refresh, address, tuple(map(str, told["scopes"])))
        except (ValueError, KeyError, TypeError):
            raise self._error(f"is damaged: run `watcher auth gmail {self._account}` again") from None

    def save(self, grant: Grant) -> str:
        """Keep it; where, in words. ConfigError where that is not possible."""
        text = json.dumps(asdict(grant))
        if self._credential:
            raise self._error(
                f'is to be a systemd credential, which cannot be written here: set token = {{ file = "PATH" }}, sign '
                f"in, and encrypt that file with `systemd-creds encrypt --name={self._credential} PATH -`"
            )
        assert self._file is not None
        try:
            self._write(self._file, text)
        except OSError as error:
            raise self._error(f"cannot be written to {self._file}: {reason(error)}") from None
        return str(self._file)

    def _text(self) -> str:
        path = self._file
        if path is None:
            directory = os.environ.get("CREDENTIALS_DIRECTORY")
            if not directory:
                raise self._error(f'is the credential "{self._credential}", there only within the systemd service')
            path = Path(directory) / self._credential
        if not path.exists():
            return ""
        problem = unsafe(path)
        if problem:
            raise self._error(f"cannot be used: {problem}")
        try:
            return path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise self._error(f"cannot be read from {path}: {reason(error)}") from None

    def _write(self, path: Path, text: str) -> None:
        """Beside it first, so that no half is ever read; mkstemp makes files of mode 0600."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with open(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside)
            raise

    def _error(self, problem: str) -> ConfigError:
        return ConfigError(f'the sign-in of the account "{self._account}" {problem}', subject=self._account)
