"""The made-up job search of `watcher simulate`, played into real accounts while the program is at work on them."""

from __future__ import annotations

import heapq
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast
from zlib import crc32
from zoneinfo import ZoneInfo

from tests.soak.boxes import Box, name_of
from watcher.bootstrap.simulation import simulation
from watcher.demo.compose import compose
from watcher.demo.types import Mail
from watcher.errors import LedgerError
from watcher.inference import Event
from watcher.mail import MemoryAccount
from watcher.mail.types import StoredDraft
from watcher.simulate.cast import Case, Cast
from watcher.simulate.employers import Employers
from watcher.simulate.letters import Letters
from watcher.simulate.noise import noise
from watcher.simulate.play import Play
from watcher.simulate.table import Rules
from watcher.simulate.types import Drafted, Figure, Part
from watcher.simulate.user import User
from watcher.store import open_ledger

ZONE = ZoneInfo("Europe/Berlin")
PATIENCE = 120.0
"""Real seconds that the user waits for the ledger."""
MANY = 100
"""Caps that no run reaches: what they hold back would hide what is missing."""


class Post:
    """All boxes as the one account of a play; `at` is the box of the case that is at hand."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        self.at = boxes[0]
        self.delivered: dict[str, bytes] = {}
        """What came to be read, by Message-ID."""
        self.saved: Counter[tuple[str, str]] = Counter()
        """Drafts that the user's own program saved, by box and Message-ID."""
        self.is_sure: Callable[[str], bool] = lambda _name: True
        """The user acts on these drafts alone: what became of one that is not confirmed yet nobody could tell.

        It is so for a minute, and the user comes by half an hour later; but the time of a soak leaps.
        """

    def deliver(self, mailbox: str, content: bytes, *, received_at: datetime, flags: Sequence[str] = ()) -> None:
        name = name_of(content)
        if mailbox == "Drafts":
            self.saved[self.at.name, name] += 1
        self.at.deliver(mailbox, content, received_at, flags)
        if mailbox != "Drafts":
            self.delivered[name] = content

    def find_drafts(self, names: Sequence[str]) -> dict[str, Sequence[StoredDraft]]:
        for box in self.boxes:
            for place, content in box.drafts():
                if (name := name_of(content)) in names and self.is_sure(name):
                    self.at = box
                    stored = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
                    return {name: [StoredDraft(name, json.dumps({"mailbox": "Drafts", "uid": place}), stored)]}
        return {}

    def delete(self, _mailbox: str, place: str) -> None:
        self.at.delete_draft(place)


class Stage(Play):
    """Everything happens at the time that `clock` shows, and into the box of its case. `stamps`: when, monotonic."""

    def __init__(self, letters: Letters, post: Post) -> None:
        super().__init__(ZONE, letters, cast("MemoryAccount", _Delivered(post, self)))
        self.post = post
        self.stamps: list[float] = []

    def step(self, limit: datetime) -> bool:
        self.now = limit
        if not self._acts or self._acts[0][0] > limit:
            return False
        _, _, act = heapq.heappop(self._acts)
        act()
        self.stamps += [time.monotonic()] * (len(self.log) - len(self.stamps))
        return True

    @property
    def next_at(self) -> datetime | None:
        """When the next act is due."""
        return self._acts[0][0] if self._acts else None

    def receive(self, case: Case, *given: Any, **more: Any) -> Mail:
        self._go_to(case)
        return super().receive(case, *given, **more)

    def send(self, case: Case, *given: Any, **more: Any) -> Mail:
        self._go_to(case)
        return super().send(case, *given, **more)

    def _go_to(self, case: Case) -> None:
        boxes = self.post.boxes
        self.post.at = boxes[crc32(case.domain.encode()) % len(boxes)]


class _Delivered:
    """Gives an edited draft the time of the play."""

    def __init__(self, post: Post, play: Play) -> None:
        self.find_drafts, self.delete = post.find_drafts, post.delete
        self._post, self._play = post, play

    def deliver(
        self, mailbox: str, content: bytes, *, received_at: datetime | None = None, flags: Sequence[str] = ()
    ) -> None:
        self._post.deliver(mailbox, content, received_at=received_at or self._play.now, flags=flags)


class Search:
    """One search of a seed: `applications` over `days` from `start` on, with `mails` that belong to none."""

    def __init__(
        self, seed: int, post: Post, ledger: str, start: datetime, days: float, *, applications: int, mails: int
    ) -> None:
        setting = simulation(ZONE, "DE")
        rng = random.Random(seed)
        self.rules: Rules = replace(setting.rules, max_drafts_per_day=MANY, max_waiting=MANY)
        self.post = post
        self.play = Stage(setting.letters, post)
        self.play.now = start
        self.cases: dict[str, Case] = {}
        self.parts: dict[str, Part] = {}
        self._ledger = ledger
        self.meanwhile: Callable[[], None] = lambda: None
        """Called while something has to wait."""
        self._cast = Cast(rng)
        end = start + timedelta(days=days)
        self._employers = Employers(self.play, lambda: self.user)
        self.user = User(self.play, self._employers, self._enter, end + timedelta(days=60))
        for _ in range(applications):
            self.play.at(start + timedelta(days=days * rng.random()), self._apply)
        for mail in noise(random.Random(f"noise {seed}"), mails, start.astimezone(ZONE), end.astimezone(ZONE)):
            self.play.at(mail.at, self._noise(mail))

    def _apply(self) -> None:
        case = self._cast.case()
        self.cases[case.name] = case
        for figure in (case.contact, case.recruiter, *case.panel):
            self._know(figure)
        self.user.apply(case)

    def _know(self, figure: Figure) -> None:
        self.parts.setdefault(figure.email, figure.part)

    def _noise(self, mail: Mail) -> Callable[[], None]:
        def arrive() -> None:
            self.post.at = self.post.boxes[crc32(mail.key.encode()) % len(self.post.boxes)]
            self.post.deliver(mail.mailbox or "INBOX", compose(mail), received_at=self.play.now)

        return arrive

    def _enter(self, event: Event) -> str:
        """As `watcher add` does, beside the daemon; again and again while a pass holds the ledger, or a fault."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with closing(open_ledger(self._ledger, wait_seconds=1.0)) as ledger, ledger.exclusive():
                    return ledger.enter(event, "", self.play.now).id
            except LedgerError:
                if time.monotonic() > until:
                    raise
                self.meanwhile()

    def found(self, draft: Drafted) -> None:
        """The user sees a draft."""
        self.user.found(draft, self.cases[draft.application])
