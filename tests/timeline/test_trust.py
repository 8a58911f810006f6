"""What a hostile or broken mail cannot do: choose the recipient, speak for the user, or stand in an impossible time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    ME,
    addresses,
    applied,
    ev,
    got,
    kinds,
    person,
    sent,
    t,
    the_only,
    told,
)
from watcher.inference import Kind
from watcher.reading import Automatic
from watcher.timeline import Place, Seen, build, human_answer_after, interviews, is_answer

EVIL = "x@evil.example"
RELAY = "anna.berg.x7@us.greenhouse-mail.io"


def unverified(mail: Seen) -> Seen:
    return replace(mail, inference=replace(mail.inference, verified=False))


def writable(*mails: Seen) -> list[str]:
    return [c.email for c in the_only(told(*mails)).contacts if c.writable]


# Reply-To


def test_row_38_an_unverified_message_stops_the_clock_and_gets_nothing() -> None:
    mail = unverified(got("2026-03-05", human=True, re=applied(to=ANNA), reply_to=EVIL))
    application = the_only(told(applied(to=ANNA), mail))
    assert is_answer(application.facts[-1])
    assert not application.facts[-1].event.verified
    assert writable(applied(to=ANNA), mail) == [ANNA]


def test_row_38_an_unverified_stranger_in_the_thread_is_no_contact_to_write_to() -> None:
    mail = unverified(got("2026-03-05", human=True, frm=EVIL, re=applied(to=ANNA)))
    assert writable(applied(to=ANNA), mail) == [ANNA]


@pytest.mark.parametrize("frm", [ANNA, "anna.berg@gmail.com", "no-reply@acme.com"])
@pytest.mark.parametrize("told_", [(), (ev(Kind.RECRUITER_REPLY, *ACME),)])
def test_row_38_a_reply_to_of_another_organisation_is_never_the_recipient(frm: str, told_: tuple[()]) -> None:
    mail = got(
        "2026-03-05", *told_, human=True, frm=frm, re=applied(), reply_to=EVIL, people=(person(EVIL), person(frm))
    )
    assert EVIL not in writable(applied(), mail)
    assert (frm in writable(applied(), mail)) is (frm != "no-reply@acme.com")


@pytest.mark.parametrize("reply_to", [RELAY, "anna@mail.acme.com"])
def test_row_38_a_reply_to_of_a_relay_or_of_the_same_organisation_is(reply_to: str) -> None:
    assert writable(applied(), got("2026-03-05", human=True, re=applied(), reply_to=reply_to))[0] == reply_to


def test_a_reply_to_that_the_user_wrote_to_before_is() -> None:
    known = sent("2026-03-03", ev(Kind.CANDIDATE_REPLY, *ACME), to="anna@group.example", re=applied())
    mail = got("2026-03-05", human=True, re=known, reply_to="anna@group.example")
    assert writable(applied(), known, mail)[0] == "anna@group.example"


def test_a_relay_may_name_the_employers_address() -> None:
    mail = got("2026-03-05", human=True, frm=RELAY, re=applied(), reply_to=ANNA)
    assert ANNA in writable(applied(), mail)


# The user's own address as a stranger's From


def forged(*events: object, when: str = "2026-03-05", place: Place = Place.INBOX, re: Seen | None = None) -> Seen:
    mail = got(when, *events, frm=ME, to=ANNA, re=re, human=True, place=place)  # type: ignore[arg-type]
    return replace(mail, envelope=replace(mail.envelope, outgoing=False))


@pytest.mark.parametrize("place", [Place.INBOX, Place.JUNK, Place.TRASH])
@pytest.mark.parametrize("kind", [Kind.WITHDRAWAL, Kind.RECRUITER_REPLY, Kind.CANDIDATE_FOLLOWUP, None])
def test_mail_under_ones_own_address_that_one_did_not_send_is_nothing(place: Place, kind: Kind | None) -> None:
    mail = forged(*((ev(kind, *ACME),) if kind else ()), place=place, re=applied())
    assert the_only(told(applied(), mail)) == the_only(told(applied()))


def test_it_opens_nothing_and_is_told() -> None:
    timeline = told(forged(ev(Kind.APPLICATION_SENT, *ACME)))
    assert timeline.applications == ()
    assert [(a.fact.event.kind, a.why) for a in timeline.ambiguous] == [
        (Kind.APPLICATION_SENT, "it came under your own address, and you did not send it")
    ]
    assert told(forged(ev(Kind.APPLICATION_SENT, *ACME), place=Place.JUNK)).ambiguous == ()


def test_a_note_to_oneself_tells_no_employer_anything() -> None:
    """Whoever forges From can forge To as well."""
    note = got("2026-03-05", ev(Kind.WITHDRAWAL, *ACME), frm=ME, to=ME, human=True)
    assert note.envelope.outgoing
    assert told(applied(), note) == told(applied())
    filed = replace(note, envelope=replace(note.envelope, place=Place.SENT))
    assert kinds(the_only(told(applied(), filed))) == ["application_sent", "withdrawal"]


def test_the_copy_in_sent_counts_before_the_one_in_inbox() -> None:
    own = applied()
    copy = replace(own, envelope=replace(own.envelope, place=Place.INBOX, mailbox="INBOX", outgoing=False))
    for order in ((own, copy), (copy, own)):
        assert told(*order) == told(own)


# Time


@pytest.mark.parametrize("when", ["1999-01-01", "2026-03-01", "2026-03-02"])
def test_an_answer_is_newer_than_what_it_answers_whatever_its_date(when: str) -> None:
    application = the_only(told(applied(), got(when, ev(Kind.RECRUITER_REPLY, *ACME), human=True, re=applied())))
    assert kinds(application) == ["application_sent", "recruiter_reply"]
    found = human_answer_after(application, t("2026-03-02"))
    assert found is not None
    assert found.event.occurred_at == t("2026-03-02") + timedelta(seconds=1)
    assert found.envelope is not None
    assert found.envelope.sent_at == found.event.occurred_at


def test_so_is_one_without_events_and_what_answers_it_in_turn() -> None:
    first = got("1999-01-01", human=True, re=applied(), message_id="first@mail")
    second = got("1999-01-01", human=True, message_id="second@mail")
    second = replace(second, envelope=replace(second.envelope, parents=("first@mail",)))
    application = the_only(told(applied(), second, first))
    assert [f.event.occurred_at - t("2026-03-02") for f in application.facts] == [
        timedelta(seconds=n) for n in range(3)
    ]


def test_a_forged_older_parent_moves_nothing() -> None:
    """Whoever sends another message under the Message-ID of an old one does not make its answers younger."""
    reply = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True, re=applied())
    forgery = got("2026-06-01", human=True, frm=EVIL, message_id=applied().envelope.message_id)
    forgery = replace(forgery, envelope=replace(forgery.envelope, identity="forgery"))
    application = the_only(told(applied(), reply, forgery))
    assert next(f for f in application.facts if f.event.kind is Kind.RECRUITER_REPLY).event.occurred_at == t(
        "2026-03-05"
    )


def test_messages_that_answer_each_other_end_and_order_does_not_matter() -> None:
    ring = []
    for n in range(40):
        mail = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True, message_id=f"{n}@mail")
        ring.append(replace(mail, envelope=replace(mail.envelope, parents=(f"{(n + 1) % 40}@mail",))))
    expected = told(applied(), *ring)
    for seed in range(3):
        mixed = [applied(), *ring]
        Random(seed).shuffle(mixed)
        assert told(*mixed) == expected


EXTREMES = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]


@pytest.mark.parametrize("now", [*EXTREMES, t("2026-04-01")])
@pytest.mark.parametrize("moment", EXTREMES)
@pytest.mark.parametrize("field", ["occurred_at", "starts_at", "ends_at", "due_by", "sent_at"])
def test_a_time_that_cannot_be_true_stops_nothing(field: str, moment: datetime, now: datetime) -> None:
    """Such times stand in ledgers that were written before they were refused."""
    event = ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00")
    mail = got("2026-03-05", event, re=applied())
    if field == "sent_at":
        mail = replace(mail, envelope=replace(mail.envelope, sent_at=moment))
    else:
        bad = moment.date() if field == "due_by" else moment
        event = replace(mail.inference.events[0], **{field: bad})  # type: ignore[arg-type]
        mail = replace(mail, inference=replace(mail.inference, events=(event,)))
    own = frozenset({ME})
    timeline = build([applied(), mail], [], now, own_addresses=own, addresses=addresses())
    (application,) = timeline.applications
    assert all(i.ends_at - i.starts_at <= timedelta(days=7) for i in interviews(application))


def test_an_interview_that_is_said_to_last_for_ages_lasts_an_hour() -> None:
    mail = got("2026-03-05", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00", ends="2026-04-10 10:00"))
    (held,) = interviews(the_only(told(mail)))
    assert held.ends_at - held.starts_at == timedelta(hours=1)


# Answers that came another way


@pytest.mark.parametrize("frm", [ANNA, BOB])
def test_a_reply_through_a_list_gateway_by_a_known_side_is_an_answer(frm: str) -> None:
    own = applied(to=ANNA)
    mail = got("2026-03-05", frm=frm, re=own, automatic=Automatic.BULK)
    application = the_only(told(own, mail))
    assert kinds(application) == ["application_sent", "recruiter_reply"]
    assert human_answer_after(application, t("2026-03-02")) is not None
    assert next(c for c in application.contacts if c.email == ANNA).writable


@pytest.mark.parametrize(
    ("frm", "threaded"),
    [(ANNA, False), (EVIL, True), ("jobs@acme.com", True), ("no-reply@acme.com", True), ("a@greenhouse.io", True)],
)
def test_other_list_mail_is_none(frm: str, threaded: bool) -> None:
    own = applied(to=ANNA)
    mail = got("2026-03-05", frm=frm, re=own if threaded else None, automatic=Automatic.BULK)
    assert human_answer_after(the_only(told(own, mail)), t("2026-03-02")) is None


@pytest.mark.parametrize("automatic", [Automatic.AUTO_REPLY, Automatic.RECEIPT, Automatic.CALENDAR_REPLY])
def test_an_automatic_answer_stays_none(automatic: Automatic) -> None:
    own = applied(to=ANNA)
    mail = got("2026-03-05", frm=ANNA, re=own, automatic=automatic)
    assert human_answer_after(the_only(told(own, mail)), t("2026-03-02")) is None


def test_a_colleague_at_the_employer_answers_in_a_new_thread() -> None:
    own = applied(to=ANNA)
    application = the_only(told(own, got("2026-03-05", frm=BOB, human=True)))
    assert kinds(application) == ["application_sent", "recruiter_reply"]
    assert application.facts[-1].implied


@pytest.mark.parametrize(
    ("own", "mail"),
    [
        (applied(to=ANNA), got("2026-03-05", frm=BOB, human=False)),
        (applied(to=ANNA), got("2026-03-05", frm=BOB, human=True, place=Place.JUNK)),
        (applied(to=ANNA), got("2026-03-01", frm=BOB, human=True)),
        (applied(to="anna@gmail.com"), got("2026-03-05", frm="bob@gmail.com", human=True)),
        (applied(to=RELAY), got("2026-03-05", frm="bob@us.greenhouse-mail.io", human=True)),
        (applied(to="boss@example.org"), got("2026-03-05", frm="peer@example.org", human=True)),
        (
            applied(to=ANNA),
            replace(m := got("2026-03-05", frm=BOB, human=True), envelope=replace(m.envelope, own_address="")),
        ),
    ],
)
def test_other_new_mail_is_tied_to_nothing(own: Seen, mail: Seen) -> None:
    assert kinds(the_only(told(own, mail))) == ["application_sent"]


def test_of_two_open_applications_neither_gets_it_of_one_open_it_does() -> None:
    own = applied(to=ANNA)
    other = sent("2026-03-02 10:00", ev(Kind.APPLICATION_SENT, "Acme", "Cook"), to=ANNA, message_id="cook@mail")
    mail = got("2026-03-08", frm=BOB, human=True)
    assert [kinds(a) for a in told(own, other, mail).applications] == [["application_sent"]] * 2
    no = got("2026-03-05", ev(Kind.REJECTION, "Acme", "Cook"), frm=ANNA, re=other)
    assert [kinds(a) for a in told(own, other, no, mail).applications] == [
        ["application_sent", "recruiter_reply"],
        ["application_sent", "rejection"],
    ]
