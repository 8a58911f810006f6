"""What a letter takes up of earlier mail: which, for whom, and how it stands there."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.cases import BERLIN, JANE, LANGUAGES, NOW, TEMPLATES, VOICE, envelope, follow_up
from tests.drafting.test_voice import wrote
from watcher.cadence import FollowUpKind
from watcher.drafting import Attached, Draft, Earlier, Refusal, compose, habits, parse_templates, wanted
from watcher.drafting.earlier import MOST_CHARACTERS, MOST_LINES, MOST_OCTETS, attachments, quotation
from watcher.reading import Address, quotes_below
from watcher.timeline import Contact, Envelope

QUOTES = habits([wrote(1, quotes=True)])
JANES = envelope(from_=Address("Jane Doe", "jane@acme.example"))


def mail(text: str = "Hello Ada,\n\nsoon.\n", *files: Attached, **headers: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    for name, value in ({"From": "Ada <ada@example.org>", "To": "jane@acme.example", "Subject": "x"} | headers).items():
        message[name] = value
    message.set_content(text)
    for file in files:
        main, _, sub = file.content_type.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return message.as_bytes()


def quoted(text: str, **changes: Any) -> list[str]:
    content = mail(text)
    return quotation(content, replace(JANES, **changes), lambda name, day, time: f"{name} {day} {time}", BERLIN).split(
        "\n"
    )


# Which


def application(**changes: Any) -> tuple[Any, Envelope]:
    sent = wrote(1, to="jane@acme.example")
    e = replace(sent.envelope, attachments=("CV.pdf",), **changes)
    return habits([replace(sent, envelope=e)]), e


def receipt(e: Envelope, **changes: Any) -> Any:
    return follow_up(**({"kind": FollowUpKind.RECEIPT_CHECK, "anchor": f"{e.identity}#0"} | changes))


def test_a_receipt_check_wants_the_application_again() -> None:
    known, e = application()
    assert wanted(receipt(e), known).resent == e
    assert wanted(receipt(e, kind=FollowUpKind.APPLICATION_FOLLOW_UP), known).resent is None
    assert wanted(receipt(e, anchor="another#0"), known).resent is None
    assert wanted(receipt(e, recipient=Contact("bob@acme.example")), known).resent is None
    assert wanted(receipt(e), habits([replace(wrote(1), envelope=replace(e, attachments=()))])).resent is None


@pytest.mark.parametrize(
    ("thread", "is_quoted"),
    [
        (JANES, True),
        (envelope(from_=Address("Bob", "bob@acme.example"), cc=(Address("", "jane@acme.example"),)), True),
        (envelope(outgoing=True, to=(Address("", "jane@acme.example"),)), True),
        (envelope(from_=Address("Bob", "bob@acme.example")), False),
        (None, False),
    ],
)
def test_a_mail_is_quoted_only_to_whom_it_was_between(thread: Envelope | None, is_quoted: bool) -> None:
    assert wanted(follow_up(thread=thread), QUOTES).quoted == (thread if is_quoted else None)
    assert wanted(follow_up(thread=thread), habits([wrote(1, quotes=False)])).quoted is None


# The quotation


def test_the_quotation_leaves_out_signatures_and_what_lies_too_deep() -> None:
    text = (
        "Hello Ada,\n\nsoon.\n\n-- \nJane Doe\nAcme\n\nOn 1 March 2026 at 10:00, Ada wrote:\n> When?\n>\n> -- \n> Ada\n"
        "> On 28 February 2026 at 10:00, Jane wrote:\n>> Too deep.\n> Well?\n"
    )
    assert quoted(text) == [
        "Jane Doe 2026-11-16 11:00",
        "> Hello Ada,",
        ">",
        "> soon.",
        ">",
        "> On 1 March 2026 at 10:00, Ada wrote:",
        ">> When?",
        ">>",
        ">> Well?",
    ]


def test_what_introduces_a_quotation_that_is_left_out_goes_with_it() -> None:
    text = (
        "Soon.\n\nOn 1 March 2026 at 10:00, Ada wrote:\n> When?\n>\n> On Saturday, 28 February 2026\n> at 10:00, Jane "
        "wrote:\n>\n>> Too deep.\n>>> Deeper.\n"
    )
    assert quoted(text)[1:] == ["> Soon.", ">", "> On 1 March 2026 at 10:00, Ada wrote:", ">> When?"]


def test_a_long_mail_is_cut() -> None:
    lines = quoted("\n".join(f"line {number}" for number in range(1000)))
    assert len(lines) == MOST_LINES + 2
    assert lines[-1] == "> [...]"
    assert sum(map(len, quoted("\n".join(["word " * 100] * 100)))) < MOST_CHARACTERS + 200


@pytest.mark.parametrize("text", ["", "\n\n", "-- \nJane"])
def test_where_nothing_is_left_nothing_is_quoted(text: str) -> None:
    assert quoted(text) == [""]


def test_a_writer_without_a_name_is_told_by_address_and_nobody_is_not_quoted() -> None:
    assert quoted("Yes.", from_=Address("", "jane@acme.example"))[0] == "jane@acme.example 2026-11-16 11:00"
    assert quoted("Yes.", from_=Address('Doe, "Jane" <x>:', "jane@acme.example"))[0] == 'Doe, "Jane" x 2026-11-16 11:00'
    assert quoted("Yes.", from_=None) == [""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_of_any_mail_program_see_where_the_quotation_begins(language: str) -> None:
    draft = compose(
        follow_up(language=language, thread=JANES), VOICE, TEMPLATES, NOW, known=QUOTES, earlier=Earlier(quoted=mail())
    )
    assert isinstance(draft, Draft)
    attribution = draft.quotation.split("\n")[0]
    assert "Jane Doe" in attribution
    assert "16" in attribution
    assert "2026" in attribution
    assert "11:00" in attribution
    assert quotes_below(f"{draft.text}\n\n{draft.quotation}") is True


def test_an_attribution_of_the_users_own_that_fails_is_told_and_stops_nothing() -> None:
    broken = {"en/common.txt": "{% macro quoting(name, date, time) %}{{ date.nothing.more }}{% endmacro %}"}
    templates = parse_templates(broken | {"en/application_follow_up.txt": "Subject\n---\nHello"})
    refusal = compose(follow_up(thread=JANES), VOICE, templates, NOW, known=QUOTES, earlier=Earlier(quoted=mail()))
    assert isinstance(refusal, Refusal)
    assert "quoting" in refusal.why


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=500) | st.text(alphabet="ab >-\n\u202e\u200b", max_size=500))
def test_whatever_was_written_only_quoted_lines_of_bounded_depth_come_of_it(text: str) -> None:
    content = mail("x").replace(b"x\r\n", text.encode("utf-8", "replace"))
    head, *lines = quotation(content, JANES, lambda *_: "Jane:", BERLIN).split("\n")
    assert head in ("Jane:", "")
    for line in lines:
        assert line.startswith(("> ", ">> ")) or line in (">", ">>")
        assert line.isprintable() or "\u00a0" in line or any(c.isspace() for c in line)


# The files


def test_the_files_are_those_of_the_application() -> None:
    cv = Attached("Lebenslauf Ädä.pdf", "application/pdf", b"\x00\xff" * 500)
    letter = Attached(
        "Anschreiben.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"
    )
    picture = Attached("photo.jpg", "image/jpeg", b"\xff\xd8")
    assert attachments(mail("Hi", cv, letter, picture)) == (cv, letter, picture)


def test_pictures_in_the_text_and_signatures_are_no_files() -> None:
    message = EmailMessage(policy=SMTP)
    message.set_content("Hi")
    message.add_attachment(b"\xff\xd8", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    message.add_attachment(b"\xff\xd8", maintype="image", subtype="png", filename="l2.png", cid="<logo@x>")
    message.add_attachment(b"sig", maintype="application", subtype="pgp-signature", filename="signature.asc")
    message.add_attachment(b"BEGIN", maintype="text", subtype="calendar", filename="a.ics")
    message.add_attachment(message_inside())
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="CV.pdf", disposition="inline")
    assert attachments(message.as_bytes()) == (Attached("CV.pdf", "application/pdf", b"%PDF"),)


def message_inside() -> EmailMessage:
    inside = EmailMessage(policy=SMTP)
    inside["Subject"] = "forwarded"
    inside.set_content("inside")
    inside.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="inside.pdf")
    return inside


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "_.._etc_passwd.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_of_files_are_made_harmless(name: str, shown: str) -> None:
    (only,) = attachments(mail("Hi", Attached(name, "application/pdf", b"x")))
    assert only.name == shown


def test_too_much_and_what_cannot_be_taken_out_is_not_attached_at_all() -> None:
    large = Attached("a.pdf", "application/pdf", b"x" * (MOST_OCTETS // 2 + 1))
    assert attachments(mail("Hi", large, replace(large, name="b.pdf"))) == ()
    assert attachments(mail("Hi", large)) == (large,)
    assert attachments(mail("Hi", *(Attached(f"{n}.pdf", "application/pdf", b"x") for n in range(11)))) == ()
    assert attachments(b"") == ()
    empty = mail("Hi", Attached("a.pdf", "application/pdf", b"x"), Attached("b.pdf", "application/pdf", b""))
    assert attachments(empty) == ()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(min_value=0, max_value=1500))
def test_a_damaged_mail_gives_no_exception(noise: bytes, at: int) -> None:
    content = mail("Hi", Attached("a.pdf", "application/pdf", b"x" * 300))
    attachments(content[:at] + noise + content[at + len(noise) :])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_knows_whether_it_carries_files(language: str) -> None:
    asked = follow_up(kind=FollowUpKind.RECEIPT_CHECK, language=language, recipient=JANE)
    file = Attached("CV.pdf", "application/pdf", b"%PDF")
    draft = compose(asked, VOICE, TEMPLATES, NOW, earlier=Earlier(resent=mail("Hi", file)))
    without = compose(asked, VOICE, TEMPLATES, NOW, earlier=Earlier(resent=mail("Hi")))
    assert isinstance(draft, Draft)
    assert isinstance(without, Draft)
    assert (draft.attachments, without.attachments) == ((file,), ())
