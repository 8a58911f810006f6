"""iCalendar parts (RFC 5545): what their events say, and what hostile ones cannot do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.reading import CalendarEvent, Message, read, split

HEADER = "Date: Tue, 05 Mar 2024 10:00:00 +0100\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\n\n"

INVITATION = """\
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Acme//Rooms//EN
    METHOD:REQUEST
    BEGIN:VEVENT
    UID:one@acme.example
    SEQUENCE:2
    DTSTAMP:20240301T080000Z
    DTSTART;TZID=Europe/Berlin:20240312T140000
    DTEND;TZID=Europe/Berlin:20240312T150000
    STATUS:CONFIRMED
    SUMMARY:Interview\\, second
      round
    LOCATION:Room 5
    DESCRIPTION:Bring\\nyour portfolio
    ORGANIZER;CN=Grace Hopper:MAILTO:Grace@acme.example
    ATTENDEE;CN="Ada";PARTSTAT=NEEDS-ACTION:mailto:ada@example.org
    ATTENDEE;PARTSTAT=accepted:mailto:bob@acme.example
    END:VEVENT
    END:VCALENDAR
"""


def message_of(calendar: str) -> Message:
    return read(split((HEADER + dedent(calendar)).encode()))


def event(*properties: str, before: str = "") -> Message:
    lines = [
        "BEGIN:VCALENDAR",
        *before.split("\n"),
        "BEGIN:VEVENT",
        "UID:x",
        *properties,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return message_of("\n".join(line for line in lines if line) + "\n")


def test_an_invitation() -> None:
    (found,) = message_of(INVITATION).calendar
    assert (found.method, found.uid, found.sequence, found.status) == ("REQUEST", "one@acme.example", 2, "CONFIRMED")
    assert found.stamped_at == datetime(2024, 3, 1, 8, tzinfo=UTC)
    assert found.starts_at == datetime(2024, 3, 12, 13, tzinfo=UTC)
    assert found.ends_at == datetime(2024, 3, 12, 14, tzinfo=UTC)
    assert (found.summary, found.location) == ("Interview, second round", "Room 5")
    assert found.description == "Bring\nyour portfolio"
    assert found.organizer is not None
    assert (found.organizer.name, found.organizer.email) == ("Grace Hopper", "grace@acme.example")
    assert [(one.name, one.email, one.status) for one in found.attendees] == [
        ("Ada", "ada@example.org", "NEEDS-ACTION"),
        ("", "bob@acme.example", "ACCEPTED"),
    ]


NOON_IN_NEW_YORK = datetime(2024, 3, 12, 16, tzinfo=UTC)
OWN_ZONE = """\
BEGIN:VTIMEZONE
TZID:Our time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("start", "before"),
    [
        ("DTSTART:20240312T160000Z", ""),
        ("DTSTART;TZID=America/New_York:20240312T120000", ""),
        ("DTSTART;TZID=Eastern Standard Time:20240312T120000", ""),
        ('DTSTART;TZID="(UTC-04:00) Somewhere":20240312T120000', ""),
        ("DTSTART;TZID=/vendor.example/America/New_York:20240312T120000", ""),
        ("DTSTART;TZID=Our time:20240312T120000", OWN_ZONE),
        ("DTSTART:20240312T120000", "X-WR-TIMEZONE:America/New_York"),
        ("DTSTART:20240312T170000", ""),  # floating: in the offset of the Date header
    ],
)
def test_time_zones(start: str, before: str) -> None:
    message = event(start, before=before)
    assert message.calendar[0].starts_at == NOON_IN_NEW_YORK
    assert message.problems == ()


def test_an_unknown_zone_is_told() -> None:
    message = event("DTSTART;TZID=Middle-earth:20240312T170000")
    assert message.calendar[0].starts_at == NOON_IN_NEW_YORK
    assert message.problems == ("unknown time zone 'Middle-earth'",)


