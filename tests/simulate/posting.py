"""A letter as the mail that it would be: sent to or by the user, alone, or in a thread, quoting what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from watcher.bootstrap import inference_tables
from watcher.demo.compose import compose, quoted
from watcher.demo.types import Failure, Mail
from watcher.inference import Inference, infer
from watcher.reading import read, split
from watcher.simulate.letters import Letter, in_words

ME = "Ada Example <ada@example.org>"
AT = datetime(2026, 10, 14, 10, 42, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday
PROMISED = date(2026, 10, 30)
MEETING = date(2026, 10, 22)
RECEIVED_AT = datetime(2026, 11, 1, tzinfo=UTC)

PEOPLE: tuple[Mapping[str, str], ...] = (
    {
        "company": "Harborline Logistics",
        "role": "Senior Data Engineer",
        "person": "Dana Whitfield",
        "person_title": "Engineering Manager",
        "domain": "harborline.example",
        "phone": "+1 555 0161",
    },
    {
        "company": "Lumen & Pike",
        "role": "Product Manager",
        "person": "Omar Haddad",
        "person_title": "Head of Product",
        "domain": "lumenandpike.example",
        "phone": "+44 20 7946 0991",
    },
    {
        "company": "Nordwind Energie GmbH",
        "role": "Controller",
        "person": "Sofía Marín",
        "person_title": "Recruiting Lead",
        "domain": "nordwind.example",
        "phone": "+49 30 23125 014",
    },
)
# What the user was asked before, where the letter answers it.
BEFORE: Mapping[str, str] = {
    "candidate_scheduling": "interview_invite",
    "interview_followup": "interview_scheduled",
    "candidate_followup": "recruiter_reply",
    "candidate_reply": "recruiter_reply",
    "assessment_completed": "assessment",
    "withdrawal": "recruiter_reply",
    "offer_accepted": "offer",
    "offer_declined": "offer",
}


def holes(who: Mapping[str, str], language: str) -> dict[str, str]:
    return {
        **who,
        "me": "Ada Example",
        "me_first": "Ada",
        "person_first": who["person"].split()[0],
        "day": in_words(MEETING, language),
        "time": "14:30",
        "promise": in_words(PROMISED, language),
    }


def address(who: Mapping[str, str], route: str) -> str:
    domain = "brightpath-recruiting.example" if route == "agency" else who["domain"]
    first = "".join(c for c in who["person"].split()[0].casefold() if c.isascii())
    return f"{who['person']} <{first}@{domain}>"


def alone(letter: Letter, route: str, who: Mapping[str, str]) -> Mail:
    """The letter by itself."""
    filled = letter.fill(holes(who, letter.language))
    mine = route == "user"
    person = filled.from_ or address(who, route)
    return Mail(
        key=f"{letter.language}/{letter.name}/{route}",
        at=AT,
        from_=ME if mine else person,
        to=person if mine else ME,
        subject=filled.subject,
        text=filled.text,
        html=filled.html,
        reply_to=filled.reply_to,
        headers=filled.headers,
        mailbox="Sent" if mine else "",
        attachments=(("resume.pdf", "Resume.pdf"),) if letter.kind == "application_sent" else (),
    )


def posted(letter: Letter, route: str, who: Mapping[str, str], before: Letter) -> Iterator[Mail]:
    """The letter as it would come: where it answers, under the mail `before`, with and without its quotation."""
    one = alone(letter, route, who)
    other = alone(before, "person" if route == "user" else "user", who)
    earlier = replace(other, at=AT - timedelta(days=2))
    if letter.kind == "bounce":
        yield replace(
            one,
            from_="Mail Delivery System <MAILER-DAEMON@mx.example.org>",
            answers=(earlier,),
            failure=Failure(earlier.to, "5.1.1", "550 5.1.1 User unknown"),
        )
    elif letter.reply:
        yield replace(one, answers=(earlier,))
        if not letter.headers:
            german = letter.language == "de"
            quotation = quoted(earlier, german=german)
            subject = f"Re: {earlier.subject.removeprefix('Re: ')}"
            yield replace(one, subject=subject, text=one.text + quotation, html="", answers=(earlier,))
    else:
        yield one


def inferred(mail: Mail) -> Inference:
    return infer(read(split(compose(mail), RECEIVED_AT)), frozenset({"ada@example.org"}), inference_tables())
