"""The stage: the time of the play, what will happen next, the mailbox, and the log of what really happened."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from watcher.demo.compose import compose, message_id
from watcher.demo.stories import OWN_ADDRESS, OWN_NAME
from watcher.demo.types import Failure, Invitation, Mail
from watcher.mail import MemoryAccount
from watcher.simulate.cast import Case
from watcher.simulate.letters import Filled, Letter, Letters, NoLetterError, in_words
from watcher.simulate.types import By, Figure, Happened, Meeting

ME = f"{OWN_NAME} <{OWN_ADDRESS}>"
RESUME = (("resume.pdf", "Ada_Example_Resume.pdf"),)
_ELSE = {"board": "ats", "agency": "person", "ats": "ats", "person": "person", "user": "user"}
"""Where a way has no letter of a kind, another has."""
_TRIES = 12
_WEEKEND = 5
_SELDOM = 0.1


class Play:
    """What employers and user act upon. Everything happens in order of time; `now` is the time of the last act."""

    def __init__(self, zone: ZoneInfo, letters: Letters, account: MemoryAccount) -> None:
        self.zone = zone
        self.letters = letters
        self.account = account
        self.now = datetime.min.replace(tzinfo=zone)
        self.log: list[Happened] = []
        self._acts: list[tuple[datetime, int, Callable[[], None]]] = []
        self._serial = 0

    # Time

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        """Let something happen at `moment` (aware), or now where that is past."""
        self._serial += 1
        heapq.heappush(self._acts, (max(moment, self.now), self._serial, act))

    def step(self, limit: datetime) -> bool:
        """Play the next act, if it comes by `limit`; else only the time goes on to there."""
        if not self._acts or self._acts[0][0] > limit:
            self.now = limit
            return False
        self.now, _, act = heapq.heappop(self._acts)
        act()
        return True

    def day(self, moment: datetime) -> date:
        """The local date."""
        return moment.astimezone(self.zone).date()

    def office(self, rng: random.Random, after: datetime, days: int) -> datetime:
        """A moment so many days on at which people write; seldom on a weekend."""
        day = self.day(after) + timedelta(days=days)
        while day.weekday() >= _WEEKEND and rng.random() > _SELDOM:
            day += timedelta(days=1)
        moment = self.clock(day, rng.randrange(8, 18), rng.randrange(60), rng.randrange(60))
        return moment if moment > after else after + timedelta(minutes=rng.randrange(20, 180))

    def clock(self, day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
        """A local time."""
        return datetime.combine(day, time(hour, minute, second), self.zone)

    # Mail

    def receive(
        self,
        case: Case,
        letter: str,
        kind: str,
        *,
        writer: Figure | None = None,
        answers: Mail | None = None,
        promise: date | None = None,
        meeting: Meeting | None = None,
        invitation: Invitation | None = None,
        failure: Failure | None = None,
        asks: bool = False,
        refuses: bool = False,
        by: By | None = None,
        day: date | None = None,
    ) -> Mail:
        """An employer's mail arrives now: from `writer`, or from a machine where there is none."""
        # The employer's own people do not write as the agency does, not even where it brought the application.
        route = "agency" if case.route.value == "agency" and writer == case.recruiter else "person"
        if writer is None:
            route = "board" if case.route.value == "board" else "ats"
        picked, filled = self._filled(
            case, letter, route, self._holes(case, writer, promise, meeting, day), answers=answers is not None
        )
        sender = filled.from_ or (writer.header if writer else f"{case.company} <no-reply@{case.domain}>")
        mail = self._mail(case, filled, sender, ME, answers)
        mail = replace(mail, invitation=invitation, failure=failure, reply_to=filled.reply_to)
        if failure is not None:
            mail = replace(mail, from_="Mail Delivery System <mailer-daemon@mx.example.org>")
        self.account.deliver("INBOX", compose(mail), received_at=self.now)
        who = by or (By.PERSON if writer else By.MACHINE)
        if writer is not None and who is By.PERSON:
            case.letters.append(mail)
        self.log.append(
            Happened(
                at=self.now,
                application=case.name,
                kind=kind,
                by=who,
                message_id=message_id(mail),
                person=failure.recipient if failure else (writer.email if writer else ""),
                due_by=promise,
                asks=asks or (kind == "recruiter_reply" and "?" in picked.text),
                refuses=refuses,
                meeting=meeting,
                letter=picked.name,
            )
        )
        return mail

    def send(
        self,
        case: Case,
        kind: str,
        to: Figure,
        *,
        answers: Mail | None = None,
        meeting: Meeting | None = None,
        attached: bool = False,
    ) -> Mail:
        """The user writes now, in their own words."""
        picked, filled = self._filled(
            case, kind, "user", self._holes(case, to, None, meeting, None), answers=answers is not None
        )
        mail = self._mail(case, filled, ME, to.header, answers)
        mail = replace(mail, mailbox="Sent", attachments=RESUME if attached else ())
        self.account.deliver("Sent", compose(mail), received_at=self.now, flags=("\\Seen",))
        case.letters.append(mail)
        self.log.append(
            Happened(
                self.now,
                case.name,
                kind,
                By.USER,
                message_id(mail),
                to.email,
                attached=attached,
                letter=picked.name,
            )
        )
        return mail

    def _filled(
        self, case: Case, kind: str, route: str, holes: Mapping[str, str], *, answers: bool
    ) -> tuple[Letter, Filled]:
        """A letter of this kind; one that answers, where there is something to answer, and only there."""
        for way in (route, _ELSE[route]):
            with suppress(NoLetterError):
                picks = [self.letters.pick(kind, way, case.language, case.rng) for _ in range(_TRIES)]
                letter = next((p for p in picks if p.reply == answers), picks[0])
                return letter, letter.fill(holes)
        raise NoLetterError(f"no letter for {kind} by {route}")

    def _holes(
        self, case: Case, person: Figure | None, promise: date | None, meeting: Meeting | None, day: date | None
    ) -> Mapping[str, str]:
        who = person or case.recruiter
        starts = meeting.starts_at.astimezone(self.zone) if meeting else self.now
        return {
            "company": case.company,
            "role": case.role,
            "me": OWN_NAME,
            "me_first": OWN_NAME.split()[0],
            "person": who.name,
            "person_first": who.name.split()[0],
            "person_title": who.title,
            "domain": case.domain,
            "day": in_words(day or self.day(starts), case.language),
            "time": f"{starts:%H:%M}",
            "promise": in_words(promise, case.language) if promise else "",
            "phone": who.phone,
        }

    def _mail(self, case: Case, filled: Filled, from_: str, to: str, answers: Mail | None) -> Mail:
        case.serial += 1
        subject = filled.subject
        if answers is not None:
            subject = answers.subject if answers.subject.lower().startswith("re:") else f"Re: {answers.subject}"
        return Mail(
            key=f"{case.name}/{case.serial}",
            at=self.now.astimezone(self.zone).replace(microsecond=0),
            from_=from_,
            to=to,
            subject=subject,
            text=filled.text,
            html=filled.html,
            headers=filled.headers,
            answers=(*answers.answers, answers) if answers else (),
        )
