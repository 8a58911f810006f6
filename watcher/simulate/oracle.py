"""What should be due: the design's cadence table once more, from the truth alone.

Nothing of inference, timeline or cadence is used, so that a fault there shows as a difference. Shared is the calendar
of public holidays, and the names of the rows that are switched on. `story` holds the table itself, each rule with the
design's words; here stands what binds applications together: drafts, closed addresses, an accepted offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from watcher.simulate.story import Story
from watcher.simulate.table import Due, Rules
from watcher.simulate.types import By, Drafted, Fate, Happened, Part

LAPSED = timedelta(days=3)
"""When it is too late to thank."""


@dataclass(slots=True)
class Oracle:
    """The truth so far. `log` is in order of time; `parts` tells what each address is; `drafts` what was written."""

    rules: Rules
    log: Sequence[Happened]
    parts: Mapping[str, Part]
    drafts: Mapping[str, Drafted]
    _by: dict[str, list[Happened]] = field(default_factory=dict)
    _read: int = 0
    _closed: set[str] = field(default_factory=set)
    _refused: set[str] = field(default_factory=set)
    accepted: bool = False

    def learn(self) -> None:
        """Take in what happened since."""
        for h in self.log[self._read :]:
            self._by.setdefault(h.application, []).append(h)
            if h.kind == "bounce":
                self._closed.add(h.person)
            elif h.by is By.PERSON:
                self._closed.discard(h.person)
            if h.refuses and h.by is By.PERSON:
                self._refused.add(h.person)
            self.accepted = self.accepted or h.kind == "offer_accepted"
        self._read = len(self.log)

    def applications(self) -> Iterable[str]:
        """Those of which anything is known."""
        return self._by

    def story(self, application: str) -> Sequence[Happened]:
        """What happened in one."""
        return self._by.get(application, ())

    def opened(self, application: str, now: datetime) -> list[Due]:
        """All that the table opens for an application, due already or later; nothing yet of drafts and caps."""
        if self.accepted:  # "After offer_accepted all drafting pauses"
            return []
        story = Story(application, self._by[application], now, self.rules.days, self.rules.enabled, self)
        ladder = story.ladder()
        found = [*story.thanks(), *([ladder] if ladder else [])]
        return [d for d in found if self._enabled(d)]

    def due(self, application: str, now: datetime) -> list[Due]:
        """What may be drafted at `now` but for the caps."""
        return [
            d
            for d in self.opened(application, now)
            if d.due_at <= now < d.lapses_at and d.recipients and not self.spent(d)
        ]

    def spent(self, due: Due) -> str:
        """Why an opened step is not drafted again, "" where it is fresh."""
        mine = [d for d in self.drafts.values() if d.application == due.application]
        for draft in mine:
            if draft.due == due.name and not (draft.fate is Fate.WITHDRAWN and self.barred(draft.recipient)):
                return f"drafted before, {draft.fate.value}"
            thanks = due.kind == draft.kind == "thank_you"
            if thanks and draft.live and draft.recipient in due.recipients:
                return "another thank-you to them waits"
        if due.kind == "thank_you":
            return ""
        silent = [d for d in mine if d.kind != "thank_you"]
        # "Nothing later opens while a draft waits." An untouched thank-you that has lapsed is taken back by then.
        if any(d.live and (d in silent or d.edited or due.due_at < d.written_at + LAPSED) for d in mine):
            return "another draft waits"
        # "A deleted draft is declined, and no later step of that ladder opens; a new event starts a new ladder."
        if any(d.fate is Fate.DELETED and d.written_at >= due.anchored_at and not self._moot(d) for d in silent):
            return "a draft of this ladder was deleted"
        if due.kind == "post_interview" and self._unthanked(mine, due):
            return "the thank-you was deleted: a question of the digest"
        return ""

    def _moot(self, draft: Drafted) -> bool:
        """Its question was answered by a receipt before the user deleted it as it was: that says no to nothing else."""
        if draft.kind != "receipt_check" or draft.edited or draft.ended_at is None:
            return False
        found = (h for h in self.story(draft.application) if draft.written_at < h.at < draft.ended_at)
        return any(h.kind in ("application_confirmation", "application_viewed") for h in found)

    def barred(self, email: str) -> str:
        """Why nobody may write to an address, "" where one may."""
        if email in self._refused:
            return "they asked not to be written to"
        return "a mail to it came back" if email in self._closed else ""

    def recipients(self, story: Sequence[Happened], *, dates: bool = False) -> frozenset[str]:
        """To whom: humans, "interviewer or hiring manager before recruiter", "else a role address".

        `dates`: what stands out is when to meet, "(logistics: the recruiter)".
        """
        humans: set[str] = set()
        first: set[str] = set()
        teams: set[str] = set()
        for h in story:
            if h.by is By.PERSON or (h.by is By.USER and h.person and h.kind != "bounce"):
                (teams if self.parts.get(h.person) is Part.TEAM else humans).add(h.person)
            if h.meeting is not None and h.by is not By.USER:
                humans.update(h.meeting.interviewers)
                first.update(h.meeting.interviewers)
        first |= {e for e in humans if self.parts.get(e) is Part.MANAGER}
        arranges = {e for e in humans if dates and self.parts.get(e) is Part.RECRUITER}
        for tier in (arranges, first, humans, teams):
            if able := {e for e in tier if not self.barred(e)}:
                return frozenset(able)
        return frozenset()

    def _enabled(self, due: Due) -> bool:
        return any(kind in self.rules.enabled for kind in due.kinds)

    def _unthanked(self, mine: Iterable[Drafted], due: Due) -> bool:
        """The thank-yous of the last interview were deleted, and nothing shows that it took place.

        "The interview may never have happened": none was sent, the user wrote none of their own, nobody wrote since.
        """
        story = self.story(due.application)
        held = (h.meeting for h in story if h.meeting is not None and h.by is not By.USER)
        end = max((m.ends_at for m in held if m.ends_at < due.due_at), default=due.anchored_at)
        thanks = {d.fate for d in mine if d.kind == "thank_you" and d.written_at >= end}
        shown = any((h.kind == "interview_followup" or h.by is By.PERSON) and h.at >= end for h in story)
        return Fate.DELETED in thanks and Fate.SENT not in thanks and not shown
