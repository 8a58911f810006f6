"""Company and role of what the user wrote: whom it goes to, and what the user calls them and the job."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from watcher.inference.company import Names, from_domain, written
from watcher.inference.folding import Sentence, fold
from watcher.inference.names import agrees, clean_company, clean_role, plain, spelled
from watcher.inference.phrases import Read
from watcher.inference.relayed import from_display
from watcher.inference.roles import better, told_role, words_of_names
from watcher.inference.senders import listed
from watcher.inference.subjects import is_reply
from watcher.inference.tables import NameWords, Tables
from watcher.reading import Message

MAX_SPELLED = 8000  # characters of the text
MAX_SENTENCES = 60
SPOKEN = 5  # words; a line with fewer may be the writer's own title in a signature
HEAD = 4  # letters by which a name is known as that of a domain
MAX_RUN = 7  # words of a title
PAST = 5  # words before a title in which its writer's own past is told

_WORD = re.compile(r"\S+")
_OWNER = re.compile(r"['’]s?$")
_SEGMENTS = re.compile(
    r" [-–—|·•@/] | ?-> |: | (?:for|at|bei|chez|presso|bij) |, (?=job|ref|req|id\b)| ?\((?![mwfdhx]/)", re.IGNORECASE
)
_NUMBERED = re.compile(r"^[#(]?(?=\S*\d)\S+$|^(?:ref|req|id|job)[.:#]?$", re.IGNORECASE)
_AND = re.compile(r" (?:and|und|et|y|e|en) ", re.IGNORECASE)
_MARKS = " ,.;:!?()\"'"
_JOINS = frozenset({"of", "in", "and", "&", "the"})
_BEFORE = frozenset(
    {"for", "about", "regarding", "the", "your", "this", "on", "of", "as", "a", "an", "to", "re", "concerning"}
)
_OWN_PAST = frozenset({"work", "worked", "working", "was", "been", "am", "i'm", "currently", "years", "employed"})
_AFTER = frozenset(
    {"interview", "interviews", "vacancy", "job", "post", "role", "position", "application", "opening", "opportunity"}
    | {
        "test",
        "exercise",
        "assessment",
        "challenge",
        "task",
        "offer",
        "search",
        "trial",
        "hire",
        "wanted",
        "internship",
    }
)


def outgoing_names(message: Message, read: Read, tables: Tables) -> Names:
    """The recipient's company as the words have it, else by its domain; the role as the words have it."""
    known = tables.names
    subject = written(read.subject, "subject", read, known)
    body = written(read.body, "body", read, known)
    quoted = written(read.quoted, "body", read, known) if read.quoted.sentences else Names()
    found = [name for name in (subject.company, body.company, quoted.company) if name]
    caught = _role(read, known, subject.role, body.role)
    companies = [from_domain(address.email, tables) for address in (*message.to, *message.cc)]
    people = words_of_names(message)
    told = told_role(message, read, people, next(filter(None, (*companies, *found)), ""))
    role = caught if is_reply(message) else better(caught, told, read)  # what a thread is about was told before
    role = quoted.role if plain(quoted.role).startswith(plain(role)) else role
    for address in (*message.to, *message.cc):
        domain = from_domain(address.email, tables)
        shown = from_display(address, listed(address.email, tables), known)
        if domain:
            called = _called(domain, address.name, read, known)
            agreeing = (name for name in (called, *found, shown) if name and agrees(name, domain, known))
            own = message.new_text or message.text
            spelt = spelled(domain, f"{address.name}\n{message.subject}\n{own[:MAX_SPELLED]}", known)
            return Names(next(agreeing, spelt or domain), role)
        if shown:
            return Names(shown, role)
    return Names(found[0] if found else "", role)


def _sentences(read: Read) -> Iterator[Sentence]:
    for wording in (read.subject, read.body, read.quoted):
        yield from wording.sentences[:MAX_SENTENCES]


