"""Nothing that stands in mail breaks the digest, hides in it, or makes it too large."""

from __future__ import annotations

import re
import unicodedata
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.digest.reading import Shown, shown
from tests.digest.weeks import FULL, HOSTILE, KEY, ME, NOW, PAINTED, hostile, large, templates, written
from watcher.digest import LANGUAGES, MOST_HTML, message
from watcher.digest.phrases import fit

TAGS = {tag for tag, _ in shown(written(FULL, painted=PAINTED).html).tags}
NAMES = st.text(
    st.one_of(
        st.sampled_from("<>\"'&{}%\r\n\t\x00\x1b\u202e\u202d\u2066\u2069\u200b\u2028 []()@:/?#|"),
        st.characters(exclude_categories=[]),
    ),
    max_size=260,
)


def sound(page: Shown) -> None:
    """Every tag is closed in order, none is new, and links go only where links of ours go."""
    assert page.faults == []
    assert page.open == []
    assert {tag for tag, _ in page.tags} <= TAGS
    assert not any(name.startswith("on") for _, given in page.tags for name in given)
    assert {given["src"] for _, given in page.tags if "src" in given} <= {f"cid:{name}" for name in PAINTED}
    for _, url in page.links:
        assert urlsplit(url).scheme in ("mid", "mailto", "tel")
        assert url.isascii()
        assert url.isprintable()
        assert '"' not in url


def visible(text: str) -> bool:
    """No control, no bidi control but whole isolates, no line but ours."""
    depth = 0
    for character in text:
        if character in "\u2068\u2069":
            depth += 1 if character == "\u2068" else -1
            if depth not in (0, 1):
                return False
        elif character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            return False
    return depth == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hostile_week(language: str) -> None:
    digest = written(hostile(), language)
    page = shown(digest.html)
    sound(page)
    assert visible(digest.text)
    assert "<script" not in digest.html
    assert "&lt;script&gt;" in digest.html
    assert "49" not in re.findall(r"Rocket.{0,40}", digest.text)[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(NAMES, min_size=5, max_size=5).map(tuple))
def test_row_36_any_names_stay_in_their_lines(names: tuple[str, ...]) -> None:
    digest = written(hostile(names), painted=PAINTED)
    page = shown(digest.html)
    sound(page)
    assert visible(digest.text)
    assert digest.subject.isprintable()
    assert len(digest.html.encode()) < MOST_HTML
    # As many things in the text as in the HTML, with the same links.
    assert len(re.findall(r"^  > ", digest.text, re.MULTILINE)) == len(page.links)
    told = re.findall(r"^  > (.*): <(\S+)>$", digest.text, re.MULTILINE)
    assert page.links == [(" ".join(words.split()), url) for words, url in told]
    assert len([1 for level, _ in page.headings if level == "h2"]) == len(
        [line for line in digest.text.split("\n") if line in _titles()]
    )


def _titles() -> set[str]:
    tables = templates().phrases.tables.values()
    return {table["title"].upper() for table in tables if isinstance(table.get("title"), str)}


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(["&", '"', "<", "🚀", "\u05d0", "W", "%"]))
def test_the_longest_names_keep_it_under_the_limit(character: str) -> None:
    worst = hostile(tuple(character * 300 for _ in range(5)))
    assert len(written(worst).html.encode()) < MOST_HTML


def test_what_gmail_shows_whole() -> None:
    assert len(written(large(), painted=PAINTED).html.encode()) < MOST_HTML


@given(NAMES, st.integers(10, 80))
def test_a_name_is_cut_and_stays_in_its_own_direction(name: str, most: int) -> None:
    clean = fit(name, most)
    assert len(clean) <= most + 2
    assert visible(clean)
    assert (clean[:1] == "\u2068") == any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in clean)


def test_a_command_says_its_name_and_obeys_only_its_seal() -> None:
    digest = written(hostile())
    subjects = [
        parse_qs(urlsplit(url).query)["subject"][0]
        for _, url in shown(digest.html).links
        if url.startswith(f"mailto:{ME}?")
    ]
    assert subjects
    for text in subjects:
        assert text.startswith("watcher: ")
        assert re.search(r" \[[a-z]+\.[a-z2-7]{7}\.[a-z0-9]{0,20}\.261214\.[a-z2-7]{16}\]$", text)
        assert len(text) < 200


def test_a_number_that_is_none_is_not_dialled() -> None:
    assert not any(url.startswith("tel:") for _, url in shown(written(hostile()).html).links)
    assert any(unquote(url) == "tel:+49301234567" for _, url in shown(written(FULL).html).links)


@settings(max_examples=20, deadline=None)
@given(st.lists(NAMES, min_size=5, max_size=5).map(tuple))
def test_the_mail_has_no_header_of_theirs(names: tuple[str, ...]) -> None:
    digest = written(hostile(names))
    mail = message_from_bytes(message(digest, "2026-W48", ME, NOW, KEY, "en"), policy=policy.default)
    assert {name.lower() for name in mail} == {
        "from", "to", "subject", "date", "message-id", "list-id", "auto-submitted", "content-language",
        "mime-version", "content-type",
    }  # fmt: skip
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == digest.text
    assert html.get_content().replace("\r\n", "\n") == digest.html


def test_the_names_of_the_example_are_hostile() -> None:
    """Should the library that cleans them change, these would still try."""
    assert all(not visible(name) or "<" in name or "{" in name or len(name) > 200 for name in HOSTILE)
