"""`watcher templates`: the letters that drafts are written with, the packaged ones and the user's own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from textwrap import indent
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from watcher.bootstrap import Wired, letters
from watcher.cadence import FollowUp, FollowUpKind
from watcher.cli.looks import find_application
from watcher.cli.options import ConfigOption, JsonOption, errors_console, print_json, say, wired
from watcher.config import load
from watcher.drafting import COMMON, FALLBACK, Refusal, Shown, Templates, rehearse, rehearse_for
from watcher.errors import ConfigError

commands = typer.Typer(
    help="List, show, edit and preview the letters that drafts are written with.", no_args_is_help=True
)

LanguageArgument = Annotated[str, typer.Argument(help="A language's code, such as en.")]
KindArgument = Annotated[str, typer.Argument(help="A letter's name, such as thank_you, or common.")]

# How many letters of a kind one application may call for: the steps of persistence, the interviewers of a panel.
_SEVERAL = {"persistence": 3, "thank_you": 6}
_AFTER_INTERVIEW = "_after_interview"


@commands.command("list")
def list_letters(config: ConfigOption = None, *, as_json: JsonOption = False) -> None:
    """List every letter: how many wordings it has, whether it is yours or packaged, and what is broken."""
    settings = load(config)
    templates = letters(settings.templates)
    broken = {fault.path: str(fault) for fault in templates.faults}
    rows = [
        {
            "language": code,
            "kind": kind,
            "wordings": len(letter.wordings),
            "from": "yours" if letter.mine else "packaged",
            "path": letter.path if letter.mine else None,
            "fault": broken.get(str(_path(settings.templates, code, kind))),
        }
        for code, language in sorted(templates.languages.items())
        for kind, letter in sorted(language.letters.items())
    ]
    if as_json:
        faults = [str(fault) for fault in templates.faults]
        print_json({"folder": str(settings.templates), "templates": rows, "faults": faults})
        return
    console = Console()
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("language", "kind", "wordings", "from"):
        table.add_column(name, no_wrap=True)
    for row in rows:
        origin = f"{row['from']} (yours is broken)" if row["fault"] else str(row["from"])
        table.add_row(str(row["language"]), str(row["kind"]), str(row["wordings"]), origin)
    console.print(table)
    say(console, f"Yours lie in {settings.templates}; `watcher templates edit LANGUAGE KIND` begins one.")
    for fault in templates.faults:
        say(console, f"MEND  {fault}")


@commands.command()
def show(language: LanguageArgument, kind: KindArgument, config: ConfigOption = None) -> None:
    """Print a letter as it is in force."""
    settings = load(config)
    templates = letters(settings.templates)
    typer.echo(_text(templates, *_named(templates, language, kind)), nl=False)
    path = str(_path(settings.templates, language, kind))
    for fault in templates.faults:
        if fault.path == path:
            say(errors_console, f"Yours is broken, this is the packaged one: {fault}")


@commands.command()
def edit(language: LanguageArgument, kind: KindArgument, config: ConfigOption = None) -> None:
    """Open your own copy of a letter in your editor, then say what is wrong with it."""
    settings = load(config)
    folder = settings.templates
    templates = letters(folder)
    code, kind = _named(templates, language, kind, new=True)
    path = _path(folder, code, kind)
    _begin(path, _text(templates, code, kind))
    if code not in templates.languages:
        _begin(_path(folder, code, COMMON), _text(templates, code, COMMON))
    console = Console()
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        say(console, f"{path} is yours to change: neither VISUAL nor EDITOR names an editor to open it in.")
    else:
        _open(editor, path)
    templates = letters(folder)
    faults = [str(fault) for fault in templates.faults if Path(fault.path).parent == path.parent]
    if faults:
        raise ConfigError(
            f"{path.parent} has faults: until they are mended packaged letters are used", problems=(*faults,)
        )
    say(console, f"{path} is in order; `watcher templates preview {code} {kind}` shows how it reads.")
    several = _SEVERAL.get(kind, 1)
    count = len(templates.languages[code].letters[kind].wordings) if kind in _SEVERAL else 1
    if count < several:
        say(
            console, f"Up to {several} of these may go to one employer: with {count} wording(s) they repeat themselves."
        )
    say(console, "A `watcher run` that is under way uses it when it is started again.")


@commands.command()
def preview(
    language: Annotated[str | None, typer.Argument(help="A language's code; default: all.")] = None,
    kind: Annotated[str | None, typer.Argument(help="A letter's name; default: all.")] = None,
    config: ConfigOption = None,
    *,
    application: Annotated[
        str | None, typer.Option("--application", help="Fill in the facts of this application, not made-up ones.")
    ] = None,
) -> None:
    """Print every wording filled in, and where it reads otherwise: late, with less known, when asked again."""
    console = Console()
    if application is None:
        templates = letters(load(config).templates)
        if language is not None:
            _named(templates, language, kind or FollowUpKind.THANK_YOU)
        for code, spoken in sorted(templates.languages.items()):
            for name, letter in sorted(spoken.letters.items()):
                if language in (None, code) and kind in (None, name):
                    for shown in rehearse(spoken, letter):
                        _print(shown, console)
        return
    world = wired(config)
    moment = world.world.clock()
    for follow_up in _follow_ups(world, moment, application, language, kind):
        for one in rehearse_for(follow_up, world.world.voice, world.world.templates, moment, world.known):
            if isinstance(one, Refusal):
                say(console, f"No {follow_up.kind.value} can be written: {one.why}.")
            else:
                _print(one, console)


def _print(shown: Shown, console: Console) -> None:
    say(console, f"== {shown.wording}\nSubject: {shown.subject}\n\n{shown.text}\n")
    for scene, text in shown.branches.items():
        say(console, f"  {scene}:\n{indent(text, '    ')}\n")


def _path(folder: Path, code: str, kind: str) -> Path:
    return folder / code / f"{kind}.txt"


def _named(templates: Templates, language: str, kind: str, *, new: bool = False) -> tuple[str, str]:
    """The language and letter that are meant; ConfigError where there is none, unless `new` may begin the language."""
    kinds = [COMMON, *sorted(templates.languages[FALLBACK].letters)]
    if kind not in kinds:
        near = get_close_matches(kind, kinds, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(kinds)}."
        raise ConfigError(f"There is no letter “{kind}”; {hint}")
    known = templates.languages.get(language)
    if (new and re.fullmatch(r"[a-z]{2,3}", language)) or (known and (kind == COMMON or kind in known.letters)):
        return language, kind
    if known:
        raise ConfigError(f"“{language}” has no letter {kind}: the one of “{FALLBACK}” is used.")
    raise ConfigError(
        f"There are no letters in “{language}”; there are some in {', '.join(sorted(templates.languages))}."
    )


def _text(templates: Templates, code: str, kind: str) -> str:
    """What stands in a letter that is in force, in English where the language has none."""
    english = templates.languages[FALLBACK]
    language = templates.languages.get(code, english)
    if kind == COMMON:
        return language.own or language.text
    return (language.letters.get(kind) or english.letters[kind]).text


def _begin(path: Path, text: str) -> None:
    """Make a file for the user alone, unless there is one."""
    if os.path.lexists(path):
        return
    try:
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with open(path, "x", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as stream:
            stream.write(text)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.") from None


def _open(editor: str, path: Path) -> None:
    try:
        done = subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError):
        raise ConfigError(
            f"the editor “{editor}” cannot be started: change VISUAL or EDITOR, or open {path}."
        ) from None
    if done.returncode:
        say(errors_console, f"The editor ended with code {done.returncode}.")


def _follow_ups(
    world: Wired, moment: datetime, application: str, language: str | None, kind: str | None
) -> list[FollowUp]:
    """The follow-ups of one application to fill letters in for: those planned, or one of the kind asked for."""
    search, plan = world.at(moment)
    found = find_application(search, application)
    planned = [f for f in plan.follow_ups if f.application == found.id]
    if not planned:
        raise ConfigError(f"Nothing is planned for “{application}”: without --application the facts are made up.")
    if language is not None:
        planned = [replace(f, language=language) for f in planned]
    if kind is None:
        return list({f.kind: f for f in reversed(planned)}.values())
    _named(world.world.templates, FALLBACK, kind)
    after = kind.endswith(_AFTER_INTERVIEW)
    if kind == COMMON:
        raise ConfigError("common.txt is no letter: name one, such as thank_you.")
    meant = FollowUpKind(kind.removesuffix(_AFTER_INTERVIEW))
    like = next((f for f in planned if f.kind is meant), planned[0])
    interviewed = after if meant is FollowUpKind.REJECTION_REPLY else like.interviewed
    return [replace(like, kind=meant, interviewed=interviewed)]
