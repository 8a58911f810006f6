"""Plain text parts: format=flowed (RFC 3676) joined again."""

from __future__ import annotations

SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool) -> str:
    """Join the soft line breaks of format=flowed text. Quoted lines keep one ">" for each depth."""
    out: list[str] = []
    waiting: list[str] = []
    waiting_depth = 0
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        if waiting and (depth != waiting_depth or content == SIGNATURE):
            out.append(_marked(waiting_depth, waiting))
            waiting = []
        if content.endswith(" ") and content != SIGNATURE:
            waiting.append(content[:-1] if delsp else content)
            waiting_depth = depth
        else:
            out.append(_marked(depth, [*waiting, content]))
            waiting = []
    if waiting:
        out.append(_marked(waiting_depth, waiting))
    return "\n".join(out)


def _marked(depth: int, pieces: list[str]) -> str:
    text = "".join(pieces)
    return f"{'>' * depth} {text}" if depth else text
