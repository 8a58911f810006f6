"""The digest as a mail: its headers, its parts, and the name by which it is known again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.digest.weeks import FULL, KEY, ME, NOW, written
from watcher.digest import Picture, is_digest, message, message_id, shown_by_itself
from watcher.reading import Automatic, read, split


def mail(**changes: object) -> EmailMessage:
    shown = tuple(one.name for one in changes.get("pictures", ()))  # type: ignore[attr-defined]
    told = {"week": FULL.week, "own": ME, "now": NOW, "key": KEY, "language": "en"} | changes
    parsed = message_from_bytes(message(written(FULL, painted=shown), **told), policy=policy.default)  # type: ignore[arg-type]
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_it_goes_from_the_user_to_the_user_and_nobody_else() -> None:
    found = mail()
    assert (found["From"].addresses[0].addr_spec, found["To"].addresses[0].addr_spec) == (ME, ME)
    assert found["Cc"] is None
    assert found["Bcc"] is None


def test_it_is_named_by_its_week_and_says_that_a_machine_wrote_it() -> None:
    found = mail()
    assert found["Message-ID"].startswith("<digest.2026-W48.")
    assert found["Message-ID"].endswith("@example.org>")
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["List-Id"].endswith(".localhost>")
    assert read(split(bytes(found))).automatic is not None
    assert read(split(bytes(found))).automatic in set(Automatic)


def test_the_same_week_has_the_same_name_and_octets() -> None:
    assert bytes(mail()) == bytes(mail())
    later = mail(now=NOW + timedelta(hours=3))
    assert later["Message-ID"] == mail()["Message-ID"]
    assert mail(week="2026-W49")["Message-ID"] != later["Message-ID"]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        (message_id("2026-W48", ME, KEY), True),
        (message_id("2026-W48", ME, KEY).lower(), True),  # some servers change its case
        (message_id("2026-W48", ME, b"o" * 32), False),
        (message_id("2026-W48", ME, KEY).replace("W48", "W49"), False),
        ("digest.2026-W48.abc@example.org", False),
        ("", False),
    ],
)
def test_only_our_own_digest_is_known_as_such(name: str, *, ours: bool) -> None:
    assert is_digest(name, KEY) is ours


def test_it_is_complete_without_pictures_and_carries_them_beside_the_html() -> None:
    plain, html = mail().iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    png = b"\x89PNG\r\n\x1a\n"
    whole = mail(pictures=[Picture("flow", png), Picture("weeks", png)])
    plain, related = whole.iter_parts()
    assert related.get_content_type() == "multipart/related"
    shown, *images = related.iter_parts()
    assert shown.get_content_type() == "text/html"
    assert related["Content-Type"].params["type"] == "text/html"
    names = [one["Content-ID"][1:-1] for one in images]
    assert [name.split(".")[0] for name in names] == ["flow", "weeks"]
    assert all(re.fullmatch(r"[a-z]+\.[0-9a-f]{16}@example\.org", name) for name in names)
    assert [one.get_content() for one in images] == [png, png]
    assert {one.get_content_disposition() for one in images} == {"inline"}
    assert re.findall(r'src="cid:([^"]+)"', shown.get_content()) == names
    other = mail(week="2026-W49", pictures=[Picture("flow", png)])
    assert names[0] not in bytes(other).decode()


def test_nobody_else_names_a_picture() -> None:
    """The places of pictures are put in after everything else was written."""
    name = 'x" src="cid:flow"'
    theirs = written(replace(FULL, asked=(replace(FULL.asked[0], company=name, words=name),)))
    for html in (theirs.html, shown_by_itself(theirs.html, [Picture("flow", b"x")])):
        assert 'src="cid:' not in html
        assert "src=&#34;cid:flow&#34;" in html
        assert "data:" not in html


def test_every_line_is_short_enough_for_smtp() -> None:
    assert max(map(len, message(written(FULL), FULL.week, ME, NOW, KEY, "en").split(b"\r\n"))) <= 998
