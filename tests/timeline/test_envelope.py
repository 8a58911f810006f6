"""A message to the summary that the ledger keeps, and names to keys."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from watcher.reading import Address, Attachment, Message
from watcher.timeline import Envelope, Place, envelope

ME = frozenset({"ada@example.org", "ada@work.example"})
SENT_AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def summary(message: Message, place: Place = Place.INBOX) -> Envelope:
    return envelope(message, me=ME, account="personal", mailbox="INBOX", place=place)


def test_a_sent_mail_is_outgoing_and_keeps_its_address() -> None:
    e = summary(Message("i", from_=Address("Ada", "ada@work.example"), attachments=(Attachment("cv.pdf", "a/b", 1),)))
    assert (e.outgoing, e.own_address, e.attachments) == (True, "ada@work.example", ("cv.pdf",))


def test_an_alias_in_sent_is_outgoing_the_own_address_in_junk_is_not() -> None:
    assert summary(Message("i", from_=Address("", "alias@example.org")), Place.SENT).own_address == "alias@example.org"
    assert not summary(Message("i", from_=Address("", "ada@example.org")), Place.JUNK).outgoing


def test_the_address_that_it_was_delivered_to() -> None:
    to = (Address("", "list@x.org"), Address("", "ada@example.org"))
    assert summary(Message("i", to=to)).own_address == "ada@example.org"
    assert summary(Message("i", to=to, delivered_to=("Ada@Work.example",))).own_address == "ada@work.example"
    assert summary(Message("i")).own_address == ""


def test_parents_are_references_then_in_reply_to_once_each() -> None:
    e = summary(Message("i", message_id="me", references=("a", "b", "a", "me"), in_reply_to=("b", "c")))
    assert e.parents == ("a", "b", "c")
    assert len(summary(Message("i", references=tuple(map(str, range(500))))).parents) == 100


@pytest.mark.parametrize(
    ("sent", "received", "expected"),
    [
        (SENT_AT, None, SENT_AT),
        (None, SENT_AT, SENT_AT),
        (None, None, datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
def test_time_falls_back(sent: datetime | None, received: datetime | None, expected: datetime) -> None:
    assert summary(Message("i", sent_at=sent, received_at=received)).sent_at == expected


def own(*, to: str = "jane@acme.example", place: Place = Place.INBOX, **headers: str) -> bool:
    told = {name.replace("_", "-"): (value,) for name, value in headers.items()}
    sender, addressees = Address("", "ada@example.org"), tuple(Address("", a) for a in to.split())
    return summary(Message("i", from_=sender, to=addressees, headers=told), place).outgoing


RECEIVED = "from mail.evil.example by mx.example.org; Mon, 2 Mar 2026 08:00:00 +0000"


@pytest.mark.parametrize(
    ("place", "outgoing"),
    [(Place.SENT, True), (Place.OTHER, True), (Place.INBOX, False), (Place.JUNK, False), (Place.TRASH, False)],
)
def test_ones_own_address_counts_where_mail_of_ones_own_lies(place: Place, outgoing: bool) -> None:
    assert own(place=place, received=RECEIVED) is outgoing


@pytest.mark.parametrize("name", ["received", "return_path", "delivered_to"])
def test_in_inbox_a_trace_of_delivery_tells_that_it_came_from_outside(name: str) -> None:
    assert not own(**{name: RECEIVED})  # type: ignore[arg-type]
    assert own()


def test_in_inbox_a_note_to_oneself_is_ones_own() -> None:
    assert own(to="ada@example.org ada@work.example", received=RECEIVED)
    assert not own(to="ada@example.org jane@acme.example", received=RECEIVED)
    assert not own(to="", received=RECEIVED)


def test_a_file_that_failed_authentication_is_not_ones_own_wherever_it_was_filed() -> None:
    assert not own(place=Place.OTHER, authentication_results="mx.example.org; dmarc=fail header.from=example.org")


@pytest.mark.parametrize(
    ("told", "list_id"),
    [
        ("Acme Jobs <Jobs.Acme.example>", "jobs.acme.example"),
        ("<jobs.acme.example>", "jobs.acme.example"),
        ("jobs.acme.example", "jobs.acme.example"),
        ("", ""),
        ("Acme Jobs", ""),
        (f"<{'a' * 256}>", ""),
    ],
)
def test_the_id_of_a_list(told: str, list_id: str) -> None:
    assert summary(Message("i", headers={"list-id": (told,)})).list_id == list_id
    assert summary(Message("i")).list_id == ""
