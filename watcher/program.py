"""The program itself: how it is loaded, and as a command, for what is to run as a process of its own."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def loading() -> Iterator[None]:
    """What is imported here stays: looking for garbage among it would take a fifth of a command's start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def module(name: str) -> list[str]:
    """The command that runs a module of this program as a process.

    -P: modules are not looked for in the working directory, unless this program itself lies there (a checkout).
    """
    with suppress(OSError):
        if Path(__file__).parents[1].samefile(os.curdir):
            return [sys.executable, "-m", name]
    return [sys.executable, "-P", "-m", name]
