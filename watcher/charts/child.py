"""The child that paints: started, fed, waited for, and not trusted with the digest."""

from __future__ import annotations

import base64
import binascii
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import structlog

from watcher.digest import Picture, Sketch

log = structlog.get_logger()

Paint = Callable[[Sequence[Sketch]], Sequence[Picture]]

MOST_OCTETS = 150_000
"""Of all pictures of a mail together."""
_SECONDS = 60.0
"""They take less than one of a processor, which may be busy, or slow."""
_PAINTER = Path(__file__).with_name("painter.py")
_PNG = b"\x89PNG\r\n\x1a\n"
_NEEDED = ("PATH", "HOME", "PYTHONPATH", "PYTHONUSERBASE", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What it takes of the environment to find the library; nothing secret goes there."""


def paint(sketches: Sequence[Sketch], painter: Path = _PAINTER, seconds: float = _SECONDS) -> tuple[Picture, ...]:
    """Paint all of these, in their order, or none: then the log says why. It may take `seconds`."""
    if not sketches:
        return ()
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(painter)],
            input=json.dumps([asdict(one) for one in sketches]).encode("ascii"),
            capture_output=True,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _none(f"the painter did not end within {seconds:g} s")
    except (OSError, ValueError) as error:
        return _none(f"the painter cannot be run: {error}")
    if done.returncode != 0:
        told = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        return _none(f"the painter failed (exit status {done.returncode}): {told[:200]}")
    return _pictures(done.stdout, [one.name for one in sketches])


def _pictures(answer: bytes, names: Sequence[str]) -> tuple[Picture, ...]:
    try:
        found = {name: base64.b64decode(text, validate=True) for name, text in json.loads(answer).items()}
        pictures = tuple(Picture(name, found[name]) for name in names)
    except (ValueError, KeyError, AttributeError, TypeError, binascii.Error):
        return _none("the painter gave no pictures")
    if not all(one.content.startswith(_PNG) for one in pictures):
        return _none("the painter gave something else than PNG")
    if (octets := sum(len(one.content) for one in pictures)) > MOST_OCTETS:
        return _none(f"they are too large: {octets} octets")
    return pictures


def _none(why: str) -> tuple[Picture, ...]:
    log.warning("the digest comes without pictures", why=why)
    return ()
