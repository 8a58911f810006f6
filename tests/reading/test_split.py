"""A whole message to the parts that an IMAP server would tell of (RFC 3501 section 6.4.5)."""

from __future__ import annotations

import email
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage, Message

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.mails import mail, raw_of
from watcher.reading import Structure, read, split, wanted

NESTED = """
    From: grace@acme.example
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="out"

    preamble
    --out
    Content-Type: multipart/alternative; boundary=in

    --in
    Content-Type: text/plain; charset=utf-8

    plain
    --in
    Content-Type: text/html

    <p>html</p>
    --in--
    --out
    Content-Type: message/rfc822

    From: bob@acme.example
    Content-Type: multipart/mixed; boundary=deep

    --deep

    deep text
    --deep
    Content-Type: application/pdf; name="cv.pdf"
    Content-Transfer-Encoding: base64

    QUJD
    --deep--
    --out
    Content-Type: message/rfc822

    Subject: one part

    body
    --out--
    epilogue
"""


def walk(node: Structure) -> Iterator[Structure]:
    yield node
    for child in node.children:
        yield from walk(child)


def sections(node: Structure) -> dict[str, str]:
    return {one.section: one.content_type for one in walk(node)}


def test_sections_are_numbered_as_by_imap() -> None:
    assert sections(raw_of(NESTED).structure) == {
        "": "multipart/mixed",
        "1": "multipart/alternative",
        "1.1": "text/plain",
        "1.2": "text/html",
        "2": "message/rfc822",
        "2.1": "text/plain",  # the parts of an embedded multipart count as its own
        "2.2": "application/pdf",
        "3": "message/rfc822",
        "3.1": "text/plain",  # an embedded message of one part has a part 1
    }


def test_only_wanted_parts_are_kept_and_the_rest_is_told() -> None:
    raw = raw_of(NESTED)
    assert dict(raw.parts) == {"1.1": b"plain", "1.2": b"<p>html</p>"}
    attached = next(node for node in walk(raw.structure) if node.section == "2.2")
    assert (attached.filename, attached.encoding, attached.size) == ("cv.pdf", "base64", 4)


def test_a_message_of_one_part_has_section_1() -> None:
    raw = raw_of("""
        Subject: x
        Content-Type: TEXT/Plain; Charset=UTF-8

        Hello
    """)
    assert raw.structure == Structure("1", "text/plain", {"charset": "UTF-8"}, size=7)
    assert dict(raw.parts) == {"1": b"Hello\r\n"}


def test_line_ends_do_not_matter() -> None:
    dos = mail(NESTED)
    for data in (dos.replace(b"\r\n", b"\n"), b"From bob@acme.example Tue Mar  5 10:00:00 2024\n" + dos):
        raw = split(data)
        assert sections(raw.structure) == sections(split(dos).structure)
        assert dict(raw.parts) == dict(split(dos).parts)


def test_received_at_and_size_are_passed_on() -> None:
    when = datetime(2024, 3, 5, 9, tzinfo=UTC)
    raw = split(mail(NESTED), when)
    assert (raw.received_at, raw.size) == (when, len(mail(NESTED)))


@pytest.mark.parametrize(
    ("data", "header", "parts"),
    [
        (b"", b"", {"1": b""}),
        (b"\r\n", b"", {"1": b""}),
        (b"just a text, no header\n", b"", {"1": b"just a text, no header\n"}),
        (b"Subject: x", b"Subject: x", {"1": b""}),
        (b"Subject: x\nand on without a blank line", b"Subject: x\n", {"1": b"and on without a blank line"}),
        (b"\r\n\r\nSubject: x\r\n\r\nbody", b"Subject: x\r\n", {"1": b"body"}),
        (b"Subject: x\r\rbody", b"Subject: x\n", {"1": b"body"}),
    ],
)
def test_header_and_body_of_odd_files(data: bytes, header: bytes, parts: dict[str, bytes]) -> None:
    raw = split(data)
    assert raw.header == header
    assert dict(raw.parts) == parts


