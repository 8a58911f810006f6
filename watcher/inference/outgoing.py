"""What the user wrote: the event kinds of its wording, in their order of strength."""

from __future__ import annotations

from dataclasses import replace

from watcher.inference.direction import has_resume
from watcher.inference.dwellings import address_applied_for
from watcher.inference.folding import Wording
from watcher.inference.incoming import DECISIVE, Verdict
from watcher.inference.own import SPEAKS, Own, answers_an_employer, beside, jobs_named, names_a_job, own
from watcher.inference.phrases import Context, Hit, Read, find, first, shorten
from watcher.inference.senders import is_role_address
from watcher.inference.tables import Tables
from watcher.inference.types import Kind
from watcher.reading import Message

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
OPENERS = frozenset({"papers are mentioned", "saw the post", "resume subject"})
NEAR = 2  # sentences
EARLIER = "applied_before"
INTEREST = "interest in a job"  # the family; in an answer it is no application of its own
_SELF = frozenset({"i", "my", "me", "i'm", "i'd", "i've"})
# What a mail may say besides: the thanks that also accept a time, the application that proposes some.
BESIDES: dict[Kind, frozenset[Kind]] = {
    Kind.OFFER_DECLINED: frozenset({Kind.WITHDRAWAL}),
    Kind.INTERVIEW_FOLLOWUP: frozenset({Kind.CANDIDATE_SCHEDULING, Kind.ASSESSMENT_COMPLETED}),
    Kind.ASSESSMENT_COMPLETED: frozenset({Kind.CANDIDATE_SCHEDULING}),
    Kind.APPLICATION_SENT: frozenset({Kind.CANDIDATE_SCHEDULING}),
}


def decide(message: Message, read: Read, tables: Tables, context: Context, *, sure: bool) -> list[Verdict]:
    """The events of what the user sent, the main one first; `context` counts the quoted text too.

    `sure` is False where only the wording tells that the user wrote it.
    """
    named, titled = jobs_named(read)
    if not (context.strong or context.weak or has_resume(message) or named or titled):
        return [Verdict(None, ignored="nothing of a job search in what the user wrote")]
    mail = own(message, read, tables, replace(context, named=named, titled=titled), sure=sure)
    why = _no_search_of_the_user(mail)
    if why:
        return [Verdict(None, ignored=why)]
    for says in (_says, _hints):
        for kind, needs in ORDER:
            hit = next((hit for hit in mail.hits if hit.family.kind == kind and says(mail, kind, hit, needs)), None)
            if hit is not None or (kind is Kind.APPLICATION_SENT and mail.attached and not mail.is_reply):
                return [Verdict(kind, _evidence(mail, kind, hit), hit), *_besides(mail, kind, hit)]
            if says is _hints and kind is Kind.CANDIDATE_SCHEDULING and (at := _answers_with_a_time(mail)):
                return [Verdict(kind, (at,))]
    if mail.attached:
        return [Verdict(Kind.APPLICATION_SENT, _evidence(mail, Kind.APPLICATION_SENT))]
    earlier = first(mail.hits, EARLIER)
    if mail.is_reply and sure and (earlier is not None or _in_a_search(mail)):
        return [Verdict(Kind.CANDIDATE_REPLY, (shorten(f"Subject: {message.subject}"),))]
    if earlier is not None and mail.context.allows("job"):
        return [Verdict(Kind.CANDIDATE_FOLLOWUP, (earlier.evidence,), earlier)]
    return [Verdict(None, ignored="no wording of a job search in what the user wrote")]


def _says(mail: Own, kind: Kind, hit: Hit, needs: str) -> bool:
    """Whether a wording decides alone, and nothing speaks against it."""
    if kind is Kind.CANDIDATE_REPLY and not (mail.sure and mail.is_reply):
        return False
    if kind is Kind.CANDIDATE_SCHEDULING and mail.sure and hit.family.language == "en" and not mail.meets:
        return (
            mail.is_reply and _near_a_time(mail, hit) and hit.family.strength >= SPEAKS and _allowed(mail, hit, needs)
        )
    return hit.family.strength >= SPEAKS and _allowed(mail, hit, needs) and not _rather_another(mail, kind, hit)


