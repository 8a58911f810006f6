"""`data/stories/*.toml`, with their days counted from `now`, as `Story`s."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.utils import parseaddr
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from watcher.cadence import FollowUpKind
from watcher.demo.compose import DATA, as_html, page, quoted
from watcher.demo.moments import moment, name_days
from watcher.demo.types import Expected, ExpectedDraft, Failure, Invitation, Mail, Story
from watcher.timeline import Flag, Stage

OWN_NAME = "Ada Example"
OWN_ADDRESS = "ada@example.org"

Table = Mapping[str, Any]


def stories(now: datetime, zone: ZoneInfo) -> tuple[Story, ...]:
    """Every story, by file name, dated around `now` (aware) in the user's `zone`."""
    paths = sorted((DATA / "stories").iterdir(), key=lambda path: path.name)
    return tuple(
        _story(path.name.removesuffix(".toml"), tomllib.loads(path.read_text(encoding="utf-8")), now, zone)
        for path in paths
        if path.name.endswith(".toml")
    )


def _story(name: str, table: Table, now: datetime, zone: ZoneInfo) -> Story:
    people = {"ada": f"{OWN_NAME} <{OWN_ADDRESS}>", **table.get("people", {})}
    mails: dict[str, Mail] = {}
    for entry in table["message"]:
        mails[entry["id"]] = _mail(f"{name}/{entry['id']}", entry, people, mails, (now, zone))
    return Story(name, table["title"], tuple(mails.values()), tuple(_expected(entry) for entry in table["expected"]))


def _expected(entry: Table) -> Expected:
    return Expected(
        company=entry["company"],
        role=entry["role"],
        stage=Stage(entry["stage"]),
        flags=frozenset(Flag(flag) for flag in entry.get("flags", ())),
        drafts=tuple(ExpectedDraft(FollowUpKind(draft["kind"]), draft["to"]) for draft in entry.get("drafts", ())),
        none_because=entry.get("none_because", ""),
    )


def _mail(
    key: str, entry: Table, people: Mapping[str, str], earlier: Mapping[str, Mail], clock: tuple[datetime, ZoneInfo]
) -> Mail:
    def named(who: str) -> str:
        return ", ".join(people.get(one, one) for one in who.split(", ")) if who else ""

    answered = earlier[entry["answers"]] if "answers" in entry else None
    failed = earlier[entry["returns"]] if "returns" in entry else None
    sender = named(entry["from"])
    text = name_days(entry.get("text", ""), *clock)
    if answered and "quote" in entry:
        text += quoted(answered, german=entry["quote"] == "german")
    html = page(name_days(entry["html"], *clock)) if "html" in entry else ""
    if entry.get("alternative"):
        html = as_html(text)
    return Mail(
        key=key,
        at=moment(entry["at"], *clock),
        from_=sender,
        to=named(entry.get("to", "ada")),
        cc=named(entry.get("cc", "")),
        reply_to=named(entry.get("reply_to", "")),
        subject=_subject(entry, answered),
        text=text,
        html=html,
        mailbox="Sent" if parseaddr(sender)[1] == OWN_ADDRESS else entry.get("mailbox", ""),
        seen=not entry.get("unread", False),
        answers=_thread(answered or failed),
        headers=entry.get("headers", {}),
        attachments=_attachments(entry.get("attach", ())),
        invitation=_invitation(key, entry["invitation"], named, clock) if "invitation" in entry else None,
        failure=Failure(**entry["failure"]) if "failure" in entry else None,
    )


def _subject(entry: Table, answered: Mail | None) -> str:
    if "subject" in entry:
        return str(entry["subject"])
    assert answered is not None, "a message has a subject or answers one"
    known = answered.subject.casefold().startswith(("re:", "aw:"))
    return answered.subject if known else f"Re: {answered.subject}"


def _thread(parent: Mail | None) -> tuple[Mail, ...]:
    return (*parent.answers, parent) if parent else ()


def _attachments(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each "resume.pdf as Ada_Example_Resume.pdf": the packaged file, and the name that it bears."""
    pairs = (name.split(" as ", 1) for name in names)
    return tuple((source, shown) for source, shown in pairs)


def _invitation(key: str, entry: Table, named: Callable[[str], str], clock: tuple[datetime, ZoneInfo]) -> Invitation:
    return Invitation(
        method=entry.get("method", "REQUEST"),
        uid=f"{sha256(key.encode()).hexdigest()[:26]}@calendar.example",
        summary=entry["summary"],
        starts_at=moment(entry["starts"], *clock),
        ends_at=moment(entry["ends"], *clock),
        organizer=named(entry["organizer"]),
        attendees=tuple(named(who) for who in entry["attendees"]),
        location=entry.get("location", ""),
        description=entry.get("description", ""),
        sequence=entry.get("sequence", 0),
    )
