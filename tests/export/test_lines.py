"""JSON Lines: one object a line, and nothing of what mail said in its text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from tests.export.searches import applied, invited, names, search
from tests.store.build import NOW
from watcher.cadence import FollowUpKind, Intent, State, Written
from watcher.export import Search, as_calendar, as_csv, as_json_lines
from watcher.timeline import Seen


def records(whole: Search) -> list[dict[str, Any]]:
    return [json.loads(line) for line in as_json_lines(whole).split("\n")[:-1]]


def draft(mails: list[Seen], state: State = State.CONFIRMED) -> Intent:
    facts = frozenset(f"{mail.envelope.identity}#0" for mail in mails)
    written = Written(
        "key", FollowUpKind.PERSISTENCE, min(facts), facts, "anna.berg@acme.com", "personal", state, NOW, NOW,
        message_id="d@example.org", subject="Re: Hello", company="Acme", role="Data Engineer",
    )  # fmt: skip
    return Intent(written, content=b"Dear Anna, the whole letter", content_hash="abc")


def test_each_record_says_what_it_is_and_whose() -> None:
    mails = applied()
    whole = records(search(*mails, invited(), intents=[draft(mails)]))
    assert [r["record"] for r in whole] == [
        "application", "event", "event", "event", "interview", "follow_up", "draft",
    ]  # fmt: skip
    (application,) = (r for r in whole if r["record"] == "application")
    assert {r["application"] for r in whole if r["record"] != "application"} == {application["id"]}
    assert application["applied_at"] == "2026-03-02T09:00:00+01:00"
    assert [r["kind"] for r in whole if r["record"] == "event"] == [
        "application_sent",
        "recruiter_reply",
        "interview_scheduled",
    ]
    (interview,) = (r for r in whole if r["record"] == "interview")
    assert (interview["starts_at"], interview["cancelled"]) == ("2026-03-20T14:00:00+01:00", False)
    (written,) = (r for r in whole if r["record"] == "draft")
    assert (written["state"], written["to"], written["subject"]) == ("confirmed", "anna.berg@acme.com", "Re: Hello")


def test_nothing_that_a_message_said_is_exported_in_any_form() -> None:
    mails = [
        replace(
            mail,
            inference=replace(
                mail.inference,
                events=tuple(replace(e, evidence=("we adore zebras",)) for e in mail.inference.events),
            ),
        )
        for mail in [*applied(), invited()]
    ]
    whole = search(*mails, intents=[draft(mails)])
    assert any(f.event.evidence for a in whole.timeline.applications for f in a.facts)
    for text in (as_csv(whole), as_json_lines(whole), as_calendar(whole).decode()):
        assert "zebra" not in text
        assert "whole letter" not in text


@settings(deadline=None)
@given(company=names, role=names, name=names)
def test_whatever_the_names_are_each_line_is_an_object(company: str, role: str, name: str) -> None:
    whole = search(*applied(company=company, role=role, name=name))
    text = as_json_lines(whole)
    assert text.encode().decode() == text
    assert all(line.isprintable() for line in text.split("\n"))
    assert all(record["record"] for record in records(whole))
