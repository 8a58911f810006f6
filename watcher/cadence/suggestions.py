"""What the digest suggests beside the drafts: to call, to prepare, to tell what was said, to ask acquaintances."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from watcher.cadence.history import Past
from watcher.cadence.rules import TOLD, Rules
from watcher.cadence.snooze import put_off
from watcher.cadence.steps import unanswered_mails
from watcher.cadence.types import Advice, FollowUp, FollowUpKind, Suggestion, SuggestionKind
from watcher.inference import Kind
from watcher.timeline import ENDED, Application, Contact, Flag, Interview, Stage, interviews, is_contact

# These answer an event; a call asks.
_NO_CALL = (FollowUpKind.THANK_YOU, FollowUpKind.REJECTION_REPLY)
_ASKED_OFTEN = 2


def parse_suggestions(text: str) -> Mapping[SuggestionKind, Advice]:
    """Read data/suggestions.toml; every kind must be there. ValueError names the row and what is wrong with it."""
    rows = tomllib.loads(text)
    if strange := sorted(set(rows) ^ {kind.value for kind in SuggestionKind}):
        raise ValueError(f"suggestions: the row {strange[0]!r} is missing or unknown")
    for name, row in rows.items():
        if (
            not isinstance(row, dict)
            or sorted(row) != ["adviser", "reason"]
            or not all(isinstance(words, str) and words.strip() for words in row.values())
        ):
            raise ValueError(f"suggestions: {name} needs adviser and reason, and nothing else")
    return {kind: Advice(**rows[kind.value]) for kind in SuggestionKind}


@dataclass(frozen=True, slots=True)
class Adviser:
    """Suggests for one application at `now`. Without `advice` it suggests nothing; `paused`: an offer was accepted."""

    now: datetime
    rules: Rules
    advice: Mapping[SuggestionKind, Advice]
    paused: bool

    def suggest(self, application: Application, past: Past, due: Iterable[FollowUp]) -> Iterator[Suggestion]:
        """What to do beside the drafts. `due` are the application's follow-ups that are due and not settled."""
        if not self.advice or self.paused or application.stage in ENDED:
            return
        yield from self._call(application, past, due)
        for interview in interviews(application):
            if interview.cancelled:
                continue
            if interview.starts_at > self.now:
                yield self._of(application, SuggestionKind.INTERVIEW_PREP, interview)
            elif self._untold(application, interview):
                yield self._of(application, SuggestionKind.NEXT_STEPS, interview)
        if application.acquaintances:
            yield self._of(application, SuggestionKind.REFERRAL)

    def _call(self, application: Application, past: Past, due: Iterable[FollowUp]) -> Iterator[Suggestion]:
        if put_off(application, self.rules.calendar.day(self.now)) or Flag.WAITING_FOR_USER in application.flags:
            return
        beside = next((f for f in due if f.kind not in _NO_CALL), None)
        alone = unanswered_mails(application, past, self.now, self.rules)
        recipient = beside.recipient if beside else None
        contact = recipient if recipient and recipient.phone else _reachable(application)
        often = alone > 0 or (beside is not None and beside.asked >= _ASKED_OFTEN)
        if (beside or alone) and (contact or often):
            advice = self.advice[SuggestionKind.CALL]
            yield Suggestion(
                kind=SuggestionKind.CALL,
                application=application.id,
                company=application.company,
                role=application.role,
                adviser=advice.adviser,
                reason=advice.reason,
                follow_up=beside.key if beside else "",
                contact=contact,
                first_choice=often,
                asked=beside.asked if beside else alone,
            )

    def _untold(self, application: Application, interview: Interview) -> bool:
        """It took place within the last week, and nobody told since what happens next."""
        if not interview.ends_at <= self.now < interview.ends_at + TOLD or application.stage is Stage.OFFER:
            return False
        later = (f for f in application.facts if f.event.occurred_at >= interview.starts_at)
        return not any(
            f.event.kind is Kind.PROMISE or f.event.due_by or (is_contact(f) and f.id not in interview.told_by)
            for f in later
            if f.event.kind not in (Kind.SNOOZED, Kind.WANTED)
        )

    def _of(self, application: Application, kind: SuggestionKind, interview: Interview | None = None) -> Suggestion:
        advice = self.advice[kind]
        local = self.rules.calendar.local
        return Suggestion(
            kind=kind,
            application=application.id,
            company=application.company,
            role=application.role,
            adviser=advice.adviser,
            reason=advice.reason,
            interview_at=local(interview.starts_at) if interview else None,
            people=tuple(p.name or p.email for p in interview.interviewers)
            if interview
            else tuple(f"{p.name} <{p.email}>" if p.name else p.email for p in application.acquaintances),
        )


def _reachable(application: Application) -> Contact | None:
    """Somebody whose number stands in the mail, and who did not ask to be left alone."""
    numbers = (c for c in application.contacts if c.phone and c.human)
    return next((c for c in numbers if c.writable or c.why_not != "asked not to be written to"), None)
