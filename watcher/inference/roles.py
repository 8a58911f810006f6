"""A role as people name it: in a subject of their own words, and in the sentence with which they apply.

Where no pattern says where a title ends, the words of each language tell: those before it ("Application for",
"Bewerbung um die Stelle als"), those after it ("position", "gesucht"), those that end it ("published in", "ab sofort"),
and the titles themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from watcher.inference.folding import Sentence, fold
from watcher.inference.names import plain
from watcher.inference.phrases import Read
from watcher.inference.subjects import bare
from watcher.inference.tables import Language
from watcher.reading import Message

MAX_WORDS = 7
MAX_SENTENCES = 12
MAX_BEFORE = 3  # words of a title before the one that makes it one
MAX_SUBJECT = 300
_SHORT = 4  # letters of what is written in capitals inside a title: "Assistante RH"
_NUMBERS = 3  # digits of what is no part of a title

_ABBREVIATED = r"(?<!\bSr)(?<!\bJr)(?<!\bDr)(?<!\bSt)(?<!\bAsst)(?<!\bSnr)"
_BREAKS = re.compile(
    rf"\s[-–—|·•>@]{{1,3}}\s|\s?[:;|!?…]{{1,3}}(?:\s|$)|,(?:\s|$)|{_ABBREVIATED}\.(?:\s|$)|[\"„“”«»\[\]()]|\s[-–—]$"
)
_GENDER = re.compile(
    r"\s?[(\[]?(?<!\w)[mwfdhxvi](?:\s?[/|]\s?(?:[mwfdhxvi]|div)){1,3}(?!\w)[)\]]?|\(all genders\)", re.IGNORECASE
)
_HOURS = re.compile(r"\d{1,3}\s?(?:h|hrs?|u|uur|std|%)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?<!\w)(?:ref(?:er[eê]n\w{1,4})?|r[eé]f(?:[eé]rence)?|rif|kennziffer|kennzahl|kennung|chiffre|job-?id|req|"
    r"vacaturenummer|stellennummer|vacancy no|job no|n°|nº|nr|num)[.:#\s]{0,3}(?=\S{0,20}\d)\S{1,24}",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"(?<!\w)([dl]|dell|all|nell)['’](?=\w)", re.IGNORECASE)
_MARKS = ",.;:!?()\"'“”„«»*_"


@dataclass(frozen=True, slots=True)
class Told:
    """A role, and whether a word of it is known as a title."""

    role: str = ""
    titled: bool = False
    spoken: bool = False  # in running text, where what follows it may not belong to it
    followed: bool = False  # by "position" or the like


NOTHING = Told()


def told_role(message: Message, read: Read, names: frozenset[str], company: str) -> Told:
    """The role that subject or body names in free words; a titled one first. `names` are words of people's names."""
    if not _speaks(read):
        return NOTHING
    found = [*_in_subject(message.subject, read, names, company), *_in_body(read, names, company)]
    found.sort(key=lambda told: (not told.titled, told.spoken, not told.followed))
    if not found:
        return NOTHING
    first = found[0]
    more = (told for told in found[1:] if told.titled and plain(told.role).startswith(plain(first.role)))
    return next(more, first) if " " not in first.role and not first.followed else first


def words_of_names(message: Message) -> frozenset[str]:
    """The words of the names of those who write and read."""
    people = [address for address in (message.from_, *message.to) if address is not None]
    return frozenset(_bare(word) for address in people for word in address.name.split())


def better(found: str, told: Told, read: Read) -> str:
    """Of a role that a pattern caught and one that free words tell, the one that is a title, and whole."""
    if not _speaks(read):
        return found
    caught = tidied(found, read)
    if not told.role:
        return caught
    if not caught or (told.titled and not _holds_title(caught, read)):
        return told.role
    more = plain(told.role) != plain(caught) and plain(caught) in plain(told.role)
    joined = any(_bare(word) in language.roles.inside for language in read.languages for word in told.role.split()[1:2])
    return told.role if told.titled and more and (joined or not told.spoken) else caught


