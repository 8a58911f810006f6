"""The digest in words: the order, what is absent, the same in text and HTML, in every language."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date, datetime
from string import Formatter
from typing import Any

import pytest

from tests.digest.reading import Shown, shown
from tests.digest.weeks import BERLIN, EMPTY, FIRST, FULL, NOW, large, templates, written
from watcher.cadence import FollowUpKind
from watcher.digest import LANGUAGES, MOST_HTML, Closed, Meeting, Numbers, Quiet, Report
from watcher.timeline import Stage
from watcher.timeline.commands import Verb

ORDER = [
    "waiting",
    "asked",
    "later",
    "to_tell",
    "coming",
    "calls",
    "by_hand",
    "known",
    "promises",
    "quiet",
    "closed",
    "undecided",
    "withdrawn",
    "refused",
    "health",
    "numbers",
]


def headings(html: Shown, language: str = "en") -> list[str]:
    titles = {templates(language).phrases.say(name, "title"): name for name in ORDER}
    return [titles[words] for level, words in html.headings if level == "h2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_stands_in_the_order_in_which_it_matters(language: str) -> None:
    digest = written(FULL, language)
    page = shown(digest.html)
    assert headings(page, language) == ORDER
    places = [digest.text.index(f"\n{templates(language).phrases.say(name, 'title').upper()}\n") for name in ORDER]
    assert places == sorted(places)
    assert page.language == language


@pytest.mark.parametrize("name", [name for name in ORDER if name not in ("health", "numbers")])
def test_a_section_without_content_is_absent(name: str) -> None:
    changes: dict[str, Any] = {name: ()}
    digest = written(replace(FULL, **changes))
    assert headings(shown(digest.html)) == [other for other in ORDER if other != name]
    assert "\n\n\n" not in digest.text


def test_every_field_of_the_report_is_told() -> None:
    """What somebody adds to the report and nobody words would be lost in silence."""
    assert {f.name for f in fields(Report)} == {*ORDER, "now", "notes", "short"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", [FULL, EMPTY, FIRST, large()], ids=["full", "empty", "first", "large"])
def test_text_and_html_say_the_same(language: str, report: Report) -> None:
    digest = written(report, language)
    page = shown(digest.html)
    said = " ".join(digest.text.replace("\n  | ", "\n  ").split())
    for words in page.texts:
        assert words in said or words.upper() in said, words
    assert page.links == [(m[1], m[2]) for m in re.finditer(r"^  > (.*): <(\S+)>$", digest.text, re.MULTILINE)]
    assert len(digest.html.encode()) < MOST_HTML


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", [EMPTY, FIRST], ids=["empty", "first"])
def test_nothing_to_do_is_said_in_two_lines(language: str, report: Report) -> None:
    body = written(report, language).text.split("\n\n")[1]
    assert len(body.split("\n")) <= 4  # two sentences, of two lines each at most
    assert headings(shown(written(report, language).html), language) == []


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (Numbers(), "No application is known yet"),
        (Numbers(stages={"rejected": 2}), "No application is open."),
        (Numbers(stages={"applied": 1}, open=1), "1 application is open; its next step comes by itself."),
        (Numbers(stages={"applied": 7}, open=7), "7 applications are open; their next steps come by themselves."),
    ],
)
def test_what_stands_beside_nothing_to_do(numbers: Numbers, words: str) -> None:
    text = " ".join(written(Report(NOW, numbers=numbers)).text.split())
    assert f"Nothing to do: no draft waits, and nobody waits for you. {words}" in text


def test_news_without_anything_to_do_are_told_all_the_same() -> None:
    digest = written(replace(EMPTY, quiet=(Quiet("Iota", "Nurse", 34),)))
    assert digest.subject == "Your week: nothing to do"
    assert "Nothing for 34 days." in digest.text


def test_three_hundred_applications_are_cut_with_an_honest_count() -> None:
    digest = written(large())
    for total in (150, 60, 20):
        left = [int(n) for n in re.findall(r"and (\d+) more", digest.text) if int(n) < total]
        assert left
    quiet = digest.text[digest.text.index("GONE QUIET") : digest.text.index("CLOSED THIS WEEK")]
    items = len(re.findall(r"^- Company", quiet, re.MULTILINE))
    assert f"and {150 - items} more" in quiet


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_language_has_every_phrase_with_the_same_gaps(language: str) -> None:
    english, other = (dict(templates(one).phrases.tables) for one in ("en", language))
    other.pop("why")
    english["dates"] = {key: value for key, value in english["dates"].items() if key != "US"}
    skipped = {"dates.day", "dates.long", "dates.clock"}
    for path, phrase in _phrases(english):
        mine = dict(_phrases(other))[path]
        if path not in skipped:
            assert _gaps(mine) == _gaps(phrase), path
    assert dict(_phrases(english)).keys() == dict(_phrases(other)).keys()


def _phrases(tables: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(tables, str):
        return [(path, tables)]
    pairs = tables.items() if isinstance(tables, dict) else enumerate(tables)
    return [found for key, value in pairs for found in _phrases(value, f"{path}.{key}".strip("."))]


def _gaps(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_stage_and_button_has_its_words(language: str) -> None:
    phrases = templates(language).phrases
    kinds = {kind.value for kind in FollowUpKind}
    assert kinds == set(phrases.table("kinds")) == set(phrases.table("reasons")) - {"promised", "late", "asked"}
    assert {stage.value for stage in Stage} == set(phrases.table("stages"))
    asks = set(phrases.table("asks"))
    assert {verb.value for verb in Verb} - {"merge"} <= asks <= set(phrases.table("actions"))


@pytest.mark.parametrize(
    ("language", "country", "day", "first", "clock"),
    [
        ("en", "", "Monday, 23 November 2026", "Sunday, 1 March", "09:05"),
        ("en", "US", "Monday, November 23, 2026", "Sunday, March 1", "9:05 AM"),
        ("de", "AT", "Montag, 23. November 2026", "Sonntag, 1. März", "09:05 Uhr"),
        ("fr", "FR", "lundi 23 novembre 2026", "dimanche 1er mars", "9 h 05"),
        ("es", "ES", "lunes, 23 de noviembre de 2026", "domingo, 1 de marzo", "9:05"),
    ],
)
def test_dates_are_written_as_in_the_users_country(
    language: str, country: str, day: str, first: str, clock: str
) -> None:
    phrases = templates(language, country).phrases
    at = datetime(2026, 11, 24, 9, 5, tzinfo=BERLIN)
    assert (phrases.long_day(NOW), phrases.day(date(2026, 3, 1)), phrases.clock(at)) == (day, first, clock)


@pytest.mark.parametrize(("hour", "words"), [(0, "12:05 AM"), (12, "12:05 PM"), (13, "1:05 PM"), (23, "11:05 PM")])
def test_the_american_clock(hour: int, words: str) -> None:
    assert templates("en", "US").phrases.clock(datetime(2026, 1, 1, hour, 5, tzinfo=BERLIN)) == words


def test_a_no_is_comforted_and_another_end_is_not() -> None:
    no, end = (written(Report(NOW, closed=(Closed("Acme", "", stage),))).text for stage in ("rejected", "closed"))
    assert "one step closer to the yes" in no
    assert "one step closer to the yes" not in end


@pytest.mark.parametrize(
    ("today", "friday"), [("2026-11-23", "261127"), ("2026-11-25", "261127"), ("2026-11-26", "261204")]
)
def test_after_an_interview_one_tap_tells_the_day(today: str, friday: str) -> None:
    now = datetime.fromisoformat(f"{today}T07:30").replace(tzinfo=BERLIN)
    met = Meeting("Delta", "", now, ref=FULL.to_tell[0].ref)
    links = [url for _, url in shown(written(Report(now, to_tell=(met,))).html).links]
    assert f"%5Btold.fgabcde.{friday}.261214." in links[0]
    assert "%5Btold.fgabcde..261214." in links[3]


def test_few_open_applications_are_called_few() -> None:
    for count, few in ((2, True), (5, False)):
        numbers = Numbers(stages={"applied": count}, open=count)
        assert ("irons in the fire" in written(replace(FULL, numbers=numbers)).text) is few


def test_half_of_the_answers_took_the_median_or_more() -> None:
    for days, words in (((2, 4, 9, 12), "took 4 days or more"), ((1, 1, 1), None)):
        text = " ".join(written(replace(FULL, numbers=replace(FULL.numbers, days_to_answer=days))).text.split())
        assert (words in text) if words else ("Half of those" not in text)


def test_a_long_line_goes_on_under_its_own_text() -> None:
    lines = written(FULL).text.split("\n")
    assert max(len(line) for line in lines if not line.startswith("  > ")) <= 72
    assert "  question is read with good will (McAdams). They had named Friday, 20" in lines
