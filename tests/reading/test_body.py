"""The text of a message: transfer encodings, character sets, flowed lines, alternatives."""

from __future__ import annotations

import base64

import pytest

from tests.reading.mails import message_of, with_body, with_html
from watcher.reading import Raw, Structure, read, split


def text_of(content_type: str, body: bytes, encoding: str = "8bit") -> str:
    header = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return read(split(header.encode() + body)).text


@pytest.mark.parametrize(
    ("charset", "octets", "text"),
    [
        ("utf-8", "Größe €".encode(), "Größe €"),
        ("iso-8859-1", "Größe €".encode("windows-1252"), "Größe €"),
        ("", "Größe".encode(), "Größe"),
        ("", "Größe".encode("windows-1252"), "Größe"),
        ("us-ascii", "Größe".encode("windows-1252"), "Größe"),
        ("utf-8", "Größe".encode("windows-1252"), "Größe"),
        (
            "utf-8",
            ("Straße für Bücher und Größe " * 20).encode() + b"\xff",
            "Straße für Bücher und Größe " * 20 + "\ufffd",
        ),
        ("no-such-thing", "Größe".encode(), "Größe"),
        ("rot13", b"uryyb", "uryyb"),
        ("punycode", b"Gre-xya", "Gre-xya"),
        ("\0", b"x", "x"),
        ("iso-2022-jp", "面接".encode("iso-2022-jp"), "面接"),
        ("utf-16", "Größe".encode("utf-16"), "Größe"),
        ("utf-8", b"\xef\xbb\xbfa\x00b\x1b[31mc\xc2\x85d", "ab[31mc\nd"),
        ("utf-8", b"a\rb\r\nc\xc2\xa0d", "a\nb\nc d"),
        (
            "utf-8",
            "Gro\u0308\u00dfe, Viê\u0323t, и\u0306, か\u3099, \u1112\u1161\u11ab".encode(),
            "Größe, Việt, й, が, 한",
        ),
    ],
)
def test_character_sets(charset: str, octets: bytes, text: str) -> None:
    assert text_of(f'text/plain; charset="{charset}"', octets) == text.rstrip()


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("base64", b"SGVsbG8=", "Hello"),
        ("BASE64", b"SGVs\r\nbG8", "Hello"),
        ("base64", b"SGV*sbG8=!", "Hello"),
        ("base64", b"", ""),
        ("quoted-printable", b"a=3D=\r\nb =C3=BC=ZZ", "a=b ü=ZZ"),
        (" Quoted-Printable ; x", b"=41", "A"),
        ("x-unknown", b"abc", "abc"),
    ],
)
def test_transfer_encodings(encoding: str, body: bytes, text: str) -> None:
    assert text_of("text/plain; charset=utf-8", body, encoding) == text


def test_damage_is_told() -> None:
    message = read(split(b"Date: Tue, 5 Mar 2024 10:00:00 +0000\nContent-Transfer-Encoding: base64\n\nSGVsbG8"))
    assert (message.text, message.problems) == ("Hello", ("part 1: broken base64",))


def test_format_flowed() -> None:
    body = b"> quoted words \r\n> go on\r\n>> deeper\r\nOne line \r\nof text.\r\n From here\r\n-- \r\nAda\r\n"
    assert text_of("text/plain; format=flowed", body) == (
        "> quoted words go on\n>> deeper\nOne line of text.\nFrom here\n-- \nAda"
    )
    assert text_of("text/plain; format=Flowed; DelSp=Yes", b"Donau \r\ndampf") == "Donaudampf"


LONG = "Thank you for your application. " * 5


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        (
            "Hello Ada, this is a whole letter.",
            "<p>Hello Ada, this is a whole letter.</p>",
            "Hello Ada, this is a whole letter.",
        ),
        ("", "<p>Hello</p>", "Hello"),
        ("This message needs a program that shows HTML.", f"<p>{LONG}</p>", LONG.strip()),
        ("See it in your browser: https://acme.example/mail/1", f"<p>{LONG}</p>", LONG.strip()),
        ("https://acme.example/mail/1", "<p>Hello</p>", "Hello"),
        ("Hi,", f"<p>{LONG * 3}</p>", (LONG * 3).strip()),
        ("<html><body><p>Not plain at all</p></body></html>", "", "Not plain at all"),
        ("Only the HTML part is empty", "<p></p>", "Only the HTML part is empty"),
    ],
)
def test_alternatives(plain: str, html: str, text: str) -> None:
    message = message_of(f"""
        Content-Type: multipart/alternative; boundary=b

        --b

        {plain}
        --b
        Content-Type: text/html

        {html}
        --b--
    """)
    assert message.text == text


def test_parts_outside_an_alternative_follow_each_other() -> None:
    message = message_of("""
        Content-Type: multipart/mixed; boundary=m

        --m
        Content-Type: multipart/alternative; boundary=a

        --a

        The plain letter.
        --a
        Content-Type: multipart/related; boundary=r

        --r
        Content-Type: text/html

        <p>The letter <a href="https://acme.example/book">in HTML</a>.</p>
        --r
        Content-Type: image/png; name=logo.png
        Content-Disposition: inline

        PNG
        --r--
        --a--
        --m

        A footer.
        --m
        Content-Type: application/pdf
        Content-Disposition: attachment; filename*=utf-8''R%C3%A9sum%C3%A9.pdf

        PDF
        --m--
    """)
    assert message.text == "The plain letter.\n\nA footer."
    assert message.links == ("https://acme.example/book",)
    assert [(one.name, one.content_type, one.size) for one in message.attachments] == [
        ("logo.png", "image/png", 3),
        ("Résumé.pdf", "application/pdf", 3),
    ]


def test_links_of_plain_text() -> None:
    message = with_body("Book here: https://acme.example/book?a=1&b=2. Or (http://x.example/y), or ftp://x.example")
    assert message.links == ("https://acme.example/book?a=1&b=2", "http://x.example/y")


def test_a_part_that_was_too_large_is_told() -> None:
    raw = Raw(b"Date: Tue, 5 Mar 2024 10:00:00 +0000\r\n", Structure("1", "text/plain", size=2_000_000))
    assert read(raw).problems == ("part 1 is too large to be read (2000000 octets)",)


def test_a_part_larger_than_it_was_said_to_be_is_cut() -> None:
    raw = Raw(b"", Structure("1", "text/plain"), {"1": b"x" * 5_000_000})
    assert len(read(raw).text) == 500_000


def test_charset_declared_in_the_page() -> None:
    html = '<html><head><meta content="text/html; charset=shift_jis"></head><body>面接</body></html>'
    octets = base64.b64encode(html.encode("shift_jis"))
    assert text_of("text/html", octets, "base64") == "面接"


def test_quotations_of_html_are_apart() -> None:
    message = with_html("<p>See you on Friday.</p><blockquote type=cite>When do we meet?</blockquote>")
    assert (message.new_text, message.quoted_text) == ("See you on Friday.", "When do we meet?")
