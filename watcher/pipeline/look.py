"""What stands in Drafts of one intent."""

from __future__ import annotations

from dataclasses import dataclass

from watcher.cadence import Intent
from watcher.drafting import is_untouched
from watcher.mail.types import StoredDraft
from watcher.pipeline.ports import Account


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


def look(account: Account, intent: Intent) -> Found:
    """Look for a draft by its Message-ID, and by its draft id where it has one."""
    names = [name for name in (intent.written.message_id, intent.draft_id) if name]
    found = account.find_drafts(names)
    drafts = list({d.location: d for name in names for d in found.get(name, ())}.values())
    old = [d for d in drafts if d.content_hash == intent.content_hash]
    new = [d for d in drafts if d not in old and is_untouched(d.content, intent.content)]
    return Found(new, old, [d for d in drafts if d not in old and d not in new])
