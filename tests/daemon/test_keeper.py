"""The keeper over real Dovecots and bad networks: who is sick holds up nobody, and what is lost is made anew."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.daemon.keeping import account, config, eventually, keeping, never, threads_named
from tests.pipeline.letters import answer, application, chat
from tests.servers.dovecot import ImapUser, make_certificate
from tests.servers.portal import Portal
from tests.servers.proxy import Proxy
from watcher.daemon.clocks import Clocks
from watcher.daemon.events import Chore

pytestmark = pytest.mark.server

APPLIED = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)
QUIET = ["read ", "watch ", "pass"]


@pytest.fixture
def proxy(imap_user: ImapUser) -> Iterator[Proxy]:
    with Proxy(("127.0.0.1", imap_user.server.imap), trickle=0.5) as running:
        yield running


@pytest.fixture
def path(imap_user: ImapUser, proxy: Proxy, tmp_path: Path) -> Path:
    """One account, through the proxy."""
    return config(tmp_path, account(imap_user, "personal", proxy.port, timeout=2))


def watching(proxy: Proxy) -> bool:
    return bool(proxy.sent.count(b"IDLE") >= 2)


def apply(user: ImapUser) -> None:
    user.append("Sent", application(APPLIED), internaldate=APPLIED)


def talk(user: ImapUser, serial: int = 1) -> None:
    user.append("INBOX", chat(APPLIED, serial), internaldate=APPLIED)


def test_mail_becomes_an_event_and_then_a_draft_and_an_answer_takes_it_back(
    imap_user: ImapUser, proxy: Proxy, path: Path
) -> None:
    with keeping(path) as kept:
        eventually(lambda: watching(proxy))
        apply(imap_user)
        eventually(kept.kinds)
        eventually(lambda: kept.said("drafted"))
        assert len(imap_user.messages("Drafts")) == 1
        imap_user.append("INBOX", answer(datetime.now(UTC)))
        eventually(lambda: not imap_user.messages("Drafts"))
    assert threads_named(QUIET) == []


def test_mail_that_keeps_coming_does_not_keep_drafts_from_being_written(
    imap_user: ImapUser, proxy: Proxy, path: Path
) -> None:
    with keeping(path) as kept, imap_user.client() as client:
        eventually(lambda: watching(proxy))
        apply(imap_user)
        serials = itertools.count(1)

        def goes_on() -> bool:
            client.append("INBOX", chat(APPLIED, next(serials)))
            return bool(kept.said("drafted"))

        eventually(goes_on)


def test_row_20_two_connections_are_open_at_most_and_signed_out_of(
    imap_user: ImapUser, proxy: Proxy, path: Path
) -> None:
    with keeping(path) as kept:
        eventually(lambda: watching(proxy))
        apply(imap_user)
        eventually(lambda: kept.said("drafted"))
        eventually(lambda: proxy.sent.count(b"IDLE") >= 4)
    assert (proxy.connections, proxy.most_open) == (2, 2)
    assert proxy.sent.count(b"LOGOUT") == 2


@pytest.mark.parametrize("fault", ["drop", "hole", "trickle"])
def test_one_sick_account_never_delays_another(imap_user: ImapUser, proxy: Proxy, tmp_path: Path, fault: str) -> None:
    """The sick one's commands would take a minute each."""
    well = ImapUser(imap_user.server, f"{imap_user.name}well")
    proxy.mode = fault
    sick = account(imap_user, "sick", proxy.port, timeout=60)
    with keeping(config(tmp_path, sick, account(well, "well"))) as kept:
        eventually(lambda: kept.said("read", account="well"))
        apply(well)
        eventually(kept.kinds, 15)
        eventually(lambda: kept.said("drafted", account="well"))
        assert len(well.messages("Drafts")) == 1


