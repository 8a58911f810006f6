"""A year of a job search as whole mails, with the truth beside it: which application each mail belongs to.

Names are told as employers, boards and people tell them: with and without legal form, desk, place, gender mark and
requisition number; some mail names no role, some no company.
"""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from tests.pipeline.letters import ME, letter
from tests.timeline.employers import ROLES, Employer, employers, headline
from watcher.bootstrap import addresses, inference_tables
from watcher.inference import infer
from watcher.reading import read, split
from watcher.timeline import Place, Seen, Timeline, build, envelope
from watcher.timeline.agreement import Agreement, agreement

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOW = START + timedelta(days=420)
OWN = frozenset({ME})
ADA = f"Ada Example <{ME}>"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail; `application` is the number of the one that it truly belongs to."""

    raw: bytes
    message_id: str
    place: Place
    application: int
    note: str


@dataclass(slots=True)
class Story:
    """One application being told: `clock` is the moment of its next mail, `last` the mail that an answer answers."""

    number: int
    random: Random
    employer: Employer
    role: str
    clock: datetime
    posting: str = ""
    met: list[int] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    last: str = ""

    def wait(self, low: float, high: float) -> None:
        """Let some days pass."""
        self.clock += timedelta(days=self.random.uniform(low, high))

    def titled(self) -> str:
        """The role as machines write it: as the headline of the posting, or bare."""
        self.posting = self.posting or headline(self.role, self.employer.place, self.random)
        return self.posting if self.random.random() < 0.8 else self.role

    def got(self, note: str, sender: str, subject: str, text: str, *, answers: str = "") -> None:
        """A mail to the user."""
        self._put(note, sender, ADA, subject, text, Place.INBOX, answers=answers)

    def sent(self, note: str, to: str, subject: str, text: str, *, answers: str = "", attachment: str = "") -> None:
        """A mail of the user."""
        self._put(note, ADA, to, subject, text, Place.SENT, answers=answers, attachment=attachment)

    def _put(
        self,
        note: str,
        sender: str,
        to: str,
        subject: str,
        text: str,
        place: Place,
        *,
        answers: str,
        attachment: str = "",
    ) -> None:
        self.last = f"{self.number}.{len(self.letters)}.{self.random.randrange(10**9)}@mail.example"
        raw = letter(
            sender, to, subject, text, at=self.clock, message_id=self.last, answers=answers, attachment=attachment
        )
        self.letters.append(Letter(raw, self.last, place, self.number, note))
        self.wait(0.02, 0.1)


def confirmed(story: Story) -> None:
    """The ATS confirms an application by form."""
    e, r, role = story.employer, story.random, story.titled()
    subject, text = r.choice(
        (
            (
                f"Thank you for applying to {e.said(r)}",
                f"Hi Ada,\n\nThank you for applying for the {role} position at {e.said(r)}. We have received your application and will review it.",
            ),
            (
                f"Your application for {role}",
                f"Dear Ada,\n\nWe have received your application for the position of {role} at {e.said(r)}. Our team will review it.",
            ),
            (
                f"Application received: {role}",
                f"Hello Ada,\n\nThank you for your interest in {e.said(r)}. Your application for the {role} role has been received.",
            ),
            (
                f"Deine Bewerbung als {role}",
                f"Hallo Ada,\n\nvielen Dank für deine Bewerbung als {role} bei {e.said(r)}. Wir haben sie erhalten und melden uns bald.",
            ),
        )
    )
    story.got("confirmed", e.ats(r), subject, f"{text}\n\n{e.name}\n")


def boarded(story: Story) -> None:
    """A board says that the application went out; the employer's ATS confirms an hour later."""
    e, r, role = story.employer, story.random, story.titled()
    sender, subject, text = r.choice(
        (
            (
                "LinkedIn <jobs-noreply@linkedin.com>",
                f"Ada, your application was sent to {e.name}",
                f"Your application was sent to {e.name}\n\n{role}\n{e.name} · {e.place} (On-site)\n\nApplied on March 4, 2026",
            ),
            (
                "Indeed Apply <indeedapply@indeed.com>",
                f"Indeed Application: {role}",
                f"Application submitted\n\n{role}\n{e.name} - {e.place}\n\nThe following items were sent to {e.name}. Good luck!",
            ),
            (
                "StepStone <info@stepstone.de>",
                f"Ihre Bewerbung als {role}",
                f"Guten Tag, Ihre Bewerbung als {role} bei der {e.formal} wurde erfolgreich versendet.",
            ),
        )
    )
    story.got("board", sender, subject, text)
    confirmed(story)


