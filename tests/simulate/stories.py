"""Truth for the oracle's tests, written by hand: one application, its people, and what happened day by day in 2026."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays

from watcher.simulate.oracle import Oracle
from watcher.simulate.table import PRECEDENCE, Days, Due, Rules
from watcher.simulate.types import By, Drafted, Fate, Happened, Meeting, Part

ZONE = ZoneInfo("Europe/Berlin")
DAYS = Days(ZONE, holidays.country_holidays("DE"))
APP = "001 Acme, Cook"
ANNA, BOB, JOBS = "anna@acme.example", "bob@acme.example", "jobs@acme.example"
PARTS = {ANNA: Part.RECRUITER, BOB: Part.MANAGER, JOBS: Part.TEAM}


def t(text: str) -> datetime:
    """A local time, at 09:00 where only the day is told: "03-02" or "03-02 17:30"."""
    day, _, hour = text.partition(" ")
    return datetime.fromisoformat(f"2026-{day}T{hour or '09:00'}:00").replace(tzinfo=ZONE)


def happened(
    when: str,
    kind: str,
    by: By = By.PERSON,
    person: str = ANNA,
    promise: str = "",
    meeting: Meeting | None = None,
    draft: str = "",
    *,
    asks: bool = False,
    refuses: bool = False,
    attached: bool = False,
    application: str = APP,
) -> Happened:
    return Happened(
        t(when),
        application,
        kind,
        by,
        message_id=f"{application[:3]}.{kind}.{when}",
        person=person if by is not By.MACHINE or kind == "bounce" else "",
        due_by=date.fromisoformat(f"2026-{promise}") if promise else None,
        asks=asks,
        refuses=refuses,
        meeting=meeting,
        attached=attached,
        draft=draft,
    )


def applied(when: str = "03-02", to: str = ANNA, *, attached: bool = True, application: str = APP) -> Happened:
    return happened(when, "application_sent", By.USER, to, attached=attached, application=application)


def machine(when: str, kind: str = "application_confirmation", promise: str = "", *, refuses: bool = False) -> Happened:
    return happened(when, kind, By.MACHINE, promise=promise, refuses=refuses)


def reply(when: str, promise: str = "", person: str = ANNA) -> Happened:
    return happened(when, "recruiter_reply", promise=promise, person=person)


def user(when: str, kind: str = "candidate_reply", to: str = ANNA, draft: str = "") -> Happened:
    return happened(when, kind, By.USER, to, draft=draft)


def interview(when: str, day: str, *people: str, kind: str = "interview_scheduled") -> Happened:
    starts = t(day)
    return happened(when, kind, meeting=Meeting("uid", starts, starts + timedelta(hours=1), people or (BOB,)))


def drafted(
    when: str,
    kind: str,
    to: str = ANNA,
    due: str = "",
    fate: Fate = Fate.WAITS,
    *,
    edited: bool = False,
    application: str = APP,
) -> Drafted:
    ended = None if fate is Fate.WAITS else t(when) + timedelta(hours=3)
    draft = Drafted(f"{kind} {when}", application, kind, to, "", f"{kind} {when}", t(when), due, fate, edited, ended)
    draft.settled_at = ended if fate is Fate.DELETED else None
    return draft


def oracle(log: Iterable[Happened], drafts: Iterable[Drafted] = (), *, receipts: bool = True) -> Oracle:
    enabled = frozenset(k for k in PRECEDENCE if receipts or k != "receipt_check")
    found = Oracle(Rules(DAYS, enabled), list(log), PARTS, {d.key: d for d in drafts})
    found.learn()
    return found


def opened(log: Iterable[Happened], now: str, *, receipts: bool = True) -> list[Due]:
    """What is opened at a moment, the sooner due first."""
    told = [h for h in log if h.at <= t(now)]
    return sorted(oracle(told, receipts=receipts).opened(APP, t(now)), key=lambda d: (d.due_at, d.name)) if told else []
