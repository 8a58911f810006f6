"""Gmail's labels as mailboxes: a message stands in as many as it has labels that are one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from watcher.timeline import Place

ALL_MAIL = "All Mail"

_SYSTEM = {"SENT": ("Sent", Place.SENT), "INBOX": ("INBOX", Place.INBOX)}

NOT_READ = frozenset({"DRAFT", "CHAT"})


@dataclass(frozen=True, slots=True)
class Labels:
    """The user's labels: `names` by id, without those of the system; `ignored` are ids that are not read."""

    names: Mapping[str, str]
    ignored: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answer: Mapping[str, Any], ignore: Collection[str]) -> Labels:
        """Take the answer to labels.list; `ignore` holds names, in any letter case."""
        names = {str(one["id"]): str(one["name"]) for one in answer.get("labels", ()) if one.get("type") == "user"}
        folded = {one.casefold() for one in ignore}
        return cls(names, frozenset(one for one, name in names.items() if name.casefold() in folded))

    def mailboxes(self, labels: Iterable[str]) -> Sequence[tuple[str, Place]]:
        """Where a message with these labels stands, each with its name; none where it is not read.

        In Trash and Spam its other labels do not count. The categories of the inbox are part of it. What has no label
        was archived.
        """
        held = set(labels)
        if "TRASH" in held:
            return [("Trash", Place.TRASH)]
        if "SPAM" in held:
            return [("Spam", Place.JUNK)]
        if held & NOT_READ and "SENT" not in held:
            return []
        found = [place for one, place in _SYSTEM.items() if one in held]
        found += [(name, Place.OTHER) for one, name in self.names.items() if one in held - self.ignored]
        return found or ([] if held & self.ignored else [(ALL_MAIL, Place.OTHER)])

    def counts(self, label: str) -> bool:
        """A message that gains this label stands in another mailbox."""
        return label in self.names.keys() - self.ignored or label in ("SENT", "INBOX", "TRASH", "SPAM")
