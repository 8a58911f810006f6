"""One `Message` to its `Inference`: structure, then wording; events with their names, people, times and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watcher.inference import incoming
from watcher.inference.agreed import taken_time
from watcher.inference.answering import answers_candidate
from watcher.inference.asking import waits
from watcher.inference.dates import sent
from watcher.inference.direction import has_resume, is_outgoing
from watcher.inference.events import besides, events_of, taking
from watcher.inference.folding import bounded, fold, vocabulary, words
from watcher.inference.meeting import meets
from watcher.inference.people import booked_with, joined, sender
from watcher.inference.phrases import Read, context, read, shorten, spoken, stems
from watcher.inference.promises import promise
from watcher.inference.received import Received, looks_personal, received
from watcher.inference.senders import is_hiring_address, listed, source_of
from watcher.inference.subjects import bare, is_forward
from watcher.inference.tables import Sender, Tables
from watcher.inference.trust import verified
from watcher.inference.types import Event, Inference, Kind, Person
from watcher.inference.weighing import INTERVIEWS, by_a_person
from watcher.inference.wrote import of_the_user
from watcher.reading import Automatic, Message

QUOTED_LOOK = 3000  # characters of the quotation
SHORT_TEXT = 2000  # a text of so few characters needs less context
# What a message says by its words where a tie alone shows that it is of a job search.
TOLD_BY_A_TIE = INTERVIEWS | {
    Kind.REJECTION,
    Kind.POSITION_CLOSED,
    Kind.POSITION_ON_HOLD,
    Kind.OFFER,
    Kind.OFFER_RESCINDED,
    Kind.ASSESSMENT,
    Kind.ASSESSMENT_COMPLETED,
    Kind.APPLICATION_INCOMPLETE,
    Kind.INTERVIEW_PREP,
}
# What an answer to a candidate may tell by words that speak in a tie only, whatever else it says.
ENDS = {
    Kind.REJECTION,
    Kind.POSITION_CLOSED,
    Kind.POSITION_ON_HOLD,
    Kind.OFFER,
    Kind.OFFER_RESCINDED,
    Kind.APPLICATION_INCOMPLETE,
}
OVER = frozenset({Kind.REJECTION, Kind.POSITION_CLOSED})
# A talk that is asked for is no offer, though "we'd love you to come and work with us" stands beside it.
ASKED_BESIDE = dict.fromkeys(INTERVIEWS, frozenset({Kind.OFFER, Kind.APPLICATION_INCOMPLETE}))
ASKED_BESIDE[Kind.INTERVIEW_SCHEDULED] = frozenset({Kind.APPLICATION_INCOMPLETE})
# What it tells at first sight, where a closer look may tell more.
TOLD_ANEW = INTERVIEWS | {Kind.RECRUITER_REPLY, Kind.INTERVIEW_PREP, None}
TELLS_NOTHING = {
    Automatic.CALENDAR_REPLY: "a calendar answer",
    Automatic.RECEIPT: "a receipt",
    Automatic.FEEDBACK_REPORT: "a feedback report",
}


def infer(message: Message, me: frozenset[str], tables: Tables) -> Inference:
    """All that one message says of the user's job search. `me` holds the user's addresses, lower case, or is empty.

    Never raises; the same message gives the same inference.
    """
    inference = _infer(message, me, tables)
    if message.automatic is Automatic.AUTO_REPLY and not inference.events:
        # A hiring desk's answering machine may confirm an application; this one only tells of an absence.
        inference = _auto_reply(message, tables)
    return replace(inference, verified=verified(message, tables))


def _infer(message: Message, me: frozenset[str], tables: Tables) -> Inference:
    structural = _structural(message, tables)
    if structural is not None:
        return structural
    relay = source_of(message, tables)
    if message.automatic is Automatic.BULK and relay is None:
        return _nothing(tables, f"newsletter or list: {message.automatic_why or 'bulk mail'}")
    text = message.new_text or ("" if message.quoted_text else message.text)
    subject = bare(message.subject)
    by_me = message.from_ is not None and message.from_.email in me
    if not by_me and not _worth_reading(message, subject, text, relay, tables):
        return _nothing(tables, "no wording of a job search")
    wording = read(subject, text, message.quoted_text, tables)
    own = is_outgoing(message, me, wording, tables)
    if is_forward(message) and not own and not text.strip():
        return _nothing(tables, "forwarded mail, about somebody else's or an older event", wording.language)
    if own:
        return of_the_user(message, wording, tables, sure=bool(me))
    return _received(message, wording, me, relay, tables)


def _nothing(
    tables: Tables, why: str, language: str = "", *, human: bool = False, people: Sequence[Person] = ()
) -> Inference:
    return Inference((), shorten(why), human, language, tables.version, tuple(people))


def _structural(message: Message, tables: Tables) -> Inference | None:
    """Bounces, automatic replies, receipts and calendar answers are known by structure alone."""
    automatic = message.automatic
    report = message.report
    if automatic is Automatic.BOUNCE or (automatic is None and report is not None and report.action == "failed"):
        failed = report.recipients if report is not None and report.action in ("failed", "") else ()
        people = tuple(Person("", email.lower(), reachable=False) for email in failed[:20])
        why = message.automatic_why or f"delivery report: {report.action if report else 'failed'}"
        event = Event(Kind.BOUNCE, sent(message), evidence=(shorten(why),), people=people)
        return Inference((event,), rules_version=tables.version, people=people)
    if automatic is Automatic.AUTO_REPLY and not _is_confirmation_after_all(message, tables):
        return _auto_reply(message, tables)
    if automatic in TELLS_NOTHING:
        return _nothing(tables, f"{TELLS_NOTHING[automatic]}: {message.automatic_why}")
    return None


def _auto_reply(message: Message, tables: Tables) -> Inference:
    why = message.automatic_why or "automatic reply"
    event = Event(Kind.AUTO_REPLY, sent(message), evidence=(shorten(why),))
    return Inference((event,), rules_version=tables.version)


def _is_confirmation_after_all(message: Message, tables: Tables) -> bool:
    """An acknowledgement of an application is sent automatically too; its sender is a relay or a hiring desk."""
    address = message.from_
    if address is None:
        return False
    out_of_office = any(
        word in fold(message.subject) for word in ("out of office", "abwesen", "automatic reply", "absence")
    )
    return not out_of_office and (listed(address.email, tables) is not None or is_hiring_address(address))


def _worth_reading(message: Message, subject: str, text: str, relay: Sender | None, tables: Tables) -> bool:
    """A cheap look: whether there is as much of a job search in its words as any rule needs."""
    if relay is not None or message.calendar or has_resume(message):
        return True
    if (message.in_reply_to or len(text) < SHORT_TEXT) and looks_personal(message, relay):
        return True  # what it says may count by its thread or its writer alone
    if message.from_ is not None and is_hiring_address(message.from_):
        return True
    together = " ".join(words(fold(f"{subject}\n{bounded(text)}\n{message.quoted_text[:QUOTED_LOOK]}")))
    seen = vocabulary(together) | stems(together, tables.stems)
    if tables.sure.isdisjoint(seen) and len(seen & tables.likely) < 1 + (len(text) >= SHORT_TEXT):
        return False
    _, codes = spoken(subject, text, tables)
    if any(not tables.sure_in[code].isdisjoint(seen) for code in codes):
        return True
    likely = {word for code in codes for word in seen & tables.likely_in[code]}
    if len(text) < SHORT_TEXT:
        return bool(likely)
    return len(likely) > 1 and not likely <= tables.ordinary


def _received(message: Message, wording: Read, me: frozenset[str], relay: Sender | None, tables: Tables) -> Inference:
    seen = context(wording, quoted=True)
    mail = received(message, wording, tables, relay, seen)
    first = verdict = incoming.decide(mail)
    answer = first.kind is Kind.RECRUITER_REPLY and first.hit is None
    if answer or (_may_tell_more(mail, first) and answers_candidate(mail)):
        mail = mail.once_tied()  # it answers a candidate, so its words are an employer's
        verdict = _once_tied(mail, first)
    personal = verdict is not first or first.kind not in incoming.TEMPLATED or _asks_for_silence(mail)
    human = looks_personal(message, relay) and personal
    writer = sender(message, tables, human=human)
    people = [writer] if writer is not None else []
    people = joined(people, booked_with(message, me, tables)) if _books(mail) else people
    if verdict.kind is None:
        nothing = _nothing(tables, verdict.ignored, wording.language, human=human, people=people)
        nothing = replace(nothing, other_matter=incoming.of_another_matter(mail))
        return replace(nothing, if_tied=_if_tied(mail, people, me)) if human or _books(mail) else nothing
    events = events_of(mail, verdict, people, me)
    everybody = joined(people, (person for event in events for person in event.people))
    return Inference(tuple(events), "", human, wording.language, tables.version, tuple(everybody))


def _may_tell_more(mail: Received, first: incoming.Verdict) -> bool:
    """Whether the words of an employer's answer may tell more than it seems; a system's confirmation tells no more."""
    return first.kind is not None and (first.kind not in incoming.TEMPLATED or looks_personal(mail.message, mail.relay))


def _once_tied(known: Received, first: incoming.Verdict) -> incoming.Verdict:
    """What a mail that is known to be of a job search tells; `first` is what it told before.

    An hour that it names says more than what to bring.
    """
    told = incoming.decide(known)
    if first.invited or (told.kind in OVER and _by_a_tie(told) and promise(known.message, known.read, known.tables)):
        return first
    if first.kind is not None and told.kind in ENDS - ASKED_BESIDE.get(first.kind, frozenset()):
        return told
    if first.kind not in TOLD_ANEW or (first.kind in INTERVIEWS and told.kind not in INTERVIEWS):
        return first
    if first.hit is not None and first.hit.family.strength > 1 and told.kind is Kind.INTERVIEW_INVITE:
        return first
    if told.kind in TOLD_BY_A_TIE and told.kind is not Kind.INTERVIEW_PREP:
        return told
    if told.kind not in TOLD_BY_A_TIE:
        return _agreeing(known) or meets(known) or (first if first.kind is not None else told)
    met = meets(known)
    return met if met is not None and met.at is not None else told


def _by_a_tie(verdict: incoming.Verdict) -> bool:
    """Whether words tell it that speak in a tie only: who names a day to be heard of ends nothing by such words."""
    return verdict.hit is None or verdict.hit.family.needs == "tied"


def _agreeing(mail: Received) -> incoming.Verdict | None:
    """An answer that takes the hour which the user proposed."""
    taken = taken_time(mail)
    return incoming.Verdict(Kind.INTERVIEW_SCHEDULED, (shorten(taken.text),)) if taken is not None else None


def _books(mail: Received) -> bool:
    """A booking service tells of a talk, and perhaps of nobody's job search."""
    return mail.relay is not None and mail.relay.kind == "scheduling"


