"""Row 06 once more: the machine falls asleep while drafts are being written; what came meanwhile is read first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.daemon.keeping import config, eventually, keeping
from tests.pipeline.letters import ME, application, letter
from watcher.daemon.clocks import Clocks
from watcher.mail import MaildirAccount

APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)
COMPANIES = {1: "Acme", 2: "Globex"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A Maildir with two applications that nobody answered."""
    root = tmp_path / "mail"
    for name in (".", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (root / name / part).mkdir(parents=True, exist_ok=True)
    for number, company in COMPANIES.items():
        content = application(APPLIED, number=number, to=person(company), company=company)
        (root / ".Sent" / "new" / f"{number}.a").write_bytes(content)
    return root


def person(company: str) -> str:
    return f"jane.doe@{company.lower()}.example"


def answer(number: int) -> bytes:
    company = COMPANIES[number]
    return letter(
        f"Jane Doe <{person(company)}>",
        f"Ada Example <{ME}>",
        f"Re: Application for Data Engineer at {company}",
        f"Hi Ada,\n\nthanks for your mail, I have passed it on to the team.\n\nBest\nJane Doe\n{company}\n",
        at=datetime.now(UTC),
        message_id=f"answer@{company.lower()}.example",
        answers=f"apply{number}@example.org",
    )


def test_row_06_a_pass_that_a_sleep_interrupts_writes_nothing_more(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asleep = [timedelta()]
    put: list[bytes] = []
    store = MaildirAccount.put_draft

    def put_draft(self: MaildirAccount, content: bytes) -> None:
        store(self, content)
        put.append(content)
        if len(put) == 1:
            other = 2 if person(COMPANIES[1]).encode() in content else 1
            (root / "new" / "3.b").write_bytes(answer(other))
            asleep[0] = timedelta(hours=9)

    monkeypatch.setattr(MaildirAccount, "put_draft", put_draft)
    table = f'[[accounts]]\nname = "local"\nkind = "maildir"\npath = "{root}"\nwrite = true\n'
    with keeping(config(tmp_path, table), clocks=Clocks(lambda: datetime.now(UTC) + asleep[0])) as kept:
        eventually(lambda: "recruiter_reply" in kept.kinds())
        eventually(lambda: kept.said("pass")[1:])
    assert len(put) == 1
