"""A Debian of its own, booted with its systemd in a container: what installs a service for real is tried there.

It needs root, debootstrap and systemd-nspawn. The first run makes the system once (some minutes, 400 MB) in
`.container/`; each later one boots a copy. The host's loopback is the container's own, so that a Dovecot of the tests
is reachable.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parents[2]
CACHE = HERE / ".container"
WATCHER = "/opt/watcher/bin/watcher"

_PACKAGES = "systemd,systemd-sysv,dbus,dbus-user-session,libpam-systemd,ca-certificates,python3,python3-venv,tzdata"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


WANTED = os.environ.get("WATCHER_CONTAINER") == "1"
"""It takes minutes, so `make container` has to ask for it."""


def missing() -> str:
    """What stands in the way, "" where nothing does."""
    if os.getuid() != 0:
        return "only root can boot a container"
    absent = [tool for tool in ("debootstrap", "systemd-nspawn", "nsenter") if shutil.which(tool) is None]
    return f"not installed: {' '.join(absent)}" if absent else ""


def _made(*words: str | Path) -> None:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, cwd=HERE)
    assert done.returncode == 0, f"{words[0]}: {done.stdout[-2000:]} {done.stderr[-2000:]}"


def _base() -> Path:
    """A system with the locked libraries in /opt/watcher; made once for a lock."""
    base, lock = CACHE / "base", HERE / "requirements.lock"
    done = base / "opt" / "requirements.lock"
    if done.exists() and done.read_bytes() == lock.read_bytes():
        return base
    CACHE.mkdir(exist_ok=True)
    shutil.rmtree(base, ignore_errors=True)
    _made("debootstrap", "--variant=minbase", f"--include={_PACKAGES}", "bookworm", base)
    (base / "etc/hosts").write_text("127.0.0.1 localhost\n")
    wheels = base / "opt" / "wheels"
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--require-hashes",
        "--only-binary=:all:",
    ]
    _made(*pip, "--python-version=3.11", "-r", lock, "-d", wheels)
    shutil.copy(lock, base / "opt" / "lock")
    _made("chroot", base, "python3", "-m", "venv", "/opt/watcher")
    install: list[str | Path] = [
        "chroot",
        base,
        "/opt/watcher/bin/pip",
        "install",
        "--quiet",
        "--no-index",
        "--find-links=/opt/wheels",
    ]
    _made(*install, "--require-hashes", "-r", "/opt/lock")
    _made("chroot", base, "useradd", "--create-home", "ada")
    shutil.rmtree(wheels)
    shutil.copy(lock, done)
    return base


class Container:
    """The system at `root`, with the package of this tree installed from its wheel."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._process: subprocess.Popen[bytes] | None = None

    def boot(self) -> None:
        """Start it, until its systemd is up."""
        words: list[str | Path] = [
            "systemd-nspawn",
            "--quiet",
            "-D",
            self.root,
            "--boot",
            "--register=no",
            "--keep-unit",
        ]
        words += ["--console=pipe", "-M", f"watcher{os.getpid()}"]
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(lambda: self.run("systemctl", "is-system-running").stdout.strip() in ("running", "degraded"))

    def halt(self) -> None:
        """Shut it down as a machine is shut down."""
        if self._process is None:
            return
        self.run("systemctl", "poweroff")
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def run(
        self, *words: str, user: str = "", environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in it, as root or as a user, with nothing of this environment."""
        assert self._process is not None
        pid = self._process.pid
        try:
            leader = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0]
        except (OSError, IndexError):
            return subprocess.CompletedProcess(words, 1, "", "not up")
        given = {"PATH": _PATH, "LANG": "C.UTF-8", "HOME": f"/home/{user}" if user else "/root", **(environment or {})}
        become = ["runuser", "-u", user, "--"] if user else []
        entered = ["nsenter", "-t", leader, "-a", "env", "-i", *(f"{key}={value}" for key, value in given.items())]
        return subprocess.run(
            [*entered, *become, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def path(self, inside: str) -> Path:
        """Where a path of the container lies for us."""
        return self.root / inside.lstrip("/")


@contextmanager
def booted() -> Iterator[Container]:
    """A copy of the base, booted, with this tree's wheel; gone afterwards."""
    base = _base()
    with tempfile.TemporaryDirectory(prefix="watcher-container-") as folder:
        root = Path(folder) / "root"
        _made("cp", "-a", base, root)
        _made(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, HERE)
        (wheel,) = Path(folder).glob("watcher-*.whl")
        shutil.copy(wheel, root / "opt")
        pip = "/opt/watcher/bin/pip"
        _made("chroot", root, pip, "install", "--quiet", "--no-index", "--no-deps", f"/opt/{wheel.name}")
        container = Container(root)
        try:
            container.boot()
            yield container
        finally:
            container.halt()


def until(check: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait until `check()` is true; a small machine takes its time."""
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.2)
