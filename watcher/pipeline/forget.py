"""The forget step: what an application left in Drafts and in the ledger goes, and stays away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watcher.cadence import Intent, Written, drafts_of, is_under_way, untouched
from watcher.errors import ServerError, WatcherError
from watcher.mail.types import StoredDraft
from watcher.pipeline.ports import Account, Ledger
from watcher.timeline import Addresses, Application, Doomed, Seen, Timeline, asked, doomed, heard

_UNDER_WAY = "it is not certain yet whether the draft “{}” was stored: run `watcher once`, then forget again"


@dataclass(slots=True)
class Forgotten:
    """What the step did: how much it deleted, the drafts that it took out of Drafts, and those left, with why.

    `clean` is False where another program is at work on the ledger: its file holds traces until the next pass.
    """

    messages: int = 0
    entries: int = 0
    removed: list[Written] = field(default_factory=list)
    left: list[tuple[Written, str]] = field(default_factory=list)
    clean: bool = True


@dataclass(frozen=True, slots=True)
class Forgetter:
    """What it takes to forget: the accounts where drafts may stand, the ledger, and whose mail it is (`own`)."""

    accounts: Sequence[Account]
    ledger: Ledger
    addresses: Addresses
    own: frozenset[str]

    def doomed(self, applications: Collection[Application], timeline: Timeline) -> Doomed:
        """All that would go with these applications of the timeline."""
        drafts = drafts_of(applications, timeline, [intent.written for intent in self.ledger.intents()])
        seen, entered = self.ledger.seen(), self.ledger.entered()
        return doomed(applications, timeline, seen, entered, drafts, self.addresses, self.own)

    def retire(self, applications: Iterable[Application], timeline: Timeline) -> list[Application]:
        """Delete those of which no draft waits and no message tells of one that stays; gives them back."""
        waiting = {i.written.key for i in self.ledger.intents() if i.written.state.live}
        going = [a for a in applications if not waiting & self.doomed([a], timeline).drafts]
        while going:
            gone = self.doomed(going, timeline)
            if not gone.shared:
                self.forget(gone)
                break
            going = [a for a in going if not any(f.envelope and f.envelope.identity in gone.shared for f in a.facts)]
        return going

    def forget(self, gone: Doomed, *, leave_drafts: bool = False) -> Forgotten:
        """Delete it, the untouched drafts first. `leave_drafts` contacts no account.

        A WatcherError where an account does not answer, or a draft may be under way: then nothing was forgotten.
        """
        result = Forgotten(len(gone.messages), len(gone.entries))
        self._part([i for i in self.ledger.intents() if i.written.key in gone.drafts], result, look=not leave_drafts)
        self.ledger.forget(gone)
        result.clean = self.ledger.scrub()
        return result

    def forget_all(self, *, leave_drafts: bool = False) -> Forgotten:
        """Delete everything that the ledger holds, as `forget` does; the next pass begins as the first did."""
        result = Forgotten(len(self.ledger.seen()), len(self.ledger.entered()))
        self._part(self.ledger.intents(), result, look=not leave_drafts)
        self.ledger.forget_all()
        result.clean = self.ledger.scrub()
        return result

    def heard(self, batch: Sequence[Seen]) -> list[Seen]:
        """The messages of a batch without what stays forgotten."""
        marked = self.ledger.forgotten(asked(batch))
        if not marked:
            return list(batch)
        rest, fresh = heard(batch, marked, self.ledger.seen(), self.addresses, self.own)
        if fresh:
            self.ledger.keep_forgotten(fresh)
        return rest

    def _part(self, intents: Iterable[Intent], result: Forgotten, *, look: bool) -> None:
        """Take out of Drafts what is untouched: all is looked up before anything is removed."""
        live = [intent for intent in intents if intent.written.state.live]
        if not look:
            result.left += [(intent.written, "your Drafts were not looked at") for intent in live]
            return
        for intent in live:
            if is_under_way(intent):
                raise ServerError(_UNDER_WAY.format(intent.written.subject), subject=intent.written.account)
        try:
            for account, intent, copies in self._found(live, result):
                if untouched(intent, [copy.content_hash for copy in copies]):
                    removed = [account.remove_draft(copy) for copy in copies]
                    if all(removed):
                        result.removed.append(intent.written)
                    else:
                        result.left.append((intent.written, "it could not be removed: delete it yourself"))
                else:
                    result.left.append((intent.written, "you changed it, so it stays"))
        finally:
            for account in self.accounts:
                account.close()

    def _found(
        self, live: Iterable[Intent], result: Forgotten
    ) -> Sequence[tuple[Account, Intent, Sequence[StoredDraft]]]:
        homes = self._homes()
        mine: dict[str, list[Intent]] = {}
        for intent in live:
            if home := homes.get(intent.written.account) or homes.get(""):
                mine.setdefault(home.name, []).append(intent)
            else:
                result.left.append((intent.written, "its account is configured no longer"))
        found: list[tuple[Account, Intent, Sequence[StoredDraft]]] = []
        for name, intents in mine.items():
            try:
                copies = homes[name].find_drafts([i.written.message_id for i in intents])
            except WatcherError as error:
                told = f"nothing was forgotten: {error.message}"
                raise type(error)(told, subject=name, permanent=error.permanent) from error
            found += [(homes[name], i, copies[i.written.message_id]) for i in intents if i.written.message_id in copies]
        return found

    def _homes(self) -> Mapping[str, Account]:
        """The accounts by name; under "" the one where drafts of an account are looked for that was renamed."""
        homes = {account.name: account for account in self.accounts}
        heir = next((account for account in self.accounts if account.writable), None)
        return homes | ({"": heir} if heir else {})
