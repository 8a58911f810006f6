"""The user's own letters: what is right overrides, what is broken is told by file and line and stops nothing else."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.cases import LANGUAGES, NOW, TEMPLATES, VOICE, follow_up, packaged_sources
from watcher.cadence import FollowUpKind
from watcher.drafting import Draft, Templates, compose, override
from watcher.drafting.letters import FACTS
from watcher.drafting.rehearsal import MADE_UP, SCENES

FOLDER = "/home/ada/.config/watcher/templates"
GOOD = """My thanks: {{ name_it(role, company) }}
---
{{ hello(person) }}

Talking with you about {{ the_job(role, company) }} was a pleasure, and I would gladly go on.

{{ bye(me) }}
"""


def overridden(**texts: str) -> Templates:
    """The packaged letters under `texts`: en_thank_you is en/thank_you.txt."""
    return override(TEMPLATES, {f"{name.replace('_', '/', 1)}.txt": text for name, text in texts.items()}, FOLDER)


def thanks(templates: Templates, **changes: Any) -> Draft:
    draft = compose(follow_up(**({"kind": FollowUpKind.THANK_YOU} | changes)), VOICE, templates, NOW)
    assert isinstance(draft, Draft), draft
    return draft


def only_fault(templates: Templates) -> str:
    (fault,) = templates.faults
    return str(fault)


def letter(text: str) -> str:
    return f"Thanks\n---\n{{{{ hello(person) }}}}\n\n{text}\n\n{{{{ bye(me) }}}}\n"


# What is right


def test_a_letter_of_the_users_stands_in_for_the_packaged_one_and_for_no_other() -> None:
    mine = overridden(en_thank_you=GOOD)
    assert mine.faults == ()
    assert "was a pleasure" in thanks(mine).text
    assert thanks(mine).wording == "en/thank_you#1"
    for kind in FollowUpKind:
        if kind is not FollowUpKind.THANK_YOU:
            assert thanks(mine, kind=kind) == thanks(TEMPLATES, kind=kind)
    assert thanks(mine, language="de") == thanks(TEMPLATES, language="de")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_are_those_of_any_editor(end: str) -> None:
    mine = overridden(en_thank_you=GOOD.replace("\n", end))
    assert mine.faults == ()
    assert thanks(mine).text == thanks(overridden(en_thank_you=GOOD)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_packaged_file_may_be_the_users_own(language: str) -> None:
    """So that what `templates edit` copies has no fault, and reads as before."""
    sources = packaged_sources(language)
    mine = override(TEMPLATES, sources, FOLDER)
    assert [str(fault) for fault in mine.faults] == []
    for kind in FollowUpKind:
        for late in (False, True):
            changes = {"kind": kind, "language": language, "late": late}
            assert thanks(mine, **changes).text == thanks(TEMPLATES, **changes).text


def test_macros_and_lists_are_overridden_one_by_one_also_where_others_use_them() -> None:
    mine = overridden(
        en_common='{% macro dear(person) %}Good day{% endmacro %}{% set months = ["x1", "x2", "x3", "x4", "x5", "x6", '
        '"x7", "x8", "x9", "x10", "Nov", "x12"] %}'
    )
    assert mine.faults == ()
    formal = thanks(mine, kind=FollowUpKind.APPLICATION_FOLLOW_UP)
    assert formal.text.startswith("Good day\n")
    assert formal.text.endswith("Kind regards,\nAda Example")
    assert "12 Nov" in formal.text
    assert thanks(mine).text.startswith("Hello Jane,")


def test_a_new_language_has_its_own_common() -> None:
    common = (
        "{% macro hello(person) %}Goddag,{% endmacro %}{% macro bye(me) %}Hilsen\\\n{{ me }}{% endmacro %}"
        '{% set reply_marks = ["vs-dansk"] %}'
    )
    text = "Tak\n---\n{{ hello(person) }}\n\nTak for samtalen om {{ role or company }}.\n\n{{ bye(me) }}\n"
    mine = overridden(da_common=common, da_thank_you=text)
    assert mine.faults == ()
    assert thanks(mine, language="da").text == "Goddag,\n\nTak for samtalen om Data Engineer.\n\nHilsen\nAda Example"
    assert mine.words.reply.match("VS-Dansk: Samtale")
    assert thanks(mine, language="da", kind=FollowUpKind.PERSISTENCE) == thanks(
        TEMPLATES, kind=FollowUpKind.PERSISTENCE
    )
    assert "common.txt: missing" in only_fault(overridden(da_thank_you=text))


def test_the_made_up_facts_are_all_that_a_letter_may_name() -> None:
    assert set(MADE_UP) == FACTS
    assert {name for changes in SCENES.values() for name in changes} <= FACTS


def test_a_letter_may_branch_and_cut_and_count() -> None:
    mine = overridden(
        en_thank_you=letter(
            "{% set what = role or 'work' %}{% macro twice(a, b='') %}{{ a }}{{ b }}{% endmacro %}"
            "About {{ what[:4] | lower }}"
            "{% if what[0] | lower in 'aeiou' or interview_on and interview_on.day + 1 in [21, 30] %}, day "
            "{{ interview_on.day + 1 }}{% endif %}{{ twice('.', b=' Yes.') if not late else '!' }}"
        )
    )
    assert mine.faults == ()
    assert "About data, day 21. Yes." in thanks(mine).text


# What is broken


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (letter("Hello {{ compny }}"), 5, "no fact named 'compny'; did you mean 'company'?"),
        (letter("{% if late %}"), 7, "Unexpected end of template"),
        (letter("{{ me }"), 5, "unexpected '}'"),
        ("Thanks\n", 1, "needs a subject"),
        ("Thanks\n---\n\n", 2, "an empty section"),
        (letter("On {{ day(interview_on) }}."), 0, "day"),
        (letter("{{ 1 // 0 }}"), 5, ""),
        (letter("Dear [NAME],"), 5, "a placeholder, '[NAME]'"),
        (letter("One line.\nTODO: more"), 6, "a placeholder, 'TODO'"),
        (letter("About XXX."), 5, "a placeholder, 'XXX'"),
        (letter("About <company>."), 5, "a placeholder, '<company>'"),
        (letter("{% raw %}About {{ company }}.{% endraw %}"), 5, "a placeholder"),
        (letter("{{ 'TO' }}{{ 'DO' }}"), 3, "a placeholder, 'TODO'"),
        (letter("About {{ '[' }}it{{ ']' }}."), 3, "a gap is left"),
        (letter("It was good to talk yesterday."), 5, "“yesterday” is wrong when you send it later"),
        (letter("{{ wrote_on }}"), 5, "a date needs a macro"),
        (letter("{{ person }}"), 5, "a person ({{ person.full }} can)"),
        (letter("{{ late }}"), 5, "yes or no cannot stand"),
        (letter("{{ promised_by }}"), 5, "a fact that is not known"),
        (letter("{{ months }}"), 5, "a list cannot stand"),
        (letter("{{ hello }}"), 5, "cannot stand in a letter"),
        (letter("{% include 'secret' %}"), 5, "cannot use another file"),
        (letter("{% for c in me %}{{ c }}{% endfor %}"), 5, "“for” is not for letters"),
        (letter("{{ me ~ me }}"), 5, "not with ~"),
        (letter("{{ me.__class__ }}"), 5, "unsafe"),
        (letter("{{ me.upper() }}"), 5, "only macros can be called"),
        (letter("{{ me | replace('a', 'b') }}"), 5, "there is no filter 'replace'"),
        (letter("{{ range(3) }}"), 5, "no fact named 'range'"),
        (letter(r"{{ '\ud800' }}"), 3, "characters that no letter can"),
        (letter(r"{{ 'a\x1b[0m' }}"), 3, "characters that no letter can"),
        (letter("word " * 1_500), 3, "over 6000 characters"),
        ("Thanks\n---\n{# nothing #}\n", 3, "the text is empty"),
        ("Thanks\n" + 13 * "---\nA wording.\n", 27, "more than 12 wordings"),
    ],
)
def test_a_broken_letter_is_told_by_file_and_line_and_the_packaged_one_is_used(text: str, line: int, what: str) -> None:
    mine = overridden(en_thank_you=text, en_persistence=GOOD)
    (fault,) = mine.faults
    assert what in fault.what
    if line:
        assert str(fault).startswith(f"{FOLDER}/en/thank_you.txt, line {line}: ")
    assert thanks(mine) == thanks(TEMPLATES)
    assert "was a pleasure" in thanks(mine, kind=FollowUpKind.PERSISTENCE).text


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("thank_you.txt", "LANGUAGE/KIND.txt"),
        ("en/thank-you.txt", "did you mean thank_you.txt?"),
        ("en/zzz.txt", "there are common, "),
        ("english/thank_you.txt", "LANGUAGE/KIND.txt"),
        ("en/more/thank_you.txt", "LANGUAGE/KIND.txt"),
        ("en/thank_you.html", "LANGUAGE/KIND.txt"),
    ],
)
def test_a_file_that_is_no_letter_is_told(name: str, what: str) -> None:
    mine = override(TEMPLATES, {name: GOOD}, FOLDER)
    assert what in only_fault(mine)
    assert thanks(mine) == thanks(TEMPLATES)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("{% macro hello(person) %}", 1, ""),
        ("\n{% set months = ['January'] %}", 0, "twelve"),
        ("{% set titles = 5 %}", 0, "titles must be a list"),
        ("{% set reply_marks = [''] %}", 0, "reply_marks must be a list"),
        ("{# ok #}\n{% macro hello(person) %}\n{{ person.nickname }}\n{% endmacro %}", 3, "nickname"),
        ("{% macro bye(me) %}[NAME]{% endmacro %}", 1, "a placeholder"),
        ("{% macro bye(me) %}{{ nothing }}{% endmacro %}", 1, "no fact named 'nothing'"),
        ("{% set bye = 'Yours' %}", 0, "fails"),
    ],
)
def test_a_broken_common_leaves_the_packaged_one(text: str, line: int, what: str) -> None:
    mine = overridden(en_common=text, en_thank_you=GOOD)
    told = only_fault(mine)
    assert told.startswith(f"{FOLDER}/en/common.txt, line {line}: " if line else f"{FOLDER}/en/common.txt: ")
    assert what in told
    assert "was a pleasure" in thanks(mine).text
    assert thanks(mine).text.endswith("Kind regards,\nAda Example")


def test_what_fails_with_real_facts_alone_falls_back_and_says_so() -> None:
    mine = overridden(
        en_thank_you=letter("{% if role == 'Data Clerk' %}{{ role - 2 }}{% endif %}About {{ role or company }}.")
    )
    assert mine.faults == ()
    assert thanks(mine).fault == ""
    clerk = thanks(mine, role="Data Clerk")
    assert clerk == thanks(TEMPLATES, role="Data Clerk")
    assert clerk.fault.startswith(f"{FOLDER}/en/thank_you.txt, line 5: ")


# What is hostile

DOUBLED = "".join(f"{{% set a{n + 1} = [a{n}, a{n}] %}}" for n in range(60))
HOSTILE = [
    "{{ 'x' * 10**9 }}",
    "{{ 10**10**10 }}",
    "{{ 'x' + 'x' }}",
    "{% set a0 = 'x' %}" + DOUBLED + "{{ a60 }}",
    "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
    "{% macro f(g) %}{{ g(g) }}{{ g(g) }}{% endmacro %}{{ f(f) }}",
    "{% macro f() %}{{ varargs }}{% endmacro %}{{ f(1) }}",
    "{% set a %}x{% endset %}",
    "{% for a in range(10**9) %}{% endfor %}",
    "{% for a in 'xxxxxxxxxx' recursive %}{{ loop('xxxxxxxxxx') }}{% endfor %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ me | attr('__class__') }}",
    "{{ me | center(1000000000) }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ me.format(me) }}",
    "{{ person.first.join }}",
    "{{ hello.__globals__ }}",
    "{{ cycler }} {{ lipsum(100) }}",
    "{% set me.x = 1 %}",
    "{% autoescape true %}{% endautoescape %}",
    "{% block a %}{% endblock %}",
    "(" * 900 + "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
    "{{ " + "-" * 5_000 + "1 }}",
    "{{ " + "9" * 5_000 + " }}",
    "{{ " + "[" * 3_000 + "]" * 3_000 + " }}",
    "{% if late %}" * 300 + "{% endif %}" * 300,
    "{{ " + " if late else ".join(["me"] * 800) + " }}",
    "\x00\ud800",
    "x" * 30_000,
    "{# " * 3_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("place", ["en_thank_you", "en_common"])
def test_a_hostile_template_ends_soon_and_harms_nothing(text: str, place: str) -> None:
    began = time.process_time()
    mine = overridden(**{place: letter(text) if place != "en_common" else text, "de_thank_you": GOOD})
    assert time.process_time() - began < 20  # far above what it takes; without bounds some would never end
    assert all(fault.path.startswith(FOLDER) for fault in mine.faults)
    assert any("/en/" in fault.path for fault in mine.faults) or place == "en_common"
    assert thanks(mine).text.endswith("Ada Example")


PIECES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["\n---\n", "{{ ", " }}", "{% ", " %}", "if late", "endif", "me", "hello(person)", "|", "[", "]", "\n", "(",
             ")", ".", "~", "*", "9", "macro x()", "endmacro", "set a =", "bye(me)", "{#", "#}", "role", "Hello", "'"]
        ),
        max_size=30,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(["en/thank_you", "en/common", "xx/common", "xx/thank_you", "en/nothing"]), PIECES, PIECES)
def test_any_text_is_a_letter_or_a_fault_with_its_file(path: str, head: str, body: str) -> None:
    mine = override(TEMPLATES, {f"{path}.txt": f"{head}\n---\n{body}"}, FOLDER)
    for fault in mine.faults:
        assert fault.path.startswith(f"{FOLDER}/")
        assert fault.what
        assert 0 <= fault.line <= f"{head}\n---\n{body}".count("\n") + 2
    code, _, kind = path.partition("/")
    ours = mine.languages.get(code)
    is_letter = ours is not None and kind in ours.letters and ours.letters[kind].mine
    assert is_letter or mine.faults or kind == "common"
    assert thanks(mine).text
