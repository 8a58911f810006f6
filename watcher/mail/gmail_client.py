"""Calls of the Gmail API: within the quota, reads again after a fault, writes never."""

from __future__ import annotations

import http.client
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files
from random import SystemRandom
from typing import Any

import httplib2
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import BatchError, HttpError
from googleapiclient.http import BatchHttpRequest, HttpRequest

from watcher.errors import NotStoredError, ServerError
from watcher.mail.gmail_errors import Kind, Refusal, refusal
from watcher.mail.gmail_http import Transport
from watcher.mail.gmail_quota import Bucket
from watcher.mail.gmail_tokens import Grant, Shared, Signing, Tokens
from watcher.mail.types import GmailSettings

TRIES = 6
"""How often a read is tried: with the pauses between, half a minute to a minute."""

LONGEST = 64.0
"""Seconds waited before another try; where the server asks for more, the pass ends, and a later one goes on."""

BATCH = 25
"""Calls in one batch: Google allows 100, of which many are then refused for the rate."""

FAULTS = (OSError, http.client.HTTPException, httplib2.HttpLib2Error, BatchError, UnicodeError, ValueError, KeyError)
"""What a connection, or an answer that was cut or is no batch, raises."""

CHANCE = SystemRandom().random

_PARTS = ("messages", "drafts", "labels", "history")

Answer = dict[str, Any]


class GoneError(Exception):
    """There is no such message, draft or history (404)."""


