"""The audit of every pass: what should have been drafted beside what was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from watcher.simulate.oracle import LAPSED, Oracle
from watcher.simulate.table import Due
from watcher.simulate.types import By, Drafted, Fate

_REST = 3
"""Business days between two follow-ups to one person."""
_GRACE = timedelta(minutes=10)
"""A draft that is gone counts as deleted after a second look so much later."""


class Wrong(StrEnum):
    """What must not happen."""

    MISSED = "missed"
    EARLY = "early"
    LATE = "late"
    DOUBLED = "doubled"
    WRONG_PERSON = "wrong person"
    AFTER_ANSWER = "after an answer"
    UNFOUNDED = "unfounded"  # nothing was due: of no application, while they wait for the user, after the end
    OVER_CAPS = "over the caps"
    MISNAMED = "misnamed"  # it names another company or role
    LEFT = "left standing"  # no longer right, and not withdrawn
    WITHDRAWN = "withdrawn wrongly"
    MISREAD = "misread"  # sent taken for deleted, or the other way


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that went wrong: what, when, in which application, and why the rules say so."""

    what: Wrong
    at: datetime
    application: str
    kind: str
    detail: str


@dataclass(slots=True)
class Audit:
    """The running account. `in_window` counts by kind what was drafted when it should be."""

    oracle: Oracle
    in_window: Counter[str] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)
    _owed: dict[str, tuple[datetime, Due]] = field(default_factory=dict)
    _settling: dict[str, datetime] = field(default_factory=dict)
    _told: set[tuple[Wrong, str]] = field(default_factory=set)

    def settle(self, now: datetime) -> None:
        """Before a pass: which deletions the program can be sure of by now."""
        for draft in self.oracle.drafts.values():
            if draft.fate is Fate.DELETED and draft.settled_at is None:
                first = self._settling.setdefault(draft.key, now)
                if now - first >= _GRACE:
                    draft.settled_at = now

    def withdrawn(self, draft: Drafted, now: datetime, why: str) -> None:
        """The program took a draft back."""
        reason = self._must_go(draft) or self._may_go(draft, now)
        if not reason:
            self._add(Wrong.WITHDRAWN, now, draft.application, draft.kind, f"to {draft.recipient}: {why}")

    def drafted(self, new: Sequence[Drafted], now: datetime) -> None:
        """A pass wrote these; the oracle has learnt what happened before it, and does not know them yet."""
        must, may = self._expected(now)
        open_now = {d.name: d for d in (*must, *may)}
        done: set[str] = set()
        for draft in new:
            due = next((d for d in open_now.values() if d.name not in done and _serves(draft, d)), None)
            if due is None:
                self._unexpected(draft, now)
                continue
            done.add(due.name)
            draft.due = due.name
            self._owed_done(draft, due, now)
        for due in must:
            if due.name not in done:
                self._owed.setdefault(due.name, (now, due))
        self._forgotten(now)

    def left(self, now: datetime) -> None:
        """After a pass: untouched drafts that should be gone."""
        for draft in self.oracle.drafts.values():
            if draft.fate is not Fate.WAITS or draft.edited or not self._must_go(draft):
                continue
            self.add(Wrong.LEFT, now, draft, f"to {draft.recipient}, since {self._must_go(draft)}")

    def close(self, now: datetime) -> None:
        """The play is over: what is still owed was missed."""
        for since, due in self._owed.values():
            self._add(Wrong.MISSED, now, due.application, due.kind, _owed_words(since, due))
        self._owed.clear()

    def add(self, what: Wrong, now: datetime, draft: Drafted, detail: str) -> None:
        """Note what another look at a draft found, once."""
        if (what, draft.key) not in self._told:
            self._told.add((what, draft.key))
            self._add(what, now, draft.application, draft.kind, detail)

    # Which ones

    def _expected(self, now: datetime) -> tuple[list[Due], list[Due]]:
        """What must be drafted in this pass, and what may be: where caps leave a choice, either is right."""
        dues = [d for a in self.oracle.applications() for d in self.oracle.due(a, now)]
        must = [d for d in dues if d.kind == "thank_you" and not d.optional]
        thanks = [d for d in dues if d.kind == "thank_you" and d.optional]
        may: list[Due] = []
        rest = sorted((d for d in dues if d.kind != "thank_you"), key=lambda d: d.urgency)
        blocked = self._blocked(now)
        able: list[Due] = []
        taken: set[str] = set()
        for due in rest:
            free = due.recipients - blocked
            if not free:
                continue
            rivals = [d for d in rest if d is not due and d.urgency == due.urgency and d.recipients & due.recipients]
            if free != due.recipients or due.recipients & taken or rivals:
                if not due.recipients <= taken or rivals:
                    may.append(due)
            else:
                able.append(due)
            taken |= free
        quota = self._quota(now)
        edge = able[quota].urgency if quota < len(able) + len(may) and quota < len(able) else None
        for n, due in enumerate(able):
            ahead = n + sum(d.urgency <= due.urgency for d in may)
            (must if ahead < quota and due.urgency != edge else may).append(due)
        return must, [*thanks, *(may if quota > 0 else [])]

    def _blocked(self, now: datetime) -> set[str]:
        """Those who may not get one now: one draft waits for them, or one was sent within 3 business days."""
        days = self.oracle.rules.days
        found = {d.recipient for d in self._counted() if d.live}
        today = days.of(now)
        for h in self.oracle.log:
            if h.by is By.USER and (h.kind == "candidate_followup" or self._is_counted(h.draft)):
                free = days.of(h.at)
                for _ in range(_REST):
                    free = days.after(free)
                if free > today:
                    found.add(h.person)
        return found

    def _is_counted(self, key: str) -> bool:
        draft = self.oracle.drafts.get(key)
        return draft is not None and draft.kind != "thank_you"

    def _quota(self, now: datetime) -> int:
        rules = self.oracle.rules
        today = rules.days.of(now)
        written = sum(rules.days.of(d.written_at) == today for d in self._counted())
        waiting = sum(d.live for d in self._counted())
        return max(min(rules.max_drafts_per_day - written, rules.max_waiting - waiting), 0)

    def _counted(self) -> Iterable[Drafted]:
        return (d for d in self.oracle.drafts.values() if d.kind != "thank_you")

    # What is wrong with them

    def _owed_done(self, draft: Drafted, due: Due, now: datetime) -> None:
        if draft.recipient not in due.recipients:
            told = f"to {draft.recipient}, not to {', '.join(sorted(due.recipients))}"
            self._add(Wrong.WRONG_PERSON, now, draft.application, draft.kind, told)
            self._owed.pop(due.name, None)
        elif due.name in self._owed:
            since, _ = self._owed.pop(due.name)
            self._add(Wrong.LATE, now, draft.application, draft.kind, _owed_words(since, due))
        else:
            self.in_window[draft.kind] += 1

    def _unexpected(self, draft: Drafted, now: datetime) -> None:
        oracle = self.oracle
        told = f"to {draft.recipient}"
        if not draft.application:
            self._add(Wrong.UNFOUNDED, now, "", draft.kind, f"{told}: of no application")
            return
        same = [d for d in oracle.opened(draft.application, now) if draft.kind in d.kinds]
        if draft.kind == "thank_you":
            same = [d for d in same if draft.recipient in d.name]
        if not same:
            what, why = self._nothing_open(draft, now)
        else:
            what, why = self._not_now(draft, same[0], now)
        self._add(what, now, draft.application, draft.kind, f"{told}: {why}")

    def _not_now(self, draft: Drafted, due: Due, now: datetime) -> tuple[Wrong, str]:
        if now < due.due_at:
            return Wrong.EARLY, f"due on {due.due_at:%Y-%m-%d %H:%M}"
        if why := self.oracle.spent(due):
            return Wrong.DOUBLED, why
        if now >= due.lapses_at:
            return Wrong.LATE, f"lapsed on {due.lapses_at:%Y-%m-%d %H:%M}"
        if draft.recipient not in due.recipients:
            return Wrong.WRONG_PERSON, f"nobody but {', '.join(sorted(due.recipients)) or 'nobody'}"
        return Wrong.OVER_CAPS, f"due since {due.due_at:%Y-%m-%d}"

    def _nothing_open(self, draft: Drafted, now: datetime) -> tuple[Wrong, str]:
        story = self.oracle.story(draft.application)
        opened = self.oracle.opened(draft.application, now)
        other = f"; open is {opened[0].kind} from {opened[0].due_at:%Y-%m-%d}" if opened else ""
        last = next((h for h in reversed(story) if h.by is not By.MACHINE or h.kind == "rejection"), None)
        if last is not None and last.by is not By.USER:
            return Wrong.AFTER_ANSWER, f"{last.kind} came on {last.at:%Y-%m-%d %H:%M}{other}"
        return Wrong.UNFOUNDED, f"nothing of the kind is open{other}"

    def _must_go(self, draft: Drafted) -> str:
        """Why an untouched draft must be taken back: "withdrawn when the answer arrives or the user writes first"."""
        if draft.application == "":
            return ""
        # "All drafting pauses"; but thanks that lie there are "stopped only by ... own mail ..., or by a rejection".
        if self.oracle.accepted and draft.kind != "thank_you":
            return "an offer was accepted"
        if why := self.oracle.barred(draft.recipient):
            return why
        story = self.oracle.story(draft.application)
        if draft.kind == "thank_you":
            return ""
        for h in story:
            if h.at <= draft.written_at or h.draft == draft.key:
                continue
            answer = h.kind not in ("bounce", "auto_reply") and h.by is By.PERSON
            decided = h.kind in ("rejection", "position_closed", "offer", "offer_rescinded", "position_on_hold")
            own = h.by is By.USER and h.kind != "interview_followup" and not self._is_thanks(h.draft)
            if answer or decided or own or h.refuses:
                return f"{h.kind} of {h.at:%Y-%m-%d %H:%M}"
        return ""

    def _is_thanks(self, key: str) -> bool:
        draft = self.oracle.drafts.get(key)
        return draft is not None and draft.kind == "thank_you"

    def _may_go(self, draft: Drafted, now: datetime) -> str:
        """News that leaves it open: a templated update; for thanks, whatever stops them, and that they lapsed."""
        story = self.oracle.story(draft.application)
        late = [h for h in story if h.at > draft.written_at]
        if draft.kind == "thank_you":
            if now >= draft.written_at + LAPSED:
                return "it is too late to thank"
            kinds = ("rejection", "offer_rescinded", "interview_cancelled", "interview_rescheduled")
            return next((h.kind for h in late if h.kind in kinds or h.person == draft.recipient), "")
        # "Nothing at all acknowledged it": what does takes the question back.
        receipt = {"application_confirmation", "application_viewed"} if draft.kind == "receipt_check" else set()
        return next((h.kind for h in late if h.kind in {"status_update", "assessment"} | receipt or h.asks), "")

    def _forgotten(self, now: datetime) -> None:
        """What was owed and can no longer be drafted was missed."""
        for name, (since, due) in list(self._owed.items()):
            still = [d for d in self.oracle.opened(due.application, now) if d.name == name and now < d.lapses_at]
            if not still or self.oracle.spent(still[0]):
                del self._owed[name]
                self._add(Wrong.MISSED, now, due.application, due.kind, _owed_words(since, due))

    def _add(self, what: Wrong, now: datetime, application: str, kind: str, detail: str) -> None:
        self.violations.append(Violation(what, now, application, kind, detail))


def _serves(draft: Drafted, due: Due) -> bool:
    if draft.application != due.application or draft.kind not in due.kinds:
        return False
    return draft.kind != "thank_you" or draft.recipient in due.recipients


def _owed_words(since: datetime, due: Due) -> str:
    to = ", ".join(sorted(due.recipients))
    return f"owed since {since:%Y-%m-%d %H:%M}, due {due.due_at:%Y-%m-%d %H:%M} to {to} ({due.why})"


def counts(violations: Collection[Violation]) -> Mapping[Wrong, int]:
    """How often each thing went wrong."""
    found = Counter(v.what for v in violations)
    return {what: found[what] for what in Wrong}
