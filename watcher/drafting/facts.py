"""What a letter may name: the facts of a follow-up, cleaned, and unknown where they cannot be right."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from watcher.cadence import FollowUp
from watcher.drafting import clean
from watcher.drafting.letters import Language, Words
from watcher.drafting.types import Voice
from watcher.drafting.voice import Style

_NAMED_WITHIN = timedelta(days=300)  # older, a date without its year would mislead
_SHORT = 4  # letters of a first word by which a domain is known
_TWO = 2


def facts_of(
    follow_up: FollowUp, voice: Voice, language: Language, words: Words, now: datetime, manner: Style
) -> dict[str, Any]:
    """All of `FACTS` but for `attached`, and the macros that speak otherwise for this user."""
    zone = follow_up.due_at.tzinfo
    today = now.astimezone(zone).date()
    recipient, thread = follow_up.recipient, follow_up.thread
    person = person_of(follow_up, words, manner)
    if manner.familiar and person.first:  # friends have first names, also where there is one form of address
        person = replace(person, full=person.first)
    interview = follow_up.interview_at.astimezone(zone).date() if follow_up.interview_at else None
    last = thread.sent_at.astimezone(zone).date() if thread else None
    theirs = thread and recipient and not thread.outgoing and thread.from_ and thread.from_.email == recipient.email
    promised, background = follow_up.promised_by, follow_up.background
    passed = _past(promised, today - timedelta(days=1))
    return {
        "company": clean.company(follow_up.company),
        "employer": _employer(follow_up),
        "role": clean.role(follow_up.role, language.role_nouns),
        "person": person,
        "me": signature(voice),
        "applied_on": _past(follow_up.applied_on, today),
        "interview_on": _past(interview, today),
        "wrote_on": _past(last, today) if thread and thread.outgoing else None,
        "heard_on": _past(last, today) if theirs else None,
        "last_contact_on": _past(follow_up.last_contact_on, today),
        "promised_by": None if follow_up.roughly else passed,
        "news_due": passed is not None and follow_up.roughly,
        "expected_by": promised
        if promised and not follow_up.roughly and today <= promised < today + _NAMED_WITHIN
        else None,
        "late": follow_up.late,
        "interviewed": follow_up.interviewed,
        "asked": follow_up.asked,
        "familiar": manner.familiar,
        # Confirmed on the day of the application is no date to name beside it.
        "confirmed_on": _past(background.confirmed_on, today)
        if background.confirmed_on != follow_up.applied_on
        else None,
        "acknowledged": background.acknowledged,
        "called_off_on": _near(background.called_off_on, today),
        "handed_in_on": _past(background.handed_in_on, today),
        "on_hold_since": _past(background.on_hold_since, today),
    } | _spoken(language, manner, voice)


def person_of(follow_up: FollowUp, words: Words, manner: Style) -> clean.Person:
    """Whom the letter greets: a human by their name, and behind a role address whoever signed its last mail."""
    recipient, called = follow_up.recipient, manner.called
    if recipient is None or not (recipient.human or called):
        return clean.Person()
    name = recipient.name if recipient.human and recipient.name else called
    parts = name.split()
    if len(parts) == _TWO and called.casefold() == parts[1].casefold() != parts[0].casefold():
        name = f"{parts[1]} {parts[0]}"  # "Haferkamp Bernd", who signs as Bernd
    # A firm that is only guessed may be called as its owner is.
    employer = "" if follow_up.guessed and " " in name else clean.company(follow_up.company)
    return clean.person(name, employer, words.titles, words.team_words)


def signature(voice: Voice) -> str:
    """The user's name as the configuration has it, fit for one line."""
    return clean.one_line(voice.name)[: clean.LONGEST_FACT].strip("\\ ")


def _employer(follow_up: FollowUp) -> str:
    """The company where a letter has to name it: not in answer to its own people, and never by a guess.

    In a thread with the employer nobody writes "at Acme", and a name out of an address is rarely written as it stands.
    """
    company = clean.company(follow_up.company)
    if follow_up.thread is None:
        return company
    theirs = follow_up.recipient is not None and _is_of(follow_up.recipient.email, company)
    return "" if follow_up.guessed or theirs else company


def _is_of(email: str, company: str) -> bool:
    """Whether an address is at a domain that the company's name, or its first word, stands in."""
    labels = [_letters(label) for label in email.rpartition("@")[2].split(".")[:-1]]
    whole, first = _letters(company), _letters(company.split(maxsplit=1)[0]) if company else ""
    return any(
        label and whole and (label in whole or whole in label or (len(first) >= _SHORT and label.startswith(first)))
        for label in labels
    )


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def _spoken(language: Language, manner: Style, voice: Voice) -> dict[str, Any]:
    """The macros that take the place of the language's own: what was learned, and how dates are written there."""
    common = language.common
    regions = [name.removesuffix("countries") for name in common if name.endswith("_countries")]
    region = next((one for one in regions if voice.country in common[f"{one}countries"]), None)
    # "us_day" takes the place of "day" in the countries of "us_countries".
    own = {name.removeprefix(region): common[name] for name in common if region and name.startswith(region)}
    if manner.greeting:
        own["dear"] = own["hello"] = lambda _person, _familiar=False: manner.greeting
    usual, name = common.get("bye"), next(iter(manner.signed), "")
    if manner.sign_off:
        own["bye"] = lambda me: f"{manner.sign_off}\\\n{name or me}"
    elif name and callable(usual):
        own["bye"] = lambda _me: usual(name)
    return own


def _near(day: date | None, today: date) -> date | None:
    return day if day is not None and abs(today - day) < _NAMED_WITHIN else None


def _past(day: date | None, today: date) -> date | None:
    return _near(day, today) if day is not None and day <= today else None
