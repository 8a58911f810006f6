"""On which line of a TOML text a key stands: what `tomllib` does not tell."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BARE_END = frozenset(" \t\r\n.=]")
_VALUE_END = frozenset(",]}\r\n# \t")


def locate(text: str) -> Mapping[Path, int]:
    """The line, from 1, of each key, table header and array element, by path: ("accounts", 0, "port").

    The text must be valid TOML (`tomllib.loads` takes it), except that "\\r\\n" is allowed as it is there.
    """
    return _Scanner(text).scan()


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of a path, else that of the nearest table around it; None where the text has neither."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


class _Scanner:
    """Walks over valid TOML 1.0, noting positions and skipping values."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._lines: dict[Path, int] = {}
        self._last: dict[Path, int] = {}  # of an array of tables: the index of its last one

    def scan(self) -> Mapping[Path, int]:
        table: Path = ()
        self._blank()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._blank()
        return self._lines

    def _note(self, path: Path, line: int) -> None:
        self._lines.setdefault(path, line)

    def _skip(self, count: int) -> None:
        self._line += self._text.count("\n", self._at, self._at + count)
        self._at += count

    def _blank(self) -> None:
        """Over white space, line ends and comments."""
        while self._at < len(self._text):
            if self._text[self._at] in " \t\r\n":
                self._skip(1)
            elif self._text[self._at] == "#":
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            else:
                return

    def _header(self) -> Path:
        line = self._line
        array = self._text.startswith("[[", self._at)
        self._skip(2 if array else 1)
        path: Path = ()
        names = self._names()
        for number, name in enumerate(names):
            path += (name,)
            if array and number == len(names) - 1:
                self._last[path] = self._last.get(path, -1) + 1
                self._note(path, line)
            if path in self._last:
                path += (self._last[path],)
        self._note(path, line)
        self._skip(2 if array else 1)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line
        path = table
        for name in self._names():
            path += (name,)
            self._note(path, line)
        self._skip(1)  # "="
        self._blank()
        self._value(path)

    def _names(self) -> list[str]:
        """A dotted key, up to its "=" or "]"."""
        names = []
        while True:
            self._blank()
            names.append(self._name())
            self._blank()
            if self._text[self._at] != ".":
                return names
            self._skip(1)

    def _name(self) -> str:
        start = self._at
        if self._text[start] in "\"'":
            self._string()
            quoted = self._text[start : self._at]
            return str(tomllib.loads(f"k = {quoted}")["k"])
        while self._text[self._at] not in _BARE_END:
            self._at += 1
        return self._text[start : self._at]

    def _value(self, path: Path) -> None:
        first = self._text[self._at]
        if first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        elif first in "\"'":
            self._string()
        else:
            while self._at < len(self._text) and self._text[self._at] not in _VALUE_END:
                self._at += 1
            # A date and a time may have one blank between them (RFC 3339 section 5.6): the rest is no key.
            if self._text[self._at : self._at + 1] == " " and self._text[self._at + 1 : self._at + 2].isdigit():
                self._skip(1)
                self._value(path)

    def _array(self, path: Path) -> None:
        self._skip(1)
        index = 0
        self._blank()
        while self._text[self._at] != "]":
            self._note((*path, index), self._line)
            self._value((*path, index))
            index += 1
            self._comma()
        self._skip(1)

    def _inline_table(self, path: Path) -> None:
        self._skip(1)
        self._blank()
        while self._text[self._at] != "}":
            self._pair(path)
            self._comma()
        self._skip(1)

    def _comma(self) -> None:
        self._blank()
        if self._text[self._at] == ",":
            self._skip(1)
            self._blank()

    def _string(self) -> None:
        quote = self._text[self._at]
        fence = quote * 3
        if not self._text.startswith(fence, self._at):
            self._to_end_of_string(quote)
            return
        self._to_end_of_string(fence)
        while self._text.startswith(quote, self._at):  # up to two quotes may stand before the closing three
            self._skip(1)

    def _to_end_of_string(self, fence: str) -> None:
        self._skip(len(fence))
        while not self._text.startswith(fence, self._at):
            escape = fence[0] == '"' and self._text[self._at] == "\\"
            self._skip(2 if escape else 1)
        self._skip(len(fence))


def said(path: Path, sentence: str, lines: Mapping[Path, int]) -> tuple[int, str]:
    """A problem as the user sees it, with its line to sort by."""
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    line = line_of(lines, path)
    return line or 0, f"line {line}: {key}: {sentence}" if line else f"{key}: {sentence}"
