"""A fake Pub/Sub: one subscription over REST, which takes nothing that the discovery document does not name."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any

from watcher.mail.types import Pubsub

TOPIC = "projects/ada/topics/gmail"
SUBSCRIPTION = "projects/ada/subscriptions/watcher"


@cache
def _document() -> dict[str, Any]:
    path = files("googleapiclient").joinpath("discovery_cache/documents/pubsub.v1.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


class PubsubServer:
    """What is published is given until it is acknowledged. A pull waits for `hold` seconds at most.

    `tokens` are the access tokens that are valid; `refusals` are statuses of the next calls; `calls` counts methods.
    """

    def __init__(self, tokens: Callable[[], Collection[str]], hold: float = 1.0) -> None:
        self.tokens = tokens
        self.hold = hold
        self.topic = TOPIC
        self.refusals: list[int] = []
        self.calls: Counter[str] = Counter()
        self.acknowledged: list[str] = []
        self._waiting: dict[str, bytes] = {}
        self._number = 0
        self._changed = threading.Condition()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Answering", (_Handler,), {"pubsub": self}))
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def where(self, **changes: str) -> Pubsub:
        """For an account's settings."""
        given = {"topic": TOPIC, "subscription": SUBSCRIPTION, "api": f"http://127.0.0.1:{self._http.server_port}/"}
        return Pubsub(**(given | changes))

    def publish(self, times: int = 1) -> None:
        """Something changed; Pub/Sub may tell it more than once."""
        with self._changed:
            for _ in range(times):
                self._number += 1
                self._waiting[f"ack-{self._number}"] = b"{}"
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self.hold = 0.0
            self._changed.notify_all()
        self._http.shutdown()
        self._http.server_close()

    def call(self, verb: str, path: str, token: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """One call."""
        methods = _document()["resources"]["projects"]["resources"]["subscriptions"]["methods"]
        for name in ("pull", "acknowledge", "get"):
            one = methods[name]
            pattern = "/" + re.sub(r"\{\w+\}", "[^/:]+", one["flatPath"])
            if verb == one["httpMethod"] and re.fullmatch(pattern, path):
                known = _document()["schemas"].get(one.get("request", {}).get("$ref"), {}).get("properties", {})
                if not body.keys() <= known.keys():
                    return 400, {"error": {"message": "unknown name", "status": "INVALID_ARGUMENT"}}
                return self._allowed(name, path, token, body)
        return 404, {"error": {"message": "no such method"}}

    def _allowed(self, name: str, path: str, token: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.calls[name] += 1
        if token not in self.tokens():
            return 401, {"error": {"status": "UNAUTHENTICATED"}}
        if self.refusals:
            status = self.refusals.pop(0)
            return status, {"error": {"code": status, "status": "PERMISSION_DENIED", "message": "no"}}
        if not path.startswith(f"/v1/{SUBSCRIPTION}"):
            return 404, {"error": {"code": 404, "status": "NOT_FOUND", "message": "Resource not found"}}
        with self._changed:
            match name:
                case "get":
                    return 200, {"name": SUBSCRIPTION, "topic": self.topic}
                case "acknowledge":
                    self.acknowledged += body["ackIds"]
                    self._waiting = {k: v for k, v in self._waiting.items() if k not in body["ackIds"]}
                    return 200, {}
            assert body["maxMessages"] > 0
            until = time.monotonic() + self.hold
            while not self._waiting and (left := until - time.monotonic()) > 0:
                self._changed.wait(left)
                until = min(until, time.monotonic() + self.hold)
            given = [{"ackId": one, "message": {"data": "e30="}} for one in self._waiting][: body["maxMessages"]]
            return 200, {"receivedMessages": given} if given else {}


class _Handler(BaseHTTPRequestHandler):
    pubsub: PubsubServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def _answer(self, verb: str) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or b"{}")
        token = (self.headers.get("authorization") or "").removeprefix("Bearer ")
        status, answer = self.pubsub.call(verb, self.path, token, body)
        content = json.dumps(answer).encode()
        self.send_response(status, HTTPStatus(status).phrase)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
