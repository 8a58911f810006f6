"""Reasons that are told to the user: English sentences that know what they say, to be said in another language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from watcher.timeline.reasons import ENGLISH

Facts = Mapping[str, "str | int"]


class Why(str):
    """A reason as the terminal and the log tell it, which is all that most readers want of it: a string.

    `code` names what it says, `facts` are what its gaps hold: strings of mail, ISO dates, numbers, other reasons. The
    digest has words for every code in every language but English.
    """

    code: str
    facts: Facts

    def __new__(cls, code: str, **facts: str | int) -> Self:
        """Fill in the facts; KeyError where one is missing, or where nothing has that code."""
        return cls._made(code, ENGLISH[code].format_map(facts), facts)

    @classmethod
    def _made(cls, code: str, words: str, facts: Facts) -> Self:
        made = super().__new__(cls, words)
        made.code, made.facts = code, facts
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return self._made, (self.code, str(self), dict(self.facts))


def kept(reason: str) -> str:
    """A reason as it lies in the ledger: JSON, or its words alone where it has no code."""
    return json.dumps(_row(reason), ensure_ascii=False) if isinstance(reason, Why) else reason


def unkept(text: str) -> str:
    """What `kept` gave; anything else is words."""
    if not text.startswith('{"why": '):
        return text
    try:
        return _reason(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        return text


def _row(why: Why) -> dict[str, Any]:
    facts = {name: _row(fact) if isinstance(fact, Why) else fact for name, fact in why.facts.items()}
    return {"why": why.code, "words": str(why), "facts": facts}


def _reason(row: Mapping[str, Any]) -> Why:
    facts = {name: _reason(fact) if isinstance(fact, dict) else fact for name, fact in row["facts"].items()}
    return Why._made(str(row["why"]), str(row["words"]), facts)
