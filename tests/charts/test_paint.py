"""The painter as a child: what it paints, and that a digest goes without where it fails."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from structlog.testing import capture_logs

from tests.digest.weeks import FULL, PAINTED, large, templates
from watcher.charts import MOST_OCTETS, paint
from watcher.digest import Area, Sketch, Words, pictures

SKETCHES = pictures(FULL, templates().phrases)
SMALL = Sketch("small", 20, (Area(((0, 0), (10, 0), (10, 20), (0, 20)), "#c4523a"),), (Words(12, 10, "7"),), width=20)


def test_every_sketch_becomes_a_png_of_twice_its_pixels() -> None:
    painted = paint(SKETCHES)
    assert [one.name for one in painted] == list(PAINTED)
    for sketch, picture in zip(SKETCHES, painted, strict=True):
        with Image.open(BytesIO(picture.content)) as shown:
            assert (shown.format, shown.size) == ("PNG", (2 * sketch.width, 2 * sketch.height))


def test_the_same_sketch_gives_the_same_octets() -> None:
    assert paint([SMALL]) == paint([SMALL])


def test_three_hundred_applications_take_a_third_of_what_they_may() -> None:
    painted = paint(pictures(large(), templates("fr").phrases))
    assert sum(len(one.content) for one in painted) < MOST_OCTETS / 3


def test_nothing_to_paint_starts_nothing() -> None:
    assert paint([], painter=Path("/nowhere")) == ()


def painter(folder: Path, program: str) -> Path:
    path = folder / "painter.py"
    path.write_text(program)
    return path


PNG = "iVBORw0KGgo="
"""The signature of a PNG alone."""


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import nothing_of_that_name", "No module named 'nothing_of_that_name'"),
        ("raise SystemExit(3)", "exit status 3"),
        ("import os; os.abort()", "exit status -6"),
        ("import time; time.sleep(60)", "did not end within 1 s"),
        ("", "gave no pictures"),
        ("print('[1]')", "gave no pictures"),
        ("""print('{"small": "###"}')""", "gave no pictures"),
        (f"""print('{{"other": "{PNG}"}}')""", "gave no pictures"),
        ("""print('{"small": "AAAA"}')""", "something else than PNG"),
        (
            "import base64, json; print(json.dumps({'small': base64.b64encode("
            "b'\\x89PNG\\r\\n\\x1a\\n' + bytes(200000)).decode()}))",
            "too large: 200008 octets",
        ),
    ],
)
def test_where_the_painter_fails_there_are_no_pictures_and_the_log_says_why(
    tmp_path: Path, program: str, why: str
) -> None:
    with capture_logs() as told:
        assert paint([SMALL], painter(tmp_path, program), seconds=1.0 if "sleep" in program else 20.0) == ()
    (line,) = told
    assert (line["event"], line["log_level"]) == ("the digest comes without pictures", "warning")
    assert why in line["why"]


def test_without_an_interpreter_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with capture_logs() as told:
        assert paint([SMALL]) == ()
    assert "cannot be run" in told[0]["why"]


def test_a_painter_that_hangs_is_ended(tmp_path: Path) -> None:
    kept = tmp_path / "pid"
    program = f"import os, time; open({str(kept)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    with capture_logs():
        paint([SMALL], painter(tmp_path, program), seconds=2.0)
    assert not Path(f"/proc/{kept.read_text()}").exists()


def test_it_sees_nothing_secret_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", "/run/credentials/watcher")
    monkeypatch.setenv("WATCHER_PASSWORD", "hunter2")
    kept = tmp_path / "environment"
    with capture_logs():
        paint([SMALL], painter(tmp_path, f"import os; open({str(kept)!r}, 'w').write(repr(dict(os.environ)))"))
    assert "PATH" in kept.read_text()
    assert "hunter2" not in kept.read_text()
    assert "CREDENTIALS" not in kept.read_text()


def test_the_library_is_never_loaded_by_the_process_that_asks() -> None:
    """In a fresh interpreter that makes a digest with its pictures."""
    program = """
import sys
from tests.digest.weeks import FULL, templates
from watcher.charts import paint
from watcher.digest import pictures
assert len(paint(pictures(FULL, templates().phrases))) == 3
import watcher.bootstrap, watcher.cli, watcher.daemon
loaded = [name for name in sys.modules if name.partition(".")[0] == "PIL" or name == "watcher.charts.painter"]
assert not loaded, loaded
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_an_area_lies_where_it_was_drawn() -> None:
    (picture,) = paint([SMALL])
    with Image.open(BytesIO(picture.content)) as shown:
        pixels = shown.convert("RGB")
    red, ground = (0xC4, 0x52, 0x3A), (0xEE, 0xF2, 0xF6)
    assert [pixels.getpixel(at) for at in ((4, 20), (17, 39), (38, 2))] == [red, red, ground]
    assert pixels.crop((20, 0, 40, 40)).convert("L").getextrema()[0] == pytest.approx(27, abs=20)  # the word, in ink
