"""Gmail over IMAP: All Mail once, labels that come and go, the life of a draft there, and Gmail's limits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.contracts.account_contract import Seen, read
from tests.contracts.mails import SINCE, T0, minutes, plain
from tests.servers.gmail_imap import ALL, DRAFTS, SENT, SPAM, TRASH, GmailImap
from tests.servers.gmail_imap_world import CONTEXT, GmailImapWorld
from watcher.errors import ServerError, SignInError
from watcher.mail import ImapAccount, imap_pass
from watcher.mail.imap_errors import CROWDED_REST, USED_UP_REST
from watcher.timeline import Place


@pytest.fixture
def world() -> Iterator[GmailImapWorld]:
    world = GmailImapWorld()
    yield world
    world.close()


@pytest.fixture
def account(world: GmailImapWorld) -> ImapAccount:
    return world.account()


def stands(seen: Seen) -> list[tuple[str, str, Place]]:
    return [(uid, one.mailbox, one.place) for uid, one in zip(seen.ids, seen.located, strict=True)]


def bodies(server: GmailImap) -> int:
    """How many messages' texts were asked for."""
    asked = [command.split(" ")[2] for command in server.commands if "FETCH" in command and "BODY.PEEK[1]" in command]
    return sum(one.count(",") + 1 for one in asked)


# Labels


def test_a_message_is_fetched_once_and_stands_in_each_of_its_labels(
    world: GmailImapWorld, account: ImapAccount
) -> None:
    stored = world.box.add(plain("a@x"), ["INBOX", "Jobs", "IMPORTANT", "STARRED"], T0)
    world.box.add(plain("s@x"), ["SENT", "Jobs"], T0)
    seen = read(account)
    assert stands(seen) == [
        ("a@x", "INBOX", Place.INBOX),
        ("a@x", "Jobs", Place.OTHER),
        ("s@x", SENT, Place.SENT),
        ("s@x", "Jobs", Place.OTHER),
    ]
    assert bodies(world.imap) == 2
    assert seen.located[0].uid == stored.id  # as the Gmail API names it
    assert seen.last.complete
    assert read(account, seen.cursor).ids == []


def test_what_has_no_label_was_archived(world: GmailImapWorld, account: ImapAccount) -> None:
    world.box.add(plain("a@x"), [], T0)
    assert stands(read(account)) == [("a@x", ALL, Place.OTHER)]


@pytest.mark.parametrize(
    "label",
    ["Büro", "2026", "007", 'say "hi"', "back\\slash", "R&D", "a (b) [c]", "日本", "NIL", "Watcher/Ignore", "x" * 80],
)
def test_labels_that_are_odd_on_the_wire(world: GmailImapWorld, account: ImapAccount, label: str) -> None:
    world.box.add(plain("a@x"), [label], T0)
    seen = read(account)
    assert stands(seen) == [("a@x", label, Place.OTHER)]
    world.box.add(plain("b@x"), [], T0)
    cursor = read(account, seen.cursor).cursor
    world.box.relabel(next(m.id for m in world.box.messages.values() if b"b@x" in m.raw), add=[label])
    assert stands(read(account, cursor)) == [("b@x", label, Place.OTHER)]


def test_ignored_labels_alone_are_not_read(world: GmailImapWorld) -> None:
    world.box.add(plain("a@x"), ["Jobs"], T0)
    world.box.add(plain("b@x"), ["Jobs", "INBOX"], T0)
    account = ImapAccount(world.imap.settings(ignore=("jobs",)), lambda: "secret", CONTEXT)
    seen = read(account)
    assert stands(seen) == [("b@x", "INBOX", Place.INBOX)]
    world.box.relabel(next(iter(world.box.messages)), add=["Other"])
    assert stands(read(account, seen.cursor)) == [("a@x", "Other", Place.OTHER)]
    account.close()


