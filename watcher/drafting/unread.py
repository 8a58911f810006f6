"""Parsed when it is asked for: compiling the letters of all languages takes seconds, and most commands write none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Shared(Mapping[str, Any]):
    """What a `common.txt` defines."""

    def __init__(self, parse: Callable[[], Mapping[str, Any]]) -> None:
        self._parse = parse

    @cached_property
    def _parsed(self) -> Mapping[str, Any]:
        return self._parse()

    def __getitem__(self, name: str) -> Any:
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parsed)

    def __len__(self) -> int:
        return len(self._parsed)


class Unread(Mapping[str, T], Generic[T]):
    """Letters by name, from texts by path (LANGUAGE/NAME.txt), each parsed by itself."""

    def __init__(self, texts: Mapping[str, str], parse: Callable[[str, str], T]) -> None:
        """`parse` makes a letter of a path and its text."""
        self._paths = {path.rpartition("/")[2].removesuffix(".txt"): path for path in texts}
        self._texts = texts
        self._parse = parse
        self._parsed: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._parsed:
            path = self._paths[name]
            self._parsed[name] = self._parse(path, self._texts[path])
        return self._parsed[name]

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