def mailed(story: Story) -> None:
    """The user mails a person, who may answer in the thread."""
    e, r = story.employer, story.random
    story.sent(
        "mailed",
        e.mail(0),
        f"Application for {story.role} at {e.name}",
        f"Dear {e.people[0]},\n\nI would like to apply for the position of {story.role} at {e.name}. My résumé is "
        "attached.\n\nKind regards\nAda Example\n",
        attachment="Resume Ada Example.pdf",
    )
    story.met.append(0)
    if r.random() < 0.6:
        first = story.last
        story.wait(1, 6)
        story.got(
            "reply",
            e.mail(0),
            f"Re: Application for {story.role} at {e.name}",
            f"Hi Ada,\n\nthanks for your mail, I have passed it on to the team.\n\nBest\n{e.people[0]}\n{e.formal}\n",
            answers=first,
        )


def invited(story: Story) -> None:
    """A person of the employer asks for a talk in a thread of their own; the user answers, and a time is fixed."""
    e, r = story.employer, story.random
    who = r.randrange(3)
    story.met.append(who)
    what = r.choice(
        (f"for the {story.role} position", f"about the {story.role} role at {e.name}", f"at {e.name}", "with our team")
    )
    subject = r.choice(
        (
            f"Interview at {e.name}",
            f"{e.name} - next steps",
            f"Your application at {e.formal}",
            f"Interview: {story.role}",
        )
    )
    story.got(
        "invited",
        e.mail(who),
        subject,
        f"Hi Ada,\n\nthank you for your application. We would like to invite you to an interview {what}. When would you be available next "
        f"week?\n\nBest regards\n{e.people[who]}\n{e.formal}\n",
    )
    story.wait(0.1, 1)
    story.sent(
        "answered",
        e.mail(who),
        f"Re: {subject}",
        f"Dear {e.people[who]},\n\nthank you, Tuesday at 10 am suits me well.\n\nKind regards\nAda Example\n",
        answers=story.last,
    )
    story.wait(0.1, 1)
    day = (story.clock + timedelta(days=5)).strftime("%A, %B %-d, %Y")
    if r.random() < 0.4:
        story.got(
            "booked",
            "Calendly <notifications@calendly.com>",
            f"Confirmed: Interview with {e.people[who]} ({e.name})",
            f"Hi Ada,\n\nYour event has been scheduled.\n\nInterview with {e.people[who]}\n{day} 2:00 pm",
        )
    else:
        story.got(
            "fixed",
            e.mail(who),
            f"Re: {subject}",
            f"Hi Ada,\n\ngreat, your interview is confirmed for {day} at 10:00 am. You will meet {e.people[2]}.\n\nBest\n{e.people[who]}\n",
            answers=story.last,
        )
    story.wait(6, 7)
    if r.random() < 0.5:
        story.sent(
            "thanked",
            e.mail(who),
            "Thank you",
            f"Dear {e.people[who]},\n\nthank you for the interview today. I enjoyed our conversation.\n\nKind regards\nAda Example\n",
        )


def rejected(story: Story) -> None:
    """The end, by the ATS (naming company and role, or the company alone) or by a person."""
    e, r, role = story.employer, story.random, story.titled()
    if r.random() < 0.3 and story.met:
        who = story.met[-1]
        text = f"Hi Ada,\n\nthank you for your time. Unfortunately we have decided not to move forward with your application.\n\nBest\n{e.people[who]}\n{e.formal}\n"
        story.got("refused", e.mail(who), r.choice(("Your application", f"Your application at {e.name}")), text)
        return
    subject, text = r.choice(
        (
            (
                f"Your application at {e.said(r)}",
                f"Dear Ada,\n\nThank you for your interest in the {role} position at {e.said(r)}. Unfortunately, we have decided to move forward with other candidates.",
            ),
            (
                f"Update on your application for {role}",
                f"Hi Ada,\n\nThank you for applying for the {role} role. Unfortunately, we will not be moving forward with your application.",
            ),
            (
                f"Your application to {e.said(r)}",
                f"Hi Ada,\n\nThank you for applying to {e.said(r)}. After careful review, we have decided not to move forward with your application.",
            ),
            (
                f"Ihre Bewerbung als {role}",
                f"Guten Tag,\n\nvielen Dank für Ihre Bewerbung als {role} bei {e.said(r)}. Leider müssen wir Ihnen mitteilen, dass wir uns für einen anderen Bewerber entschieden haben.",
            ),
        )
    )
    story.got("rejected", e.ats(r), subject, f"{text}\n\n{e.name}\n")