def _asks_for_silence(mail: Received) -> bool:
    """A person who wants no more mail says so themselves, though they thank for an application first."""
    return by_a_person(mail) and mail.has(Kind.DO_NOT_CONTACT) is not None


def _if_tied(mail: Received, people: Sequence[Person], me: frozenset[str]) -> tuple[Event, ...]:
    """What it tells where its thread or its writer, and no word of it, is of a job search; a person's at least answers.

    Then its words are read as those of a known employer: "could we make it Thursday instead?" moves an interview.
    """
    known = mail.once_tied()
    verdict = _once_tied(known, incoming.Verdict(None))
    if verdict.kind in TOLD_BY_A_TIE:
        return tuple(events_of(known, verdict, people, me))
    if _books(mail):
        booked = incoming.Verdict(Kind.INTERVIEW_SCHEDULED, (shorten(mail.message.subject),))
        told = events_of(known, booked, people, me) if not mail.has("noise") else []
        return tuple(told) if told and told[0].starts_at else ()
    answer = Event(
        Kind.RECRUITER_REPLY,
        sent(mail.message),
        people=tuple(people),
        waits_for_user=waits(mail, Kind.RECRUITER_REPLY, verdict.hit),
        verified=verified(mail.message, mail.tables),
    )
    return (taking(known, answer), *besides(known, answer))
