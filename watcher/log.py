"""The log: one line an event on stderr, key=value or JSON; addresses masked, contents and secrets left out."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

# Starts only where a run of such characters starts, and never backs up (possessive): linear on any text.
_PART = r"[^\s<>()\[\],;:\"'=@]"
_ADDRESS = re.compile(rf"(?<!{_PART})({_PART}){_PART}*+@({_PART}++)")
_DROPPED = frozenset({"password", "body", "text", "token", "secret"})
_PLAIN = (bool, int, float, type(None))
_DEPTH = 5


def configure(level: str = "info", *, json: bool = False) -> None:
    """Set up structlog for this process. `level` is debug, info, warning or error; ValueError for another."""
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise ValueError(f'the log level must be debug, info, warning or error, not "{level}"')
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=True)
        if json
        # Values as Python literals: a control character from a message cannot reach the terminal.
        else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


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
    return masked(told) if mask else told


def masked(text: str) -> str:
    """The text with every address cut to its first letter and its domain."""
    return _ADDRESS.sub(r"\1…@\2", text)
