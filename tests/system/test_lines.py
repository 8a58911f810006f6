"""The line of each key of a TOML text."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.config.lines import Path, line_of, locate

TEXT = '''\
# a comment = "with [brackets]"
title = "x # no comment" # y = 1
[identity]
name = "Ada \\" = [x]"
addresses = [ # two
  "a@example.org",

  "b@example.org",
]

[[accounts]]
name = 'back\\'
password = { command = ["pass", "x]"], file = "f" }
[accounts.more]
deep.er = 1
"quoted.key" = 2

[[accounts]]
text = """
[not.a.table]
"quotes" """""
literal = \'\'\'
name = 1\'\'\'\'
name = "second"
when = 2026-03-01 08:00:00
[accounts.more]
x = 1
[[accounts.list]]
y = [[1, 2], [{ z = 3 },
 { z = 4 }]]
[[accounts.list]]
y = ""
[a.b]
c = true
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("identity",), 3),
        (("identity", "name"), 4),
        (("identity", "addresses"), 5),
        (("identity", "addresses", 0), 6),
        (("identity", "addresses", 1), 8),
        (("accounts",), 11),
        (("accounts", 0), 11),
        (("accounts", 0, "name"), 12),
        (("accounts", 0, "password"), 13),
        (("accounts", 0, "password", "command", 1), 13),
        (("accounts", 0, "password", "file"), 13),
        (("accounts", 0, "more"), 14),
        (("accounts", 0, "more", "deep"), 15),
        (("accounts", 0, "more", "deep", "er"), 15),
        (("accounts", 0, "more", "quoted.key"), 16),
        (("accounts", 1), 18),
        (("accounts", 1, "text"), 19),
        (("accounts", 1, "literal"), 22),
        (("accounts", 1, "name"), 24),
        (("accounts", 1, "when"), 25),
        (("accounts", 1, "more", "x"), 27),
        (("accounts", 1, "list", 0, "y", 1, 1, "z"), 30),
        (("accounts", 1, "list", 1, "y"), 32),
        (("a", "b", "c"), 34),
    ],
)
def test_each_key_has_its_line(path: Path, line: int) -> None:
    assert locate(TEXT)[path] == line


def test_nothing_else_has_a_line() -> None:
    found = locate(TEXT)
    data: Any = tomllib.loads(TEXT)
    for path in found:
        value = data
        for part in path:
            value = value[part]
    assert ("accounts", 1, "not") not in found


def test_carriage_returns_count_no_line() -> None:
    assert locate(TEXT.replace("\n", "\r\n")) == locate(TEXT)


@pytest.mark.parametrize(
    ("path", "line"), [(("accounts", 1, "host"), 18), (("identity", "nope", 3), 3), (("sync", "x"), None), ((), None)]
)
def test_what_is_missing_has_the_line_of_the_table_around_it(path: Path, line: int | None) -> None:
    assert line_of(locate(TEXT), path) == line


_SCALARS = (
    st.integers(-99, 99).map(str)
    | st.sampled_from(["true", "1.5e3", "2026-03-01", "2026-03-01 08:00:00Z", "08:15:00", "'a = [b] # c'", "''", '""'])
    | st.text(
        st.characters(codec="ascii", exclude_characters="\\", min_codepoint=32, max_codepoint=126), max_size=8
    ).map(lambda text: '"' + text.replace('"', '\\"') + '"')
    | st.sampled_from(['"""\n[x]\ny = 1 \\" """', "'''\n\n''''", '""""a"""""'])
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(lambda each: "[ # c = 1\n" + ",\n".join(each) + "]"),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["k", "[t]", "[[l]]"]), _VALUES), max_size=6))
def test_the_line_of_a_key_is_where_it_stands_whatever_comes_before(pairs: list[tuple[str, str]]) -> None:
    text, wanted, counts = "", {}, {"[[l]]": -1}
    table: Path = ()
    for number, (head, value) in enumerate(pairs):
        if head == "[[l]]":
            counts[head] += 1
            table = ("l", counts[head])
            text += "[[l]]\n"
        elif head == "[t]":
            table = (f"t{number}",)
            text += f"[t{number}]\n"
        wanted[(*table, f"k{number}")] = text.count("\n") + 1
        text += f"k{number} = {value} # [end]\n"
    tomllib.loads(text)
    found = locate(text)
    assert {path: found[path] for path in wanted} == wanted
