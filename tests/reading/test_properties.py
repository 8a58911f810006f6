"""What holds for any bytes whatever."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import asdict
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.reading import Message, Raw, Structure, read, split, wanted

FRAGMENTS = [
    b"\r\n", b"\n", b"\r\n\r\n", b"\n\n", b"\r", b"\0", b" ", b"\t", b"--b", b"--b--", b"--c", b"From x y 10:00\n",
    b"Content-Type: multipart/mixed; boundary=b", b"Content-Type: multipart/alternative; boundary=\"c\"",
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b", b"Content-Type: message/rfc822",
    b"Content-Type: message/delivery-status", b"Content-Type: text/html", b"Content-Type: text/calendar; method=REPLY",
    b"Content-Type: text/plain; format=flowed; charset=utf-16", b"Content-Type: text/plain; name*0*=''%; name*1=",
    b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: quoted-printable",
    b"Content-Disposition: attachment; filename=\"=?utf-8?B?DQo=?=\"", b"From: ", b"To: ", b"Subject: ", b"Date: ",
    b"Message-ID: ", b"<a@b>", b"<[x]@[y]>", b"(c):", b"\"", b"\\", b"=?utf-8?Q?=0D=0A?=", b"=?utf-7?Q?+2AA-?=",
    b"=?x?B?",
    b"Tue, 05 Mar 0001 99:00:00 +9999", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"DTSTART;TZID=x:2024",
    b"END:VEVENT\r\nEND:VCALENDAR",
    b"<div style='display:none'>", b"<blockquote>", b"<script type='application/ld+json'>", b"</", b"<td>", b"&#xD800;",
    b"On 5 Mar 2024, at 10:00, A wrote:\n", b"> q\n", b"-----Original Message-----\n",
    b"Action: failed\nFinal-Recipient: rfc822;",
    b"\xff\xfe", b"\xed\xa0\x80", "ü€𝄞\u2028\u202e".encode(),
]  # fmt: skip

mails = st.one_of(
    st.binary(max_size=200),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=6)), max_size=40).map(b"".join),
)
moments = st.one_of(st.none(), st.datetimes(timezones=st.just(UTC)), st.datetimes())
UNSAFE_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")


def check(message: Message) -> None:
    """What every message promises, however damaged."""
    assert not any("message cannot be read" in problem for problem in message.problems), message.problems
    json.dumps(asdict(message), default=str, ensure_ascii=False).encode()
    inline = [
        message.subject,
        message.message_id,
        message.identity,
        message.automatic_why,
        *message.references,
        *message.links,
    ]
    inline += [one.name for one in message.attachments] + list(message.problems)
    inline += [
        part
        for one in (message.from_, message.sender, *message.to, *message.cc)
        if one
        for part in (one.name, one.email)
    ]
    inline += [value for values in message.headers.values() for value in values]
    assert not any(UNSAFE_IN_TEXT.search(text) or "\n" in text for text in inline)
    assert not any(UNSAFE_IN_TEXT.search(text) for text in (message.text, message.new_text, message.quoted_text))
    assert message.sent_at is None or message.sent_at.tzinfo is UTC
    assert all(one.email == one.email.lower() for one in message.to)


@settings(max_examples=400, deadline=None)
@given(mails, moments)
def test_row_31_any_bytes_are_read_and_twice_the_same(data: bytes, received_at: datetime | None) -> None:
    raw = split(data, received_at)
    assert set(raw.parts) == set(wanted(raw.structure))
    message = read(raw)
    check(message)
    assert read(split(data, received_at)) == message


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.characters(), max_size=60),
    st.sampled_from(["Subject", "From", "To", "Reply-To", "Message-ID", "X-Mailer"]),
)
def test_row_35_no_encoded_text_forges_a_header(text: str, name: str) -> None:
    word = base64.b64encode(text.encode("utf-8", "replace")).decode()
    for value in (f"=?utf-8?B?{word}?=", f"=?utf-8?B?{word}?= <a@x.org>", f'"=?utf-8?B?{word}?=" <a@x.org>'):
        message = read(split(f'{name}: {value}\nContent-Type: text/x; name="{value}"\n\n'.encode()))
        check(message)
        assert set(message.headers) == {name.lower(), "content-type"}


names = st.sampled_from(["", "1", "2", "1.1", "9.9", "x", "\0"])
types = st.sampled_from(
    ["text/plain", "text/html", "text/calendar", "message/delivery-status", "message/rfc822", "a", ""]
)
multiparts = st.sampled_from(["multipart/mixed", "multipart/alternative", "multipart/report", "multipart/"])
few = st.dictionaries(st.sampled_from(["charset", "method", "format", "report-type"]), st.text(max_size=8), max_size=2)
leaves = st.builds(
    Structure,
    names,
    types,
    few,
    st.text(max_size=8),
    st.integers(-1, 2_000_000),
    st.text(max_size=4),
    st.text(max_size=8),
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(Structure, names, multiparts, few, children=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(trees, st.dictionaries(st.one_of(names, st.just("1.HEADER")), mails, max_size=4), mails)
def test_any_answer_of_a_server_is_read(structure: Structure, parts: dict[str, bytes], header: bytes) -> None:
    check(read(Raw(header, structure, parts)))
    assert len(wanted(structure)) <= 50
