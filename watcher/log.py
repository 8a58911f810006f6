"""The log: one line an event on stderr, key=value or JSON, or one entry of the systemd journal with all its fields.

Addresses are masked, contents and secrets left out.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from typing import Any

import structlog

# Starts only where a run of such characters starts, and never backs up (possessive): linear on any text.
_PART = r"[^\s<>()\[\],;:\"'=@]"
_ADDRESS = re.compile(rf"(?<!{_PART})({_PART}){_PART}*+@({_PART}++)")
_DROPPED = frozenset({"password", "body", "text", "token", "secret"})
_PLAIN = (bool, int, float, type(None))
_DEPTH = 5

JOURNAL = "/run/systemd/journal/socket"

_PRIORITIES = {"debug": "7", "info": "6", "warning": "4", "error": "3", "critical": "2"}
"""As in syslog(3)."""


def configure(level: str = "info", *, json: bool = False) -> None:
    """Set up structlog for this process. `level` is debug, info, warning or error; ValueError for another."""
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise ValueError(f'the log level must be debug, info, warning or error, not "{level}"')
    # Values as Python literals: a control character from a message cannot reach the terminal.
    text = structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    journal = not json and _to_journal()
    last = _entry if journal else structlog.processors.JSONRenderer(ensure_ascii=True) if json else text
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: _Journal() if journal else structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _to_journal() -> bool:
    """Whether standard error is connected to the journal (systemd.exec(5), JOURNAL_STREAM)."""
    with suppress(OSError, ValueError):
        device, inode = os.environ.get("JOURNAL_STREAM", "").split(":")
        stream = os.fstat(sys.stderr.fileno())
        return (stream.st_dev, stream.st_ino) == (int(device), int(inode))
    return False


def _entry(_: Any, method: str, fields: MutableMapping[str, Any]) -> bytes:
    """An entry of the journal (systemd.io/JOURNAL_NATIVE_PROTOCOL), each field as WATCHER_<NAME> too."""
    fields.pop("timestamp", None)  # the journal has its own
    level = str(fields.pop("level", method))
    told = {name: value if isinstance(value, str) else repr(value) for name, value in fields.items()}
    rest = "".join(f" {name}={value!r}" for name, value in fields.items() if name != "event")
    entry = {
        "MESSAGE": f"{told['event']}{rest}",
        "PRIORITY": _PRIORITIES.get(level, "6"),
        "SYSLOG_IDENTIFIER": "watcher",
    }
    entry |= {"WATCHER_" + re.sub(r"[^A-Z0-9]", "_", name.upper()): value for name, value in told.items()}
    return b"".join(_field(name, value.encode("utf-8", "replace")) for name, value in entry.items())


def _field(name: str, value: bytes) -> bytes:
    """One that holds a line's end is sent with its length, else what follows it would count as a field."""
    if b"\n" not in value:
        return name.encode() + b"=" + value + b"\n"
    return name.encode() + b"\n" + len(value).to_bytes(8, "little") + value + b"\n"


class _Journal:
    """What structlog hands each entry to."""

    def _send(self, entry: bytes) -> None:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
                sock.sendto(entry, JOURNAL)
        except OSError:  # too large, or the journal is gone: the line at least
            print(entry.partition(b"\n")[0].decode().removeprefix("MESSAGE="), file=sys.stderr)  # noqa: T201

    debug = info = warning = error = critical = exception = _send


def redact(_: Any, method: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: no value of a key such as "password" or "access_token"; no whole address but at debug."""
    return {key: _clean(value, mask=method != "debug") for key, value in fields.items() if not _secret(key)}


def _secret(key: object) -> bool:
    return not _DROPPED.isdisjoint(re.split(r"[_\W]", str(key).lower()))


def _clean(value: Any, *, mask: bool, depth: int = 0) -> Any:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping) and depth < _DEPTH:
        return {
            _clean(str(key), mask=mask): _clean(each, mask=mask, depth=depth + 1)
            for key, each in value.items()
            if not _secret(key)
        }
    if isinstance(value, (list, tuple, set, frozenset)) and depth < _DEPTH:
        return [_clean(each, mask=mask, depth=depth + 1) for each in value]
    told = str(value)
    return _ADDRESS.sub(r"\1…@\2", told) if mask else told
