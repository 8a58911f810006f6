"""What speaks against a kind of event that a received message's wording suggests."""

from __future__ import annotations

import re
from collections.abc import Callable

from watcher.inference.answering import POSTS, answers_candidate
from watcher.inference.applicants import speaks_to_an_applicant
from watcher.inference.asking import READS, asks_the_applicant
from watcher.inference.folding import Sentence
from watcher.inference.phrases import LOOKED_AT, Hit, said
from watcher.inference.received import Received, addressed, from_desk, looks_personal
from watcher.inference.senders import is_role_address
from watcher.inference.times import names_a_time
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
_LUCK = re.compile(r"(?<![^ ])(?:good luck|best of luck|fingers crossed|thinking of you|how did it go)(?![^ ])")
THANKS = 2  # the strength of "thank you for applying"
DETAILS = 4  # lines
_LABEL = re.compile(r"[-*• ]{0,3}(?:date|time|day|when|date and time|date & time|slot) ?[:\-–]")
TITLE_WORDS = 9  # of a subject that is the title of a job


def outweighed(mail: Received, kind: Kind, hit: Hit) -> bool:
    """Whether something else in the message speaks against this kind."""
    if kind in ADDRESSED and hit.family.language == "en" and not (addressed(mail) or answers_candidate(mail)):
        return True
    if (
        _other_matter(mail, schools=kind in INTERVIEWS)
        or _noise_speaks_louder(mail, kind, hit)
        or _mass_mail(mail, kind)
    ):
        return True
    if kind in INTERVIEWS and _other_interview(mail, hit):
        return True
    special = _SPECIAL.get(kind)
    return special is not None and special(mail, hit)


def _other_matter(mail: Received, *, schools: bool) -> bool:
    """It speaks more of a flat, a school, a loan or the press than of a job; `schools` may be employers."""
    foreign, firm = mail.context.foreign, mail.context.firm
    if schools and mail.is_reply and _subject_names_a_job(mail):
        firm = max(firm, mail.context.weak)
    return not mail.vouched and foreign > 0 and (foreign > firm or firm == 0)


def _mass_mail(mail: Received, kind: Kind) -> bool:
    """It can be unsubscribed from, no relay sent it, and it speaks of nothing that is the reader's own."""
    if mail.relay is not None or "list-unsubscribe" not in mail.message.headers:
        return False
    return not any(h.family.kind == "written_by_employer" and _to_the_reader(mail, kind, h) for h in mail.hits)


def _to_the_reader(mail: Received, kind: Kind, hit: Hit) -> bool:
    """An employer's words that name what is the reader's own; advice on interviews does so in many languages too."""
    if hit.family.language == "en":
        return "your" in hit.evidence.lower()
    if kind not in SURE - INTERVIEWS or mail.read.language != hit.family.language:
        return False
    language = mail.tables.languages[hit.family.language]
    return not language.you.isdisjoint(said(hit.sentence.bare, language))


def _noise_speaks_louder(mail: Received, kind: Kind, hit: Hit) -> bool:
    if mail.has("noise") is None:
        return False
    if hit.family.strength == 1 or (mail.has("noise", 2) is not None and kind not in SURE):
        return True
    return kind in ADDRESSED and mail.relay is None and not mail.has("written_by_employer")


def _other_interview(mail: Received, hit: Hit) -> bool:
    """An interview, or a mere meeting, of which nothing says that it is one of a job search."""
    if mail.vouched or from_desk(mail) or not hit.family.needs:
        return False
    needed = "two" if hit.family.language != "en" or "interview" in hit.sentence.bare else "hard"
    return not mail.context.allows(needed) and not in_search(mail)


def _no_reply_of_a_recruiter(mail: Received, hit: Hit) -> bool:
    personal = looks_personal(mail.message, mail.relay) and mail.message.from_ is not None
    if not (personal or asks_the_applicant(mail)) or _speaks_more(mail, "written_by_candidate", "written_by_employer"):
        return True
    return hit.family.strength == 1 and not answers_candidate(mail)


