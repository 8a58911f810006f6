"""Forgetting over whole passes: gone from ledger and Drafts, and not brought back by a rescan or by later mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.pipeline.letters import JANE, answer, application, chat, rejection
from tests.pipeline.test_ledger_lost import EDIT, Desk
from tests.pipeline.test_promises import START, Crash, Fragile
from tests.pipeline.worlds import world
from watcher.errors import ServerError
from watcher.inference import Event, Kind
from watcher.pipeline.forget import Forgotten
from watcher.pipeline.passes import World

OTHER = "kim@beta.example"
TRACES = ("acme", "Acme", "apply1@example.org", "jane.doe")


class Search(Desk):
    """Two silent applications, nine days old, and ordinary mail."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.account.deliver("Sent", application(START, number=2, to=OTHER, company="Beta"), received_at=START)
        self.account.deliver("INBOX", chat(START, 1), received_at=START)

    def world(self) -> World:
        return world(self.folder, [self.account], self.clock)

    def forget(self, company: str = "Acme", *, leave_drafts: bool = False) -> Forgotten:
        whole = self.world()
        timeline = whole.timeline(self.clock.now)
        found = [a for a in timeline.applications if a.company == company]
        gone = whole.forgetter.doomed(found, timeline)
        assert gone.shared == ()
        return whole.forgetter.forget(gone, leave_drafts=leave_drafts)

    def companies(self) -> list[str]:
        return sorted(a.company for a in self.world().timeline(self.clock.now).applications)

    def rescan(self) -> None:
        for name in ("INBOX", "Sent", "Trash"):
            self.account.renew(name)
        self.clock.now += timedelta(days=1)
        self.once()

    def traces(self, names: Sequence[str] = TRACES) -> list[str]:
        whole = b"".join(path.read_bytes() for path in self.folder.glob("ledger*"))
        return [text for text in names if text.encode() in whole]


@pytest.fixture
def search(tmp_path: Path) -> Search:
    return Search(tmp_path)


def test_it_is_gone_from_ledger_file_and_drafts_and_a_rescan_does_not_bring_it_back(search: Search) -> None:
    search.once()
    assert (search.companies(), len(search.drafts())) == (["Acme", "Beta"], 2)
    assert search.traces() == list(TRACES)
    result = search.forget()
    assert ([w.recipient for w in result.removed], result.left) == ([JANE], [])
    for _ in range(2):
        assert search.companies() == ["Beta"]
        assert search.traces() == []
        (draft,) = search.drafts()
        assert OTHER.encode() in draft
        subjects = {s.envelope.subject for s in search.world().ledger.seen()}
        assert subjects == {"Saturday", "Application for Data Engineer at Beta"}
        search.rescan()


def test_all_is_gone_and_a_later_pass_begins_anew(search: Search) -> None:
    search.once()
    result = search.world().forgetter.forget_all()
    assert (result.messages, len(result.removed)) == (3, 2)
    assert search.drafts() == []
    assert search.traces((*TRACES, "beta", "Beta", "Saturday", "personal")) == []
    search.once()
    assert (search.companies(), len(search.drafts())) == (["Acme", "Beta"], 2)


def test_an_edited_draft_stays_and_is_named(search: Search) -> None:
    search.once()
    uid, content = next((u, c) for u, c in search.account.contents("Drafts").items() if JANE.encode() in c)
    search.account.delete("Drafts", uid)
    search.account.deliver("Drafts", content + EDIT, received_at=search.clock.now, flags=("\\Draft",))
    result = search.forget()
    assert (result.removed, [(w.recipient, why) for w, why in result.left]) == (
        [],
        [(JANE, "you changed it, so it stays")],
    )
    assert len(search.drafts()) == 2
    search.rescan()
    assert len(search.drafts()) == 2
    # It is sent after all, and answered: what was forgotten stays so.
    search.account.deliver("Sent", content + EDIT, received_at=search.clock.now)
    search.rescan()
    assert search.companies() == ["Beta"]
    assert search.traces() == []


def test_later_mail_in_the_forgotten_thread_is_not_read(search: Search) -> None:
    search.once()
    search.forget()
    search.clock.now += timedelta(days=1)
    for mail in (answer(search.clock.now), rejection(search.clock.now)):
        search.account.deliver("INBOX", mail, received_at=search.clock.now)
        search.once()
        assert search.companies() == ["Beta"]
        assert search.traces() == []
    search.rescan()
    assert search.traces() == []


