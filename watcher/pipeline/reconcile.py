"""The reconcile step: learn what became of each draft, and withdraw the untouched ones that are no longer right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from watcher.cadence import (
    LATE,
    RETURNS,
    Copies,
    Copy,
    Fate,
    Intent,
    Likeness,
    Shares,
    Sought,
    Standing,
    State,
    Verdict,
    Written,
    alike,
    is_back,
    is_waiting,
    judge,
    look_alikes,
    rewritten,
    sent_copies,
    surprising,
    suspects,
)
from watcher.errors import WatcherError
from watcher.mail.types import StoredDraft
from watcher.pipeline.look import saved_anew, stored
from watcher.pipeline.ports import Account, DraftLedger
from watcher.reading import read, split
from watcher.timeline import Envelope

Found = dict[str, Sequence[StoredDraft]]
"""What stands in Drafts, by follow-up key."""

Compared = dict[tuple[str, str, int], Likeness]
"""What was compared before: by follow-up key, identity of the mail and count of the draft's words, their likeness."""


@dataclass(slots=True)
class Reconciled:
    """What the step found and did; `refused` maps an account to why it was left.

    `problems` are words for the user, and so are `notes`, which leave the pass whole.
    """

    verdicts: list[Verdict] = field(default_factory=list)
    withdrawn: list[Verdict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reconciler:
    """What it takes to compare the ledger with the accounts that were synced in this pass, by name.

    `compared` spares a process that goes on to fetch a mail in every pass. `blind` names the accounts of which no
    mailbox is known to hold what the user sent. `recognised` tells of a draft that stands otherwise than the ledger
    has it whether that is ours all the same, and then notes it.
    """

    accounts: Mapping[str, Account]
    ledger: DraftLedger
    now: datetime
    compared: Compared = field(default_factory=dict)
    blind: frozenset[str] = frozenset()
    recognised: Callable[[Intent, StoredDraft], bool] = lambda _intent, _stored: False

    def reconcile(
        self, mails: Iterable[Envelope], obsolete: Mapping[str, str], *, news: int = 0, allow_bulk: bool = False
    ) -> Reconciled:
        """Bring the ledger in line with Drafts and Sent; `obsolete` gives, by key, why a draft is no longer right.

        `mails` is all mail of the ledger. `news` counts the messages that are new in this pass. An account where more
        is gone or would be withdrawn than is plausible is left as it is and named in `refused`, unless `allow_bulk`;
        the others go on.
        """
        result = Reconciled()
        known = tuple(mails)
        for name, held in self._by_account().items():
            account = self.accounts[name]
            try:
                found: Found = dict(
                    stored(account, [i for i in held if self._is_looked_for(i) or self._may_be_back(i)])
                )
                intents = [self._recognised(i, found.get(i.written.key, ())) for i in held]
                waiting, turned = self._verdicts(account, intents, found, known, obsolete)
                reason = surprising(waiting, news)
                if reason and not allow_bulk:
                    result.refused[name] = f"{reason}; if this is right, run `watcher once --allow-bulk`"
                    continue
                self._act(account, found, (*waiting, *turned), result)
                ended = {v.standing.written.key for v in waiting if v.fate is Fate.SENT}
                _remove_strays(account, intents, found, ended)
            except WatcherError as error:
                result.problems.append(f"{account.name}: {error.message}")
        return result

    def _by_account(self) -> Mapping[str, Sequence[Intent]]:
        """The drafts that were seen in Drafts or are over, but for those that are known to be sent long ago."""
        found: dict[str, list[Intent]] = defaultdict(list)
        for intent in self.ledger.intents():
            state, account = intent.written.state, intent.written.account
            over = not state.live and (state is not State.SENT or self._is_looked_for(intent))
            if account in self.accounts and (is_waiting(state) or over):
                found[account].append(intent)
        return found

    def _is_looked_for(self, intent: Intent) -> bool:
        """It may stand in Drafts. An APPEND whose answer was lost can land late, after its draft's end too."""
        return is_waiting(intent.written.state) or self.now - intent.written.changed_at <= LATE

    def _may_be_back(self, intent: Intent) -> bool:
        """The user took it out of Drafts, and may put it back: out of Trash, or by a program that had it open."""
        return intent.written.state is State.DECLINED and self.now - intent.written.changed_at <= RETURNS

    def _recognised(self, intent: Intent, drafts: Sequence[StoredDraft]) -> Intent:
        waits = intent.written.state is State.CONFIRMED and len(drafts) == 1
        if not waits or drafts[0].content_hash == intent.content_hash or not self.recognised(intent, drafts[0]):
            return intent
        return replace(intent, content_hash=drafts[0].content_hash)

    def _verdicts(
        self,
        account: Account,
        intents: Sequence[Intent],
        found: Found,
        known: Sequence[Envelope],
        obsolete: Mapping[str, str],
    ) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...]]:
        """The fates of what waits; and of what was over, and turns out to have been sent, or is in Drafts again.

        What is gone, and stands in Drafts under another Message-ID, is added to `found`.
        """
        waiting = [_standing(i, found) for i in intents if is_waiting(i.written.state)]
        over = [i for i in intents if not i.written.state.live and i.written.state is not State.SENT]
        sought = [s.sought for s in waiting]
        back = {i.written.key for i in over if _is_back(i, found)}
        # Long after its end a draft is known by its Message-ID alone.
        by_id = back | {i.written.key for i in over if not self._is_looked_for(i)}
        sought += [Sought(i.written, i.missing_since, stands=i.written.key in by_id) for i in over]
        before = [i.written for i in self.ledger.intents() if i.written.state is State.SENT]
        copies = Copies(before)
        mails = [e for e in known if not e.outgoing or copies.of(e) is None]
        sent = self._sent(sought, known, mails, before)
        lost = [i for i in intents if is_waiting(i.written.state) or self._may_be_back(i)]
        lost = [i for i in lost if not found[i.written.key] and i.written.key not in sent]
        anew = saved_anew(account, lost, self._names())
        found |= {key: [draft] for key, draft in anew.items()}
        back |= {i.written.key for i in over if i.written.key in anew}
        waiting = [_standing(s, found) for s in intents if is_waiting(s.written.state)]
        gone = [s.written.message_id for s in waiting if not s.found_hashes and s.written.key not in sent]
        places = account.whereabouts(gone) if gone else {}
        blind = account.name in self.blind
        waiting = [replace(s, elsewhere=places.get(s.written.message_id, {}), blind=blind) for s in waiting]
        alike = look_alikes((s.written for s in waiting if s.found_hashes), mails)
        turned = [
            _standing(i, found if i.written.key in back else {}) for i in over if i.written.key in back | sent.keys()
        ]
        return judge(waiting, sent, obsolete, self.now, alike), judge(turned, sent, {}, self.now)

    def _sent(
        self, sought: Sequence[Sought], known: Sequence[Envelope], mails: Sequence[Envelope], before: Sequence[Written]
    ) -> Mapping[str, tuple[Copy, datetime]]:
        """What the user sent of these: no mail that is more like a draft of another account, or an unconfirmed one."""
        shares = self._shares(sought, mails)
        sent = sent_copies(sought, known, shares, before)
        mine, taken = {s.written.key for s in sought}, {copy.identity for copy, _ in sent.values()}
        if not taken or not (rivals := self._rivals(mine)):
            return sent
        shares = {**shares, **self._shares(rivals, [e for e in mails if e.identity in taken])}
        found = sent_copies([*sought, *rivals], known, shares, before)
        return {key: copy for key, copy in found.items() if key in mine}

    def _rivals(self, mine: Container[str]) -> list[Sought]:
        """The drafts but `mine` that may have been sent. In an account that is left alone now they stand."""
        live = [i for i in self.ledger.intents() if i.written.state.live and i.written.key not in mine]
        rivals = [i for i in live if i.written.state is not State.PLANNED]
        gone: set[str] = set()
        for name in {i.written.account for i in rivals} & self.accounts.keys():
            found = stored(self.accounts[name], [i for i in rivals if i.written.account == name])
            gone |= {key for key, drafts in found.items() if not drafts}
        return [Sought(i.written, i.missing_since, stands=i.written.key not in gone) for i in rivals]

    def _names(self) -> frozenset[str]:
        return frozenset(name for i in self.ledger.intents() for name in (i.written.message_id, i.draft_id) if name)

    def _shares(self, sought: Sequence[Sought], mails: Sequence[Envelope]) -> Shares:
        """How much of each vanished draft stands in what the user sent since: fetched, compared, and not kept."""
        drafts = {s.written.key: s.written for s in sought}
        shares: dict[tuple[str, str], Likeness] = {}
        for key, envelopes in suspects(sought, mails).items():
            gist = drafts[key].gist
            for envelope in envelopes if gist.words else ():
                name = key, envelope.identity, len(gist.words)
                if name not in self.compared and (content := self._fetched(envelope)):
                    self.compared[name] = alike(gist, key, envelope.subject, read(split(content)).new_text)
                if name in self.compared:
                    shares[key, envelope.identity] = self.compared[name]
        return shares

    def _fetched(self, envelope: Envelope) -> bytes | None:
        account = self.accounts.get(envelope.account)
        try:
            return account.fetch(envelope) if account else None
        except WatcherError:
            return None  # then recipient and subject have to do

    def _act(self, account: Account, found: Found, verdicts: Iterable[Verdict], result: Reconciled) -> None:
        for verdict in verdicts:
            result.verdicts.append(verdict)
            self._record(verdict, found.get(verdict.standing.written.key, ()))
            if verdict.fate is Fate.WITHDRAW:
                self._withdraw(account, found, verdict, result)
            if verdict.fate is not Fate.SENT and not verdict.standing.written.state.live:
                result.notes += self._beside(verdict.standing.written)

    def _beside(self, back: Written) -> list[str]:
        """Words on the other drafts to whom one is addressed that is back: the user has to choose."""
        waiting = [i.written for i in self.ledger.intents() if i.written.state.live and i.written.key != back.key]
        return [
            f"the draft “{back.subject}” to {back.recipient} is in Drafts again, beside “{one.subject}”: please delete "
            "the one that you do not send"
            for one in waiting
            if one.recipient == back.recipient
        ]

    def _record(self, verdict: Verdict, drafts: Sequence[StoredDraft]) -> None:
        standing, key = verdict.standing, verdict.standing.written.key
        if standing.missing_since is not None and (standing.found_hashes or verdict.fate is Fate.KEPT):
            self.ledger.missing(key, None)
        match verdict.fate:
            case Fate.SENT:
                self.ledger.step(key, State.SENT, verdict.at, detail=verdict.why, copy=verdict.copy)
            case Fate.DECLINED:
                self.ledger.step(key, State.DECLINED, self.now, detail=verdict.why)
            case Fate.MISSING if standing.missing_since is None:
                self.ledger.missing(key, self.now)
            case Fate.EDITED:
                draft = next(d for d in drafts if d.content_hash != standing.confirmed_hash)
                gist = rewritten(standing.written.gist, key, read(split(draft.content)).new_text)
                renamed = draft.message_id != standing.written.message_id
                # By its new Message-ID it is found again.
                name = (draft.draft_id or draft.message_id) if renamed else ""
                self.ledger.step(key, State.EDITED, self.now, detail=verdict.why, gist=gist, draft_id=name)
            case Fate.KEPT:
                self.ledger.step(key, State.EDITED, self.now, detail=verdict.why)
            case Fate.BACK:
                self.ledger.step(key, State.CONFIRMED, self.now, detail=verdict.why)
            case Fate.STOOD:
                self.ledger.step(key, standing.written.state, self.now, detail=verdict.why)
            case _:
                pass

    def _withdraw(self, account: Account, found: Found, verdict: Verdict, result: Reconciled) -> None:
        written = verdict.standing.written
        untouched = [d for d in found[written.key] if d.content_hash == verdict.standing.confirmed_hash]
        removed = [account.remove_draft(draft) for draft in untouched]
        if all(removed):
            self.ledger.step(written.key, State.WITHDRAWN, self.now, detail=verdict.why)
            result.withdrawn.append(verdict)
        else:
            result.problems.append(
                f"{account.name}: the draft “{written.subject}” is no longer right ({verdict.why}) but could not be "
                "removed; please delete it yourself."
            )


def _standing(intent: Intent, found: Found) -> Standing:
    hashes = tuple(draft.content_hash for draft in found.get(intent.written.key, ()))
    return Standing(intent.written, intent.content_hash, hashes, intent.missing_since)


def _is_back(intent: Intent, found: Found) -> bool:
    return is_back(intent.written, intent.content_hash, (d.content_hash for d in found.get(intent.written.key, ())))


def _remove_strays(account: Account, intents: Iterable[Intent], found: Found, ended: Container[str]) -> None:
    """Remove untouched copies of our own; `ended` are the keys of drafts that this pass found sent.

    The second of a draft that stands; all beside the one that the user saved anew, and all of one that was sent or
    withdrawn. A copy of a declined draft stays: the user took it back out of Trash.
    """
    for intent in intents:
        if intent.written.state is State.DECLINED:
            continue
        drafts = found.get(intent.written.key, ())
        ours = [d for d in drafts if d.content_hash == intent.content_hash]
        waits = is_waiting(intent.written.state) and intent.written.key not in ended
        stands = waits and len(ours) == len(drafts)
        for stray in ours[1:] if stands else ours:
            account.remove_draft(stray)
