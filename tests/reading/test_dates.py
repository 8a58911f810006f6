"""The Date header beside INTERNALDATE."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.reading.mails import mail
from watcher.reading import read, split

DATE = datetime(2024, 3, 5, 9, 0, tzinfo=UTC)


def sent_at(date: str, received_at: datetime | None = None) -> datetime | None:
    return read(split(mail(f"Date: {date}\n\nx"), received_at)).sent_at


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Tue, 05 Mar 2024 10:00:00 +0100", DATE),
        ("Tue,  5 Mar 2024 10:00 +0100 (CET)", DATE),
        ("5 Mar 2024 09:00:00 GMT", DATE),
        ("5 Mar 2024 09:00:00 -0000", DATE),
        ("5 Mar 2024 09:00:00", DATE),
        ("Tue, 05 March 2024 04:00:00 EST", DATE),
        ("Tue Mar  5 09:00:00 2024", DATE),
        ("5 Mar 24 09:00:00 +0000", DATE),
        ("Tue, 05 Mar 2024 09:00:60 +0000", DATE + timedelta(seconds=59)),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Tue, 05 Mar 0001 10:00:00 +0100", None),
        ("Fri, 31 Dec 9999 23:59:59 -2300", None),
        ("Fri, 31 Dec 9999 23:59:59 +0000", None),
        ("Fri, 01 Jan 2101 00:00:00 +0000", None),
        ("31 Feb 2024 10:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_date(value: str, moment: datetime | None) -> None:
    assert sent_at(value) == moment


@pytest.mark.parametrize(
    ("received_at", "expected"),
    [
        (DATE, DATE),
        (DATE + timedelta(days=30), DATE),  # late delivery: the sender's word counts
        (DATE - timedelta(hours=23), DATE),
        (DATE - timedelta(hours=25), DATE - timedelta(hours=25)),
        ((DATE - timedelta(days=2)).astimezone(timezone(timedelta(hours=2))), DATE - timedelta(days=2)),
    ],
)
def test_row_44_a_date_over_a_day_ahead_of_internaldate_is_wrong(received_at: datetime, expected: datetime) -> None:
    moment = sent_at("Tue, 05 Mar 2024 10:00:00 +0100", received_at)
    assert moment == expected
    assert moment.tzinfo is UTC


def test_internaldate_where_the_date_is_missing() -> None:
    message = read(split(b"Subject: x\n\n", DATE))
    assert (message.sent_at, message.received_at) == (DATE, DATE)
    assert message.problems == ("the Date header is missing",)
    assert read(split(b"Date: x\n\n")).problems == ("the Date header cannot be parsed",)


@pytest.mark.parametrize("year", [1, 1970, 2101, 9999])
def test_an_internaldate_that_cannot_be_true_is_unknown(year: int) -> None:
    message = read(split(b"Subject: x\n\n", datetime(year, 1, 1, tzinfo=UTC)))
    assert (message.sent_at, message.received_at) == (None, None)
