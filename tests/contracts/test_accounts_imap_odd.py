"""IMAP servers that behave as real ones do and Dovecot does not; and what is never said to any of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts.account_contract import Seen, read
from tests.contracts.mails import SINCE, plain
from tests.servers.stub import Items, StubServer
from watcher.errors import NotStoredError, ServerError, SignInError
from watcher.mail import ImapAccount, tls_context
from watcher.timeline import Place

USUAL = {"INBOX": {3: plain("a@x"), 5: plain("b@x")}, "Sent": {1: plain("s@x")}, "Drafts": {9: plain("d@x")}}


_opened: list[ImapAccount] = []


@pytest.fixture(autouse=True)
def closing() -> Iterator[None]:
    """Closes the accounts that a test opens."""
    yield
    while _opened:
        _opened.pop().close()


def account_of(server: StubServer, password: str = "secret", **changes: object) -> ImapAccount:
    _opened.append(ImapAccount(server.settings(**changes), lambda: password, tls_context()))
    return _opened[-1]


def notes(seen: Seen) -> str:
    return " ".join(note for batch in seen.batches for note in batch.notes)


@pytest.fixture
def usual() -> Iterator[StubServer]:
    with StubServer(USUAL) as server:
        yield server


def test_the_stub_is_a_server(usual: StubServer) -> None:
    assert read(account_of(usual)).ids == ["b@x", "a@x", "s@x"]


def test_promise_2_reading_says_nothing_that_could_change_a_mailbox(usual: StubServer) -> None:
    account = account_of(usual)
    read(account)
    account.find_drafts({"d@x"})
    account.check()
    account.close()
    for command in usual.commands:
        words = command.removeprefix("UID ").split(" ")
        assert words[0] in {
            "CAPABILITY",
            "LOGIN",
            "LIST",
            "STATUS",
            "EXAMINE",
            "SEARCH",
            "FETCH",
            "UNSELECT",
            "NOOP",
            "LOGOUT",
        }
        assert "BODY[" not in command


def test_promise_2_a_draft_is_never_removed_by_a_bare_expunge(usual: StubServer) -> None:
    account = account_of(usual)
    (draft,) = account.find_drafts({"d@x"})["d@x"]
    assert account.remove_draft(draft)
    account.close()
    writes = [
        one for one in usual.commands if one.split(" ")[0] in ("EXPUNGE", "CLOSE") or "STORE" in one or "EXPUNGE" in one
    ]
    assert writes == ["UID STORE 9 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 9"]


def test_without_uidplus_a_draft_is_moved_to_trash() -> None:
    with StubServer(USUAL | {"Trash": {}}, capabilities="IMAP4rev1 MOVE") as server:
        account = account_of(server)
        (draft,) = account.find_drafts({"d@x"})["d@x"]
        assert account.remove_draft(draft)
        assert 'UID MOVE 9 "Trash"' in server.commands
        assert not [command for command in server.commands if "STORE" in command or "EXPUNGE" in command]


@pytest.mark.parametrize("capabilities", ["IMAP4rev1", "IMAP4rev1 MOVE"], ids=["neither", "MOVE, but no Trash"])
def test_where_nothing_safe_is_offered_the_draft_stays(capabilities: str) -> None:
    with StubServer(USUAL, capabilities=capabilities) as server:
        account = account_of(server)
        (draft,) = account.find_drafts({"d@x"})["d@x"]
        assert not account.remove_draft(draft)
        assert not [command for command in server.commands if command.startswith(("SELECT", "UID STORE", "UID MOVE"))]
        assert "neither UIDPLUS nor MOVE" in " ".join(finding.what for finding in account.check())


def test_without_unselect_the_next_pass_sees_new_mail() -> None:
    with StubServer(USUAL, capabilities="IMAP4rev1") as server:
        account = account_of(server)
        cursor = read(account).cursor
        server.add("Sent", 2, plain("s2@x"))
        # STATUS of the mailbox that is selected may be stale (RFC 3501 section 6.3.10).
        server.overrides.append(
            (r"STATUS \"?Sent", b'* STATUS "Sent" (UIDVALIDITY 7 UIDNEXT 2 MESSAGES 1)\r\n%T OK x\r\n')
        )
        assert read(account, cursor).ids == ["s2@x"]


def test_row_11_a_search_that_finds_nothing_hides_no_draft_and_no_new_mail(usual: StubServer) -> None:
    account = account_of(usual)
    cursor = read(account).cursor
    usual.overrides.append((r"UID SEARCH", b"* SEARCH\r\n%T OK done\r\n"))
    usual.add("INBOX", 8, plain("c@x"))
    assert read(account, cursor).ids == ["c@x"]
    assert list(account.find_drafts({"d@x"})) == ["d@x"]


def test_row_12_the_last_uid_again_is_not_new() -> None:
    """With UIDNEXT missing a SEARCH has to tell what is new, and `n:*` names the last message in any case."""
    overrides = [
        (r"STATUS \"?INBOX", b'* STATUS "INBOX" (UIDVALIDITY 7 MESSAGES 2)\r\n%T OK done\r\n'),
        (r"EXAMINE \"?INBOX", b"* 2 EXISTS\r\n* 0 RECENT\r\n* FLAGS ()\r\n* OK [UIDVALIDITY 7] x\r\n%T OK done\r\n"),
        (r"UID SEARCH UID 6:\*", b"* SEARCH 5\r\n%T OK done\r\n"),
    ]
    with StubServer(USUAL, overrides=overrides) as server:
        account = account_of(server)
        seen = read(account)
        assert seen.ids == ["b@x", "a@x", "s@x"]
        again = read(account, seen.cursor)
        assert again.ids == []
        assert again.cursor == seen.cursor
        assert any(command == "UID SEARCH UID 6:*" for command in server.commands)


def test_uids_that_are_gone_again_are_not_looked_for_twice(usual: StubServer) -> None:
    account = account_of(usual)
    cursor = read(account).cursor
    status = b'* STATUS "INBOX" (UIDVALIDITY 7 UIDNEXT 3000 MESSAGES 2)\r\n%T OK done\r\n'
    opened = b"* 2 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 3000] x\r\n%T OK done\r\n"
    usual.overrides += [(r"STATUS \"?INBOX", status), (r"EXAMINE \"?INBOX", opened)]
    seen = read(account, cursor)
    assert seen.ids == []
    usual.commands.clear()
    assert read(account, seen.cursor).last.complete
    assert not [command for command in usual.commands if command.startswith("EXAMINE")]


def test_select_without_uidnext_is_helped_by_status() -> None:
    examined = b"* 2 EXISTS\r\n* 0 RECENT\r\n* FLAGS ()\r\n* OK [UIDVALIDITY 7] x\r\n%T OK done\r\n"
    with StubServer(USUAL, overrides=[(r"EXAMINE \"?INBOX", examined)]) as server:
        account = account_of(server)
        seen = read(account)
        assert read(account, seen.cursor).ids == []


def test_row_14_without_uidvalidity_a_mailbox_is_left_for_the_next_pass() -> None:
    overrides = [
        (r"STATUS \"?INBOX", b'* STATUS "INBOX" (UIDNEXT 6 MESSAGES 2)\r\n%T OK done\r\n'),
        (r"EXAMINE \"?INBOX", b"* 2 EXISTS\r\n* 0 RECENT\r\n* FLAGS ()\r\n%T OK done\r\n"),
    ]
    with StubServer(USUAL, overrides=overrides) as server:
        account = account_of(server)
        seen = read(account)
        assert seen.ids == ["s@x"]
        assert not seen.last.complete
        assert 'mailbox "INBOX" has no UIDVALIDITY' in notes(seen)
        server.overrides.clear()
        again = read(account, seen.cursor)
        assert again.ids == ["b@x", "a@x"]
        assert again.last.complete


def test_row_15_an_unsolicited_fetch_is_no_answer() -> None:
    def flags_only(uid: int, items: Items) -> Items:
        return {"UID": items["UID"], "FLAGS": b"(\\Seen)"} if uid == 3 and "BODYSTRUCTURE" in items else items

    with StubServer(USUAL, alter=flags_only) as server:
        seen = read(account_of(server))
    assert sorted(seen.ids) == ["a@x", "b@x", "s@x"]
    assert not any(batch.unread for batch in seen.batches)


@pytest.mark.parametrize(
    "structure",
    [
        b"NIL",
        b"()",
        b'("TEXT")',
        b'"text"',
        b"7",
        b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" "many")',
        b'(("TEXT" "PLAIN" NIL NIL NIL "7BIT" 5 1) NIL NIL)',
        b'((NIL) "MIXED")',
        b"(" * 2000 + b")" * 2000,
        b'("TEXT" "PLAIN',
    ],
    ids=range(10),
)
def test_a_structure_that_cannot_be_understood_is_made_up_for(structure: bytes) -> None:
    def odd(uid: int, items: Items) -> Items:
        return items | ({"BODYSTRUCTURE": structure} if uid == 3 and "BODYSTRUCTURE" in items else {})

    with StubServer(USUAL, alter=odd) as server:
        seen = read(account_of(server))
    assert sorted(seen.ids) == ["a@x", "b@x", "s@x"]
    (message,) = [one for one in seen.located if one.uid == "3"]
    assert message.raw.parts["1"].startswith(b"Good morning")


def test_row_32_a_structure_too_long_for_the_library_is_made_up_for() -> None:
    """Its answer is given up half-read, which must not spoil what is asked next."""
    part = b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 3 1 NIL ("ATTACHMENT" ("FILENAME" "%s")) NIL NIL)' % (b"x" * 200)

    def endless(uid: int, items: Items) -> Items:
        many = b"(" + part * 5000 + b' "MIXED")'
        return items | ({"BODYSTRUCTURE": many} if uid == 3 and "BODYSTRUCTURE" in items else {})

    with StubServer(USUAL, alter=endless) as server:
        seen = read(account_of(server))
    assert sorted(seen.ids) == ["a@x", "b@x", "s@x"]
    assert seen.last.complete


def test_a_part_that_is_left_out_is_made_up_for() -> None:
    def without_part(uid: int, items: Items) -> Items:
        return {name: value for name, value in items.items() if uid != 3 or name != "BODY[1]<0>"}

    with StubServer(USUAL, alter=without_part) as server:
        seen = read(account_of(server))
    (message,) = [one for one in seen.located if one.uid == "3"]
    assert message.raw.parts["1"].startswith(b"Good morning")


def test_a_partial_fetch_may_be_answered_without_its_origin() -> None:
    def plain_names(uid: int, items: Items) -> Items:
        return {name.removesuffix("<0>"): value for name, value in items.items()}

    with StubServer(USUAL, alter=plain_names) as server:
        assert read(account_of(server)).ids == ["b@x", "a@x", "s@x"]


def test_a_message_that_the_server_refuses_is_reported_and_skipped() -> None:
    overrides = [(r"UID FETCH (\d+,)*3(,\d+)* ", b"%T NO [EXPUNGEISSUED] it is damaged\r\n")]
    with StubServer(USUAL, overrides=overrides) as server:
        account = account_of(server)
        seen = read(account)
        assert seen.ids == ["b@x", "s@x"]
        (unread,) = [one for batch in seen.batches for one in batch.unread]
        assert (unread.mailbox, unread.uid) == ("INBOX", "3")
        assert "it is damaged" in unread.why
        assert seen.last.complete
        assert read(account, seen.cursor).ids == []


def test_a_server_that_refuses_everything_skips_nothing() -> None:
    many = {uid: plain(f"m{uid}@x") for uid in range(1, 200)}
    with StubServer({"INBOX": many, "Sent": {}}, overrides=[(r"UID FETCH", b"%T NO internal error\r\n")]) as server:
        with pytest.raises(ServerError, match="refuses many messages"):
            read(account_of(server))
        server.overrides.clear()
        assert len(read(account_of(server)).ids) == 199


def test_row_19_a_server_that_is_out_of_quota_skips_nothing(usual: StubServer) -> None:
    usual.overrides.append((r"UID FETCH", b"%T NO [OVERQUOTA] Account exceeded command or bandwidth limits\r\n"))
    with pytest.raises(ServerError, match="bandwidth limits"):
        read(account_of(usual))
    assert len([command for command in usual.commands if "FETCH" in command]) == 1


def test_where_login_is_disabled_plain_is_used() -> None:
    with StubServer(USUAL, capabilities="IMAP4rev1 LOGINDISABLED AUTH=PLAIN") as server:
        assert read(account_of(server)).ids == ["b@x", "a@x", "s@x"]
        assert "AUTHENTICATE PLAIN" in server.commands
        assert not [command for command in server.commands if command.startswith("LOGIN")]


def test_a_server_that_says_bye_is_told_in_words(usual: StubServer) -> None:
    usual.overrides.append((r"UID FETCH", b"* BYE shutting down\r\n"))
    usual.overrides.append((r"LOGOUT", b""))
    with pytest.raises(ServerError, match=r"ended the connection while reading the mailboxes"):
        read(account_of(usual, timeout=1.0))


@pytest.mark.parametrize(
    "answer",
    [
        b"NO [UNAVAILABLE] Maximum number of connections exceeded",
        b"NO [ALERT] Too many simultaneous connections. (Failure)",
    ],
)
def test_row_20_too_many_connections_are_no_wrong_password(usual: StubServer, answer: bytes) -> None:
    _must_be_transient(usual, answer)


def test_row_21_a_sign_in_without_a_connection_behind_it_is_no_wrong_password(usual: StubServer) -> None:
    _must_be_transient(usual, b"BAD User is authenticated but not connected.")


def _must_be_transient(usual: StubServer, answer: bytes) -> None:
    usual.overrides.append((r"LOGIN", b"%T " + answer + b"\r\n"))
    with pytest.raises(ServerError, match="cannot sign anybody in just now") as caught:
        read(account_of(usual))
    assert not caught.value.permanent


def test_a_connection_that_ends_during_sign_in_is_no_wrong_password(usual: StubServer) -> None:
    usual.overrides.append((r"LOGIN", b"* BYE restarting\r\n"))
    with pytest.raises(ServerError, match="ended the connection while signing in") as caught:
        read(account_of(usual))
    assert not caught.value.permanent


def test_what_comes_out_of_turn_is_not_quoted(usual: StubServer) -> None:
    usual.overrides.append((r"UID FETCH", b"somebody's private words\r\n%T OK done\r\n"))
    with pytest.raises(ServerError, match="out of turn") as caught:
        read(account_of(usual))
    assert "private" not in str(caught.value)


@pytest.mark.parametrize("answer", [b"%T NO no secret1 here\r\n", b'%T BAD what is LOGIN "ada" "secret1"?\r\n'])
def test_a_server_that_repeats_the_password_is_not_quoted(usual: StubServer, answer: bytes) -> None:
    usual.overrides.append((r"LOGIN", answer))
    with pytest.raises(SignInError) as caught:
        read(account_of(usual, password="secret1"))
    error: BaseException | None = caught.value
    while error is not None:
        assert "secret1" not in str(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def test_row_18_special_use_in_lower_case_beats_names() -> None:
    boxes = {"INBOX": {1: plain("a@x")}, "Drafts": {2: plain("old@x")}, "Skisser": {}, "Utgaende": {3: plain("s@x")}}
    with StubServer(boxes, flags={"Skisser": "\\drafts", "Utgaende": "\\sent"}) as server:
        account = account_of(server)
        seen = read(account)
        account.put_draft(plain("d@x"))
    assert [(one.mailbox, one.place) for one in seen.located] == [("INBOX", Place.INBOX), ("Utgaende", Place.SENT)]
    assert any(command.startswith('APPEND "Skisser"') for command in server.commands)


def test_an_empty_list_is_told(usual: StubServer) -> None:
    usual.overrides.append((r"LIST", b"%T OK done\r\n"))
    account = account_of(usual)
    seen = read(account)
    assert not seen.last.complete
    assert "no INBOX" in notes(seen)
    with pytest.raises(ServerError, match="no mailbox at all"):
        account.put_draft(plain("d@x"))


@pytest.mark.parametrize(("mailbox", "words"), [("INBOX", "no INBOX"), ("Sent", '"Sent" cannot be opened')])
def test_row_17_inbox_or_sent_that_is_not_selectable(mailbox: str, words: str) -> None:
    with StubServer(USUAL, flags={mailbox: "\\NoSelect"}) as server:
        seen = read(account_of(server))
    assert not seen.last.complete
    assert words in notes(seen)


def test_row_17_a_parent_of_that_name_is_no_fault_where_sent_is_known() -> None:
    flags = {"Sent": "\\Noselect", "Outgoing": "\\Sent"}
    with StubServer(USUAL | {"Outgoing": {}}, flags=flags) as server:
        seen = read(account_of(server))
    assert seen.last.complete
    assert not notes(seen)


@pytest.mark.parametrize(
    "answer",
    [
        b"NO [TRYCREATE] no such mailbox",
        b"NO [OVERQUOTA] the mailbox is full",
        b"NO [NOPERM] not for you",
        b"BAD no",
    ],
)
def test_an_append_that_the_server_refuses_stored_nothing(usual: StubServer, answer: bytes) -> None:
    usual.overrides.append((r"APPEND", b"%T " + answer + b"\r\n"))
    account = account_of(usual)
    with pytest.raises(NotStoredError, match="refused storing a draft"):
        account.put_draft(plain("e@x"))
    usual.overrides.clear()
    assert account.find_drafts({"d@x"})


@pytest.mark.parametrize(
    "answer",
    [
        b"* BYE restarting\r\n",
        b"words out of turn\r\n%T OK done\r\n",
        b"* OK " + b"x" * 1_100_000 + b"\r\n%T OK done\r\n",
    ],
    ids=["bye", "nonsense", "a line too long"],
)
def test_an_append_without_a_clear_answer_may_have_stored_it(usual: StubServer, answer: bytes) -> None:
    usual.overrides.append((r"APPEND", answer))
    account = account_of(usual, timeout=1.0)
    with pytest.raises(ServerError) as caught:
        account.put_draft(plain("e@x"))
    assert not isinstance(caught.value, NotStoredError)


def test_names_that_are_no_modified_utf7_spoil_nothing(usual: StubServer) -> None:
    boxes = USUAL | {"R&D": {4: plain("r@x")}, "Caf\xe9": {4: plain("c@x")}}
    with StubServer(boxes) as server:
        seen = read(account_of(server))
    assert "r@x" in seen.ids
    assert seen.last.complete
    assert '"Caf\xe9" cannot be opened' in notes(seen)


def test_views_of_other_mailboxes_are_not_read_twice() -> None:
    boxes = USUAL | {"All": {1: plain("a@x")}, "Starred": {1: plain("a@x")}}
    with StubServer(boxes, flags={"All": "\\All", "Starred": "\\Flagged"}) as server:
        assert read(account_of(server)).ids == ["b@x", "a@x", "s@x"]


def test_a_mailbox_that_holds_all_is_read_where_it_is_the_only_one() -> None:
    with StubServer({"Everything": {1: plain("a@x")}}, flags={"Everything": "\\All"}) as server:
        seen = read(account_of(server))
    assert seen.ids == ["a@x"]
    assert seen.located[0].place is Place.OTHER


def test_a_uidvalidity_that_changes_between_planning_and_reading(usual: StubServer) -> None:
    account = account_of(usual)
    batches = account.batches(None, SINCE)
    next(batches)
    account.find_drafts({"d@x"})
    usual.overrides.append(
        (r"EXAMINE \"?Sent", b"* 1 EXISTS\r\n* 0 RECENT\r\n* FLAGS ()\r\n* OK [UIDVALIDITY 8] x\r\n%T OK done\r\n")
    )
    rest = Seen(list(batches))
    assert rest.ids == []
    assert not rest.last.complete
    assert "was replaced while it was read" in notes(rest)
