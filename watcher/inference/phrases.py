"""The matching engine: which families of wording stand in a message, in which sentence, and by what words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watcher.inference.folding import EMPTY, MAX_TEXT, Sentence, Wording, fold, keys, prepare, vocabulary, words
from watcher.inference.patterns import Pattern
from watcher.inference.tables import Family, Language, Tables
from watcher.inference.types import Kind

MAX_EVIDENCE = 200
LOOKED_AT = 30  # sentences from the beginning in which context is counted: long newsletters speak of everything
FEWEST = 3  # stop words that make a language
NEARLY = 0.8  # of the stop words of the best: sister languages share them
LIKELY = 8  # languages that are tried on a text too short to tell
UNSURE = 100  # characters of a text that is too short for sister languages to be told apart
SAMPLE = 4_000  # characters by which the language is told
SHORT = 8  # a message of so few sentences needs less context
BRIEF = 16  # of so few lines, with greeting and signature, is what a person writes about one thing


@dataclass(frozen=True, slots=True)
class Hit:
    """A family found: the sentence, where in it, and whether in the subject."""

    family: Family
    sentence: Sentence
    start: int
    end: int
    in_subject: bool
    index: int = -1

    @property
    def evidence(self) -> str:
        """The words found, as they were written."""
        return shorten(self.sentence.written(self.start, self.end))


@dataclass(frozen=True, slots=True)
class Context:
    """How much a message speaks of a job search: distinct words of each table that stand in it.

    `firm` counts the strong and weak ones that speak of nothing but jobs; `brief` is what a person writes about one
    thing. In what the user wrote, `named` counts the words for a job and the jobs named, `titled` those in the subject,
    and `tied` tells that the message is known to be of a job search.
    """

    strong: int = 0
    weak: int = 0
    foreign: int = 0
    short: bool = False
    firm: int = 0
    named: int = 0
    titled: int = 0
    brief: bool = False
    tied: bool = False

    def allows(self, needs: str) -> bool:
        """Whether a family with these needs may speak."""
        if needs == "hard":
            return self.strong >= 1
        if needs == "post":
            if not self.brief:
                return self.strong > 1 or (self.strong == 1 and self.named >= 1)
            return self.strong >= 1 or (self.named >= 1 and self.foreign <= self.weak + self.named)
        if needs == "tied":
            return self.tied
        if needs == "two":
            return self.strong >= 1 or self.weak > 1
        if needs == "open":
            return self.strong >= 1 or self.foreign == 0
        if needs == "job":
            enough = 1 if self.short and self.foreign == 0 else 2
            return self.strong >= 1 or self.weak >= enough
        return True


def shorten(text: str) -> str:
    """At most `MAX_EVIDENCE` characters, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= MAX_EVIDENCE else text[: MAX_EVIDENCE - 1] + "…"


@dataclass(frozen=True, slots=True)
class Read:
    """A message's wording: subject, new text and quoted text, with the languages to try."""

    subject: Wording
    body: Wording
    quoted: Wording
    languages: tuple[Language, ...]
    language: str


def languages_of(seen: set[str], tables: Tables) -> tuple[list[str], list[str]]:
    """The language with most stop words, with those that have nearly as many; and, where there is none, what it may be.

    A language has at least three stop words in a text. Of a text with fewer, a few likely ones are tried.
    """
    counts = Counter(code for word in seen for code in tables.spoken.get(word, ()))
    most = max(counts.values(), default=0)
    if most < FEWEST:
        counts.update(code for word in seen for code in tables.hinted.get(word, ()))
    ranked = sorted(counts, key=lambda code: (-counts[code], code != "en", code))
    if most < FEWEST:
        return [], ranked[:LIKELY]
    return [code for code in ranked if counts[code] >= max(FEWEST, most * NEARLY)], []


def spoken(subject: str, text: str, tables: Tables, quoted: str = "") -> tuple[str, tuple[str, ...]]:
    """The language of a text, "" where it cannot be told, and the languages to try it in.

    A text too short to be sure of is tried in the language of what it answers, too.
    """
    near, likely = languages_of(vocabulary(" ".join(words(fold(subject + " " + text[:SAMPLE])))), tables)
    answered: list[str] = []
    if quoted and (not near or len(text) < UNSURE):
        answered, _ = languages_of(vocabulary(" ".join(words(fold(quoted[:SAMPLE])))), tables)
    codes = dict.fromkeys([*near, *answered, *([] if near else likely), "en"])
    return near[0] if near else "", tuple(code for code in codes if code in tables.languages)


