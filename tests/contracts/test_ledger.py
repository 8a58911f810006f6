"""What every ledger does, whatever it is kept in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.build import EVENT, INFERENCE, NOW, follow_up, seen
from watcher.cadence import Certainty, Copy, Gist, Named, State
from watcher.errors import LedgerError
from watcher.inference import Event, Inference, Kind
from watcher.pipeline.ports import Intent, Ledger
from watcher.store import open_ledger
from watcher.timeline import Doomed, Place, Seen

LATER = NOW + timedelta(hours=1)
ENTRY = Event(Kind.CALLED, NOW, "Acme", "Backend Engineer", evidence=("they call back on Friday",))

NAMED = Named("Acme", "Cook", "Jane", "en", date(2026, 3, 1), NOW, None, date(2026, 3, 9), interviewed=True, late=False)


def record(ledger: Ledger, *found: Seen, cursor: str = "c1", complete: bool = False, account: str = "personal") -> None:
    ledger.record(account, found, cursor, complete=complete, now=NOW)


def only(ledger: Ledger) -> Intent:
    (intent,) = ledger.intents()
    return intent


class LedgerContract:
    """Inherited by the tests of each ledger, which give the fixture `ledger`: an empty one."""

    def test_a_new_ledger_is_empty(self, ledger: Ledger) -> None:
        assert list(ledger.seen()) == []
        assert list(ledger.entered()) == []
        assert list(ledger.intents()) == []
        assert ledger.cursor("personal") is None
        assert not ledger.first_sync_done("personal")
        assert ledger.known(["x"]) == frozenset()

    def test_a_message_comes_back_as_it_was(self, ledger: Ledger) -> None:
        record(ledger, seen(1))
        assert list(ledger.seen()) == [seen(1)]

    def test_where_messages_were_filed_is_asked_by_the_name(self, ledger: Ledger) -> None:
        record(ledger, seen(1), seen(2, mailbox="Archive"))
        record(ledger, seen(1, mailbox="Watcher/Ignore"), seen(2, mailbox="Zeug.Straße"))
        found = ledger.filed(lambda name: name in ("Watcher/Ignore", "Zeug.Straße"))
        assert [(f.identity, f.mailbox) for f in found] == [
            (seen(1).envelope.identity, "Watcher/Ignore"),
            (seen(2).envelope.identity, "Zeug.Straße"),
        ]
        assert {f.at for f in found} == {NOW}
        assert list(ledger.filed(lambda _: False)) == []

    def test_a_message_of_nothing_comes_back_as_it_was(self, ledger: Ledger) -> None:
        bare = seen(
            1,
            inference=Inference(ignored="a newsletter", rules_version="r1"),
            message_id="",
            parents=(),
            subject="",
            from_=None,
            reply_to=(),
            to=(),
            cc=(),
            outgoing=False,
            own_address="",
            automatic=None,
            attachments=(),
        )
        record(ledger, bare)
        assert list(ledger.seen()) == [bare]

    def test_the_events_of_a_message_keep_their_order(self, ledger: Ledger) -> None:
        events = tuple(replace(EVENT, kind=kind) for kind in (Kind.REJECTION, Kind.PROMISE, Kind.BOUNCE, Kind.OFFER))
        record(ledger, seen(1, inference=replace(INFERENCE, events=events)))
        assert ledger.seen()[0].inference.events == events

    def test_messages_come_oldest_first_however_they_were_recorded(self, ledger: Ledger) -> None:
        record(ledger, seen(3), seen(1))
        record(ledger, seen(2), cursor="c2")
        assert list(ledger.seen()) == [seen(1), seen(2), seen(3)]

    def test_the_same_batch_again_changes_nothing(self, ledger: Ledger) -> None:
        record(ledger, seen(1), seen(2))
        record(ledger, seen(1), seen(2))
        assert list(ledger.seen()) == [seen(1), seen(2)]

    def test_one_message_in_several_mailboxes_is_one_and_the_best_place_counts(self, ledger: Ledger) -> None:
        trash = seen(1, place=Place.TRASH, mailbox="Trash")
        other = seen(1, place=Place.OTHER, mailbox="Archive", account="work", own_address="ada@work.example")
        record(ledger, trash)
        record(ledger, other, account="work")
        assert list(ledger.seen()) == [other]
        record(ledger, seen(1, place=Place.JUNK, mailbox="Junk"))
        assert list(ledger.seen()) == [other]
        record(ledger, seen(1))
        record(ledger, seen(1, mailbox="INBOX", account="work"), account="work")
        assert list(ledger.seen()) == [seen(1)]

    def test_a_copy_of_ones_own_mail_in_inbox_does_not_hide_the_one_in_sent(self, ledger: Ledger) -> None:
        record(ledger, seen(1))
        record(ledger, seen(1, place=Place.SENT, mailbox="Sent"))
        record(ledger, seen(1))
        assert list(ledger.seen()) == [seen(1, place=Place.SENT, mailbox="Sent")]

    def test_one_message_twice_in_a_batch_is_one(self, ledger: Ledger) -> None:
        record(
            ledger, seen(1, place=Place.JUNK, mailbox="Junk"), seen(1), seen(1, place=Place.OTHER, mailbox="Archive")
        )
        assert list(ledger.seen()) == [seen(1)]

    def test_the_inference_of_other_rules_is_current_even_where_they_are_older(self, ledger: Ledger) -> None:
        better = Inference((EVENT, EVENT), rules_version="r2")
        for inference in (INFERENCE, better, INFERENCE):
            record(ledger, seen(1, inference=inference))
            assert list(ledger.seen()) == [seen(1, inference=inference)]

    def test_the_same_rules_never_replace_an_inference(self, ledger: Ledger) -> None:
        record(ledger, seen(1))
        record(ledger, seen(1, inference=Inference(ignored="changed", rules_version="r1")))
        assert list(ledger.seen()) == [seen(1)]

    def test_what_was_not_inferred_never_replaces_an_inference(self, ledger: Ledger) -> None:
        record(ledger, seen(1))
        record(ledger, seen(1, inference=Inference(), mailbox="Archive", place=Place.OTHER))
        assert list(ledger.seen()) == [seen(1)]

    def test_known(self, ledger: Ledger) -> None:
        record(ledger, *(seen(number) for number in range(3)))
        there = [seen(number).envelope.identity for number in range(3)]
        assert ledger.known([*there, "other", "m1"]) == frozenset(there)
        assert ledger.known([]) == frozenset()
        assert ledger.known([f"x{number}" for number in range(1500)] + there[:1]) == frozenset(there[:1])

    def test_the_cursor_moves_with_each_batch_and_each_account_has_its_own(self, ledger: Ledger) -> None:
        record(ledger, seen(1), cursor="c1")
        record(ledger, cursor="c2")
        record(ledger, cursor="w1", account="work")
        assert (ledger.cursor("personal"), ledger.cursor("work"), ledger.cursor("x")) == ("c2", "w1", None)

    def test_the_first_sync_is_done_once_seen_to_its_end_and_stays_so(self, ledger: Ledger) -> None:
        record(ledger, seen(1))
        assert not ledger.first_sync_done("personal")
        record(ledger, seen(2), complete=True)
        record(ledger, seen(3))
        assert ledger.first_sync_done("personal")
        assert not ledger.first_sync_done("work")

    def test_a_batch_is_kept_whole_or_not_at_all(self, ledger: Ledger) -> None:
        record(ledger, seen(1), cursor="c1")
        naive = seen(3, sent_at=datetime(2026, 3, 1))  # noqa: DTZ001
        with pytest.raises(LedgerError, match="zone"):
            record(ledger, seen(2), naive, cursor="c2", complete=True)
        assert list(ledger.seen()) == [seen(1)]
        assert ledger.cursor("personal") == "c1"
        assert not ledger.first_sync_done("personal")
        record(ledger, seen(2), cursor="c2")
        assert list(ledger.seen()) == [seen(1), seen(2)]

    def test_hostile_text_is_kept_as_well_as_it_can_be(self, ledger: Ledger) -> None:
        hostile = seen(1, identity="id\udc80\0", subject="s\ud800\0", message_id="\udfff", mailbox="\udc80")
        for _ in range(2):
            record(ledger, hostile, seen(2))
            assert ledger.known([hostile.envelope.identity]) == {hostile.envelope.identity}
        assert [each.envelope.subject for each in ledger.seen()] == [
            "s?\0",
            seen(2).envelope.subject,
        ]

    @pytest.mark.parametrize(
        "moment",
        [
            datetime(1, 1, 1, tzinfo=UTC),
            datetime.max.replace(tzinfo=UTC),
            datetime.fromisoformat("0001-01-01T00:00:00+14:00"),
            datetime.fromisoformat("9999-12-31T23:59:59-12:00"),
        ],
    )
    def test_impossible_dates_do_no_harm(self, ledger: Ledger, moment: datetime) -> None:
        record(
            ledger, seen(1, sent_at=moment, inference=replace(INFERENCE, events=(replace(EVENT, occurred_at=moment),)))
        )
        (kept,) = ledger.seen()
        assert kept.envelope.sent_at == moment
        assert kept.inference.events[0].occurred_at == moment

    def test_what_the_user_enters_comes_back_with_a_stable_id(self, ledger: Ledger) -> None:
        first = ledger.enter(ENTRY, "", NOW)
        second = ledger.enter(ENTRY, first.id, LATER)
        assert (first.event, first.about, first.envelope) == (ENTRY, "", None)
        assert second.about == first.id
        assert first.id != second.id
        assert list(ledger.entered()) == [first, second]
        assert list(ledger.seen()) == []

    def test_the_same_entry_at_the_same_instant_is_one(self, ledger: Ledger) -> None:
        assert ledger.enter(ENTRY, "", NOW) == ledger.enter(ENTRY, "", NOW)
        assert len(ledger.entered()) == 1

    def test_an_intent_is_planned_with_its_content(self, ledger: Ledger) -> None:
        intent = ledger.plan(follow_up(), "d1@example.org", "Thank you", b"whole message", NOW)
        assert intent is not None
        written = intent.written
        wanted = follow_up()
        assert (written.key, written.kind, written.anchor) == (wanted.key, wanted.kind, wanted.anchor)
        assert (written.facts, written.account) == (wanted.facts, "personal")
        assert (written.company, written.role) == ("Acme", "Backend Engineer")
        assert written.recipient == "grace@acme.example"
        assert (written.message_id, written.subject) == ("d1@example.org", "Thank you")
        assert written.state is State.PLANNED
        assert (written.written_at, written.changed_at) == (NOW, NOW)
        assert (intent.content, intent.content_hash, intent.missing_since) == (b"whole message", "", None)
        assert only(ledger) == intent

    def test_the_wording_of_a_draft_is_remembered(self, ledger: Ledger) -> None:
        ledger.plan(follow_up(), "d1@example.org", "Thank you", b"whole", NOW, gist=Gist("en/thank_you#2"))
        ledger.plan(follow_up("b"), "d2@example.org", "Thank you", b"whole", LATER)
        assert [i.written.gist.wording for i in ledger.intents()] == ["en/thank_you#2", ""]

    def test_a_key_is_planned_once(self, ledger: Ledger) -> None:
        ledger.plan(follow_up(), "d1@example.org", "Thank you", b"first", NOW)
        assert ledger.plan(follow_up(), "d2@example.org", "Other", b"second", LATER) is None
        assert only(ledger).content == b"first"

    def test_two_follow_ups_never_share_a_message_id(self, ledger: Ledger) -> None:
        ledger.plan(follow_up("a"), "d1@example.org", "", b"", NOW)
        with pytest.raises(LedgerError, match="a and b"):
            ledger.plan(follow_up("b"), "d1@example.org", "", b"", NOW)
        assert only(ledger).written.key == "a"

    def test_content_is_kept_until_the_draft_stands_in_drafts(self, ledger: Ledger) -> None:
        ledger.plan(follow_up(), "d1@example.org", "", b"whole", NOW)
        ledger.step("key-1", State.SENDING, NOW)
        assert only(ledger).content == b"whole"
        ledger.step("key-1", State.CONFIRMED, LATER, content_hash="abc", detail="found after a crash")
        assert (only(ledger).content, only(ledger).content_hash) == (b"", "abc")
        assert only(ledger).written.state is State.CONFIRMED
        assert only(ledger).written.written_at == NOW
        assert only(ledger).written.changed_at == LATER

    @pytest.mark.parametrize("state", [State.WITHDRAWN, State.DECLINED, State.SENT, State.EDITED])
    def test_content_is_gone_with_any_later_step(self, ledger: Ledger, state: State) -> None:
        ledger.plan(follow_up(), "d1@example.org", "", b"whole", NOW)
        ledger.step("key-1", state, LATER)
        assert only(ledger).content == b""

    def test_the_hash_is_that_of_the_last_confirmation(self, ledger: Ledger) -> None:
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW)
        for state, digest in ((State.CONFIRMED, "one"), (State.CONFIRMED, "two"), (State.EDITED, "other")):
            ledger.step("key-1", state, NOW, content_hash=digest)
        assert only(ledger).content_hash == "two"

    def test_the_last_step_counts_even_where_its_time_is_earlier(self, ledger: Ledger) -> None:
        ledger.plan(follow_up(), "d1@example.org", "", b"", LATER)
        ledger.step("key-1", State.CONFIRMED, LATER)
        ledger.step("key-1", State.SENT, NOW)
        assert (only(ledger).written.state, only(ledger).written.changed_at) == (State.SENT, NOW)

    @pytest.mark.parametrize("over", [State.SENT, State.DECLINED, State.WITHDRAWN])
    @pytest.mark.parametrize("again", [State.PLANNED, State.SENDING])
    def test_promise_3_a_follow_up_that_is_over_is_never_opened_again(
        self, ledger: Ledger, over: State, again: State
    ) -> None:
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW)
        ledger.step("key-1", over, NOW)
        with pytest.raises(LedgerError, match="never opened again"):
            ledger.step("key-1", again, LATER)
        assert ledger.plan(follow_up(), "d1@example.org", "", b"", LATER) is None
        assert only(ledger).written.state is over

    def test_a_declined_draft_may_turn_out_to_be_sent(self, ledger: Ledger) -> None:
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW)
        ledger.step("key-1", State.DECLINED, NOW)
        ledger.step("key-1", State.SENT, LATER)
        assert only(ledger).written.state is State.SENT

    def test_what_is_learned_of_a_draft_is_remembered(self, ledger: Ledger) -> None:
        gist = Gist("en/thank_you#2", "m1@acme.example", frozenset({"a1", "b2"}), NAMED, ("Acme",))
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW, gist=gist)
        assert (only(ledger).written.gist, only(ledger).written.copy, only(ledger).draft_id) == (gist, None, "")
        ledger.step("key-1", State.CONFIRMED, NOW, content_hash="abc", draft_id="r1")
        ledger.step("key-1", State.EDITED, NOW, detail="you changed it", gist=Gist(words=frozenset({"c3"})))
        copy = Copy("m2", ("jane@acme.example",), Certainty.LIKELY, ("recipient", "60% of its words"))
        ledger.step("key-1", State.SENT, LATER, detail="you sent it", copy=copy)
        ledger.step("key-1", State.SENT, LATER, detail="you sent it")
        written = only(ledger).written
        assert written.gist == replace(gist, words=frozenset({"c3"}), names=())
        assert (written.copy, only(ledger).draft_id, only(ledger).detail) == (copy, "r1", "you sent it")

    def test_a_draft_is_written_anew_under_its_key(self, ledger: Ledger) -> None:
        ledger.plan(follow_up(), "d1@example.org", "Hello", b"first", NOW)
        ledger.step("key-1", State.CONFIRMED, NOW, content_hash="one")
        gist = Gist("en/thank_you#2", "", frozenset({"a1"}), NAMED, ("Acme Ltd",))
        intent = ledger.renew(follow_up(company="Acme Ltd"), "Hi", b"second", LATER, gist)
        assert intent == only(ledger)
        assert (intent.content, intent.content_hash, intent.written.state) == (b"second", "one", State.PLANNED)
        written = intent.written
        assert (written.subject, written.company, written.gist, written.renewed_at) == ("Hi", "Acme Ltd", gist, LATER)
        assert (written.written_at, written.message_id) == (NOW, "d1@example.org")
        assert written.facts == follow_up().facts
        ledger.step("key-1", State.CONFIRMED, LATER, content_hash="two")
        assert (only(ledger).content, only(ledger).content_hash) == (b"", "two")

    @pytest.mark.parametrize("over", [State.SENT, State.DECLINED, State.WITHDRAWN])
    def test_what_is_over_is_not_written_anew(self, ledger: Ledger, over: State) -> None:
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW)
        ledger.step("key-1", over, NOW)
        with pytest.raises(LedgerError, match="never opened again"):
            ledger.renew(follow_up(), "", b"", LATER, Gist())
        with pytest.raises(LedgerError, match="no follow-up nope"):
            ledger.renew(follow_up("nope"), "", b"", LATER, Gist())

    def test_missing_is_remembered_and_forgotten(self, ledger: Ledger) -> None:
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW)
        ledger.missing("key-1", LATER)
        assert only(ledger).missing_since == LATER
        ledger.missing("key-1", None)
        assert only(ledger).missing_since is None

    def test_an_unknown_key_is_an_error(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerError, match="no follow-up nope"):
            ledger.step("nope", State.SENDING, NOW)
        with pytest.raises(LedgerError, match="no follow-up nope"):
            ledger.missing("nope", NOW)
        assert list(ledger.intents()) == []

    def test_intents_come_in_the_order_of_planning(self, ledger: Ledger) -> None:
        keys = ["z", "a", "m", "b"]
        for key in keys:
            ledger.plan(follow_up(key), f"{key}@example.org", "", b"", NOW)
        ledger.step("z", State.CONFIRMED, LATER)
        assert [intent.written.key for intent in ledger.intents()] == keys

    def test_exclusive_can_be_held_again_after_it_is_let_go(self, ledger: Ledger) -> None:
        for _ in range(2):
            with ledger.exclusive():
                record(ledger, seen(1))
        assert list(ledger.seen()) == [seen(1)]

    def test_exclusive_is_let_go_on_an_error(self, ledger: Ledger) -> None:
        with pytest.raises(ZeroDivisionError), ledger.exclusive():
            raise ZeroDivisionError
        with ledger.exclusive():
            pass

    def test_what_is_forgotten_is_gone_and_the_rest_stays(self, ledger: Ledger) -> None:
        record(ledger, seen(1), seen(2), seen(3), complete=True)
        record(ledger, seen(2, mailbox="Archive", inference=Inference((EVENT, EVENT), rules_version="r2")), cursor="c2")
        gone, stays = ledger.enter(ENTRY, "", NOW), ledger.enter(ENTRY, "", LATER)
        for key in ("a", "b"):
            ledger.plan(follow_up(key), f"{key}@example.org", "", b"whole", NOW)
            ledger.step(key, State.SENDING, NOW)
        identity = seen(2).envelope.identity
        doomed = Doomed(frozenset({identity}), frozenset({gone.id}), frozenset({"a"}), frozenset({identity}))
        assert (len(ledger.seen()), len(ledger.intents())) == (3, 2)
        ledger.forget(doomed)
        assert list(ledger.seen()) == [seen(1), seen(3)]
        assert list(ledger.entered()) == [stays]
        assert only(ledger).written.key == "b"
        assert ledger.known([seen(n).envelope.identity for n in (1, 2, 3)]) == {
            seen(n).envelope.identity for n in (1, 3)
        }
        assert (ledger.cursor("personal"), ledger.first_sync_done("personal")) == ("c2", True)
        ledger.forget(doomed)
        assert list(ledger.seen()) == [seen(1), seen(3)]

    def test_as_much_is_forgotten_as_comes_in_and_what_was_read_before_hides_nothing(self, ledger: Ledger) -> None:
        record(ledger, seen(1), seen(2))
        ledger.plan(follow_up("a"), "a@example.org", "", b"", NOW)
        assert (len(ledger.seen()), len(ledger.intents())) == (2, 1)
        ledger.forget(Doomed(frozenset({seen(2).envelope.identity}), drafts=frozenset({"a"})))
        record(ledger, seen(3))
        ledger.plan(follow_up("b"), "b@example.org", "", b"", NOW)
        assert list(ledger.seen()) == [seen(1), seen(3)]
        assert only(ledger).written.key == "b"

    def test_marks_are_known_again(self, ledger: Ledger) -> None:
        assert ledger.forgotten(["x"]) == frozenset()
        ledger.forget(Doomed(marks=frozenset({"x", "hostile\udc80\0", ""})))
        ledger.keep_forgotten(["y", "x"])
        ledger.keep_forgotten([])
        asked = ["x", "y", "z", "hostile\udc80\0", "", *(f"n{number}" for number in range(1500))]
        assert ledger.forgotten(asked) == {"x", "y", "hostile\udc80\0", ""}
        assert ledger.forgotten([]) == frozenset()

    def test_all_forgotten_is_as_new(self, ledger: Ledger) -> None:
        record(ledger, seen(1), seen(2), complete=True)
        ledger.enter(ENTRY, "", NOW)
        ledger.plan(follow_up(), "d1@example.org", "", b"", NOW)
        ledger.keep_forgotten(["x"])
        ledger.tended(NOW)
        assert ledger.seen()
        assert ledger.intents()
        ledger.forget_all()
        self.test_a_new_ledger_is_empty(ledger)
        assert ledger.forgotten(["x"]) == frozenset()
        assert ledger.tended_at() is None
        record(ledger, seen(1), complete=True)
        assert list(ledger.seen()) == [seen(1)]

    def test_when_it_was_tended_is_remembered(self, ledger: Ledger) -> None:
        assert ledger.tended_at() is None
        for moment in (NOW, LATER.astimezone(timezone(timedelta(hours=5)))):
            ledger.tended(moment)
            assert ledger.tended_at() == moment

    def test_what_the_steps_remember_is_replaced_and_forgotten_with_all(self, ledger: Ledger) -> None:
        assert ledger.remembered("a_b") is None
        for value in ("one", "two"):
            ledger.remember("a_b", value)
            ledger.remember("a%b", f"other {value}")
        assert (ledger.remembered("a_b"), ledger.remembered("a%b")) == ("two", "other two")
        ledger.forget_all()
        assert ledger.remembered("a_b") is None

    def test_scrubbing_a_clean_ledger_does_nothing(self, ledger: Ledger) -> None:
        record(ledger, seen(1))
        assert ledger.scrub()
        assert list(ledger.seen()) == [seen(1)]


class TestInMemory(LedgerContract):
    @pytest.fixture
    def ledger(self) -> Iterator[Ledger]:
        opened = open_ledger("sqlite://")
        yield opened
        opened.close()

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        batches=st.lists(
            st.lists(
                st.tuples(st.integers(0, 3), st.sampled_from(list(Place)), st.sampled_from(["personal", "work"])),
                max_size=4,
            ),
            max_size=5,
        )
    )
    def test_any_order_and_any_repeat_of_batches_gives_each_message_once_in_its_best_place(
        self, batches: list[list[tuple[int, Place, str]]]
    ) -> None:
        ledger = open_ledger("sqlite://")
        rank = [Place.SENT, Place.INBOX, Place.OTHER, Place.JUNK, Place.TRASH]
        best: dict[int, Place] = {}
        for batch in batches + batches:
            record(ledger, *(seen(number, place=place, account=account) for number, place, account in batch))
            for number, place, _ in batch:
                best[number] = min(place, best.get(number, Place.TRASH), key=rank.index)
        kept = ledger.seen()
        ledger.close()
        assert [(each.envelope.message_id, each.envelope.place) for each in kept] == [
            (f"m{number}@acme.example", best[number]) for number in sorted(best)
        ]
        assert all(each.inference == INFERENCE for each in kept)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger in a file, made once."""
    path = tmp_path_factory.mktemp("empty") / "ledger.sqlite"
    open_ledger(f"sqlite:///{path}").close()
    return path


