"""How well inference does on labelled mail: counts, and the figures that they give."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.bench.cases import SAME, Case
from watcher.inference import Inference, Kind

BESIDE = frozenset({Kind.PROMISE, Kind.DO_NOT_CONTACT})
LEGAL = frozenset("inc llc ltd limited gmbh ag se corp corporation co plc sa sas bv srl spa llp lp pty".split())  # noqa: SIM905
AUTOMATIC = frozenset({"bounce", "auto_reply"})
# The second score: kinds by what they mean to the cadence.
TO_THE_CADENCE = {
    "acknowledged": {"application_confirmation", "application_viewed", "status_update", "position_on_hold"},
    "over": {"rejection", "position_closed", "offer_rescinded"},
    "waits_for_user": {"interview_invite", "assessment", "application_incomplete", "assessment_or_interview"},
    "interview_fixed": {"interview_scheduled", "interview_rescheduled", "interview_prep"},
    "human_answer": {"recruiter_reply", "recruiter_outreach"},
    "user_wrote": {"candidate_followup", "candidate_reply", "candidate_scheduling", "interview_followup"},
}
_MERGED = {kind: name for name, kinds in TO_THE_CADENCE.items() for kind in kinds}


@dataclass
class Counts:
    """Hits, misses and false ones of each kind."""

    hit: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def add(self, expected: frozenset[str], told: frozenset[str], allowed: frozenset[str]) -> None:
        """Count one message; `allowed` kinds are neither missed nor false."""
        for label in expected:
            right = bool(SAME.get(label, frozenset({label})) & told) or label in told
            (self.hit if right else self.missed)[label] += 1
        meant = expected.union(*(SAME.get(label, frozenset()) for label in expected))
        self.false.update(told - meant - allowed)

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1 by kind, micro and macro."""
        kinds = {kind: self._of(kind) for kind in sorted({*self.hit, *self.missed, *self.false})}
        known = [figures["f1"] for figures in kinds.values() if figures["n"]]
        hit, missed, false = self.hit.total(), self.missed.total(), self.false.total()
        return {
            "micro_f1": rate(2 * hit, 2 * hit + missed + false),
            "macro_f1": sum(known) / len(known) if known else 1.0,
            "kinds": kinds,
        }

    def _of(self, kind: str) -> dict[str, float]:
        hit, missed, false = self.hit[kind], self.missed[kind], self.false[kind]
        return {
            "n": hit + missed,
            "precision": rate(hit, hit + false),
            "recall": rate(hit, hit + missed),
            "f1": rate(2 * hit, 2 * hit + missed + false),
        }


@dataclass
class Score:
    """All counts over some messages."""

    kinds: Counts = field(default_factory=Counts)
    merged: Counts = field(default_factory=Counts)
    groups: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sources: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[dict[str, Any]] = field(default_factory=list)

    def add(self, case: Case, inference: Inference) -> None:
        """Count one message."""
        expected = case.expected
        told = frozenset(event.kind.value for event in inference.events)
        allowed = case.also | (frozenset(BESIDE) if expected else frozenset())
        self.kinds.add(expected, told, allowed)
        self.merged.add(_merge(expected), _merge(told), _merge(allowed))
        right = all(case.meets(label, told) for label in expected) and (bool(expected) or not told)
        for counts in (self.groups[case.group], self.sources[case.source]):
            counts.update(rows=1, right=right, expected=bool(expected), told=bool(told), both=bool(told and expected))
            counts.update(automatic=bool(expected & AUTOMATIC), automatic_right=bool(expected & AUTOMATIC and right))
        if not right:
            self._miss(case, inference)
        if inference.events and expected:
            self._name("company", case.company, inference.events[0].company)
            self._name("role", case.role, inference.events[0].role)

    def _miss(self, case: Case, inference: Inference) -> None:
        said = [event.kind.value for event in inference.events if event.kind not in BESIDE] or ["nothing"]
        label = "|".join(sorted(case.expected)) or "nothing"
        self.confusion[(label, said[0])] += 1
        evidence = [words for event in inference.events for words in event.evidence[:2]] or [inference.ignored]
        self.misses.append(
            {
                "case": case.name,
                "expected": label,
                "told": said,
                "evidence": evidence,
                "subject": case.message.subject,
                "text": " ".join((case.message.new_text or case.message.text)[:400].split()),
            }
        )

    def _name(self, name: str, right: tuple[str, ...] | None, told: str) -> None:
        if right is None:
            return
        if _spelled(told) in {_spelled(answer) for answer in right}:
            self.names[name]["exact"] += 1
        elif _loosely(told) in {_loosely(answer) for answer in right}:
            self.names[name]["but for the legal form"] += 1
        else:
            self.names[name]["wrong" if told else "unknown"] += 1

    def figures(self) -> dict[str, Any]:
        """What the counts give, for JSON."""
        total: Counter[str] = Counter()
        for counts in self.groups.values():
            total.update(counts)
        ordinary = total["rows"] - total["expected"]
        return {
            "rows": total["rows"],
            "event_precision": rate(total["both"], total["told"]),
            "event_recall": rate(total["both"], total["expected"]),
            **self.kinds.figures(),
            "automatic_recall": rate(total["automatic_right"], total["automatic"]),
            "ordinary_rows": ordinary,
            "false_events": total["told"] - total["both"],
            "false_events_per_1000": 1000 * (total["told"] - total["both"]) / ordinary if ordinary else 0.0,
            "names": {name: dict(counts) for name, counts in self.names.items()},
            "as_the_cadence_sees_it": self.merged.figures(),
            "groups": {name: dict(counts) for name, counts in self.groups.items()},
            "sources": {name: dict(counts) for name, counts in self.sources.items()},
            "confusion": [[*pair, count] for pair, count in self.confusion.most_common()],
            "misses": self.misses,
        }


def rate(part: int, whole: int) -> float:
    """A share; 1 of nothing."""
    return part / whole if whole else 1.0


def _merge(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset(_MERGED.get(kind, kind) for kind in kinds)


def _spelled(text: str) -> str:
    return " ".join(text.casefold().split())


def _loosely(text: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return "".join(word for word in words if word not in LEGAL)
