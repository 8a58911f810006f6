"""What the package holds (tables, letters, words), read here alone and passed on as values; and the user's letters."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from watcher import cadence, drafting, inference, timeline
from watcher import digest as digest_room
from watcher.config.secret import reason

_LARGEST_LETTER = 100_000


def _data(room: str, *names: str) -> Traversable:
    return files("watcher").joinpath(room, *names)


def _texts(folder: Traversable, suffix: str) -> dict[str, str]:
    return {e.name.removesuffix(suffix): e.read_text("utf-8") for e in folder.iterdir() if e.name.endswith(suffix)}


@cache
def inference_tables() -> inference.Tables:
    """The packaged senders and phrases, parsed once for a process."""
    data = _data("inference", "data")
    phrases = _texts(data / "phrases", ".toml")
    for language in (data / "phrases").iterdir():
        if language.is_dir():
            phrases |= {f"{language.name}/{part}": text for part, text in _texts(language, ".toml").items()}
    return inference.parse_tables(data.joinpath("senders.toml").read_text("utf-8"), phrases)


@cache
def addresses() -> timeline.Addresses:
    """The packaged table of free-mail, relay and role addresses, with the relays that inference knows."""
    table = timeline.parse_addresses(_data("timeline", "data", "addresses.toml").read_text("utf-8"))
    known = {place for row in inference_tables().senders for place in row.domains}
    return replace(table, relays=table.relays | known)


@cache
def windows() -> Mapping[cadence.FollowUpKind, cadence.Window]:
    """The packaged cadence table."""
    return cadence.parse_windows(_data("cadence", "data", "windows.toml").read_text("utf-8"))


@cache
def advice() -> Mapping[cadence.SuggestionKind, cadence.Advice]:
    """The packaged words of what the digest suggests beside the drafts."""
    return cadence.parse_suggestions(_data("cadence", "data", "suggestions.toml").read_text("utf-8"))


@cache
def templates() -> drafting.Templates:
    """The packaged draft templates of every language."""
    sources: dict[str, str] = {}
    for language in _data("drafting", "templates").iterdir():
        if language.is_dir():
            sources |= {f"{language.name}/{name}.txt": text for name, text in _texts(language, ".txt").items()}
    return drafting.parse_templates(sources, trusted=True)


def letters(folder: Path) -> drafting.Templates:
    """The packaged letters under the user's own in `folder`; what is wrong with those stands in its `faults`."""
    if not os.path.lexists(folder):
        return templates()
    sources: dict[str, str] = {}
    faults: list[drafting.Fault] = []
    for language in _entries(folder, faults):
        if not os.path.isdir(language):
            _read_letter(language, folder, sources, faults)
            continue
        for letter in _entries(language, faults):
            _read_letter(letter, folder, sources, faults)
    return drafting.override(templates(), sources, str(folder), faults)


def _entries(folder: Path, faults: list[drafting.Fault]) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        faults.append(drafting.Fault(str(folder), 0, f"cannot be read: {reason(error)}"))
        return []


def _read_letter(path: Path, folder: Path, sources: dict[str, str], faults: list[drafting.Fault]) -> None:
    """Read one file, if its name is that of a letter; editors leave others beside it."""
    if path.suffix != ".txt" and os.path.exists(path):
        return
    content = b""
    try:
        # O_NONBLOCK: a pipe would wait for its writer for ever.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise IsADirectoryError(0, "not a file")
            content = stream.read(_LARGEST_LETTER + 1)
        if len(content) > _LARGEST_LETTER:
            faults.append(drafting.Fault(str(path), 0, f"over {_LARGEST_LETTER} octets long: no letter needs that"))
            return
        sources[path.relative_to(folder).as_posix()] = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(drafting.Fault(str(path), line, "not UTF-8: save it as UTF-8"))
    except OSError as error:
        faults.append(drafting.Fault(str(path), 0, f"cannot be read: {reason(error)}"))


@cache
def digest_templates(language: str, country: str) -> digest_room.Templates:
    """The packaged faces of the digest with the words of a language, and dates as a country writes them."""
    text, html = (_data("digest", "templates", f"digest.{face}").read_text("utf-8") for face in ("txt", "html"))
    words = _data("digest", "data", f"{language}.toml").read_text("utf-8")
    return digest_room.Templates(text, html, digest_room.parse_phrases(language, words, country))