def _holds_title(role: str, read: Read) -> bool:
    return any(_titled_at([word], language) is not None for language in read.languages for word in role.split())


def _speaks(read: Read) -> bool:
    """Whether the words around a role are known in the message's language."""
    return bool(read.languages) and bool(read.languages[0].roles.heads)


def tidied(role: str, read: Read) -> str:
    """A captured role without the words that only lead to it, and those that speak of its advertisement."""
    for language in read.languages:
        roles, words = language.roles, _words(role)
        while words and _bare(words[0]) in roles.empty and _titled_at(words[:1], language) is None:
            words = words[1:]
            while words and _bare(words[0]) in roles.inside:
                words = words[1:]
        at = next((i for i, word in enumerate(words) if i and _bare(word) in roles.ends), len(words))
        while at and _bare(words[at - 1]) in roles.inside:
            at -= 1
        role = _joined(words[:at]).rstrip(" ,-–—")
        if _bare(role) in roles.vague and _titled_at([role], language) is None:
            return ""
    return role


def _joined(words: list[str]) -> str:
    return " ".join(words).replace("' ", "'")


def _known(read: Read) -> list[Language]:
    return [language for language in read.languages if language.roles.heads]


def _in_subject(subject: str, read: Read, names: frozenset[str], company: str) -> list[Told]:
    line = _GENDER.sub("", bare(subject)[:MAX_SUBJECT])
    segments = [part.strip() for part in _BREAKS.split(_REFERENCE.sub(" | ", line)) if part.strip()]
    found: list[Told] = []
    for language in _known(read):
        sure = False
        for segment in segments:
            words = _words(segment)
            told, sure = _in_segment(words, language, names, company, sure=sure)
            if told.role:
                found.append(told)
    return found


def _in_segment(
    words: list[str], language: Language, names: frozenset[str], company: str, *, sure: bool
) -> tuple[Told, bool]:
    """The role after the words that lead to one; and whether the next segment is one, as after "Vacancy:"."""
    rest = words
    while rest:
        rest = _after_heads(words, language)
        sure = _names_one(words[: len(words) - len(rest)], language, sure=sure)
        told = _phrase(rest, language, names, company, sure=sure)
        if told.role or not rest:
            return told, sure and not rest
        words = rest
        while words and _bare(words[0]) not in language.roles.heads | language.roles.names:
            words = words[1:]
        rest, sure = words, False
    return NOTHING, False


def _names_one(heads: list[str], language: Language, *, sure: bool) -> bool:
    """Whether words that lead to a role make one of whatever follows: "post of", and not "post in"."""
    for word in map(_bare, heads):
        if word in language.roles.names or word in language.roles.places:
            sure = word in language.roles.names
    return sure


def _in_body(read: Read, names: frozenset[str], company: str) -> Iterator[Told]:
    for sentence in read.body.sentences[:MAX_SENTENCES]:
        for language in _known(read):
            for lead in language.roles.leads:
                told = _after(lead.regex, sentence, language, names, company)
                if told.role:
                    yield replace(told, spoken=True)


def _after(lead: re.Pattern[str], sentence: Sentence, language: Language, names: frozenset[str], company: str) -> Told:
    match = lead.search(sentence.bare)
    if match is None:
        return NOTHING
    text = _GENDER.sub("", sentence.written_from(match.start("role"))[:MAX_SUBJECT])
    segment = next((part for part in _BREAKS.split(text) if part.strip()), "")
    words = _words(segment)
    return _phrase(_after_heads(words, language), language, names, company, sure=False)


def _words(text: str) -> list[str]:
    return _ELIDED.sub(r"\1' ", text).split()


def _bare(word: str) -> str:
    return fold(word).strip(_MARKS)