@pytest.mark.parametrize(
    ("properties", "length"),
    [
        (("DTSTART:20240312T160000Z", "DURATION:PT45M"), timedelta(minutes=45)),
        (("DTSTART:20240312T160000Z", "DTEND:20240312T170000Z", "DURATION:PT45M"), timedelta(hours=1)),
        (("DTSTART:20240312T160000Z",), None),
        (("DTSTART:20240312T160000Z", "DURATION:for ever"), None),
    ],
)
def test_ends(properties: tuple[str, ...], length: timedelta | None) -> None:
    ends_at = event(*properties).calendar[0].ends_at
    assert ends_at == (None if length is None else NOON_IN_NEW_YORK + length)


def test_an_all_day_event_has_no_times() -> None:
    (found,) = event("DTSTART;VALUE=DATE:20240312", "DTEND;VALUE=DATE:20240313", "SUMMARY:Career day").calendar
    assert (found.starts_at, found.ends_at, found.summary, found.organizer) == (None, None, "Career day", None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (":20240312T160000Z", "20240312T160000Z"),
        (";TZID=America/New_York:20240312T120000", "20240312T160000Z"),
        (";VALUE=DATE:20240312", "20240312"),
        (":nonsense", ""),
    ],
)
def test_recurrence_id(value: str, text: str) -> None:
    assert event("DTSTART:20240312T160000Z", f"RECURRENCE-ID{value}").calendar[0].recurrence_id == text


def test_the_method_may_stand_in_the_header_only() -> None:
    assert event("DTSTART:20240312T160000Z").calendar[0].method == "REQUEST"
    assert event("DTSTART:20240312T160000Z", before="METHOD:cancel").calendar[0].method == "CANCEL"


def multipart(*parts: tuple[str, str]) -> Message:
    header = "Date: Tue, 05 Mar 2024 10:00:00 +0100\nContent-Type: multipart/mixed; boundary=b\n\n"
    body = "".join(f"--b\nContent-Type: {kind}\n\n{dedent(text)}\n" for kind, text in parts)
    return read(split((header + body + "--b--").encode()))


def names(found: Sequence[CalendarEvent]) -> list[tuple[str, str, int]]:
    return [(one.method, one.uid, one.sequence) for one in found]


def test_an_invitation_inline_and_attached_is_one() -> None:
    plain = dedent(INVITATION).replace("METHOD:REQUEST\n", "")
    message = multipart(
        ("text/plain", "Join us"),
        ('application/ics; name="invite.ics"', plain),
        ("text/calendar; method=REQUEST", plain),
    )
    assert names(message.calendar) == [("REQUEST", "one@acme.example", 2)]
    assert message.attachments == ()
    assert message.text == "Join us"


def test_several_events_and_several_calendars() -> None:
    other = dedent(INVITATION).replace("UID:one", "UID:two") + dedent(INVITATION).replace("SEQUENCE:2", "SEQUENCE:3")
    message = multipart(("text/calendar", other))
    assert names(message.calendar) == [("REQUEST", "two@acme.example", 2), ("REQUEST", "one@acme.example", 3)]


@pytest.mark.parametrize(
    "calendar",
    [
        "",
        "nothing",
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\n:::\nBEGIN:X\n",
        "\0",
    ],
)
def test_a_broken_calendar_is_a_problem_and_no_exception(calendar: str) -> None:
    message = message_of(calendar)
    assert message.calendar == ()
    assert not any("message cannot be read" in problem for problem in message.problems)


def test_broken_properties_spoil_no_others() -> None:
    message = event("DTSTART:soon", "DTEND:later", "SEQUENCE:x", "DTSTAMP:", "SUMMARY:Interview", "ORGANIZER:Grace")
    (found,) = message.calendar
    assert (found.summary, found.starts_at, found.sequence, found.stamped_at) == ("Interview", None, 0, None)
    assert "a calendar event's DTSTART is broken" in message.problems


def test_a_truncated_calendar_keeps_its_event() -> None:
    assert message_of(INVITATION.partition("ATTENDEE")[0]).calendar[0].summary == "Interview, second round"


