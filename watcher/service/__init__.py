"""service: `watcher service`, which puts the daemon under systemd and takes it away again.

units  the packaged unit files and where this program is  give  the text of the units
plan   the place, the units, what is there already        gives files and commands     (pure)
act    files and commands                                 are carried out
"""

from watcher.service.act import Systemd, files_at
from watcher.service.plan import Found, Place, Plan, Remove, Run, Write, install, system_place, uninstall, user_place
from watcher.service.units import Program, credentials, own_program, packaged, rendered, stored

__all__ = [
    "Found",
    "Place",
    "Plan",
    "Program",
    "Remove",
    "Run",
    "Systemd",
    "Write",
    "credentials",
    "files_at",
    "install",
    "own_program",
    "packaged",
    "rendered",
    "stored",
    "system_place",
    "uninstall",
    "user_place",
]