def _after_heads(words: list[str], language: Language) -> list[str]:
    """The words after those that lead to a role: "Application for the post of"."""
    at = 0
    while at < len(words) and _bare(words[at]) in language.roles.heads | language.roles.names:
        at += 1
    return words[at:]


def _phrase(words: list[str], language: Language, names: frozenset[str], company: str, *, sure: bool) -> Told:
    """The role with which words begin. Without a known title it counts where "position" or the like stands beside."""
    roles = language.roles
    kept: list[str] = []
    follows = False
    for at, word in enumerate(words):
        if _bare(word) in roles.follows and kept:
            follows = True
            break
        if _ends(words, at, language, names, company):
            break
        kept.append(word)
    while kept and (_bare(kept[-1]) in roles.inside or not _bare(kept[-1])):
        kept.pop()
    if len(kept) == 1 and (opened := _opened(kept[0], language)):
        kept, sure = [opened], True
    if not kept or len(kept) > MAX_WORDS or _bare(kept[0]) in roles.inside | roles.empty:
        return NOTHING
    inner = {_bare(word) for word in kept} - roles.inside
    if not inner.isdisjoint(language.stopwords | roles.never):
        return NOTHING
    title = _titled_at(kept, language)
    vague = title is None or (len(kept) == 1 and _bare(kept[0]) in roles.vague)
    if (vague and not (sure or follows)) or _is_company(kept, company):
        return NOTHING
    role = _joined(kept).strip(_MARKS.replace("(", "").replace(")", "") + " -–—/")
    letters = sum(c.isalpha() for c in role)
    return Told(role, title is not None, followed=follows) if letters > (1 if title is not None else 2) else NOTHING


def _opened(word: str, language: Language) -> str:
    """A title that is one word with that for an opening: "Hausmeisterstelle"."""
    for ending in language.roles.openings:
        if fold(word).endswith(ending) and len(word) > len(ending) + _SHORT:
            title = word[: -len(ending)]
            for one in (title, title.removesuffix("s"), title.removesuffix("n"), title.removesuffix("en")):
                if _titled_at([one], language) is not None:
                    return one
    return ""


def _ends(words: list[str], at: int, language: Language, names: frozenset[str], company: str) -> bool:
    """Whether a role ends before this word."""
    word, roles = words[at], language.roles
    this = _bare(word)
    following = words[at + 1] if at + 1 < len(words) else ""
    numbered = sum(c.isdigit() for c in word) >= _NUMBERS or _HOURS.match(word) is not None
    if this in roles.ends or (this in names and len(this) > 1) or numbered:
        return True
    if not at:
        return False
    before = words[at - 1]
    if this in roles.places and following[:1].isupper() and _bare(before) not in roles.teaches:
        return True
    if roles.capitals and before[:1].isupper() and word[:1].islower():
        return this not in roles.inside or not following[:1].isupper()
    small = before[:1].islower() and _bare(before) not in roles.inside | roles.teaches
    if not language.roles.capitals and small and word[:1].isupper() and not (word.isupper() and len(word) <= _SHORT):
        return True
    return _is_company(words[at:], company)


def _is_company(words: list[str], company: str) -> bool:
    name = plain(" ".join(words))
    return bool(company and name) and (name == plain(company) or (len(name) > _SHORT and plain(company).endswith(name)))


def _titled_at(words: list[str], language: Language) -> int | None:
    """Where the word stands that makes words a title: the last one in English, one of the first elsewhere."""
    roles = language.roles
    told = [_bare(word) for word in words]
    for at, word in enumerate(told):
        short = word.split("/")[0]
        if not any(one in roles.titles or (roles.endings and one.endswith(roles.endings)) for one in (word, short)):
            continue
        if roles.last:
            if at == len(told) - 1 or told[at + 1] in roles.inside or told[at + 1][:1].isdigit():
                return at
        elif at < MAX_BEFORE:
            return at
    return None
