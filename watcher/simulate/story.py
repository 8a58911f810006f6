"""One application as the design's cadence table reads it, at one moment: what it opens, from the truth alone."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from watcher.simulate.table import Due
from watcher.simulate.told import DATES, NO_WORD, OWN, Told
from watcher.simulate.types import By, Happened, Meeting

QUIET = 21
STEPS = (7, 14, 30)
LAPSES = 60
"""Days until it is too late to ask people again."""
COURTESY = 14


class Addresses(Protocol):
    """Who may be written to."""

    def barred(self, email: str) -> str:
        """Why nobody may write to an address, "" where one may."""
        ...

    def recipients(self, story: Sequence[Happened], *, dates: bool = False) -> frozenset[str]:
        """Those of an application who may get its follow-ups; `dates`: the talk is of when to meet."""
        ...


@dataclass(frozen=True, slots=True)
class Story(Told):
    """One application at one moment, and what the table opens for it."""

    enabled: Container[str]
    addresses: Addresses

    # Thank-yous

    def thanks(self) -> list[Due]:
        """Each "at once when an interview ends ... one draft for each interviewer with an address"."""
        found: dict[tuple[str, date], Due] = {}
        end = self.ended()
        for announced, meeting in self.meetings():
            # "stopped only by the user's own mail to that person since, or by a rejection"
            if end is not None and end.kind in ("rejection", "offer_rescinded") and end.at >= announced.at:
                continue
            for email in (*meeting.interviewers, *meeting.perhaps):
                wrote = any(h.by is By.USER and h.person == email and h.at >= meeting.starts_at for h in self.told)
                if wrote:
                    found.pop((email, self.days.of(meeting.starts_at)), None)
                    continue
                found[email, self.days.of(meeting.starts_at)] = Due(
                    name=f"{self.name}|thank_you|{meeting.uid or announced.message_id}|{email}",
                    application=self.name,
                    kinds=("thank_you",),
                    anchor=announced,
                    anchored_at=meeting.ends_at,
                    due_at=meeting.ends_at,
                    lapses_at=meeting.ends_at + timedelta(days=3),
                    recipients=frozenset() if self.addresses.barred(email) else frozenset((email,)),
                    why="an interview ended",
                    optional=email in meeting.perhaps,
                )
        return list(found.values())

    # The ladder

    def ladder(self) -> Due | None:
        """The one step that the silence has come to, thank-yous apart."""
        end = self.ended()
        if all(h.kind == "recruiter_outreach" for h in self.told):  # no application before the user answers
            return None
        if end is not None:
            return self._rejected(end) if end.kind == "rejection" else None
        meetings = self.meetings()
        if any(m.ends_at > self.now for _, m in meetings) or self.waits_for_user():
            return None
        met = meetings[-1] if meetings else None
        words = self.contacts()
        if met is not None and (not words or words[-1].at <= met[1].ends_at or words[-1].due_by is not None):
            return self._fresh(self._after_interview(*met))
        if words:
            return self._fresh(self._after_contact(words[-1]))
        return self._fresh(self._before_contact())

    def _fresh(self, due: Due | None) -> Due | None:
        """Nothing where an answer came since, or they asked for patience."""
        if due is None:
            return None
        answered = any(h.at > due.anchored_at for h in self.answers())
        refused = any(h.refuses and h.at >= due.anchored_at for h in self.told)
        return None if answered or refused else due

    def _rejected(self, end: Happened) -> Due | None:
        later = [h for h in self.told if h.at > end.at]
        wrote = any(h.by is By.USER and h.kind not in NO_WORD for h in later)
        spoke = any(h.by is By.PERSON and h.kind not in NO_WORD for h in later)
        refused = any(h.refuses and h.at >= end.at for h in self.told)
        if wrote or spoke or refused:
            return None
        day = self.days.of(end.at)
        return self._due(
            "rejection_reply", end, end.at, self.days.after(day), day + timedelta(days=COURTESY), "rejected"
        )

    def _after_interview(self, announced: Happened, meeting: Meeting) -> Due | None:
        told = [h for h in self.contacts() if h.at > meeting.ends_at]
        base = told[-1].at if told else meeting.ends_at
        if sent := self.asked(base):
            return self._persistence(sent)
        later = [
            h for h in self.told if h.at > meeting.ends_at and (h.kind in OWN or h.due_by is not None or _is_news(h))
        ]
        anchor, at = (later[-1], later[-1].at) if later else (announced, meeting.ends_at)
        return self._asking(("post_interview", "conversation_follow_up"), anchor, at, self._first())

    def _after_contact(self, contact: Happened) -> Due | None:
        if sent := self.asked(contact.at):
            return self._persistence(sent)
        # "7 days after the last message either way"
        last = [h for h in self.told if h.kind not in NO_WORD and h.kind != "application_viewed"][-1]
        return self._asking(("conversation_follow_up",), last, last.at, self._first())

    def _asking(self, kinds: tuple[str, ...], anchor: Happened, at: datetime, since: datetime) -> Due:
        day = self.days.of(at)
        promised = self.promise(since, day)
        wait = STEPS[-1] if self.on_hold() else 7
        due = self.days.after(promised) if promised else self.days.business(day + timedelta(days=wait))
        lapse = max(day, promised or day) + timedelta(days=LAPSES)
        return self._due(kinds[0], anchor, at, due, lapse, "silence after people", kinds)

    def _persistence(self, sent: Sequence[Happened]) -> Due | None:
        """The next of "7, 14, then 30 days, each from the one before that was sent; three drafts"."""
        if len(sent) > len(STEPS):
            return None
        anchor = self._restarted(sent[-1])
        day = self.days.of(anchor.at)
        wait = STEPS[-1] if self.on_hold() else STEPS[len(sent) - 1]
        due = self.days.business(day + timedelta(days=wait))
        promised = self.promise(self._first(), day)
        if promised:
            due = max(due, self.days.after(promised))
        lapse = max(day, promised or day) + timedelta(days=LAPSES)
        return self._due("persistence", anchor, anchor.at, due, lapse, f"{len(sent)} unanswered")

    def _before_contact(self) -> Due | None:
        made = [h for h in self.told if h.kind == "application_sent"][-1:]
        made = made or [h for h in self.told if h.kind == "application_confirmation"][:1] or list(self.told[:1])
        sent = self.asked(made[0].at)
        if len(sent) > 1:  # "Without human contact: two mails, then call."
            return None
        anchor = self._restarted(sent[-1] if sent else made[0])
        day = self.days.of(anchor.at)
        promised = self.promise(made[0].at, day)
        lapse = max(day, promised or day) + timedelta(days=QUIET)
        if sent:
            due = self.days.business(day + timedelta(days=3))
            if promised:
                due = max(due, self.days.after(promised))
            return self._due("second_follow_up", anchor, anchor.at, due, lapse, "the first was not answered")
        kind, first = "application_follow_up", self._early(day)
        if self._unacknowledged(made[0]) and "receipt_check" in self.enabled:
            kind, first = "receipt_check", self.days.business(day + timedelta(days=3))
        due = self.days.after(promised) if promised else first
        return self._due(kind, anchor, anchor.at, due, lapse, "nothing came but receipts")

    def _early(self, day: date) -> date:
        """The day: "a Monday in the window, else a Tuesday, else the first business day in it"."""
        window = [day + timedelta(days=n) for n in (5, 6, 7)]
        able = [d for d in window if self.days.business(d) == d]
        for weekday in (0, 1):
            for d in able:
                if d.weekday() == weekday:
                    return d
        return able[0] if able else self.days.after(window[-1])

    def _unacknowledged(self, made: Happened) -> bool:
        """A résumé was mailed, and nothing at all came back; that it could not be delivered acknowledges nothing."""
        came_back = (h for h in self.told if h.by is not By.USER and h.kind != "bounce" and h.at > made.at)
        return made.attached and next(came_back, None) is None

    def _restarted(self, anchor: Happened) -> Happened:
        """What starts the silence anew: "a status update ... from its date", and the user's own further word."""
        later = [h for h in self.told if h.at > anchor.at and (h.kind in OWN or _is_news(h))]
        return later[-1] if later else anchor

    def _first(self) -> datetime:
        return self.told[0].at

    def _due(
        self,
        kind: str,
        anchor: Happened,
        at: datetime,
        due: date,
        lapse: date,
        why: str,
        kinds: tuple[str, ...] = (),
    ) -> Due:
        return Due(
            name=f"{self.name}|{kind}|{anchor.message_id or anchor.at.isoformat()}",
            application=self.name,
            kinds=kinds or (kind,),
            anchor=anchor,
            anchored_at=at,
            due_at=self.days.morning(due),
            lapses_at=self.days.morning(lapse),
            recipients=self._to(kind, anchor),
            why=why,
        )

    def _to(self, kind: str, anchor: Happened) -> frozenset[str]:
        """A receipt check goes where the résumé went."""
        if kind == "receipt_check" and not self.addresses.barred(anchor.person):
            return frozenset((anchor.person,))
        # Thanks for a rejection go to the person who wrote it.
        if kind == "rejection_reply" and anchor.by is By.PERSON and not self.addresses.barred(anchor.person):
            return frozenset((anchor.person,))
        talks = kind in ("conversation_follow_up", "persistence")
        return self.addresses.recipients(self.told, dates=talks and self._about_dates())

    def _about_dates(self) -> bool:
        """Nobody has met yet, and what was said last is of when to meet: "(logistics: the recruiter)"."""
        heard = [h for h in self.told if h.by is not By.USER and h.kind not in NO_WORD]
        if not heard or any(m.ends_at <= self.now for _, m in self.meetings()):
            return False
        offered = any(h.kind == "candidate_scheduling" and h.at > heard[-1].at for h in self.told)
        return offered or heard[-1].kind in DATES


def _is_news(h: Happened) -> bool:
    """A templated word that is no answer, yet news."""
    return h.by is By.MACHINE and h.kind in ("status_update", "assessment")