def test_no_draft_while_an_account_that_holds_mail_of_the_application_cannot_be_read(
    imap_user: ImapUser, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer may lie in the one that cannot be read. Once it can, the draft is written."""
    monkeypatch.setattr("watcher.daemon.keeper.TICK", 0.2)
    well = ImapUser(imap_user.server, f"{imap_user.name}well")
    moment = [APPLIED + timedelta(hours=1)]
    apply(well)
    apply(imap_user)
    tables = account(imap_user, "sick", proxy.port), account(well, "well")
    with keeping(config(tmp_path, *tables), clock=lambda: moment[0]) as kept:
        eventually(lambda: watching(proxy))
        eventually(lambda: kept.said("pass"))
        proxy.mode = "drop"
        proxy.end_all("fin")
        eventually(lambda: kept.said("account not read"))
        moment[0] += timedelta(days=9)
        eventually(lambda: kept.said("pass", without=["sick"], drafted=0))
        assert not kept.said("drafted")
        proxy.mode = "pass"
        eventually(lambda: kept.said("drafted"))


def test_row_01_a_black_hole_is_noticed_and_left(imap_user: ImapUser, proxy: Proxy, path: Path) -> None:
    """All connections go silent; a command (here the safety reading) ends by its deadline, and all is made anew."""
    with keeping(path, poll=3) as kept:
        eventually(lambda: watching(proxy))
        proxy.mode = "hole"
        apply(imap_user)
        eventually(lambda: kept.said("account not read"))
        proxy.mode = "pass"
        eventually(kept.kinds)


@pytest.mark.parametrize("how", ["fin", "rst"])
def test_row_02_a_connection_that_ends_in_idle_is_made_anew_and_nothing_spins(
    imap_user: ImapUser, proxy: Proxy, path: Path, how: str
) -> None:
    with keeping(path) as kept:
        eventually(lambda: watching(proxy))
        count = proxy.connections
        proxy.mode = "drop"
        proxy.end_all(how)
        before = time.process_time()
        never(lambda: proxy.connections > count + 4, 5)
        assert time.process_time() - before < 2.5
        proxy.mode = "pass"
        apply(imap_user)
        eventually(kept.kinds)


def test_row_03_a_trickle_is_given_up_and_left(imap_user: ImapUser, proxy: Proxy, path: Path) -> None:
    with keeping(path, poll=3) as kept:
        eventually(lambda: watching(proxy))
        proxy.mode = "trickle"
        eventually(lambda: kept.said("account not read"))
        assert "was not done after" in kept.said("account not read")[0]["error"]
        proxy.mode = "pass"
        apply(imap_user)
        eventually(kept.kinds)


def test_row_04_a_server_that_ends_idle_early_loses_nothing(imap_user: ImapUser, proxy: Proxy, path: Path) -> None:
    with keeping(path) as kept:
        for serial in (1, 2):
            eventually(lambda: watching(proxy))
            proxy.sent.clear()
            proxy.say(b"* BYE Autologout; idle for too long.\r\n")
            proxy.end_all("fin")
            if serial == 1:
                apply(imap_user)
            else:
                talk(imap_user)
            eventually(lambda: kept.messages() >= serial)  # noqa: B023 - used at once


def test_row_05_after_accept_and_drop_the_waits_grow_until_it_is_proven_well(
    imap_user: ImapUser, proxy: Proxy, path: Path
) -> None:
    proxy.mode = "drop"
    with keeping(path, draw=lambda: 0.0) as kept:
        eventually(lambda: len(kept.said("account not read")) >= 3)
        waits = [line["again_in"] for line in kept.said("account not read")]
        assert waits[:3] == [2.0, 4.0, 8.0]
        assert proxy.connections <= len(waits) + 1
        proxy.mode = "pass"
        eventually(lambda: watching(proxy))
        proxy.mode = "drop"
        count = len(kept.said("account not read"))
        proxy.end_all("fin")
        eventually(lambda: len(kept.said("account not read")) > count)
        assert kept.said("account not read")[count]["again_in"] == 2.0


@pytest.mark.parametrize("leap", [8 * 3600.0, -3600.0])
def test_row_06_after_a_jump_of_the_clock_all_connections_are_new_and_all_is_read(
    imap_user: ImapUser, proxy: Proxy, path: Path, leap: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine slept behind another router: the old connections are black holes, and nobody says so."""
    monkeypatch.setattr("watcher.daemon.keeper.TICK", 0.2)
    shift = [timedelta()]
    with keeping(path, clocks=Clocks(lambda: datetime.now(UTC) + shift[0])) as kept:
        eventually(lambda: watching(proxy))
        old = proxy.connections
        proxy.hole_all()
        apply(imap_user)
        never(kept.kinds, 0.5)
        shift[0] = timedelta(seconds=leap)
        eventually(kept.kinds, 15)
        eventually(lambda: proxy.connections >= old + 2)
        assert kept.said("the clock jumped, or the machine slept: all is read anew", seconds=round(leap))


def test_a_chore_is_done_when_due_and_due_again(proxy: Proxy, path: Path) -> None:
    done: list[datetime] = []
    chore = Chore("tidy", lambda now: now + timedelta(seconds=0.3), lambda: done.append(datetime.now(UTC)))
    with keeping(path, chores=[chore]):
        eventually(lambda: len(done) >= 2)


def test_a_maildir_is_watched_beside(imap_user: ImapUser, tmp_path: Path) -> None:
    root = tmp_path / "mail"
    for name in (".", ".Sent", ".Drafts"):
        for part in ("cur", "new", "tmp"):
            (root / name / part).mkdir(parents=True, exist_ok=True)
    table = f'[[accounts]]\nname = "local"\nkind = "maildir"\npath = "{root}"\nwrite = true\n'
    with keeping(config(tmp_path, table)) as kept:
        eventually(lambda: kept.said("read"))
        (root / ".Sent" / "tmp" / "1.a").write_bytes(application(APPLIED))
        (root / ".Sent" / "tmp" / "1.a").rename(root / ".Sent" / "new" / "1.a")
        eventually(kept.kinds)
        eventually(lambda: kept.said("drafted"))
        assert len(list((root / ".Drafts" / "cur").iterdir())) == 1


def test_row_07_behind_a_captive_portal_it_tries_again_and_trusts_nobody_else(
    imap_user: ImapUser, proxy: Proxy, tmp_path: Path
) -> None:
    """The portal answers in the server's place, with a certificate of its own, or in plain HTTP."""
    portal = tmp_path / "portal"
    portal.mkdir()
    make_certificate(portal, "DNS:localhost,IP:127.0.0.1")
    table = account(imap_user, "personal", proxy.port, timeout=5)
    secure = f'tls = "implicit"\nca_file = "{imap_user.server.ca_file}"'
    path = config(tmp_path, table.replace('tls = "none"', secure))
    apply(imap_user)
    with Portal(portal) as other:
        proxy.target = ("127.0.0.1", other.port)
        with keeping(path, draw=lambda: 0.0) as kept:
            eventually(lambda: kept.said("account not read"))
            assert "certificate" in kept.said("account not read")[0]["error"]
            other.secure = False
            eventually(lambda: [line for line in kept.said("account not read") if "TLS" in line["error"]])
            assert [line["again_in"] for line in kept.said("account not read")[:2]] == [2.0, 4.0]
            assert not other.heard
            proxy.target = ("127.0.0.1", imap_user.server.imaps)
            eventually(kept.kinds)
            assert b"LOGIN" not in other.heard
