"""Whether a received message answers a candidate: the user who seeks a job, and not one who hires."""

from __future__ import annotations

import re
from dataclasses import replace

from watcher.inference.applicants import YOUR
from watcher.inference.folding import EMPTY, bare_words
from watcher.inference.layout import segment_role
from watcher.inference.phrases import find, said
from watcher.inference.received import Received
from watcher.inference.subjects import bare
from watcher.inference.types import Kind

POSTS = frozenset({"role", "position", "job", "vacancy", "opening", "internship"})
CANDIDATE_SPEAKS = frozenset({"written_by_candidate", Kind.APPLICATION_SENT})
APPLIES = frozenset({"application", "applying", "candidacy", "interview", "resume", "cv"})
CANDIDATE_ASKS = frozenset({Kind.INTERVIEW_FOLLOWUP, Kind.CANDIDATE_FOLLOWUP, Kind.CANDIDATE_SCHEDULING})
ANSWERED = 15  # sentences of the quotation: the message that is answered, none below it
FEW = 2  # words that speak of nothing but jobs, under a subject that is a title
FIRM = 3  # words that speak of nothing but jobs
HIRES = "the user hires"  # a family of noise
QUOTED = 8  # sentences of the quotation, of the message that is answered
_ATTRIBUTION = re.compile(r"(?<!\w)(?:wrote|schrieb|original message)(?!\w)|^\W{0,4}from ?:")


def answers_candidate(mail: Received) -> bool:
    """It answers a message in which a candidate speaks: of a résumé, an application, an interview of their own."""
    if not mail.is_reply or _answers_an_employer(mail):
        return False
    if _subject_applies(mail):
        return True
    if mail.context.foreign and mail.context.foreign >= mail.context.firm:
        return False
    quoted = mail.read.quoted
    if not quoted.sentences:
        spoken = mail.context.strong > 0 and mail.has("written_by_candidate") is not None
        return spoken or (mail.context.firm >= FEW and not mail.context.foreign and _subject_is_a_title(mail))
    hits = find(replace(mail.read, body=quoted, subject=EMPTY, quoted=EMPTY), mail.tables, "out")
    kinds = CANDIDATE_SPEAKS | CANDIDATE_ASKS
    hits = [hit for hit in hits if hit.family.kind in kinds and hit.family.strength > 1 and hit.index < ANSWERED]
    hits = [hit for hit in hits if hit.family.needs != "tied"]
    if hits and not mail.context.foreign and (_subject_is_a_title(mail) or mail.context.firm >= FIRM):
        return True
    sure = {"application"}.union(*(language.strong for language in mail.read.languages))
    for hit in hits:
        told = said(" ".join(bare_words(hit.evidence)), mail.tables.languages[hit.family.language])
        own = "my" in told or hit.family.language != "en" or hit.family.kind in CANDIDATE_ASKS
        if sure & told and own:
            return True
    return False


def _answers_an_employer(mail: Received) -> bool:
    """The user speaks as one who hires in the message that it answers: "thanks for sending your resume"."""
    lines, below = mail.read.quoted.sentences[:QUOTED], 0
    end = len(lines)
    for index, line in enumerate(lines):
        below += bool(_ATTRIBUTION.search(line.folded))
        if below > 1:  # what stands below a second one is the other side's
            end = index
            break
    quoted = replace(mail.read, body=mail.read.quoted, subject=EMPTY, quoted=EMPTY)
    hits = find(quoted, mail.tables, "out", frozenset({"noise"})) if end else []
    return any(hit.family.name == HIRES and hit.index < end for hit in hits)


def _subject_is_a_title(mail: Received) -> bool:
    """The subject is the title of a job, alone or in one of its parts: "Re: Staff Accountant / Acme"."""
    subject, known = bare(mail.message.subject), mail.tables.names
    return any(x.titles and segment_role(subject, known, x.titles) for x in mail.read.languages)


def _subject_applies(mail: Received) -> bool:
    """The subject that is answered names a job, or the reader's own candidacy: "Re: Application: Data Engineer"."""
    if mail.context.foreign or not mail.context.firm:
        return False
    subject = " ".join(sentence.bare for sentence in mail.read.subject.sentences)
    named = APPLIES | POSTS if mail.context.strong else APPLIES
    for language in mail.read.languages:
        told = said(subject, language)
        spoken = named if language.code == "en" else named | language.strong
        if told & language.titles and told & spoken:
            return True
        if language.code != "en" and language.code == mail.read.language and told & language.strong:
            return True
    return any(YOUR.search(sentence.bare) for sentence in mail.read.subject.sentences)
