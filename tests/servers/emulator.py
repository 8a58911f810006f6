"""The emulator of tests/servers/emulate as a process on loopback, and what stands before it.

It has no getProfile and no batches: `Front` supplies them, refuses what the discovery document does not describe, and
hands on all the rest. What else it does unlike Google (of version 0.12.2): `q=rfc822msgid:` finds nothing, and neither
`larger:` nor `in:anywhere` is known; history never expires; a message's id stays when its draft is saved or sent; a
thread id is believed whatever the headers say; a bearer that it does not know is its first user.
"""

from __future__ import annotations

import atexit
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.servers.gmail import Fault, GmailServer, RefusedError, refused
from watcher.mail.gmail_tokens import COMPOSE, INSERT, READ, Grant

HOME = Path(__file__).parent / "emulate"
SCRIPT = HOME / "node_modules/emulate/dist/index.js"

USERS = 200
CLIENT, SECRET = "client", "not-so-secret"
PASTE_TO = "http://127.0.0.1:8765/"
SCOPES = (READ, COMPOSE, INSERT)

_START_SECONDS = 60


def missing() -> str:
    """What is not installed, "" where all is."""
    if _node() is None or not SCRIPT.exists():
        return "it is not installed: apt-get install npm, and make again"
    return ""


def _node() -> Path | None:
    """Node 22 from npm, as the emulator fails on Debian's."""
    return next(iter(HOME.glob("node_modules/node-linux-*/bin/node")), None)


class Emulator:
    """The process, with users `user(0)` to `user(199)`, whose mailboxes are empty.

    With `any_client` any OAuth client may sign in, on any port; else one alone, whose secret is checked, at `PASTE_TO`.
    """

    def __init__(self, *, any_client: bool = False) -> None:
        self.port = _free_port()
        self._home = Path(tempfile.mkdtemp(prefix="watcher-emulate-"))
        client = {"client_id": CLIENT, "client_secret": SECRET, "name": "watcher", "redirect_uris": [PASTE_TO]}
        people = [{"email": "nobody@example.org"}, *({"email": self.user(n)} for n in range(USERS))]
        seed = {"google": {"users": people, "oauth_clients": [] if any_client else [client], "messages": []}}
        (self._home / "seed.json").write_text(json.dumps(seed))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def user(self, number: int) -> str:
        return f"user{number}@example.org"

    def client(self) -> dict[str, Any]:
        """The file that a Cloud project gives for a desktop app."""
        return {
            "installed": {
                "client_id": CLIENT,
                "client_secret": SECRET,
                "auth_uri": f"{self.url}o/oauth2/v2/auth",
                "token_uri": f"{self.url}oauth2/token",
                "redirect_uris": ["http://localhost"],
            }
        }

    def start(self) -> Emulator:
        atexit.register(self.stop)
        node = _node()
        assert node is not None
        with (self._home / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [str(node), str(SCRIPT), "start", "-s", "google", "-p", str(self.port), "--host", "127.0.0.1",
                 "--seed", "seed.json"],
                cwd=self._home, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={"PATH": os.environ["PATH"]},
            )  # fmt: skip
        until = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the emulator did not start: " + (self._home / "log").read_text())
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(10)
            self._process = None
        shutil.rmtree(self._home, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "/.well-known/openid-configuration").status == http.client.OK
        except OSError:
            return False

    def ask(self, verb: str, target: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """One request over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(verb, target, body or None, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.read(), response.getheader("location") or "")
        finally:
            connection.close()

    def form(self, target: str, fields: Mapping[str, str]) -> Answer:
        """What a browser does with a form."""
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return self.ask("POST", target, urlencode(fields).encode(), headers)

    def sign_in(self, email: str) -> tuple[Grant, str]:
        """Consent as that user, without a page: the grant, and an access token."""
        fields = {"email": email, "redirect_uri": PASTE_TO, "scope": " ".join(SCOPES), "client_id": CLIENT}
        told = self.form("/o/oauth2/v2/auth/callback", fields)
        (code,) = parse_qs(urlsplit(told.location).query)["code"]
        exchanged = self.form(
            "/oauth2/token",
            {"grant_type": "authorization_code", "code": code, "client_id": CLIENT, "client_secret": SECRET,
             "redirect_uri": PASTE_TO},
        ).json  # fmt: skip
        token_uri = f"{self.url}oauth2/token"
        return Grant(CLIENT, SECRET, exchanged["refresh_token"], token_uri, SCOPES), str(exchanged["access_token"])


@dataclass(frozen=True)
class Answer:
    """What the emulator said; `location` is where it sends a browser."""

    status: int
    content: bytes
    location: str = ""

    @property
    def json(self) -> Any:
        return json.loads(self.content) if self.content else None


class Session:
    """The API as one user; for what they and others do there."""

    def __init__(self, emulator: Emulator, token: str) -> None:
        self._emulator = emulator
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}

    def call(self, verb: str, path: str, body: Mapping[str, Any] | None = None, **query: Any) -> Any:
        """The answer's JSON; `path` begins after "users/me/"."""
        target = f"/gmail/v1/users/me/{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
        content = json.dumps(body).encode() if body is not None else b""
        answer = self._emulator.ask(verb, target, content, self._headers)
        assert answer.status < http.client.BAD_REQUEST, answer
        return answer.json


class Front(GmailServer):
    """The fake's HTTP, counts and faults, before the emulator instead of the fake's own mailbox."""

    def __init__(self, emulator: Emulator) -> None:
        super().__init__()
        self._emulator = emulator

    def call(self, verb: str, target: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, Fault | None]:
        try:
            method, _, query, _ = self._checked(verb, target, body)
        except RefusedError as error:
            return error.status, refused(error), None
        with self._lock:
            self.calls[method.name] += 1
            self.seen.append((method.name, query))
            fault = self.fault(method.name)
        if fault is not None and fault.status:
            return fault.status, refused(RefusedError(fault.status, fault.reason)), fault
        given = {name: value for name, value in headers.items() if name in ("authorization", "content-type")}
        if method.name == "getProfile":
            return *self._profile(given), fault
        answer = self._emulator.ask(verb, target, body, given)
        return answer.status, answer.json, fault

    def _profile(self, headers: Mapping[str, str]) -> tuple[int, Any]:
        """Its history tells the newest id beside whatever page of it is asked for."""
        history = self._emulator.ask("GET", "/gmail/v1/users/me/history?startHistoryId=0&maxResults=1", headers=headers)
        who = self._emulator.ask("GET", "/oauth2/v2/userinfo", headers=headers)
        if history.status != http.client.OK:
            return history.status, history.json
        return who.status, {"emailAddress": who.json.get("email"), "historyId": history.json["historyId"]}


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
