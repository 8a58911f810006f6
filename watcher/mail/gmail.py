"""An account over the Gmail API, by google-api-python-client. Import it only where such an account is configured."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from watcher.errors import ConfigError, ServerError
from watcher.mail import gmail_drafts
from watcher.mail.gmail_client import CHANCE, Client, GoneError
from watcher.mail.gmail_drafts import Drafts
from watcher.mail.gmail_errors import Refusal
from watcher.mail.gmail_full import content_of
from watcher.mail.gmail_labels import Labels
from watcher.mail.gmail_pass import Pass
from watcher.mail.gmail_push import PushWatch, push_finding
from watcher.mail.gmail_tokens import COMPOSE, INSERT, READ, Grant, Shared
from watcher.mail.gmail_watch import GmailWatch
from watcher.mail.not_stored import nothing_stored
from watcher.mail.types import Batch, Finding, GmailSettings, StoredDraft
from watcher.mail.whole import MAX_OCTETS, is_it
from watcher.timeline import Envelope, Place

_MOST_LIKE_IT = 50


class GmailAccount:
    """One Gmail login. `grant` is asked for at each sign-in; `clock` is monotonic.

    `sleep` may raise, to end the waiting for good; `shared` is the access token that other processes know too.
    """

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
        self._grant = grant
        self._client = Client(settings, grant, context, clock=clock, sleep=sleep, draw=draw, shared=shared)
        self._drafts = Drafts(self._client)
        self._context = context
        self._notes: list[str] = []
        self._pushes: tuple[PushWatch, ...] = ()
        self._told = ""

    @property
    def name(self) -> str:
        """The account's name in the config."""
        return self._settings.name

    @property
    def writable(self) -> bool:
        """Drafts may go here."""
        return self._settings.write

    def batches(self, cursor: str | None, since: datetime) -> Iterator[Batch]:
        """New messages since `cursor`; with None all since `since`, INBOX and Sent first, newest first.

        A message stands once for each of its labels that is a mailbox.
        """
        standing = " ".join(one.trouble for one in self._pushes if one.trouble)
        if standing and standing != self._told:
            self._notes.append(standing)
        self._told = standing
        for batch in Pass(self._client, self._labels("reading mail"), cursor, since, self._notes).batches():
            yield replace(batch, standing=standing)

    def fetch(self, envelope: Envelope) -> bytes | None:
        """One message in full; None where it is gone or over 25 MB."""
        if not envelope.message_id:
            return None
        doing = "fetching a message"
        ids = [one["id"] for one in gmail_drafts.search(self._client, envelope.message_id, doing)]
        messages = self._client.users.messages()
        for one in ids or self._like(envelope):
            size = self._client.read("messages.get", messages.get(userId="me", id=one, format="minimal"), doing)
            if size.get("sizeEstimate", 0) > MAX_OCTETS or "DRAFT" in size.get("labelIds", ()):
                continue
            content = content_of(
                self._client.read("messages.get", messages.get(userId="me", id=one, format="raw"), doing)
            )
            if is_it(content, envelope):
                return content
        return None

    def find_drafts(self, names: Collection[str], to: Collection[str] = ()) -> Mapping[str, Sequence[StoredDraft]]:
        """The messages in Drafts with these Message-IDs or draft ids, or to these addresses."""
        if not names and not to:
            return {}
        return self._drafts.find(names, to)

    def whereabouts(self, message_ids: Collection[str]) -> Mapping[str, Mapping[str, Place]]:
        """The mailboxes besides Drafts that hold messages with these Message-IDs."""
        found: dict[str, dict[str, Place]] = {}
        doing = "looking for a draft"
        labels = self._labels(doing)
        messages = self._client.users.messages()
        for message_id in message_ids:
            for one in gmail_drafts.search(self._client, message_id, doing):
                try:
                    request = messages.get(userId="me", id=one["id"], format="minimal")
                    held = self._client.read("messages.get", request, doing).get("labelIds", ())
                except GoneError:
                    continue
                for name, place in labels.mailboxes(held):
                    found.setdefault(message_id, {})[name] = place
        return found

    def put_draft(self, content: bytes) -> None:
        """Store a message in Drafts. NotStoredError or SignInError: it is not there; any other: it may be."""
        with nothing_stored():
            self._must_be_writable()
        note = self._drafts.put(content)
        if note:
            self._notes.append(note)

    def remove_draft(self, draft: StoredDraft) -> bool:
        """Remove it, if it is still there with the same content."""
        self._must_be_writable()
        return self._drafts.remove(draft)

    def put_in_inbox(self, content: bytes) -> None:
        """Store a message in INBOX, unread: only where the user gave the permission for it, else NotStoredError."""
        with nothing_stored():
            self._must_be_writable()
            if INSERT not in self._grant().scopes:
                words = (
                    "no permission was given to put mail into INBOX: see that [digest] in the config lets the digest "
                    f"come there, and run `watcher auth gmail {self.name}` again"
                )
                raise ServerError(f'Account "{self.name}": {words}.', subject=self.name, permanent=True)
        gmail_drafts.insert(self._client, content, ("INBOX", "UNREAD"))

    def close(self) -> None:
        """Free the sockets; a later call opens anew."""
        self._client.close()

    def watches(self) -> Sequence[GmailWatch | PushWatch]:
        """What tells that mail may have come: history, asked for each `poll` seconds, and Pub/Sub where configured."""
        pubsub = self._settings.pubsub
        if pubsub is not None:
            self._pushes = (PushWatch(self._client, self._settings, pubsub, self._context),)
        return (GmailWatch(self._client, self._settings.poll), *self._pushes)

    def check(self) -> Sequence[Finding]:
        """Sign in and say what was found. SignInError or ServerError where it does not come that far."""
        doing = "checking the account"
        profile = self._client.read("getProfile", self._client.users.getProfile(userId="me"), doing)
        labels = self._labels(doing)
        findings = [
            Finding(ok=True, what=f"signed in to Gmail as {profile.get('emailAddress', '?')}"),
            Finding(ok=True, what="INBOX, Sent and Drafts are there, as in every Gmail account"),
            Finding(ok=True, what=f"{len(labels.names) - len(labels.ignored)} labels of your own are read"),
        ]
        scopes = self._grant().scopes
        if READ not in scopes:
            findings.append(self._narrow("Mail may not be read"))
        if self.writable and COMPOSE not in scopes:
            findings.append(self._narrow("Drafts may not be written"))
        elif self.writable:
            findings.append(Finding(ok=True, what="drafts may be written here (write = true)"))
        else:
            advice = "Set write = true for the account that drafts shall go to."
            findings.append(Finding(ok=True, what="read only", advice=advice))
        if pubsub := self._settings.pubsub:
            findings.append(push_finding(self._client, self._settings, pubsub, scopes, self._context))
        return findings

    def _narrow(self, what: str) -> Finding:
        advice = f"Sign in again with `watcher auth gmail {self.name}` and leave all boxes ticked."
        return Finding(ok=False, what=f"{what}: the permission was not given", advice=advice)

    def _labels(self, doing: str) -> Labels:
        answer = self._client.read("labels.list", self._client.users.labels().list(userId="me"), doing)
        return Labels.of(answer, self._settings.ignore)

    def _like(self, envelope: Envelope) -> list[str]:
        """Messages of the same day and sender that bear that Message-ID: the search does not find every odd one."""
        doing = "fetching a message"
        day = timedelta(days=1)
        terms = [f"after:{int((envelope.sent_at - day).timestamp())}"]
        terms.append(f"before:{int((envelope.sent_at + 2 * day).timestamp())}")
        if envelope.from_ is not None and envelope.from_.email:
            terms.append(f"from:{envelope.from_.email}")
        messages = self._client.users.messages()
        request = messages.list(userId="me", q=" ".join(terms), maxResults=_MOST_LIKE_IT, includeSpamTrash=True)
        ids = [str(one["id"]) for one in self._client.read("messages.list", request, doing).get("messages", ())]
        heads: dict[str, Any] = {
            one: messages.get(userId="me", id=one, format="metadata", metadataHeaders=["Message-ID"]) for one in ids
        }
        answers = self._client.gather("messages.get", heads, doing)
        return [one for one in ids if _names(answers.get(one), envelope.message_id)]

    def _must_be_writable(self) -> None:
        if not self.writable:
            raise ConfigError(f'Account "{self.name}" is read only; drafts need write = true.', subject=self.name)


def _names(answer: Mapping[str, Any] | Refusal | None, message_id: str) -> bool:
    if isinstance(answer, Refusal):
        raise ServerError(f"Gmail refuses a message ({answer.status} {answer.reason}). It will be tried again.")
    headers = answer.get("payload", {}).get("headers", ()) if answer else ()
    return any(message_id in "".join(str(one["value"]).split()) for one in headers)
