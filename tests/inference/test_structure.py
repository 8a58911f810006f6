"""What structure decides: bounces, automatic replies, iCalendar, authentication."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.inference.mails import ME, SENT, inferred, mail, main_event
from watcher.inference import Kind, PersonRole
from watcher.reading import Address, Attendee, Automatic, CalendarEvent, DeliveryReport

INVITATION = CalendarEvent(
    method="REQUEST",
    uid="u1@northwind",
    starts_at=datetime(2026, 3, 12, 15, 0, tzinfo=UTC),
    ends_at=datetime(2026, 3, 12, 15, 45, tzinfo=UTC),
    summary="Interview: Sam Seeker, Data Analyst",
    organizer=Attendee("Dana Doe", "dana@northwind-labs.com"),
    attendees=(
        Attendee("Sam", ME),
        Attendee("Lee Roe", "lee@northwind-labs.com", "ACCEPTED"),
        Attendee("Room 4", "c_188@resource.calendar.google.com"),
    ),
)


def test_a_bounce_names_those_who_were_not_reached() -> None:
    report = DeliveryReport("failed", ("gone@acme.example",), "sent@example")
    inference = inferred(mail("", "Undeliverable", automatic=Automatic.BOUNCE, report=report, automatic_why="x"))
    assert [event.kind for event in inference.events] == [Kind.BOUNCE]
    assert [(person.email, person.reachable) for person in inference.people] == [("gone@acme.example", False)]
    assert not inference.human


def test_a_delay_is_a_bounce_of_nobody() -> None:
    report = DeliveryReport("delayed", ("slow@acme.example",))
    inference = inferred(mail("", "Delayed", automatic=Automatic.BOUNCE, report=report))
    assert inference.people == ()


@pytest.mark.parametrize(
    ("automatic", "kinds"),
    [
        (Automatic.AUTO_REPLY, [Kind.AUTO_REPLY]),
        (Automatic.CALENDAR_REPLY, []),
        (Automatic.RECEIPT, []),
        (Automatic.FEEDBACK_REPORT, []),
    ],
)
def test_row_40_automatic_mail_is_no_answer(automatic: Automatic, kinds: list[Kind]) -> None:
    inference = inferred(
        mail("I am out of the office; your application, interview and offer wait.", automatic=automatic)
    )
    assert [event.kind for event in inference.events] == kinds
    assert bool(inference.ignored) is not bool(kinds)
    assert not inference.human


def test_an_automatic_confirmation_by_a_hiring_desk() -> None:
    message = mail(
        "We have received your application.", "Your application", "jobs@acme.example", automatic=Automatic.AUTO_REPLY
    )
    assert [event.kind for event in inferred(message).events] == [Kind.APPLICATION_CONFIRMATION]


def test_an_invitation_fixes_the_interview() -> None:
    event = main_event(mail("Looking forward!", "Interview", calendar=(INVITATION,)))
    assert event is not None
    assert event.kind is Kind.INTERVIEW_SCHEDULED
    assert (event.starts_at, event.ends_at) == (INVITATION.starts_at, INVITATION.ends_at)
    assert (event.calendar_uid, event.sequence) == ("u1@northwind", 0)
    assert event.evidence[0].startswith("METHOD:REQUEST")
    interviewers = [person.email for person in event.people if person.role is PersonRole.INTERVIEWER]
    assert interviewers == ["lee@northwind-labs.com"]


@pytest.mark.parametrize("word", ["Vorstellungsgespräch", "Bewerbungsgespräch", "Sollicitatiegesprek"])
def test_an_invitation_that_joins_its_words_fixes_the_interview(word: str) -> None:
    invited = replace(INVITATION, summary=f"{word} Controllerin - Sam Seeker")
    event = main_event(mail("Microsoft Teams-Besprechung", invited.summary, calendar=(invited,)))
    assert event is not None
    assert event.kind is Kind.INTERVIEW_SCHEDULED


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"sequence": 2}, Kind.INTERVIEW_RESCHEDULED),
        ({"method": "CANCEL", "sequence": 1}, Kind.INTERVIEW_CANCELLED),
        ({"status": "CANCELLED"}, Kind.INTERVIEW_CANCELLED),
        ({"method": ""}, Kind.INTERVIEW_SCHEDULED),
        ({"organizer": None}, Kind.INTERVIEW_SCHEDULED),
    ],
)
def test_row_42_versions_of_an_invitation(changes: dict[str, object], kind: Kind) -> None:
    event = main_event(mail("", "Interview", calendar=(replace(INVITATION, **changes),)))  # type: ignore[arg-type]
    assert event is not None
    assert event.kind is kind


def test_row_42_the_newest_version_counts() -> None:
    later = replace(INVITATION, sequence=3, method="CANCEL")
    event = main_event(mail("", "Interview", calendar=(later, INVITATION)))
    assert event is not None
    assert event.kind is Kind.INTERVIEW_CANCELLED


def test_each_invitation_of_a_message_is_an_interview_of_its_own() -> None:
    second = replace(
        INVITATION,
        uid="u2@northwind",
        starts_at=datetime(2026, 3, 12, 17, 0, tzinfo=UTC),
        ends_at=datetime(2026, 3, 12, 18, 0, tzinfo=UTC),
        attendees=(Attendee("Sam", ME), Attendee("Kim Poe", "kim@northwind-labs.com")),
    )
    called_off = replace(INVITATION, uid="u3@northwind", method="CANCEL", sequence=2)
    inference = inferred(mail("", "Interviews", calendar=(INVITATION, second, called_off)))
    told = {(event.kind, event.calendar_uid, event.starts_at) for event in inference.events}
    assert told == {
        (Kind.INTERVIEW_SCHEDULED, "u1@northwind", INVITATION.starts_at),
        (Kind.INTERVIEW_SCHEDULED, "u2@northwind", second.starts_at),
        (Kind.INTERVIEW_CANCELLED, "u3@northwind", INVITATION.starts_at),
    }
    met = {event.calendar_uid: {person.email for person in event.people} for event in inference.events}
    assert "kim@northwind-labs.com" in met["u2@northwind"]
    assert "kim@northwind-labs.com" not in met["u1@northwind"]
    assert {"kim@northwind-labs.com", "lee@northwind-labs.com"} <= {person.email for person in inference.people}


def test_an_instance_that_was_moved_stands_for_its_series() -> None:
    moved = replace(
        INVITATION, sequence=1, recurrence_id="20260312T150000Z", starts_at=datetime(2026, 3, 13, 9, 0, tzinfo=UTC)
    )
    (event,) = inferred(mail("", "Interview", calendar=(INVITATION, moved))).events
    assert (event.kind, event.starts_at) == (Kind.INTERVIEW_RESCHEDULED, moved.starts_at)


def test_a_hundred_invitations_are_no_hundred_events() -> None:
    many = tuple(replace(INVITATION, uid=f"u{n}") for n in range(100))
    assert len(inferred(mail("", "Interview", calendar=many)).events) <= 10


def test_an_invitation_to_something_else() -> None:
    party = replace(INVITATION, summary="Birthday party")
    assert inferred(mail("Bring cake!", "Invitation: Birthday party", calendar=(party,))).events == ()


@pytest.mark.parametrize(
    ("sender", "reply_to", "results", "verified"),
    [
        ("Dana <dana@acme.example>", "", "", True),
        ("Dana <dana@acme.example>", "", "mx.example; dmarc=fail header.from=acme.example", False),
        ("Dana <dana@acme.example>", "", "mx.example; dmarc=pass", True),
        ("Dana <dana@acme.example>", "dana@gmail.com", "", False),
        ("Dana <dana@acme.example>", "x@reply.greenhouse.io", "", True),
        ("Dana <dana@mail.acme.example>", "jobs@acme.example", "", True),
        ("Acme <no-reply@greenhouse.io>", "dana@acme.example", "", True),
    ],
)
def test_row_38_another_organisation_to_reply_to_is_not_believed(
    sender: str, reply_to: str, results: str, verified: bool
) -> None:
    message = mail(
        "We received your application for the Analyst position.",
        "Your application",
        sender,
        headers={"authentication-results": results} if results else None,
        reply_to=(Address("", reply_to),) if reply_to else (),
    )
    event = main_event(message)
    assert event is not None
    assert event.verified is verified


@pytest.mark.parametrize(
    ("results", "verified"),
    [
        (
            ("mx.example; spf=pass", "mx.example; dkim=none", "mx.example; dmarc=fail (p=none) header.from=a.example"),
            False,
        ),
        (("mx.example; dmarc=pass", "relay.example; dmarc=fail"), True),
        (("mx.example; none", "other.example; dmarc=fail"), True),
        (("mx.example 1; DMARC = fail",), False),
        (("mx.example; dmarc/1=fail",), False),
        (("mx.example; dmarc=pass (before: dmarc=fail (quarantine))",), True),
        (('mx.example; dkim=pass reason="no dmarc=fail here"; dmarc=pass',), True),
        (("mx.example; dmarc=temperror", "mx.example; dmarc=none"), True),
        (("mx.example; spf=softfail smtp.mailfrom=a.example; dmarc=fail action=none header.from=a.example",), False),
        (("",), True),
        ((";;;((((",), True),
    ],
)
def test_row_37_what_the_users_own_server_found(results: tuple[str, ...], verified: bool) -> None:
    message = mail("See you at the lake.", "Saturday")
    headed = replace(message, headers={"authentication-results": results})
    assert inferred(headed).verified is verified


@pytest.mark.parametrize(("reply_to", "verified"), [("", True), ("dana@gmail.com", False)])
def test_trust_is_told_of_a_message_without_an_event_too(reply_to: str, verified: bool) -> None:
    message = mail(
        "See you at the lake.",
        "Saturday",
        "Dana <dana@acme.example>",
        reply_to=(Address("", reply_to),) if reply_to else (),
    )
    assert inferred(message).events == ()
    assert inferred(message).verified is verified


def _invited(organizer: str, *attendees: str) -> dict[str, PersonRole]:
    """Who an invitation from Jane names, by address."""
    event = CalendarEvent(
        "REQUEST",
        "round1",
        starts_at=SENT + timedelta(days=2),
        summary="Interview: Data Engineer at Acme",
        organizer=Attendee(*organizer.split("|")),
        attendees=tuple(Attendee("", a) for a in attendees),
    )
    message = mail(
        "Please find the invitation attached.", "Interview", "Jane Doe <jane@acme.example>", calendar=(event,)
    )
    found = main_event(message)
    assert found is not None
    return {p.email: p.role for p in found.people}


def test_an_organizer_who_attends_with_others_is_an_interviewer_too() -> None:
    people = _invited("Jane Doe|jane@acme.example", "jane@acme.example", "bob@acme.example", ME)
    assert people == {"jane@acme.example": PersonRole.INTERVIEWER, "bob@acme.example": PersonRole.INTERVIEWER}


@pytest.mark.parametrize(
    ("organizer", "attends"),
    [
        ("Jane Doe|jane@acme.example", False),
        ("Jane Doe, Recruiting|jane@acme.example", True),
        ("Acme|jobs@acme.example", True),
        ("Acme|no-reply@acme.example", True),
    ],
)
def test_an_organizer_who_only_arranges_it_is_none(organizer: str, attends: bool) -> None:
    own = (organizer.partition("|")[2],) if attends else ()
    people = _invited(organizer, *own, "bob@acme.example", ME)
    assert [email for email, role in people.items() if role is PersonRole.INTERVIEWER] == ["bob@acme.example"]
