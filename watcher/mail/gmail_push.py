"""Google's push for a Gmail account: `users.watch` lets Gmail publish each change, and a subscription holds them.

They are pulled by one call that Google keeps open until there is something: two calls of plain REST, so that no library
is needed. What is published says only that something changed, so that doubled and late ones are harmless; and the
account's history is polled besides, so that a fault here costs a minute and no mail.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Callable, Mapping
from typing import Any

from googleapiclient.errors import HttpError

from watcher.errors import WatcherError
from watcher.mail.gmail_client import CHANCE, FAULTS, Client, GoneError
from watcher.mail.gmail_errors import Kind, refusal
from watcher.mail.gmail_http import Transport
from watcher.mail.gmail_tokens import PUBSUB
from watcher.mail.turns import Poke
from watcher.mail.types import Finding, GmailSettings, Pubsub

HOLD = 150.0
"""Seconds that Google may keep a pull open; it answers with nothing after 90 or so."""

RENEW = 86_400.0
"""Seconds after which Gmail is asked again to publish: it stops after 7 days, and Google advises once a day."""

MOST = 100
"""Messages of one pull; more come with the next."""

PERMANENT = 1800.0
"""Seconds until another try where the user has to mend something."""

_LONGEST = 300.0
_BRIEF = 1.0
"""A pull that is answered with nothing sooner than this is followed by a rest as long."""


class Subscription:
    """The calls of Pub/Sub, over connections of their own: one hangs for a minute at a time."""

    def __init__(self, client: Client, account: str, pubsub: Pubsub, context: ssl.SSLContext) -> None:
        self._client = client
        self._account = account
        self._pubsub = pubsub
        self._transport = Transport(HOLD, context)

    def pull(self) -> list[str]:
        """Wait for something to be published: what to acknowledge it by; [] where nothing was for a while."""
        answer = self._call("POST", ":pull", {"maxMessages": MOST})
        return [str(one["ackId"]) for one in answer.get("receivedMessages", ())]

    def acknowledge(self, ids: list[str]) -> None:
        """They need not be given again."""
        self._call("POST", ":acknowledge", {"ackIds": ids})

    def topic(self) -> str:
        """Which topic it holds."""
        return str(self._call("GET", "", None).get("topic", ""))

    def hang_up(self) -> None:
        """End the call under way, from any thread."""
        self._transport.hang_up()

    def close(self) -> None:
        """Free the sockets."""
        self._transport.close()

    def _call(self, verb: str, method: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        uri = f"{self._pubsub.api}v1/{self._pubsub.subscription}{method}"
        headers = {"content-type": "application/json", "accept": "application/json"}
        content = json.dumps(body) if body is not None else None
        response, answer = self._client.send(self._transport, uri, verb, content, headers)
        if response.status != http.client.OK:
            raise HttpError(response, answer, uri)
        told = json.loads(answer or b"{}")
        return told if isinstance(told, dict) else {}


class PushWatch:
    """Waits in one thread until Google tells of news; `poke` and `drop` may come from any. It raises nothing.

    `trouble` says why the poll alone is at work, "" while all is well. `clock` is the wall's, in seconds: what Gmail
    agreed to ends by it, while the machine sleeps too.
    """

    def __init__(
        self,
        client: Client,
        settings: GmailSettings,
        pubsub: Pubsub,
        context: ssl.SSLContext,
        *,
        clock: Callable[[], float] = time.time,
        draw: Callable[[], float] = CHANCE,
    ) -> None:
        self._client = client
        self._settings = settings
        self._pubsub = pubsub
        self._subscription = Subscription(client, settings.name, pubsub, context)
        self._clock, self._draw = clock, draw
        self._poke = Poke()
        self._asked_at = self._ends_at = 0.0
        self._failures = 0
        self._dropped = False
        self.trouble = ""

    def wait(self) -> bool:
        """Wait until something was published (True), or for a minute or two; at once True where `trouble` changed."""
        if self._poke.poked(0):
            return False
        self._dropped = False
        began = time.monotonic()
        try:
            self._ask_to_publish()
            told = self._subscription.pull()
            if told:
                self._subscription.acknowledge(told)
        except (WatcherError, GoneError, HttpError, *FAULTS) as error:
            return self._fall_back(error)
        mended, self.trouble, self._failures = bool(self.trouble), "", 0
        if not told and time.monotonic() - began < _BRIEF:
            self._poke.poked(_BRIEF)
        return bool(told) or mended

    def poke(self) -> None:
        """End the wait."""
        self._poke.set()
        self._subscription.hang_up()

    def drop(self) -> None:
        """Give up a connection that may be dead; the machine may have slept for longer than Gmail publishes."""
        self._dropped, self._asked_at = True, 0.0
        self._subscription.hang_up()

    def close(self) -> None:
        """Free the sockets."""
        self._subscription.close()

    def _ask_to_publish(self) -> None:
        now = self._clock()
        if self._asked_at <= now < min(self._asked_at + RENEW, self._ends_at):
            return
        request = self._client.users.watch(userId="me", body={"topicName": self._pubsub.topic})
        answer = self._client.read("watch", request, "asking Gmail to publish news")
        self._asked_at, self._ends_at = now, int(answer.get("expiration", 0)) / 1000

    def _fall_back(self, error: Exception) -> bool:
        if self._dropped or self._poke.poked(0):
            return False
        words, permanent = _words(error, self._settings, self._pubsub)
        every = f"new mail is asked for each {self._settings.poll:g} s instead"
        before, self.trouble = self.trouble, f"Google's push does not work: {words}; {every}"
        self._failures += 1
        if self.trouble != before:
            return True
        wait = PERMANENT if permanent else min(_LONGEST, 2.0**self._failures)
        self._poke.poked(wait * (0.5 + self._draw() / 2))
        return False


def _words(error: Exception, settings: GmailSettings, pubsub: Pubsub) -> tuple[str, bool]:
    """What is wrong, and whether only the user can mend it."""
    if isinstance(error, GoneError):
        return f"Gmail does not know the topic {pubsub.topic}", True
    if isinstance(error, WatcherError):
        return error.message.rstrip("."), error.permanent
    if not isinstance(error, HttpError):
        return "Pub/Sub cannot be reached", False
    told = refusal(error)
    if told.kind is Kind.GONE:
        return f"Pub/Sub does not know the subscription {pubsub.subscription}", True
    if told.kind in (Kind.REFUSED, Kind.TOKEN) and told.status in (http.client.FORBIDDEN, http.client.UNAUTHORIZED):
        words = f"Pub/Sub does not let {settings.name} read {pubsub.subscription}: be a subscriber there, sign in again"
        return f"{words} with `watcher auth gmail {settings.name}`, and leave all boxes ticked", True
    return f"Pub/Sub refuses ({told.status})", told.kind is Kind.REFUSED


def push_finding(
    client: Client, settings: GmailSettings, pubsub: Pubsub, scopes: tuple[str, ...], context: ssl.SSLContext
) -> Finding:
    """Whether the push can work, for `check`; nothing is changed."""
    again = f"Sign in again with `watcher auth gmail {settings.name}` and leave all boxes ticked."
    if PUBSUB not in scopes:
        return Finding(ok=False, what="Google's push: the permission for Pub/Sub was not given", advice=again)
    subscription = Subscription(client, settings.name, pubsub, context)
    try:
        topic = subscription.topic()
    except (WatcherError, HttpError, *FAULTS) as error:
        words, _ = _words(error, settings, pubsub)
        return Finding(ok=False, what=f"Google's push: {words}", advice="Until then new mail is asked for.")
    finally:
        subscription.close()
    if topic != pubsub.topic:
        what = f"Google's push: {pubsub.subscription} is of the topic {topic}"
        return Finding(ok=False, what=what, advice="Let both keys of pubsub name one topic and its subscription.")
    return Finding(ok=True, what="Google's push is there: news come at once")
