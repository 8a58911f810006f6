"""A `Report` in words: which sections, in which order, how many items, under which subject."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from watcher.digest import about_mail, about_work
from watcher.digest.links import Desk
from watcher.digest.numbers_said import numbers_section, sketches
from watcher.digest.page import Aside, Item, Page, Room, Section
from watcher.digest.phrases import Phrases
from watcher.digest.sketch import Sketch
from watcher.digest.speech import Speech
from watcher.digest.types import Report

_ITEMS: Mapping[str, Callable[..., Item]] = {
    "waiting": about_mail.waiting,
    "asked": about_work.asked,
    "later": about_work.later,
    "to_tell": about_work.to_tell,
    "coming": about_work.coming,
    "calls": about_work.call,
    "by_hand": about_work.by_hand,
    "known": about_work.known,
    "promises": about_work.promised,
    "quiet": about_work.quiet,
    "closed": about_work.closed,
    "undecided": about_mail.undecided,
    "withdrawn": about_mail.withdrawn,
    "refused": about_mail.refused,
}
"""The sections in the order in which they matter, by the field of the report."""
_TO_DO = ("waiting", "asked", "coming", "calls", "to_tell", "by_hand", "undecided", "later", "health")
_IN_SUBJECT = 3


def page(report: Report, phrases: Phrases, desk: Desk, room: Room, painted: Collection[str] = ()) -> Page:
    """Put the report into words; `painted` are the names of its pictures that there are."""
    speech = Speech(phrases, desk, room, report.now)
    sections = [s for name in _ITEMS if (s := _section(name, report, speech)) is not None]
    sections += _health(report, speech)
    if _tells_numbers(report):
        sections.append(numbers_section(report.numbers, phrases, painted))
    has_buttons = any(item.links for section in sections for item in section.items)
    foot = [phrases.say("page", "foot"), phrases.say("page", "foot_until", day=phrases.day(desk.until))]
    return Page(
        language=phrases.language,
        subject=_subject(report, phrases),
        title=phrases.say("page", "title"),
        day=phrases.long_day(report.now),
        lead=_lead(report, phrases),
        sections=tuple(sections),
        foot=(*(foot if has_buttons else ()), phrases.say("page", "foot_why")),
    )


def pictures(report: Report, phrases: Phrases) -> tuple[Sketch, ...]:
    """What may be painted for the page."""
    return sketches(report.numbers, phrases) if _tells_numbers(report) else ()


def _tells_numbers(report: Report) -> bool:
    """Not where there is nothing else to tell: that is said in two lines."""
    told = any(getattr(report, name) for name in _ITEMS) or report.health or report.notes
    return bool(report.numbers.stages and told)


def _section(name: str, report: Report, speech: Speech) -> Section | None:
    phrases, found = speech.phrases, getattr(report, name)
    if not found:
        return None
    shown = found[: speech.room.items]
    refused = name == "closed" and any(one.stage == "rejected" for one in found)
    aside = phrases.table(name).get("aside")
    return Section(
        name=name,
        title=phrases.say(name, "title"),
        intro=phrases.say(name, "intro_no" if refused else "intro"),
        items=tuple(_ITEMS[name](one, speech) for one in shown),
        more=_more(len(found) - len(shown), phrases),
        aside=Aside(aside["title"], tuple((when, words) for when, words in aside["points"])) if aside else None,
    )


def _more(n: int, phrases: Phrases) -> str:
    return phrases.count("page", "more", n) if n else ""


def _health(report: Report, speech: Speech) -> list[Section]:
    told = tuple(dict.fromkeys((*report.health, *report.notes)))
    if not told:
        return []
    phrases, shown = speech.phrases, told[: speech.room.items]
    items = tuple(Item(speech.line(note)) for note in shown)
    more = _more(len(told) - len(shown), phrases)
    return [Section("health", phrases.say("health", "title"), phrases.say("health", "intro"), items, more)]


def _lead(report: Report, phrases: Phrases) -> tuple[str, ...]:
    if not report.nothing_to_do:
        return (phrases.say("page", "lead"),)
    open_now = report.numbers.open
    second = phrases.say("page", "idle_none" if report.numbers.stages else "idle_first")
    return phrases.say("page", "idle"), phrases.count("page", "idle_open", open_now) if open_now else second


def _subject(report: Report, phrases: Phrases) -> str:
    counted = [(name, len(getattr(report, name))) for name in _TO_DO]
    parts = [phrases.count("page", f"count_{name}", n) for name, n in counted if n][:_IN_SUBJECT]
    if not parts:
        return phrases.say("page", "subject_idle")
    return phrases.say("page", "subject_short" if report.short else "subject", parts=", ".join(parts))
