"""What the user does: applies, answers (late, or never), and sends, edits, deletes or forgets what lies in Drafts."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime

from watcher.demo.compose import message_id
from watcher.demo.types import Mail
from watcher.inference import Event, Kind
from watcher.mail.types import StoredDraft
from watcher.simulate.cast import Case
from watcher.simulate.employers import Employers, is_mailed
from watcher.simulate.play import ME, Play
from watcher.simulate.types import By, Drafted, Fate, Figure, Happened, Meeting, Part, Route

_STEPS = ("application_follow_up", "second_follow_up", "receipt_check", "post_interview", "conversation_follow_up")
_KIND = {"thank_you": "interview_followup", "rejection_reply": "candidate_reply"}
"""What a sent draft is, where it is not a follow-up."""
_LAST_WEEKS = timedelta(days=25)
_LOOKS = (timedelta(minutes=4), timedelta(minutes=15))
"""A program that looks every few minutes misses a deleted draft so soon, and is sure of it so much later."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How often of a hundred drafts each thing is done; what remains is forgotten for weeks."""

    sends: int = 52
    edits: int = 16
    deletes: int = 12
    writes_own: int = 6
    edits_only: int = 3


class User:
    """The job seeker. `looks` are the times at which the program should look at what was deleted."""

    def __init__(
        self,
        play: Play,
        employers: Employers,
        enter: Callable[[Event], str],
        end: datetime,
        habits: Habits = Habits(),
    ) -> None:
        self._play = play
        self._employers = employers
        self._enter = enter
        self._end = end
        self._habits = habits
        self._accepted = False
        self.looks: list[datetime] = []

    # Applying and answering

    def apply(self, case: Case) -> None:
        """Apply now, by the case's route."""
        play = self._play
        if case.route is Route.OUTREACH:
            self._employers.reach_out(case)
            return
        if is_mailed(case.route):
            case.first = play.send(case, "application_sent", case.contact, attached=True)
        elif case.route is Route.ENTERED:
            told = Event(Kind.APPLICATION_SENT, play.now, case.company, case.role, evidence=("entered by you",))
            entry = self._enter(told)
            play.log.append(Happened(play.now, case.name, "application_sent", By.USER, message_id=entry))
        self._employers.begin(case)

    def read(self, case: Case, asked: str, writer: Figure) -> None:
        """React to a mail of a person."""
        play, rng = self._play, case.rng
        if case.mute or not asked:
            return
        luck = rng.random()
        if asked in ("word", "outreach"):
            if luck < (0.5 if asked == "word" else 0.85):
                play.at(self._later(rng, 0, 2), lambda: self._reply(case, writer, start=asked == "outreach"))
        elif asked == "offer":
            play.at(self._later(rng, 2, 6), lambda: self._decide(case, writer))
        elif luck < 0.97:  # noqa: PLR2004
            late = luck > 0.86  # noqa: PLR2004
            kind = "candidate_scheduling" if asked == "interview" else "assessment_completed"
            play.at(self._later(rng, 6, 12) if late else self._later(rng, 0, 3), lambda: self._do(case, kind, writer))

    def meet(self, case: Case, meeting: Meeting) -> None:
        """Note the interview; now and then thank on the spot."""
        if case.rng.random() < 0.15:  # noqa: PLR2004
            self._play.at(meeting.ends_at + timedelta(minutes=40), lambda: self._thank(case, meeting))

    def _later(self, rng: random.Random, first: int, last: int) -> datetime:
        return self._play.office(rng, self._play.now, rng.randint(first, last))

    def _reply(self, case: Case, to: Figure, *, start: bool) -> None:
        self._play.send(case, "candidate_reply", to, answers=case.letters[-1])
        if start:
            self._employers.begin(case)

    def _do(self, case: Case, kind: str, to: Figure) -> None:
        if case.over:
            return
        moment = self._play.office(case.rng, self._play.now, 4)
        self._play.send(
            case,
            kind,
            to,
            answers=case.letters[-1],
            attached=kind == "assessment_completed",
            meeting=Meeting("", moment, moment, ()),
        )
        self._employers.answered(case)

    def _decide(self, case: Case, to: Figure) -> None:
        if case.over:
            return
        case.over = case.mute = True
        accepts = not self._accepted and self._play.now > self._end - _LAST_WEEKS and case.rng.random() < 0.5  # noqa: PLR2004
        self._accepted = self._accepted or accepts
        self._play.send(case, "offer_accepted" if accepts else "offer_declined", to, answers=case.letters[-1])

    def _thank(self, case: Case, meeting: Meeting) -> None:
        moved = case.meeting is not None and case.meeting.ends_at != meeting.ends_at
        if moved or not case.met:  # it was called off, or is still to come
            return
        for email in meeting.interviewers:
            who = next((f for f in (*case.panel, case.recruiter) if f.email == email), None)
            if who is not None and not case.over and not case.mute:
                self._play.send(case, "interview_followup", who, answers=case.letters[-1])

    def withdraw(self, case: Case) -> None:
        """Give the application up, where there is somebody to tell."""
        if not case.over and case.letters and case.meeting is None:
            case.over = case.mute = True
            self._play.send(case, "withdrawal", case.recruiter, answers=case.letters[-1])

    # Drafts

    def found(self, draft: Drafted, case: Case) -> None:
        """A new draft lies in Drafts: decide what becomes of it, and when."""
        play, rng = self._play, luck_of(case, draft)
        habits = self._habits
        luck = rng.randrange(100)
        soon = play.now + timedelta(minutes=rng.randrange(30, 2400))
        if (luck := luck - habits.sends) < 0:
            play.at(soon, lambda: self._send(draft, case))
        elif (luck := luck - habits.edits) < 0:
            play.at(soon, lambda: self._edit(draft))
            play.at(soon + timedelta(minutes=rng.randrange(5, 2000)), lambda: self._send(draft, case))
        elif (luck := luck - habits.deletes) < 0:
            play.at(soon, lambda: self._delete(draft))
        elif (luck := luck - habits.writes_own) < 0 and draft.kind in _STEPS:
            play.at(soon, lambda: self._write_own(draft, case))
        elif luck < habits.edits_only:
            play.at(soon, lambda: self._edit(draft))
            play.at(soon + timedelta(days=rng.randrange(10, 40)), lambda: self._delete(draft))
        else:
            weeks = play.now + timedelta(days=rng.randrange(6, 30), minutes=rng.randrange(600))
            play.at(weeks, lambda: self._send(draft, case) if rng.random() < 0.6 else self._delete(draft))  # noqa: PLR2004

    def _stored(self, draft: Drafted) -> StoredDraft | None:
        found = self._play.account.find_drafts([draft.message_id]).get(draft.message_id, ())
        return found[0] if found else None

    def _take(self, draft: Drafted) -> StoredDraft | None:
        stored = self._stored(draft)
        if stored is not None:
            place = json.loads(stored.location)
            self._play.account.delete(place["mailbox"], place["uid"])
        return stored

    def _delete(self, draft: Drafted) -> None:
        if self._take(draft) is not None:
            draft.fate, draft.ended_at = Fate.DELETED, self._play.now
            self.looks += [self._play.now + wait for wait in _LOOKS]

    def _edit(self, draft: Drafted) -> None:
        stored = self._take(draft)
        if stored is not None:
            lines = stored.content.split(b"\r\n")
            lines[-2:-2] = [b"", b"PS: I can be reached best in the morning."]
            self._play.account.deliver("Drafts", b"\r\n".join(lines), flags=("\\Draft", "\\Seen"))
            draft.edited = True

    def _send(self, draft: Drafted, case: Case) -> None:
        stored = self._take(draft)
        if stored is None:
            return
        play = self._play
        message = message_from_bytes(stored.content, policy=policy.SMTP)
        assert isinstance(message, EmailMessage)
        moment = play.now.astimezone(play.zone).replace(microsecond=0)
        message.replace_header("Date", format_datetime(moment))
        named = draft.message_id
        if luck_of(case, draft).random() < 0.2:  # noqa: PLR2004 - some programs give it a new one
            named = f"sent-{named}"
            message.replace_header("Message-ID", f"<{named}>")
        play.account.deliver("Sent", message.as_bytes(), received_at=play.now, flags=("\\Seen",))
        mail = _stub(message, named, moment, case)
        case.letters.append(mail)
        kind = _KIND.get(draft.kind, "candidate_followup")
        draft.fate, draft.ended_at = Fate.SENT, play.now
        play.log.append(Happened(play.now, case.name, kind, By.USER, named, draft.recipient, draft=draft.key))
        if kind == "candidate_followup":
            self._employers.asked(case, mail, draft.recipient)

    def _write_own(self, draft: Drafted, case: Case) -> None:
        """Ask in one's own words, and leave the draft lying."""
        if self._stored(draft) is not None and not case.over:
            mail = self._play.send(case, "candidate_followup", _figure(case, draft.recipient), answers=case.letters[-1])
            self._employers.asked(case, mail, draft.recipient)


def luck_of(case: Case, draft: Drafted) -> random.Random:
    """Luck of one draft, the same whatever else happens."""
    return random.Random(f"{case.name} {draft.key}")  # noqa: S311 - a play, no secret


def _figure(case: Case, email: str) -> Figure:
    known = (case.contact, case.recruiter, *case.panel)
    return next((f for f in known if f.email == email), Figure(email, email, Part.TEAM))


def _stub(message: EmailMessage, named: str, moment: datetime, case: Case) -> Mail:
    """The sent draft, as what later mail answers."""
    parents = {one.strip("<>") for one in str(message["References"] or "").split()}
    answered = [m for m in case.letters if message_id(m) in parents]
    body = message.get_body(("plain",))
    return Mail(
        key=f"draft/{named}",
        at=moment,
        from_=ME,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
        mailbox="Sent",
        answers=tuple(answered),
        id=named,
    )
