"""The calendar, read back by the library and looked at line by line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.export.searches import applied, invited, names, search
from tests.export.test_lines import draft
from tests.timeline.builders import ACME, confirmed, ev, got, t
from watcher.cadence import State
from watcher.drafting import one_line
from watcher.export import Search, as_calendar
from watcher.inference import Kind

_LINE = re.compile(rb"[A-Z][A-Z-]*(;[A-Z]+=[^:;]+)*:.*")


def entries(whole: Search) -> list[Any]:
    return list(Calendar.from_ical(as_calendar(whole)).walk("VEVENT"))


def only(whole: Search, kind: str) -> Any:
    (found,) = (e for e in entries(whole) if str(e["SUMMARY"]).startswith(kind))
    return found


def test_an_interview_stands_at_its_hour_under_the_uid_of_its_invitation() -> None:
    found = only(search(*applied(), invited(sequence=2)), "Interview")
    assert str(found["SUMMARY"]) == "Interview: Acme, Data Engineer"
    assert (str(found["UID"]), found["SEQUENCE"], str(found["STATUS"])) == ("uid-1@acme.com", 2, "CONFIRMED")
    assert found.start == t("2026-03-20 14:00")
    assert found.end == t("2026-03-20 15:00")
    assert found["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert found["DTSTAMP"].dt == t("2026-03-12 12:00")
    assert str(found["DESCRIPTION"]) == "With Bob Lind <bob.lind@acme.com>"


def test_the_zone_is_told_and_summer_time_is_right() -> None:
    whole = as_calendar(search(*applied(), invited("2026-03-30 14:00"), now="2026-03-12"))
    assert [str(z["TZID"]) for z in Calendar.from_ical(whole).walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert b"DTSTART;TZID=Europe/Berlin:20260330T140000" in whole
    assert b"DTSTART:20260330T120000Z" in as_calendar(
        search(*applied(), invited("2026-03-30 14:00"), zone=ZoneInfo("UTC"))
    )


def test_an_interview_that_was_cancelled_says_so() -> None:
    off = got(
        "2026-03-15",
        ev(Kind.INTERVIEW_CANCELLED, *ACME, starts="2026-03-20 14:00", uid="uid-1@acme.com", sequence=3),
        human=True,
    )
    found = only(search(*applied(), invited(), off, now="2026-03-16"), "Interview")
    assert (str(found["STATUS"]), str(found["TRANSP"]), found["SEQUENCE"]) == ("CANCELLED", "TRANSPARENT", 3)
    assert str(found["SUMMARY"]) == "Interview cancelled: Acme, Data Engineer"


@pytest.mark.parametrize("uid", ["", "a\r\nb", "x" * 300, "\u202e", "\0"])
def test_without_a_fit_uid_it_follows_from_what_announced_it(uid: str) -> None:
    first, again = (
        only(search(*applied(), invited(uid=uid), now=now), "Interview") for now in ("2026-03-12", "2026-03-13")
    )
    assert re.fullmatch(r"watcher-interview-[0-9a-f]{64}", str(first["UID"]))
    assert first["UID"] == again["UID"]


def test_no_uid_stands_twice_though_an_invitation_served_twice() -> None:
    moved = got(
        "2026-03-25",
        ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-04-10 10:00", uid="uid-1@acme.com", sequence=4),
        human=True,
        message_id="second@mail",
    )
    found = entries(search(*applied(), invited(), moved, now="2026-03-26"))
    uids = [str(e["UID"]) for e in found]
    assert len(uids) == len(set(uids))
    assert sum(str(e["SUMMARY"]).startswith("Interview") for e in found) == 2


def test_what_is_due_is_a_day_with_a_uid_that_stays() -> None:
    first = only(search(confirmed(), now="2026-03-04"), "Due")
    again = only(search(confirmed(), now="2026-03-05"), "Due")
    assert first["UID"] == again["UID"]
    assert str(first["UID"]).startswith("watcher-due-")
    assert type(first["DTSTART"].dt) is date
    assert first["DTSTART"].dt == date(2026, 3, 9)
    assert str(first["SUMMARY"]) == "Due: application follow up (Acme, Data Engineer)"
    assert str(first["TRANSP"]) == "TRANSPARENT"


@pytest.mark.parametrize(("state", "count"), [(State.CONFIRMED, 1), (State.DECLINED, 0), (State.SENT, 0)])
def test_what_waits_in_drafts_stands_there_and_what_is_over_does_not(state: State, count: int) -> None:
    mails = applied()
    before = search(*mails, now="2026-03-13 12:00")
    (due,) = (f for f in before.plan.follow_ups if f.due_at <= before.now)
    made = draft(mails, state)
    intent = replace(made, written=replace(made.written, key=due.key, kind=due.kind, anchor=due.anchor))
    found = [e for e in entries(search(*mails, now="2026-03-13 12:00", intents=[intent])) if due.key in str(e["UID"])]
    assert len(found) == count
    assert all(str(e["DESCRIPTION"]).startswith("It waits in your Drafts.") for e in found)


@settings(deadline=None)
@given(company=names, role=names, name=names, uid=st.one_of(names, st.just("u@x")), sequence=st.integers(0, 2**70))
def test_whatever_the_names_are_it_is_a_calendar_of_whole_lines(
    company: str, role: str, name: str, uid: str, sequence: int
) -> None:
    meeting = got(
        "2026-03-10",
        ev(Kind.INTERVIEW_SCHEDULED, company, role, starts="2026-03-20 14:00", uid=uid, sequence=sequence),
        human=True,
        name=name,
        message_id="i@mail",
    )
    whole = search(*applied(company, role, name), meeting, invited(name=name))
    data = as_calendar(whole)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in lines)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)|\t", data)
    unfolded = data.replace(b"\r\n ", b"").split(b"\r\n")[:-1]
    assert all(_LINE.fullmatch(line) for line in unfolded)
    assert not any(line.startswith((b"ATTENDEE", b"ORGANIZER", b"METHOD", b"ATTACH", b"URL")) for line in unfolded)
    assert all(line.decode().isprintable() for line in unfolded)
    found = entries(whole)
    assert len({str(e["UID"]) for e in found}) == len(found)
    for entry in found:
        assert entry.errors == []
        assert 0 <= entry.get("SEQUENCE", 0) < 2**31
        start = entry["DTSTART"].dt
        assert not isinstance(start, datetime) or start.tzinfo is not None
    told = " ".join(str(e["SUMMARY"]) for e in found)
    assert found
    assert any(one_line(a.company) in told for a in whole.timeline.applications)


def test_a_search_without_applications_is_a_calendar_without_events() -> None:
    assert entries(search()) == []
