"""What the user wrote, with all that the rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from watcher.inference.direction import has_resume
from watcher.inference.folding import EMPTY, Sentence, fold, vocabulary
from watcher.inference.own_names import title_segments
from watcher.inference.phrases import BRIEF, Context, Hit, Read, find
from watcher.inference.subjects import is_reply
from watcher.inference.tables import Tables
from watcher.inference.times import names_a_time
from watcher.inference.types import Kind
from watcher.reading import Message

_NTH = re.compile(r"(?<!\w)[1-3]?\d(?:st|nd|rd|th)(?!\w)")
MATTERS = 0  # the strength of a family that only names the matter
SPEAKS = 2  # the strength of one that decides alone
INTERVIEWS = frozenset({Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED})
# What the message that is answered holds, by the kinds of answer that it makes likely.
ANSWERS = {
    Kind.CANDIDATE_SCHEDULING: INTERVIEWS,
    Kind.OFFER_ACCEPTED: frozenset({Kind.OFFER}),
    Kind.OFFER_DECLINED: frozenset({Kind.OFFER}),
    Kind.ASSESSMENT_COMPLETED: frozenset({Kind.ASSESSMENT}),
}
ASKED = frozenset({*INTERVIEWS, Kind.OFFER, Kind.ASSESSMENT, Kind.RECRUITER_REPLY, Kind.RECRUITER_OUTREACH})
SPOKEN = 5  # words; a line with fewer may be a signature
FOR = frozenset({"for", "regarding", "about", "as", "re", "on", "concerning"})
WHOSE = frozenset({"the", "your", "my", "our", "his", "her", "their", "a", "an", "this", "that", "and", "with", "by"})
OFFERS = frozenset({Kind.OFFER_ACCEPTED, Kind.OFFER_DECLINED})


@dataclass(frozen=True, slots=True)
class Own:
    """A sent message. `answered` are the hits in its quotation; `sure` is whether an address told who wrote it."""

    message: Message
    read: Read
    tables: Tables
    context: Context
    sure: bool
    hits: list[Hit]
    answered: list[Hit]
    matters: list[Hit]
    attached: bool

    @property
    def is_reply(self) -> bool:
        """It answers a message, by its headers or its subject."""
        return is_reply(self.message)

    @property
    def meets(self) -> bool:
        """Whether an interview is spoken of, here or in the quotation."""
        return any(
            hit.family.kind == Kind.CANDIDATE_SCHEDULING
            and hit.family.strength == MATTERS
            and hit.family.where == "any"
            for hit in (*self.hits, *self.matters)
        ) or any(hit.family.kind in INTERVIEWS for hit in self.answered)

    def names_a_time(self, sentence: Sentence) -> bool:
        """Whether a sentence names a day or a time of day; in one's own answer, "the 14th" is a day."""
        return bool(_NTH.search(sentence.folded)) or names_a_time(sentence, self.message, self.read)


def jobs_named(read: Read) -> tuple[int, int]:
    """How many jobs, and words for a job, the user names: in all, and in the subject."""
    occupations = frozenset[str]().union(*(x.occupations for x in read.languages))
    titles = occupations.union(*(x.titles for x in read.languages))
    posts = frozenset[str]().union(*(x.posts for x in read.languages))
    plain = titles.difference(*(x.consulted for x in read.languages))
    subject: set[str] = set()
    for line in read.subject.sentences:
        subject |= vocabulary(line.bare) & (posts | (occupations & plain))
        subject |= {fold(x[-1]) for x in title_segments(line, titles) if len(x) > 1 or fold(x[0]) in plain}
    body: set[str] = set()
    for line in read.body.sentences[:BRIEF]:
        words = line.bare.split()
        if len(words) > SPOKEN:
            body |= posts & set(words)
            body |= {x for at, x in enumerate(words) if x in titles and _sought(words[max(0, at - 4) : at], x in plain)}
            body |= _in_capitals(line.original.split(), titles)
    return len(subject | body) if len(read.body.sentences) <= BRIEF else len(subject), len(subject)