def test_spam_and_trash_are_read_beside_all_mail_and_their_other_labels_do_not_count(
    world: GmailImapWorld, account: ImapAccount
) -> None:
    world.box.add(plain("spam@x"), ["SPAM", "Jobs"], T0)
    world.box.add(plain("trash@x"), ["TRASH"], T0)
    world.box.add(plain("a@x"), ["INBOX"], T0)
    assert stands(read(account)) == [
        ("a@x", "INBOX", Place.INBOX),
        ("spam@x", SPAM, Place.JUNK),
        ("trash@x", TRASH, Place.TRASH),
    ]


def test_a_label_that_is_gained_is_heard_of_and_one_that_is_lost_is_not(
    world: GmailImapWorld, account: ImapAccount
) -> None:
    stored = world.box.add(plain("a@x"), ["INBOX"], T0)
    cursor = read(account).cursor
    world.box.relabel(stored.id, add=["Watcher/Ignore"])
    filed = read(account, cursor)
    assert stands(filed) == [("a@x", "INBOX", Place.INBOX), ("a@x", "Watcher/Ignore", Place.OTHER)]
    world.box.relabel(stored.id, remove=["Watcher/Ignore", "INBOX"])
    lost = read(account, filed.cursor)
    assert lost.ids == []
    world.box.relabel(stored.id, add=["INBOX"])
    assert stands(read(account, lost.cursor)) == [("a@x", "INBOX", Place.INBOX)]


def test_new_and_newly_labelled_mail_of_one_label_come_once_each(world: GmailImapWorld, account: ImapAccount) -> None:
    old = world.box.add(plain("old@x"), ["INBOX"], T0)
    cursor = read(account).cursor
    world.box.add(plain("new1@x"), ["INBOX", "Jobs"], minutes(1))
    world.box.relabel(old.id, add=["Jobs"])
    world.box.add(plain("new2@x"), ["INBOX", "Jobs"], minutes(2))
    seen = read(account, cursor)
    assert sorted(set(seen.ids)) == ["new1@x", "new2@x", "old@x"]
    assert len(seen.ids) == 6
    assert read(account, seen.cursor).ids == []


def test_of_a_new_label_what_is_within_the_horizon_is_read(world: GmailImapWorld, account: ImapAccount) -> None:
    world.box.add(plain("ancient@x"), ["INBOX"], SINCE.replace(year=2020))
    world.box.add(plain("a@x"), ["INBOX"], T0)
    cursor = read(account).cursor
    for one in list(world.box.messages):
        world.box.relabel(one, add=["Fresh"])
    seen = read(account, cursor)
    assert [mailbox for uid, mailbox, _ in stands(seen) if uid == "a@x"] == ["INBOX", "Fresh"]
    assert "ancient@x" not in seen.ids


def test_out_of_trash_is_heard_of(world: GmailImapWorld, account: ImapAccount) -> None:
    stored = world.box.add(plain("a@x"), ["TRASH"], T0)
    cursor = read(account).cursor
    world.box.relabel(stored.id, add=["INBOX"], remove=["TRASH"])
    assert stands(read(account, cursor)) == [("a@x", "INBOX", Place.INBOX)]


def test_what_inbox_has_and_all_mail_not_yet_is_read_from_inbox(world: GmailImapWorld, account: ImapAccount) -> None:
    cursor = read(account).cursor
    stored = world.box.add(plain("a@x"), ["INBOX"], T0)
    world.imap.late.add(stored.id)
    seen = read(account, cursor)
    assert stands(seen) == [("a@x", "INBOX", Place.INBOX)]
    assert seen.last.complete


# A first sync that is cut and goes on


def through_trash(world: GmailImapWorld, one: str) -> None:
    world.box.relabel(one, add=["TRASH"])
    world.imap.view(ALL)
    world.box.relabel(one, remove=["TRASH"])


