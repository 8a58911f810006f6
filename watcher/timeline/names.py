"""Names of companies and roles, to compare: by what is written, never by likeness. "Meta" is not "Metaverse".

What differs from mail to mail and tells no other employer or job falls away: case, spacing, legal form, the words of a
desk, the marking of genders. What may tell another one (a place, a team, a number) is kept beside the name as a mark:
two names fit while neither tells what the other contradicts. Rank is part of the name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_MAX = 200
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Name:
    """A name as told: `cores` are its spellings, of which one suffices, `marks` what is told besides.

    False where nothing was told.
    """

    cores: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.cores)

    def fits(self, other: Name) -> bool:
        """They may be one: a spelling in common; of numbers, and of words, one tells only what the other tells too."""
        if self.cores.isdisjoint(other.cores):
            return False
        ours, theirs = self.marks - other.marks, other.marks - self.marks
        return not any(_is_number(one) is _is_number(two) for one in ours for two in theirs)

    def within(self, other: Name) -> bool:
        """It tells nothing that `other` does not tell; an empty one tells nothing."""
        return not self or (self.cores >= other.cores and self.marks <= other.marks)

    def joined(self, other: Name) -> Name:
        """What both tell together, where they fit."""
        return Name(self.cores & other.cores, self.marks | other.marks)


NO_NAME = Name()


def _is_number(mark: str) -> bool:
    return mark.startswith("#")


_SPACE = re.compile(r"\s{1,200}")
_EDGES = " .,;:!\"'-–—|"
_WORD = re.compile(r"[^\W_]{1,60}")
_UMLAUT = re.compile(r"(?<=[^\W_])([aou])e(?=[^\W_])")
_LONG = 4

_LEGAL = frozenset(
    """ab ag aps as a/s asa bv co company corp corporation eg ev ggmbh gmbh inc incorporated kft kg kgaa limited llc llp
    lp ltd lda mbh nv oy oyj plc pte pty sa sarl sas sasu se sl slu spa srl ug""".split()  # noqa: SIM905
)
_JOINTS = frozenset(("&", "+", "und", "and", "et", "y", "e"))
_BEFORE_PLACE = frozenset("of de der für for von in di do du d' the la".split())  # noqa: SIM905
_DESK = re.compile(
    r"\s(?:(?:talent|hiring|recruiting|recruitment|careers?|people|hr|karriere)[\s-]team|talent acquisition(?: team)?"
    r"|careers?|karriere|recruiting|recruitment|hr|jobs)$"
)
_THE_TEAM = re.compile(r"^the (.{1,80}) team$")
_VIA = re.compile(r"\s?\(?\b(?:via|über|through|powered by)\s.{1,80}$")
_TLD = re.compile(
    r"^(?:www\.)?([\w-]{2,40})\.(?:com?|net|org|de|at|ch|fr|es|it|nl|eu|io|ai|co\.uk|com\.br|pt|be|se|dk|no|fi|pl|cz)$"
)
_REGIONS = {
    word: names.split()[0]
    for names in (
        "germany deutschland allemagne",
        "austria österreich",
        "switzerland schweiz suisse",
        "france frankreich",
        "uk gb",
        "ireland",
        "usa us",
        "canada",
        "spain españa spanien",
        "italy italia italien",
        "netherlands nederland niederlande",
        "belgium belgique belgië",
        "portugal",
        "poland polska polen",
        "sweden sverige",
        "denmark danmark",
        "norway norge",
        "finland suomi",
        "brazil brasil",
        "mexico méxico",
        "india",
        "europe europa",
        "emea",
        "dach",
        "global international worldwide",
        "group gruppe groupe grupo gruppo holding holdings",
    )
    for word in names.split()
}


@lru_cache(_KEPT)
def company_name(written: str) -> Name:
    """A company: "ACME GmbH & Co. KG", "The Acme Team" and "acme.com" are "Acme"; of "Acme Germany" that is a mark."""
    text = _VIA.sub("", _folded(written)).strip(_EDGES)
    text = _THE_TEAM.sub(r"\1", _TLD.sub(r"\1", text)).removeprefix("the ")
    words = _DESK.sub("", _without_legal(text)).split()
    marks = set()
    while len(words) > 1 and (region := _REGIONS.get(_bare(words[-1]))) and words[-2] not in _BEFORE_PLACE:
        marks.add(region)
        words = _without_legal(" ".join(words[:-1])).split()
    core = _plain("&" if word in _JOINTS else word for word in words) or text
    return Name(frozenset((core,)), frozenset(marks)) if core else NO_NAME


def _without_legal(text: str) -> str:
    words = text.split()
    while len(words) > 1 and (_bare(words[-1]) in _LEGAL or words[-1] in _JOINTS):
        words.pop()
    return " ".join(words)


# The marking of genders, which laws ask of an advertisement (in Germany AGG section 11), is part of no role's name.
_LETTERS = r"(?:[mwfdxhivng]|div(?:ers|\.)?)"
_GENDER = re.compile(
    rf"[(\[]\s?(?:all genders?|any gender|alle geschlechter|gn|{_LETTERS}(?:\s?[/|,*:]\s?{_LETTERS}){{1,4}})\s?[)\]]"
    rf"|(?<![\w/]){_LETTERS}(?:\s?[/|*]\s?{_LETTERS}){{1,4}}(?![\w/])"
)
_BOTH = re.compile(r"(?<!\w)([^\W\d_]{4,40})\s?/\s?(?:\1(?:in|e|a)|[^\W\d_]{0,40}frau)(?!\w)")
_INCLUSIVE = re.compile(
    r"(?<=[^\W\d_]{3})(?:/-?in|[:*_·•]in|/-?frau|[/:*_·•.(-](?:euse|trice|rice|se|ne|e)|[/(](?:a|o|in)|/-?a)\)?(?!\w)"
)
_FEMININE = (
    (re.compile(r"(?<=er|or|nt)in$|(?<=eur|ist|oge)in$"), ""),
    (re.compile(r"(?<=[^\W\d_]{4})frau$"), "mann"),
    (re.compile(r"euse$"), "eur"),
    (re.compile(r"(?:trice|teur|tore|tora)$"), "tor"),
    (re.compile(r"dora$"), "dor"),
    (re.compile(r"(?<=i)enne$"), "en"),
    (re.compile(r"ière$"), "ier"),
    (re.compile(r"iera$"), "iero"),
    (re.compile(r"ée$"), "é"),
)
_SEGMENTS = re.compile(r"\s[-–—|•·/@]\s|[|•·,;()\[\]]|:\s")
_NUMBER = re.compile(
    r"(?:(?:job|stellen|req\w{0,10}|ref\w{0,8}|jr|r|id|no|nr|kennziffer|posting)[\s.:#_-]{0,3}){0,3}"
    r"#?[a-z]{0,3}[-_]?(\d[\d_/-]{2,14})[a-z]?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:/\d{2,4})?")
_SHORT = {
    "sr": "senior", "jr": "junior", "snr": "senior", "1": "i", "2": "ii", "3": "iii", "4": "iv", "&": "and",
    "eng": "engineer", "engr": "engineer", "dev": "developer", "mgr": "manager", "asst": "assistant",
    "rep": "representative", "coord": "coordinator", "ops": "operations", "qa": "quality assurance",
    "hr": "human resources", "ml": "machine learning", "swe": "software engineer", "sde": "software engineer",
    "ui/ux": "ux/ui",
}  # fmt: skip
_RANKS = frozenset(
    """senior junior lead staff principal head chief i ii iii iv v intern internship trainee graduate werkstudent
    praktikum praktikant stage stagiaire working student entry mid level expert distinguished fellow deputy vp
    director associate assistant""".split()  # noqa: SIM905
)


@lru_cache(_KEPT)
def role_name(written: str) -> Name:
    """A role: "R-123 Entwickler/in (m/w/d), Berlin" is "Entwickler", with number and place as marks."""
    text = _GENDER.sub(" ", _folded(written))
    text = _INCLUSIVE.sub("", _BOTH.sub(r"\1", text))
    segments = [words for part in _SEGMENTS.split(text) if (words := _role_words(part))]
    marks = {number for words in segments for number in words if number.startswith("#")}
    told = [[word for word in words if not word.startswith("#")] for words in segments]
    told = [words for words in told if words]
    if not told:
        core = _plain([text]) or text.strip()
        return Name(frozenset((core,)), frozenset(marks)) if core else NO_NAME
    ranks = [" ".join(words) for words in told if _RANKS.issuperset(words)] if len(told) > 1 else []
    rest = [words for words in told if " ".join(words) not in ranks] or [told.pop()]
    core, marks = _plain(rest[0]), marks | {_plain(words) for words in rest[1:]}
    cores = {_plain([*ranks, core])}
    if ranks and text.lstrip().startswith(("(", "[")):
        cores.add(core)  # "(Senior) Data Engineer" is for either
    return Name(frozenset(cores), frozenset(marks))


_AT = re.compile(r"(?: (?:at|with|for|bei|bij|chez|presso|en|na|hos|på|von|da|de|der|@|-|–|,|\(){1,2}){1,2} ?$")


def role_alone(role: str, company: str) -> str:
    """A role as written, without the company that was caught with it: "Cook at Acme", "Cook (Acme GmbH)"."""
    wanted = company_name(company).cores
    words = role.split()
    for start in range(1, len(words)) if wanted else ():
        rest = " ".join(words[start:]).lstrip("(").rstrip(")")
        before = " ".join(words[:start]) + (" (" if words[start].startswith("(") else " ")
        joint = _AT.search(before)
        if joint and joint.start() and _is_whole_or_more(rest, wanted):
            return before[: joint.start()].strip(_EDGES)
    if wanted and not company_name(role).cores.isdisjoint(wanted):
        return ""
    for end in range(1, len(words)) if wanted else ():
        if not company_name(" ".join(words[:end])).cores.isdisjoint(wanted):
            return " ".join(words[end:]).strip(_EDGES)
    return role


def _is_whole_or_more(told: str, wanted: frozenset[str]) -> bool:
    """The company, or its name with more words: "Acme Foods" of Acme, which "Acmeville" is not."""
    words = told.split()
    begins = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    return any(not company_name(begin).cores.isdisjoint(wanted) for begin in begins)


def _role_words(segment: str) -> list[str]:
    """The words of a segment; a requisition number at either end as "#123"."""
    text = segment.strip(_EDGES)
    if not text or ((number := _NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)):
        return [f"#{_plain([number[1]])}"] if text and number else []
    words = text.split()
    numbers = []
    for end in (0, -1):
        number = None if len(words) == 1 or _YEAR.fullmatch(words[end]) else _NUMBER.fullmatch(words[end].strip(_EDGES))
        if number:
            numbers.append(f"#{_plain([number[1]])}")
            del words[end]
    return [*numbers, *(_masculine(_SHORT.get(bare, bare)) for word in words if (bare := word.strip(_EDGES)))]


def _masculine(word: str) -> str:
    """The form that stands for both in a title."""
    for ending, instead in _FEMININE:
        if ending.search(word):
            return ending.sub(instead, word)
    return word


def _plain(words: Iterable[str]) -> str:
    """Letters and digits alone, without accents: as domains and machines write them."""
    text = unicodedata.normalize("NFKD", "".join(words))
    text = "".join(c for c in text if c.isalnum() or c in "&+#")
    return _UMLAUT.sub(r"\1", text) if len(text) > _LONG else text


def _bare(word: str) -> str:
    return word.replace(".", "").strip(_EDGES + "()[]")


def _folded(name: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", name[:_MAX]).casefold()).strip()
