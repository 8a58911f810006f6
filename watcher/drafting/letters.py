"""Letters and languages as values: what a letter may name, and where it is found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Template

from watcher.drafting.bounded import Bounded
from watcher.drafting.types import Fault

COMMON = "common"
FALLBACK = "en"

# What a letter may name. Strings are "" and dates None where unknown; `person` is a clean.Person. `wrote_on` is when
# the user wrote last, `heard_on` when the reader did: at most one of them is known. `promised_by` is a date that has
# passed without an answer, `news_due` tells the same of one that their words only came to ("early next week"), and
# `expected_by` is one that is still to come. `employer` is the company where a letter has to name it: in answer to its
# own people, and where only an address tells the name, it is "". `asked` counts the follow-ups that were sent and
# not answered, `attached` tells that the mail carries again what was sent with the application, and `familiar` that
# the two are on first-name terms, as languages with two forms of address have it (du, tu, je).
# `confirmed_on` is when the application was confirmed to have come in, `acknowledged` False where nothing came back at
# all. `called_off_on` is the day of an interview that is not to be and has no new date, `handed_in_on` when the user
# handed in a task, `on_hold_since` when they wrote that the position is on hold: each None once somebody wrote since.
FACTS = frozenset(
    {
        "company",
        "employer",
        "role",
        "person",
        "me",
        "applied_on",
        "interview_on",
        "wrote_on",
        "heard_on",
        "last_contact_on",
        "promised_by",
        "news_due",
        "expected_by",
        "late",
        "interviewed",
        "asked",
        "attached",
        "familiar",
        "confirmed_on",
        "acknowledged",
        "called_off_on",
        "handed_in_on",
        "on_hold_since",
    }
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of mail in one language: the subject of a new thread, and the wordings of the text.

    `name` is language and kind ("en/thank_you"), `path` the file that it came from, `text` what stands there. `mine`
    is True where the user wrote it. `lines` tell where each wording begins.
    """

    name: str
    path: str
    subject: Template
    wordings: tuple[Template, ...]
    lines: tuple[int, ...]
    text: str
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """One language: what its letters share, and the letters by name.

    `text` is what stands in its packaged `common.txt`, "" where the language is the user's own, and `own` what stands
    in the user's. `path` is that of the `common.txt` in force. `bounds` holds the user's templates in check, None where
    there are none.
    """

    common: Mapping[str, Any]
    letters: Mapping[str, Letter]
    text: str
    path: str
    bounds: Bounded | None = None
    own: str = ""

    @property
    def role_nouns(self) -> frozenset[str]:
        """The words for "position" and their articles, lower case, which a letter adds to a role by itself."""
        return frozenset(self.common.get("role_nouns", ()))


@dataclass(frozen=True, slots=True)
class Words:
    """What the `common.txt` of all languages know together, for mail comes in any of them. All lower case.

    `titles` stand before a name ("dr"), `team_words` show that a display name is no person's ("recruiting"), and
    `reply` finds one reply mark at the start of a subject ("Re: ", "AW[2]: ").
    """

    titles: frozenset[str]
    team_words: frozenset[str]
    reply: re.Pattern[str]


@dataclass(frozen=True)
class Templates:
    """All letters by language (ISO 639-1).

    `faults` are those of the user's own, and `packaged` is what stands in for them; None where these are the packaged.
    """

    languages: Mapping[str, Language]
    faults: tuple[Fault, ...] = ()
    packaged: Templates | None = None

    @cached_property
    def words(self) -> Words:
        """What these languages know together."""

        def union(name: str) -> frozenset[str]:
            return frozenset(str(word) for one in self.languages.values() for word in one.common.get(name, ()))

        marks = "|".join(re.escape(mark) for mark in sorted(union("reply_marks")))
        # "Re[2]:", "Re(3):" and "RE^2:" count replies; a full-width colon is East Asian.
        reply = re.compile(rf"^(?:{marks or 're'})(?:\s?[\[(^]\d{{1,3}}[\])]?)?\s?[:：]\s?", re.IGNORECASE)
        return Words(union("titles"), union("team_words"), reply)

    def find(self, name: str, language: str) -> tuple[Language, Letter] | None:
        """Give the letter in this language, else in English; None where neither has it."""
        for code in (language.lower().replace("_", "-").partition("-")[0], FALLBACK):
            known = self.languages.get(code)
            if known is not None and name in known.letters:
                return known, known.letters[name]
        return None

    def code(self, language: Language) -> str:
        """The code of one of these languages (ISO 639-1)."""
        return next((code for code, one in self.languages.items() if one is language), FALLBACK)


class HoleError(Exception):
    """A template fails while it is filled in, or leaves a gap; the text is that of its `fault`."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault
