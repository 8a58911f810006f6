"""A stored draft is untouched whatever the store did to its line ends, and touched by any change of its text."""

from datetime import timedelta

import pytest

from tests.drafting.cases import drafted
from watcher.drafting import is_untouched, render
from watcher.drafting.types import Draft

DRAFT = drafted()


def later(draft: Draft) -> bytes:
    from dataclasses import replace

    return render(replace(draft, date=draft.date + timedelta(hours=30)))


@pytest.mark.parametrize(
    "stored",
    [render(DRAFT), render(DRAFT).replace(b"\r\n", b"\n"), render(DRAFT) + b"\r\n", later(DRAFT)],
    ids=["same", "LF", "a line more at the end", "composed a day later"],
)
def test_what_stores_do_is_no_edit(stored: bytes) -> None:
    assert is_untouched(stored, render(DRAFT))


@pytest.mark.parametrize(
    "stored",
    [
        render(DRAFT).replace(b"Kind regards", b"Best wishes"),
        render(DRAFT).replace(b"\r\nTo: ", b"\r\nCc: bob@acme.example\r\nTo: "),
        b"X: 1\r\n" + render(DRAFT),
        b"",
    ],
    ids=["text", "recipient", "header", "empty"],
)
def test_any_other_change_is_an_edit(stored: bytes) -> None:
    assert stored != render(DRAFT)
    assert not is_untouched(stored, render(DRAFT))
