"""A fake Gmail over HTTP, which takes nothing that the library's own discovery document does not describe.

For what public emulators lack: batches, expired history, rate limits by quota units, faults at any call, message ids
that change while draft ids stay. `Clock` may be simulated: then quotas are counted in its time.
"""

from __future__ import annotations

import json
import re
import threading
import time
from base64 import urlsafe_b64decode
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http.server import ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.servers.gmail_consent import Consent
from tests.servers.gmail_forms import resource
from tests.servers.gmail_mailbox import GoneError, Mailbox, Stored
from tests.servers.gmail_wire import handler
from tests.servers.pubsub import PubsubServer

UNITS_OLD = {
    "getProfile": 1, "labels.list": 1, "history.list": 2, "messages.list": 5, "messages.get": 5, "drafts.list": 5,
    "drafts.get": 5, "drafts.create": 10, "drafts.delete": 10, "drafts.update": 15, "messages.insert": 25,
    "watch": 100,
}  # fmt: skip
"""Quota units a call (developers.google.com/gmail/api/reference/quota), for projects from before May 2026."""

UNITS = UNITS_OLD | {"messages.get": 20, "drafts.get": 20}
"""The same for younger projects: reading a message costs 20. That drafts.get costs as much is our reading."""


@dataclass
class Fault:
    """What goes wrong with the next `times` calls of `method` ("messages.get"; "" for any; "token" for sign-in).

    With `status` the call is answered so; `done` says that its work was done all the same. `cut` ends the connection
    in the middle of the answer (before its first octet where `done` is False); `slow` seconds pass first.
    """

    method: str
    status: int = 0
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    done: bool = False
    cut: bool = False
    slow: float = 0.0


@dataclass(frozen=True)
class Method:
    """One method of the discovery document."""

    name: str
    verb: str
    pattern: re.Pattern[str]
    parameters: Mapping[str, Any]
    body: str


class RefusedError(Exception):
    """A call is answered with this status and reason."""

    def __init__(self, status: int, reason: str, message: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message or reason)
        self.status, self.reason, self.headers = status, reason, headers or {}


