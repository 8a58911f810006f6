"""Drafts over the Gmail API: look for them, put them, remove one of our own. The only writes of an account.

A draft's id stays as long as it is one; the id of the message in it changes each time that somebody saves it.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from watcher.errors import ServerError
from watcher.mail.gmail_client import Answer, Client, GoneError
from watcher.mail.gmail_errors import Refusal
from watcher.mail.gmail_full import content_of
from watcher.mail.headers import addressed, header_value, message_id_of
from watcher.mail.types import StoredDraft

_PAGE = 500
_DOING = "looking into Drafts"


@dataclass(frozen=True, slots=True)
class _Head:
    """What a draft is found by: its Message-ID, and its To header as it stands."""

    message_id: str
    to: str


class Drafts:
    """The drafts of one account. What was once read of one is remembered, by the id of its message."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._heads: dict[str, _Head] = {}

    def find(self, names: Collection[str], to: Collection[str]) -> dict[str, list[StoredDraft]]:
        """By each name and address the drafts that bear it.

        All are listed: the index of Gmail's search may lag behind what was just stored.
        """
        listed = dict(self._listed())
        heads = self._read(listed)
        wanted: dict[str, list[str]] = {}
        for draft, head in heads.items():
            told = [*({head.message_id, draft} & set(names)), *addressed(f"To: {head.to}\r\n\r\n".encode(), to)]
            if told:
                wanted[draft] = told
        found: dict[str, list[StoredDraft]] = {}
        for draft, stored in self._contents(wanted).items():
            for name in wanted[draft]:
                found.setdefault(name, []).append(stored)
        return found

    def put(self, content: bytes) -> str:
        """Store one, in the conversation that it answers; what to tell the user where Gmail put it elsewhere, else "".

        NotStoredError where Gmail refused it; after any other error it may be there.
        """
        thread = self._thread(content)
        message = {"raw": urlsafe_b64encode(content).decode("ascii")} | ({"threadId": thread} if thread else {})
        request = self._client.users.drafts().create(userId="me", body={"message": message})
        try:
            answer = self._client.write("drafts.create", request, "storing a draft")
        except GoneError:
            raise ServerError("Gmail cannot store a draft: it does not know the mailbox.") from None
        given = answer.get("message", {}).get("threadId", "")
        if thread and given != thread:
            subject = header_value(content, b"subject").decode("utf-8", "replace")
            return f"Gmail put the draft “{subject}” outside the conversation that it answers: look before you send it"
        return ""

    def remove(self, draft: StoredDraft) -> bool:
        """Remove it if it is still what it was; False where it is gone or was touched."""
        place = json.loads(draft.location)
        name = place.get("draft", "")
        if not name:
            return False
        resource = self._client.users.drafts()
        try:
            answer = self._client.read("drafts.get", resource.get(userId="me", id=name, format="raw"), _DOING)
            same = answer["message"]["id"] == place["message"]
            if not same or sha256(content_of(answer["message"])).hexdigest() != draft.content_hash:
                return False
            self._client.write("drafts.delete", resource.delete(userId="me", id=name), "removing a draft")
        except GoneError:
            return False
        return True

    def _listed(self) -> Iterator[tuple[str, str]]:
        """Draft id and message id of every draft, newest first."""

        def page(token: str | None) -> Any:
            return self._client.users.drafts().list(userId="me", maxResults=_PAGE, pageToken=token)

        for answer in self._client.pages("drafts.list", page, _DOING):
            yield from ((str(one["id"]), str(one["message"]["id"])) for one in answer.get("drafts", ()))

    def _read(self, listed: Mapping[str, str]) -> dict[str, _Head]:
        """The heads by draft id, oldest first."""
        self._heads = {one: head for one, head in self._heads.items() if one in set(listed.values())}
        messages = self._client.users.messages()
        requests = {
            one: messages.get(userId="me", id=one, format="metadata", metadataHeaders=["Message-ID", "To"])
            for one in listed.values()
            if one not in self._heads
        }
        for one, answer in self._client.gather("messages.get", requests, _DOING).items():
            self._heads[one] = _head(_usable(answer))
        return {draft: self._heads[one] for draft, one in reversed(list(listed.items())) if one in self._heads}

    def _contents(self, wanted: Collection[str]) -> dict[str, StoredDraft]:
        drafts = self._client.users.drafts()
        requests = {one: drafts.get(userId="me", id=one, format="raw") for one in wanted}
        answers = self._client.gather("drafts.get", requests, _DOING)
        return {one: _stored(one, _usable(answers[one])) for one in wanted if one in answers}

    def _thread(self, content: bytes) -> str:
        """Gmail's thread of the nearest message that this one answers, "" where none is there."""
        parents = re.findall(rb"<([^<>\s]{1,900})>", header_value(content, b"references"))
        for parent in reversed(parents[-3:]):
            for found in search(self._client, parent.decode("utf-8", "replace"), "storing a draft"):
                return str(found["threadId"])
        return ""


def insert(client: Client, content: bytes, labels: Collection[str]) -> None:
    """Put a message among the others, under these labels, as if it had come; it goes through no filter.

    NotStoredError where Gmail refused it; after any other error it may be there.
    """
    body = {"raw": urlsafe_b64encode(content).decode("ascii"), "labelIds": list(labels)}
    request = client.users.messages().insert(userId="me", body=body, internalDateSource="dateHeader")
    try:
        client.write("messages.insert", request, "storing the digest")
    except GoneError:
        raise ServerError("Gmail cannot store the digest: it does not know the mailbox.") from None


def search(client: Client, message_id: str, doing: str) -> list[Answer]:
    """The messages (id and thread) with this Message-ID, wherever they are, drafts too."""
    request = client.users.messages().list(userId="me", q=f"rfc822msgid:{message_id}", includeSpamTrash=True)
    return list(client.read("messages.list", request, doing).get("messages", ()))


def _head(answer: Answer) -> _Head:
    told = {str(one["name"]).lower(): str(one["value"]) for one in answer.get("payload", {}).get("headers", ())}
    return _Head(message_id_of(f"Message-ID: {told.get('message-id', '')}\r\n\r\n".encode()), told.get("to", ""))


def _stored(draft: str, answer: Answer) -> StoredDraft:
    message = answer["message"]
    content = content_of(message)
    location = json.dumps({"draft": draft, "message": message["id"]})
    return StoredDraft(message_id_of(content), location, content, draft_id=draft)


def _usable(answer: Answer | Refusal) -> Answer:
    """What may hold one of our drafts has to be read, or nothing of Drafts is known."""
    if isinstance(answer, Refusal):
        raise ServerError(f"Gmail refuses a draft ({answer.status} {answer.reason}). It will be tried again.")
    return answer
