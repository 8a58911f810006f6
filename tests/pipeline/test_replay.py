"""A past replayed from a ledger: every line of the report is known, and the ledger stays as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays

from tests.pipeline.letters import JANE, answer, application, letter
from tests.pipeline.worlds import Clock, world
from watcher.cadence import Backtest, FollowUpKind
from watcher.demo import write_mailbox
from watcher.mail import MaildirAccount, MaildirSettings
from watcher.mail.memory import MemoryAccount
from watcher.pipeline.passes import World
from watcher.pipeline.replay import replay

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 2, 9, 0, tzinfo=BERLIN)  # a Monday
NOW = START + timedelta(days=50)
KIM = "kim@beta.example"


def replayed(whole: World, since: datetime, until: datetime) -> Backtest:
    return replay(whole, since, until, lambda follow_up, now: "", lambda done, total: None)


def asked(at: datetime, to: str, number: int) -> bytes:
    return letter(
        "Ada Example <ada@example.org>",
        to,
        "Re: Application for Data Engineer at Beta",
        "Dear Kim,\n\nI would like to follow up on my application for the position of Data Engineer at Beta. Could you "
        "tell me where it stands?\n\nKind regards\nAda Example\n",
        at=at,
        message_id=f"ask{number}@example.org",
        answers=f"apply{number}@example.org",
    )


def a_past(folder: Path, *, write: bool = False) -> World:
    """Acme answers after ten days; Beta is asked by the user on day 3 and day 13; Gamma is forgotten."""
    account = MemoryAccount("personal", writable=write)
    day = timedelta(days=1)
    mails = [
        ("Sent", application(START), START),
        ("INBOX", answer(START + 10 * day), START + 10 * day),
        ("Sent", application(START, number=2, to=KIM, company="Beta"), START),
        ("Sent", asked(START + 2 * day, KIM, 2), START + 2 * day),
        ("Sent", asked(START + 13 * day, KIM, 2).replace(b"ask2@", b"ask3@"), START + 13 * day),
        ("Sent", application(START + day, number=4, to="lee@gamma.example", company="Gamma"), START + day),
    ]
    for mailbox, content, at in mails:
        account.deliver(mailbox, content, received_at=at)
    whole = world(folder, [account], Clock(NOW), zone=BERLIN)
    whole.once()
    return whole


def held(folder: Path) -> list[str]:
    """All that the ledger holds, wherever SQLite keeps it."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        return list(connection.iterdump())


def shown(report: Backtest) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            d.follow_up.company,
            d.follow_up.kind.value,
            f"{d.at.astimezone(BERLIN):%m-%d %H:%M}",
            d.outcome.value,
            f"{d.ended_at.astimezone(BERLIN):%m-%d}" if d.ended_at else "",
        )
        for d in report.drafted
    ]


EXPECTED = [
    ("Acme", "receipt_check", "03-05 08:00", "withdrawn", "03-12"),
    ("Beta", "second_follow_up", "03-09 08:00", "wrote", "03-15"),
    ("Gamma", "receipt_check", "03-06 08:00", "lapsed", "03-24"),
    ("Acme", "conversation_follow_up", "03-19 08:00", "waiting", ""),
]


def test_every_line_of_a_known_past(tmp_path: Path) -> None:
    whole = a_past(tmp_path)
    ledger = held(tmp_path)
    report = replayed(whole, START - timedelta(days=1), NOW)
    assert sorted(shown(report)) == sorted(EXPECTED)
    assert [d.follow_up.recipient.email for d in report.drafted if d.follow_up.recipient].count(JANE) == 2
    (early,) = report.missed
    assert (early.reason.value, early.company, early.to) == ("early", "Beta", KIM)
    assert f"{early.due_at:%m-%d %H:%M}" == "03-05 08:00"
    assert report.undrafted == ()
    assert not [d for d in report.drafted if d.wrong]
    assert held(tmp_path) == ledger


def test_what_was_really_drafted_and_where_writing_is_on_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "on").mkdir()
    (tmp_path / "off").mkdir()
    on, off = a_past(tmp_path / "on", write=True), a_past(tmp_path / "off")
    assert on.ledger.intents()
    assert replayed(on, START, NOW) == replayed(off, START, NOW)


def test_a_replay_that_begins_later_drafts_late_what_was_overdue(tmp_path: Path) -> None:
    report = replayed(a_past(tmp_path), START + timedelta(days=11), NOW)
    first = {d.follow_up.company: d for d in report.drafted if d.at == START + timedelta(days=11)}
    assert first["Gamma"].follow_up.late
    assert "Acme" not in first


def test_the_demo_is_thanked_asked_and_answered_as_its_stories_tell(tmp_path: Path) -> None:
    now = datetime(2026, 11, 18, 9, 30, tzinfo=BERLIN)
    write_mailbox(tmp_path / "Maildir", now, BERLIN)
    account = MaildirAccount(MaildirSettings(name="demo", path=str(tmp_path / "Maildir"), write=False))
    whole = world(tmp_path, [account], Clock(now), zone=BERLIN, holidays=holidays.country_holidays("DE"))
    whole.once()
    report = replayed(whole, now - timedelta(days=120), now)
    told = {(d.follow_up.company, d.follow_up.kind, d.outcome.value) for d in report.drafted}
    assert ("Meridian Freight", FollowUpKind.THANK_YOU, "wrote") in told
    assert ("Fernbach Instruments", FollowUpKind.RECEIPT_CHECK, "wrote") in told
    assert ("Kestrel Maps", FollowUpKind.THANK_YOU, "waiting") in told
    assert ("Pinecrest Software", FollowUpKind.POST_INTERVIEW, "withdrawn") in told
    assert not [d for d in report.drafted if d.wrong]
    assert list((tmp_path / "Maildir" / ".Drafts" / "cur").iterdir()) == []
