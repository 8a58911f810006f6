"""What speaks against a kind of event that a received message's wording suggests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from watcher.inference.dates import find_days, find_times, sent
from watcher.inference.folding import EMPTY, fold, vocabulary, words
from watcher.inference.phrases import Hit, find
from watcher.inference.received import Received, addressed, from_desk, looks_personal
from watcher.inference.senders import is_role_address
from watcher.inference.types import Kind

SURE = frozenset({Kind.REJECTION, Kind.APPLICATION_CONFIRMATION, Kind.APPLICATION_VIEWED, Kind.INTERVIEW_SCHEDULED})
INTERVIEWS = frozenset(
    {Kind.INTERVIEW_INVITE, Kind.INTERVIEW_SCHEDULED, Kind.INTERVIEW_RESCHEDULED, Kind.INTERVIEW_CANCELLED}
)
ADDRESSED = INTERVIEWS | {
    Kind.ASSESSMENT,
    Kind.POSITION_ON_HOLD,
    Kind.POSITION_CLOSED,
    Kind.STATUS_UPDATE,
    Kind.RECRUITER_REPLY,
    Kind.RECRUITER_OUTREACH,
    Kind.OFFER,
    Kind.OFFER_RESCINDED,
    Kind.INTERVIEW_PREP,
}
_YOUR = re.compile(r"(?<![^ ])your (?:interview|application|candidacy) (?:at|with|for|to)(?![^ ])")
THANKS = 2  # the strength of "thank you for applying"
CANDIDATE_SPEAKS = frozenset({"written_by_candidate", Kind.APPLICATION_SENT})
APPLIES = frozenset({"application", "applying", "candidacy", "interview", "resume", "cv"})
POSTS = frozenset({"role", "position", "job", "vacancy", "opening", "internship"})
CANDIDATE_ASKS = frozenset({Kind.INTERVIEW_FOLLOWUP, Kind.CANDIDATE_FOLLOWUP})


def outweighed(mail: Received, kind: Kind, hit: Hit) -> bool:
    """Whether something else in the message speaks against this kind."""
    if kind in ADDRESSED and hit.family.language == "en" and not addressed(mail):
        return True
    if _other_matter(mail) or _noise_speaks_louder(mail, kind, hit) or _mass_mail(mail):
        return True
    if kind in INTERVIEWS and _other_interview(mail):
        return True
    special = _SPECIAL.get(kind)
    return special is not None and special(mail, hit)


def _other_matter(mail: Received) -> bool:
    """It speaks more of a flat, a school, a loan or the press than of a job."""
    foreign = mail.context.foreign
    return mail.relay is None and foreign > 0 and (foreign > mail.context.firm or mail.context.firm == 0)


def _mass_mail(mail: Received) -> bool:
    """It can be unsubscribed from, no relay sent it, and it speaks of nothing that is the reader's own."""
    if mail.relay is not None or "list-unsubscribe" not in mail.message.headers:
        return False
    return not any(h.family.kind == "written_by_employer" and "your" in h.evidence.lower() for h in mail.hits)


def _noise_speaks_louder(mail: Received, kind: Kind, hit: Hit) -> bool:
    if mail.has("noise") is None:
        return False
    if hit.family.strength == 1 or (mail.has("noise", 2) is not None and kind not in SURE):
        return True
    return kind in ADDRESSED and mail.relay is None and not mail.has("written_by_employer")


def _other_interview(mail: Received) -> bool:
    """An interview of which nothing says that it is one of a job search."""
    if mail.relay is not None:
        return False
    return not mail.context.allows("two") and not from_desk(mail)


def _no_reply_of_a_recruiter(mail: Received, hit: Hit) -> bool:
    personal = looks_personal(mail.message, mail.relay) and mail.message.from_ is not None
    if not personal or _speaks_more(mail, "written_by_candidate", "written_by_employer"):
        return True
    return hit.family.strength == 1 and not answers_candidate(mail)


def _no_outreach(mail: Received, _: Hit) -> bool:
    confirmed = mail.has(Kind.APPLICATION_CONFIRMATION, 3) is not None
    return mail.is_reply or confirmed or not looks_personal(mail.message, mail.relay)


def _no_assessment(mail: Received, _: Hit) -> bool:
    known = mail.relay is not None or mail.context.allows("two")
    return not known and mail.has(Kind.APPLICATION_CONFIRMATION) is None


def _only_confirmed(mail: Received, hit: Hit) -> bool:
    """A confirmation that speaks of later interviews, and asks for no time now."""
    if hit.family.name == "asks for a time":
        return False
    asks = any(other.family.name == "asks for a time" for other in mail.hits)
    confirmed = any(h.in_subject and h.family.kind == Kind.APPLICATION_CONFIRMATION for h in mail.hits)
    return confirmed and not asks


