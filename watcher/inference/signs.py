"""The phrase files as tables, and the words by which a language is known before any of its patterns is needed.

These words stand in the head of a file, before its first ``[[family]]``: only that is read of all languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from watcher.inference.folding import fold

_BODY = "\n[["
_WORDS = re.compile(r"^(?:stopwords\s*=|\[context\])", re.MULTILINE)


class Signs:
    """The words of all languages: made to be asked, and thrown away."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """`phrases` as for `Languages`. ValueError names the file whose head cannot be used."""
        self._data = {code: _words_alone(joined(code, _heads(texts))) for code, texts in by_code(phrases).items()}

    def spoken(self) -> dict[str, tuple[str, ...]]:
        """The languages that a word is a sign of: by their stop words, and their sure words of a job search.

        Job words of English are used in the mail of any language.
        """
        return self._signs(lambda code, data: folded(data.get("stopwords", "")) | _own(code, data, "strong"))

    def hinted(self) -> dict[str, tuple[str, ...]]:
        """The languages that a word may be a sign of, where there is no better one: by their other words of jobs."""
        return self._signs(lambda code, data: _own(code, data, "weak") | _own(code, data, "titles"))

    def _signs(self, words_of: Callable[[str, Mapping[str, Any]], frozenset[str]]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code, data in self._data.items():
            for word in words_of(code, data):
                found.setdefault(word, []).append(code)
        return {word: tuple(codes) for word, codes in found.items()}

    def all_words(self, *tables: str) -> frozenset[str]:
        """The context words of all languages, of these tables."""
        return frozenset().union(*(context(data, name) for data in self._data.values() for name in tables))

    def words(self, code: str, *tables: str) -> frozenset[str]:
        """The context words of one language, of these tables; it is not compiled for them."""
        return frozenset().union(*(context(self._data[code], name) for name in tables))

    def all_stems(self) -> tuple[tuple[str, str], ...]:
        """The beginnings and endings among the strong and weak words of all languages."""
        told = [(code, context(data, "strong") | context(data, "weak")) for code, data in self._data.items()]
        return tuple(pair for code, words_ in told for pair in stems(self._data[code]) if pair[0] in words_)


def _heads(texts: Mapping[str, str]) -> dict[str, str]:
    heads = {}
    for name, text in texts.items():
        heads[name], _, body = text.partition(_BODY)
        if _WORDS.search(body):
            raise ValueError(f"phrases/{name}: stopwords and [context] must stand before the first [[family]]")
    return heads


def _words_alone(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without the guards and named words."""
    return {name: data[name] for name in ("stopwords", "context") if name in data}


def _own(code: str, data: Mapping[str, Any], name: str) -> frozenset[str]:
    return context(data, name) if code != "en" else frozenset()


def by_code(phrases: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The texts of each language, in the order of their codes; a name is "code" or "code/part"."""
    found: dict[str, dict[str, str]] = {}
    for name, text in sorted(phrases.items()):
        found.setdefault(name.partition("/")[0], {})[name] = text
    return found


def joined(code: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """The files of one language as one: lists are put together, tables too."""
    data: dict[str, Any] = {}
    for name, text in sorted(texts.items()):
        for key, value in load(f"phrases/{name}", text).items():
            if isinstance(value, list):
                data[key] = [*data.get(key, []), *value]
            elif isinstance(value, dict):
                told = data.setdefault(key, {})
                if twice := sorted(told.keys() & value.keys()):
                    raise ValueError(f"phrases/{name}: {key}.{twice[0]} stands in another file of {code} too")
                told.update(value)
            elif key in data:
                raise ValueError(f"phrases/{name}: {key} stands in another file of {code} too")
            else:
                data[key] = value
    if data.get("language") != code:
        raise ValueError(f"phrases/{code}: language must be {code!r}")
    return data


def load(name: str, text: str) -> dict[str, Any]:
    """A TOML text as a table. ValueError names it where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error


def folded(text: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(fold(text).split())


def context(data: Mapping[str, Any], name: str) -> frozenset[str]:
    """One of the lists of context words, folded."""
    return folded(data.get("context", {}).get(name, ""))


def stems(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The beginnings and endings among the context words, each with what to look for in a text between blanks."""
    texts = [text for text in data.get("context", {}).values() if isinstance(text, str)]
    given = sorted(frozenset[str]().union(*map(folded, texts)))
    found = [(entry, f" {entry[:-1]}" if entry.endswith("~") else f"{entry[1:]} ") for entry in given if "~" in entry]
    if any("~" in part for _, part in found):
        raise ValueError("a context word is a beginning~ or an ~ending, not both")
    return tuple(found)
