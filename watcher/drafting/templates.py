"""Letters as jinja2 text, by language and kind, parsed from texts that the caller read.

A language has one `common.txt`: its months, how it greets and takes leave, and the few phrases around a role that all
its letters share, as macros. Each letter is a file of sections parted by lines of three hyphens: first the subject of
a mail that opens a thread, then two or more wordings of the whole text. Lines of a paragraph are joined; a line that
ends in a backslash keeps its break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

COMMON = "common"
FALLBACK = "en"

# What a letter may name. Strings are "" and dates None where unknown; `person` is a clean.Person. `promised_by` is a
# date that has passed without an answer, `expected_by` one that is still to come. `asked` counts the follow-ups that
# were sent and not answered, `attached` tells that the mail carries again what was sent with the application, and
# `familiar` that the two are on first-name terms, as languages with two forms of address have it (du, tu, je).
FACTS = frozenset(
    {
        "company",
        "role",
        "person",
        "me",
        "applied_on",
        "interview_on",
        "wrote_on",
        "last_contact_on",
        "promised_by",
        "expected_by",
        "late",
        "interviewed",
        "asked",
        "attached",
        "familiar",
    }
)

# French parts these marks from their word, and a mail program must not break the line there.
_SPACED = re.compile(r" (?=[:;?!»])|(?<=«) ")
_DIVIDER = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of mail in one language: the subject of a new thread, and the wordings of the text."""

    path: str
    subject: Template
    wordings: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One language: what its letters share, and the letters by name."""

    common: Mapping[str, Any]
    letters: Mapping[str, Letter]

    @property
    def role_nouns(self) -> frozenset[str]:
        """The words for "position" and their articles, lower case, which a letter adds to a role by itself."""
        return frozenset(self.common.get("role_nouns", ()))


@dataclass(frozen=True, slots=True)
class Words:
    """What the `common.txt` of all languages know together, for mail comes in any of them. All lower case.

    `titles` stand before a name ("dr"), `team_words` show that a display name is no person's ("recruiting"), and
    `reply` finds one reply mark at the start of a subject ("Re: ", "AW[2]: ").
    """

    titles: frozenset[str]
    team_words: frozenset[str]
    reply: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Templates:
    """All letters by language (ISO 639-1)."""

    languages: Mapping[str, Language]
    words: Words

    def find(self, name: str, language: str) -> tuple[Language, Letter] | None:
        """Give the letter in this language, else in English; None where neither has it."""
        for code in (language.lower().replace("_", "-").partition("-")[0], FALLBACK):
            known = self.languages.get(code)
            if known is not None and name in known.letters:
                return known, known.letters[name]
        return None

    def code(self, language: Language) -> str:
        """The code of one of these languages (ISO 639-1)."""
        return next((code for code, one in self.languages.items() if one is language), FALLBACK)


class HoleError(Exception):
    """A template names a fact that does not exist, or fails while it is filled in; the text names file and line."""


def parse_templates(sources: Mapping[str, str]) -> Templates:
    """Parse letters from paths such as "en/thank_you.txt" and their texts.

    Raises ValueError that names file and line: broken syntax, an unknown fact, a missing section or `common.txt`.
    """
    languages: dict[str, Language] = {}
    environment = _environment()
    for code in sorted({path.partition("/")[0] for path in sources}):
        texts = {path: text for path, text in sources.items() if path.partition("/")[0] == code}
        if any("/" not in path or not path.endswith(".txt") for path in texts):
            wrong = sorted(path for path in texts if "/" not in path or not path.endswith(".txt"))
            raise ValueError(f"{wrong[0]}: a template's path must be LANGUAGE/KIND.txt")
        shared = f"{code}/{COMMON}.txt"
        if shared not in texts:
            raise ValueError(f"{shared}: missing; every language needs it")
        common = _common(environment, shared, texts.pop(shared))
        letters = {
            path.rpartition("/")[2].removesuffix(".txt"): _letter(environment, path, text, common)
            for path, text in texts.items()
        }
        languages[code] = Language(common, letters)
    return Templates(languages, _words(languages))


def fill(language: Language, letter: Letter, template: Template, facts: Mapping[str, Any]) -> str:
    """Render one section: paragraphs of one line each, parted by blank lines. Raises HoleError."""
    try:
        return _paragraphs(template.render({**language.common, **facts}))
    except Exception as error:
        # A template runs the user's own expressions: whatever they raise is a fault of that file.
        raise HoleError(f"{letter.path}, line {_line(error, letter.path)}: {error}") from error


def _words(languages: Mapping[str, Language]) -> Words:
    def union(name: str) -> frozenset[str]:
        return frozenset(str(word) for one in languages.values() for word in one.common.get(name, ()))

    marks = "|".join(re.escape(mark) for mark in sorted(union("reply_marks")))
    # "Re[2]:", "Re(3):" and "RE^2:" count replies; a full-width colon is East Asian.
    reply = re.compile(rf"^(?:{marks or 're'})(?:\s?[\[(^]\d{{1,3}}[\])]?)?\s?[:：]\s?", re.IGNORECASE)
    return Words(union("titles"), union("team_words"), reply)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
    environment.globals.clear()
    return environment


def _common(environment: ImmutableSandboxedEnvironment, path: str, text: str) -> Mapping[str, Any]:
    template = _compile(environment, path, text, frozenset())
    try:
        template.render()  # tells the file's line of a fault, which `module` does not
        module = template.module
    except Exception as error:
        raise ValueError(f"{path}, line {_line(error, path)}: {error}") from error
    return {name: value for name, value in vars(module).items() if not name.startswith("_")}


def _letter(environment: ImmutableSandboxedEnvironment, path: str, text: str, common: Mapping[str, Any]) -> Letter:
    known = FACTS | frozenset(common)
    sections: list[Template] = []
    start = 0
    for end in [*_DIVIDER.finditer(text), None]:
        section = text[start : end.start() if end else len(text)]
        before = text.count("\n", 0, start)
        if not section.strip():
            raise ValueError(f"{path}, line {before + 1}: an empty section")
        # The newlines put back in front make every line number that of the file.
        sections.append(_compile(environment, path, "\n" * before + section, known))
        start = end.end() if end else start
    if not sections[1:]:
        raise ValueError(f"{path}, line 1: needs a subject, a line of three hyphens, and at least one text")
    return Letter(path, sections[0], tuple(sections[1:]))


def _compile(environment: ImmutableSandboxedEnvironment, path: str, text: str, known: frozenset[str]) -> Template:
    try:
        tree = environment.parse(text, name=path, filename=path)
        undeclared = meta.find_undeclared_variables(tree) - known
        if undeclared:
            name = min(undeclared)
            line = min(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
            raise ValueError(f"{path}, line {line}: there is no fact named {name!r}")
        for reference in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            raise ValueError(f"{path}, line {reference.lineno}: a template cannot use another file")
        code = environment.compile(text, name=path, filename=path)
    except TemplateSyntaxError as error:
        raise ValueError(f"{path}, line {error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise ValueError(f"{path}: {error}") from error
    return Template.from_code(environment, code, environment.globals)


def _line(error: BaseException, path: str) -> int:
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _paragraphs(text: str) -> str:
    paragraphs: list[str] = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [" ".join(line.split()) for line in re.split(r"\\[ \t]*\n", block)]
        paragraph = _SPACED.sub("\u00a0", "\n".join(line for line in lines if line))
        if paragraph:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
