"""Explain: one message's events, or why it gives none, without a ledger."""

from __future__ import annotations

from dataclasses import dataclass

from watcher.inference import Inference, infer
from watcher.pipeline.infer import Reader
from watcher.reading import Message, read, split


@dataclass(frozen=True, slots=True)
class Explained:
    """A message as `explain` shows it. `path` names the file it came from; `ignored` is "" where there are events."""

    path: str
    message: Message
    inference: Inference


def explain(path: str, data: bytes, reader: Reader) -> Explained:
    """Read and infer the bytes of one message."""
    message = read(split(data))
    return Explained(path, message, infer(message, reader.me, reader.tables))