def _no_outreach(mail: Received, _: Hit) -> bool:
    confirmed = mail.has(Kind.APPLICATION_CONFIRMATION, 2) is not None or any(h.family.name == READS for h in mail.hits)
    return mail.is_reply or confirmed or speaks_to_an_applicant(mail) or not looks_personal(mail.message, mail.relay)


def _no_assessment(mail: Received, hit: Hit) -> bool:
    """A test of which nothing says that it is one of a job search; or one that a confirmation only announces."""
    if mail.has(Kind.APPLICATION_CONFIRMATION, 3) is not None and not hit.in_subject:
        return sum(other.family.kind == Kind.ASSESSMENT for other in mail.hits) == 1
    known = mail.vouched or mail.context.allows("two") or from_desk(mail) or not hit.family.needs
    return not known and mail.has(Kind.APPLICATION_CONFIRMATION) is None and not in_search(mail)


def _no_completion(mail: Received, _: Hit) -> bool:
    """An application that was received, and no test."""
    return mail.has(Kind.APPLICATION_CONFIRMATION, 3) is not None and mail.has(Kind.ASSESSMENT) is None


def _only_confirmed(mail: Received, _: Hit) -> bool:
    """A confirmation that speaks of later interviews, and asks for no time now."""
    if mail.relay is not None and mail.relay.kind == "assessment" and mail.has(Kind.ASSESSMENT, 2) is not None:
        return True
    asks = any(other.family.name == "asks for a time" for other in mail.hits)
    if asks:
        return False
    if mail.has(Kind.ASSESSMENT, 2) is not None or any(h.family.name == "nothing to do" for h in mail.hits):
        return True
    return any(h.in_subject and h.family.kind == Kind.APPLICATION_CONFIRMATION for h in mail.hits)


def _speaks_more(mail: Received, one: str, other: str) -> bool:
    """Whether `one` speaks more often than `other` in what is new in a message whose quotations are known."""
    if not mail.read.quoted.sentences:
        return False
    return sum(h.family.kind == one for h in mail.hits) > sum(h.family.kind == other for h in mail.hits)


def from_candidate(mail: Received) -> bool:
    """A candidate speaks more than once in what is new, and no employer does."""
    candidate = sum(hit.family.kind == "written_by_candidate" for hit in mail.hits)
    return candidate > 1 and mail.has("written_by_employer") is None


def in_search(mail: Received) -> bool:
    """A person's mail that answers a candidate, or whose subject is the title of a job: "which day?" is of a job."""
    if not looks_personal(mail.message, mail.relay) or _other_matter(mail, schools=True):
        return False
    return answers_candidate(mail) or (_subject_names_a_job(mail) and not _serves(mail))


def _subject_names_a_job(mail: Received) -> bool:
    said = [sentence.bare.split() for sentence in mail.read.subject.sentences]
    titles = frozenset[str]().union(*(language.titles for language in mail.read.languages))
    return 0 < sum(map(len, said)) <= TITLE_WORDS and any(not (titles | POSTS).isdisjoint(line) for line in said)


def _serves(mail: Received) -> bool:
    """A tradesman, doctor or teacher who is coming to the reader, and no job."""
    services = frozenset[str]().union(*(language.services for language in mail.read.languages))
    said_ = (sentence.bare.replace("demo lesson", "").split() for sentence in mail.read.body.sentences[:LOOKED_AT])
    return any(not services.isdisjoint(words) for words in said_)


def _asks_rather(mail: Received) -> bool:
    """The message asks for a time, and fixes none."""
    asks = [hit for hit in mail.hits if hit.family.kind == Kind.INTERVIEW_INVITE and hit.family.strength > 1]
    if not asks:
        return False
    scheduled = [hit for hit in mail.hits if hit.family.kind == Kind.INTERVIEW_SCHEDULED and hit.family.strength > 1]
    fixed = any(
        names_a_time(line, mail.message, mail.read) and not line.is_question
        for hit in scheduled
        for line in (hit.sentence, *_details_below(mail, hit))
    )
    return not fixed and not any(hit.in_subject for hit in scheduled)


