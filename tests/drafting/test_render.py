"""The octets: valid RFC 5322, nothing lost, and nothing that names the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.cases import BERLIN, drafted, envelope
from watcher.cadence import FollowUpKind
from watcher.drafting import Draft, clean, render
from watcher.drafting.render import flowed
from watcher.reading import Address


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def unflowed(text: str) -> str:
    """What a mail program shows (RFC 3676 section 4.1)."""
    whole: list[str] = []
    goes_on = False
    for stuffed in text.removesuffix("\n").split("\n"):
        line = stuffed.removeprefix(" ")
        whole = [*whole[:-1], whole[-1] + line] if goes_on else [*whole, line]
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(whole)


def display_name(content: bytes, name: str) -> str:
    """The name in encoded words, "" where it is in none.

    The default policy of Python 3.11 leaves a space between two encoded words of a name, against RFC 2047 section 6.2.
    """
    words, _, _ = message_from_bytes(content)[name].rpartition("<")
    return str(make_header(decode_header(words))).strip() if "=?" in words else ""


def read_back(content: bytes) -> Draft:
    message = parsed(content)

    def mailbox(name: str) -> Address:
        header = message[name]
        assert isinstance(header, AddressHeader)
        (only,) = header.addresses
        return Address(display_name(content, name) or only.display_name, only.addr_spec)

    return Draft(
        key="k1",
        message_id=message["Message-ID"].strip("<>"),
        from_=mailbox("From"),
        to=mailbox("To"),
        subject=str(message["Subject"]),
        text=unflowed(message.get_content().replace("\r\n", "\n")),
        date=message["Date"].datetime,
        in_reply_to=str(message["In-Reply-To"] or "").strip("<>"),
        references=tuple(one.strip("<>") for one in str(message["References"] or "").split()),
    )


def test_a_whole_draft_as_the_employer_sees_it() -> None:
    draft = replace(
        drafted(thread=envelope(message_id="b@acme.example", parents=("a@acme.example",)), language="de"),
        text="Guten Tag,\n\n"
        + "ein paar Wörter, die über eine Zeile hinausgehen, " * 3
        + "Schluss.\n\nViele Grüße\nAda",
        message_id="0f0f@example.org",
    )
    assert render(draft).decode() == (
        "From: Ada Example <ada@example.org>\r\n"
        "To: Jane Doe <jane@acme.example>\r\n"
        "Subject: Re: Your application\r\n"
        "Date: Mon, 23 Nov 2026 08:30:00 +0100\r\n"
        "Message-ID: <0f0f@example.org>\r\n"
        "In-Reply-To: <b@acme.example>\r\n"
        "References: <a@acme.example>\r\n"
        " <b@acme.example>\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Transfer-Encoding: 8bit\r\n"
        'Content-Type: text/plain; charset="utf-8"; format="flowed"\r\n'
        "\r\n"
        "Guten Tag,\r\n"
        "\r\n"
        "ein paar Wörter, die über eine Zeile hinausgehen, ein paar Wörter, die \r\n"
        "über eine Zeile hinausgehen, ein paar Wörter, die über eine Zeile \r\n"
        "hinausgehen, Schluss.\r\n"
        "\r\n"
        "Viele Grüße\r\n"
        "Ada\r\n"
    )


@pytest.mark.parametrize("kind", FollowUpKind)
def test_what_was_composed_is_what_is_read(kind: FollowUpKind) -> None:
    draft = drafted(kind=kind, language="de", thread=envelope(subject="Ihre Bewerbung für die Stelle als Ärztin"))
    assert read_back(render(draft)) == draft


def test_no_header_names_the_program() -> None:
    head = render(drafted()).partition(b"\r\n\r\n")[0].lower()
    for trace in (b"x-", b"user-agent", b"auto-submitted", b"watcher", b"python", b"boundary"):
        assert trace not in head


def test_a_long_name_keeps_its_spaces() -> None:
    name = "0" + "\u0800" * 12 + "\u0898\u0898 ¡"  # two encoded words, parted at the space
    assert read_back(render(replace(drafted(), from_=Address(name, "ada@example.org")))).from_.name == name


def test_a_long_subject_begins_on_its_own_line() -> None:
    subject = "Re: Invitation: Interview Ada Example / Kestrel Maps (Staff Data Engineer, Platform and Tools)"
    content = render(replace(drafted(kind=FollowUpKind.THANK_YOU), subject=subject))
    assert b"\r\nSubject: Re: Invitation" in content
    assert parsed(content)["Subject"] == subject


def test_a_long_message_id_is_not_made_an_encoded_word() -> None:
    long_id = "a" * 200 + "@mail.example"
    head = render(drafted(thread=envelope(message_id=long_id, parents=(long_id, "b@x")))).partition(b"\r\n\r\n")[0]
    assert head.count(long_id.encode()) == 2
    assert b"=?" not in head


def test_lines_are_short_and_end_in_crlf() -> None:
    content = render(drafted(kind=FollowUpKind.REJECTION_REPLY, interviewed=True))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 78


def test_an_endless_word_is_still_a_valid_mail() -> None:
    draft = replace(drafted(), text="x" * 3000)
    content = render(draft)
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert read_back(content).text == draft.text


VISIBLE = st.text(max_size=60).map(clean.one_line)
NAMES = VISIBLE.filter(bool)
PARAGRAPHS = st.lists(VISIBLE, max_size=6).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(
    me=NAMES,
    you=VISIBLE,
    subject=NAMES,
    text=PARAGRAPHS,
    ids=st.lists(st.from_regex(r"\A[a-zA-Z0-9.$+_-]{1,150}@[a-z]{1,60}\Z"), max_size=20),
    date=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001
)
def test_every_draft_survives_the_trip(
    me: str, you: str, subject: str, text: str, ids: list[str], date: datetime
) -> None:
    draft = replace(
        drafted(),
        from_=Address(me, "ada@example.org"),
        to=Address(you, "jane@acme.example"),
        subject=subject,
        text=text,
        references=tuple(ids),
        in_reply_to=ids[-1] if ids else "",
        date=date.replace(microsecond=0, tzinfo=UTC).astimezone(BERLIN),
    )
    content = render(draft)
    assert content.partition(b"\r\n\r\n")[0].isascii()
    # Times of two zones are never equal in the hour that summer time repeats, so they are compared in one.
    assert in_utc(read_back(content)) == in_utc(draft)


def in_utc(draft: Draft) -> Draft:
    return replace(draft, date=draft.date.astimezone(UTC))


@settings(max_examples=200)
@given(st.text(alphabet="ab >-\n", max_size=300))
def test_flowed_text_loses_only_spaces_at_the_end(text: str) -> None:
    lines = flowed(text).split("\n")
    assert all(not line.startswith((">", "From ")) for line in lines)
    kept = "\n".join(line if line == "-- " else line.rstrip(" ") for line in text.split("\n"))
    assert unflowed(flowed(text)) == kept