def _speaks_more(mail: Received, one: str, other: str) -> bool:
    """Whether `one` speaks more often than `other` in what is new in a message whose quotations are known."""
    if not mail.read.quoted.sentences:
        return False
    return sum(h.family.kind == one for h in mail.hits) > sum(h.family.kind == other for h in mail.hits)


def answers_candidate(mail: Received) -> bool:
    """It answers a message in which a candidate speaks: of a résumé, an application, an interview of their own."""
    if not mail.is_reply:
        return False
    if _subject_applies(mail):
        return True
    if mail.context.foreign and mail.context.foreign >= mail.context.firm:
        return False
    if not mail.read.quoted.sentences:
        return mail.has("written_by_candidate") is not None
    quoted = replace(mail.read, body=mail.read.quoted, subject=EMPTY, quoted=EMPTY)
    hits = find(quoted, mail.tables, "out", CANDIDATE_SPEAKS | CANDIDATE_ASKS)
    sure = {"application"}.union(*(language.strong for language in mail.read.languages))
    for hit in hits:
        said = set(words(fold(hit.evidence)))
        own = "my" in said or hit.family.language != "en" or hit.family.kind in CANDIDATE_ASKS
        if hit.family.strength > 1 and sure & said and own:
            return True
    return False


def _subject_applies(mail: Received) -> bool:
    """The subject that is answered names a job, or the reader's own candidacy: "Re: Application: Data Engineer"."""
    if mail.context.foreign or not mail.context.firm:
        return False
    said = {word for sentence in mail.read.subject.sentences for word in vocabulary(sentence.bare)}
    named = APPLIES | POSTS if mail.context.strong else APPLIES
    for language in mail.read.languages:
        if said & language.titles and said & named:
            return True
        if not language.titles and language.code == mail.read.language and said & language.strong:
            return True
    return any(_YOUR.search(sentence.bare) for sentence in mail.read.subject.sentences)


def _asks_rather(mail: Received) -> bool:
    """The message asks for a time, and fixes none."""
    asks = [hit for hit in mail.hits if hit.family.kind == Kind.INTERVIEW_INVITE and hit.family.strength > 1]
    if not asks:
        return False
    scheduled = [hit for hit in mail.hits if hit.family.kind == Kind.INTERVIEW_SCHEDULED and hit.family.strength > 1]
    fixed = any(_has_time(mail, hit) and not hit.sentence.is_question for hit in scheduled)
    return not fixed and not any(hit.in_subject for hit in scheduled)


def _has_time(mail: Received, hit: Hit) -> bool:
    text = hit.sentence.folded
    base = sent(mail.message).date()
    return bool(find_times(text, mail.read.languages)) or any(find_days(text, x, base) for x in mail.read.languages)


def _a_persons_thanks(mail: Received, hit: Hit) -> bool:
    """A "thanks for applying" in a person's answer to the candidate is no acknowledgement by a system."""
    sender = mail.message.from_
    if sender is None or not mail.is_reply or not looks_personal(mail.message, mail.relay):
        return False
    named = len(sender.name.split()) in (2, 3) and not from_desk(mail) and not is_role_address(sender.email)
    return (named or hit.family.strength <= THANKS) and answers_candidate(mail)


def _from_a_friend(mail: Received, hit: Hit) -> bool:
    """Good wishes for a job search, or tips for an interview, from one who does not speak as an employer."""
    if hit.family.strength > 1 or mail.relay is not None or from_desk(mail):
        return False
    employs = mail.has("written_by_employer") is not None or mail.has(Kind.APPLICATION_CONFIRMATION) is not None
    employs = employs or hit.family.language != "en" or "we" in hit.sentence.bare.split()
    return not employs and not answers_candidate(mail)


_SPECIAL: dict[Kind, Callable[[Received, Hit], bool]] = {
    Kind.APPLICATION_CONFIRMATION: _a_persons_thanks,
    Kind.REJECTION: _from_a_friend,
    Kind.INTERVIEW_PREP: _from_a_friend,
    Kind.RECRUITER_REPLY: _no_reply_of_a_recruiter,
    Kind.RECRUITER_OUTREACH: _no_outreach,
    Kind.ASSESSMENT: _no_assessment,
    Kind.INTERVIEW_INVITE: _only_confirmed,
    Kind.INTERVIEW_SCHEDULED: lambda mail, _: _asks_rather(mail),
}
