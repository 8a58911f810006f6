"""`make demo-gmail`: the main job over the Gmail API, against the emulator: `python -m tests.servers.demo_gmail`.

A made-up job search is put into a mailbox there, a user signs in by the consent page, a pass is made, and the drafts
are shown as they stand in the emulator's Drafts, each with the conversation that it is in.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console

from tests.servers import emulator as emulating
from tests.servers.browser import consent
from tests.servers.emulator import Emulator, Front, Session
from watcher import bootstrap, log
from watcher.cli.looks import print_status
from watcher.cli.options import say
from watcher.cli.passes import print_summary
from watcher.config import load
from watcher.demo import OWN_ADDRESS, OWN_NAME, stories
from watcher.demo.compose import compose
from watcher.demo.noise import noise
from watcher.demo.types import Mail
from watcher.mail.gmail_sign_in import sign_in
from watcher.reading import read, split

FOLDER = Path(".demo/gmail")

_LABELS = {"": ["INBOX"], "Sent": ["SENT"], "Archive": []}

_CONFIG = """\
country = "DE"

[identity]
name = "{name}"
addresses = ["{address}"]

[[accounts]]
name = "google"
kind = "gmail"
client = "client.json"
token = {{ file = "google.json" }}
write = true
quota = 1000000
api = "{api}"

[store]
url = "sqlite:///ledger.sqlite"
"""


@dataclass(frozen=True)
class Found:
    """A draft in the emulator's Drafts, and the messages before it in its conversation, oldest first."""

    message: EmailMessage
    text: str
    before: tuple[EmailMessage, ...]

    @property
    def in_its_place(self) -> bool:
        """The message that it answers stands in the conversation; one that answers none is alone in its own."""
        answers = str(self.message["In-Reply-To"] or "").strip()
        return answers in {str(one["Message-ID"]).strip() for one in self.before} if answers else not self.before


def play(emulator: Emulator, email: str, folder: Path, console: Console, *, ordinary: bool = True) -> list[Found]:
    """All of it, with files in the empty `folder`; without `ordinary` mail it is quicker. The drafts that are there."""
    front = Front(emulator)
    front.start()
    try:
        _, token = emulator.sign_in(email)
        session = Session(emulator, token)
        config = _configured(emulator, front, folder)
        settings = load(config)
        count = _fill(session, settings.zone, ordinary=ordinary)
        say(console, f"{count} messages were put into the mailbox of {email}, at {emulator.url}.")
        said: list[str] = []
        kept = settings.grants["google"]
        told = sign_in(
            "google",
            kept.client,
            write=True,
            say=lambda words: said.append(consent(re.findall(r"\S+/auth\?\S+", words)[0], email)),
            ask=lambda: said[-1],
        )
        say(console, f"Signed in by the consent page, with PKCE. The sign-in is kept in {kept.save(told)}.")
        wired = bootstrap.wire(settings)
        front.at_end += [one.close for one in wired.accounts]
        summary = wired.world.once()
        console.rule("what the pass did")
        print_summary(summary, console)
        console.rule("the applications")
        print_status(wired, *wired.now(), console)
        wired.ledger.close()
        found = _drafts(session)
        console.rule("what stands in Gmail's Drafts")
        _show(found, console)
        units = sum(front.costs.get(name, 0) * calls for name, calls in front.calls.items())
        say(console, f"\n{sum(front.calls.values())} calls, {units} quota units; sent: {front.calls['drafts.send']}.")
        return found
    finally:
        front.stop()


def _configured(emulator: Emulator, front: Front, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "client.json").write_text(json.dumps(emulator.client()), "utf-8")
    path = folder / "config.toml"
    path.write_text(_CONFIG.format(name=OWN_NAME, address=OWN_ADDRESS, api=front.url), "utf-8")
    return path


def _fill(session: Session, zone: ZoneInfo, *, ordinary: bool) -> int:
    """Oldest first: the emulator puts a message into the conversation of one that it knows already."""
    now = datetime.now(UTC)
    mails = [mail for story in stories(now, zone) for mail in story.mails]
    mails += noise(now, zone) if ordinary else ()
    for mail in sorted(mails, key=lambda one: one.at):
        session.call("POST", "messages", _resource(mail))
    return len(mails)


def _resource(mail: Mail) -> Mapping[str, Any]:
    content = compose(mail).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return {
        "raw": urlsafe_b64encode(content).decode("ascii"),
        "labelIds": _LABELS[mail.mailbox] + ([] if mail.seen else ["UNREAD"]),
        "internalDate": str(int(mail.at.timestamp() * 1000)),
    }


def _drafts(session: Session) -> list[Found]:
    found: list[Found] = []
    for one in session.call("GET", "drafts", maxResults=500)["drafts"]:
        mine = session.call("GET", f"drafts/{one['id']}", format="raw")["message"]
        others = session.call("GET", f"threads/{mine['threadId']}", format="raw")["messages"]
        before = tuple(_parsed(other) for other in others if "DRAFT" not in other["labelIds"])
        found.append(Found(_parsed(mine), read(split(_octets(mine))).text, before))
    return sorted(found, key=lambda one: str(one.message["Subject"]))


def _octets(message: Mapping[str, Any]) -> bytes:
    return urlsafe_b64decode(message["raw"] + "==")


def _parsed(message: Mapping[str, Any]) -> EmailMessage:
    parsed = message_from_bytes(_octets(message), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def _show(found: list[Found], console: Console) -> None:
    for one in found:
        say(console, f"{one.message['To']}: “{one.message['Subject']}”")
        last = one.before[-1] if one.before else None
        where = (
            f"in the conversation of {len(one.before)}, last {last['From']}, {last['Date']}" if last else "by itself"
        )
        say(console, f"    {where}" + ("" if one.in_its_place else "  NOT WHERE IT BELONGS"))
    if found:
        console.rule("one of them in full")
        longest = max(found, key=lambda one: len(one.text))
        for name in ("From", "To", "Subject", "In-Reply-To", "References", "Date"):
            say(console, f"{name}: {' '.join(str(longest.message[name] or '').split())}")
        say(console, "\n" + longest.text)


def main() -> int:
    """Exit code 0; 2 where the emulator is not installed, 7 where a draft is not where it belongs."""
    if absent := emulating.missing():
        print(f"make demo-gmail needs the emulator of Gmail; {absent}", file=sys.stderr)  # noqa: T201
        return 2
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # the emulator's token endpoint has no TLS
    log.configure("warning", json=False)
    shutil.rmtree(FOLDER, ignore_errors=True)
    emulator = Emulator()
    try:
        found = play(emulator.start(), emulator.user(0), FOLDER, Console())
    finally:
        emulator.stop()
    return 0 if found and all(one.in_its_place for one in found) else 7


if __name__ == "__main__":
    sys.exit(main())
