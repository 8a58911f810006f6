"""All ledgers that one process opens share what SQLAlchemy compiled: a test opens one for each pass, a program once."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from sqlalchemy import Connection, Engine, event

Key = tuple[Any, ...]


class _Statements(MutableMapping[Key, Any]):
    """Compiled statements by their keys, of which the first part is the engine's own dialect: all are of one kind."""

    def __init__(self) -> None:
        self._compiled: dict[Key, Any] = {}

    def __getitem__(self, key: Key) -> Any:
        return self._compiled[type(key[0]), *key[1:]]

    def get(self, key: Key, default: Any = None) -> Any:
        """As of any mapping; quickly, for every statement asks."""
        return self._compiled.get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: Key, value: Any) -> None:
        self._compiled[type(key[0]), *key[1:]] = value

    def __delitem__(self, key: Key) -> None:
        del self._compiled[type(key[0]), *key[1:]]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._compiled)

    def __len__(self) -> int:
        return len(self._compiled)


_STATEMENTS = _Statements()


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_STATEMENTS)


def share_statements() -> None:
    """From now on, whatever opens a ledger."""
    event.listen(Engine, "engine_connect", _share)
