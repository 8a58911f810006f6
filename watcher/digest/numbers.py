"""The search in numbers: what its pictures show, and the words beside them say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from watcher.digest.types import Numbers, Week
from watcher.timeline import (
    ENDED,
    Application,
    Fact,
    Flag,
    Interview,
    Stage,
    interviews,
    is_answer,
    is_own,
)

_WEEKS = 12
_DAYS = 7
_REFUSED = frozenset({Stage.REJECTED})
_OFFERED = frozenset({Stage.OFFER, Stage.ACCEPTED, Stage.DECLINED})


def numbers_of(applications: Sequence[Application], now: datetime) -> Numbers:
    """Count all applications at `now` (aware, local)."""
    took, thanked = 0, 0
    flow: Counter[tuple[str, str]] = Counter()
    for one in applications:
        flow.update(zip(route := _route(one, now), route[1:], strict=False))
        held = [i for i in interviews(one) if not i.cancelled and i.ends_at <= now]
        took += len(held)
        thanked += sum(_wrote_after(one, i) for i in held)
    return Numbers(
        stages=dict(Counter(one.stage.value for one in applications)),
        open=sum(one.stage not in ENDED for one in applications),
        flow=dict(flow),
        weeks=_weeks(applications, now),
        days_to_answer=tuple(sorted(days for one in applications if (days := _days_to_answer(one)) is not None)),
        unanswered=sum(one.applied_at is not None and _first_answer(one) is None for one in applications),
        interviews=took,
        thanked=thanked,
    )


def _route(application: Application, now: datetime) -> list[str]:
    """The stations of an application, the first and the last always among them."""
    route = ["applied"]
    if _first_answer(application) is not None:
        route.append("answered")
    if any(not i.cancelled and i.starts_at <= now for i in interviews(application)):
        route.append("interview")
    if application.stage in _OFFERED:
        return [*route, "offer"]
    if application.stage in _REFUSED:
        return [*route, "rejected"]
    if application.stage in ENDED:
        return [*route, "ended"]
    return [*route, "quiet" if Flag.QUIET in application.flags else "waiting"]


def _first_answer(application: Application) -> Fact | None:
    start = application.applied_at
    return next((f for f in application.facts if is_answer(f) and (start is None or f.event.occurred_at > start)), None)


def _days_to_answer(application: Application) -> int | None:
    answer = _first_answer(application)
    if application.applied_at is None or answer is None:
        return None
    return (answer.event.occurred_at - application.applied_at) // timedelta(days=1)


def _weeks(applications: Iterable[Application], now: datetime) -> tuple[Week, ...]:
    applied: Counter[date] = Counter()
    answered: Counter[date] = Counter()
    for one in applications:
        if one.applied_at is not None:
            applied[_monday(one.applied_at, now)] += 1
        if answer := _first_answer(one):
            answered[_monday(answer.event.occurred_at, now)] += 1
    this = _monday(now, now)
    mondays = [this - timedelta(days=_DAYS * back) for back in reversed(range(_WEEKS))]
    return tuple(Week(monday, applied[monday], answered[monday]) for monday in mondays)


def _monday(moment: datetime, now: datetime) -> date:
    day = moment.astimezone(now.tzinfo).date()
    return day - timedelta(days=day.weekday())


def _wrote_after(application: Application, interview: Interview) -> bool:
    """The user's next word after an interview came before that of the employer."""
    later = (f for f in application.facts if f.event.occurred_at >= interview.ends_at and f.id not in interview.told_by)
    first = next((f for f in later if is_own(f) or is_answer(f)), None)
    return first is not None and is_own(first)