AGENTS = ("Dana Frost <dana.frost@brightpath-recruiting.example>", "Piet Maas <piet.maas@hays.example>")


def placed(story: Story) -> None:
    """An agency's recruiter speaks of a client, sends the résumé there, and tells in the thread how it went."""
    e, r = story.employer, story.random
    agent = r.choice(AGENTS)
    first_name = agent.partition(" ")[0]
    subject = r.choice((f"{story.role} at {e.name}", f"Opportunity: {story.role}", f"New role for you: {story.role}"))
    story.got(
        "agency",
        agent,
        subject,
        f"Hi Ada,\n\nI am recruiting for my client {e.name}, who are looking for a {story.role}. Your profile looks like an excellent match. Are you interested?\n\nBest\n{first_name}\n",
    )
    story.wait(0.2, 1)
    story.sent(
        "interested",
        agent,
        f"Re: {subject}",
        f"Hi {first_name},\n\nyes, I am interested in the {story.role} position at {e.name}. My résumé is attached.\n\nKind regards\nAda Example\n",
        answers=story.last,
        attachment="Resume Ada Example.pdf",
    )
    story.wait(1, 4)
    story.got(
        "forwarded",
        agent,
        f"Re: {subject}",
        f"Hi Ada,\n\nthank you for your résumé. I have sent your application to {e.name} and will let you know.\n\nBest\n{first_name}\n",
        answers=story.last,
    )
    if r.random() < 0.5:
        story.wait(4, 15)
        story.got(
            "passed",
            agent,
            f"Re: {subject}",
            f"Hi Ada,\n\nunfortunately {e.name} have decided not to move forward with your application.\n\nBest\n{first_name}\n",
            answers=story.last,
        )


def course(story: Story) -> None:
    """One application from its beginning on."""
    r = story.random
    if r.random() < 0.04:
        return placed(story)
    r.choices((confirmed, boarded, mailed), (5, 3, 2))[0](story)
    story.wait(4, 15)
    if r.random() < 0.35:
        invited(story)
        story.wait(3, 10)
    if r.random() < 0.6:
        rejected(story)
    return None


def search(seed: int, applications: int = 300) -> list[Letter]:
    """A year: most employers once, some for two roles, some a second time after a rejection."""
    random = Random(seed)
    letters: list[Letter] = []
    number = 0
    for employer in employers(random, applications):
        if number >= applications:
            break
        roles = random.sample(ROLES, 2 if random.random() < 0.06 else 1)
        begin = START + timedelta(days=random.uniform(0, 330), hours=random.uniform(0, 9))
        for role in roles:
            number += 1
            story = Story(number, random, employer, role, begin + timedelta(hours=random.uniform(0, 2)))
            course(story)
            letters.extend(story.letters)
            if story.letters[-1].note in ("rejected", "refused") and random.random() < 0.1:
                number += 1
                again = Story(number, random, employer, role, story.clock + timedelta(days=random.uniform(30, 120)))
                course(again)
                letters.extend(again.letters)
    return letters


def seen(letters: list[Letter]) -> list[Seen]:
    """The mails as the product reads them."""
    tables, found = inference_tables(), []
    for each in letters:
        message = read(split(each.raw))
        summary = envelope(message, me=OWN, account="personal", mailbox=each.place.value, place=each.place)
        found.append(Seen(summary, infer(message, OWN, tables)))
    return found


def timeline(mails: list[Seen]) -> Timeline:
    """All of it, put together."""
    return build(mails, (), NOW, own_addresses=OWN, addresses=addresses())


def compare(letters: list[Letter], built: Timeline) -> Agreement:
    """How the found applications agree with the true ones, over all mails."""
    truth: dict[Hashable, Hashable] = {x.message_id: x.application for x in letters}
    found = {f.envelope.message_id: a.id for a in built.applications for f in a.facts if f.envelope}
    return agreement(truth, found)  # type: ignore[arg-type]
