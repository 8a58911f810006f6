"""Whatever a message holds: no exception, the same answer twice, short evidence, and no rule with runaway work."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.inference.mails import ME, inferred, mail
from watcher.bootstrap import inference_tables
from watcher.inference import infer
from watcher.reading import Address, Attendee, Automatic, CalendarEvent, Message

WORDS = st.sampled_from(
    [
        "we",
        "you",
        "your",
        "application",
        "received",
        "unfortunately",
        "not",
        "selected",
        "interview",
        "offer",
        "position",
        "role",
        "at",
        "for",
        "by",
        "Friday",
        "within",
        "5",
        "business",
        "days",
        "if",
        "candidate",
        "resume",
        "attached",
        "my",
        "Acme",
        "Inc.",
        "schedule",
        "availability",
        "?",
        "!",
        ".",
        ",",
        "\n",
        "\n\n",
        ">",
        "-",
        ":",
        "'",
        "“",
        "”",
        "é",
        "ß",
        "2pm",
        "March",
        "5",
        "next",
        "week",
        "http://x.y",
        "leider",
        "Bewerbung",
        "candidature",
        "entretien",
        "🙂",
        "\x00",
        "(",
        ")",
        "<b>",
        "@",
        "a@b.c",
        "---",
        "...",
        "no-reply",
    ]
)
TEXT = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=300))
ADDRESSES = st.one_of(
    st.none(),
    st.builds(
        Address, TEXT, st.sampled_from(["a@acme.com", "no-reply@greenhouse.io", "", "x", ME, "@", "jobs@x.co.uk"])
    ),
)
MOMENTS = st.one_of(st.none(), st.datetimes(timezones=st.just(UTC)))
INVITATIONS = st.builds(
    CalendarEvent,
    method=st.sampled_from(["REQUEST", "CANCEL", "REPLY", ""]),
    uid=TEXT,
    sequence=st.integers(0, 3),
    stamped_at=MOMENTS,
    starts_at=MOMENTS,
    ends_at=MOMENTS,
    summary=TEXT,
    organizer=st.one_of(st.none(), st.builds(Attendee, TEXT, TEXT)),
    attendees=st.lists(st.builds(Attendee, TEXT, TEXT), max_size=3).map(tuple),
)
MESSAGES = st.builds(
    Message,
    identity=st.just("id"),
    subject=TEXT,
    from_=ADDRESSES,
    reply_to=st.lists(ADDRESSES.filter(bool), max_size=2).map(tuple),
    to=st.lists(ADDRESSES.filter(bool), max_size=2).map(tuple),
    sent_at=MOMENTS,
    text=TEXT,
    new_text=TEXT,
    quoted_text=TEXT,
    links=st.lists(TEXT, max_size=2).map(tuple),
    calendar=st.lists(INVITATIONS, max_size=2).map(tuple),
    automatic=st.one_of(st.none(), st.sampled_from(Automatic)),
    headers=st.dictionaries(
        st.sampled_from(["date", "authentication-results", "list-id"]), st.tuples(TEXT), max_size=2
    ),
)


@settings(max_examples=250, deadline=None)
@given(MESSAGES, st.sampled_from([frozenset(), frozenset({ME}), frozenset({"a@acme.com"})]))
def test_any_message(message: Message, me: frozenset[str]) -> None:
    inference = infer(message, me, inference_tables())
    assert inference == infer(message, me, inference_tables())
    assert bool(inference.events) is not bool(inference.ignored)
    assert inference.rules_version == inference_tables().version
    moment = message.sent_at or message.received_at or datetime(1970, 1, 1, tzinfo=UTC)
    for event in inference.events:
        assert event.occurred_at == moment
        assert event.evidence
        assert all(0 < len(evidence) <= 200 and "\n" not in evidence for evidence in event.evidence)
        assert event.due_by is None or timedelta(0) <= event.due_by - moment.date() + timedelta(2) <= timedelta(94)


@pytest.mark.parametrize(
    "unit",
    [
        "not ", "a ", "- ", "your application ", "we will not be moving ", "interview with ", "Jane Doe, ", "at at ", "1 2 ",
        "(((", "“", "10:00 - ", "March 5 ", "if you ", "please let me know your availability ", "offer *9 ", "\n\n", "Inc. ",
        "Recruiting - & ", "the the of and ", "within 5 days ", "Meeting with Jane Doe and ", "recruiting-" , "12/12/",
    ],
)  # fmt: skip
def test_hostile_repetition_ends(unit: str) -> None:
    """Each of these once made some regular expression try everything; a runaway shows as a test that never ends."""
    text = "We received your application for the interview. " + unit * (200_000 // len(unit))
    shown = Address((unit * 3000)[:9000], "jobs@acme.com")
    message = replace(mail(text, (unit * 300)[:3000], quoted=text), from_=shown)
    assert inferred(message).rules_version