def _in_capitals(words: list[str], titles: frozenset[str]) -> set[str]:
    """Titles of several words that are written in capitals: "Data Engineer", "Head of Maths"."""
    found: set[str] = set()
    for one, two in pairwise(words):
        first, second = fold(one).strip(",.;:!?()"), fold(two).strip(",.;:!?()")
        if (second in titles and one[:1].isupper() and two[:1].isupper()) or (
            first in titles and one[:1].isupper() and second == "of"
        ):
            found.add(first if second == "of" else second)
    return found


def _sought(before: list[str], plain: bool) -> bool:
    """Whether the words before a title end as in "for care assistant", "for the planner": `plain` ones need less."""
    for back, word in enumerate(reversed(before)):
        if word in WHOSE and not (plain and word == "the"):
            return False
        if word in FOR:
            return plain or back > 0
    return False


def own(message: Message, read: Read, tables: Tables, context: Context, *, sure: bool) -> Own:
    """Look for all families in a sent message, and in what it answers; `context` counts the jobs named, too."""
    hits = [hit for hit in find(read, tables, "out") if hit.family.kind != "noise"]
    hits = [hit for hit in hits if context.tied or hit.family.needs != "tied"]
    answered: list[Hit] = []
    matters: list[Hit] = []
    if sure and read.quoted.sentences:
        quoted = replace(read, body=read.quoted, subject=EMPTY, quoted=EMPTY)
        answered = [hit for hit in find(quoted, tables, "in") if context.tied or hit.family.needs != "tied"]
        matters = [
            hit
            for hit in find(quoted, tables, "out", frozenset({*ANSWERS, Kind.CANDIDATE_REPLY}))
            if hit.family.strength == MATTERS
        ]
    return Own(message, read, tables, context, sure, hits, answered, matters, has_resume(message))


def beside(mail: Own, hit: Hit) -> bool:
    """Whether a wording that does not decide alone has another of its kind beside it, or answers one such."""
    kind = Kind(hit.family.kind)
    if not mail.context.brief and kind is not Kind.APPLICATION_SENT:
        return False
    if any(other.family.kind in ANSWERS.get(kind, ()) for other in mail.answered):
        return True
    others = [other for other in mail.hits if other.family.kind == kind and other.family is not hit.family]
    if kind in ANSWERS:
        others = [other for other in others if other.family.strength == MATTERS and _counts(mail, other)]
    return bool(others) or any(other.family.kind == kind for other in mail.matters)


def _counts(mail: Own, matter: Hit) -> bool:
    """Whether a matter that the user names counts: an offer in the subject; a meeting there, if it is answered."""
    if matter.family.kind in OFFERS:
        return matter.in_subject
    return mail.is_reply or matter.family.where != "subject"


def names_a_job(mail: Own) -> bool:
    """The subject names a job: a sure word, a title beside "role" or "application", a role at a company."""
    if any(hit.in_subject and hit.family.kind == Kind.CANDIDATE_REPLY for hit in mail.hits):
        return True
    words = {word for sentence in mail.read.subject.sentences for word in vocabulary(sentence.bare)}
    for language in mail.read.languages:
        titles, posts = language.titles | language.occupations, language.weak | language.posts
        if words & language.strong - language.foreign or (words & titles and words & posts - titles):
            return True
    return False


def answers_an_employer(mail: Own) -> bool:
    """What it answers asks something of a candidate, or promises it, where a job is spoken of."""
    if not mail.sure or not mail.context.brief or mail.context.foreign or not mail.context.allows("post"):
        return False
    if any(hit.family.kind in ASKED and hit.family.strength >= SPEAKS for hit in mail.answered):
        return mail.context.allows("hard")
    asks = any(hit.family.kind == Kind.CANDIDATE_REPLY for hit in mail.matters)
    return asks and (mail.context.titled > 0 or mail.context.allows("hard"))
