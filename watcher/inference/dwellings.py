"""An application for a place to live, told by its address: "your application for 12 Oak St, Unit 4"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watcher.inference.phrases import LOOKED_AT, Read
from watcher.inference.tables import Language

_NUMBER = re.compile(r"(?!20[0-4]\d)\d{1,4}[a-z]?")  # and no year
_SMALL = 4  # letters of a word that may stand between: "for the", "um den"
_BETWEEN = 3  # such words
_FAR = 3  # words of a street's name
_LOOKED_AT = 10  # words after that for an application: the title of a job among them makes it one for that


def address_applied_for(read: Read) -> str:
    """The address that the words for an application are followed by, "" where there is none."""
    lines = (*read.subject.sentences, *read.body.sentences[:LOOKED_AT])
    for language in read.languages:
        for line in lines if language.applies else ():
            words = line.bare.split()
            if language.applies.isdisjoint(words):
                continue
            for at, word in enumerate(words):
                after = words[at + 1 : at + _LOOKED_AT]
                if (
                    word in language.applies
                    and language.titles.isdisjoint(after)
                    and (found := _address(after, language))
                ):
                    return found
    return ""


def _address(words: Sequence[str], language: Language) -> str:
    """The address with which these words begin, but for a preposition and an article."""
    for skipped in range(_BETWEEN + 1):
        place = words[skipped : skipped + _FAR + 2]
        if _numbered_street(place, language) or _street_and_number(place, language):
            return " ".join(place)
        if not place or len(place[0]) > _SMALL or place[0].isdigit():
            return ""
    return ""


def _numbered_street(place: Sequence[str], language: Language) -> bool:
    """As in "12 Oak St", "12 rue des Lilas"."""
    begins = bool(place) and _NUMBER.fullmatch(place[0]) is not None
    return begins and any(_is_street(word, language) for word in place[1 : _FAR + 1])


def _street_and_number(place: Sequence[str], language: Language) -> bool:
    """As in "Rosenweg 14", "calle Mayor 12", "Apt 3B"."""
    begins = bool(place) and _is_street(place[0], language)
    if not begins:
        return False
    numbers = [at for at, word in enumerate(place[: _FAR + 1]) if at and _NUMBER.fullmatch(word)]
    return any(not language.dates.months.keys() & set(place[at + 1 : at + 2]) for at in numbers)


def _is_street(word: str, language: Language) -> bool:
    return word in language.streets or any(
        word.endswith(street[1:]) for street in language.streets if street.startswith("~")
    )
