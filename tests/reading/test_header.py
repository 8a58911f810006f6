"""Headers as they come: encoded words, parameters, addresses, Message-IDs; and nothing forges another header."""

from __future__ import annotations

import pytest

from tests.reading.mails import with_header
from watcher.reading import Address, Message
from watcher.reading.header import content_type, decoded, parameters


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?UTF-8?b?R3LDvMOfZQ==?= an alle", "Grüße an alle"),
        ("=?utf-8?q?one?= =?utf-8?q?_two?=", "one two"),
        ("=?utf-8?B?w7w=?=\t=?iso-8859-1?Q?=FC?=", "üü"),
        ("=?utf-8?B?ww?= =?utf-8?B?vA?=", "ü"),  # one character cut in two words, padding lost
        ("=?utf-8*de?Q?=C3=BC?=", "ü"),
        ("=?iso-8859-1?Q?=80_10?=", "€ 10"),  # windows-1252 under a false name
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?no-such-charset?Q?=C3=BC?=", "ü"),
        ("=?idna?Q?xn--tda?=", "xn--tda"),
        ("=?utf-8?Q?never ended", "=?utf-8?Q?never ended"),
        ("=?utf-8?Q?a?b?=", "a?b"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?B?!!!?=", ""),
        ("=?utf-7?Q?+2AA-?=", "?"),  # a lone surrogate
    ],
)
def test_encoded_words(value: str, text: str) -> None:
    assert decoded(value) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Größe".encode(), "Größe"),
        ("Größe €".encode("windows-1252"), "Größe €"),
        (b"a\tb\r\n  c", "a b c"),
        (b"a\x00b\x07c", "abc"),
        (b"a\rb", "a b"),
    ],
)
def test_raw_octets_and_folding(raw: bytes, text: str) -> None:
    assert with_header(b"Subject: " + raw).subject == text


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('text/plain; name="a;b.txt"; charset=utf-8', {"name": "a;b.txt", "charset": "utf-8"}),
        (r'text/plain; name="a\"b"', {"name": 'a"b'}),
        ("application/pdf; name*=utf-8''Lebenslauf%20%C3%BC.pdf", {"name": "Lebenslauf ü.pdf"}),
        ('application/pdf; name*0="Long "; name*1="name.pdf"', {"name": "Long name.pdf"}),
        ("application/pdf; name*1*=%C3%BC; name*0*=utf-8''a", {"name": "aü"}),
        ("application/pdf; name==?utf-8?Q?=C3=BC.pdf?=", {"name": "ü.pdf"}),
        ("application/pdf; name*", {}),
        ("application/pdf; name*=x", {"name": "x"}),
        ('text/plain; name="never ended', {"name": "never ended"}),
        ("text/plain;;; =; x", {}),
    ],
)
def test_parameters(value: str, found: dict[str, str]) -> None:
    assert parameters(value) == found


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("TEXT/HTML; charset=x", "text/html"),
        ("text/html charset=x", "text/html"),
        ("text", "text/plain"),
        ("text/", "text/plain"),
        ("/; x", "text/plain"),
        ("text/plain/html", "text/plain"),
    ],
)
def test_content_types(value: str, kind: str) -> None:
    assert content_type(value)[0] == kind


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("ada@example.org", [("", "ada@example.org")]),
        ("Ada <Ada@Example.ORG>", [("Ada", "ada@example.org")]),
        ('"Byron, Ada" <ada@example.org>, b@x.org', [("Byron, Ada", "ada@example.org"), ("", "b@x.org")]),
        ("ada@example.org (Ada (the) Countess)", [("Ada the Countess", "ada@example.org")]),
        (
            "Team: ada@example.org, Bob <b@x.org>;, c@x.org",
            [("", "ada@example.org"), ("Bob", "b@x.org"), ("", "c@x.org")],
        ),
        ("undisclosed-recipients:;", []),
        ("a@x.org; b@x.org", [("", "a@x.org"), ("", "b@x.org")]),
        ("=?utf-8?Q?J=C3=BCrgen?= <j@x.org>", [("Jürgen", "j@x.org")]),
        ("=?utf-8?Q?Doe=2C_Jane?= <j@x.org>", [("Doe, Jane", "j@x.org")]),
        ("=?utf-8?Q?Jane_<j@x.org>?=", [("Jane", "j@x.org")]),
        ("'Jane' <mailto:j@x.org>", [("Jane", "j@x.org")]),
        ("j\x02\x00@x.org", [("", "j@x.org")]),
        ("Zoe\u0308 <zo@x.org>", [("Zoë", "zo@x.org")]),
        ("<@relay.example,@other.example:j@x.org>", [("", "j@x.org")]),
        ("Jane <j@[192.0.2.1]>", [("Jane", "j@[192.0.2.1]")]),
        ('"never ended <j@x.org>', [("never ended", "j@x.org")]),
        ("Jane <j@x.org> <k@x.org>", [("Jane", "j@x.org")]),
        ("Jane Doe j@x.org", [("", "j@x.org")]),
        ("a@b@c", []),
        ("", []),
    ],
)
def test_addresses(value: str, found: list[tuple[str, str]]) -> None:
    message = with_header(b"To: " + value.encode())
    assert [(one.name, one.email) for one in message.to] == found


