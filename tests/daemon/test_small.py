"""What the daemon's process holds while it idles: no library that only commands, or a child of its own, have to load.

A list of modules, no measure of memory: that differs from machine to machine (`tests/bench/test_idle.py` prints it).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.system.test_commands import config
from watcher.store import open_ledger

__all__ = ["config"]

HEAVY = (
    "PIL",
    "alembic",
    "click",
    "googleapiclient",
    "holidays",
    "icalendar",
    "keyring",
    "pydantic",
    "pydantic_core",
    "rich",
    "sqlalchemy.orm",
    "typer",
    "watcher.cli",
    "watcher.config.file",
    "watcher.demo",
    "watcher.export",
    "watcher.service",
    "watcher.simulate",
)

# As `begin` starts it; it tells its modules once a draft is written, and ends.
WATCH = """
import os, signal, sys, threading, time
from pathlib import Path
from watcher.daemon.__main__ import main

drafts = Path(sys.argv.pop())

def look():
    while not any((drafts / part).exists() and list((drafts / part).iterdir()) for part in ("cur", "new")):
        time.sleep(0.05)
    print(*sorted(name for name, one in sys.modules.items() if one), sep="\\n", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=look, daemon=True).start()
main()
"""


def test_a_daemon_that_read_mail_and_wrote_a_draft_holds_none_of_them(config: Path) -> None:
    # Made before: what brings a ledger up to date stays loaded until the next start.
    open_ledger(f"sqlite:///{config.with_name('ledger.sqlite')}").close()
    drafts = config.parent / "Mail" / ".Drafts"
    done = subprocess.run(
        [sys.executable, "-c", WATCH, f"--config={config}", "--every=300", str(drafts)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    held = done.stdout.split()
    assert done.returncode == 0, done.stderr
    assert "watcher.drafting.compose" in held, done.stderr
    assert [name for name in held for heavy in HEAVY if name == heavy or name.startswith(f"{heavy}.")] == []


def test_the_command_loads_next_to_nothing_before_it_becomes_the_daemon() -> None:
    code = (
        "import atexit, sys; atexit.register(lambda: print('', *sys.modules, sep='\\n'));"
        "sys.argv = ['watcher', 'run', '--help']; from watcher.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    held = set(done.stdout.split())
    assert "watcher.cli.run" in held
    assert held & {"watcher.bootstrap", "watcher.config", "watcher.cli.commands", "sqlalchemy"} == set()
