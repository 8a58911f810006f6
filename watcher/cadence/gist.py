"""What is remembered of a draft, of which no body is kept, and of what the user sent of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Certainty(StrEnum):
    """How surely a mail of the user is a draft of ours."""

    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Copy:
    """What the user sent of a draft, and by what it is known.

    `identity` is that of the message, and `to` its recipients, lower case: "" and () where no copy was filed, and an
    answer alone proves that it was sent. `signs` are words, such as "Message-ID" or "recipient".
    """

    identity: str
    to: tuple[str, ...]
    certainty: Certainty
    signs: tuple[str, ...]

    @property
    def told(self) -> str:
        """In words to the user."""
        return f"{self.certainty.value}, by {', '.join(self.signs)}"


@dataclass(frozen=True, slots=True)
class Background:
    """What has happened that a careful writer would not pass over. Dates are local to the user, None where it did not.

    `confirmed_on` is when the application was last confirmed to have come in, if that is their last word, and
    `acknowledged` is False where nothing at all came back. `called_off_on` is the day of the interview that was last
    fixed, where it was called off and no other was agreed; `handed_in_on` when the user handed in a task, and
    `on_hold_since` when a human said that the position is on hold, each as long as nobody has written since.
    """

    confirmed_on: date | None = None
    acknowledged: bool = True
    called_off_on: date | None = None
    handed_in_on: date | None = None
    on_hold_since: date | None = None


NO_BACKGROUND = Background()


@dataclass(frozen=True, slots=True)
class Named:
    """What a letter may name that can turn out otherwise: the fields of the `FollowUp`; `name` is the recipient's.

    `background` is None for drafts of older versions, which named nothing of it.
    """

    company: str
    role: str
    name: str
    language: str
    applied_on: date | None
    interview_at: datetime | None
    last_contact_on: date | None
    promised_by: date | None
    interviewed: bool
    late: bool
    background: Background | None = None


@dataclass(frozen=True, slots=True)
class Gist:
    """What is remembered of a draft, of which no body is kept.

    `wording` names the text that was chosen ("en/persistence#2"), "" where it is not known. `answers` is the Message-ID
    of what it replies to. `words` are those of the text (`likeness.words_of`), as it was written or as the user left
    it. `named` are the facts that it was written with, None for drafts of older versions. `names` are company and role
    where the text has them: they tell it from a like letter about another job.
    """

    wording: str = ""
    answers: str = ""
    words: frozenset[str] = frozenset()
    named: Named | None = None
    names: tuple[str, ...] = ()


NO_GIST = Gist()
