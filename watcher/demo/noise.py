"""Ordinary mail around the stories, from `data/noise.toml`: each kind's wordings are combined, always in the same way.

A choice is the hash of what is chosen for, so that the same mail has the same words in every mailbox.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from watcher.demo.compose import DATA, as_html, page, token
from watcher.demo.moments import moment
from watcher.demo.stories import OWN_ADDRESS, OWN_NAME
from watcher.demo.types import Invitation, Mail

SPREAD_DAYS = 179
UNREAD_DAYS = 3

_SLOT = re.compile(r"\{([a-z]{1,20})\}")

Table = Mapping[str, Any]


def noise(now: datetime, zone: ZoneInfo) -> tuple[Mail, ...]:
    """Every mail that is no part of the job search, spread over the 179 days before `now` (aware)."""
    table = tomllib.loads((DATA / "noise.toml").read_text(encoding="utf-8"))
    return tuple(
        _mail(f"noise/{kind['name']}/{number}", kind, table["words"], (now, zone))
        for kind in table["kind"]
        for number in range(kind.get("count", 1))
    )


def _number(key: str, choice: str) -> int:
    return int(token(key, choice, length=8), 16)


def _pick(key: str, choice: str, options: Sequence[str]) -> str:
    return options[_number(key, choice) % len(options)]


def _mail(key: str, kind: Table, words: Table, clock: tuple[datetime, ZoneInfo]) -> Mail:
    def fill(text: str) -> str:
        for _ in range(2):  # a word may itself hold a slot
            text = _SLOT.sub(lambda slot: str(_pick(key, slot[1], words[slot[1]])), text)
        return text

    day = 1 + _number(key, "day") % SPREAD_DAYS
    clock_time = f"{6 + _number(key, 'hour') % 16:02d}:{_number(key, 'minute') % 60:02d}"
    at = moment(f"-{day} {clock_time}", *clock)
    other = fill(_pick(key, "from", kind["from"]))
    ada = f"{OWN_NAME} <{OWN_ADDRESS}>"
    sender, to = (ada, other) if kind.get("outgoing") else (other, ada)
    subject = fill(_pick(key, "subject", kind["subject"]))
    body = "\n\n".join(fill(_pick(key, f"row {number}", row)) for number, row in enumerate(kind["rows"])) + "\n"
    form = kind.get("form", "text")
    return Mail(
        key=key,
        at=at,
        from_=sender,
        to=fill(kind["to"]) if "to" in kind else to,
        subject=subject,
        text="" if form == "html" else body,
        html={"html": page(as_html(body)), "alternative": as_html(body)}.get(form, ""),
        mailbox="Sent" if kind.get("outgoing") else kind.get("mailbox", ""),
        seen=day > UNREAD_DAYS,
        headers={name: fill(value) for name, value in kind.get("headers", {}).items()},
        invitation=_invitation(key, subject, at, sender) if form == "invitation" else None,
    )


def _invitation(key: str, subject: str, at: datetime, sender: str) -> Invitation:
    day = at + timedelta(days=2 + _number(key, "ahead") % 12)
    starts_at = day.replace(hour=9 + _number(key, "starts") % 10, minute=0)
    return Invitation(
        method="REQUEST",
        uid=f"{token(key, 'uid')}@calendar.example",
        summary=subject.removeprefix("Invitation: "),
        starts_at=starts_at,
        ends_at=starts_at.replace(minute=45),
        organizer=sender,
        attendees=(sender, f"{OWN_NAME} <{OWN_ADDRESS}>"),
    )