def read(subject: str, text: str, quoted: str, tables: Tables) -> Read:
    """Prepare a message's texts. The quoted text is only looked at for context, company and role."""
    language, codes = spoken(subject, text, tables, quoted)
    languages = tuple(tables.languages[code] for code in codes)
    wanted = frozenset[str]().union(*(one.keys for one in languages))
    umlauts = bool(language) and tables.languages[language].umlauts
    return Read(
        subject=prepare(subject, wanted, spelled_out=umlauts),
        body=prepare(text, wanted, spelled_out=umlauts),
        quoted=prepare(quoted[:6000], wanted, spelled_out=umlauts) if quoted else EMPTY,
        languages=languages,
        language=language,
    )


def stems(bare: str, known: Sequence[tuple[str, str]]) -> set[str]:
    """The known beginnings and endings that words of a bare text have."""
    between = f" {bare} "
    return {entry for entry, part in known if part in between}


def said(bare: str, language: Language) -> set[str]:
    """The words of a bare text, with the beginnings and endings by which the language knows some of them."""
    return vocabulary(bare) | stems(bare, language.stems)


def context(read_: Read, *, quoted: bool) -> Context:
    """Count the distinct context words of the message's languages."""
    seen: set[str] = set()
    wordings = (read_.subject, read_.body, *((read_.quoted,) if quoted else ()))
    for wording in wordings:
        hold = {index for found in wording.where.values() for index in found if index < LOOKED_AT}
        for index in hold:
            seen |= vocabulary(wording.sentences[index].bare)
    short = len(read_.body.sentences) <= SHORT
    brief = len(read_.body.sentences) <= BRIEF
    titled = {word for sentence in read_.subject.sentences for word in vocabulary(sentence.bare)}
    strong: set[str] = set()
    ambiguous: set[str] = set()
    weak: set[str] = set()
    foreign: set[str] = set()
    together = " ".join(sentence.bare for wording in wordings for sentence in wording.sentences[:LOOKED_AT])
    above = " ".join(sentence.bare for sentence in read_.subject.sentences)
    for language in read_.languages:
        here = seen | stems(together, language.stems)
        strong |= here & language.strong
        if language.code != "en" or read_.language in ("", "en"):  # "team", "start" are said in every language
            weak |= here & language.weak
        weak |= (here if short else titled | stems(above, language.stems)) & language.titles
        foreign |= _foreign(here & language.foreign, together, language)
        ambiguous |= language.ambiguous
    return Context(
        len(strong),
        len(weak),
        len(foreign),
        short=short,
        firm=len((strong | weak) - ambiguous),
        brief=brief,
    )


def _foreign(alien: set[str], bare: str, language: Language) -> set[str]:
    """The words that speak of another matter than jobs, but those that only stand in an idiom."""
    if not alien or not language.idioms:
        return alien
    for idiom in language.idioms:
        bare = idiom.regex.sub(" ", bare)
    return alien & said(bare, language)


def find(read_: Read, tables: Tables, side: str, kinds: frozenset[str] | None = None) -> list[Hit]:
    """All families of one side ("in" or "out") that are found, guards applied; each at most once per sentence."""
    hits: list[Hit] = []
    for wording, in_subject in ((read_.subject, True), (read_.body, False)):
        tried: set[tuple[int, int]] = set()
        found: set[tuple[int, int]] = set()
        for key, family, pattern in _likely(wording, read_.languages, side):
            if not _applies(family, in_subject, kinds):
                continue
            for index in wording.where[key]:
                if pattern.also and pattern.also.isdisjoint(wording.held[index]):
                    continue
                once = (index, id(pattern))
                if once in tried or (index, id(family)) in found:
                    continue
                tried.add(once)
                sentence = wording.sentences[index]
                match = pattern.regex.search(sentence.bare)
                if match is not None and not _unsaid(family, sentence, match.start(), tables):
                    found.add((index, id(family)))
                    hits.append(Hit(family, sentence, match.start(), match.end(), in_subject, index))
    hits.sort(key=lambda hit: (not hit.in_subject, hit.index, hit.start))
    return hits


