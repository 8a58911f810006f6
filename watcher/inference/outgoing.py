"""What the user wrote: the event kinds of its wording, in their order of strength."""

from __future__ import annotations

from watcher.inference.direction import has_resume
from watcher.inference.incoming import Verdict
from watcher.inference.phrases import Context, Hit, Read, find, first, said, shorten
from watcher.inference.senders import is_role_address
from watcher.inference.subjects import is_reply
from watcher.inference.tables import Tables
from watcher.inference.types import Kind
from watcher.reading import Message

OWN = frozenset({"i", "my", "me", "i'm", "i'd", "i've", "ich", "mein", "meine", "meinen", "mich", "ik", "mijn", "mij"})
RESUMES = frozenset({"resume", "resumes", "cv"})
ORDER: tuple[tuple[Kind, str], ...] = (
    (Kind.OFFER_DECLINED, "job"),
    (Kind.OFFER_ACCEPTED, "job"),
    (Kind.WITHDRAWAL, "job"),
    (Kind.INTERVIEW_FOLLOWUP, "hard"),
    (Kind.ASSESSMENT_COMPLETED, "job"),
    (Kind.CANDIDATE_FOLLOWUP, "job"),
    (Kind.APPLICATION_SENT, "hard"),
    (Kind.CANDIDATE_SCHEDULING, "two"),
    (Kind.CANDIDATE_REPLY, "job"),
)


def decide(message: Message, read: Read, tables: Tables, context: Context, *, sure: bool) -> Verdict:
    """The main event of what the user sent; `context` counts the quoted text too.

    `sure` is False where only the wording tells that the user wrote it.
    """
    hits = [hit for hit in find(read, tables, "out") if hit.family.kind != "noise"]
    if _on_behalf(message, read, tables, sure=sure):
        return Verdict(None, ignored="about somebody else's application")
    attached = has_resume(message)
    for kind, needs in ORDER:
        hit = first(hits, kind, strength=2) or (first(hits, kind) if kind is Kind.CANDIDATE_REPLY else None)
        if kind is Kind.APPLICATION_SENT:
            hit = hit or (_weak_application(message, read, hits, attached) if sure else None)
            if attached and not is_reply(message):
                return Verdict(kind, _evidence(message, hits, kind), hit)
        if kind is Kind.CANDIDATE_REPLY and not (sure and is_reply(message) and _about_a_job(read, hits)):
            continue
        if hit is not None and (attached or context.allows(_needed(needs, context, sure=sure))):
            if _rather_applies(kind, read, hits, attached):
                continue
            return Verdict(kind, _evidence(message, hits, kind), hit)
    if attached:
        return Verdict(Kind.APPLICATION_SENT, _evidence(message, hits, Kind.APPLICATION_SENT))
    if is_reply(message) and sure and _about_a_job(read, hits):
        return Verdict(Kind.CANDIDATE_REPLY, (shorten(f"Subject: {message.subject}"),))
    return Verdict(None, ignored="no wording of a job search in what the user wrote")


def _needed(needs: str, context: Context, *, sure: bool) -> str:
    """What must stand beside a wording: of mail that is known to be the user's, and of no other matter, less."""
    return "job" if sure and needs == "hard" and context.foreign == 0 else needs


def _about_a_job(read: Read, hits: list[Hit]) -> bool:
    """The subject names a job: a sure word, a title beside "role" or "application", a role at a company."""
    if any(hit.in_subject and hit.family.kind == Kind.CANDIDATE_REPLY for hit in hits):
        return True
    subject = " ".join(sentence.bare for sentence in read.subject.sentences)
    for language in read.languages:
        words = said(subject, language)
        if words & language.strong - language.foreign or (words & language.titles and words & language.weak):
            return True
    return False


def _rather_applies(kind: Kind, read: Read, hits: list[Hit], attached: bool) -> bool:
    """Thanks for a talk, in the mail that brings the résumé and names no interview, is still the application."""
    sends = attached or first(hits, Kind.APPLICATION_SENT, strength=2) is not None
    if kind is Kind.INTERVIEW_FOLLOWUP:
        return sends and not _speaks_of_interview(read)
    return kind is Kind.CANDIDATE_FOLLOWUP and attached and sends


def _speaks_of_interview(read: Read) -> bool:
    lines = (*read.body.sentences[:30], *read.subject.sentences)
    return any(word in sentence.bare for sentence in lines for word in ("interview", "gesprach", "gesprek"))


def _weak_application(message: Message, read: Read, hits: list[Hit], attached: bool) -> Hit | None:
    """A subject that names a résumé, beside somebody asked for a job; or "see attached" under such a subject."""
    weak = [hit for hit in hits if hit.family.kind == Kind.APPLICATION_SENT]
    subject = next((hit for hit in weak if hit.in_subject), None)
    if subject is None or is_reply(message):
        return None
    speaks = first(hits, "written_by_candidate") is not None or any(not hit.in_subject for hit in weak)
    to_desk = any(is_role_address(address.email) for address in message.to)
    named = subject.family.language != "en" or not RESUMES.isdisjoint(subject.sentence.bare.split())
    own = any(OWN & set(line.bare.split()) for line in read.body.sentences[:20])
    return subject if speaks or to_desk or attached or (named and own) else None


def _on_behalf(message: Message, read: Read, tables: Tables, *, sure: bool) -> bool:
    """The user passes on somebody else's résumé, or writes as an employer."""
    kinds = frozenset({"noise", "written_by_candidate", "written_by_employer"})
    hits = find(read, tables, "out", kinds)
    about = sum(hit.family.name == "third person" for hit in hits)
    employer = sum(hit.family.kind == "written_by_employer" for hit in hits)
    candidate = sum(hit.family.kind == "written_by_candidate" for hit in hits) + has_resume(message)
    return (about > 0 and candidate == 0) or (employer > 1 and candidate == 0 and not sure)


def _evidence(message: Message, hits: list[Hit], kind: Kind) -> tuple[str, ...]:
    words = [hit.evidence for hit in hits if hit.family.kind == kind][:3]
    if kind is Kind.APPLICATION_SENT:
        words += [f"attachment: {attachment.name}" for attachment in message.attachments[:2]]
    return tuple(dict.fromkeys(shorten(word) for word in words if word)) or (shorten(f"Subject: {message.subject}"),)
