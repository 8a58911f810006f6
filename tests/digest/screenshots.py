"""The digest as Chromium shows it, in both colours and at both widths, written to a folder by `make screenshots`.

Nothing is compared: they are there to be looked at after a change of what is seen.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.digest.weeks import EMPTY, FIRST, FULL, hostile, large, shown_whole
from watcher.digest import LANGUAGES, Numbers, Week

NEW = Numbers(
    stages={"applied": 1, "acknowledged": 1},
    open=2,
    flow={("applied", "waiting"): 2},
    weeks=tuple(Week(week.monday, 2 * (week == FULL.numbers.weeks[-1]), 0) for week in FULL.numbers.weeks),
)
WEEKS = {
    "full": FULL,
    "empty": EMPTY,
    "nothing": FIRST,
    "first": replace(FIRST, waiting=FULL.waiting[:1], numbers=NEW),
    "large": large(),
    "hostile": hostile(),
}
WIDTHS = (375, 600)
COLOURS = ("light", "dark")
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class Chromium:
    """A browser without a window, driven over a pair of pipes (Chrome DevTools Protocol); it reaches no network."""

    def __init__(self) -> None:
        program = next(found for name in _CHROMIUM if (found := shutil.which(name)))
        self._home = tempfile.TemporaryDirectory()
        commands, answers = os.pipe(), os.pipe()

        def as_three_and_four() -> None:
            ours = (os.dup(commands[0]), os.dup(answers[1]))
            os.dup2(ours[0], 3)
            os.dup2(ours[1], 4)

        options = ("--headless=new", "--remote-debugging-pipe", "--hide-scrollbars", "--no-first-run", "--disable-gpu")
        safe = ("--no-sandbox",) if os.geteuid() == 0 else ()
        self._process = subprocess.Popen(
            [program, *options, *safe, "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self._home.name}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=as_three_and_four,  # noqa: PLW1509
        )
        os.close(commands[0])
        os.close(answers[1])
        self._to = os.fdopen(commands[1], "wb", buffering=0)
        self._from = os.fdopen(answers[0], "rb")
        self._number = 0
        self._session = ""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        self._to.close()
        self._from.close()
        self._home.cleanup()

    def ask(self, method: str, **given: object) -> Any:
        """One command, and its answer; events in between are passed over."""
        self._number += 1
        command: dict[str, object] = {"id": self._number, "method": method, "params": given}
        if self._session:
            command["sessionId"] = self._session
        self._to.write(json.dumps(command).encode() + b"\0")
        while True:
            answer = json.loads(self._message())
            if answer.get("id") == self._number:
                return answer["result"]

    def show(self, html: str, width: int, colour: str, density: int = 2) -> None:
        """Lay a page out at so many CSS pixels."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=density, mobile=False)
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": colour}])
        frame = self.ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.ask("Page.setDocumentContent", frameId=frame, html=html)
        self.value("Promise.all([...document.images].map(one => one.decode())).then(() => 0)")

    def value(self, script: str) -> Any:
        """What a script gives."""
        found = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found["result"].get("value")

    def faults(self, axe: str) -> list[str]:
        """What axe-core finds: its rule, how serious, and the first element."""
        self.value(f"{axe}; 0")
        script = "axe.run().then(r => r.violations.map(v => `${v.id} (${v.impact}): ${v.nodes[0].html}`))"
        found: list[str] = self.value(script)
        return found

    def picture(self) -> bytes:
        """The whole page as PNG."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(shot["data"])

    def _message(self) -> bytes:
        read = bytearray()
        while (octet := self._from.read(1)) != b"\0":
            if not octet:
                raise EOFError("Chromium ended")
            read += octet
        return bytes(read)


def main(folder: Path, wanted: Collection[str]) -> int:
    """Show the pages, all where none is named; how many faults axe-core finds, where $AXE names its axe.min.js."""
    folder.mkdir(exist_ok=True)
    pages = {f"{name}-en": (report, "en") for name, report in WEEKS.items()}
    pages |= {f"full-{language}": (FULL, language) for language in LANGUAGES}
    axe = Path(os.environ["AXE"]).read_text("utf-8") if "AXE" in os.environ else ""
    faults = 0
    with Chromium() as browser:
        for name, width, colour in itertools.product(wanted or pages, WIDTHS, COLOURS):
            browser.show(shown_whole(*pages[name]), width, colour)
            (folder / f"{name}-{width}-{colour}.png").write_bytes(browser.picture())
            found = browser.faults(axe) if axe else []
            faults += len(found)
            sys.stdout.write(f"{folder}/{name}-{width}-{colour}.png {' '.join(found)}\n")
    return faults


if __name__ == "__main__":
    raise SystemExit(1 if main(Path(sys.argv[1]), sys.argv[2:]) else 0)
