"""Payloads are written as they always were: pydantic, by which ledgers were written before, is the oracle."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from watcher.inference import Event
from watcher.store.codec import codec
from watcher.store.payloads import Planned, Told
from watcher.timeline import Envelope

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# Years of four digits without a leading zero: pydantic reads others as seconds since 1970.
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC) | OFFSETS)  # noqa: DTZ001
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(date, DAYS)


def values(kind: type) -> st.SearchStrategy[Any]:
    return st.from_type(kind)


@pytest.mark.parametrize("kind", [Envelope, Event, Told, Planned])
@given(data=st.data())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_it_writes_and_reads_what_pydantic_does(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(values(kind))
    ours, before = codec(kind), TypeAdapter[Any](kind)
    written = ours.dump(value)
    assert written == before.dump_python(value, mode="json")
    assert list(written) == list(before.dump_python(value, mode="json"))
    assert ours.load(json.loads(json.dumps(written))) == value == before.validate_python(written)


@dataclass(frozen=True, slots=True)
class Small:
    name: str
    count: int = 0
    sure: bool = False
    at: datetime | None = None
    parts: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        "x",
        {},
        {"name": None},
        {"name": 1},
        {"name": "x", "count": True},
        {"name": "x", "count": "1"},
        {"name": "x", "sure": 1},
        {"name": "x", "at": "soon"},
        {"name": "x", "at": 5},
        {"name": "x", "parts": "abc"},
        {"name": "x", "parts": {"a": 1}},
        {"name": "x", "parts": [1]},
    ],
)
def test_what_is_of_another_type_is_refused(given: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        codec(Small).load(given)


def test_what_is_missing_has_its_default_and_what_is_unknown_is_left_out() -> None:
    assert codec(Small).load({"name": "x", "colour": "red"}) == Small("x")


@pytest.mark.parametrize("kind", [float, dict, bytes, tuple[int, str], int | str, object])
def test_a_type_that_no_payload_has_is_refused_at_once(kind: Any) -> None:
    with pytest.raises(TypeError):
        codec(kind)
