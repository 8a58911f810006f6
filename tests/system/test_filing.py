"""The user moves a message in their mail program, on a real Dovecot: the next pass obeys."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.pipeline.letters import application
from tests.servers.dovecot import ImapUser
from tests.system.scenes import APPLIED, NOW, write_config
from tests.system.test_one_draft import drafts, world_at

pytestmark = pytest.mark.server


def move(user: ImapUser, source: str, target: str) -> None:
    with user.client() as client:
        client.select_folder(source)
        client.move(client.search("ALL"), target)


def test_a_message_moved_to_ignore_takes_its_draft_along_and_back_in_job_it_counts_again(
    imap_user: ImapUser, tmp_path: Path
) -> None:
    user = imap_user
    path = write_config(tmp_path, user, user.server.imaps, tls="implicit")
    user.append("Sent", application(APPLIED), internaldate=APPLIED)
    world_at(path).once()
    assert len(drafts(user)) == 1
    for mailbox in ("Watcher/Ignore", "Watcher/Job"):
        user.create(mailbox)
    move(user, "Sent", "Watcher/Ignore")
    summary = world_at(path).once()
    assert [line.endswith("you moved it to Watcher/Ignore") for line in summary.heard] == [True]
    assert (drafts(user), summary.applications) == ([], 0)
    move(user, "Watcher/Ignore", "Watcher/Job")
    summary = world_at(path, NOW + timedelta(minutes=5)).once()
    assert len(summary.heard) == 1
    assert summary.applications == 1
    assert world_at(path).once().heard == []
