"""The sign-in to Google that is kept for an account, and the access token that processes share."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from watcher.config.keeping import Place, PlaceError
from watcher.errors import ConfigError, ServerError, SignInError
from watcher.mail.gmail_tokens import Access, Grant

_ACCESS = "access"

_TRY_AGAIN = 0.05

PATIENCE = 90.0
"""Seconds that another process has to renew the access token: longer than a request may take."""


class Kept:
    """The grant of one account, and its access token.

    Both are read anew each time, so that a new sign-in counts at once, and never shown. `client` is the user's OAuth
    client.
    """

    def __init__(self, account: str, client: Path, place: Place) -> None:
        self.client = client
        self._account = account
        self._place = place

    def __repr__(self) -> str:
        return f"Kept({self._account})"

    @property
    def credential(self) -> str:
        """The name of the systemd credential that it is, "" where it is none."""
        return self._place.credential

    def load(self) -> Grant:
        """The grant. SignInError where nobody signed in yet; ConfigError where it cannot be read."""
        try:
            text = self._place.read("")
        except PlaceError as error:
            raise self._error(str(error)) from None
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
        try:
            return self._place.write("", json.dumps(asdict(grant)))
        except PlaceError as error:
            raise self._error(str(error)) from None

    @contextmanager
    def alone(self, sleep: Callable[[float], None]) -> Iterator[None]:
        """The time of one process to renew the access token; `sleep` waits for another's to end.

        ServerError where that takes too long. Where no lock can be had (a directory that cannot be written to), all go
        on: Google bears that.
        """
        descriptor = self._opened()
        try:
            if descriptor is not None:
                self._lock(descriptor, sleep)
            yield
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def access(self) -> Access | None:
        """What a process kept last, None where that cannot be read."""
        try:
            told = json.loads(self._place.read(_ACCESS))
            return Access(str(told["token"]), float(told["ends_at"]), str(told["of"]))
        except (PlaceError, ValueError, KeyError, TypeError):
            return None

    def keep(self, access: Access) -> None:
        """For other processes; where that is not possible, each has its own."""
        with contextlib.suppress(PlaceError):
            self._place.write(_ACCESS, json.dumps(asdict(access)))

    def _opened(self) -> int | None:
        if self._place.lock is None:
            return None
        try:
            self._place.lock.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return os.open(self._place.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return None

    def _lock(self, descriptor: int, sleep: Callable[[float], None]) -> None:
        """The kernel frees it when the process ends, however it ends."""
        waited = 0.0
        while True:
            try:
                return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if waited >= PATIENCE:
                    raise ServerError(
                        f'Another watcher has been renewing the sign-in of "{self._account}" for {PATIENCE:g} s. It '
                        "will be tried again.",
                        subject=self._account,
                    ) from None
            except OSError:
                return None
            sleep(_TRY_AGAIN)
            waited += _TRY_AGAIN

    def _error(self, problem: str) -> ConfigError:
        return ConfigError(f'the sign-in of the account "{self._account}" {problem}', subject=self._account)
