"""Messages that lie about as files: .eml, mbox, and folders of them (a Maildir is one)."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import Path

MAX_MESSAGE = 30_000_000
"""Octets read of one message; the rest can only be attachments."""

_FROM_LINE = re.compile(rb"^From \S{1,320} .{0,80}\d\d:\d\d")
"""A separator as programs write it, with a time of day: prose that begins a paragraph with "From " has none."""
_MAIL_SUFFIXES = frozenset({".eml", ".mbox", ".mbx"})
_FIRST_LINE = re.compile(rb"From |[!-9;-~]{1,76}:[ \t]")
"""An mbox's separator, or a header's name (RFC 5322 section 2.2)."""
_ESCAPED_FROM = re.compile(rb"^>+From ")


def messages_in(path: Path) -> Iterator[tuple[str, bytes | OSError]]:
    """Yield (label, bytes) for each message under `path`; the label is the file's path, with "#n" inside an mbox.

    A folder is walked in name order. A file that cannot be read gives its OSError in place of bytes.
    """
    if path.is_dir():
        for child in sorted(path.rglob("*")):
            if child.is_file() and _is_mail(child):
                yield from _guarded(child)
    elif path.exists() and not path.is_file():
        yield str(path), OSError(errno.EINVAL, "not a file or a folder")
    else:
        yield from _guarded(path)


def _guarded(path: Path) -> Iterator[tuple[str, bytes | OSError]]:
    try:
        yield from _file(path)
    except OSError as error:
        yield str(path), error


def _is_mail(path: Path) -> bool:
    """Tell mail from what lies beside it: named so, in a Maildir's place, or beginning as mail does.

    Hidden files and what mail programs keep for themselves (dovecot.index, maildirfolder, tmp/) are none.
    """
    if path.name.startswith((".", "dovecot")) or path.parent.name == "tmp":
        return False
    if path.suffix in _MAIL_SUFFIXES or path.parent.name in ("cur", "new"):
        return True
    try:
        with path.open("rb") as stream:
            return _FIRST_LINE.match(stream.read(200)) is not None
    except OSError:
        return True


def _file(path: Path) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as stream:
        start = stream.read(5)
    if start == b"From " and path.suffix != ".eml":
        for number, message in enumerate(_mbox(path), start=1):
            yield f"{path}#{number}", message
    else:
        with path.open("rb") as stream:
            yield str(path), stream.read(MAX_MESSAGE)


def _mbox(path: Path) -> Iterator[bytes]:
    """Split an mbox at "From " lines after an empty line, and undo the quoting of mboxrd (RFC 4155, appendix A)."""
    with path.open("rb") as stream:
        lines: list[bytes] = []
        size, after_blank, first = 0, True, True
        for line in stream:
            if first or (after_blank and _FROM_LINE.match(line)):
                if not first:
                    yield b"".join(lines)
                lines, size, first = [], 0, False
                after_blank = False
                continue
            after_blank = not line.strip(b"\r\n")
            if size < MAX_MESSAGE:
                lines.append(line[1:] if _ESCAPED_FROM.match(line) else line)
                size += len(line)
        if not first:
            yield b"".join(lines)
