"""The emulator as the contract suites see it: what others and the user do there, over its own HTTP."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.contracts.account_contract import World
from tests.servers.emulator import Emulator, Front, Session
from tests.servers.gmail_world import CONTEXT, FAST, NAMES, closed_with
from watcher.mail.gmail import GmailAccount
from watcher.mail.headers import message_id_of


class EmulatorWorld(World):
    """A fresh user of the emulator."""

    def __init__(self, emulator: Emulator, email: str) -> None:
        self.server = Front(emulator)
        self.server.start()
        self.grant, token = emulator.sign_in(email)
        self.session = Session(emulator, token)
        self._labels = {one["name"]: str(one["id"]) for one in self.session.call("GET", "labels")["labels"]}
        self.label("Jobs")

    def account(self, *, write: bool = True) -> GmailAccount:
        settings = replace(FAST, write=write, api=self.server.url)
        made = GmailAccount(settings, lambda: self.grant, CONTEXT, sleep=lambda _: None, draw=lambda: 0.0)
        return closed_with(self.server, made)

    def deliver(self, mailbox: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
        for content, at in messages:
            if mailbox == "Drafts":
                self.session.call("POST", "drafts", {"message": {"raw": _raw(content)}})
            else:
                moment = str(int(at.timestamp() * 1000))
                told = {"raw": _raw(content), "labelIds": [self.label(mailbox)], "internalDate": moment}
                self.session.call("POST", "messages", told)

    def contents(self, mailbox: str) -> list[bytes]:
        return [urlsafe_b64decode(one["raw"] + "==") for one in self.messages(self.label(mailbox))]

    def state(self) -> object:
        return {one["id"]: (sorted(one["labelIds"]), one["raw"]) for one in self.messages()}

    def edit(self, message_id: str, content: bytes) -> None:
        self.session.call("PUT", f"drafts/{self.draft(message_id)['id']}", {"message": {"raw": _raw(content)}})

    def discard(self, message_id: str) -> None:
        self.session.call("DELETE", f"drafts/{self.draft(message_id)['id']}")

    def move(self, message_id: str, mailbox: str) -> None:
        change = {"addLabelIds": [self.label(mailbox)], "removeLabelIds": ["DRAFT"]}
        self.session.call("POST", f"messages/{self.draft(message_id)['message']['id']}/modify", change)

    def trash(self, message_id: str) -> None:
        """Gmail has no draft that is marked: what the user discards is gone."""
        self.discard(message_id)

    def invalidate(self, cursor: str) -> str:
        """Its history never expires: a cursor that is none of ours."""
        return "none of ours"

    def shut(self, mailbox: str) -> None:
        """As over the fake, by the front: the sign-in does not reach to drafts."""
        self.server.fail("drafts.list", 403, "insufficientPermissions", times=1000)
        self.server.fail("drafts.create", 403, "insufficientPermissions", times=1000)

    def reopen(self, mailbox: str) -> None:
        self.server.faults.clear()

    def close(self) -> None:
        self.server.stop()

    def messages(self, *labels: str) -> list[dict[str, Any]]:
        """Each message with these labels, in format raw, oldest first."""
        listed = self.session.call("GET", "messages", labelIds=labels, includeSpamTrash="true", maxResults=500)
        return [self.session.call("GET", f"messages/{one['id']}", format="raw") for one in reversed(listed["messages"])]

    def draft(self, message_id: str) -> dict[str, Any]:
        """The draft with that Message-ID, in format raw."""
        for one in self.session.call("GET", "drafts", maxResults=500)["drafts"]:
            draft: dict[str, Any] = self.session.call("GET", f"drafts/{one['id']}", format="raw")
            if message_id_of(urlsafe_b64decode(draft["message"]["raw"] + "==")) == message_id:
                return draft
        raise LookupError(message_id)

    def label(self, mailbox: str) -> str:
        """The id of a mailbox's label, which is made where it is missing."""
        name = NAMES.get(mailbox, mailbox)
        if name not in self._labels:
            self._labels[name] = str(self.session.call("POST", "labels", {"name": name})["id"])
        return self._labels[name]


def _raw(content: bytes) -> str:
    return urlsafe_b64encode(content).decode("ascii")
