"""What the user entered, as `show` and `undo` print it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from watcher.drafting import one_line
from watcher.inference import Kind
from watcher.timeline import ASIDE, NEW, NONE, UNDO, Fact, short_id

_MOVED = {
    NEW: "split off as an application of its own",
    NONE: "a message put aside",
    ASIDE: "ignored",
    UNDO: "a message put back",
}
_SAID = {
    Kind.CLOSED: "closed",
    Kind.WANTED: "a draft wanted now",
    Kind.REOPENED: "reopened",
    Kind.MERGED: "merged with another",
    Kind.UNDONE: "something taken back",
}


def correction_words(entry: Fact) -> str:
    """What the user entered, in words on one line."""
    event = entry.event
    about = one_line(", ".join(name for name in (event.company, event.role) if name))
    if event.kind is Kind.RENAMED:
        return f"named {about}"
    if event.kind is Kind.IGNORED:
        return f"ignored: all from {event.target}"
    said = _SAID.get(event.kind, event.kind.value.replace("_", " "))
    if event.kind is Kind.MOVED:
        said = _MOVED.get(event.target, "a message moved")
    elif event.kind is Kind.CONTACT_SET:
        said = f"to write to {event.people[0].email}" if event.people else "to write to whom your mail shows"
    elif event.kind is Kind.SNOOZED:
        said = f"snoozed until {event.due_by}" if event.due_by else "no longer snoozed"
    return f"{said} ({about})" if about else said


def correction_json(entry: Fact, zone: ZoneInfo) -> dict[str, str]:
    """What the user entered, as `show` and `undo --list` print it; `id` is what `undo` takes."""
    return {
        "id": short_id(entry.id),
        "kind": entry.event.kind.value,
        "entered_at": entry.event.occurred_at.astimezone(zone).isoformat(timespec="seconds"),
        "what": correction_words(entry),
    }