@pytest.mark.parametrize(
    ("content_type", "body", "parts"),
    [
        ('boundary="a"', "--a\n\none\n--a--\n", {"1": "one"}),
        ('boundary="a"', "--a  \n\none\n--a\n\ntwo", {"1": "one", "2": "two"}),
        ('boundary="a"', "--a\n\n--ab\n--a--", {"1": "--ab"}),
        ('boundary="a"', "--a\n\nx --a\n--a--", {"1": "x --a"}),
        ('boundary="a"', "--a\n--a--", {"1": ""}),
        ('boundary="a"', "no parts at all", {"1": "no parts at all"}),
        ('boundary=""', "--\n\none\n----", {"1": "--\n\none\n----"}),
        ("charset=utf-8", "no boundary", {"1": "no boundary"}),
        ("boundary*0=ab; boundary*1=cd", "--abcd\n\none\n--abcd--", {"1": "one"}),
    ],
)
def test_multiparts_as_they_come(content_type: str, body: str, parts: dict[str, str]) -> None:
    raw = split(f"Content-Type: multipart/mixed; {content_type}\n\n{body}".encode())
    assert {section: part.decode() for section, part in raw.parts.items()} == parts


def test_the_original_of_a_report_gives_its_header_only() -> None:
    raw = raw_of("""
        Content-Type: multipart/report; report-type=delivery-status; boundary=r

        --r

        It failed.
        --r
        Content-Type: message/delivery-status

        Action: failed
        --r
        Content-Type: message/rfc822

        Message-ID: <original@example.org>

        a private text
        --r--
    """)
    assert wanted(raw.structure) == ("1", "2", "3.HEADER")
    assert raw.parts["3.HEADER"] == b"Message-ID: <original@example.org>\r\n"


def test_row_32_a_thousand_nested_parts() -> None:
    opening = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(1000))
    raw = split(opening + b"\ntext")
    assert max(node.section.count(".") for node in walk(raw.structure)) <= 20
    assert read(raw).problems == ("the Date header is missing",)


def test_row_32_ten_thousand_parts_side_by_side() -> None:
    raw = split(b"Content-Type: multipart/mixed; boundary=b\n" + b"\n--b\n\nx" * 10_000)
    assert len(list(walk(raw.structure))) <= 201
    assert read(raw).text.startswith("x\n\nx")


def test_row_33_a_header_of_a_megabyte_is_cut() -> None:
    raw = split(b"Subject: first\r\nX-Long: " + b"x" * 1_100_000 + b"\r\n\r\nbody")
    assert len(raw.header) == 262_144
    assert read(raw).subject == "first"
    assert read(raw).text == "body"


def test_row_34_a_large_attachment_is_neither_kept_nor_copied() -> None:
    start = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: application/zip\n\n"
    data = start + b"A" * 20_000_000 + b"\n--b--\n"
    tracemalloc.start()
    raw = split(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
    assert dict(raw.parts) == {"1": b"text"}
    assert read(raw).attachments[0].size == 20_000_000


def _payloads(message: Message) -> list[bytes]:
    return [bytes(part.get_payload(decode=True)) for part in message.walk() if part.get_content_type() == "text/plain"]


trees = st.recursive(
    st.text("ab -\n", max_size=12),
    lambda inner: st.lists(inner, min_size=1, max_size=3),
    max_leaves=6,
)


def _built(tree: str | list[object]) -> EmailMessage:
    message = EmailMessage()
    if isinstance(tree, str):
        message.set_content(tree)
    else:
        message.make_mixed()
        for inner in tree:
            assert isinstance(inner, str | list)
            message.attach(_built(inner))
    return message


@settings(max_examples=60, deadline=None)
@given(trees)
def test_parts_are_those_of_the_email_package(tree: str | list[object]) -> None:
    data = _built(tree).as_bytes()
    ours = [
        part for _, part in sorted(split(data).parts.items(), key=lambda pair: [int(n) for n in pair[0].split(".")])
    ]
    theirs = _payloads(email.message_from_bytes(data))
    assert [part.rstrip(b"\n") for part in ours] == [part.rstrip(b"\n") for part in theirs]


@pytest.mark.parametrize(("boundary", "body"), [("-", b"-"), ("b", b"--b--"), ("b", b"\n--bx"), ("b", b"--b \x00")])
def test_lines_that_only_begin_like_a_boundary_cost_little(boundary: str, body: bytes) -> None:
    data = b'Content-Type: multipart/mixed; boundary="%s"\n\n' % boundary.encode() + body * (5_000_000 // len(body))
    assert [node.content_type for node in walk(split(data).structure)] == ["text/plain"]
