"""How fast whole messages are read: plain text, HTML beside plain text, and HTML alone."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest

from watcher.reading import read, split

PLAIN = "Dear Ada,\n\nthank you for your time on Monday.\nWe shall write by Friday.\n\n" * 8
PLAIN += "-- \nGrace\n\nOn Mon, 4 Mar 2024 at 09:00, Ada <ada@example.org> wrote:\n> Hello\n"
CELL = '<tr><td style="color:#333"><p>Dear <b>Ada</b>, <a href="https://acme.example/{}">more</a></p></td></tr>'
HTML = f"<html><head><style>{'a{b:c}' * 200}</style></head><table>{''.join(map(CELL.format, range(30)))}</table></html>"


def mail(*, plain: bool, html: bool) -> bytes:
    message = EmailMessage()
    for number in range(5):
        message["Received"] = f"from mx{number}.acme.example by mx.example.org; Tue, 5 Mar 2024 09:00:0{number} +0000"
    message["From"], message["To"] = "Grüße von Acme <jobs@acme.example>", "Ada <ada@example.org>"
    message["Subject"], message["Message-ID"] = "Ihre Bewerbung für die Stelle", "<one@acme.example>"
    message["Date"] = "Tue, 05 Mar 2024 10:00:00 +0100"
    if plain:
        message.set_content(PLAIN)
    if html and plain:
        message.add_alternative(HTML, subtype="html")
    elif html:
        message.set_content(HTML, subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize(("plain", "html"), [(True, False), (True, True), (False, True)], ids=["plain", "both", "html"])
def test_read(benchmark: Any, plain: bool, html: bool) -> None:
    data = mail(plain=plain, html=html)
    message = benchmark(lambda: read(split(data)))
    assert message.problems == ()
    assert len(message.links) == (30 if html else 0)
    assert ("We shall write by Friday." in message.new_text) is plain
