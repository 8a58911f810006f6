"""Frozen dataclasses as JSON values and back, by their own annotations.

It knows what the ledger's payloads are made of: text, whole numbers, truth values, dates, aware times, enums, tuples
and sets of one type, dataclasses, and any of these or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Step = Callable[[Any], Any]


class Codec(NamedTuple, Generic[T]):
    """`dump` gives the JSON value of a T, `load` the T of one; ValueError, TypeError or KeyError where it is none.

    A field that is missing has its default, and one that is unknown is left out.
    """

    dump: Callable[[T], Any]
    load: Callable[[Any], T]


def codec(kind: type[T]) -> Codec[T]:
    """The codec of a type; TypeError where it is none of those that are known."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Codec(str, {one.value: one for one in kind}.__getitem__)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and inner[1:] == (...,):
        return _many(tuple, codec(inner[0]))
    if origin is frozenset:
        return _many(frozenset, codec(inner[0]))
    if origin in (Union, UnionType) and inner[1:] == (NoneType,):
        return _optional(codec(inner[0]))
    raise TypeError(f"no payload is made of {kind!r}")


def _same(value: Any) -> Any:
    return value


def _exactly(kind: type) -> Step:
    def load(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"not a {kind.__name__}")
        return value

    return load


def _moment(value: datetime) -> str:
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _many(kind: type[tuple[Any, ...] | frozenset[Any]], each: Codec[Any]) -> Codec[Any]:
    dump, load = each

    def read(value: Any) -> Any:
        if type(value) is not list:
            raise TypeError("not a list")
        return kind([load(one) for one in value]) if value else none

    none = kind()

    return Codec(lambda value: [dump(one) for one in value], read)


def _optional(given: Codec[Any]) -> Codec[Any]:
    dump, load = given
    return Codec(
        lambda value: None if value is None else dump(value), lambda value: None if value is None else load(value)
    )


def _record(kind: type) -> Codec[Any]:
    hints = get_type_hints(kind)
    codecs = {field.name: codec(hints[field.name]) for field in fields(kind)}
    dumps = [(name, each.dump) for name, each in codecs.items()]
    loads = {name: each.load for name, each in codecs.items()}
    # Most values are of these: not to call for each of them makes a large ledger's reading twice as fast.
    as_they_are = {name: hint for name, hint in hints.items() if hint in (str, bool, int)}

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise TypeError("not an object")
        found = {}
        for name, given in value.items():
            if type(given) is as_they_are.get(name):
                found[name] = given
            elif name in loads:
                found[name] = loads[name](given)
        return kind(**found)

    return Codec(lambda value: {name: dump(getattr(value, name)) for name, dump in dumps}, read)


_PLAIN: dict[Any, Codec[Any]] = {
    str: Codec(_same, _exactly(str)),
    bool: Codec(_same, _exactly(bool)),
    int: Codec(_same, _exactly(int)),
    datetime: Codec(_moment, datetime.fromisoformat),
    date: Codec(date.isoformat, date.fromisoformat),
}
