"""The tables: what may stand in them, and the small pattern language."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from watcher.bootstrap import inference_tables
from watcher.inference import parse_tables
from watcher.inference.folding import fold, prepare
from watcher.inference.patterns import Translator
from watcher.inference.tables import SENDER_KINDS

PHRASES = 'language = "en"\n'


def test_the_packaged_tables() -> None:
    packaged = inference_tables()
    assert len(packaged.senders) >= 300
    assert {"en", "de", "fr", "es", "it", "nl", "pt"} <= set(packaged.languages)
    assert {row.kind for row in packaged.senders} == SENDER_KINDS


def test_the_version_names_the_tables() -> None:
    one = parse_tables("", {"en": PHRASES})
    assert one.version == parse_tables("", {"en": PHRASES}).version
    assert one.version != parse_tables("", {"en": PHRASES + "# more"}).version


@pytest.mark.parametrize(
    ("senders", "phrases", "named"),
    [
        ("[[sender]]\nname = 'X'\nkind = 'ats'", PHRASES, "X"),
        ("[[sender]]\nname = 'X'\nkind = 'zoo'\ndomains = ['x.io']", PHRASES, "X: kind"),
        ("[[sender]]\nname = 'X'\nkind = 'ats'\ndomains = ['x.io']\ntemplate_keys = {a = 'b'}", PHRASES, "X"),
        ("[[sender]]\nname = 'X'\nkind = 'ats'\ndomains = ['x.io']\ncompany = ['moon']", PHRASES, "X: company"),
        ("[[sender]]\nname='X'\nkind='ats'\ndomains=['x.io']\n[[sender]]\nname='Y'\nkind='ats'\ndomains=['x.io']", PHRASES, "Y"),
        ("not toml", PHRASES, "senders"),
        ("[names]\nmoon = 'x'", PHRASES, "moon"),
        ("", 'language = "de"\n', "phrases/en"),
        ("", PHRASES + "[[family]]\nname = 'f'\nkind = 'party'\npatterns = ['cake']", "party"),
        ("", PHRASES + "[[family]]\nname = 'f'\nkind = 'offer'\npatterns = ['(cake']", "f"),
        ("", PHRASES + "[[family]]\nname = 'f'\nkind = 'offer'\npatterns = ['cake \\d+']", "holds no word"),
        ("", PHRASES + "[[family]]\nname = 'f'\nkind = 'offer'\nneeds = 'luck'\npatterns = ['cake']", "luck"),
        ("", PHRASES + "[[family]]\nname = 'f'\nkind = 'offer'\npatterns = ['cake']\n[context]\nstrong = 'x'", "before the first"),
        ("", PHRASES + "[times.zones]\nxx = 'Moon/Crater'", "zones"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(senders: str, phrases: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        dict(parse_tables(senders, {"en": phrases}).languages)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("offer you", "we OFFER, you know", "offer you"),
        ("offer *2 you", "we offer this job you want", "offer this job you"),
        ("offer *1 you", "we offer this job you want", None),
        ("interview~", "an interviewer came", "interviewer"),
        ("interview", "an interviewer came", None),
        ("(phone|video call) now", "video call, now!", "video call now"),
        ("your (new)? job", "your job", "your job"),
        ("your (new)? job", "your new job", "your new job"),
        ("{post} open", "the role: open", "role open"),
        ("resume", "my RÉSUMÉ is here", "resume"),
        ("l'offre", "à l’offre", "l offre"),
        ("follow-up", "a follow up", "follow up"),
        ("one two", "one. Two", None),
    ],
)
def test_patterns(pattern: str, text: str, found: str | None) -> None:
    compiled = Translator({"post": "role|position"}).pattern(pattern)
    matches = [compiled.regex.search(sentence.bare) for sentence in prepare(text, compiled.keys).sentences]
    assert next((match[0] for match in matches if match), None) == found


@pytest.mark.parametrize("pattern", ["(a", "a)", "(a|)", "*3", "?", "{nothing}", "<company>", "", "***", "~"])
def test_patterns_that_cannot_be_read(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Translator({}).pattern(pattern)


@pytest.mark.parametrize("text", ["Straße", "İstanbul", "ﬁne", "Œuvre", "naïve “quoted” – dash", "Ǆ", "ß" * 5, "𝐁𝐨𝐥𝐝"])
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_found_words_are_shown_as_written() -> None:
    compiled = Translator({}).pattern("your application")
    sentence = prepare("About “Your  Application”: it came.", compiled.keys).sentences[0]
    match = compiled.regex.search(sentence.bare)
    assert match is not None
    assert sentence.written(match.start(), match.end()) == "Your Application"


def test_sentences_and_wrapped_lines() -> None:
    text = "This is a long line that a mail client wrapped at some\ncolumn. Dr. Doe, Acme Inc. and I agree!\n\n- item\nBest,\nDana"
    assert [sentence.original for sentence in prepare(text, ()).sentences] == [
        "This is a long line that a mail client wrapped at some column.",
        "Dr. Doe, Acme Inc. and I agree!",
        "- item",
        "Best,",
        "Dana",
    ]


def test_two_files_of_a_language_do_not_overwrite_each_other() -> None:
    parts = {"en/one": PHRASES + "[words]\nday = 'monday'", "en/two": "[words]\nday = 'friday'"}
    with pytest.raises(ValueError, match=r"en/two: words\.day"):
        parse_tables("", parts)
    assert set(parse_tables("", {**parts, "en/two": "[words]\nhour = 'noon'"}).languages) == {"en"}
