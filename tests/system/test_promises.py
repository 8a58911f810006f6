"""Promise 1: no code path sends mail. The program holds no means of sending at all."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import watcher

ROOT = Path(watcher.__file__).parent
SENDS = {"smtplib", "aiosmtplib", "sendmail", "yagmail", "twilio"}
REACHES = {"socket", "urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "telnetlib", "webbrowser"}
"""Ways out of the machine; only the mail room may hold one."""
LOCAL = {"log.py", "daemon/notify.py", "daemon/run.py"}
"""They talk to the journal, the service manager and a thread of their own, by sockets of the machine (AF_UNIX)."""


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module != "urllib.parse":
            found.add((node.module or "").partition(".")[0])
    return found


def test_no_module_imports_a_means_of_sending() -> None:
    modules = list(ROOT.rglob("*.py"))
    assert len(modules) > 50
    assert [path for path in modules if imported(path) & SENDS] == []


def test_only_the_mail_room_reaches_the_network() -> None:
    outside = [path for path in ROOT.rglob("*.py") if path.parent.name != "mail" and imported(path) & REACHES]
    assert {str(path.relative_to(ROOT)) for path in outside} == LOCAL
    for path in outside:
        assert imported(path) & REACHES == {"socket"}
        used = set(re.findall(r"\bsocket\.(\w+)", path.read_text(encoding="utf-8")))
        assert used <= {"socket", "socketpair", "AF_UNIX", "SOCK_DGRAM"}, "of this machine alone"
        assert "socket.socket(" not in path.read_text(encoding="utf-8").replace("socket.socket(socket.AF_UNIX", "")
