"""Letters as jinja2 text, by language and kind, parsed from texts that the caller read.

A language has one `common.txt`: its months, how it greets and takes leave, and the few phrases around a role that all
its letters share, as macros. Each letter is a file of sections parted by lines of three hyphens: first the subject of
a mail that opens a thread, then two or more wordings of the whole text. Lines of a paragraph are joined; a line that
ends in a backslash keeps its break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from watcher.drafting.bounded import OWN_FILTERS, Bounded
from watcher.drafting.letters import COMMON, FACTS, HoleError, Language, Letter, Templates
from watcher.drafting.types import Fault
from watcher.drafting.unread import Shared, Unread

# French parts these marks from their word, and a mail program must not break the line there.
_SPACED = re.compile(r" (?=[:;?!»])|(?<=«) ")
_DIVIDER = re.compile(r"^---[ \t]*$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_KEPT = re.compile(r"\\[ \t]*\n")


class TemplateFaultError(ValueError):
    """A template cannot be parsed; the text is that of its `fault`."""

    def __init__(self, path: str, line: int, what: str) -> None:
        self.fault = Fault(path, line, what)
        super().__init__(str(self.fault))


def parse_templates(sources: Mapping[str, str], *, trusted: bool = False) -> Templates:
    """Parse letters from paths such as "en/thank_you.txt" and their texts; `trusted` ones each when it is asked for.

    Raises TemplateFaultError with file and line: broken syntax, an unknown fact, a missing section or `common.txt`.
    """
    languages: dict[str, Language] = {}
    environment = _environment()
    for code in sorted({path.partition("/")[0] for path in sources}):
        texts = {path: text for path, text in sources.items() if path.partition("/")[0] == code}
        if any("/" not in path or not path.endswith(".txt") for path in texts):
            wrong = sorted(path for path in texts if "/" not in path or not path.endswith(".txt"))
            raise TemplateFaultError(wrong[0], 0, "a template's path must be LANGUAGE/KIND.txt")
        shared = f"{code}/{COMMON}.txt"
        if shared not in texts:
            raise TemplateFaultError(shared, 0, "missing; every language needs it")
        text = texts.pop(shared)
        common: Mapping[str, Any] = Shared(partial(parse_common, environment, shared, text))
        if not trusted:
            common = dict(common)
        letters = Unread(texts, partial(_parsed, environment, common))
        languages[code] = Language(common, letters if trusted else dict(letters), text, shared)
    return Templates(languages)


def _parsed(environment: ImmutableSandboxedEnvironment, common: Mapping[str, Any], path: str, text: str) -> Letter:
    return parse_letter(environment, path, path, text, common)


def fill(language: Language, letter: Letter, template: Template, facts: Mapping[str, Any]) -> str:
    """Render one section: paragraphs of one line each, parted by blank lines. Raises HoleError."""
    if language.bounds is not None:
        language.bounds.begin()
    try:
        return _paragraphs(template.render({**language.common, **facts}))
    except Exception as error:
        # A template runs the user's own expressions: whatever they raise is a fault of that file.
        path, line = _place(error, (letter.path, language.path))
        raise HoleError(Fault(path, line, told(error))) from error


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
    environment.globals.clear()
    environment.filters.update(OWN_FILTERS)
    return environment


def parse_common(
    environment: ImmutableSandboxedEnvironment, path: str, text: str, beneath: str = ""
) -> Mapping[str, Any]:
    """The macros and lists of a `common.txt`, laid over those of the text `beneath`. Raises TemplateFaultError.

    Each that it defines takes the place of one beneath, also within the macros that it leaves as they are.
    """
    template = _compile(environment, path, text, frozenset(), beneath)
    try:
        template.render()  # tells the file's line of a fault, which `module` does not
        module = template.module
    except Exception as error:
        raise TemplateFaultError(path, _place(error, (path,))[1], told(error)) from error
    return {name: value for name, value in vars(module).items() if not name.startswith("_")}


def parse_letter(
    environment: ImmutableSandboxedEnvironment, name: str, path: str, text: str, common: Mapping[str, Any]
) -> Letter:
    """One letter; `name` is LANGUAGE/KIND.txt, `path` its file as the user knows it. Raises TemplateFaultError."""
    known = FACTS | frozenset(common)
    sections: list[Template] = []
    lines: list[int] = []
    start = 0
    for end in [*_DIVIDER.finditer(text), None]:
        section = text[start : end.start() if end else len(text)]
        before = text.count("\n", 0, start)
        if not section.strip():
            raise TemplateFaultError(path, before + 1, "an empty section")
        # The newlines put back in front make every line number that of the file.
        sections.append(_compile(environment, path, "\n" * before + section, known))
        lines.append(before + 1 + (before > 0))
        start = end.end() if end else start
    if not sections[1:]:
        raise TemplateFaultError(path, 1, "needs a subject, a line of three hyphens, and at least one text")
    return Letter(name.removesuffix(".txt"), path, sections[0], tuple(sections[1:]), tuple(lines[1:]), text)


def _compile(
    environment: ImmutableSandboxedEnvironment, path: str, text: str, known: frozenset[str], beneath: str = ""
) -> Template:
    try:
        tree = environment.parse(text, name=path, filename=path)
        if isinstance(environment, Bounded):
            environment.inspect(tree, text)
        if beneath:
            tree.body[:0] = [node.set_lineno(1, override=True) for node in environment.parse(beneath).body]
        _check(tree, known)
        code = environment.compile(tree, name=path, filename=path)
    except TemplateSyntaxError as error:
        raise TemplateFaultError(path, error.lineno, str(error.message)) from error
    except TemplateError as error:
        raise TemplateFaultError(path, 0, str(error)) from error
    except (RecursionError, SyntaxError, MemoryError, ValueError) as error:
        raise TemplateFaultError(path, 0, "nested too deeply to be read") from error
    return Template.from_code(environment, code, environment.globals)


def _check(tree: nodes.Template, known: frozenset[str]) -> None:
    """Refuse names that no letter knows, and other files; TemplateSyntaxError with the line."""
    for reference in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        raise TemplateSyntaxError("a template cannot use another file", reference.lineno)
    undeclared = meta.find_undeclared_variables(tree) - known
    if undeclared:
        name = min(undeclared)
        line = min(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
        near = get_close_matches(name, known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise TemplateSyntaxError(f"there is no fact named {name!r}{hint}", line)


def told(error: Exception) -> str:
    """What a template's own expression raised, in words."""
    return "nested too deeply" if isinstance(error, RecursionError) else str(error) or type(error).__name__


def _place(error: BaseException, paths: tuple[str, ...]) -> tuple[str, int]:
    """The innermost file and line of these, the first line of the first where the fault is in none of them."""
    place, trace = (paths[0], 1), error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path in paths:
            place = (path, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _paragraphs(text: str) -> str:
    paragraphs: list[str] = []
    for block in _BLANK.split(text):
        lines = [" ".join(line.split()) for line in _KEPT.split(block)]
        paragraph = _SPACED.sub("\u00a0", "\n".join(line for line in lines if line))
        if paragraph:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
