"""The life of a draft over memory, with and without draft ids, in a Maildir, over Gmail, and on a real Dovecot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.contracts import programs
from tests.contracts.account_contract import World
from tests.contracts.reconcile_contract import GRACE, Desk, ReconcileContract
from tests.contracts.test_accounts_imap import ImapWorld
from tests.contracts.test_accounts_maildir import PLUS, MaildirWorld
from tests.contracts.test_accounts_memory import MemoryWorld
from tests.servers.dovecot import ImapUser
from tests.servers.gmail_imap_world import GmailImapWorld
from tests.servers.gmail_world import GmailWorld
from watcher.cadence import State


class TestMemory(ReconcileContract):
    @pytest.fixture
    def world(self) -> World:
        return MemoryWorld()


class TestMemoryWithDraftIds(ReconcileContract):
    @pytest.fixture
    def world(self) -> World:
        return MemoryWorld(draft_ids=True)

    def test_what_a_program_saves_under_another_message_id_is_the_draft(self, desk: Desk) -> None:
        saved = programs.renamed(programs.edited(desk.draft, desk.clock.now), desk.clock.now)
        desk.server.edit(desk.id, saved)
        for _ in range(4):
            desk.passes()
        assert desk.first.written.state is State.EDITED
        assert desk.drafts() == [saved]


class TestMaildir(ReconcileContract):
    @pytest.fixture
    def world(self, tmp_path: Path) -> World:
        return MaildirWorld(tmp_path / "Maildir", PLUS | {"Trash": ".Trash"})

    def test_while_there_is_no_sent_nothing_counts_as_deleted(self, desk: Desk, tmp_path: Path) -> None:
        sent, away = tmp_path / "Maildir" / ".Sent", tmp_path / "away"
        desk.send(programs.renamed)
        at = desk.clock.now
        sent.rename(away)
        for later in (timedelta(minutes=1), GRACE, timedelta(days=9)):
            assert desk.passes(later).drafted == []
        assert desk.state is State.CONFIRMED
        away.rename(sent)
        desk.passes()
        assert (desk.state, desk.first.written.changed_at) == (State.SENT, at)


class TestGmail(ReconcileContract):
    @pytest.fixture
    def world(self) -> Iterator[World]:
        world = GmailWorld()
        yield world
        world.close()

    # Gmail moves no draft: it stays in Drafts whatever other labels it has, and what is discarded is gone.
    test_a_moved_draft_was_not_sent = None  # type: ignore[assignment]
    test_a_draft_that_is_kept_elsewhere_ends_when_it_is_no_longer_right = None  # type: ignore[assignment]

    def test_a_draft_with_a_label_of_the_users_own_still_waits(self, desk: Desk) -> None:
        assert isinstance(desk.server, GmailWorld)
        (message,) = desk.server.box.drafts.values()
        desk.server.box.relabel(message, add=["Jobs"])
        for _ in range(4):
            assert desk.passes().drafted == []
        assert (desk.state, len(desk.drafts())) == (State.CONFIRMED, 1)

    def test_what_is_sent_from_the_web_is_the_draft_though_its_message_is_another(self, desk: Desk) -> None:
        server = desk.server
        assert isinstance(server, GmailWorld)
        (draft,) = server.box.drafts
        assert desk.first.draft_id in ("", draft)
        desk.clock.now += timedelta(minutes=2)
        server.box.send_draft(draft, programs.edited(desk.draft, desk.clock.now), desk.clock.now)
        desk.passes()
        assert desk.state is State.SENT
        assert desk.drafts() == []


class TestGmailOverImap(ReconcileContract):
    @pytest.fixture
    def world(self) -> Iterator[World]:
        world = GmailImapWorld()
        yield world
        world.close()

    @pytest.mark.parametrize(
        ("mailbox", "state", "why"),
        [
            ("Trash", State.DECLINED, "you moved it to [Gmail]/Papierkorb"),
            ("Jobs", State.EDITED, "you keep it in Jobs"),
        ],
    )
    def test_a_moved_draft_was_not_sent(self, desk: Desk, mailbox: str, state: State, why: str) -> None:
        super().test_a_moved_draft_was_not_sent(desk, mailbox, state, why)

    def test_what_a_program_moves_to_sent_is_sent_though_all_mail_has_nothing_new(self, desk: Desk) -> None:
        desk.clock.now += timedelta(minutes=2)
        desk.server.move(desk.id, "Sent")
        desk.passes()
        assert (desk.state, desk.drafts()) == (State.SENT, [])
        assert [i.written.kind for i in desk.intents()] == [desk.first.written.kind]


@pytest.mark.server
class TestDovecot(ReconcileContract):
    @pytest.fixture
    def world(self, imap_user: ImapUser) -> Iterator[World]:
        world = ImapWorld(imap_user)
        yield world
        world.close()
