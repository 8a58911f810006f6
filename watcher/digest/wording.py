"""A `Report` as plain text, by a template that the caller read."""

from __future__ import annotations

import textwrap
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from watcher.digest.types import Report
from watcher.drafting import one_line

_WIDTH = 72
_LONGEST = 200  # a hostile subject must not fill the page


def text(report: Report, template: str) -> str:
    """Write the digest: lines of at most 72 columns (an address may be longer), a newline at the end.

    Every string of the report is made one line of visible text as it is filled in. Raises jinja2.TemplateError where
    the template is broken.
    """
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, finalize=_cleaned
    )
    rendered = environment.from_string(template).render(report=report)
    paragraphs = [_wrapped(line) for line in rendered.strip("\n").split("\n")]
    return "\n".join(paragraphs).replace("\n\n\n", "\n\n") + "\n"


def _cleaned(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    clean = one_line(value)
    return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST].rstrip()}…"


def _wrapped(line: str) -> str:
    """Break a line at words, its continuation under the text of its first line."""
    bare = line.lstrip(" -")
    indent = " " * (len(line) - len(bare))
    lines = textwrap.wrap(
        line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )
    return "\n".join(lines)
