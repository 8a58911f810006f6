"""Measure inference on labelled mail: JSON lines with `from, subject, body, label`.

Sometimes also `to, date, viewpoint, company`.

Run as ``python -m tests.bench.evaluate DIR [--no-me] [--misses N] [--json]``. Labels are event kinds, or "negative".
Per kind: precision, recall, F1; whether a mail is an event of the user's search at all; false events per 1,000
negatives; company as exact match where it is labelled. Ambiguous rows are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.header import Header
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from watcher.bootstrap import inference_tables
from watcher.inference import Inference, Kind, infer
from watcher.reading import Message, read, split

BESIDE = frozenset({Kind.PROMISE, Kind.DO_NOT_CONTACT})
SAME = {"assessment_or_interview": {"assessment", "interview_invite"}}
NO_EVENT = frozenset({"negative", "feedback_report", "calendar"})
BY_CANDIDATE = frozenset({"candidate_sent", "sent_by_seeker"})


def compose(row: Mapping[str, Any]) -> bytes:
    """The row as an RFC 5322 message, with the headers that it has."""
    lines = []
    for name in ("from", "to", "subject", "date"):
        value = " ".join(str(row.get(name) or "").split())
        if value:
            lines.append(f"{name.title()}: {value if value.isascii() else _encoded(name, value)}")
    lines += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", ""]
    return "\r\n".join(lines).encode() + str(row.get("body") or "").encode("utf-8", "replace")


def _encoded(name: str, value: str) -> str:
    shown, address = parseaddr(value)
    if name in ("from", "to") and address:
        return f"{Header(shown, 'utf-8', maxlinelen=10_000).encode()} <{address}>"
    return Header(value, "utf-8", maxlinelen=10_000).encode()


def own(row: Mapping[str, Any], *, known: bool) -> frozenset[str]:
    """The user's addresses: the sender of what a candidate wrote, else the recipient."""
    if not known:
        return frozenset()
    place = "from" if row.get("viewpoint") in BY_CANDIDATE else "to"
    address = parseaddr(str(row.get(place) or ""))[1].lower()
    return frozenset({address}) if address else frozenset()


@dataclass
class Score:
    """Counts over rows."""

    hit: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    by_file: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    companies: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, row: Mapping[str, Any], message: Message, inference: Inference) -> None:
        """Count one row."""
        label = str(row["label"])
        kinds = [event.kind.value for event in inference.events if event.kind not in BESIDE]
        expected = label not in NO_EVENT
        right = label in kinds or bool(SAME.get(label, set()) & set(kinds)) or (not expected and not inference.events)
        counts = self.by_file[name]
        counts["rows"] += 1
        counts["right"] += right
        for which, value in (("event", bool(inference.events)), ("expected", expected)):
            counts[which] += value
        counts["both"] += bool(inference.events) and expected
        if not right:
            self.confusion[(label, kinds[0] if kinds else "nothing")] += 1
            said = [f"{e.kind.value} {e.evidence[:2]}" for e in inference.events] or [inference.ignored]
            self.misses.append(f"{name} {label}: {said} | {message.subject!r} | {message.text[:300]!r}")
        if expected:
            self.hit[label] += right
            self.missed[label] += not right
        for kind in kinds if not right else ():
            self.false[kind] += 1
        if row.get("company") and kinds:
            told = inference.events[0].company
            self.companies["right" if _same(told, str(row["company"])) else ("wrong" if told else "unknown")] += 1


def _same(told: str, company: str) -> bool:
    def bare(text: str) -> str:
        return "".join(c for c in text.lower() if c.isalnum())

    return bare(told) == bare(company)


def rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """All rows of the .jsonl files, without the ambiguous."""
    for file in sorted(path.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").strip().split("\n"):
            row = json.loads(line)
            if not row.get("ambiguous") and "body" in row:
                yield file.stem, row


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def report(score: Score) -> dict[str, Any]:
    """The figures."""
    kinds = sorted(set(score.hit) | set(score.missed) | set(score.false))
    by_kind = {}
    for kind in kinds:
        hit, missed, false = score.hit[kind], score.missed[kind], score.false[kind]
        precision, recall = _rate(hit, hit + false), _rate(hit, hit + missed)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        by_kind[kind] = {"n": hit + missed, "precision": precision, "recall": recall, "f1": f1}
    total, wrong, missed = sum(score.hit.values()), sum(score.false.values()), sum(score.missed.values())
    counts: Counter[str] = Counter()
    for file in score.by_file.values():
        counts.update(file)
    negatives = counts["rows"] - counts["expected"]
    return {
        "event_precision": _rate(counts["both"], counts["event"]),
        "event_recall": _rate(counts["both"], counts["expected"]),
        "micro_f1": _rate(2 * total, 2 * total + wrong + missed),
        "macro_f1": _rate(
            sum(int(v["f1"] * 1e6) for v in by_kind.values() if v["n"]),
            10**6 * sum(bool(v["n"]) for v in by_kind.values()),
        ),
        "false_events_per_1000_negatives": 1000 * _rate(counts["event"] - counts["both"], negatives),
        "company": dict(score.companies),
        "files": {name: dict(file) for name, file in score.by_file.items()},
        "kinds": by_kind,
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--no-me", action="store_true", help="do not tell the user's address")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--only", default="", help="only misses of files or labels with this in their name")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    packaged = inference_tables()
    score = Score()
    spent = 0.0
    for name, row in rows(options.directory):
        message = read(split(compose(row)))
        begin = time.perf_counter()
        inference = infer(message, own(row, known=not options.no_me), packaged)
        spent += time.perf_counter() - begin
        score.add(name, row, message, inference)
    figures = report(score)
    figures["messages_per_second"] = sum(f["rows"] for f in score.by_file.values()) / spent
    write = sys.stdout.write
    if options.json:
        write(json.dumps(figures, indent=1) + "\n")
        return
    for key, value in figures.items():
        if isinstance(value, dict):
            write(f"{key}\n" + "".join(f"  {k:28} {v}\n" for k, v in value.items()))
        else:
            write(f"{key:32} {value:.4f}\n")
    for (label, said), count in score.confusion.most_common(40):
        write(f"  {count:4} {label} -> {said}\n")
    chosen = [miss for miss in score.misses if options.only in miss.partition(": ")[0]]
    write("".join(f"{miss}\n" for miss in chosen[: options.misses]))


if __name__ == "__main__":
    main()
