"""Which parts are fetched: the text, calendars and reports; never another attachment."""

from __future__ import annotations

import pytest

from watcher.reading import MAX_PART, Structure, wanted


def part(section: str, content_type: str, size: int = 100, disposition: str = "", filename: str = "") -> Structure:
    return Structure(section, content_type, size=size, disposition=disposition, filename=filename)


def multi(section: str, subtype: str, *children: Structure) -> Structure:
    return Structure(section, f"multipart/{subtype}", children=children)


@pytest.mark.parametrize(
    ("structure", "sections"),
    [
        (part("1", "text/plain"), ("1",)),
        (part("1", "text/html"), ("1",)),
        (part("1", "application/pdf"), ()),
        (part("1", "text/plain", MAX_PART), ("1",)),
        (part("1", "text/plain", MAX_PART + 1), ()),
        (part("1", "text/plain", 0), ("1",)),  # size unknown
        (multi("", "alternative", part("1", "text/plain"), part("2", "text/html")), ("1", "2")),
        (multi("", "alternative", part("1", "text/plain"), part("2", "text/html", 300_001)), ("1",)),
        (multi("", "alternative", part("1", "text/plain", MAX_PART + 1), part("2", "text/html", 300_001)), ("2",)),
        (multi("", "mixed", part("1", "text/plain"), part("2", "text/plain", disposition="attachment")), ("1",)),
        (multi("", "mixed", part("1", "text/plain"), part("2", "text/plain", filename="cv.txt")), ("1",)),
        (multi("", "mixed", part("1", "text/plain"), part("2", "text/plain")), ("1", "2")),  # a list's footer
        (multi("", "mixed", part("1", "text/plain", filename="body.txt")), ("1",)),
        (multi("", "mixed", part("1", "text/plain"), part("2", "text/calendar", disposition="attachment")), ("1", "2")),
        (
            multi("", "mixed", part("1", "text/plain"), part("2", "application/octet-stream", filename="a.ICS")),
            ("1", "2"),
        ),
        (multi("", "mixed", part("1", "text/plain"), part("2", "message/rfc822")), ("1",)),
        (multi("", "report", part("1", "text/plain"), part("2", "message/rfc822")), ("1", "2.HEADER")),
        (
            multi(
                "",
                "report",
                part("1", "text/plain"),
                part("2", "message/delivery-status"),
                part("3", "text/rfc822-headers"),
            ),
            ("1", "2", "3"),
        ),
        (
            multi(
                "", "mixed", multi("1", "related", part("1.1", "text/html"), part("1.2", "image/png", filename="l.png"))
            ),
            ("1.1",),
        ),
    ],
)
def test_wanted(structure: Structure, sections: tuple[str, ...]) -> None:
    assert wanted(structure) == sections


def test_all_parts_together_are_bounded() -> None:
    many = multi("", "mixed", *(part(str(number), "text/plain", MAX_PART) for number in range(1, 150)))
    assert wanted(many) == ("1", "2", "3", "4")
    small = multi("", "mixed", *(part(str(number), "text/plain", 1) for number in range(1, 1000)))
    assert len(wanted(small)) == 50


def test_row_32_a_structure_from_a_server_may_be_deeper_than_any_mail() -> None:
    node = part("1", "text/plain")
    for _ in range(3000):
        node = multi("1", "mixed", node)
    assert wanted(node) == ()
