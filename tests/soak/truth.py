"""The promises beside the truth: each draft when it appears, and everything when all faults are over."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as time_of_day

from tests.soak.boxes import DraftsLog, MaildirBox, name_of
from tests.soak.stage import ZONE, Search
from tests.soak.view import Row, View
from watcher.bootstrap import inference_tables
from watcher.demo.stories import OWN_ADDRESS
from watcher.inference import infer
from watcher.reading import read, split
from watcher.simulate.oracle import Oracle
from watcher.simulate.score import Audit, Violation, Wrong
from watcher.simulate.types import Drafted, Fate, Happened

SLACK = 25.0
"""Real seconds that a draft may lag behind the mail: a round waits 20 s for an account that begins to hang."""
PASS = 10.0
"""Real seconds that a pass may take from what it knows to the last draft that it writes."""
DIGEST = time_of_day(7, 30)
"""On Mondays, as in the config."""
_UNTIMELY = (Wrong.LATE, Wrong.OVER_CAPS)
"""Faults make drafts late, and a day's cap is counted by itself."""


class Truth:
    """Looks at the ledger and the accounts; `wrong` holds, in words, each promise that was not kept."""

    def __init__(self, search: Search, view: View, log: DraftsLog, local: MaildirBox, since: datetime) -> None:
        """`log` tells of the other boxes' Drafts. `since`: the program is there."""
        self.search = search
        self.view = view
        self.drafts: dict[str, Drafted] = {}
        self.wrong: list[str] = []
        self.justified: Counter[str] = Counter()
        self._log = log
        self._local = local
        self._began = since
        self._seen_at: dict[str, float] = {}
        """By key, when the draft was first seen in the ledger (monotonic)."""
        self._heard_at: dict[str, float] = {}
        """The same of what happened, by its Message-ID or entry."""
        self._by_name: dict[str, Row] = {}
        self._told: set[object] = set()
        self._unheld: set[str] = set()
        """The keys of drafts that stood when a ledger was put back that does not hold them."""

    # As it goes

    def look(self) -> list[Drafted]:
        """The drafts that are new since the last look; each is judged by what could be known when it was planned."""
        for name in self.view.heard():
            self._heard_at.setdefault(name, time.monotonic())
        rows = self.view.drafts()
        new = []
        for row in rows:
            self._by_name[row.message_id] = row
            if row.key not in self.drafts:
                new.append(self._appeared(row))
            self._follow(row, self.drafts[row.key])
        self._compare_saves()
        self._stand_alone()
        return [draft for draft in new if draft.application]

    def _appeared(self, row: Row) -> Drafted:
        owners = {h.message_id: h.application for h in self.search.play.log}
        anchor = self.view.name_of_fact(row.anchor)
        draft = Drafted(
            row.key, owners.get(anchor, ""), row.kind, row.recipient, anchor, row.message_id, row.planned_at
        )
        self._justify(draft)
        self._seen_at[row.key] = time.monotonic()
        self.drafts[row.key] = draft
        return draft

    def _justify(self, draft: Drafted) -> None:
        """There is a moment within the slack at which the design's table, read from the truth alone, opens it."""
        first, last = self._known(SLACK), len(self.search.play.log)
        found: list[Violation] = []
        for number in range(last, first - 1, -1):
            audit = self._audit(self.search.play.log[:number])
            tried = replace(draft)
            audit.drafted([tried], draft.written_at)
            found = [v for v in audit.violations if v.what not in _UNTIMELY]
            if not found:
                draft.due = tried.due
                self.justified[draft.kind] += 1
                return
        self.wrong += [_words(v) for v in found]

    def _known(self, ago: float) -> int:
        """How many things of the log had happened so many real seconds ago."""
        limit = time.monotonic() - ago
        return sum(stamp <= limit for stamp in self.search.play.stamps)

    def _as_heard(self, draft: Drafted) -> list[Happened]:
        """The log; what the ledger did not hold yet when this draft was planned happened after it, for the program."""
        known, after = self._seen_at[draft.key] - PASS, draft.written_at + timedelta(microseconds=1)
        return [
            h if self._heard_at.get(h.message_id, known) < known else replace(h, at=max(h.at, after))
            for h in self.search.play.log
        ]

    def _audit(self, log: Sequence[Happened] | None = None, drafts: Mapping[str, Drafted] | None = None) -> Audit:
        log = self.search.play.log if log is None else log
        oracle = Oracle(self.search.rules, log, self.search.parts, self.drafts if drafts is None else drafts)
        oracle.learn()
        return Audit(oracle)

    def _follow(self, row: Row, draft: Drafted) -> None:
        if draft.fate is Fate.DELETED and draft.settled_at is None and row.state in ("declined", "withdrawn"):
            draft.settled_at = self.search.play.now
        if row.state == "withdrawn" and draft.fate is Fate.WAITS:
            now = self.search.play.now
            draft.fate, draft.ended_at = Fate.WITHDRAWN, now
            audit = self._audit(self._as_heard(draft))
            audit.withdrawn(draft, now, "")
            self.wrong += [_words(v) for v in audit.violations]

    def _compare_saves(self) -> None:
        """Each message that came into Drafts of a server is either the user's, or one of ours that was allowed."""
        for user, what, name in self._log.news():
            if what != "save":
                continue
            mine = self.search.post.saved
            if mine[user, name]:
                mine[user, name] -= 1
            elif self._log.standing[user, name] > 1:
                self.wrong.append(f"doubled: {name} stands {self._log.standing[user, name]} times in {user}")
            elif (row := self._by_name.get(name)) is not None:
                self._answered_before(self.drafts[row.key])

    def _stand_alone(self) -> None:
        """Of one kind one draft stands for an application and a recipient, whatever its Message-ID."""
        stand = Counter(name for (_, name), count in self._log.standing.items() for _ in range(count))
        stand.update(name_of(content) for _, content in self._local.drafts())
        things: Counter[tuple[str, str, str]] = Counter()
        for name, count in stand.items():
            if (row := self._by_name.get(name)) is not None and (draft := self.drafts[row.key]).application:
                things[draft.application, draft.kind, draft.recipient] += count
        for thing, count in things.items():
            if count > 1 and thing not in self._told:
                self._told.add(thing)
                self.wrong.append(f"doubled: {thing[1]} of {thing[0]} to {thing[2]} stands {count} times")

    def _answered_before(self, draft: Drafted) -> None:
        """It was appended just now: nothing that was there long before may speak against it."""
        number = self._known(SLACK)
        late = self._audit(self.search.play.log[:number])._must_go(draft)
        if late and draft.fate is Fate.WAITS:
            self.wrong.append(f"after an answer: {draft.kind} of {draft.application} was appended after {late}")

    # At the end

    def behind(self) -> str:
        """What still has to happen before the end can be judged, "" where all is settled."""
        kinds = self.view.kinds()
        absent = [name for name in self.search.post.delivered if name not in kinds]
        states = self.view.states()
        under_way = states["planned"] + states["sending"]
        if len(absent) > self.view.left_out():
            return f"{len(absent)} messages are not in the ledger, {absent[0]} among them"
        if late := [week for week, count in self.digests().items() if not count]:
            return f"the digest of {late[0]} is not delivered"
        return f"{under_way} drafts are under way" if under_way else ""

    def close(self) -> None:
        """All faults are over, and the program had its time."""
        self._events()
        self._places()
        self.wrong += [f"digest: {week} came {count} times" for week, count in self.digests().items() if count != 1]
        now, orphans = self.search.play.now, self.orphans()
        left = self._audit(drafts={key: draft for key, draft in self.drafts.items() if key not in orphans})
        left.left(now)
        audit = self._audit()
        audit.drafted([], now)
        audit.close(now)
        self.wrong += [_words(v) for v in (*left.violations, *audit.violations)]
        for row in self.view.drafts():
            draft = self.drafts[row.key]
            live = row.state in ("planned", "sending", "confirmed", "edited")
            ended = row.state in ("declined", "withdrawn")
            fits = {Fate.WAITS: live, Fate.SENT: row.state == "sent", Fate.DELETED: ended}
            if not fits.get(draft.fate, True):
                told = f"{draft.fate}, ledger: {row.state} ({row.why})"
                self.wrong.append(f"misread: {draft.kind} of {draft.application}: {told}")

    def digests(self) -> Counter[str]:
        """How often the digest of each ISO week stands in the mailboxes, of those that were due since the start."""
        found = Counter(dict.fromkeys(_mondays(self._began, self.search.play.now), 0))
        names = (name for box in self.search.post.boxes for name in box.inbox())
        found.update(name.split(".")[1] for name in names if name.startswith("digest."))
        return found

    def orphans(self) -> set[str]:
        """The keys of drafts that stand and that the ledger has not met again since it was put back.

        It meets those that it would write. One that was answered before it could is the user's to delete.
        """
        return self._unheld - {row.key for row in self.view.drafts()}

    def restored(self) -> None:
        """An older ledger was put back: it cannot know of drafts that were written since and are gone (row 48)."""
        known = {row.key for row in self.view.drafts()}
        self._unheld |= {key for key, draft in self.drafts.items() if key not in known and draft.fate is Fate.WAITS}
        for key in [k for k, d in self.drafts.items() if k not in known and d.fate in (Fate.DELETED, Fate.WITHDRAWN)]:
            del self.drafts[key]
        for key, draft in self.drafts.items():
            if draft.fate is Fate.DELETED and key in known:
                draft.settled_at = None
        heard = self.view.heard()
        self._heard_at = {name: at for name, at in self._heard_at.items() if name in heard}

    def expected(self) -> Mapping[str, tuple[str, ...]]:
        """By Message-ID the kinds of events that the rules read in what was delivered, without any fault."""
        me = frozenset({OWN_ADDRESS})
        tables = inference_tables()
        delivered = self.search.post.delivered.items()
        return {
            name: tuple(sorted(e.kind.value for e in infer(read(split(content)), me, tables).events))
            for name, content in delivered
        }

    def _events(self) -> None:
        found = self.view.kinds()
        left_out = self.view.left_out()
        for name, kinds in self.expected().items():
            rows = found.get(name, [])
            if not rows and left_out:
                left_out -= 1
            elif rows != [kinds]:
                told = "lost" if not rows else "doubled" if len(rows) > 1 else "read otherwise"
                self.wrong.append(f"event {told}: {name} is {rows}, not {kinds}")
        for name, rows in found.items():
            if name and len(rows) > 1:
                self.wrong.append(f"event doubled: {name} stands {len(rows)} times")

    def _places(self) -> None:
        """What waits stands once; what was sent, deleted or withdrawn does not; and the user's own is untouched."""
        standing = Counter(name_of(content) for box in self.search.post.boxes for _, content in box.drafts())
        for draft in self.drafts.values():
            wanted = int(draft.fate is Fate.WAITS)
            if standing[draft.message_id] != wanted:
                state = f"{draft.kind} of {draft.application}, which {draft.fate}"
                self.wrong.append(f"drafts: {state}, stands {standing[draft.message_id]} times")
        names = {draft.message_id for draft in self.drafts.values()}
        for name in standing.keys() - names:
            if not name.startswith("own-"):
                self.wrong.append(f"drafts: {name} is of nobody")


def _mondays(since: datetime, until: datetime) -> list[str]:
    """The ISO weeks whose digest was due between two moments."""
    days = (since.astimezone(ZONE).date() + timedelta(days=n) for n in range((until - since).days + 2))
    mondays = [day for day in days if day.isoweekday() == 1 and since < datetime.combine(day, DIGEST, ZONE) <= until]
    return [f"{day:%G-W%V}" for day in mondays]


def _words(violation: Violation) -> str:
    v = violation
    return f"{v.what.value}: {v.kind} of {v.application or 'no application'} at {v.at:%Y-%m-%d %H:%M}, {v.detail}"
