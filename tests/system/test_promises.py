"""Promise 1: no code path sends mail to anybody but the user. One module holds a means of sending: the digest's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import watcher

ROOT = Path(watcher.__file__).parent
SENDS = {"smtplib", "aiosmtplib", "sendmail", "yagmail", "twilio"}
REACHES = {"socket", "urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "telnetlib", "webbrowser"}
"""Ways out of the machine; only the mail room may hold one."""
SENDER = ROOT / "mail" / "smtp.py"
"""It sends the digest to the user's own addresses alone: tests/mail/test_smtp.py."""
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


def test_one_module_imports_a_means_of_sending() -> None:
    modules = list(ROOT.rglob("*.py"))
    assert len(modules) > 50
    assert [path for path in modules if imported(path) & SENDS] == [SENDER]
    assert imported(SENDER) & SENDS == {"smtplib"}


def test_all_that_it_does_for_others_is_to_send_to_the_user() -> None:
    tree = ast.parse(SENDER.read_text("utf-8"))
    defined = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    (public,) = [node for node in defined if not node.name.startswith("_")]
    assert public.name == "send_to_self"
    assert isinstance(public, ast.FunctionDef)
    assert "own" in [argument.arg for argument in public.args.args]
    (wiring,) = [path for path in ROOT.rglob("*.py") if "watcher.mail.smtp import" in path.read_text("utf-8")]
    assert wiring == ROOT / "bootstrap" / "wired.py"


def test_only_the_mail_room_reaches_the_network() -> None:
    outside = [path for path in ROOT.rglob("*.py") if path.parent.name != "mail" and imported(path) & REACHES]
    assert {str(path.relative_to(ROOT)) for path in outside} == LOCAL
    for path in outside:
        assert imported(path) & REACHES == {"socket"}
        used = set(re.findall(r"\bsocket\.(\w+)", path.read_text(encoding="utf-8")))
        assert used <= {"socket", "socketpair", "AF_UNIX", "SOCK_DGRAM"}, "of this machine alone"
        assert "socket.socket(" not in path.read_text(encoding="utf-8").replace("socket.socket(socket.AF_UNIX", "")