def _allowed(mail: Own, hit: Hit, needs: str) -> bool:
    """Whether there is as much of a job search as is needed: of mail that is known to be the user's, less."""
    if mail.attached:
        return True
    if hit.family.needs and not mail.context.allows(hit.family.needs):
        return False
    if mail.sure and hit.family.needs:
        return True
    return mail.context.allows("job" if mail.sure and needs == "hard" and mail.context.foreign == 0 else needs)


def _hints(mail: Own, kind: Kind, hit: Hit, needs: str) -> bool:
    """Whether a wording that does not decide alone has beside it what it needs."""
    if not mail.sure or hit.family.strength != 1 or not _allowed(mail, hit, needs) or _rather_another(mail, kind, hit):
        return False
    if kind is Kind.APPLICATION_SENT:
        return not mail.is_reply and _applies(mail, hit)
    if kind is Kind.CANDIDATE_REPLY:
        return mail.is_reply and _in_a_search(mail)
    if kind is Kind.CANDIDATE_FOLLOWUP and _in_a_search(mail):
        return True
    if kind is Kind.CANDIDATE_SCHEDULING and not _near_a_time(mail, hit):
        return False
    return beside(mail, hit)


def _near_a_time(mail: Own, hit: Hit) -> bool:
    return any(map(mail.names_a_time, mail.read.body.sentences[max(0, hit.index - NEAR) : hit.index + NEAR + 1]))


def _answers_with_a_time(mail: Own) -> str:
    """The sentence that names a time, in a short answer in which, or in whose quotation, an interview is spoken of."""
    if first(mail.hits, EARLIER) is not None:
        return ""
    if not (mail.sure and mail.is_reply and mail.meets and mail.context.brief and mail.context.allows("post")):
        return ""
    return next((shorten(line.original) for line in mail.read.body.sentences if mail.names_a_time(line)), "")


def _rather_another(mail: Own, kind: Kind, hit: Hit) -> bool:
    """Thanks for a talk, in the mail that brings the résumé and names no interview, is still the application."""
    if kind is Kind.APPLICATION_SENT:
        return not mail.attached and _applied_already(mail, hit)
    if kind is Kind.OFFER_ACCEPTED:
        applies = mail.attached or first(mail.hits, Kind.APPLICATION_SENT, strength=SPEAKS) is not None
        outright = any("accept" in h.evidence.lower() for h in mail.hits if h.family.kind == kind)
        return not mail.is_reply and applies and not outright
    sends = mail.attached or first(mail.hits, Kind.APPLICATION_SENT, strength=SPEAKS) is not None
    if kind is Kind.INTERVIEW_FOLLOWUP:
        return sends and not _speaks_of_interview(mail.read)
    if kind is not Kind.CANDIDATE_FOLLOWUP:
        return False
    now = any(hit.family.name == "papers go out" for hit in mail.hits)
    before = any(hit.family.name in ("sent before", "has not heard", "asks whether it came") for hit in mail.hits)
    return (mail.attached and sends) or (now and not before and not mail.is_reply)


def _applied_already(mail: Own, hit: Hit) -> bool:
    """The application was made before: the words refer to it, or stand in the subject of what is answered."""
    return first(mail.hits, EARLIER) is not None or (mail.is_reply and (hit.in_subject or hit.family.name == INTEREST))


def _speaks_of_interview(read: Read) -> bool:
    lines = (*read.body.sentences[:30], *read.subject.sentences)
    return any(word in sentence.bare for sentence in lines for word in ("interview", "gesprach", "gesprek"))


