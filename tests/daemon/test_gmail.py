"""The daemon over Gmail: over IMAP with its labels, and over the API with Google's push."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.daemon.keeping import config, eventually, keeping, now
from tests.pipeline.letters import answer, application
from tests.servers.gmail import GmailServer
from tests.servers.gmail_imap import ALL, DRAFTS, TRASH, GmailImap
from tests.servers.gmail_world import grant
from tests.servers.pubsub import PubsubServer
from watcher.cli.wellness import health_lines
from watcher.daemon.vitals import Vitals
from watcher.store import Health

APPLIED = datetime.now(UTC) - timedelta(days=12)


def test_over_imap_a_draft_is_written_once_and_taken_back_when_the_answer_comes(tmp_path: Path) -> None:
    with GmailImap() as server:
        server.box.add(application(APPLIED), ["SENT"], APPLIED)
        table = f"""
[[accounts]]
name = "gmail"
kind = "imap"
host = "127.0.0.1"
port = {server.port}
tls = "none"
username = "ada@example.org"
password = {{ file = "password" }}
write = true
"""
        with keeping(config(tmp_path, table)) as kept:
            eventually(lambda: kept.said("drafted"))
            eventually(lambda: len(kept.wired.ledger.intents()) == 1 and server.commands.count("IDLE") >= 2)
            with server.lock:
                assert len(server.view(DRAFTS).uids) == 1
                # A filter keeps the answer out of INBOX.
                server.box.add(answer(datetime.now(UTC)), ["Jobs"], datetime.now(UTC))
            eventually(lambda: not server.view(DRAFTS).uids)
            eventually(lambda: "recruiter_reply" in kept.kinds())
            assert len(server.view(TRASH).uids) == 1
            assert len(server.view(ALL).uids) == 2
            assert server.most_open == 2
            # Our own letter, which Trash shows now, is nobody's move.
            eventually(lambda: kept.messages() >= 3)
            assert len(kept.said("drafted")) == 1
            assert sorted(set(kept.kinds())) == ["application_sent", "recruiter_reply"]


@pytest.fixture
def google() -> Iterator[GmailServer]:
    server = GmailServer().start()
    server.pubsub = PubsubServer(lambda: server.tokens, hold=20.0)
    yield server
    server.pubsub.stop()
    server.stop()


def test_google_tells_of_news_long_before_the_poll_and_its_trouble_is_shown(
    google: GmailServer, tmp_path: Path
) -> None:
    assert google.pubsub is not None
    kept_in = tmp_path / "google.json"
    kept_in.write_text(json.dumps(asdict(grant(google))))
    kept_in.chmod(0o600)
    table = f"""
[[accounts]]
name = "gmail"
kind = "gmail"
client = "client.json"
token = {{ file = "google.json" }}
api = "{google.url}"
poll = 3600
pubsub = {{ topic = "projects/ada/topics/gmail", subscription = "projects/ada/subscriptions/watcher" }}
"""
    google.pubsub.refusals.append(403)
    health: list[Health] = []
    vitals = Vitals(now, keep=health.append)
    with keeping(config(tmp_path, table), draw=lambda: 0.0, vitals=vitals) as kept:
        eventually(lambda: health and health[-1].accounts and health[-1].accounts["gmail"].standing)
        eventually(lambda: kept.said("note"))
        kept.wired.keep_health(health[-1])
        told = " ".join(health_lines(kept.wired))
        assert "LOOK  gmail: Google's push does not work: Pub/Sub does not let gmail read" in told
    with keeping(config(tmp_path, table), draw=lambda: 0.0, vitals=vitals) as kept:
        eventually(lambda: google.pubsub and google.pubsub.calls["pull"] >= 2)
        google.mailbox.add(application(APPLIED), ["SENT"], APPLIED)
        google.pubsub.publish(2)
        eventually(lambda: "application_sent" in kept.kinds())
        eventually(lambda: health[-1].accounts["gmail"].standing == "")
    assert google.calls["watch"] == 2
