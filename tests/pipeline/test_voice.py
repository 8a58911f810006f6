"""A whole pass writes as the user does: their greeting, sign-off and signature, the thread below, the files again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.contracts.test_accounts_imap import account_of
from tests.pipeline.letters import ME, application, letter
from tests.pipeline.worlds import Clock, world
from tests.servers.dovecot import ImapUser
from watcher.cadence import FollowUpKind
from watcher.errors import NotStoredError, ServerError
from watcher.mail import MaildirAccount, MaildirSettings
from watcher.mail.memory import MemoryAccount
from watcher.pipeline.ports import Account
from watcher.pipeline.report import Summary
from watcher.reading import read, split
from watcher.timeline import Envelope

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANNA = "anna.berg@acme.example"
SIGNATURE = "Ada\n\n-- \nAda Example, Datenbanken\n+49 30 1234567\n"
Deliver = Callable[[str, bytes, datetime], object]


def days(number: float) -> datetime:
    return START + timedelta(days=number)


def application_to(person: str, name: str, day: float, number: int, text: str) -> bytes:
    return letter(
        f"Ädä Example <{ME}>", f"{name} <{person}>", f"Bewerbung als Ärztin bei Firma {number}", text,
        at=days(day), message_id=f"own{number}@example.org", attachment="Lebenslauf Ädä.pdf",
    )  # fmt: skip


def talk(deliver: Deliver) -> None:
    """An application in German, Anna's answer with du, and the user's answer above it, twice; then silence."""
    greeting = "Hallo Anna!\n\n"
    applied = application_to(
        ANNA, "Anna Berg", 0, 1,
        greeting + "hiermit bewerbe ich mich als Ärztin bei der Acme GmbH. Meinen Lebenslauf findest du im Anhang.\n\n"
        f"Herzliche Grüße\n{SIGNATURE}",
    )  # fmt: skip
    answered = letter(
        f"Anna Berg <{ANNA}>", f"Ädä Example <{ME}>", "AW: Bewerbung als Ärztin bei Firma 1",
        "Hallo Ada,\n\nvielen Dank für deine Bewerbung als Ärztin! Wir schauen uns deine Unterlagen an und melden uns "
        "bei dir.\n\n-- \nAnna Berg\nPersonal\n",
        at=days(1), message_id="answer1@acme.example", answers="own1@example.org",
    )  # fmt: skip
    thanks = letter(
        f"Ädä Example <{ME}>", f"Anna Berg <{ANNA}>", "Re: Bewerbung als Ärztin bei Firma 1",
        f"{greeting}vielen Dank für deine Antwort, ich freue mich auf eure Rückmeldung zu meiner Bewerbung.\n\n"
        f"Herzliche Grüße\n{SIGNATURE}\nAm 3. März 2026 um 09:00 schrieb Anna Berg:\n"
        "> Hallo Ada,\n>\n> vielen Dank für deine Bewerbung als Ärztin! Wir schauen uns deine Unterlagen an.\n",
        at=days(1.2), message_id="own2@example.org", answers="answer1@acme.example",
    )  # fmt: skip
    for mailbox, content, at in (("Sent", applied, days(0)), ("INBOX", answered, days(1)), ("Sent", thanks, days(1.2))):
        deliver(mailbox, content, at)


def the_draft(account: Account, summary: Summary) -> bytes:
    (intent,) = summary.drafted
    (stored,) = account.find_drafts([intent.written.message_id])[intent.written.message_id]
    return stored.content


@pytest.mark.server
def test_a_draft_on_dovecot_reads_as_the_users_own(imap_user: ImapUser, tmp_path: Path) -> None:
    talk(lambda mailbox, content, at: imap_user.append(mailbox, content, internaldate=at))
    before = {name: [(m.uid, m.flags) for m in imap_user.messages(name)] for name in ("INBOX", "Sent")}
    account, clock = account_of(imap_user, name="personal"), Clock(days(10))
    summary = world(tmp_path, [account], clock).once()
    assert not summary.problems
    assert {name: [(m.uid, m.flags) for m in imap_user.messages(name)] for name in ("INBOX", "Sent")} == before
    content = the_draft(account, summary)
    head, _, body = content.decode().partition("\r\n\r\n")
    assert head.isascii()
    assert "In-Reply-To: <own2@example.org>" in head
    message = read(split(content))
    assert message.from_ is not None
    assert (message.from_.name, message.from_.email) == ("Ädä Example", ME)
    assert message.subject == "Re: Bewerbung als Ärztin bei Firma 1"
    assert message.new_text.startswith("Hallo Anna,\n\n")
    assert "\n\nHerzliche Grüße\nAda\n\nAda Example, Datenbanken\n+49 30 1234567" in message.new_text
    assert body.partition("+49 30 1234567\r\n")[2].split("\r\n") == [
        "",
        "Am 3. März 2026 um 13:48 schrieb Ädä Example:",
        "> Hallo Anna!",
        ">",
        "> vielen Dank für deine Antwort, ich freue mich auf eure Rückmeldung zu ",
        "> meiner Bewerbung.",
        ">",
        "> Herzliche Grüße",
        "> Ada",
        ">",
        "> Am 3. März 2026 um 09:00 schrieb Anna Berg:",
        ">> Hallo Ada,",
        ">>",
        ">> vielen Dank für deine Bewerbung als Ärztin! Wir schauen uns deine ",
        ">> Unterlagen an.",
        "",
    ]
    account.close()


@pytest.fixture(params=["memory", "maildir", "imap"])
def mailbox(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Account, Deliver]:
    if request.param == "memory":
        memory = MemoryAccount("personal")
        return memory, lambda name, content, at: memory.deliver(name, content, received_at=at)
    if request.param == "imap":
        user: ImapUser = request.getfixturevalue("imap_user")
        return account_of(user, name="personal"), lambda name, content, at: user.append(name, content, internaldate=at)
    root = tmp_path / "mail"
    for name in ("cur", "new", "tmp", ".Sent/cur", ".Drafts/cur"):
        (root / name).mkdir(parents=True)
    places = {"INBOX": root / "cur", "Sent": root / ".Sent" / "cur"}

    def deliver(name: str, content: bytes, at: datetime) -> None:
        (places[name] / f"{int(at.timestamp())}.x.host:2,S").write_bytes(content)

    return MaildirAccount(MaildirSettings("personal", str(root), write=True)), deliver


def files(content: bytes) -> list[tuple[str | None, object]]:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]


@pytest.mark.server
def test_receipt_check_carries_again_what_was_sent(mailbox: tuple[Account, Deliver], tmp_path: Path) -> None:
    account, deliver = mailbox
    deliver("Sent", application(START), START)
    clock = Clock(days(3))
    whole = world(tmp_path, [account], clock)
    summary = whole.once()
    assert [one.written.kind for one in summary.drafted] == [FollowUpKind.RECEIPT_CHECK]
    assert files(the_draft(account, summary)) == [("Resume Ada Example.pdf", b"%PDF-1.4 example")]
    # The next pass still knows it as its own, untouched, and writes no other.
    clock.now = days(4)
    again = whole.once()
    assert not again.drafted
    assert not again.problems
    (intent,) = whole.ledger.intents()
    assert intent.written.state.value == "confirmed"
    account.close()


class Trouble:
    """An account whose `fetch` fails, or finds nothing."""

    def __init__(self, account: MemoryAccount, *, fails: bool) -> None:
        self._account, self._fails = account, fails

    def __getattr__(self, name: str) -> object:
        return getattr(self._account, name)

    def fetch(self, envelope: Envelope) -> bytes | None:
        if self._fails:
            raise ServerError("The server is away.")
        return None


@pytest.mark.parametrize("fails", [True, False])
def test_what_cannot_be_fetched_is_not_claimed_and_stops_nothing(tmp_path: Path, fails: bool) -> None:
    server = MemoryAccount("personal")
    for number in (1, 2):
        server.deliver("Sent", application(START, number=number, to=f"jane{number}@acme{number}.example",
                                           company=f"Acme{number}"), received_at=START)  # fmt: skip
    account, clock = Trouble(server, fails=fails), Clock(days(3))
    whole = world(tmp_path, [account], clock)  # type: ignore[list-item]
    summary = whole.once()
    assert [one.written.kind for one in summary.drafted] == [FollowUpKind.RECEIPT_CHECK] * 2
    assert bool(summary.problems) is fails
    for content in server.contents("Drafts").values():
        assert files(content) == []
        assert "attach" not in read(split(content)).new_text.replace("attachments do not always", "")
    clock.now = days(3.1)
    assert not whole.once().drafted
    assert len(server.contents("Drafts")) == 2


class Small(Trouble):
    """An account whose server takes no draft of over a million octets."""

    def fetch(self, envelope: Envelope) -> bytes | None:
        return self._account.fetch(envelope)

    def put_draft(self, content: bytes) -> None:
        if len(content) > 1_000_000:
            raise NotStoredError("The server refused storing a draft (too big).")
        self._account.put_draft(content)


def test_a_draft_that_is_too_large_for_its_server_holds_up_no_other(tmp_path: Path) -> None:
    server = MemoryAccount("personal")
    small = application(START, number=2, to="jane2@acme2.example", company="Acme2")
    large = application(START).replace(b"JVBERi0xLjQgZXhhbXBsZQ==", b"QUJDREVGR0hJ" * 100_000)
    server.deliver("Sent", large, received_at=START)
    server.deliver("Sent", small, received_at=START + timedelta(minutes=1))
    clock = Clock(days(3))
    whole = world(tmp_path, [Small(server, fails=False)], clock)  # type: ignore[list-item]
    for _ in range(2):
        summary = whole.once()
        assert any("too big" in problem for problem in summary.problems)
        assert [read(split(content)).to[0].email for content in server.contents("Drafts").values()] == [
            "jane2@acme2.example"
        ]