def test_a_broken_zone_costs_only_the_zone() -> None:
    broken = OWN_ZONE.replace("TZOFFSETTO:-0500", "TZOFFSETTO:+9944")
    assert event("DTSTART:20240312T160000Z", before=broken).calendar[0].starts_at == NOON_IN_NEW_YORK


def test_a_calendar_cannot_name_a_file_to_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ics"
    secret.write_text(dedent(INVITATION))
    assert message_of(str(secret)).calendar == ()


def test_a_zone_of_one_mail_does_not_reach_the_next() -> None:
    start = "DTSTART;TZID=Our time:20240312T120000"
    assert event(start, before=OWN_ZONE).problems == ()
    assert event(start).problems == ("unknown time zone 'Our time'",)
    poisoned = OWN_ZONE.replace("Our time", "Eastern Standard Time").replace("-0400", "+0900")
    start = "DTSTART;TZID=Eastern Standard Time:20240312T120000"
    assert event(start, before=poisoned).calendar[0].starts_at == NOON_IN_NEW_YORK


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;BYSECOND=0,1,2;BYHOUR=1"])
def test_a_zone_with_an_endless_rule_is_left_out(rule: str) -> None:
    zone = OWN_ZONE.replace("FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", rule)
    message = event("DTSTART;TZID=Our time:20240312T170000", before=zone)
    assert message.problems == ("unknown time zone 'Our time'",)


def test_a_calendar_that_is_an_export_is_not_read() -> None:
    assert message_of(INVITATION + "X" * 200_000).problems == ("a calendar that is too large",)
    many = "".join(f"BEGIN:VEVENT\nUID:{number}\nEND:VEVENT\n" for number in range(200))
    assert len(message_of(f"BEGIN:VCALENDAR\n{many}END:VCALENDAR\n").calendar) == 50


pieces = st.sampled_from(
    [*dedent(INVITATION).split("\n"), *OWN_ZONE.split("\n"), "DTSTART:99999999T999999Z", "\x00", "A;B:"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces, max_size=30))
def test_any_mixture_of_lines_is_read(lines: list[str]) -> None:
    message = message_of("\n".join(["BEGIN:VCALENDAR", *lines]))
    for found in message.calendar:
        assert found.starts_at is None or found.starts_at.tzinfo is not None
        assert found.summary.isprintable()
    assert not any("message cannot be read" in problem for problem in message.problems)


@pytest.mark.parametrize("start", ["00010101T000000Z", "19891231T235959Z", "21010101T000000Z", "99991231T235959Z"])
def test_a_start_that_no_interview_can_have_is_unknown(start: str) -> None:
    message = event(f"DTSTART:{start}", "DURATION:PT1H")
    assert (message.calendar[0].starts_at, message.calendar[0].ends_at) == (None, None)
    assert message.problems == ("a calendar event's DTSTART is not plausible",)


@pytest.mark.parametrize(
    "end", ["DTEND:99991231T235959Z", "DTEND:20240319T160001Z", "DTEND:00010101T000000Z", "DURATION:P8D"]
)
def test_an_end_that_no_interview_can_have_is_unknown(end: str) -> None:
    found = event("DTSTART:20240312T160000Z", end).calendar[0]
    assert (found.starts_at, found.ends_at) == (NOON_IN_NEW_YORK, None)


@pytest.mark.parametrize("end", ["DTEND:20240319T160000Z", "DURATION:P7D"])
def test_an_end_within_a_week_stands(end: str) -> None:
    assert event("DTSTART:20240312T160000Z", end).calendar[0].ends_at == NOON_IN_NEW_YORK + timedelta(days=7)


def test_a_room_is_nobody_to_write_to() -> None:
    """RFC 5545 section 3.2.3."""
    ada = '    ATTENDEE;CN="Ada"'
    room = f'    ATTENDEE;CUTYPE=RESOURCE;CN="Room Elm":mailto:elm@acme.example\n{ada}'
    assert ada in INVITATION
    (event,) = message_of(INVITATION.replace(ada, room, 1)).calendar
    assert [a.email for a in event.attendees] == ["ada@example.org", "bob@acme.example"]
