"""The unit files, as systemd itself judges them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from watcher.service import Program, packaged, rendered

USER, SYSTEM = "watcher.service", "watcher@.service"
ROOT = Path(__file__).parents[2]
PROGRAM = Program(Path("/bin/true"), "1.2.3", Path("/tmp/of 100% #1/config.toml"))


@pytest.fixture
def analyze(tmp_path: Path) -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("NO systemd-analyze, and CI must have it")
        pytest.skip("NO systemd-analyze, so no unit file is judged")
    return found


def written(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(rendered(packaged(name), PROGRAM))
    return path


@pytest.mark.parametrize(("name", "unit"), [(USER, USER), (SYSTEM, "watcher@ada.service")])
def test_systemd_finds_no_fault_with_the_units(analyze: str, tmp_path: Path, name: str, unit: str) -> None:
    """Of an unknown key it only warns, and still gives 0."""
    path = written(tmp_path, name)
    words = [analyze, "verify", *(["--user"] if name == USER else []), str(path.with_name(unit))]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


def exposure(analyze: str, path: Path) -> float:
    """The overall figure of `systemd-analyze security`: 10 is open, 0 closed."""
    words = [analyze, "security", "--offline=true", "--no-pager", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return float(done.stdout.rpartition(": ")[2].split()[0])


def test_the_system_unit_is_closed_but_for_what_mail_needs(analyze: str, tmp_path: Path) -> None:
    path = written(tmp_path, SYSTEM)
    assert exposure(analyze, path) <= 1.0
    words = [analyze, "security", "--offline=true", "--json=short", str(path)]
    told = json.loads(subprocess.run(words, capture_output=True, text=True, check=False).stdout)
    assert {row["json_field"] for row in told if float(row["exposure"] or 0) > 0} == {
        "RootDirectoryOrRootImage",
        "RestrictAddressFamilies_AF_UNIX",  # names are resolved, and systemd is told, over it
        "RestrictAddressFamilies_AF_INET_INET6",
        "PrivateNetwork",
        "DeviceAllow",  # the TPM, for the credential, and the clock, to read
        "IPAddressDeny",
    }


def test_a_unit_starts_the_given_program_and_names_its_version() -> None:
    text = rendered(packaged(USER), Program(Path("/opt/my %env/bin/watcher"), "1.2.3", Path("/home/ada/c.toml")))
    assert text.startswith("# Written by watcher 1.2.3")
    assert 'ExecStart="/opt/my %%env/bin/watcher" run --config /home/ada/c.toml\n' in text
    program = Program(Path("/opt/w/bin/watcher"), "1", None, {"XDG_STATE_HOME": "/home/ada/my state"})
    text = rendered(packaged(SYSTEM), program)
    assert "ExecStart=/opt/w/bin/watcher run --config /etc/watcher/%i.toml\n" in text
    assert 'Environment="XDG_STATE_HOME=/home/ada/my state"\n' in text
    assert "/usr/bin/watcher" not in text


@pytest.mark.parametrize("name", [USER, SYSTEM])
def test_a_reload_needs_nothing_but_the_shell(name: str) -> None:
    """A small Debian has no /bin/kill: a unit that names it answers `systemctl reload` with 203/EXEC."""
    lines = [line for line in packaged(name).splitlines() if line.startswith("Exec")]
    commands = {key: shlex.split(rest) for key, _, rest in (line.partition("=") for line in lines)}
    assert {key: words[0] for key, words in commands.items()} == {
        "ExecStart": "/usr/bin/watcher",
        "ExecReload": "/bin/sh",
    }
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as waiting:
        environment = {"MAINPID": str(waiting.pid), "PATH": "/nonexistent"}
        done = subprocess.run(commands["ExecReload"], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            waiting.kill()
        assert (done.returncode, done.stderr) == (0, "")
        assert waiting.wait(30) == -signal.SIGHUP


@pytest.mark.parametrize("name", [USER, SYSTEM])
def test_a_child_that_takes_all_memory_ends_alone(name: str) -> None:
    """systemd's own choice is to stop the whole unit, and so to start it anew for ever (OOMPolicy=stop)."""
    assert {"MemoryMax=500M", "OOMPolicy=continue", "Restart=always"} <= {*packaged(name).splitlines()}


def test_the_wheel_holds_the_units(tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(words, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        for name in (USER, SYSTEM):
            assert files.read(f"watcher/systemd/{name}").decode() == packaged(name)
