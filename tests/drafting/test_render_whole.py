"""The whole letter, with signature, quotation and files: what was composed is what any program reads."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.cases import JANE, drafted
from tests.drafting.test_render import unflowed
from watcher.drafting import Attached, Draft, clean, render
from watcher.drafting.earlier import attachments
from watcher.reading import Address, read, split

ATTRIBUTION = "On 2 March 2026 at 10:00, Jane Doe wrote:"
CV = Attached("Lebenslauf Ädä.pdf", "application/pdf", bytes(range(256)) * 20)
LONG, DEEP = "a long line " * 12 + "end", "tief verschachtelt " * 9 + "Ende"
QUOTATION = f"{ATTRIBUTION}\n> Hello Ada,\n>\n> {LONG}\n>> {DEEP}\n> > no depth\n> From us"


def flows(body: str) -> list[tuple[int, str]]:
    """What a mail program makes of format=flowed (RFC 3676 section 4.5): depth and text of each paragraph."""
    found: list[tuple[int, str]] = []
    goes_on = False
    for line in body.removesuffix("\n").split("\n"):
        told = line.lstrip(">")
        depth = len(line) - len(told)
        told = told.removeprefix(" ")
        if goes_on and found[-1][0] == depth:
            found[-1] = (depth, found[-1][1] + told)
        else:
            found.append((depth, told))
        goes_on = told.endswith(" ") and told != "-- "
    return found


def by_python(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def body_of(content: bytes) -> str:
    part = by_python(content).get_body(("plain",))
    assert part is not None
    assert part.get_param("format") == "flowed"
    assert part.get_content_charset() == "utf-8"
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_quotation_is_flowed_with_its_depth_and_stuffed() -> None:
    lines = body_of(render(replace(drafted(), text="Yes.\n\n-- \nAda", quotation=QUOTATION))).split("\n")
    assert lines[:7] == ["Yes.", "", "-- ", "Ada", "", ATTRIBUTION, "> Hello Ada,"]
    assert lines[7] == ">"
    assert all(line.startswith(("> ", ">> ")) or line == ">" for line in lines[6:-1])
    assert lines[-3:-1] == ["> > no depth", "> From us"]
    assert max(map(len, lines)) <= 78
    told = flows("\n".join(lines[6:-1]))
    assert told == [
        (1, "Hello Ada,"),
        (1, ""),
        (1, LONG),
        (2, DEEP),
        (1, "> no depth"),
        (1, "From us"),
    ]


def test_files_make_it_multipart_with_a_boundary_that_names_nothing() -> None:
    draft = replace(drafted(), attachments=(CV,), quotation=QUOTATION)
    content = render(draft)
    assert content == render(draft)
    head = content.partition(b"\r\n\r\n")[0].lower()
    assert b"multipart/mixed" in head
    for trace in (b"===", b"python", b"watcher", b"x-", b"user-agent"):
        assert trace not in head
    message = by_python(content)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "application/pdf"]
    assert [(one.name, one.content_type) for one in read(split(content)).attachments] == [(CV.name, CV.content_type)]
    assert attachments(content) == (CV,)
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "subject", ["Re: " + "Ärztin " * 27, "Re: " + "word " * 39, "x" * 200, "Ä" * 200, "a" + "字" * 150]
)
def test_subjects_survive_at_any_length(subject: str) -> None:
    subject = subject.strip()
    content = render(replace(drafted(), subject=subject))
    head = content.partition(b"\r\n\r\n")[0]
    # RFC 5322 section 2.1.1: a word that cannot be folded may be longer.
    limit = 78 if " " in subject or not subject.isascii() else 998
    assert max(map(len, head.split(b"\r\n"))) <= limit
    assert by_python(content)["Subject"] == subject
    assert read(split(content)).subject == subject


VISIBLE = st.text(max_size=60).map(clean.one_line)
WORDS = st.lists(VISIBLE, min_size=1, max_size=5).map("\n".join)
QUOTED = st.lists(
    st.tuples(st.sampled_from(["> ", ">> "]), VISIBLE.filter(lambda text: not text.startswith(" "))), max_size=8
)


@settings(max_examples=200, deadline=None)
@given(
    me=VISIBLE.filter(bool),
    you=VISIBLE,
    subject=VISIBLE.filter(bool),
    text=WORDS,
    quoted=QUOTED,
    files=st.lists(st.tuples(VISIBLE.filter(bool), st.binary(min_size=1, max_size=200)), max_size=3),
)
def test_any_letter_is_valid_mail_and_reads_the_same_by_two_readers(
    me: str, you: str, subject: str, text: str, quoted: list[tuple[str, str]], files: list[tuple[str, bytes]]
) -> None:
    lines = [f"{marks}{told}".rstrip(" ") for marks, told in quoted]
    draft = replace(
        drafted(),
        from_=Address(me, "ada@example.org"),
        to=Address(you, JANE.email),
        subject=subject,
        text=text,
        quotation="\n".join([ATTRIBUTION, *lines]) if lines else "",
        attachments=tuple(Attached(f"{number}.pdf", "application/pdf", data) for number, (_, data) in enumerate(files)),
    )
    content = render(draft)
    _is_valid(content)
    body = body_of(content)
    whole = text.rstrip(" ") + (f"\n\n{ATTRIBUTION}" if lines else "")
    own = [told for depth, told in flows(body) if not depth]
    assert "\n".join(own) == "\n".join(line.rstrip(" ") for line in whole.split("\n"))
    shown = [(depth, told) for depth, told in flows(body) if depth]
    assert shown == [(len(marks.strip()), told.rstrip(" ")) for marks, told in quoted]
    message = read(split(content))
    assert not message.problems
    assert (message.subject, message.message_id) == (" ".join(subject.split()), draft.message_id)
    assert [one.email for one in (message.from_, *message.to) if one] == ["ada@example.org", JANE.email]
    assert attachments(content) == draft.attachments


def _is_valid(content: bytes) -> None:
    content.decode("utf-8")
    assert b"\n" not in content.replace(b"\r\n", b"")
    head = content.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert all(re.match(rb"[!-9;-~]+: \S| +\S", line) for line in head.split(b"\r\n"))


def test_the_old_reader_of_this_room_agrees() -> None:
    draft: Draft = drafted()
    assert unflowed(body_of(render(draft))) == draft.text
