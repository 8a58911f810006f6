"""A message that the user files into a mailbox of a telling name: what they say by it, once."""

from __future__ import annotations

import pytest

from tests.timeline.builders import ev, got, t, told
from watcher.inference import Event, Kind
from watcher.timeline import NEW, NONE, UNDO, Fact, Filed, Filing, Seen, Timeline, filed_entries

FILING = Filing()
JOB = got("2026-03-02", ev(Kind.APPLICATION_CONFIRMATION, "Acme", "Data Engineer"))
NOTHING = Timeline()
SILENT = got("2026-03-03", frm="someone@elsewhere.example")


def said(mailbox: str, seen: Seen = SILENT, *, known: Timeline = NOTHING, entered: tuple[Fact, ...] = ()) -> list[str]:
    filed = [Filed(seen.envelope.identity, mailbox, t("2026-03-04"))]
    entries = filed_entries(filed, FILING, {seen.envelope.identity: seen}, known, entered)
    assert all(e.about == seen.envelope.identity and e.event.occurred_at == t("2026-03-04") for e in entries)
    return [e.event.target for e in entries]


@pytest.mark.parametrize(
    "mailbox", ["Watcher/Ignore", "Watcher.Ignore", "INBOX.Watcher.Ignore", "INBOX/Watcher/Ignore", "watcher/ignore"]
)
def test_the_mailbox_is_known_whatever_the_servers_separator_and_namespace(mailbox: str) -> None:
    assert said(mailbox) == [NONE]


@pytest.mark.parametrize("name", ["Übrig/Ärger", "Zeug/Straße", "Игнор", "Jobs & Co/Nein"])
def test_a_name_of_any_letters_is_known(name: str) -> None:
    assert Filing(ignore=name).means(name.replace("/", ".")) == "ignore"


@pytest.mark.parametrize("mailbox", ["INBOX", "Ignore", "Archive/Watcher/Ignore", "Watcher/Ignore/2026", "Watcher", ""])
def test_no_other_mailbox_says_anything(mailbox: str) -> None:
    assert said(mailbox) == []


def test_what_names_nothing_becomes_an_application_of_its_own() -> None:
    assert said("Watcher/Job") == [NEW]


def test_what_was_ignored_counts_again_as_it_was_read() -> None:
    assert said("Watcher/Job", JOB) == [UNDO]


def test_what_is_of_an_application_already_needs_no_word() -> None:
    assert said("Watcher/Job", JOB, known=told(JOB)) == []


def test_a_filing_speaks_once_and_can_be_taken_back_while_the_message_lies_there() -> None:
    event = Event(Kind.MOVED, t("2026-03-04"), evidence=("you moved it to Watcher/Ignore",), target=NONE)
    before = Fact("entered-1", event, about=SILENT.envelope.identity)
    assert said("Watcher/Ignore", entered=(before,)) == []
    assert said("Watcher/Job", entered=(before,)) == [NEW]


def test_a_filing_that_is_switched_off_says_nothing() -> None:
    filed = [Filed(SILENT.envelope.identity, mailbox, t("2026-03-04")) for mailbox in ("", "Watcher/Job")]
    seen = {SILENT.envelope.identity: SILENT}
    assert filed_entries(filed, Filing("", ""), seen, Timeline(), ()) == []


def test_a_message_that_is_not_known_is_nothing() -> None:
    assert filed_entries([Filed("gone:1", "Watcher/Ignore", t("2026-03-04"))], FILING, {}, Timeline(), ()) == []
