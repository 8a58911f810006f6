"""Payloads that older schemas wrote are read by today's program; what cannot be read is a LedgerError."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.store.build import EVENT, MANNER, PERSON, envelope
from watcher.errors import LedgerError
from watcher.store.codec import codec
from watcher.store.payloads import ENVELOPE, PLANNED, TOLD, Payload, Planned, Told
from watcher.store.payloads import EVENT as EVENTS

# As schema 1 wrote them. Never change these lines: they stand in the ledgers of users.
ENVELOPE_1 = (
    '{"identity":"m1@acme.example-0123456789abcdef","message_id":"m1@acme.example","parents":["a@example.org",'
    '"b@example.org"],"subject":"Interview: Backend Engineer","from_":{"name":"Grace","email":"grace@acme.example"},'
    '"reply_to":[{"name":"","email":"reply@acme.example"}],"to":[{"name":"Ada","email":"ada@example.org"}],'
    '"cc":[{"name":"Hopper","email":"hopper@acme.example"}],"sent_at":"2026-03-10T09:01:00Z","account":"personal",'
    '"mailbox":"INBOX","place":"inbox","outgoing":true,"own_address":"ada@example.org","automatic":"bulk",'
    '"attachments":["résumé.pdf"]}'
)
PEOPLE_1 = (
    '[{"name":"Grace Recruiter","email":"grace@acme.example","role":"recruiter","phone":"+49 30 1234",'
    '"reachable":false}]'
)
TOLD_2 = '{"people":' + PEOPLE_1 + ',"verified":false}'
MANNER_1 = (
    '{"greeting":"Hallo Anna,","sign_off":"Viele Grüße","signature":"Ada\\n-- \\nAda Example","language":"de",'
    '"quotes":true,"familiar":false}'
)
TOLD_2_WITH_MANNER = TOLD_2[:-1] + ',"manner":' + MANNER_1 + "}"
EVENT_1 = (
    '{"kind":"interview_scheduled","occurred_at":"2026-03-10T09:00:00Z","company":"Acme","role":"Backend Engineer",'
    '"starts_at":"2026-03-12T14:00:00+01:00","ends_at":"2026-03-12T15:00:00+01:00","due_by":"2026-03-20",'
    '"evidence":["SUMMARY: Interview","we look forward to meeting you"],"people":' + PEOPLE_1 + ","
    '"waits_for_user":true,"calendar_uid":"uid-1@acme.example","sequence":2,"verified":false,"source":"Greenhouse"}'
)
FACTS_1 = '["m1@acme.example#0"]'
PLANNED_2 = '{"facts":["m1@acme.example#0"],"wording":"en/persistence#2"}'


@pytest.mark.parametrize(
    ("payload", "schema", "text", "value"),
    [
        (ENVELOPE, 1, ENVELOPE_1, envelope(1)),
        (EVENTS, 1, EVENT_1, replace(EVENT, target="")),
        (TOLD, 1, PEOPLE_1, Told((PERSON,))),
        (TOLD, 2, TOLD_2, Told((PERSON,), verified=False)),
        (PLANNED, 1, FACTS_1, Planned(frozenset({"m1@acme.example#0"}))),
        (PLANNED, 2, PLANNED_2, Planned(frozenset({"m1@acme.example#0"}), "en/persistence#2")),
        (TOLD, 2, TOLD_2_WITH_MANNER, Told((PERSON,), verified=False, manner=MANNER)),
    ],
)
def test_what_each_schema_wrote_is_read(payload: Payload[Any], schema: int, text: str, value: object) -> None:
    assert payload.load(schema, text) == value


@pytest.mark.parametrize(
    ("payload", "value"),
    [
        (ENVELOPE, envelope(2)),
        (ENVELOPE, replace(envelope(2), list_id="jobs.acme.example")),
        (EVENTS, EVENT),
        (EVENTS, replace(EVENT, sources=("m1@acme.example#0", "m2@acme.example"))),
        (PLANNED, Planned(frozenset({"a", "b"}), "de/thank_you#3")),
        (TOLD, Told((PERSON,), verified=False, manner=MANNER)),
    ],
)
def test_what_is_written_is_read(payload: Payload[Any], value: object) -> None:
    columns = payload.columns(value)
    assert columns["schema"] == payload.schema
    assert payload.load(columns["schema"], columns["payload"]) == value


def test_a_field_that_was_added_with_a_default_is_filled_in() -> None:
    old = json.loads(EVENT_1)
    del old["source"]
    assert EVENTS.load(1, json.dumps(old)).source == ""


def test_upcasts_are_applied_from_the_schema_on_that_wrote_it() -> None:
    """Schema 1 was a text of comma-separated days, schema 2 a list, schema 3 has ISO days."""
    days: Payload[tuple[date, ...]] = Payload(
        "days",
        codec(tuple[date, ...]),
        (lambda data: data.split(","), lambda data: [f"2026-{day}" for day in data]),
    )
    wanted = (date(2026, 3, 1), date(2026, 3, 2))
    assert days.schema == 3
    assert days.load(1, '"03-01,03-02"') == wanted
    assert days.load(2, '["03-01","03-02"]') == wanted
    assert days.load(3, '["2026-03-01","2026-03-02"]') == wanted


@pytest.mark.parametrize("schema", [0, 2, -1, 10**9])
def test_a_schema_of_a_newer_program_is_refused(schema: int) -> None:
    with pytest.raises(LedgerError, match="install the newer watcher") as caught:
        EVENTS.load(schema, EVENT_1)
    assert caught.value.permanent


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '{"kind":"dance"}', EVENT_1.replace("2026", "twenty", 1)])
def test_a_damaged_payload_is_a_ledger_error_that_shows_nothing_of_it(text: str) -> None:
    with pytest.raises(LedgerError, match="cannot be read") as caught:
        EVENTS.load(1, text)
    assert "Acme" not in caught.value.message