def _likely(wording: Wording, languages: Sequence[Language], side: str) -> Iterator[tuple[str, Family, Pattern]]:
    """The patterns of which the words stand in a text, with that word's beginning; always in the same order."""
    there = set(wording.where)
    for language in languages:
        by_key = language.by_key[side]
        for key in sorted(there & by_key.keys()):
            for family, pattern in by_key[key]:
                if not pattern.also or not pattern.also.isdisjoint(there):
                    yield key, family, pattern


def _applies(family: Family, in_subject: bool, kinds: frozenset[str] | None) -> bool:
    if kinds is not None and family.kind not in kinds:
        return False
    return family.where in ("any", "subject" if in_subject else "body")


def _unsaid(family: Family, sentence: Sentence, start: int, tables: Tables) -> bool:
    if any(pattern.regex.search(sentence.bare) for pattern in family.unless):
        return True
    if (
        family.asks
        and family.kind == Kind.INTERVIEW_INVITE
        and offers_times(sentence, tables.languages[family.language])
    ):
        return True
    return guarded(family, sentence, start, tables)


def guarded(family: Family, sentence: Sentence, start: int, tables: Tables) -> bool:
    """Whether a condition or a negation stands before the words found, in the same sentence."""
    if not family.guards:
        return False
    language = tables.languages[family.language]
    before = sentence.bare[:start]
    if not before.strip():
        return False
    before = _without_harmless(before, language)
    if "negation" in family.guards and _any(language, "negation", before[-40:]):
        return True
    text = before + sentence.bare[start : start + 60]
    if "modal" in family.guards and _any(language, "modal", text, begins_before=len(before)):
        return True
    if "conditional" in family.guards or "promise" in family.guards:
        return _any(language, "conditional", text, begins_before=len(before))
    return False


def offers_times(sentence: Sentence, language: Language) -> bool:
    """Whether the writer will send times themselves, and asks for none: "I will send you some times tomorrow"."""
    told = not sentence.is_question and _any(language, "theirs", sentence.bare)
    return told and not _any(language, "asking", sentence.bare)


def _without_harmless(text: str, language: Language) -> str:
    """The text without what only sounds like a condition: "let us know if you have questions"."""
    for pattern in language.guards.get("harmless", ()):
        text = pattern.regex.sub(" ", text)
    return text


def _any(language: Language, guard: str, text: str, begins_before: int = MAX_TEXT) -> bool:
    present = keys(text)
    for pattern in language.guards.get(guard, ()):
        if pattern.keys & present:
            match = pattern.regex.search(text)
            if match is not None and match.start() < begins_before:
                return True
    return False


def is_conditional(sentence: Sentence, language: Language) -> bool:
    """Whether the sentence as a whole speaks of a condition."""
    return _any(language, "conditional", _without_harmless(sentence.bare, language))


def is_negated(sentence: Sentence, language: Language) -> bool:
    """Whether a "not" or a "sorry" stands in the sentence."""
    return _any(language, "negation", _without_harmless(sentence.bare, language))


def wants_otherwise(sentence: Sentence, language: Language) -> bool:
    """Whether the sentence speaks of another time than the one proposed: "rather", "instead", "later"."""
    return _any(language, "otherwise", sentence.bare)


def tells_else(language: Language) -> bool:
    """Whether the language knows of what else than meeting a sentence with a day or an hour may speak."""
    return "else" in language.guards


def speaks_of_else(sentence: Sentence, language: Language) -> bool:
    """Whether the sentence speaks of something else than meeting: a deadline, the first day of work, a shift."""
    return _any(language, "else", sentence.bare)


def assents(sentence: Sentence, language: Language) -> bool:
    """Whether the sentence says yes to what was proposed: "that works", "noted"."""
    return _any(language, "assents", sentence.bare)


def promises_to_come(sentence: Sentence, language: Language) -> bool:
    """Whether the writer says that they will be there, or chose one of several hours."""
    return _any(language, "comes", sentence.bare)


def first(hits: Sequence[Hit], kind: str, *, strength: int = 1) -> Hit | None:
    """The first hit of a kind that is at least so strong."""
    return next((hit for hit in hits if hit.family.kind == kind and hit.family.strength >= strength), None)