def _details_below(mail: Received, hit: Hit) -> list[Sentence]:
    """The lines "Date: ..." and "Time: ..." that follow "is scheduled as below"."""
    below = mail.read.body.sentences[hit.index + 1 : hit.index + 1 + DETAILS] if not hit.in_subject else ()
    return [line for line in below if _LABEL.match(line.folded)]


def _only_prepared(mail: Received, hit: Hit) -> bool:
    """It tells how to prepare for an interview that is known to both, and says "see you Monday" at its end."""
    if mail.has(Kind.INTERVIEW_PREP, 2) is None or not (hit.in_subject or hit.family.name == "see you then"):
        return False
    fixes = (h for h in mail.hits if h.family.kind == Kind.INTERVIEW_SCHEDULED and not h.in_subject)
    return all(h.family.name == "see you then" for h in fixes)


def _of_many(mail: Received, hit: Hit) -> bool:
    """When interviews are held, for all who are invited, and not the reader's own hour."""
    others = (Kind.INTERVIEW_INVITE, Kind.APPLICATION_CONFIRMATION)
    return "interviews" in hit.evidence.casefold() and any(mail.has(kind, 2) is not None for kind in others)


def _wishes(mail: Received, hit: Hit) -> bool:
    """A friend wishes luck for an interview, and says "see you on Saturday"."""
    if hit.family.name != "see you then" or mail.relay is not None or in_search(mail):
        return False
    return any(_LUCK.search(sentence.bare) for sentence in mail.read.body.sentences[:LOOKED_AT])


def _calls_off(mail: Received, hit: Hit) -> bool:
    """What does not go ahead is the interview, and not the application."""
    off = {h.family.name for h in mail.hits if h.sentence is hit.sentence and h.family.kind == Kind.INTERVIEW_CANCELLED}
    return "will not take place" in off or (bool(off) and names_a_time(hit.sentence, mail.message, mail.read))


def _a_persons_thanks(mail: Received, hit: Hit) -> bool:
    """A "thanks for applying" in a person's answer to the candidate is no acknowledgement by a system."""
    if not mail.is_reply or not looks_personal(mail.message, mail.relay):
        return False
    desk = from_desk(mail) or (mail.message.from_ is not None and is_role_address(mail.message.from_.email))
    return (by_a_person(mail) or (hit.family.strength <= THANKS and not desk)) and answers_candidate(mail)


def by_a_person(mail: Received) -> bool:
    """The sender bears a person's name, and the address is no team's."""
    sender = mail.message.from_
    named = sender is not None and len(sender.name.split()) in (2, 3) and not is_role_address(sender.email)
    return named and not from_desk(mail)


def _from_a_friend(mail: Received, hit: Hit) -> bool:
    """Good wishes for a job search, or tips for an interview, from one who does not speak as an employer."""
    if hit.family.strength > 1 or mail.relay is not None or mail.tied or from_desk(mail):
        return False
    employs = mail.has("written_by_employer") is not None or mail.has(Kind.APPLICATION_CONFIRMATION) is not None
    employs = employs or hit.family.language != "en" or "we" in hit.sentence.bare.split()
    return not employs and not answers_candidate(mail)


_SPECIAL: dict[Kind, Callable[[Received, Hit], bool]] = {
    Kind.APPLICATION_CONFIRMATION: _a_persons_thanks,
    Kind.REJECTION: lambda mail, hit: _from_a_friend(mail, hit) or _calls_off(mail, hit),
    Kind.INTERVIEW_PREP: _from_a_friend,
    Kind.RECRUITER_REPLY: _no_reply_of_a_recruiter,
    Kind.RECRUITER_OUTREACH: _no_outreach,
    Kind.ASSESSMENT: _no_assessment,
    Kind.ASSESSMENT_COMPLETED: _no_completion,
    Kind.INTERVIEW_INVITE: _only_confirmed,
    Kind.INTERVIEW_SCHEDULED: lambda mail, hit: (
        _asks_rather(mail) or _only_prepared(mail, hit) or _wishes(mail, hit) or _of_many(mail, hit)
    ),
}