@cache
def document() -> dict[str, Any]:
    """The static discovery document that the library brings."""
    path = files("googleapiclient").joinpath("discovery_cache/documents/gmail.v1.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@cache
def methods() -> tuple[Method, ...]:
    found: list[Method] = []
    waiting = [("", document()["resources"]["users"])]
    while waiting:
        prefix, node = waiting.pop()
        for name, one in node.get("methods", {}).items():
            pattern = re.compile("/" + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", one["flatPath"]))
            body = one.get("request", {}).get("$ref", "")
            found.append(Method(prefix + name, one["httpMethod"], pattern, one.get("parameters", {}), body))
        waiting += [(f"{prefix}{name}.", one) for name, one in node.get("resources", {}).items()]
    return tuple(found)


class GmailServer:
    """The server. `calls` counts methods, `units` what they cost; `tokens` are the access tokens that are valid."""

    def __init__(self, mailbox: Mailbox | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.mailbox = mailbox or Mailbox()
        self.clock = clock
        self.tokens = {"access-1"}
        self.consent = Consent(self)
        self.faults: list[Fault] = []
        self.calls: Counter[str] = Counter()
        self.units = 0
        self.per_minute = self.refused = 0
        self.costs: Mapping[str, int] = UNITS
        self.batches: list[int] = []
        self.seen: list[tuple[str, Mapping[str, list[str]]]] = []
        self.open = 0
        self.pubsub: PubsubServer | None = None
        """Answers here too, for a config that names one server."""
        self.at_end: list[Callable[[], None]] = []
        self._spent: deque[tuple[float, int]] = deque()
        self._lock = threading.RLock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/"

    def start(self) -> GmailServer:
        self._thread.start()
        return self

    def stop(self) -> None:
        for call in self.at_end:
            call()
        self._http.shutdown()
        self._http.server_close()

    def fail(self, method: str, status: int = 0, reason: str = "", **more: Any) -> None:
        """Add a fault."""
        self.faults.append(Fault(method, status, reason, **more))

    def call(self, verb: str, target: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, Fault | None]:
        """One call of the API, alone or within a batch: status, JSON, and the fault that the connection has to show."""
        with self._lock:
            fault = None
            try:
                method, arguments, query, document_ = self._checked(verb, target, body)
                self.calls[method.name] += 1
                self.seen.append((method.name, query))
                fault = self.fault(method.name)
                if fault is not None and not fault.done:
                    _raise(fault)
                self._sign_in(headers)
                self._charge(method.name)
                answer = _Api(self.mailbox).answer(method.name, arguments, query, document_)
                if fault is not None:
                    _raise(fault)
                return 200 if answer is not None else 204, answer, fault
            except RefusedError as error:
                return error.status, refused(error), fault or Fault("", headers=error.headers)
            except GoneError:
                return 404, refused(RefusedError(404, "notFound")), fault

    def _checked(
        self, verb: str, target: str, body: bytes
    ) -> tuple[Method, dict[str, str], dict[str, list[str]], dict[str, Any]]:
        parts = urlsplit(target)
        query = parse_qs(parts.query, keep_blank_values=True)
        for method in methods():
            match = method.pattern.fullmatch(parts.path)
            if match and method.verb == verb:
                known = {name for name, one in method.parameters.items() if one["location"] == "query"}
                for name, values in query.items():
                    if name not in known | set(document()["parameters"]):
                        raise RefusedError(400, "badRequest", f"unknown parameter {name}")
                    allowed = method.parameters.get(name, {}).get("enum")
                    if allowed and not set(values) <= set(allowed):
                        raise RefusedError(400, "invalidArgument", f"{name}={values}")
                given = json.loads(body) if body else {}
                _fits(given, method.body)
                return method, {name: unquote(value) for name, value in match.groupdict().items()}, query, given
        raise RefusedError(404, "notFound", f"no method {verb} {parts.path}")

    def _sign_in(self, headers: Mapping[str, str]) -> None:
        if headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            raise RefusedError(401, "authError", "Invalid Credentials")

    def _charge(self, name: str) -> None:
        cost, now = self.costs.get(name, 5), self.clock()
        while self._spent and self._spent[0][0] <= now - 60:
            self._spent.popleft()
        if self.per_minute and sum(units for _, units in self._spent) + cost > self.per_minute:
            self.refused += 1
            raise RefusedError(403, "rateLimitExceeded", "Quota exceeded")
        self.units += cost
        if self.per_minute:
            self._spent.append((now, cost))

    def fault(self, name: str) -> Fault | None:
        for fault in self.faults:
            if fault.method in ("", name) and fault.times > 0:
                fault.times -= 1
                return fault
        return None


class _Api:
    """The methods that are played; any other is refused with 501, so that no test rests on it."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._box = mailbox

    def answer(  # noqa: C901 - a case for each method
        self, name: str, at: Mapping[str, str], query: Mapping[str, list[str]], body: dict[str, Any]
    ) -> Any:
        box, form = self._box, query.get("format", ["full"])[0]
        match name:
            case "getProfile":
                return {
                    "emailAddress": box.address, "messagesTotal": len(box.messages), "historyId": str(box.history_id)
                }  # fmt: skip
            case "labels.list":
                kinds = {one: "user" if one.startswith("Label_") else "system" for one in box.labels}
                return {"labels": [{"id": one, "name": box.labels[one], "type": kinds[one]} for one in kinds]}
            case "messages.list" | "drafts.list":
                return self._listing(name, query)
            case "messages.get":
                return resource(box.message(at["id"]), form, query.get("metadataHeaders", ()))
            case "drafts.get":
                return {"id": at["id"], "message": resource(box.draft(at["id"]), form)}
            case "drafts.create":
                draft = box.create_draft(_raw(body), body["message"].get("threadId", ""))
                return {"id": draft, "message": _brief(box.draft(draft)) | {"labelIds": ["DRAFT"]}}
            case "messages.insert":
                return _brief(box.add(urlsafe_b64decode(body["raw"]), body["labelIds"]))
            case "drafts.delete":
                box.remove(box.draft(at["id"]).id)
                return None
            case "history.list":
                return self._history(query)
            case "watch":
                box.topics.append(body["topicName"])
                return {"historyId": str(box.history_id), "expiration": str(int((time.time() + 7 * 86_400) * 1000))}
        raise RefusedError(501, "notImplemented", name)

    def _listing(self, name: str, query: Mapping[str, list[str]]) -> dict[str, Any]:
        most = min(int(query.get("maxResults", ["100"])[0]), 500)
        labels = query.get("labelIds", []) + (["DRAFT"] if name == "drafts.list" else [])
        everywhere = query.get("includeSpamTrash", ["false"])[0] == "true"
        try:
            found = self._box.found(query.get("q", [""])[0], labels, everywhere=everywhere)
        except ValueError as error:
            raise RefusedError(400, "invalidArgument", str(error)) from None
        start = int(query.get("pageToken", ["0"])[0])
        page, rest = found[start : start + most], found[start + most :]
        drafts = {message: draft for draft, message in self._box.drafts.items()}
        key = name.partition(".")[0]
        answer: dict[str, Any] = {"resultSizeEstimate": len(found)}
        if page:
            answer[key] = [
                _brief(one) if key == "messages" else {"id": drafts[one.id], "message": _brief(one)} for one in page
            ]
        return answer | ({"nextPageToken": str(start + most)} if rest else {})

    def _history(self, query: Mapping[str, list[str]]) -> dict[str, Any]:
        since = int(query["startHistoryId"][0])
        if since < self._box.oldest_history or since > self._box.history_id:
            raise GoneError("history")
        kinds = {"messageAdded": "messagesAdded", "messageDeleted": "messagesDeleted", "labelAdded": "labelsAdded",
                 "labelRemoved": "labelsRemoved"}  # fmt: skip
        wanted = {kinds[one] for one in query.get("historyTypes", kinds)}
        found = [one for one in self._box.history if int(one["id"]) > since and wanted & one.keys()]
        most, start = int(query.get("maxResults", ["100"])[0]), int(query.get("pageToken", ["0"])[0])
        answer: dict[str, Any] = {"historyId": str(self._box.history_id)}
        if found[start : start + most]:
            answer["history"] = found[start : start + most]
        return answer | ({"nextPageToken": str(start + most)} if found[start + most :] else {})


def _brief(stored: Stored) -> dict[str, Any]:
    return {"id": stored.id, "threadId": stored.thread}


def _raw(body: Mapping[str, Any]) -> bytes:
    return urlsafe_b64decode(body["message"]["raw"])


def _fits(given: Mapping[str, Any], schema: str) -> None:
    """Only what the schema names may be sent."""
    if not schema:
        return
    properties = document()["schemas"][schema]["properties"]
    for name, value in given.items():
        if name not in properties:
            raise RefusedError(400, "invalidArgument", f"unknown name {name} in {schema}")
        if isinstance(value, dict) and "$ref" in properties[name]:
            _fits(value, properties[name]["$ref"])


def _raise(fault: Fault) -> None:
    if fault.status:
        raise RefusedError(fault.status, fault.reason, headers=fault.headers)


def refused(error: RefusedError) -> dict[str, Any]:
    told = {"domain": "usageLimits" if "Limit" in error.reason else "global", "reason": error.reason}
    return {"error": {"code": error.status, "message": str(error), "errors": [told | {"message": str(error)}]}}
