"""Every error that the user may see: one sentence that says what is wrong and what to do, and an exit code."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the command line."""

    OK = 0
    CONFIG = 2
    SIGN_IN = 3
    SERVER = 4
    LEDGER = 5
    REFUSED_BULK = 6
    PARTLY_DONE = 7
    TRY_AGAIN = 75
    """Of `watcher run` to a service manager alone: it could not begin, and may be able to later (EX_TEMPFAIL)."""


class WatcherError(Exception):
    """A fault to tell the user of, without a traceback.

    `subject` is what it concerns (account, mailbox, file), `permanent` is True where a retry cannot help until the
    user acts. `rest` is how many seconds the server wants to be left alone, 0 where it did not say.
    """

    exit_code: Exit = Exit.SERVER

    def __init__(self, message: str, *, subject: str = "", permanent: bool = False, rest: float = 0.0) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.permanent = permanent
        self.rest = rest


class ConfigError(WatcherError):
    """The config cannot be used; `problems` holds every one, each with key and line."""

    exit_code = Exit.CONFIG

    def __init__(self, message: str, *, problems: tuple[str, ...] = (), subject: str = "") -> None:
        super().__init__(message, subject=subject, permanent=True)
        self.problems = problems


class SignInError(WatcherError):
    """The server refused the credentials."""

    exit_code = Exit.SIGN_IN


class ServerError(WatcherError):
    """The network or the server failed; mostly worth a retry."""

    exit_code = Exit.SERVER


class NotStoredError(ServerError):
    """Nothing was stored: the fault was known before the first octet was sent, or the server said NO."""


class ServiceError(WatcherError):
    """systemd, or the system, refused a step of installing or removing the service."""

    exit_code = Exit.PARTLY_DONE


class LedgerError(WatcherError):
    """The ledger cannot be opened, read or written."""

    exit_code = Exit.LEDGER


def in_words(error: Exception) -> str:
    """What the user is told of it, as lines that end in "\\n"."""
    if not isinstance(error, WatcherError):
        return (
            f"watcher: a fault of the program ({type(error).__name__}); nothing was lost. Please report it with what "
            "`WATCHER_TRACEBACK=1 watcher ...` prints, after a look that it holds nothing private.\n"
        )
    subject = f"{error.subject}: " if error.subject and not error.message.startswith(error.subject) else ""
    problems = error.problems if isinstance(error, ConfigError) else ()
    return "\n".join([f"watcher: {subject}{error.message}", *(f"  {problem}" for problem in problems)]) + "\n"