def _called(domain: str, display: str, read: Read, known: NameWords) -> str:
    """The longest name in the words that begins as the domain does: "Harlow & Finch" for harlowandfinch.example."""
    label = plain(domain)
    names: list[str] = []
    for text in (display, *(sentence.original for sentence in _sentences(read))):
        for match in _WORD.finditer(text):
            word = _OWNER.sub("", match[0].strip(_MARKS))
            head = plain(word)
            if len(head) < min(HEAD, len(label)) or not label.startswith(head) or not word[:1].isupper():
                continue
            name = _OWNER.sub("", clean_company(text[match.start() :].lstrip(_MARKS), known)).rstrip(_MARKS)
            before, *rest = _AND.split(name, maxsplit=1)
            name = _without_form(before if rest and plain(before).startswith(label) else name, known)
            if name and agrees(name, domain, known):
                names.append(name)
    return max(names, key=len, default="")


def _without_form(name: str, known: NameWords) -> str:
    """The name without its legal form: people write of "Acme", of "Acme GmbH" only where the form asks for it."""
    words = name.split()
    while len(words) > 1 and fold(words[-1]).strip(_MARKS) in known.legal_forms and words[-2] not in ("&", "and"):
        words.pop()
    return " ".join(words).rstrip(",")


def _role(read: Read, known: NameWords, in_subject: str, in_body: str) -> str:
    """The role by the extraction patterns, else in a segment of the subject, else where a title is spoken of."""
    titles = frozenset[str]().union(*(x.titles | x.occupations for x in read.languages))
    segments = [_segment(x, known, titles) for line in read.subject.sentences for x in title_segments(line, titles)]
    several = next((role for role in segments if " " in role), "")
    if several or in_subject or in_body:
        return in_subject if len(in_subject) > len(several) else several or in_body
    for sentence in read.body.sentences[:MAX_SENTENCES]:
        role = _spoken_of(sentence.original, known, titles)
        if role:
            return role
    return next((role for role in segments if role), "")


def title_segments(subject: Sentence, titles: frozenset[str]) -> Iterator[list[str]]:
    """The segments of a subject that end as a title does, but for numbers and "interview" or "vacancy"."""
    for part in _SEGMENTS.split(subject.original):
        words = [word for word in part.split() if not _NUMBERED.match(word)]
        while words and fold(words[-1]).strip(_MARKS) in _AFTER:
            words.pop()
        if 0 < len(words) <= MAX_RUN and _ends_as_title(words, titles):
            yield words


def _segment(words: list[str], known: NameWords, titles: frozenset[str]) -> str:
    if not words[0][:1].isupper():
        return ""
    role = clean_role(" ".join(words), known, titles)
    return role if plain(role) == plain(" ".join(words)) else ""


def _ends_as_title(words: list[str], titles: frozenset[str]) -> bool:
    bare = [fold(word).strip(_MARKS) for word in words]
    return bare[-1] in titles or any(a in titles and b in _JOINS for a, b in pairwise(bare))


def _spoken_of(text: str, known: NameWords, titles: frozenset[str]) -> str:
    """A title in capitals within a sentence, after "for", "about" or an article, that is not the writer's past."""
    words = text.split()
    if len(words) <= SPOKEN:
        return ""
    bare = [fold(word).strip(_MARKS) for word in words]
    for at in range(1, len(words)):
        past = _OWN_PAST & set(bare[max(0, at - PAST) : at])
        if words[at][:1].isupper() and bare[at - 1] in _BEFORE and not past:
            run = _run(words[at : at + MAX_RUN], bare[at : at + MAX_RUN])
            if run and _ends_as_title(run, titles):
                return clean_role(" ".join(run), known, titles)
    return ""


def _run(words: list[str], bare: list[str]) -> list[str]:
    """The words in capitals from the first on, with what joins them, to the end of the clause."""
    kept: list[str] = []
    for word, plain_word in zip(words, bare, strict=True):
        if not (word[:1].isupper() or (plain_word in _JOINS and kept)) or plain_word == "i":
            break
        kept.append(word)
        if word[-1:] in ".?!;,":
            break
    while kept and fold(kept[-1]) in _JOINS:
        kept.pop()
    return kept
