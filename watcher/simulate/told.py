"""One application at one moment: what has happened of it, from the truth alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from watcher.simulate.table import Days
from watcher.simulate.types import By, Happened, Meeting

PROMISE_AHEAD = 90
OWN = frozenset(
    (
        "application_sent",
        "candidate_reply",
        "candidate_scheduling",
        "assessment_completed",
        "withdrawal",
        "offer_accepted",
        "offer_declined",
        "candidate_followup",
        "called",
    )
)
"""The user's moves; thanks after an interview are none that stop or start a silence."""
_DECISIONS = frozenset(("rejection", "position_closed", "position_on_hold", "offer", "offer_rescinded"))
_MEETINGS = frozenset(("interview_scheduled", "interview_rescheduled", "interview_cancelled"))
DATES = frozenset(("interview_invite", "interview_rescheduled", "interview_cancelled"))
_KEEPS = frozenset(("interview_invite", "assessment", "position_on_hold"))
_INVITES = frozenset(("interview_invite", "interview_scheduled", "interview_rescheduled"))
"""What a promise that it holds looks beyond."""
NO_WORD = frozenset(("bounce", "auto_reply"))
_ENDS = {
    "position_closed": "closed",
    "withdrawal": "withdrawn",
    "offer_accepted": "accepted",
    "offer_declined": "declined",
    "offer_rescinded": "rescinded",
    "rejection": "rejected",
    "offer": "offer",
}
_SETTLES = frozenset(
    ("interview_scheduled", "interview_rescheduled", "offer", "interview_followup", "application_confirmation")
)
"""What ends the employer's waiting for the user, beside the user's moves."""
_TAKEN_BACK = ("rejection", "position_closed")
_REOPENS = ("interview_invite", "interview_scheduled", "application_sent")


@dataclass(frozen=True, slots=True)
class Told:
    """One application at one moment."""

    name: str
    told: Sequence[Happened]
    now: datetime
    days: Days

    def ended(self) -> Happened | None:
        """What ended it, or an offer that is open; None where it is open."""
        end: Happened | None = None
        for h in self.told:
            if h.kind in _ENDS:
                final = end is not None and end.kind in ("withdrawal", "offer_declined", "offer_accepted")
                repeated = end is not None and end.kind == h.kind
                if not final and not repeated:
                    end = h
            elif end is not None and end.kind in _TAKEN_BACK and h.kind in _REOPENS:
                end = None
        return end

    def meetings(self) -> list[tuple[Happened, Meeting]]:
        """The interviews that stand, each with its first announcement."""
        found: dict[str, tuple[Happened, Meeting]] = {}
        for h in self.told:
            if h.kind not in _MEETINGS or h.meeting is None:
                continue
            key = h.meeting.uid or h.meeting.starts_at.isoformat()
            if h.kind == "interview_cancelled":
                found.pop(key, None)
            else:
                found[key] = (found[key][0] if key in found else h, h.meeting)
        return sorted(found.values(), key=lambda pair: pair[1].ends_at)

    def answers(self) -> list[Happened]:
        """Human answers, and decisions whoever typed them."""
        return [
            h
            for h in self.told
            if h.kind not in NO_WORD
            and (h.by is By.PERSON or (h.by is By.MACHINE and (h.kind in _DECISIONS or h.kind in _MEETINGS)))
        ]

    def contacts(self) -> list[Happened]:
        """Words of a human."""
        return [h for h in self.answers() if h.by is By.PERSON or h.kind in _MEETINGS]

    def asked(self, since: datetime) -> list[Happened]:
        """The follow-ups that the user sent after `since`."""
        return [h for h in self.told if h.kind == "candidate_followup" and h.at > since]

    def waits_for_user(self) -> bool:
        """The rule "Where the employer waits for the user ... nothing but thank_you is drafted"."""
        waits = False
        for h in self.told:
            if h.asks:
                waits = True
            elif h.kind in OWN or h.kind in _SETTLES:
                waits = False
        return waits

    def on_hold(self) -> bool:
        """The last that was heard: it is on hold."""
        return any(h.kind == "position_on_hold" for h in self.answers()[-1:])

    def promise(self, since: datetime, anchor: date) -> date | None:
        """The date that was named: "the latest wins, past or over 90 days ahead is ignored"; kept, it is over."""
        named, beyond = None, False
        for h in self.told:
            if h.kind in _KEEPS or (h.kind == "interview_scheduled" and not beyond):
                named = None
            if h.due_by is not None and h.at >= since:
                said = self.days.of(h.at)
                if said <= h.due_by <= said + timedelta(days=PROMISE_AHEAD):
                    named, beyond = h.due_by, h.kind in _INVITES
        return named if named is not None and named >= anchor else None
