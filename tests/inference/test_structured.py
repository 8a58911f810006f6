"""JSON-LD in mail: interviews, the posting applied to, and lists of jobs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.inference.mails import inferred, mail, main_event
from watcher.inference import Kind
from watcher.reading import read, split

INTERVIEW: dict[str, Any] = {
    "@context": "http://schema.org",
    "@type": "EventReservation",
    "reservationNumber": "iv-7",
    "reservationStatus": "http://schema.org/ReservationConfirmed",
    "reservationFor": {
        "@type": "Event",
        "name": "Interview: Harbour Pilot",
        "startDate": "2026-03-12T15:00:00Z",
        "endDate": "2026-03-12T15:45:00+00:00",
        "organizer": {"@type": "Person", "name": "Dana Doe", "email": "dana@northwind-labs.com"},
    },
}
EVENT = INTERVIEW["reservationFor"]
POSTING: dict[str, Any] = {
    "@type": "https://schema.org/JobPosting",
    "title": "Harbour Pilot",
    "hiringOrganization": {"@type": "Organization", "name": "Port of Westhaven"},
}


def marked(*nodes: object, text: str = "See below.", subject: str = "Your application") -> Any:
    return inferred(mail(text, subject, json_ld=tuple(json.dumps(node) for node in nodes)))


def test_a_reservation_is_an_interview_with_its_times() -> None:
    (event,) = marked(INTERVIEW).events
    assert event.kind is Kind.INTERVIEW_SCHEDULED
    assert event.starts_at == datetime(2026, 3, 12, 15, 0, tzinfo=UTC)
    assert event.ends_at == datetime(2026, 3, 12, 15, 45, tzinfo=UTC)
    assert event.calendar_uid == "iv-7"
    assert "dana@northwind-labs.com" in {person.email for person in event.people}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"reservationStatus": "https://schema.org/ReservationCancelled"}, Kind.INTERVIEW_CANCELLED),
        ({"reservationFor": EVENT | {"eventStatus": "EventRescheduled"}}, Kind.INTERVIEW_RESCHEDULED),
        ({"reservationFor": EVENT | {"eventStatus": "EventCancelled"}}, Kind.INTERVIEW_CANCELLED),
    ],
)
def test_its_status_counts(change: dict[str, Any], kind: Kind) -> None:
    assert marked(INTERVIEW | change).events[0].kind is kind


def test_a_concert_is_none() -> None:
    concert = INTERVIEW | {"reservationFor": EVENT | {"name": "The Tidewater Quartet"}}
    assert marked(concert, subject="Your tickets").events == ()


def test_the_posting_names_company_and_role() -> None:
    event = main_event(mail("Thank you for applying.", "Application received", json_ld=(json.dumps([POSTING]),)))
    assert event is not None
    assert (event.company, event.role) == ("Port of Westhaven", "Harbour Pilot")


def test_several_postings_are_a_list_of_jobs() -> None:
    inference = marked(
        POSTING, POSTING | {"title": "Deckhand"}, text="Your application was received. More jobs for you:"
    )
    assert inference.events == ()
    assert "2 jobs" in inference.ignored


def test_a_time_without_offset_is_in_the_senders_zone() -> None:
    node = INTERVIEW | {"reservationFor": EVENT | {"startDate": "2026-03-12T15:00:00", "endDate": ""}}
    date = {"date": "Wed, 4 Mar 2026 10:00:00 +0100"}
    event = main_event(mail("See below.", "Interview", json_ld=(json.dumps(node),), headers=date))
    assert event is not None
    assert event.starts_at == datetime(2026, 3, 12, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("block", ["", "{", "[" * 60_000, '{"@type": ["JobPosting"]}', '{"@type": 7}', "null", '"x"'])
def test_broken_markup_says_nothing(block: str) -> None:
    assert inferred(mail("See you.", "Saturday", json_ld=(block,))).events == ()


NAMES = st.sampled_from(["@type", "name", "startDate", "reservationFor", "organizer", "title", "hiringOrganization"])
LEAVES = (
    st.none() | st.integers() | st.sampled_from(["Event", "JobPosting", "EventReservation", "2026-03-12", "Interview"])
)


@given(st.recursive(LEAVES, lambda x: st.lists(x, max_size=3) | st.dictionaries(NAMES, x, max_size=4), max_leaves=12))
def test_any_markup_is_survived(node: object) -> None:
    marked(node)


def test_it_is_read_from_the_html_of_a_mail() -> None:
    html = f'<html><script type="application/ld+json">{json.dumps(INTERVIEW)}</script><p>Details inside.</p></html>'
    data = b"From: a@northwind-labs.com\r\nSubject: Your interview\r\nContent-Type: text/html\r\n\r\n" + html.encode()
    assert [event.kind for event in inferred(read(split(data))).events] == [Kind.INTERVIEW_SCHEDULED]