CHANGES: dict[str, Callable[[GmailImapWorld, str], None]] = {
    "archived": lambda world, one: world.box.relabel(one, remove=["INBOX"]),
    "back in INBOX": lambda world, one: world.box.relabel(one, add=["INBOX"]),
    "filed": lambda world, one: world.box.relabel(one, add=["Jobs"]),
    "through Trash": through_trash,
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_lost_whatever_label_changes_wherever_it_is_cut(
    world: GmailImapWorld, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr("watcher.mail.imap_fetch.BATCH", 2)
    labels: tuple[list[str], ...] = (["INBOX"], ["SENT"], [], ["INBOX", "Jobs"], ["SENT", "INBOX"], ["Jobs"], [])
    for number, those in enumerate(labels):
        world.box.add(plain(f"m{number}@x"), those, minutes(number))
    found: list[str] = []
    cursor: str | None = None
    ids = list(world.box.messages)
    for step in range(40):
        account = world.account()
        seen = read(account, cursor, stop_after=1)
        account.close()
        found, cursor = [*found, *seen.ids], seen.cursor
        if step < len(ids):
            CHANGES[change](world, ids[step])
        if seen.last.complete:
            break
    assert seen.last.complete
    assert set(found) == {f"m{number}@x" for number in range(len(labels))}


def test_row_19_old_mail_beyond_a_days_share_waits_and_new_mail_does_not(
    world: GmailImapWorld, account: ImapAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = [date(2026, 3, 2)]
    monkeypatch.setattr(imap_pass, "today", lambda: day[0])
    monkeypatch.setattr("watcher.mail.imap_fetch.BATCH", 2)
    monkeypatch.setattr(imap_pass, "DAILY", 700)
    for number in range(4):
        world.box.add(plain(f"i{number}@x"), ["INBOX"], minutes(number))
        world.box.add(plain(f"s{number}@x"), ["SENT"], minutes(number))
    first = read(account)
    assert 0 < len(first.ids) < 8
    assert not first.last.complete
    assert first.notes.count("than is read in a day") == 1
    world.box.add(plain("new@x"), ["INBOX"], minutes(9))
    second = read(account, first.cursor)
    assert second.ids == ["new@x"]
    found, later = [*first.ids, *second.ids], second
    for number in range(3, 12):
        day[0] = date(2026, 3, number)
        later = read(account, later.cursor)
        found += later.ids
    assert later.last.complete
    assert sorted(found) == sorted([*(f"{one}{n}@x" for n in range(4) for one in "is"), "new@x"])


def test_row_13_a_new_uidvalidity_of_all_mail_is_a_reset(world: GmailImapWorld, account: ImapAccount) -> None:
    world.box.add(plain("a@x"), ["INBOX"], T0)
    cursor = read(account).cursor
    world.imap.renumber(ALL)
    seen = read(account, cursor)
    assert seen.ids == ["a@x"]
    assert seen.last.reset
    assert "UIDVALIDITY" in seen.notes
    assert not read(account, seen.cursor).last.reset


def test_a_label_that_was_made_anew_is_read_anew(world: GmailImapWorld, account: ImapAccount) -> None:
    world.box.add(plain("a@x"), ["Jobs"], T0)
    cursor = read(account).cursor
    world.imap.renumber("Jobs")
    seen = read(account, cursor)
    assert seen.ids == ["a@x"]
    assert read(account, seen.cursor).ids == []


def test_row_17_without_all_mail_a_pass_is_not_complete(world: GmailImapWorld, account: ImapAccount) -> None:
    world.box.add(plain("a@x"), ["INBOX"], T0)
    world.imap.refusals.append((r'(STATUS|EXAMINE) "\[Gmail\]/Alle', "NO Not now"))
    seen = read(account)
    assert not seen.last.complete
    assert f'mailbox "{ALL}" cannot be opened' in seen.notes
    world.imap.refusals.clear()
    again = read(account, seen.cursor)
    assert again.ids == ["a@x"]
    assert again.last.complete


def test_where_all_mail_is_hidden_each_label_is_read_by_itself() -> None:
    with GmailImap(show_all_mail=False) as server:
        server.box.add(plain("a@x"), ["INBOX", "Jobs"], T0)
        account = ImapAccount(server.settings(), lambda: "secret", CONTEXT)
        assert [one.mailbox for one in read(account).located] == ["INBOX", "Jobs"]
        (told,) = [one for one in account.check() if "All Mail" in one.what]
        assert "Show in IMAP" in told.advice
        account.close()


def test_a_cursor_from_before_all_mail_was_shown_loses_nothing() -> None:
    with GmailImap(show_all_mail=False) as server:
        for number, labels in enumerate((["INBOX"], ["SENT"], [])):
            server.box.add(plain(f"m{number}@x"), labels, minutes(number))
        account = ImapAccount(server.settings(), lambda: "secret", CONTEXT)
        hidden = read(account)
        assert hidden.ids == ["m0@x", "m1@x"]
        server.box.add(plain("new@x"), ["INBOX"], minutes(9))
        server.hidden.clear()
        shown = read(account, hidden.cursor)
        assert set(shown.ids) == {"m0@x", "m1@x", "m2@x", "new@x"}
        assert len(shown.ids) == 4
        assert shown.last.complete
        assert read(account, shown.cursor).ids == []
        account.close()


def test_where_all_mail_is_hidden_in_the_middle_of_a_first_sync_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("watcher.mail.imap_fetch.BATCH", 1)
    with GmailImap() as server:
        for number, labels in enumerate((["INBOX"], ["SENT"], ["Jobs"])):
            server.box.add(plain(f"m{number}@x"), labels, minutes(number))
        account = ImapAccount(server.settings(), lambda: "secret", CONTEXT)
        first = read(account, stop_after=1)
        server.hidden.add(ALL)
        rest = read(account, first.cursor)
        assert {*first.ids, *rest.ids} == {"m0@x", "m1@x", "m2@x"}
        account.close()


def test_where_sent_is_hidden_its_label_tells() -> None:
    with GmailImap() as server:
        server.hidden.add(SENT)
        server.box.add(plain("s@x"), ["SENT"], T0)
        account = ImapAccount(server.settings(), lambda: "secret", CONTEXT)
        seen = read(account)
        assert stands(seen) == [("s@x", "Sent", Place.SENT)]
        assert (seen.last.complete, seen.last.sent_known, seen.notes) == (True, True, "")
        assert all(one.ok for one in account.check())
        account.close()


def test_a_server_that_knows_no_search_by_label_gives_all_the_same(world: GmailImapWorld, account: ImapAccount) -> None:
    for number, labels in enumerate((["INBOX"], ["SENT"], [])):
        world.box.add(plain(f"m{number}@x"), labels, minutes(number))
    world.imap.refusals.append(("UID SEARCH .*X-GM-LABELS", "BAD Could not parse command"))
    seen = read(account)
    assert seen.ids == ["m2@x", "m1@x", "m0@x"]
    assert seen.last.complete


def test_check_tells_of_labels(account: ImapAccount) -> None:
    told = " | ".join(one.what for one in account.check())
    assert f'"{ALL}" is read once for 3 labels, and 2 mailboxes beside it' in told
    assert "the server is Gmail" in told


# Drafts


def test_a_draft_of_ours_is_never_read_though_all_mail_shows_it(world: GmailImapWorld, account: ImapAccount) -> None:
    cursor = read(account).cursor
    account.put_draft(plain("ours@x"))
    assert world.imap.view(ALL).uids
    seen = read(account, cursor)
    assert seen.ids == []
    world.edit("ours@x", plain("ours@x", text="My own words.\r\n"))
    world.box.relabel(next(iter(world.box.drafts.values())), add=["Jobs", "STARRED"])
    again = read(account, seen.cursor)
    assert again.ids == []
    assert read(account).ids == []
    assert account.whereabouts({"ours@x"}) == {}


def test_a_draft_that_was_sent_from_the_web_is_read_as_sent(world: GmailImapWorld, account: ImapAccount) -> None:
    account.put_draft(plain("ours@x"))
    cursor = read(account).cursor
    (draft,) = world.box.drafts
    world.box.send_draft(draft)
    assert stands(read(account, cursor)) == [("ours@x", SENT, Place.SENT)]


def test_a_draft_that_a_program_moved_to_sent_keeps_its_uid_in_all_mail_and_is_read(
    world: GmailImapWorld, account: ImapAccount
) -> None:
    account.put_draft(plain("ours@x"))
    cursor = read(account).cursor
    before = dict(world.imap.view(ALL).uids)
    world.move("ours@x", "Sent")
    assert world.imap.view(ALL).uids == before
    assert stands(read(account, cursor)) == [("ours@x", SENT, Place.SENT)]


def test_a_draft_is_removed_to_trash_and_never_expunged(world: GmailImapWorld, account: ImapAccount) -> None:
    """An EXPUNGE takes the label alone, and All Mail would then show it as mail of the user's own."""
    account.put_draft(plain("ours@x"))
    cursor = read(account).cursor
    (draft,) = account.find_drafts({"ours@x"})["ours@x"]
    assert account.remove_draft(draft)
    assert not [command for command in world.imap.commands if "EXPUNGE" in command or "STORE" in command]
    assert (world.imap.view(DRAFTS).uids, world.imap.view(ALL).uids) == ({}, {})
    assert [one.place for one in read(account, cursor).located] == [Place.TRASH]


def test_without_a_trash_a_draft_stays(world: GmailImapWorld, account: ImapAccount) -> None:
    world.imap.hidden.add(TRASH)
    account.put_draft(plain("ours@x"))
    (draft,) = account.find_drafts({"ours@x"})["ours@x"]
    assert not draft.removable
    assert not account.remove_draft(draft)
    assert world.contents("Drafts")


def test_row_26_a_draft_outside_its_conversation_is_told_of(world: GmailImapWorld, account: ImapAccount) -> None:
    world.box.add(plain("theirs@x"), ["INBOX"], T0)
    cursor = read(account).cursor
    answer = plain("ours@x").replace(b"MIME-Version", b"References: <theirs@x>\r\nMIME-Version")
    account.put_draft(answer)
    seen = read(account, cursor)
    assert "Gmail put the draft “About ours@x” outside the conversation" in seen.notes
    stored = next(one for one in world.box.messages.values() if b"<ours@x>" in one.raw)
    stored.thread = next(iter(world.box.messages.values())).thread
    account.put_draft(plain("other@x"))
    assert not read(account, seen.cursor).notes


# Limits


@pytest.mark.parametrize("command", ["LOGIN", "STATUS", "EXAMINE", "UID FETCH"])
def test_row_19_what_is_used_up_comes_back_in_hours(world: GmailImapWorld, account: ImapAccount, command: str) -> None:
    world.box.add(plain("a@x"), ["INBOX"], T0)
    world.imap.refusals.append((command, "NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)"))
    with pytest.raises(ServerError, match="bandwidth limits") as caught:
        read(account)
    assert (caught.value.permanent, caught.value.rest) == (False, USED_UP_REST)
    assert len([one for one in world.imap.commands if one.startswith(command)]) == 1


def test_row_20_too_many_connections_are_left_alone_for_minutes(world: GmailImapWorld, account: ImapAccount) -> None:
    world.imap.refusals.append(("LOGIN", "NO [ALERT] Too many simultaneous connections. (Failure)"))
    with pytest.raises(ServerError, match="Too many simultaneous") as caught:
        read(account)
    assert not isinstance(caught.value, SignInError)
    assert (caught.value.permanent, caught.value.rest) == (False, CROWDED_REST)


@pytest.mark.parametrize(("labels", "watch"), [(["INBOX"], 0), (["Jobs"], 1), (["SENT"], 1)])
def test_new_mail_is_heard_of_at_once_wherever_a_filter_puts_it(
    world: GmailImapWorld, account: ImapAccount, labels: list[str], watch: int
) -> None:
    watching = account.watches()[watch]
    assert watching.wait()
    thread = threading.Timer(0.3, lambda: world.deliver(labels[0], [(plain("a@x"), T0)]))
    thread.start()
    started = time.monotonic()
    assert watching.wait()
    assert time.monotonic() - started < 30
    assert read(account).ids == ["a@x"]
    thread.join()
    watching.close()


def test_row_20_two_connections_are_all(world: GmailImapWorld, account: ImapAccount) -> None:
    watches = account.watches()
    for watch in watches:
        watch.wait()
    read(account)
    account.put_draft(plain("ours@x"))
    assert world.imap.most_open == 2
    for watch in watches:
        watch.close()