def _applies(mail: Own, hit: Hit) -> bool:
    """Somebody asks for a job, beside a résumé or an opening; or a subject names a résumé."""
    others = {other.family.name for other in mail.hits if other.family.kind == Kind.APPLICATION_SENT}
    if hit.family.name in OPENERS and len(others) > 1 and _says_i(mail.read.body):
        return True
    if not hit.in_subject:
        return False
    speaks = first(mail.hits, "written_by_candidate") is not None
    to_desk = any(is_role_address(address.email) for address in mail.message.to)
    named = not RESUMES.isdisjoint(hit.sentence.bare.split())
    return speaks or to_desk or mail.attached or (named and _says_i(mail.read.body))


def _says_i(body: Wording) -> bool:
    return any(_SELF & set(line.bare.split()) for line in body.sentences[:20])


def _in_a_search(mail: Own) -> bool:
    """It answers in a thread of a job search: the subject names a job, or an employer speaks in the quotation."""
    return names_a_job(mail) or answers_an_employer(mail)


def _besides(mail: Own, main: Kind, said: Hit | None) -> list[Verdict]:
    """What the message says besides its main event, in sentences of its own and beyond doubt."""
    found: list[Verdict] = []
    for kind, needs in ORDER:
        if kind not in BESIDES.get(main, ()):
            continue
        for hit in mail.hits:
            apart = said is None or hit.index != said.index
            if hit.family.kind != kind or hit.family.strength < SPEAKS or hit.in_subject or not apart:
                continue
            timed = kind is not Kind.CANDIDATE_SCHEDULING or _fixes_a_time(mail, hit)
            if timed and _allowed(mail, hit, needs):
                found.append(Verdict(kind, (hit.evidence,), hit))
                break
    return found


def _fixes_a_time(mail: Own, hit: Hit) -> bool:
    return _speaks_of_interview(mail.read) and mail.names_a_time(hit.sentence)


def _no_search_of_the_user(mail: Own) -> str:
    """Why it is no job search of the user's own: about somebody else, by an employer, or about another matter."""
    kinds = frozenset({"noise", "written_by_candidate", "written_by_employer"})
    hits = find(mail.read, mail.tables, "out", kinds)
    about = sum(hit.family.name == "third person" for hit in hits)
    employer = sum(hit.family.kind == "written_by_employer" for hit in hits)
    candidate = sum(hit.family.kind == "written_by_candidate" for hit in hits) + mail.attached
    own = any(hit.family.strength >= SPEAKS and _SELF & set(hit.sentence.bare.split()) for hit in mail.hits)
    if (about > 0 and candidate == 0 and not (mail.sure and own)) or (
        employer > 1 and candidate == 0 and not mail.sure
    ):
        return "about somebody else's application"
    others = [hit for hit in hits if hit.family.kind == "noise" and hit.family.side == "out"]
    other = max(others, key=lambda hit: hit.family.strength, default=None)
    if other is not None and (not mail.attached or other.family.strength == DECISIVE):
        return shorten(f"{other.family.name}: {other.evidence}")
    place = "" if mail.attached else address_applied_for(mail.read)
    return f"an application for a place to live: {place}" if place else ""


def _evidence(mail: Own, kind: Kind, said: Hit | None = None) -> tuple[str, ...]:
    """The words that say it: those that decide, before those that stand beside them."""
    hits = [hit for hit in mail.hits if hit.family.kind == kind and hit.family.strength > 0 and hit is not said]
    hits.sort(key=lambda hit: -hit.family.strength)
    words = [hit.evidence for hit in ([said] if said is not None else []) + hits][:3]
    if kind is Kind.APPLICATION_SENT:
        words += [f"attachment: {attachment.name}" for attachment in mail.message.attachments[:2]]
    subject = (shorten(f"Subject: {mail.message.subject}"),)
    return tuple(dict.fromkeys(shorten(word) for word in words if word)) or subject
