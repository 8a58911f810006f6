"""Labelled mail to measure inference on, from JSON lines and from `tests/corpus`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from watcher.reading import Message, read, split

NO_EVENT = frozenset({"negative", "feedback_report", "calendar"})
BY_CANDIDATE = frozenset({"candidate_sent", "sent_by_seeker"})
SAME = {"assessment_or_interview": frozenset({"assessment", "interview_invite"})}
_TITLED = re.compile(r'^([^"<>@]{1,90},[^"<>@]{1,90}?) ?<')  # "Jane Doe, PhD <jane@example.org>" needs quotation marks
RECEIVED_AT = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """One labelled message.

    `expected` are the kinds that it holds (none: not the user's search), `also` those that may be told besides;
    `alike` gives for a label the kinds that are equally right. `company` and `role` are the right answers, None where
    the label does not say. `source` is where it comes from, `me` the user's addresses.
    """

    name: str
    group: str
    source: str
    message: Message
    me: frozenset[str]
    expected: frozenset[str]
    also: frozenset[str] = frozenset()
    company: tuple[str, ...] | None = None
    role: tuple[str, ...] | None = None
    ambiguous: bool = False

    def meets(self, label: str, kinds: frozenset[str]) -> bool:
        """Whether the kinds told hold what the label says."""
        return label in kinds or bool(SAME.get(label, frozenset()) & kinds)


def json_lines(directory: Path, *, known: bool = True) -> Iterator[Case]:
    """All rows of the .jsonl files of a directory; `known` is False where the user's address is to be kept back."""
    for file in sorted(directory.rglob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").strip().split("\n"), 1):
            row = json.loads(line)
            label = str(row["label"])
            yield Case(
                name=f"{file.stem}:{number}",
                group=file.stem,
                source=str(row.get("source") or file.stem).partition(":")[0],
                message=read(split(compose(row), RECEIVED_AT)),
                me=_own(row) if known else frozenset(),
                expected=frozenset() if label in NO_EVENT else frozenset({label}),
                also=frozenset(row.get("also") or ()),
                company=_told(row, "company", label),
                role=_told(row, "role", label),
                ambiguous=bool(row.get("ambiguous")),
            )


def compose(row: Mapping[str, Any]) -> bytes:
    """The row as an RFC 5322 message, with the headers that it has; a calendar row as RFC 6047 would send it."""
    lines = []
    for name in ("from", "to", "subject", "date"):
        value = " ".join(str(row.get(name) or "").split())
        value = _TITLED.sub(r'"\1" <', value) if name in ("from", "to") else value
        if value:
            lines.append(f"{name.title()}: {value if value.isascii() else _encoded(name, value)}")
    kind = "plain"
    if "raw" in row:
        kind = f"calendar; method={row['method']}" if row.get("method") else "calendar"
    lines += ["MIME-Version: 1.0", f"Content-Type: text/{kind}; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    body = str(row.get("body") or row.get("raw") or "")
    return "\r\n".join([*lines, "", ""]).encode() + body.encode("utf-8", "replace")


def _encoded(name: str, value: str) -> str:
    shown, address = parseaddr(value)
    if name in ("from", "to") and address:
        return f"{Header(shown, 'utf-8', maxlinelen=10_000).encode()} <{address}>"
    return Header(value, "utf-8", maxlinelen=10_000).encode()


def _own(row: Mapping[str, Any]) -> frozenset[str]:
    """The user's addresses: the sender of what a candidate wrote, else the recipient."""
    place = "from" if row.get("viewpoint") in BY_CANDIDATE else "to"
    address = parseaddr(_TITLED.sub(r'"\1" <', str(row.get(place) or "")))[1].lower()
    return frozenset({address}) if address else frozenset()


def _told(row: Mapping[str, Any], name: str, label: str) -> tuple[str, ...] | None:
    value = row.get(name)
    return None if value is None or label in NO_EVENT else (str(value),)


def folder(directory: Path) -> Iterator[Case]:
    """The `x.eml` beside `x.expected.toml` below a directory."""
    for path in sorted(directory.rglob("*.eml")):
        expected = tomllib.loads(path.with_suffix(".expected.toml").read_text(encoding="utf-8"))
        events: list[dict[str, Any]] = expected.get("events", [])
        yield Case(
            name=str(path.relative_to(directory).with_suffix("")),
            group=f"{directory.name}/{path.parent.name}",
            source=f"{directory.name}/{path.parent.name}",
            message=read(split(path.read_bytes(), RECEIVED_AT)),
            me=frozenset(expected["me"]),
            expected=frozenset(event["kind"] for event in events),
            also=frozenset(expected.get("also", ())),
            company=_answers(events, "company"),
            role=_answers(events, "role"),
        )


def _answers(events: list[dict[str, Any]], name: str) -> tuple[str, ...] | None:
    """The right answers of the first event that names one."""
    for event in events:
        if name in event:
            return tuple(event[name]) if isinstance(event[name], list) else (event[name],)
    return None
