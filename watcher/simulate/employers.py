"""What employers do: each follows the hidden script of its case, and reacts to what the user writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from watcher.demo.types import Failure, Invitation, Mail
from watcher.simulate.cast import Case, Step
from watcher.simulate.play import ME, Play
from watcher.simulate.types import By, Figure, Meeting, Part, Route

_REPLIES, _AWAY, _REFUSES, _REJECTS = 0.22, 0.28, 0.30, 0.34
"""What a follow-up brings about: so many are answered, met by an absence, by a request for patience, by a rejection."""


class Reader(Protocol):
    """Who reads what employers write."""

    def read(self, case: Case, asked: str, writer: Figure) -> None:
        """React to a mail of a person; `asked` is what it asks for, "" where nothing."""
        ...

    def meet(self, case: Case, meeting: Meeting) -> None:
        """An interview is announced, or announced anew."""
        ...


class Employers:
    """All employers of a search."""

    def __init__(self, play: Play, user: Callable[[], Reader]) -> None:
        self._play = play
        self._user = user

    def begin(self, case: Case) -> None:
        """The application has arrived."""
        self.proceed(case, self._play.now)

    def proceed(self, case: Case, after: datetime) -> None:
        """Set the time of the next step of the script."""
        if case.over or not case.script:
            return
        step = case.script.pop(0)
        self._play.at(self._moment(case, step, after), lambda: self._perform(case, step))

    def _moment(self, case: Case, step: Step, after: datetime) -> datetime:
        play, rng = self._play, case.rng
        if step.wait == "kept" and case.promised:
            days = max((case.promised - play.day(after)).days - rng.randrange(3), 0)
        elif step.wait == "broken" and case.promised:
            days = max((case.promised - play.day(after)).days, 0) + rng.randrange(5, 26)
        else:
            first, last = step.wait.split("-") if "-" in step.wait else ("3", "9")
            days = rng.randint(int(first), int(last))
        if step.name in ("bounce", "away"):
            return after + timedelta(seconds=rng.randrange(20, 90))
        if step.name.startswith(("acknowledge", "viewed")) and days == 0:
            return after + timedelta(minutes=rng.randrange(1, 40))
        return play.office(rng, after, days)

    def _perform(self, case: Case, step: Step) -> None:
        if case.over:
            return
        getattr(self, f"_{step.name}")(case)

    # Machines

    def _acknowledge(self, case: Case) -> None:
        self._machine(case, "application_confirmation", "application_confirmation")

    def _acknowledge_promise(self, case: Case) -> None:
        self._promise(case)
        self._play.receive(case, "application_confirmation_promise", "application_confirmation", promise=case.promised)
        self._on(case)

    def _acknowledge_no_follow_up(self, case: Case) -> None:
        self._play.receive(case, "application_confirmation_no_follow_up", "application_confirmation", refuses=True)
        self._on(case)

    def _viewed(self, case: Case) -> None:
        self._machine(case, "application_viewed", "application_viewed")

    def _status(self, case: Case) -> None:
        self._machine(case, "status_update", "status_update")

    def _incomplete(self, case: Case) -> None:
        self._play.receive(case, "application_incomplete", "application_incomplete", asks=True)
        self._play.at(self._play.now + timedelta(days=1), lambda: self._on(case))

    def _machine(self, case: Case, letter: str, kind: str) -> None:
        self._play.receive(case, letter, kind)
        self._on(case)

    def _bounce(self, case: Case) -> None:
        if case.first is None:
            return
        address = case.contact.email
        told = Failure(address, "5.1.1", f"550 5.1.1 <{address}>: Recipient address rejected: User unknown")
        self._play.receive(
            case, "bounce", "bounce", writer=case.contact, by=By.MACHINE, answers=case.first, failure=told
        )
        case.over = True

    def _away(self, case: Case) -> None:
        self._absence(case, case.first, case.contact)
        self._on(case)

    def _absence(self, case: Case, answered: Mail | None, writer: Figure) -> None:
        back = self._play.day(self._play.now) + timedelta(days=case.rng.randrange(3, 12))
        self._play.receive(case, "auto_reply", "auto_reply", writer=writer, by=By.MACHINE, answers=answered, day=back)

    # People

    def _reply(self, case: Case) -> None:
        self._person(case, "recruiter_reply", "recruiter_reply")
        self._on(case)

    def _colleague(self, case: Case) -> None:
        self._person(case, "recruiter_reply", "recruiter_reply", writer=case.panel[2])
        self._on(case)

    def _reply_promise(self, case: Case) -> None:
        self._promise(case)
        self._person(case, "recruiter_reply_promise", "recruiter_reply", promised=True)
        self._on(case)

    def _no_follow_up(self, case: Case) -> None:
        self._person(case, "no_follow_up_personal", "recruiter_reply", refuses=True)
        self._on(case)

    def _invite(self, case: Case) -> None:
        self._person(case, "interview_invite", "interview_invite", asks="interview")

    def _assess(self, case: Case) -> None:
        self._person(case, "assessment", "assessment", asks="assessment")

    def _hold(self, case: Case) -> None:
        if case.system:
            self._play.receive(case, "position_on_hold", "position_on_hold")
        else:
            self._person(case, "position_on_hold", "position_on_hold")
        self._on(case)

    def _close(self, case: Case) -> None:
        case.over = True
        if case.system:
            self._play.receive(case, "position_closed", "position_closed")
        else:
            self._person(case, "position_closed", "position_closed")

    def _reject(self, case: Case) -> None:
        if case.system:
            case.over = True
            self._play.receive(case, "rejection", "rejection")
        else:
            self._reject_person(case)

    def _reject_person(self, case: Case) -> None:
        case.over = True
        self._person(case, "rejection_after_interview" if case.met else "rejection", "rejection")

    def _offer(self, case: Case) -> None:
        self._person(case, "offer", "offer", asks="offer")
        self._on(case)

    def _rescind(self, case: Case) -> None:
        case.over = True
        self._person(case, "offer_rescinded", "offer_rescinded")

    def _person(
        self,
        case: Case,
        letter: str,
        kind: str,
        *,
        writer: Figure | None = None,
        asks: str = "",
        promised: bool = False,
        refuses: bool = False,
    ) -> None:
        who = writer or case.recruiter
        self._play.receive(
            case,
            letter,
            kind,
            writer=who,
            answers=case.letters[-1] if case.letters else None,
            promise=case.promised if promised else None,
            asks=bool(asks),
            refuses=refuses,
        )
        self._user().read(case, asks or ("" if kind != "recruiter_reply" or refuses else "word"), who)

    # Interviews

    def _schedule(self, case: Case) -> None:
        self._announce(case, case.panel[:1])
        self._after_meeting(case)

    def _schedule_panel(self, case: Case) -> None:
        self._announce(case, case.panel[: case.rng.randint(2, 3)])
        self._after_meeting(case)

    def _schedule_text(self, case: Case) -> None:
        self._announce(case, (case.recruiter,), calendar=False)
        self._after_meeting(case)

    def _schedule_moved(self, case: Case) -> None:
        self._announce(case, case.panel[:1])
        self._play.at(self._play.now + timedelta(hours=case.rng.randrange(20, 40)), lambda: self._move(case))

    def _schedule_cancelled(self, case: Case) -> None:
        self._announce(case, case.panel[:1])
        self._play.at(self._play.now + timedelta(hours=case.rng.randrange(20, 40)), lambda: self._cancel(case))

    def _announce(self, case: Case, panel: tuple[Figure, ...], *, calendar: bool = True) -> None:
        play, rng = self._play, case.rng
        day = play.day(play.office(rng, play.now, rng.randrange(3, 9)))
        starts = play.clock(day, rng.randrange(9, 17), rng.choice((0, 30)))
        length = timedelta(minutes=rng.choice((45, 60, 90)) if calendar else 60)
        uid = f"meeting-{case.name[:3]}-{case.serial}@{case.domain}"
        people = tuple(f.email for f in panel)
        # A recruiter who sets a time in words does not say whom one will meet; a manager means themselves.
        open_ = not calendar and case.recruiter.part is not Part.MANAGER
        case.meeting = Meeting(
            uid if calendar else "", starts, starts + length, () if open_ else people, people if open_ else ()
        )
        self._tell(case, "interview_scheduled", panel, 0)

    def _move(self, case: Case) -> None:
        if case.over or case.meeting is None:
            return
        old = case.meeting
        days = timedelta(days=case.rng.choice((1, 2, 7)))
        case.meeting = replace(old, starts_at=old.starts_at + days, ends_at=old.ends_at + days)
        self._tell(case, "interview_rescheduled", self._panel(case), 1)
        self._after_meeting(case)

    def _cancel(self, case: Case) -> None:
        if case.over or case.meeting is None:
            return
        self._tell(case, "interview_cancelled", self._panel(case), 1)
        case.meeting = None
        self._on(case)

    def _panel(self, case: Case) -> tuple[Figure, ...]:
        assert case.meeting is not None
        return tuple(f for f in (*case.panel, case.recruiter) if f.email in case.meeting.interviewers)[:3]

    def _tell(self, case: Case, kind: str, panel: tuple[Figure, ...], sequence: int) -> None:
        meeting, host = case.meeting, case.recruiter
        assert meeting is not None
        invitation = Invitation(
            method="CANCEL" if kind == "interview_cancelled" else "REQUEST",
            uid=meeting.uid,
            summary=f"Interview {case.role} at {case.company}",
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            organizer=host.header,
            attendees=(ME, *(f.header for f in panel)),
            sequence=sequence,
        )
        self._play.receive(
            case,
            kind,
            kind,
            writer=host,
            answers=case.letters[-1] if case.letters else None,
            meeting=meeting,
            invitation=invitation if meeting.uid else None,
        )
        if kind != "interview_cancelled":
            self._user().meet(case, meeting)

    def _after_meeting(self, case: Case) -> None:
        meeting = case.meeting
        assert meeting is not None

        def over() -> None:
            if case.meeting is meeting and not case.over:
                case.met, case.meeting = True, None
                self._on(case)

        self._play.at(meeting.ends_at, over)

    # What the user writes

    def answered(self, case: Case) -> None:
        """The user did what was asked."""
        self._on(case)

    def asked(self, case: Case, mail: Mail, to: str) -> None:
        """The user followed up: now and then somebody reacts."""
        play, rng = self._play, case.rng
        luck = rng.random()
        writer = next((f for f in (case.recruiter, *case.panel, case.contact) if f.email == to), case.recruiter)
        person = case.recruiter if writer.part is Part.TEAM else writer

        def react() -> None:
            if case.over:
                return
            if luck < _REPLIES:
                self._answer(case, "recruiter_reply", "recruiter_reply", person, mail)
            elif luck < _REFUSES:
                self._answer(case, "no_follow_up_personal", "recruiter_reply", person, mail, refuses=True)
            else:
                case.over = True
                self._answer(case, "rejection_after_interview" if case.met else "rejection", "rejection", person, mail)

        if _REPLIES <= luck < _AWAY:
            play.at(play.now + timedelta(seconds=40), lambda: self._absence(case, mail, writer))
        elif luck < _REJECTS:
            play.at(play.office(rng, play.now, rng.randrange(1, 5)), react)

    def _answer(self, case: Case, letter: str, kind: str, writer: Figure, mail: Mail, *, refuses: bool = False) -> None:
        self._play.receive(case, letter, kind, writer=writer, answers=mail, refuses=refuses)
        self._user().read(case, "word" if kind == "recruiter_reply" and not refuses else "", writer)

    def reach_out(self, case: Case) -> None:
        """A recruiter writes first."""
        self._play.receive(case, "recruiter_outreach", "recruiter_outreach", writer=case.recruiter)
        self._user().read(case, "outreach", case.recruiter)

    def _promise(self, case: Case) -> None:
        case.promised = self._play.day(self._play.now) + timedelta(days=case.rng.randrange(4, 15))

    def _on(self, case: Case) -> None:
        self.proceed(case, self._play.now)


def is_mailed(route: Route) -> bool:
    """The user applies by mail."""
    return route in (Route.PERSON, Route.ROLE, Route.AGENCY)
