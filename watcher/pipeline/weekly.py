"""The weekly step: the job search as it stands, or as it stood in a week of the past, for the digest to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watcher.cadence import Intent, Plan, State
from watcher.digest import (
    Desk,
    Digest,
    Issue,
    Picture,
    Report,
    Sketch,
    Templates,
    from_plan,
    message,
    pictures,
    render,
)
from watcher.pipeline.passes import World
from watcher.pipeline.report import draft_texts
from watcher.timeline import Timeline, known_at

BUTTONS_HOLD = timedelta(days=21)
"""So long after a digest its buttons may be pressed."""
_AFTER = frozenset({State.SENT, State.DECLINED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Weekly:
    """The digest of an ISO week ("2026-W47") or day: what it says, and the mail that says it.

    `is_empty`: no draft waits for the user, and no employer.
    """

    week: str
    digest: Digest
    content: bytes
    is_empty: bool
    pictures: Sequence[Picture] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """The search, what was planned and what was drafted, at one moment (aware)."""

    moment: datetime
    timeline: Timeline
    plan: Plan
    intents: Sequence[Intent]


def no_pictures(_sketches: Sequence[Sketch]) -> Sequence[Picture]:
    """Paint nothing: the words are there."""
    return ()


def weekly(
    world: World,
    words: Templates,
    own: str,
    moment: datetime,
    health: Sequence[str] = (),
    issue: Issue | None = None,
    paint: Callable[[Sequence[Sketch]], Sequence[Picture]] = no_pictures,
) -> Weekly:
    """Write the digest of a moment (aware), from the user's address `own` to itself; the Drafts are looked into.

    `health` are words about accounts that need the user. `issue` is the one that it is, that of the moment's week where
    none is given; a short one tells only which drafts and employers wait. `paint` gives as many of the pictures as it
    can. LedgerError where the key of the buttons
    cannot be had.
    """
    stand = stand_at(world, moment)
    texts, faults = draft_texts(world.accounts, stand.intents)
    notes = [*faults, *map(str, world.templates.faults)]
    zone, key = world.policy.zone, world.ear.key()
    report = from_plan(stand.timeline, stand.plan, stand.intents, moment, zone, notes, health=health, texts=texts)
    if issue and issue.short:
        report = Report(report.now, waiting=report.waiting, asked=report.asked, short=True)
    name = issue.name if issue else report.week
    painted = paint(pictures(report, words.phrases))
    desk = Desk(own, key, report.now.date() + BUTTONS_HOLD)
    made = render(report, words, desk, {one.name for one in painted})
    content = message(made, name, own, report.now, key, words.phrases.language, painted)
    return Weekly(name, made, content, not (report.waiting or report.asked), painted)


def stand_at(world: World, moment: datetime) -> Stand:
    """How it stands at a moment, every account well; ahead of now as if no more mail came.

    Of the past it counts what was known then: mail by its date, and drafts by when they were written. A draft that has
    left Drafts since was waiting then.
    """
    mails, entered, intents = world.mail(), world.ledger.entered(), world.ledger.intents()
    if moment < world.clock():
        known = known_at(mails)
        mails = [s for s in mails if known.get(s.envelope.identity, s.envelope.sent_at) <= moment]
        entered = [f for f in entered if f.event.occurred_at <= moment]
        intents = [_as_it_was(i, moment) for i in intents if i.written.written_at <= moment]
    timeline = world.build(mails, entered, moment)
    plan = world.plan_after(timeline, [i.written for i in intents], moment, world.assumed_health())
    return Stand(moment, timeline, plan, intents)


def _as_it_was(intent: Intent, moment: datetime) -> Intent:
    written = intent.written
    if written.state not in _AFTER or written.changed_at <= moment:
        return intent
    return replace(intent, written=replace(written, state=State.CONFIRMED, copy=None), detail="")
