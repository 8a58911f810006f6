"""What a template of the user's may do: a sandbox of little reach, in which every letter ends soon and stays short.

Jinja's own sandbox guards attributes, yet `"x" * 10**9`, a loop in a loop or a list that doubles at each line would
still fill memory or never end. So there are no loops, only numbers are reckoned with, and calls and output are counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_CALLS = 150
LONGEST_OUTPUT = 10_000
LONGEST_TEXT = 20_000
_LARGEST_NUMBER = 1_000_000

OWN_FILTERS: Mapping[str, Callable[[str], Any]] = {"words": str.split}
"""What letters may use beside the filters of jinja: the words of a name, as a list."""
_FILTERS = ("capitalize", "d", "default", "first", "last", "length", "lower", "title", "trim", "upper", "words")
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.Add,
    nodes.Sub,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Call,
    nodes.Keyword,
    nodes.Macro,
    nodes.Assign,
    nodes.Filter,
    nodes.Test,
)
_HIDDEN = frozenset({"varargs", "kwargs", "caller", "self", "loop", "super"})

_PLACEHOLDER = re.compile(
    r"\[[^\[\]\n]{0,60}\]?|<[^<>\n]{0,60}>?|[{}\]>]|%\w{1,40}%|\$[A-Za-z]\w{0,40}|_{3,}|\.{4,}|\?{2,}"
    r"|\b(?:TODO|FIXME|TBD|TBA|(?i:x{3,}|y{4,}|lorem ipsum))\b"  # "todo" is Spanish
)


def placeholder(text: str) -> tuple[int, str] | None:
    """Where and what the first placeholder is ("[NAME]", "TODO", "XXX"); None where the text has none."""
    found = _PLACEHOLDER.search(text)
    return (found.start(), found.group()) if found else None


class Bounded(ImmutableSandboxedEnvironment):
    """The environment that the user's templates are parsed and rendered in. Call `begin` before each rendering."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, trim_blocks=True, finalize=self._print)
        self.globals.clear()
        self.filters = {name: OWN_FILTERS.get(name) or FILTERS[name] for name in _FILTERS}
        self.begin()

    def begin(self) -> None:
        """Count anew."""
        self._calls = 0
        self._printed = 0

    def call(self, context: Context, callee: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, one of the few calls that a letter may make."""
        self._calls += 1
        if self._calls > MOST_CALLS:
            raise SecurityError("calls its macros without end")
        return super().call(context, callee, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with small whole numbers."""
        if not all(isinstance(one, int) and abs(one) < _LARGEST_NUMBER for one in (left, right)):
            raise SecurityError(f"only numbers can be reckoned with ({operator})")
        return super().call_binop(context, operator, left, right)

    def _print(self, value: Any) -> Any:
        """Let texts and numbers pass, and nothing that is no word of a letter: None, a list, a whole person."""
        if isinstance(value, Undefined):
            return str(value)  # raises, with the name
        if isinstance(value, date):
            raise SecurityError("a date needs a macro that says it, such as {{ day(applied_on) }}")
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise SecurityError(f"{_named(value)} cannot stand in a letter")
        self._printed += len(str(value))
        if self._printed > LONGEST_OUTPUT:
            raise SecurityError("the letter grows without end")
        return value

    def inspect(self, tree: nodes.Template, text: str) -> None:
        """Refuse what a letter has no need of; TemplateSyntaxError with the line."""
        for line, what in (*_placeholders(self, text), *_refused(tree)):
            raise TemplateSyntaxError(what, line)

    def words(self, text: str) -> Iterator[tuple[int, str]]:
        """What stands in a template as it will be read, comments and expressions apart, each with its line."""
        return ((line, value) for line, kind, value in self.lex(text) if kind == "data")


def _named(value: Any) -> str:
    named = {"NoneType": "a fact that is not known", "bool": "yes or no", "Person": "a person ({{ person.full }} can)"}
    return named.get(type(value).__name__, f"a {type(value).__name__}")


def _placeholders(environment: Bounded, text: str) -> Iterator[tuple[int, str]]:
    for line, value in environment.words(text):
        found = placeholder(value)
        if found:
            at, what = found
            yield line + value.count("\n", 0, at), f"a placeholder, {what!r}, would stand in the letter"


def _refused(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Concat):
            yield node.lineno, "texts are joined as {{ a }}{{ b }}, not with ~"
        elif isinstance(node, nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends):
            yield node.lineno, "a template cannot use another file"
        elif not isinstance(node, _ALLOWED):
            yield node.lineno, f"“{type(node).__name__.lower()}” is not for letters: they have if, set and macro"
        elif isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
            yield node.lineno, "only macros can be called"
        elif isinstance(node, nodes.Call) and (node.dyn_args or node.dyn_kwargs):
            yield node.lineno, "a call names each of its arguments"
        elif isinstance(node, nodes.List) and not all(isinstance(one, nodes.Const) for one in node.items):
            yield node.lineno, "a list holds texts and numbers alone"
        elif isinstance(node, nodes.Name) and node.name in _HIDDEN:
            yield node.lineno, f"there is no fact named {node.name!r}"
        elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            yield node.lineno, f"there is no filter {node.name!r}; there are {', '.join(_FILTERS)}"
