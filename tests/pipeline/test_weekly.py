"""The digest is no input of a pass, and a week of the past is told as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.digest.weeks import templates
from tests.pipeline.letters import ME, answer, application
from tests.pipeline.worlds import Clock, world
from watcher.digest import Issue
from watcher.mail import MemoryAccount
from watcher.pipeline.passes import World
from watcher.pipeline.weekly import Weekly, stand_at, weekly
from watcher.store import open_ledger

NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


def search(folder: Path) -> tuple[World, MemoryAccount, Clock]:
    clock, account = Clock(NOW), MemoryAccount("personal")
    account.deliver("Sent", application(NOW - timedelta(days=9)), received_at=NOW - timedelta(days=9))
    made = world(folder, [account], clock)
    made.once()
    return made, account, clock


def digest(made: World, moment: datetime) -> Weekly:
    return weekly(made, templates(), ME, moment)


def test_a_digest_in_inbox_is_no_input(tmp_path: Path) -> None:
    made, account, clock = search(tmp_path)
    before = made.timeline(clock.now)
    own = digest(made, clock.now)
    assert "Jane Doe" in own.digest.text
    clock.now += timedelta(minutes=5)
    for mailbox in ("INBOX", "Archive"):
        account.deliver(mailbox, own.content, received_at=clock.now)
    summary = made.once()
    assert (summary.heard, summary.drafted, summary.withdrawn) == ([], [], [])
    assert made.timeline(clock.now).applications == before.applications
    assert made.timeline(clock.now).ambiguous == ()
    assert all(not seen.envelope.message_id.startswith("digest.") for seen in made.mail())
    assert digest(made, clock.now).digest.subject == own.digest.subject


def test_one_that_only_looks_like_a_digest_is_read_as_any_mail(tmp_path: Path) -> None:
    made, account, clock = search(tmp_path)
    forged = answer(clock.now).replace(
        b"Message-ID: <", b"Message-ID: <digest.2026-W12.0123456789abcdef0123456789abcdef@x."
    )
    account.deliver("INBOX", forged, received_at=clock.now)
    made.once()
    assert len(made.mail()) == 2


def test_a_week_of_the_past_is_told_as_it_was(tmp_path: Path) -> None:
    made, account, clock = search(tmp_path)
    waited = clock.now + timedelta(minutes=1)
    clock.now += timedelta(days=2)
    account.deliver("INBOX", answer(clock.now), received_at=clock.now)
    made.once()
    assert stand_at(made, clock.now).intents[0].written.state == "withdrawn"
    then = stand_at(made, waited)
    assert [i.written.state for i in then.intents] == ["confirmed"]
    assert "Jane Doe" in digest(made, waited).digest.text
    assert stand_at(made, NOW - timedelta(days=20)).timeline.applications == ()


def test_why_a_draft_was_withdrawn_is_told_in_the_users_language(tmp_path: Path) -> None:
    """The ledger keeps the reason with its code: another process reads it from there."""
    made, account, clock = search(tmp_path)
    clock.now += timedelta(days=1)
    account.deliver("INBOX", answer(clock.now), received_at=clock.now)
    made.once()
    (intent,) = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite").intents()
    assert intent.detail == "an answer came on 2026-03-19"
    told = weekly(made, templates("de"), ME, clock.now).digest.text
    assert "Denn: am Donnerstag, 19. März kam eine Antwort" in told


def test_a_short_one_tells_only_what_waits(tmp_path: Path) -> None:
    made, _, clock = search(tmp_path)
    short = weekly(made, templates(), ME, clock.now, ["an account fails"], Issue("2026-W12-3", clock.now))
    assert (short.week, short.is_empty) == ("2026-W12-3", False)
    assert short.digest.subject.startswith("Today: 1 draft")
    assert "Jane Doe" in short.digest.text
    assert "an account fails" not in short.digest.text
    (tmp_path / "other").mkdir()
    with_nothing = world(tmp_path / "other", [MemoryAccount("personal")], clock)
    assert weekly(with_nothing, templates(), ME, clock.now, issue=Issue("2026-W12-3", clock.now)).is_empty


def test_a_short_one_in_inbox_is_no_input(tmp_path: Path) -> None:
    made, account, clock = search(tmp_path)
    short = weekly(made, templates(), ME, clock.now, issue=Issue("2026-W12-3", clock.now))
    account.deliver("INBOX", short.content, received_at=clock.now)
    made.once()
    assert all(not seen.envelope.message_id.startswith("digest.") for seen in made.mail())
