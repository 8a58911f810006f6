"""What stands in Drafts of one intent, or of several that are gone, under another Message-ID."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from watcher.cadence import Intent, alike, is_saved_anew
from watcher.drafting import is_untouched
from watcher.mail.types import StoredDraft
from watcher.pipeline.ports import Account
from watcher.reading import read, split


@dataclass(frozen=True, slots=True)
class Found:
    """The messages in Drafts of one intent: as it was composed, as it was confirmed before a renewal, or otherwise."""

    new: list[StoredDraft]
    old: list[StoredDraft]
    touched: list[StoredDraft]

    @property
    def replaceable(self) -> bool:
        """What was confirmed stands alone and untouched, and the server can remove it."""
        return len(self.old) == 1 and self.old[0].removable and not self.new and not self.touched


def stored(account: Account, intents: Sequence[Intent]) -> dict[str, Sequence[StoredDraft]]:
    """By key the messages in Drafts with an intent's Message-ID, or its draft id where it has one; each once."""
    names = {i.written.key: [name for name in (i.written.message_id, i.draft_id) if name] for i in intents}
    found = account.find_drafts({name for mine in names.values() for name in mine})
    return {
        key: list({d.location: d for name in mine for d in found.get(name, ())}.values()) for key, mine in names.items()
    }


def look(account: Account, intent: Intent) -> Found:
    """Look for one draft."""
    drafts = stored(account, [intent])[intent.written.key]
    old = [d for d in drafts if d.content_hash == intent.content_hash]
    new = [d for d in drafts if d not in old and is_untouched(d.content, intent.content)]
    return Found(new, old, [d for d in drafts if d not in old and d not in new])


def saved_anew(account: Account, lost: Sequence[Intent], known: Collection[str]) -> dict[str, StoredDraft]:
    """By key the messages in Drafts that are drafts which are gone: the user's program gave them new Message-IDs.

    They are known by recipient and words; `known` are the names of messages that are another draft of ours.
    """
    sought = [i for i in lost if i.written.recipient and i.written.gist.words]
    drafts = account.find_drafts((), to={i.written.recipient for i in sought}) if sought else {}
    rated: list[tuple[float, str, StoredDraft]] = []
    for intent in sought:
        written = intent.written
        for draft in drafts.get(written.recipient, ()):
            if draft.message_id in known or draft.draft_id in known:
                continue
            message = read(split(draft.content))
            like = alike(written.gist, written.key, message.subject, message.new_text)
            parents = (*message.references, *message.in_reply_to)
            if is_saved_anew(written, like, parents) and any(a.email == written.recipient for a in message.to):
                rated.append((like.share, written.key, draft))
    found: dict[str, StoredDraft] = {}
    taken: set[str] = set()
    for _, key, draft in sorted(rated, key=lambda one: one[:2], reverse=True):
        if key not in found and draft.location not in taken:
            found[key] = draft
            taken.add(draft.location)
    return found