def test_another_application_in_the_forgotten_thread_is_read(search: Search) -> None:
    search.once()
    search.forget()
    again = application(search.clock.now, number=7).replace(b"Data Engineer", b"Data Analyst")
    again = again.replace(b"Message-ID:", b"References: <apply1@example.org>\r\nMessage-ID:", 1)
    search.account.deliver("Sent", again, received_at=search.clock.now)
    search.once()
    assert search.companies() == ["Acme", "Beta"]
    search.account.deliver(
        "INBOX", answer(search.clock.now + timedelta(hours=1), number=7), received_at=search.clock.now
    )
    search.clock.now += timedelta(hours=2)
    search.once()
    (acme,) = (a for a in search.world().timeline(search.clock.now).applications if a.company == "Acme")
    assert acme.role == "Data Analyst"
    assert acme.last_heard_at is not None


def test_what_the_user_entered_goes_too(search: Search) -> None:
    search.once()
    whole = search.world()
    (acme,) = (a for a in whole.timeline(search.clock.now).applications if a.company == "Acme")
    whole.ledger.enter(
        Event(Kind.CALLED, search.clock.now, company="Acme", evidence=("Jane was kind",)), acme.facts[0].id, START
    )
    result = search.forget()
    assert (result.messages, result.entries) == (1, 1)
    assert search.traces((*TRACES, "Jane was kind")) == []
    assert list(whole.ledger.entered()) == []


def test_where_an_account_does_not_answer_nothing_is_forgotten_unless_drafts_may_stay(search: Search) -> None:
    search.once()
    search.account.fault = ServerError("the server is away")
    with pytest.raises(ServerError, match="nothing was forgotten: the server is away"):
        search.forget()
    assert search.companies() == ["Acme", "Beta"]
    search.account.fault = ServerError("the server is away")
    result = search.forget(leave_drafts=True)
    search.account.fault = None
    assert [why for _, why in result.left] == ["your Drafts were not looked at"]
    assert len(search.drafts()) == 2
    assert search.companies() == ["Beta"]


def test_a_draft_that_may_be_under_way_is_waited_for(search: Search) -> None:
    with pytest.raises(Crash):
        replace(search.world(), accounts=[Fragile(search.account, Crash(), 3, after=True)]).once()
    with pytest.raises(ServerError, match="run `watcher once`"):
        search.world().forgetter.forget_all()
    assert search.companies() == ["Acme", "Beta"]
    search.once()
    assert len(search.world().forgetter.forget_all().removed) == 2


def test_a_draft_that_is_gone_already_is_no_matter(search: Search) -> None:
    search.once()
    for uid in list(search.account.contents("Drafts")):
        search.account.delete("Drafts", uid)
    result = search.forget()
    assert (result.removed, result.left) == ([], [])
    search.rescan()
    assert search.companies() == ["Beta"]


# --- what is old enough -----------------------------------------------------------------------------------------------


def ended(search: Search) -> None:
    search.account.deliver("INBOX", rejection(search.clock.now), received_at=search.clock.now)
    search.once()
    for uid in list(search.account.contents("Drafts")):
        search.account.delete("Drafts", uid)


def keeping(search: Search, months: int = 24) -> World:
    return replace(search.world(), retention_months=months)


def test_what_ended_is_forgotten_when_its_last_mail_is_old(search: Search) -> None:
    ended(search)
    for days, companies in ((600, []), (160, ["Acme"])):
        search.clock.now += timedelta(days=days)
        summary = keeping(search).once()
        assert [a.company for a in summary.forgotten] == companies
    assert search.companies() == ["Beta"]
    assert search.traces() == []
    search.rescan()
    assert search.companies() == ["Beta"]


def test_it_is_looked_for_once_a_day_and_never_where_it_is_switched_off(search: Search) -> None:
    ended(search)
    search.clock.now += timedelta(days=760)
    assert keeping(search, 0).once().forgotten == []
    search.world().ledger.tended(search.clock.now)
    search.clock.now += timedelta(hours=23)
    assert keeping(search).once().forgotten == []
    search.clock.now += timedelta(hours=1)
    assert len(keeping(search).once().forgotten) == 1


def test_what_a_draft_still_waits_of_is_kept(search: Search) -> None:
    search.account.deliver("INBOX", rejection(search.clock.now), received_at=search.clock.now)
    search.clock.now += timedelta(days=1)
    search.once()
    assert any(JANE.encode() in content for content in search.drafts())
    search.clock.now += timedelta(days=760)
    search.account.mark("Drafts", max(search.account.contents("Drafts")), "\\Seen")
    uid, content = next((u, c) for u, c in search.account.contents("Drafts").items() if JANE.encode() in c)
    search.account.delete("Drafts", uid)
    search.account.deliver("Drafts", content + EDIT, received_at=search.clock.now)
    assert keeping(search).once().forgotten == []
    assert "Acme" in search.companies()