@pytest.mark.parametrize(
    "header",
    [
        b"To: <[x]@[y]>",
        b"To: (c):",
        b"From: (((((((((((((((((((((((((((((((",
        b"Content-Type: text/plain; name*",
        b"Content-Type: text/plain; name*0*=''; name*=\x00'\xff'%",
        b"Content-Disposition: attachment; filename*=",
        b"Content-Transfer-Encoding: \x00",
        b"Date: Mon, 99 Foo 99999 99:99:99 +99999999",
        b"Date: Tue, 05 Mar 0001 10:00:00 +0000",
        b"Date: Fri, 31 Dec 9999 23:59:59 -2359",
        b"Message-ID: <>",
        b"Subject: =?\xff?q?\x00?=",
        b": no name",
        b"\x00\x00: x",
        b"From: " + b"(" * 200_000,
        b"To: " + b'"\\' * 100_000,
        b"To: " + b"a@b," * 50_000,
        b"Subject: " + b"=?a?q?" * 50_000,
        b"References: " + b"<" * 200_000,
        b"Content-Type: text/plain" + b"; a=" * 50_000,
        b"X: \n" + b" \n" * 100_000,
        b"\n".join(b"X%d: y" % i for i in range(20_000)),
    ],
    ids=lambda header: header[:24].decode("latin-1"),
)
def test_row_31_malformed_headers_do_no_harm(header: bytes) -> None:
    message = with_header(b"Subject: fine\r\n" + header)
    assert message.subject == "fine"
    assert not any("cannot be read" in problem for problem in message.problems)


def header_values(message: Message) -> list[str]:
    people = [one for one in (message.from_, message.sender, *message.to, *message.cc, *message.reply_to) if one]
    return [
        message.subject,
        message.message_id,
        *message.references,
        *message.in_reply_to,
        *(text for one in people for text in (one.name, one.email)),
        *(value for values in message.headers.values() for value in values),
        *(one.name for one in message.attachments),
    ]


INJECTED = b"=?utf-8?Q?Hello=0D=0ABcc:_eve=40evil.example=0A=E2=80=A8=C2=85?="


@pytest.mark.parametrize("name", [b"Subject", b"From", b"To", b"Reply-To", b"Message-ID", b"References", b"X-Anything"])
def test_row_35_an_encoded_word_cannot_break_a_line(name: bytes) -> None:
    message = with_header(name + b": " + INJECTED + b" <" + INJECTED + b"@x.org>")
    values = header_values(message)
    assert any("Hello" in value for value in values)
    assert all(value.isprintable() for value in values)


def test_row_35_nor_can_the_name_of_an_attachment() -> None:
    message = with_header(b"Content-Type: application/pdf; name*=utf-8''a%0D%0AB%00.pdf")
    assert [one.name for one in message.attachments] == ["a  B.pdf"]


@pytest.mark.parametrize(
    ("header", "message_id"),
    [
        (b"Message-ID: <abc@x.org>", "abc@x.org"),
        (b"Message-Id:\r\n <abc\r\n @x.org>", "abc@x.org"),
        (b"Message-ID: abc@x.org", "abc@x.org"),
        (b"Message-ID: <no-at-sign>", "no-at-sign"),
        (b"Message-ID: (comment) <abc@x.org> (c)", "abc@x.org"),
        (b"Message-ID:", ""),
        (b"X: y", ""),
    ],
)
def test_message_id(header: bytes, message_id: str) -> None:
    assert with_header(header).message_id == message_id


def test_threads() -> None:
    message = with_header(
        b"In-Reply-To: Your message of Monday <b@x.org>\r\nReferences: <a@x.org><b@x.org>\r\n\t<a@x.org>"
    )
    assert message.in_reply_to == ("b@x.org",)
    assert message.references == ("a@x.org", "b@x.org")
    many = with_header(b"References: " + b" ".join(b"<%d@x.org>" % number for number in range(1000)))
    assert len(many.references) == 200
    assert (many.references[0], many.references[-1]) == ("0@x.org", "999@x.org")


def test_people() -> None:
    message = with_header(
        b"From: MAILER-DAEMON\r\nSender: b@x.org\r\nTo: c@x.org, C@x.org\r\nTo: d@x.org\r\nCc: e@x.org\r\n"
        b"Bcc: f@x.org\r\n"
        b"Reply-To: g@x.org\r\nDelivered-To: H@x.org\r\nX-Original-To: i@x.org"
    )
    assert message.from_ == Address("MAILER-DAEMON", "")
    assert message.sender == Address("", "b@x.org")
    assert [one.email for one in (*message.to, *message.cc, *message.bcc)] == [
        "c@x.org",
        "d@x.org",
        "e@x.org",
        "f@x.org",
    ]
    assert [one.email for one in message.reply_to] == ["g@x.org"]
    assert message.delivered_to == ("h@x.org", "i@x.org")
    assert message.headers["x-original-to"] == ("i@x.org",)


HEADER = (
    b"Message-ID: <same@x.org>\r\nFrom: a@x.org\r\nTo: b@x.org\r\nDate: Tue, 5 Mar 2024 10:00:00 +0000\r\nSubject: One"
)


def test_identity_is_of_what_the_user_sees() -> None:
    same = with_header(HEADER).identity
    assert with_header(HEADER.replace(b"Subject: One", b"Subject:\r\n One\r\nReceived: elsewhere")).identity == same
    assert same.startswith("same@x.org#")
    for old, new in ((b"One", b"Two"), (b"b@x.org", b"c@x.org"), (b"10:00", b"11:00"), (b"a@x.org", b"z@x.org")):
        assert with_header(HEADER.replace(old, new)).identity != same
    assert with_header(b"Subject: x").identity != with_header(b"Subject: y").identity
