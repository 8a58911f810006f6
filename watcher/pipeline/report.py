"""The report step: what one pass did, for the command line and the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from watcher.cadence import Intent, Plan, Written, is_waiting
from watcher.drafting import Refusal
from watcher.errors import Exit, WatcherError
from watcher.pipeline.chase import Chased
from watcher.pipeline.ports import Account
from watcher.pipeline.reconcile import Reconciled
from watcher.pipeline.sync import Synced
from watcher.reading import read, split
from watcher.timeline import Application, Why


@dataclass(slots=True)
class Summary:
    """One pass: per account what was read, then drafts.

    `left_alone` are drafts that the user touched and that are no longer right, with why. `failed` maps an account to
    its error, `bulk` one that was left as it is to why; `problems` are words. So are `notes`, which leave the pass
    whole: a template of the user's that is broken, and was not used; and `heard`: what the user said from inside their
    mail program. `forgotten` are the applications that ended long ago and were deleted. `behind` is set where the
    clock is wrong, to the moment that has been: nothing was written.
    """

    synced: list[Synced] = field(default_factory=list)
    failed: dict[str, WatcherError] = field(default_factory=dict)
    drafted: list[Intent] = field(default_factory=list)
    renewed: list[Intent] = field(default_factory=list)
    withdrawn: list[tuple[str, str]] = field(default_factory=list)
    left_alone: list[tuple[Written, str]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    unconfirmed: int = 0
    bulk: dict[str, str] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)
    applications: int = 0
    forgotten: list[Application] = field(default_factory=list)
    behind: datetime | None = None

    def add(self, chased: Chased) -> None:
        """Take over what a chase, resume or settle did."""
        self.drafted += chased.drafted
        self.refused += chased.refused
        self.problems += [problem for problem in chased.problems if problem not in self.problems]
        self.notes += [note for note in chased.notes if note not in self.notes]
        self.renewed += chased.renewed
        self.bulk |= chased.bulk
        self.withdrawn += [(intent.written.subject, why) for intent, why in chased.withdrawn]

    def reconciled(self, result: Reconciled) -> None:
        """Take over what reconciling did."""
        self.withdrawn += [(v.standing.written.subject, v.why) for v in result.withdrawn]
        self.problems += [problem for problem in result.problems if problem not in self.problems]
        self.notes += [note for note in result.notes if note not in self.notes]
        self.bulk |= result.refused

    @property
    def exit_code(self) -> Exit:
        """0 when all went well, the first error's code when no account could be read, 6 after refused bulk, else 7."""
        if self.failed and not self.synced:
            return next(iter(self.failed.values())).exit_code
        if self.bulk:
            return Exit.REFUSED_BULK
        incomplete = not all(one.complete for one in self.synced)
        if self.failed or self.problems or self.unconfirmed or incomplete:
            return Exit.PARTLY_DONE
        return Exit.OK


def draft_texts(accounts: Iterable[Account], intents: Sequence[Intent]) -> tuple[Mapping[str, str], Sequence[str]]:
    """Read the waiting drafts as they stand now: their text by key, and words on accounts that do not answer.

    What a draft quotes below is no part of its text.
    """
    texts: dict[str, str] = {}
    faults: list[str] = []
    for account in accounts:
        keys = {
            i.written.message_id: i.written.key
            for i in intents
            if i.written.account == account.name and is_waiting(i.written.state)
        }
        if not keys:
            continue
        try:
            found = account.find_drafts(keys)
        except WatcherError as error:
            faults.append(Why("silent", account=account.name, why=error.message))
            continue
        finally:
            account.close()
        texts |= {keys[one]: read(split(drafts[0].content)).new_text for one, drafts in found.items() if drafts}
    return texts, faults
