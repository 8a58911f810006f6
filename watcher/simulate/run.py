"""Day by day: the play goes on, the real pipeline makes its passes, and the audit looks at each."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path

from watcher.cadence import Intent, State
from watcher.demo.compose import compose
from watcher.demo.types import Mail
from watcher.inference import Event
from watcher.mail import MemoryAccount
from watcher.pipeline.passes import World
from watcher.pipeline.report import Summary
from watcher.simulate.cast import Case, Cast
from watcher.simulate.employers import Employers
from watcher.simulate.letters import Letters
from watcher.simulate.noise import noise
from watcher.simulate.oracle import Oracle
from watcher.simulate.play import Play
from watcher.simulate.score import Audit, Violation, Wrong
from watcher.simulate.table import Rules
from watcher.simulate.types import Drafted, Fate, Figure, Part, Size
from watcher.simulate.user import User
from watcher.timeline.agreement import Agreement, agreement

Make = Callable[[MemoryAccount, Path, Callable[[], datetime], Callable[[float], None]], World]
"""Wires the real rules over an account, with the ledger in a folder, a clock, and what waits so many seconds."""

_MORNING, _EVENING = (9, 0), (21, 30)
"""When passes are made: every day, and in the evening of interviews."""


@dataclass(slots=True)
class Clock:
    """The time, which the run moves."""

    now: datetime

    def __call__(self) -> datetime:
        """The present."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass without waiting for it."""
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One search, played to its end."""

    seed: int
    applications: int
    messages: int
    passes: int
    in_window: Counter[str]
    violations: Sequence[Violation]
    grouping: Agreement
    fates: Counter[str] = field(default_factory=Counter)

    @property
    def good(self) -> bool:
        """All that was due was drafted in its window, and nothing else."""
        return not self.violations


@dataclass(frozen=True, slots=True)
class Setting:
    """What is run: the real rules, the letters that are written, and what the user configured."""

    make: Make
    letters: Letters
    rules: Rules


class Run:
    """One search of one seed, with its ledger in `folder`."""

    def __init__(self, seed: int, size: Size, setting: Setting, folder: Path) -> None:
        rules = setting.rules
        zone = rules.days.zone
        rng = random.Random(seed)  # noqa: S311 - a play, no secret
        self.seed, self.size, self.rules = seed, size, rules
        self.account = MemoryAccount("personal")
        self.play = Play(zone, setting.letters, self.account)
        self.start = self.play.clock(size.start, 7)
        self.end = self.start + timedelta(days=size.days)
        self.play.now = self.start
        self.clock = Clock(self.start)
        self.world = setting.make(self.account, folder, self.clock, self.clock.sleep)
        self.cast = Cast(rng, size.languages)
        self.cases: dict[str, Case] = {}
        self.drafts: dict[str, Drafted] = {}
        self.parts: dict[str, Part] = {}
        self.employers = Employers(self.play, lambda: self.user)
        self.user = User(self.play, self.employers, self._enter, self.end)
        self.oracle = Oracle(rules, self.play.log, self.parts, self.drafts)
        self.audit = Audit(self.oracle)
        self.messages = self.passes = 0
        # Luck of its own, so that the same seed has the same applications however much is around them.
        self._noise = noise(random.Random(f"noise {seed}"), size.noise, self.start, self.end)  # noqa: S311
        self._next: Mail | None = next(self._noise, None)
        for _ in range(size.applications):
            day = size.start + timedelta(days=rng.randrange(max(int(size.days * 0.9), 1)))
            self.play.at(self.play.clock(day, rng.randrange(8, 23), rng.randrange(60)), self._apply)

    def _apply(self) -> None:
        case = self.cast.case()
        ended = [c for c in self.cases.values() if c.over and not c.mute and c.route is case.route and self._heard(c)]
        if ended and case.rng.random() < 0.03:  # noqa: PLR2004
            again = case.rng.choice(ended)
            if not any(c.company == again.company and not c.over for c in self.cases.values()):
                case = self.cast.again(again)
        self.cases[case.name] = case
        for figure in (case.contact, case.recruiter, *case.panel):
            self._know(figure)
        self.user.apply(case)
        if case.rng.random() < 0.03:  # noqa: PLR2004
            self.play.at(self.play.now + timedelta(days=case.rng.randrange(4, 40)), lambda: self.user.withdraw(case))

    def _heard(self, case: Case) -> bool:
        """There were mails between people, and the first arrived: what came back is sent anew, not made again."""
        back = any(h.application == case.name and h.kind == "bounce" for h in self.play.log)
        return bool(case.letters) and not back

    def _know(self, figure: Figure) -> None:
        self.parts.setdefault(figure.email, figure.part)

    def _enter(self, event: Event) -> str:
        return self.world.ledger.enter(event, "", self.play.now).id

    # Day by day

    def play_out(self, progress: Callable[[int], None] = lambda _: None) -> Outcome:
        """Play the whole search."""
        for n in range(self.size.days):
            day = self.size.start + timedelta(days=n)
            self._until(self.play.clock(day, *_MORNING))
            self._pass()
            self._until(self.play.clock(day, *_EVENING))
            if any(h.meeting and self.play.day(h.meeting.ends_at) == day for h in self.play.log):
                self._pass()
            progress(n + 1)
        self.audit.close(self.clock.now)
        return Outcome(
            self.seed,
            len(self.cases),
            self.messages + len(self.play.log),
            self.passes,
            self.audit.in_window,
            self.audit.violations,
            self._grouping(),
            Counter(d.fate.value for d in self.drafts.values()),
        )

    def _until(self, moment: datetime) -> None:
        """Play on; after a deletion the program looks twice, as it would within the quarter of an hour."""
        while True:
            limit = min([*self.user.looks, moment])
            if self.play.step(limit):
                continue
            if limit == moment:
                break
            self.user.looks.remove(limit)
            self._pass()

    def _pass(self) -> None:
        """One pass of the program, now, and the audit of it."""
        moment = self.play.now
        self._deliver(moment)
        self.clock.now = moment
        self.audit.settle(moment)
        summary = self.world.once()
        self.passes += 1
        self.oracle.learn()
        intents = self.world.ledger.intents()
        self._compare(intents, moment)
        new = [self._new(i, moment) for i in intents if i.written.key not in self.drafts]
        self.audit.drafted(new, moment)
        self.drafts.update({d.key: d for d in new})
        self.audit.left(moment)
        self.look(summary, moment)
        for draft in new:
            if draft.application in self.cases:
                self.user.found(draft, self.cases[draft.application])

    def look(self, summary: Summary, moment: datetime) -> None:
        """Look at a pass: for those who want to know more."""

    def _deliver(self, moment: datetime) -> None:
        while self._next is not None and self._next.at <= moment:
            mail = self._next
            place = mail.mailbox or "INBOX"
            self.account.deliver(place, compose(mail), received_at=mail.at)
            self.messages += 1
            self._next = next(self._noise, None)

    def _compare(self, intents: Sequence[Intent], now: datetime) -> None:
        """Take over what the program withdrew, and see whether it knows what the user did."""
        states = {i.written.key: i.written.state for i in intents}
        for draft in self.drafts.values():
            state = states[draft.key]
            if state is State.WITHDRAWN and draft.fate is Fate.WAITS:
                draft.fate, draft.ended_at = Fate.WITHDRAWN, now
                self.audit.withdrawn(draft, now, "")
            sent_lost = draft.fate is Fate.SENT and state is not State.SENT
            kept_lost = draft.fate is not Fate.SENT and state is State.SENT
            early = draft.fate is Fate.WAITS and not state.live
            if sent_lost or kept_lost or early:
                self.audit.add(Wrong.MISREAD, now, draft, f"{draft.fate.value}, and the ledger says {state.value}")

    def _new(self, intent: Intent, now: datetime) -> Drafted:
        written = intent.written
        found = self.account.find_drafts([written.message_id]).get(written.message_id, ())
        header = BytesHeaderParser(policy=policy.compat32).parsebytes(found[0].content if found else b"")
        answered = [m.strip("<>") for m in str(header["References"] or "").split()]
        owners = {h.message_id: h.application for h in self.play.log if h.message_id}
        application = next((owners[m] for m in reversed(answered) if m in owners), "")
        draft = Drafted(
            key=written.key,
            application=application,
            kind=written.kind.value,
            recipient=written.recipient,
            anchor=written.anchor,
            message_id=written.message_id,
            written_at=now,
        )
        case = self.cases.get(application)
        if case is not None:
            for told, true in ((written.company, case.company), (written.role, case.role)):
                if told and told.casefold() != true.casefold():
                    self.audit.add(Wrong.MISNAMED, now, draft, f"“{told}” instead of “{true}”")
        return draft

    # Grouping

    def _grouping(self) -> Agreement:
        true: dict[Hashable, Hashable] = {h.message_id: h.application for h in self.play.log if h.message_id}
        timeline = self.world.timeline(self.clock.now)
        facts = ((fact, a.id) for a in timeline.applications for fact in a.facts)
        found: dict[Hashable, Hashable] = {(f.envelope.message_id if f.envelope else f.id): a for f, a in facts}
        return agreement(true, found)
