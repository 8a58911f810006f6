"""Mail made to hurt its reader: no exception, and as little comes out of it as the bounds allow. Benches time it."""

from __future__ import annotations

import pytest

from tests.reading.hostile import CASES, MB
from tests.reading.test_properties import check
from watcher.reading import MAX_PART, read, split
from watcher.reading.body import MAX_LINKS, MAX_TEXT
from watcher.reading.delivery import MAX_RECIPIENTS
from watcher.reading.header import MAX_FIELDS, MAX_HEADER
from watcher.reading.invitation import MAX_EVENTS
from watcher.reading.parts import MAX_PARTS, MAX_TOTAL


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_mail_is_read_and_what_comes_out_is_bounded(name: str) -> None:
    make, size = CASES[name]
    raw = split(make(min(size, 5 * MB)))
    assert len(raw.header) <= MAX_HEADER
    assert all(len(part) <= MAX_PART for part in raw.parts.values())
    assert sum(map(len, raw.parts.values())) <= MAX_TOTAL
    message = read(raw)
    check(message)
    assert len(message.text) <= MAX_TEXT
    assert len(message.links) <= MAX_LINKS
    assert len(message.calendar) <= MAX_EVENTS
    assert len(message.attachments) <= MAX_PARTS
    assert sum(map(len, message.headers.values())) <= MAX_FIELDS
    assert message.report is None or len(message.report.recipients) <= MAX_RECIPIENTS
    assert len(message.problems) <= 2 * MAX_PARTS