class TestInAFile(LedgerContract):
    @pytest.fixture
    def ledger(self, empty: Path, tmp_path: Path) -> Iterator[Ledger]:
        shutil.copy(empty, tmp_path)
        opened = open_ledger(f"sqlite:///{tmp_path}/{empty.name}")
        yield opened
        opened.close()

    def test_all_is_there_after_opening_again(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/ledger.sqlite"
        first = open_ledger(url)
        record(first, seen(1), complete=True)
        entry = first.enter(ENTRY, "", NOW)
        intent = first.plan(follow_up(), "d1@example.org", "Thank you", b"whole", NOW)
        first.close()
        again = open_ledger(url)
        assert list(again.seen()) == [seen(1)]
        assert list(again.entered()) == [entry]
        assert list(again.intents()) == [intent]
        assert again.first_sync_done("personal")
        again.close()

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_what_is_remembered_of_drafts_is_what_the_file_says(self, empty: Path, data: st.DataObject) -> None:
        """Whatever was done since the last look, by this process or another."""
        with TemporaryDirectory() as folder:
            path = shutil.copy(empty, folder)
            ledgers = [open_ledger(f"sqlite:///{path}") for _ in range(2)]
            for number in range(3):
                ledgers[0].plan(follow_up(f"key-{number}"), f"d{number}@example.org", "Hello", b"first", NOW)
            for n in range(data.draw(st.integers(1, 8))):
                ledger, key = data.draw(st.sampled_from(ledgers)), f"key-{data.draw(st.integers(0, 2))}"
                at = NOW + timedelta(minutes=n)
                match data.draw(st.sampled_from(("edit", "miss", "find", "renew", "confirm", "send"))):
                    case "edit":
                        ledger.step(key, State.EDITED, at, gist=Gist(words=frozenset({f"w{n}"})), draft_id=f"r{n}")
                    case "miss":
                        ledger.missing(key, at)
                    case "find":
                        ledger.missing(key, None)
                    case "renew" if {i.written.key: i.written.state.live for i in ledger.intents()}[key]:
                        ledger.renew(follow_up(key), "Hi", b"second", at, Gist(f"en/thank_you#{n}"))
                    case "confirm":
                        ledger.step(key, State.CONFIRMED, at, content_hash=f"h{n}")
                    case _:
                        ledger.step(key, State.SENT, at, copy=Copy("x", (), Certainty.CERTAIN, ("Message-ID",)))
                afresh = open_ledger(f"sqlite:///{path}")
                assert [list(one.intents()) for one in ledgers] == [list(afresh.intents())] * 2
                afresh.close()
            for ledger in ledgers:
                ledger.close()