class Client:
    """The API for one account. `draw` gives random numbers from 0 to 1, for pauses."""

    def __init__(
        self,
        settings: GmailSettings,
        grant: Callable[[], Grant],
        context: ssl.SSLContext,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        draw: Callable[[], float] = CHANCE,
        shared: Shared | None = None,
    ) -> None:
        self._settings = settings
        self._transport = Transport(settings.timeout, context)
        self._tokens = Tokens(settings.name, grant, self._transport, clock, shared=shared, sleep=sleep)
        self.bucket = Bucket(settings.units_per_minute, settings.share, clock, sleep)
        self._sleep, self._draw = sleep, draw
        self._size = BATCH
        self.credentials = Signing(self._tokens)
        self._making = threading.Lock()
        self._users: Any = None

    @property
    def users(self) -> Any:
        """The resource `users` of the API, from the discovery document that the library brings.

        It is made once, and holds nothing of a call: threads share it, and each call has a connection of its own.
        """
        with self._making:
            if self._users is None:
                path = files("googleapiclient").joinpath("discovery_cache/documents/gmail.v1.json")
                document = json.loads(path.read_text("utf-8"))
                document["rootUrl"] = document["baseUrl"] = self._settings.api
                self._users = build_from_document(document, http=self).users()
                for name in _PARTS:
                    # The library makes each of them anew at every call, of dozens of functions: half of a call's time.
                    setattr(self._users, name, partial(_same, getattr(self._users, name)()))
            return self._users

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **_options: object,
    ) -> tuple[httplib2.Response, bytes]:
        """What the library calls: the request, signed in."""
        return self.send(self._transport, uri, method, body, headers)

    def send(
        self,
        transport: Transport,
        uri: str,
        method: str,
        body: str | bytes | None,
        headers: Mapping[str, str] | None,
    ) -> tuple[httplib2.Response, bytes]:
        """A request over `transport`, signed in. A token that is refused was revoked: once more with another.

        That is safe for what writes too: 401 says that nothing was done.
        """
        refused = ""
        for _ in range(2):
            token = self._tokens.valid(instead_of=refused)
            signed = {**(headers or {}), "authorization": f"Bearer {token}"}
            response, content = transport.request(uri, method, body, signed)
            if response.status != http.client.UNAUTHORIZED:
                break
            refused = token
        return response, content

    def read(self, method: str, request: HttpRequest, doing: str) -> Answer:
        """One call that changes nothing; GoneError for 404, ServerError or SignInError."""
        last: Refusal | Exception | None = None
        for attempt in range(TRIES):
            if attempt:
                self._pause(attempt, last, doing)
            self.bucket.take(method)
            try:
                answer: Answer = request.execute(http=self, num_retries=0)
                return answer
            except HttpError as error:
                last = refusal(error)
                if last.kind is Kind.GONE:
                    raise GoneError from error
                if not last.again:
                    raise last.error(self._settings.name, doing) from error
            except FAULTS as error:
                last = error
        raise self._failed(last, doing) from (last if isinstance(last, Exception) else None)

    def write(self, method: str, request: HttpRequest, doing: str) -> Answer:
        """One call that changes something, sent once.

        GoneError for 404; NotStoredError where the server refused it; after any other error it may have been done.
        """
        name = self._settings.name
        self.bucket.take(method)
        try:
            self._tokens.valid()
        except ServerError as error:
            raise NotStoredError(error.message, subject=name) from error
        try:
            answer: Answer | None = request.execute(http=self, num_retries=0)
            return answer or {}
        except HttpError as error:
            told = refusal(error)
            if told.kind is Kind.GONE:
                raise GoneError from error
            failed = told.error(name, doing)
            if isinstance(failed, ServerError) and told.kind is not Kind.BUSY:
                raise NotStoredError(failed.message, subject=name, permanent=failed.permanent) from error
            raise failed from error
        except FAULTS as error:
            raise self._failed(error, doing) from error

    def pages(self, method: str, make: Callable[[str | None], HttpRequest], doing: str) -> Iterator[Answer]:
        """All pages of a listing; `make` gives the request for a page token."""
        token: str | None = None
        while True:
            page = self.read(method, make(token), doing)
            yield page
            token = page.get("nextPageToken")
            if not token:
                return

    def gather(self, method: str, requests: Mapping[str, HttpRequest], doing: str) -> dict[str, Answer | Refusal]:
        """Many reads, in batches; only the parts that failed are asked for again.

        What is gone (404) has no entry; what is refused for itself, or fails again and again while others do not, has
        its refusal. ServerError where nothing gets through.
        """
        found: dict[str, Answer | Refusal] = {}
        waiting = list(requests)
        tried: dict[str, int] = {}
        barren, passed = 0, False
        while waiting:
            some = waiting[: min(self._size, self.bucket.fits(method))]
            answers, trouble = self._batch(method, {one: requests[one] for one in some})
            done = False
            for one in some:
                answer = answers.get(one)
                if isinstance(answer, Refusal) and answer.kind is Kind.TOKEN:
                    raise answer.error(self._settings.name, doing)
                tried[one] = tried.get(one, 0) + (isinstance(answer, Refusal) and answer.kind is Kind.BUSY)
                given_up = passed and tried[one] >= TRIES
                if answer is None or (isinstance(answer, Refusal) and answer.again and not given_up):
                    continue
                done = True
                passed = passed or not given_up
                waiting.remove(one)
                if not (isinstance(answer, Refusal) and answer.kind is Kind.GONE):
                    found[one] = answer
            left = [one for one in some if one in waiting]
            barren = 0 if done else barren + 1
            if left:
                self._size = max(1, self._size // 2)
                last = trouble or next((a for a in answers.values() if isinstance(a, Refusal) and a.again), None)
                if barren >= TRIES:
                    raise self._failed(last, doing)
                self._pause(barren + 1, last, doing)
            else:
                self._size = min(BATCH, self._size + 1)
        return found

    def close(self) -> None:
        """Free the sockets."""
        self._transport.close()

    def _batch(
        self, method: str, requests: Mapping[str, HttpRequest]
    ) -> tuple[dict[str, Answer | Refusal], Refusal | Exception | None]:
        """The answers, by id; and what went wrong with the batch as a whole."""
        self.bucket.take(method, len(requests))
        answers: dict[str, Answer | Refusal] = {}

        def take(one: str, answer: Answer, error: HttpError | None) -> None:
            answers[one] = answer if error is None else refusal(error)

        batch = BatchHttpRequest(callback=take, batch_uri=f"{self._settings.api}batch/gmail/v1")
        for one, request in requests.items():
            batch.add(request, request_id=one)
        try:
            batch.execute(http=self)
        except HttpError as error:
            told = refusal(error)
            return ({}, told) if told.again else (dict.fromkeys(requests, told), None)
        except FAULTS as error:
            return {}, error
        return answers, None

    def _pause(self, attempt: int, last: Refusal | Exception | None, doing: str) -> None:
        """Wait before another try: as long as the server asks, else doubling from a second, half of it by chance."""
        wait = min(LONGEST, 2.0 ** (attempt - 1)) * (0.5 + self._draw() / 2)
        if isinstance(last, Refusal):
            if last.kind is Kind.RATE:
                self.bucket.empty()
            if last.after > LONGEST:
                raise last.error(self._settings.name, doing)
            wait = max(wait, last.after)
        self._sleep(wait)

    def _failed(self, last: Refusal | Exception | None, doing: str) -> Exception:
        name = self._settings.name
        if isinstance(last, Refusal):
            return last.error(name, doing)
        reason = "it did not answer in time" if isinstance(last, TimeoutError) else "the connection failed"
        return ServerError(
            f'Gmail cannot be reached for "{name}" while {doing}: {reason}. It will be tried again.', subject=name
        )


def _same(resource: Any) -> Any:
    return resource


def parts(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Stretches of at most `size`."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
