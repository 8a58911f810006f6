"""Watching a Gmail account: its history is asked for each minute, which costs 2 of thousands of units."""

from __future__ import annotations

from watcher.mail.gmail_client import Client, GoneError
from watcher.mail.turns import Poke

_DOING = "asking for news"


class GmailWatch:
    """Asks whether anything changed, each `every` seconds, in one thread; `poke` may come from any."""

    def __init__(self, client: Client, every: float) -> None:
        self._client = client
        self._every = every
        self._poke = Poke()
        self._history = ""

    def wait(self) -> bool:
        """Wait a turn, then ask: True where messages or labels changed since the last call, and at the first."""
        if self._history and self._poke.poked(self._every):
            return False
        if not self._history:
            profile = self._client.read("getProfile", self._client.users.getProfile(userId="me"), _DOING)
            self._history = str(profile["historyId"])
            return True
        request = self._client.users.history().list(userId="me", startHistoryId=self._history, maxResults=1)
        try:
            answer = self._client.read("history.list", request, _DOING)
        except GoneError:
            self._history = ""
            return True
        self._history = str(answer.get("historyId", self._history))
        return bool(answer.get("history"))

    def poke(self) -> None:
        """End the turn."""
        self._poke.set()

    def drop(self) -> None:
        """Give up connections that may be dead."""
        self._client.close()

    def close(self) -> None:
        """Nothing is held but what the account frees."""
