"""Ordinary mail of somebody who seeks a job, drawn from a seed: what arrives and is sent besides, in order of time.

Built of the demo's kinds of mail and those of `data/noise.toml`, which has the same layout; `count` is a weight here.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from watcher.demo.compose import DATA, as_html, page, token
from watcher.demo.stories import OWN_ADDRESS, OWN_NAME
from watcher.demo.types import Invitation, Mail

ADA = f"{OWN_NAME} <{OWN_ADDRESS}>"
AWAKE = (6, 23)  # hours between which ordinary mail is written
DAY = timedelta(days=1)

_SLOT = re.compile(r"\{([a-z]{1,20})\}")

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of ordinary mail, how often each comes, and the words for their slots."""

    kinds: tuple[Table, ...]
    weights: tuple[int, ...]
    words: Mapping[str, tuple[str, ...]]


@cache
def kinds() -> Kinds:
    """The packaged kinds, the demo's and the simulation's together."""
    sources = (DATA / "noise.toml", files("watcher.simulate") / "data" / "noise.toml")
    tables = [tomllib.loads(source.read_text("utf-8")) for source in sources]
    words: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for slot, options in table["words"].items():
            words[slot] = tuple(dict.fromkeys((*words.get(slot, ()), *options)))
    found = tuple(kind for table in tables for kind in table["kind"])
    return Kinds(found, tuple(kind.get("count", 1) for kind in found), words)


def noise(rng: random.Random, count: int, start: datetime, end: datetime) -> Iterator[Mail]:
    """`count` mails with dates from `start` to before `end` (both aware; in the zone of `start`), oldest first.

    The same `rng` state and arguments give the same mails; every one has a key, and so a Message-ID, of its own.
    """
    table = kinds()
    series = f"{rng.getrandbits(64):016x}"
    for number, at in enumerate(sorted(_moment(rng, start, end) for _ in range(count))):
        kind = rng.choices(table.kinds, table.weights)[0]
        yield _mail(f"noise/{series}/{number}/{kind['name']}", kind, at, table.words, rng)


def _moment(rng: random.Random, start: datetime, end: datetime) -> datetime:
    """A second of the span, by day where the span has one: a few draws suffice."""
    span = int((end - start).total_seconds())
    at = start
    for _ in range(8):
        at = (start.astimezone(UTC) + timedelta(seconds=rng.randrange(max(span, 1)))).astimezone(start.tzinfo)
        if AWAKE[0] <= at.hour < AWAKE[1]:
            break
    return at


def _mail(key: str, kind: Table, at: datetime, words: Mapping[str, tuple[str, ...]], rng: random.Random) -> Mail:
    chosen: dict[str, str] = {}

    def fill(text: str) -> str:
        for _ in range(2):  # a word may itself hold a slot
            text = _SLOT.sub(lambda slot: chosen.setdefault(slot[1], rng.choice(words[slot[1]])), text)
        return text

    other = fill(rng.choice(kind["from"]))
    outgoing = bool(kind.get("outgoing"))
    subject = fill(rng.choice(kind["subject"]))
    body = "\n\n".join(fill(rng.choice(row)) for row in kind["rows"]) + "\n"
    form = kind.get("form", "text")
    return Mail(
        key=key,
        at=at,
        from_=ADA if outgoing else other,
        to=fill(kind["to"]) if "to" in kind else other if outgoing else ADA,
        subject=subject,
        text="" if form == "html" else body,
        html={"html": page(as_html(body)), "alternative": as_html(body)}.get(form, ""),
        mailbox="Sent" if outgoing else kind.get("mailbox", ""),
        headers={name: fill(value) for name, value in kind.get("headers", {}).items()},
        invitation=_invitation(key, kind, subject, at, rng) if form == "invitation" else None,
    )


def _invitation(key: str, kind: Table, subject: str, at: datetime, rng: random.Random) -> Invitation:
    day = at + rng.randrange(2, 14) * DAY
    starts_at = day.replace(hour=rng.randrange(9, 20), minute=rng.choice((0, 30)), second=0, microsecond=0)
    organizer = f"Calendar <calendar@{token(key, length=6)}.example>"
    return Invitation(
        method=kind.get("method", "REQUEST"),
        uid=f"{token(key, 'uid')}@calendar.example",
        summary=subject.partition(": ")[2] or subject,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=rng.choice((30, 45, 60, 120))),
        organizer=organizer,
        attendees=(organizer, ADA),
    )
