"""Strings that came in mail, made fit to stand in a letter: what is hostile, broken or doubtful counts as unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

LONGEST_FACT = 120
LONGEST_SUBJECT = 200
LONGEST_NAME = 60
_READ_AT_MOST = 2_000
_MOST_NAMES = 5  # Juan Carlos de la Cruz
_INITIALS = 2

# Cc controls, Cf bidi and invisible, Cs lone surrogates, Co private, Cn unassigned, Zl and Zp line separators.
_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})
_BREAKS = frozenset({"Cc", "Zl", "Zp", "Zs"})

_MARKUP = re.compile(r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\{#.{0,200}?#\}|\$\{.{0,200}?\}")
_URL = re.compile(r"(?:[a-z]{2,12}://|www\.)\S{0,500}", re.IGNORECASE)
_LINK = re.compile(r"://|www\.|@|\w\.[a-z]{2,12}/", re.IGNORECASE)
_UNFIT = re.compile(r"[{}<>\[\]|\\^`~$=_*#]|%\w{1,40}%|&\w{1,10};")
_NOTHING = frozenset({"none", "null", "nil", "n/a", "na", "unknown", "undefined", "nan", "tbd", "test"})

# "(m/w/d)", "[f/m/x]", "(all genders)", "H/F": the law wants them in a posting, nobody writes them in a letter.
_GENDERS = re.compile(
    r"[(\[]\s?(?:[mwfdxh](?:\s?[/|]\s?[mwfdxh*]){1,3}|all genders?|gn|d/?m/?w)\s?[)\]]"
    r"|\b[mwfdxh](?:[/|][mwfdxh]){2}(?!\w)|\b(?:[hH]/[fF]|[mM]/[wWfF]|[wWfF]/[mM])(?![\w/])",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\s[(\[#][^()\[\]#]{0,40}\d[^()\[\]#]{0,40}[)\]]?$")

_RELAYED = re.compile(r"\s(?:via|from|at|von|bei|chez|@|[|/–—-])\s.{0,200}$", re.IGNORECASE)
_ASIDE = re.compile(r"\s?[(\[][^()\[\]]{0,200}[)\]]")

_NOBODY = re.compile(
    r"no.?(?:reply|response|answer)|do.?not.?reply|not.?reply|mailer.daemon|^postmaster@|^bounces?[+@.-]"
    r"|keine.?antwort|nicht.?antworten|ne.?pas.?repondre|no.?responder|non.?rispondere|nao.?responda|niet.?beantwoorden",
    re.IGNORECASE,
)


def one_line(text: str) -> str:
    """Make one line of printable text: no controls, bidi overrides or invisible characters, no encoded words.

    "=?" is parted, because header libraries decode encoded words wherever they stand (RFC 2047 section 5).
    """
    text = text[:_READ_AT_MOST]
    if text.isascii() and text.isprintable():
        return " ".join(text.replace("=?", "= ?").split())
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category not in _UNSEEN:
            kept.append(" " if category in _BREAKS else character)
    return " ".join("".join(kept).replace("=?", "= ?").split())


def subject(text: str) -> str:
    """Make a subject fit to be answered: one line, without template markup or URLs, at most 200 characters."""
    bare = " ".join(_URL.sub("", _MARKUP.sub("", one_line(text))).split())
    if len(bare) <= LONGEST_SUBJECT:
        return bare
    return bare[:LONGEST_SUBJECT].rsplit(" ", 1)[0]


def _fact(text: str) -> str:
    fact = one_line(text)
    if len(fact) > LONGEST_FACT or _LINK.search(fact):
        return ""
    fact = "".join(" " if unicodedata.category(character) == "So" else character for character in fact)
    fact = " ".join(fact.split()).strip(" ,;:-–—/\"'“”„«»")
    if _UNFIT.search(fact) or fact.lower() in _NOTHING or not any(character.isalpha() for character in fact):
        return ""
    return fact if fact.count("(") == fact.count(")") and "()" not in fact else ""


def company(text: str) -> str:
    """Give the employer's name as a letter may name it, "" where it is unknown or not to be trusted."""
    return _fact(text)


