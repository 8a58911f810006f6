"""The digest with its pictures on a real Dovecot: it arrives whole, shows them, and is never read as mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.pipeline.letters import answer, application
from tests.servers.dovecot import Dovecot
from tests.system.scenes import APPLIED, NOW, Desk
from watcher.bootstrap import Wired, wire
from watcher.charts import MOST_OCTETS
from watcher.config import load
from watcher.pipeline.courier import Step

COMPANIES = ("Acme", "Borealis", "Cumulus", "Dune", "Ember")


def parts(content: bytes) -> tuple[str, str, list[EmailMessage]]:
    """The text, the HTML and what belongs to it, as a mail program takes them."""
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    return (
        plain.get_content(),
        html.get_content(),
        [one for one in mail.walk() if one.get_content_maintype() == "image"],
    )


@pytest.fixture
def desk(dovecot: Dovecot, tmp_path: Path) -> Desk:
    desk = Desk(dovecot, tmp_path / "desk")
    for number, company in enumerate(COMPANIES, 1):
        jane = f"jane.doe@{company.lower()}.example"
        desk.user.append("Sent", application(APPLIED, number=number, to=jane, company=company))
        if number > 1:
            said = answer(APPLIED + timedelta(days=number), number=number, sender=jane)
            desk.user.append("INBOX", said.replace(b"Acme", company.encode()))
    desk.once()
    return desk


@pytest.fixture
def wired(desk: Desk) -> Iterator[Wired]:
    wired = wire(load(desk.folder / "config.toml"), clock=lambda: NOW)
    with closing(wired.ledger):
        yield wired
        for account in wired.accounts:
            account.close()


@pytest.mark.server
def test_it_arrives_whole_and_is_no_input(desk: Desk, wired: Wired) -> None:
    assert wired.courier().deliver("2026-W12").step is Step.DELIVERED
    (stored,) = [one.content for one in desk.user.messages("INBOX") if b"digest.2026-W12." in one.content]
    assert stored.replace(b"\r\n", b"\n") == wired.digest().content.replace(b"\r\n", b"\n")
    text, html, images = parts(stored)
    named = [one["Content-ID"].strip("<>") for one in images]
    assert re.findall(r'src="cid:([^"]+)"', html) == named
    assert [name.split(".")[0] for name in named] == ["flow", "weeks", "answers"]
    assert sum(len(one.get_content()) for one in images) < MOST_OCTETS
    for one in images:
        with Image.open(BytesIO(one.get_content())) as shown:
            assert (shown.format, shown.width) == ("PNG", 1080)
    assert "Of 5 applied: 4 answered, 1 waiting." in " ".join(text.split())

    before = wired.world.timeline(NOW)
    (summary,) = desk.once(NOW + timedelta(minutes=5))
    assert summary.heard == []
    assert wired.world.timeline(NOW).applications == before.applications
    assert not [seen for seen in wired.world.mail() if seen.envelope.message_id.startswith("digest.")]
    assert wired.digest().content.replace(b"\r\n", b"\n") == stored.replace(b"\r\n", b"\n")


@pytest.mark.server
def test_where_nothing_can_be_painted_it_comes_all_the_same(
    desk: Desk, wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pictures = wired.digest()
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert wired.courier().deliver("2026-W12").step is Step.DELIVERED
    (stored,) = [one.content for one in desk.user.messages("INBOX") if b"digest.2026-W12." in one.content]
    text, html, images = parts(stored)
    assert text.replace("\r\n", "\n") == with_pictures.digest.text
    assert images == []
    assert "<img" not in html
    assert "Of 5 applied: 4 answered, 1 waiting." in html
