"""The program itself as a command, for what is to run as a process of its own."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


def module(name: str) -> list[str]:
    """The command that runs a module of this program as a process.

    -P: modules are not looked for in the working directory, unless this program itself lies there (a checkout).
    """
    with suppress(OSError):
        if Path(__file__).parents[1].samefile(os.curdir):
            return [sys.executable, "-m", name]
    return [sys.executable, "-P", "-m", name]
