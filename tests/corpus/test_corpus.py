"""The labelled mail of this folder, read and inferred: no file raises, and each says what its expectation says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from watcher.bootstrap import inference_tables
from watcher.inference import ENTERED, Event, Inference, Kind, infer
from watcher.reading import Message, read, split

HERE = Path(__file__).parent
MAILS = sorted(HERE.rglob("*.eml"))
RECEIVED_AT = datetime(2026, 11, 1, tzinfo=UTC)

each_mail = pytest.mark.parametrize("path", MAILS, ids=[str(path.relative_to(HERE).with_suffix("")) for path in MAILS])


@dataclass(frozen=True)
class Case:
    message: Message
    inference: Inference
    expected: dict[str, Any]

    @property
    def kinds(self) -> set[str]:
        return {str(event.kind) for event in self.inference.events}

    def pairs(self) -> list[tuple[dict[str, Any], Event]]:
        """Each expected event with the inferred one of its kind, where there is one."""
        inferred = {str(event.kind): event for event in self.inference.events}
        return [
            (event, inferred[event["kind"]]) for event in self.expected.get("events", []) if event["kind"] in inferred
        ]


@cache
def case(path: Path) -> Case:
    expected = tomllib.loads(path.with_suffix(".expected.toml").read_text(encoding="utf-8"))
    message = read(split(path.read_bytes(), RECEIVED_AT))
    return Case(message, infer(message, frozenset(expected["me"]), inference_tables()), expected)


def test_the_corpus_is_as_large_as_it_says() -> None:
    expectations = [tomllib.loads(path.with_suffix(".expected.toml").read_text(encoding="utf-8")) for path in MAILS]
    positives = [expectation for expectation in expectations if expectation.get("events")]
    kinds = {event["kind"] for expectation in positives for event in expectation["events"]}
    assert kinds == {kind.value for kind in frozenset(Kind) - ENTERED}
    assert len(positives) >= 300
    assert len(expectations) - len(positives) >= 110
    assert len(MAILS) == len(list(HERE.rglob("*.expected.toml")))


@each_mail
def test_it_is_read_and_only_the_malformed_has_problems(path: Path) -> None:
    problems = case(path).message.problems
    assert not any("cannot be read" in problem for problem in problems)
    assert not problems or path.parent.name == "malformed"


@each_mail
def test_the_kinds_are_the_expected_ones(path: Path) -> None:
    found = case(path)
    wanted = {event["kind"] for event in found.expected.get("events", [])}
    assert wanted <= found.kinds, found.inference
    assert found.kinds - wanted <= set(found.expected.get("also", [])), found.inference


@each_mail
def test_what_is_ignored_has_a_reason_and_no_event(path: Path) -> None:
    found = case(path)
    assert bool(found.inference.ignored) == found.expected.get("ignored", False), found.inference


@each_mail
@pytest.mark.parametrize("name", ["company", "role"])
def test_company_and_role_are_as_the_employer_writes_them(path: Path, name: str) -> None:
    for wanted, event in case(path).pairs():
        if name in wanted:
            right = wanted[name] if isinstance(wanted[name], list) else [wanted[name]]
            assert getattr(event, name) in right, event


@each_mail
def test_dates_and_what_waits_for_the_user(path: Path) -> None:
    for wanted, event in case(path).pairs():
        for name in ("starts_at", "due_by", "waits_for_user"):
            if name in wanted:
                assert getattr(event, name) == wanted[name], event


@each_mail
def test_who_wrote_it(path: Path) -> None:
    found = case(path)
    if "human" in found.expected:
        assert found.inference.human == found.expected["human"], found.inference


@each_mail
def test_evidence_is_short_and_every_event_has_some(path: Path) -> None:
    for event in case(path).inference.events:
        assert event.evidence
        assert all(len(evidence) <= 200 for evidence in event.evidence)
