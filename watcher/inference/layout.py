"""Company and role where the layout tells them: the card of a job board, labelled lines, a subject's segments."""

from __future__ import annotations

import re
from itertools import pairwise

from watcher.inference.folding import fold
from watcher.inference.names import clean_company, clean_role, plain
from watcher.inference.tables import NameWords

MAX_LINES = 60
MAX_CARD_WORDS = 11
MAX_SEGMENT_WORDS = 6
MAX_SMALL = 4  # words of a title in small letters

_GRADES = frozenset(("i", "ii", "iii", "iv", "v", "1", "2", "3", "4", "5"))
_BESIDE = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]|(?<!\S)\S{0,20}\d\S{0,20}")
_BETWEEN = re.compile(r" [-–—|·•] ")
_SEGMENTS = re.compile(r" [-–—|·•@] |: ")
_REFERENCE = re.compile(
    r"^(?:(?=\S{0,20}\d{3})[\w./-]{4,24}\s{1,3}){1,2}|^(?:ref|req|job|id)[\s.:#]{0,3}\S{2,20}\s", re.IGNORECASE
)
_LABEL = re.compile(r"^([^\W\d_]{4,16})\s?:\s{0,4}(\S.{1,80})$")
_HOST = re.compile(r" (?:with|mit|avec|con|com|met) [^\W\d_]\S{0,20} \S{1,20} \(([^()]{2,60})\)")


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n", MAX_LINES * 2) if line.strip()][:MAX_LINES]


def card_role(text: str, company: str, known: NameWords) -> str:
    """The title on a card, which stands on its own line above "Acme · Berlin (Hybrid)"."""
    lines = _lines(text)
    for above, line in pairwise(lines):
        head = _BETWEEN.split(line, maxsplit=1)
        if len(head) > 1 and plain(head[0]) == plain(company) and len(above.split()) <= MAX_CARD_WORDS:
            role = clean_role(above, known)
            if role and _title(role) == _title(above):
                return role
    return ""


def _title(line: str) -> str:
    """A title to compare, without what stands in brackets or holds a digit: "R-123 Cook (all genders)"."""
    return plain(_BESIDE.sub(" ", line))


def card_company(text: str, role: str, known: NameWords) -> str:
    """The company on a card, which stands before the place on the line below the title."""
    lines = _lines(text)
    for above, line in pairwise(lines):
        head = _BETWEEN.split(line, maxsplit=1)
        if len(head) > 1 and _title(above) == _title(role):
            return clean_company(head[0], known)
    return ""


def listed_job(text: str, known: NameWords, titles: frozenset[str]) -> tuple[str, str]:
    """A title on a line of its own with the company on the next, as boards list what was applied for."""
    lines = _lines(text)
    for line, below in pairwise(lines):
        words = line.split()
        if not 1 < len(words) <= MAX_SEGMENT_WORDS or fold(words[-1]).strip(",.()") not in titles:
            continue
        role = clean_role(line, known, titles)
        company = clean_company(below, known)
        if plain(role) == plain(line) and company and len(below.split()) <= MAX_SEGMENT_WORDS and ":" not in below:
            return role, company if plain(company) == plain(_BETWEEN.split(below, maxsplit=1)[0]) else ""
    return "", ""


def labelled_company(text: str, known: NameWords) -> str:
    """The company of a line such as "Employer: Acme"."""
    for line in _lines(text):
        found = _LABEL.match(line)
        if found is not None and fold(found[1]) in known.company_labels:
            return clean_company(found[2], known)
    return ""


def company_of_host(subject: str, known: NameWords) -> str:
    """The company in brackets after a host's name: "Call with Jane Doe (Acme)"."""
    found = _HOST.search(subject)
    return clean_company(found[1], known) if found is not None else ""


def leading_company(subject: str, known: NameWords) -> str:
    """The name before a subject's colon: "Acme: please share your availability"."""
    head, colon, _ = subject.partition(": ")
    name = clean_company(head, known) if colon else ""
    return name if plain(name) == plain(head) else ""


def segment_role(line: str, known: NameWords, titles: frozenset[str]) -> str:
    """The segment of a subject or summary that ends as a title does: "Interview: Ada Example - Data Engineer".

    Small letters are believed only where the title is all that stands there.
    """
    segments = [_REFERENCE.sub("", segment).strip() for segment in _SEGMENTS.split(line[:300])]
    for segment in segments:
        words = segment.split()
        small = not words or not words[0][:1].isupper()
        if not 1 < len(words) <= MAX_SEGMENT_WORDS or (small and (len(segments) > 1 or len(words) > MAX_SMALL)):
            continue
        bare = [fold(word).strip(",.()") for word in words]
        last = bare[-2] if bare[-1] in _GRADES else bare[-1]
        if last in titles and bare[0] not in known.desk:
            role = clean_role(segment, known, titles)
            if plain(role) == plain(segment):
                return role
    return ""