def role(text: str, nouns: Collection[str] = ()) -> str:
    """Give the role as a letter may name it, "" where it is unknown or not to be trusted.

    Gender marks and requisition numbers go. So do `nouns` at either end ("position", "role"; lower case), which the
    sentence around it brings itself.
    """
    fact = _fact(_REFERENCE.sub("", _GENDERS.sub(" ", one_line(text)[: LONGEST_FACT * 2])))
    words = fact.split()
    while words and words[-1].lower() in nouns:
        words.pop()
    while words and words[0].lower().rstrip(":") in nouns:
        words.pop(0)
    return " ".join(words).strip(" ,;:-–—")


@dataclass(frozen=True, slots=True)
class Person:
    """How to speak to somebody. `full` is "Jane Doe", `first` "Jane"; each "" where it cannot be told."""

    first: str = ""
    full: str = ""


def person(name: str, employer: str, titles: Collection[str], team_words: Collection[str]) -> Person:
    """Read a display name of any form: "Doe, Jane", "Jane Doe (Acme)", "Jane from Acme", "JANE DOE".

    Nobody where it names a team, the employer or an address. A title is kept and leaves no first name: what the
    person calls themselves is the only thing that is not a guess. `titles` and `team_words` are lower case.
    """
    words = [_cased(word) for word in _in_order(name, titles).split()]
    bare = " ".join(words)
    if not words or len(words) > _MOST_NAMES or len(bare) > LONGEST_NAME:
        return Person()
    if not all(character.isalpha() or character in " .'’-" or unicodedata.combining(character) for character in bare):
        return Person()
    if any(word.lower() in team_words for word in words) or (employer and employer.lower() in bare.lower()):
        return Person()
    if words[0].lower().rstrip(".") in titles:
        return Person(full=bare) if len(words) > 1 else Person()
    first = words[0]
    is_given = len(first) > 1 and not first.endswith(".") and "LATIN" in unicodedata.name(first[0], "")
    return Person(first=first if is_given else "", full=bare)


def _in_order(name: str, titles: Collection[str]) -> str:
    """The name without employer and degrees, the given name first, behind a title: "Müller, Jörg, Dr."."""
    bare = _RELAYED.sub("", _ASIDE.sub("", one_line(name)).strip(" \"'")).strip(" ,;:\"'")
    parts = bare.split(", ")
    behind = [part for part in parts[1:] if part.lower().rstrip(".") in titles]
    if behind:
        rest = ", ".join(part for part in parts if part not in behind)
        return " ".join([*behind, _in_order(rest, titles)])
    surname, comma, given = bare.partition(", ")
    if not comma:
        return _given_first(bare.split())
    is_degree = " " in surname and ("." in given or given.isupper() or given.lower() == "phd")
    return surname if is_degree else f"{given} {surname}"


def _given_first(words: list[str]) -> str:
    """A surname in capitals before a given name goes behind it: "LEFEVRE Hélène"."""
    loud = next((n for n, word in enumerate(words) if not (len(word) > 1 and word.isupper())), len(words))
    surname, given = words[:loud], words[loud:]
    if not given or not any(len(word) > _INITIALS for word in surname) or any(word.isupper() for word in given):
        return " ".join(words)
    return " ".join([*given, *(word if len(word) > _INITIALS else word.lower() for word in surname)])


def _cased(word: str) -> str:
    if len(word) > _INITIALS and word.isupper():
        return word[0] + word[1:].lower()
    return word


def is_nobody(email: str) -> bool:
    """Tell whether nobody reads what is sent to this address: no-reply, bounces, mailer-daemon."""
    return _NOBODY.search(email) is not None
