"""The table: what stands in it, as any reader of CSV and any spreadsheet takes it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings

from tests.export.searches import STARTS, applied, invited, names, search
from tests.timeline.builders import t
from watcher.drafting import one_line
from watcher.export import Search, as_csv

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(whole: Search) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(whole), newline=""), strict=True))


def test_a_row_tells_where_an_application_stands() -> None:
    (row,) = rows(search(*applied(), invited()))
    assert row["id"]
    del row["id"]
    assert row == {
        "company": "Acme",
        "role": "Data Engineer",
        "stage": "interview scheduled",
        "flags": "",
        "applied": "2026-03-02 09:00",
        "last_heard": "2026-03-10 09:00",
        "next": "thank you",
        "next_due": "2026-03-20 15:00",
        "interview": "2026-03-20 14:00",
        "contact": "Bob Lind",
        "email": "bob.lind@acme.com",
        "phone": "",
        "snoozed_until": "",
        "drafts_waiting": "0",
        "follow_ups_sent": "0",
    }


def test_a_search_without_applications_is_a_header() -> None:
    whole = as_csv(search())
    assert whole.count("\r\n") == 1
    assert whole.startswith('"id","company"')


@pytest.mark.parametrize("text", STARTS)
def test_no_cell_begins_a_formula(text: str) -> None:
    (row,) = rows(search(*applied(company=text, role=text, name=text)))
    for cell in row.values():
        assert not cell.startswith(_RUNS)
        # Where another character parts cells, a cell begins there.
        for part in ";,|\t":
            assert not any(piece.strip("\"' ").startswith(_RUNS) and "'" not in piece for piece in cell.split(part))


@settings(deadline=None)
@given(company=names, role=names, name=names)
def test_whatever_the_names_are_it_is_one_row_for_each_application(company: str, role: str, name: str) -> None:
    whole = search(*applied(company=company, role=role, name=name))
    text = as_csv(whole)
    assert text.encode().decode() == text
    assert text.replace("\r\n", "").isprintable()
    found = rows(whole)
    assert len(found) == len(whole.timeline.applications)
    assert text.count("\r\n") == len(found) + 1
    for row, application in zip(found, whole.timeline.applications, strict=True):
        assert row["company"].replace("'", "") == one_line(application.company).replace("'", "")
        assert not any(cell.startswith(_RUNS) for cell in row.values())


def test_times_are_local() -> None:
    (row,) = rows(search(*applied(), now="2026-07-02"))
    assert row["applied"] == "2026-03-02 09:00"
    assert t("2026-03-02").hour == 8
