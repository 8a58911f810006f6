"""What a received message says: the event kinds of its wording, in their order of strength."""

from __future__ import annotations

from dataclasses import dataclass, replace

from watcher.inference.answering import answers_candidate
from watcher.inference.applicants import speaks_to_an_applicant
from watcher.inference.asking import READS, asks, asks_the_applicant, asks_you
from watcher.inference.calendar import Invitation, invitations
from watcher.inference.dwellings import address_applied_for
from watcher.inference.folding import EMPTY, Wording, fold
from watcher.inference.folding import words as words_of
from watcher.inference.phrases import Hit, shorten
from watcher.inference.received import Received, from_desk, looks_personal
from watcher.inference.refusals import refused
from watcher.inference.senders import is_role_address
from watcher.inference.structured import postings
from watcher.inference.times import is_fixed
from watcher.inference.types import Kind
from watcher.inference.weighing import INTERVIEWS, by_a_person, from_candidate, in_search, outweighed

# A kind with the least strength that its wording must have there: rejection over everything, what is certain first.
ORDER: tuple[tuple[Kind, int], ...] = (
    (Kind.OFFER_RESCINDED, 2),
    (Kind.REJECTION, 2),
    (Kind.INTERVIEW_RESCHEDULED, 2),
    (Kind.INTERVIEW_CANCELLED, 2),
    (Kind.POSITION_ON_HOLD, 2),
    (Kind.POSITION_CLOSED, 2),
    (Kind.OFFER, 2),
    (Kind.ASSESSMENT_COMPLETED, 2),
    (Kind.RECRUITER_OUTREACH, 2),
    (Kind.INTERVIEW_SCHEDULED, 2),
    (Kind.INTERVIEW_INVITE, 2),
    (Kind.ASSESSMENT, 2),
    (Kind.INTERVIEW_PREP, 2),
    (Kind.APPLICATION_INCOMPLETE, 2),
    (Kind.APPLICATION_CONFIRMATION, 3),
    (Kind.STATUS_UPDATE, 2),
    (Kind.REJECTION, 1),
    (Kind.RECRUITER_REPLY, 2),
    (Kind.APPLICATION_CONFIRMATION, 2),
    (Kind.APPLICATION_VIEWED, 2),
    (Kind.ASSESSMENT, 1),
    (Kind.OFFER, 1),
    (Kind.INTERVIEW_PREP, 1),
    (Kind.APPLICATION_CONFIRMATION, 1),
    (Kind.STATUS_UPDATE, 1),
    (Kind.INTERVIEW_INVITE, 1),
    (Kind.RECRUITER_OUTREACH, 1),
    (Kind.RECRUITER_REPLY, 1),
)
UNDECIDED = frozenset({None, Kind.RECRUITER_REPLY, Kind.STATUS_UPDATE, Kind.APPLICATION_CONFIRMATION})
DECISIVE = 3  # the strength of noise that settles a message wherever it stands
# What needs less context in an answer to a candidate.
SEARCHED = INTERVIEWS | {Kind.INTERVIEW_PREP, Kind.ASSESSMENT, Kind.ASSESSMENT_COMPLETED}
READ = frozenset({Kind.APPLICATION_VIEWED, Kind.APPLICATION_CONFIRMATION})
ME = frozenset({"i", "i'm", "i'll", "i've", "my", "me", "ich", "mir", "je", "j", "ik", "mij"})  # one who writes alone
ASKED_IN = 60  # sentences
OPENING = 2  # in the first sentences of a reply its writer speaks, no quotation
TEMPLATED = frozenset(
    {Kind.APPLICATION_CONFIRMATION, Kind.APPLICATION_VIEWED, Kind.APPLICATION_INCOMPLETE, Kind.ASSESSMENT_COMPLETED}
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The main event of a message, or why there is none.

    `hit` is None where structure decided; `invited` are the interviews of its iCalendar parts, where these did.
    """

    kind: Kind | None
    evidence: tuple[str, ...] = ()
    hit: Hit | None = None
    ignored: str = ""
    invited: tuple[Invitation, ...] = ()


def decide(mail: Received) -> Verdict:
    """The main event: structure first, then wording by `ORDER`; where that tells little, the signs of a refusal."""
    verdict = _by_rules(mail)
    signs = refused(mail) if mail.tied and verdict.kind in UNDECIDED else ()
    return Verdict(Kind.REJECTION, tuple(hit.evidence for hit in signs), signs[0]) if signs else verdict


def _by_rules(mail: Received) -> Verdict:
    noise = _settled_noise(mail) or _job_list(mail) or _from_a_candidate(mail)
    if noise:
        return Verdict(None, ignored=noise)
    template = _template_key(mail)
    if template is not None:
        return template
    invited = invitations(mail.message, mail.read, mail.context, mail.relay, mail.tables, tied=mail.tied)
    if invited and not mail.has(Kind.REJECTION, 2):
        return Verdict(invited[0].kind, (shorten(invited[0].evidence),), invited=tuple(invited))
    for kind, strength in ORDER:
        hit = next((h for h in mail.hits if h.family.kind == kind and _speaks(mail, h, strength)), None)
        if hit is None or outweighed(mail, kind, hit):
            continue
        return Verdict(_fixed(mail, kind), _evidence(mail, kind, hit), hit)
    silent = _by_structure(mail)
    if silent is not None:
        return silent
    noisy = mail.has("noise")
    return Verdict(None, ignored=f"{noisy.family.name}: {noisy.evidence}" if noisy else "no wording of a job search")


def _fixed(mail: Received, kind: Kind) -> Kind:
    """An invitation that names day and time, and asks for none, fixes it.

    A person's "not yet", and their thanks for an application in answer to a mail, is an answer.
    """
    personal = mail.relay is None and looks_personal(mail.message, None)
    if kind is Kind.STATUS_UPDATE and mail.is_reply and personal:
        return Kind.RECRUITER_REPLY
    if kind is Kind.APPLICATION_CONFIRMATION and mail.message.in_reply_to and personal and by_a_person(mail):
        return Kind.RECRUITER_REPLY
    if kind in READ and asks_the_applicant(mail):
        return Kind.RECRUITER_REPLY
    if kind is Kind.APPLICATION_VIEWED and looks_personal(mail.message, mail.relay) and _speaks_for_oneself(mail):
        return Kind.RECRUITER_REPLY
    if kind is Kind.RECRUITER_REPLY and _acknowledges(mail):
        return Kind.APPLICATION_CONFIRMATION
    if kind is not Kind.INTERVIEW_INVITE or any(h.family.name == "asks for a time" for h in mail.hits):
        return kind
    said = next((h for h in mail.hits if h.family.kind == kind and not h.in_subject), None)
    at = said.index if said is not None else 0
    near = mail.read.body.sentences[at : at + 2] if said is not None else mail.read.subject.sentences
    fixed = is_fixed(mail.message, replace(mail.read, subject=EMPTY, body=Wording(tuple(near), {})))
    asked = any(sentence.is_question for sentence in near)
    return Kind.INTERVIEW_SCHEDULED if fixed and not asked else kind


def _speaks_for_oneself(mail: Received) -> bool:
    """A person says that they read it ("I reviewed your application"), or asks the reader something."""
    return any(hit.family.name == READS for hit in mail.hits) or asks_you(mail)


def _acknowledges(mail: Received) -> bool:
    """A desk's standing answer to what was sent to it, nobody's word: "thank you for your email and application"."""
    if mail.relay is not None or not (from_desk(mail) or _of_a_role(mail)):
        return False
    alone = not any(word in ME for line in mail.read.body.sentences[:ASKED_IN] for word in line.bare.split())
    return alone and mail.has(Kind.APPLICATION_CONFIRMATION, 2) is not None and not asks(mail)


def _of_a_role(mail: Received) -> bool:
    return mail.message.from_ is not None and is_role_address(mail.message.from_.email)


def _by_structure(mail: Received) -> Verdict | None:
    """Where no wording speaks: a relay that only sends assessments, or a person's answer to a candidate."""
    relay, noisy = mail.relay, mail.has("noise") is not None
    if relay is not None and relay.kind == "assessment" and not noisy and not relay.alone:
        return Verdict(Kind.ASSESSMENT, (shorten(f"From: {relay.name}"),))
    personal = mail.message.from_ is not None and looks_personal(mail.message, relay)
    if not noisy and personal and answers_candidate(mail) and not from_candidate(mail):
        return Verdict(Kind.RECRUITER_REPLY, (shorten(f"answers the candidate: {mail.message.subject}"),))
    if not noisy and personal and by_a_person(mail) and speaks_to_an_applicant(mail) and not _other(mail):
        return Verdict(Kind.RECRUITER_REPLY, (shorten(f"speaks to an applicant: {mail.message.subject}"),))
    return None


def of_another_matter(mail: Received) -> bool:
    """It speaks of a flat, a course or a car more than of a job."""
    return _other(mail) or any(h.family.kind == "noise" and _is_settled(h) for h in mail.hits)


def _other(mail: Received) -> bool:
    return mail.context.foreign > mail.context.firm


def _from_a_candidate(mail: Received) -> str:
    """Somebody else's job search: a received mail in which a candidate speaks, and no employer."""
    if mail.relay is not None or mail.message.calendar:
        return ""
    candidate = [hit for hit in mail.hits if hit.family.kind == "written_by_candidate"]
    employer = sum(hit.family.kind == "written_by_employer" for hit in mail.hits)
    if mail.is_reply and (employer or len(candidate) < 2 or candidate[0].index > OPENING):  # noqa: PLR2004
        return ""
    if (
        len(candidate) > employer
        and mail.has(Kind.APPLICATION_CONFIRMATION, 3) is None
        and mail.has(Kind.REJECTION, 2) is None
    ):
        return f"written by a candidate: {candidate[0].evidence}"
    return ""


def _evidence(mail: Received, kind: Kind, hit: Hit) -> tuple[str, ...]:
    words = [hit.evidence]
    words += [other.evidence for other in mail.hits if other.family.kind == kind and other is not hit][:2]
    if mail.relay is not None and mail.message.from_ is not None:
        words.append(shorten(f"From: {mail.message.from_.email} ({mail.relay.name})"))
    return tuple(dict.fromkeys(words))


def _speaks(mail: Received, hit: Hit, strength: int) -> bool:
    if hit.family.strength < strength:
        return False
    needs = hit.family.needs
    if needs == "tied":
        return mail.tied
    if mail.vouched or from_desk(mail):
        if needs == "open":
            return mail.context.foreign <= mail.context.strong + mail.context.weak
        return True
    return mail.context.allows(needs) or (hit.family.kind in SEARCHED and needs != "hard" and in_search(mail))


def _settled_noise(mail: Received) -> str:
    subject = " ".join(words_of(fold(mail.message.subject)))
    if mail.relay is not None:
        words = mail.relay.noise + mail.tables.common_noise
        found = next((word for word in words if f" {word} " in f" {subject} "), "")
        if found:
            return f"noise of {mail.relay.name}: {found!r} in the subject"
        email = mail.message.from_.email if mail.message.from_ is not None else ""
        place = next((p for p in mail.relay.noise_from if email.startswith(p) or email.endswith(f"@{p}")), "")
        if place:
            return f"noise of {mail.relay.name}: it comes from {place}"
    place = address_applied_for(mail.read)
    if place and mail.relay is None:
        return f"an application for a place to live: {place}"
    hit = next((h for h in mail.hits if h.family.kind == "noise" and _is_settled(h)), None)
    return f"{hit.family.name}: {hit.evidence}" if hit is not None else ""


def _job_list(mail: Received) -> str:
    found = postings(mail.message)
    return f"a list of {len(found)} jobs: {found[0].role}, {found[1].role}" if len(found) > 1 else ""


def _is_settled(noise: Hit) -> bool:
    """In the subject it is what the mail is about; some of it leaves no doubt anywhere."""
    return noise.family.strength > 1 if noise.in_subject else noise.family.strength == DECISIVE


def _template_key(mail: Received) -> Verdict | None:
    """A verdict that stands only in the template's name, in links or a header."""
    if mail.relay is None or not mail.relay.template_keys:
        return None
    places = [value for name in ("x-linkedin-template", "x-template") for value in mail.message.headers.get(name, ())]
    told: dict[Kind | None, str] = {}
    for text in (*places, *mail.message.links[:60]):
        folded = fold(text)
        for key, kind in mail.relay.template_keys.items():
            if key in folded:
                begin = max(0, folded.find(key) - 40)
                told.setdefault(kind, shorten(f"template: {text[begin : begin + 120]}"))
    kind = next((kind for kind in told if kind is not None), None)
    if kind is not None:
        return Verdict(kind, (told[kind],))
    return Verdict(None, ignored=told[None]) if told else None
