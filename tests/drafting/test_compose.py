"""Recipient, subject, threading, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.cases import JANE, NOW, TEMPLATES, VOICE, drafted, envelope, follow_up, packaged_sources, refused
from watcher.cadence import FollowUpKind
from watcher.drafting import Draft, Voice, compose, parse_templates, render
from watcher.timeline import Contact


@pytest.mark.parametrize(
    ("subject", "answer"),
    [
        ("Your application", "Re: Your application"),
        ("Re: Your application", "Re: Your application"),
        ("RE: AW: Re: Your application", "Re: Your application"),
        ("AW: Ihre Bewerbung", "Re: Ihre Bewerbung"),
        ("Antwort: Ihre Bewerbung", "Re: Ihre Bewerbung"),
        ("SV: VS: Ansökan", "Re: Ansökan"),
        ("R: Candidatura", "Re: Candidatura"),
        ("Re[2]: Interview", "Re: Interview"),
        ("RE^3: Interview", "Re: Interview"),
        ("Re : Entretien", "Re: Entretien"),
        ("回复：面试", "Re: 面试"),
        ("Fwd: Interview", "Re: Fwd: Interview"),
        ("React developer", "Re: React developer"),
        ("Reply: wanted", "Re: Reply: wanted"),
        ("Hi\r\nBcc: all@example.org", "Re: Hi Bcc: all@example.org"),
        ("Role \u202egnp.exe\u202c", "Re: Role gnp.exe"),
        ("=?utf-8?q?a=0d=0aBcc:_b?=", "Re: = ?utf-8?q?a=0d=0aBcc:_b?="),
        ("Apply {{ user.name }} at https://evil.example/x now", "Re: Apply at now"),
        ("", "My application: Data Engineer at Acme"),
        ("Re: ", "My application: Data Engineer at Acme"),
        ("{{ subject }}", "My application: Data Engineer at Acme"),
    ],
)
def test_the_subject_is_answered_once(subject: str, answer: str) -> None:
    assert drafted(thread=envelope(subject=subject)).subject == answer


def test_a_long_subject_is_cut_at_a_word() -> None:
    subject = drafted(thread=envelope(subject="word " * 400)).subject
    assert len(subject) <= 204
    assert subject.endswith("word")


def test_a_new_thread_has_a_subject_of_its_own_and_no_parents() -> None:
    draft = drafted(thread=None, company="")
    assert (draft.subject, draft.in_reply_to, draft.references) == ("My application: Data Engineer", "", ())


def test_the_answer_stands_in_its_thread() -> None:
    draft = drafted(thread=envelope(message_id="c@x", parents=("a@x", "b@x", "a@x")))
    assert draft.in_reply_to == "c@x"
    assert draft.references == ("a@x", "b@x", "c@x")


def test_of_a_long_thread_the_first_and_the_last_are_kept() -> None:
    parents = tuple(f"{number}@x" for number in range(100))
    draft = drafted(thread=envelope(message_id="last@x", parents=parents))
    assert len(draft.references) == 20
    assert draft.references[0] == "0@x"
    assert draft.references[-2:] == ("99@x", "last@x")


@pytest.mark.parametrize("message_id", ["", "a b@x", "a\r\nBcc: c@x", "ü@x", "a>b@x", "=?x?q?y?=@x", "x" * 400])
def test_a_message_id_that_cannot_stand_in_a_header_is_left_out(message_id: str) -> None:
    draft = drafted(thread=envelope(message_id=message_id, parents=("a@x", message_id)))
    assert (draft.in_reply_to, draft.references) == ("", ("a@x",))


def test_the_message_id_is_opaque_stable_and_at_the_senders_domain() -> None:
    one, again, other = drafted(), drafted(late=True), drafted(key="k2")
    local, _, domain = one.message_id.partition("@")
    assert domain == "example.org"
    assert len(local) == 40
    assert int(local, 16) >= 0
    assert one.message_id == again.message_id != other.message_id
    assert "k1" not in one.message_id


def test_who_writes_to_whom_and_when() -> None:
    draft = drafted(recipient=replace(JANE, name="DOE, Jane"))
    assert (draft.from_.name, draft.from_.email) == ("Ada Example", "ada@example.org")
    assert (draft.to.name, draft.to.email) == ("Jane Doe", "jane@acme.example")
    assert draft.date == NOW


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"recipient": None}, "nobody is known"),
        ({"recipient": replace(JANE, writable=False, why_not="bounced")}, "bounced"),
        ({"recipient": replace(JANE, email="no-reply@acme.example")}, "nobody reads"),
        ({"recipient": replace(JANE, email="donotreply@acme.example")}, "nobody reads"),
        ({"recipient": replace(JANE, email="bounces+17@acme.example")}, "nobody reads"),
        ({"recipient": replace(JANE, email="ada@example.org")}, "your own"),
        ({"thread": envelope(own_address="jane@acme.example")}, "your own"),
        ({"recipient": replace(JANE, email="jane@acme.example\r\nbcc: x@y.example")}, "characters"),
        ({"recipient": replace(JANE, email="jane@acme.example, x@y.example")}, "characters"),
        ({"recipient": replace(JANE, email="<[x]@[y]>")}, "characters"),
        ({"recipient": replace(JANE, email="jane")}, "characters"),
        ({"recipient": replace(JANE, email="jäne@acme.example")}, "characters"),
        ({"sender": ""}, "write from is not known"),
        ({"sender": "ada"}, "characters"),
        ({"company": "", "role": ""}, "neither the company nor the role"),
        ({"company": "https://evil.example", "role": "{{ role }}"}, "neither the company nor the role"),
        ({"company": "x" * 121, "role": "null"}, "neither the company nor the role"),
    ],
)
def test_it_is_refused_in_words(changes: dict[str, Any], why: str) -> None:
    assert why in refused(**changes)


def test_without_a_name_to_sign_with_it_is_refused() -> None:
    refusal = compose(follow_up(), Voice(" \r\n"), TEMPLATES, NOW)
    assert not isinstance(refusal, Draft)
    assert "your name" in refusal.why


def test_a_template_that_fails_is_refused_with_file_and_line() -> None:
    broken = "Subject\n---\n{{ hello(person) }}\n\n{{ applied_on.nothing.day }}\n"
    templates = parse_templates(packaged_sources("en") | {"en/application_follow_up.txt": broken})
    refusal = compose(follow_up(), VOICE, templates, NOW)
    assert not isinstance(refusal, Draft)
    assert "en/application_follow_up.txt, line 5" in refusal.why


def test_a_template_that_leaves_a_gap_is_refused() -> None:
    gap = "Subject\n---\n{{ hello(person) }}\n\nAbout {{ '[' }}company{{ ']' }}.\n\n{{ bye(me) }}\n"
    templates = parse_templates(packaged_sources("en") | {"en/application_follow_up.txt": gap})
    refusal = compose(follow_up(), VOICE, templates, NOW)
    assert not isinstance(refusal, Draft)
    assert "a gap is left" in refusal.why


def test_a_missing_letter_is_refused() -> None:
    sources = packaged_sources("en")
    del sources["en/application_follow_up.txt"]
    refusal = compose(follow_up(), VOICE, parse_templates(sources), NOW)
    assert not isinstance(refusal, Draft)
    assert "application_follow_up" in refusal.why


HOSTILE = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=st.sampled_from("\r\n\t\x00{}%[]<>\"'=?:,;@/\\ aé\u202e\u200b\u2028😀Bcc"), max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(company=HOSTILE, role=HOSTILE, name=HOSTILE, subject=HOSTILE, kind=st.sampled_from(FollowUpKind))
def test_row_35_no_word_of_a_mail_makes_a_header_or_a_line(
    company: str, role: str, name: str, subject: str, kind: FollowUpKind
) -> None:
    draft = compose(
        follow_up(
            kind=kind,
            company=company,
            role=role or "Clerk",
            recipient=Contact("jane@acme.example", name),
            thread=envelope(subject=subject),
        ),
        VOICE,
        TEMPLATES,
        NOW,
    )
    if not isinstance(draft, Draft):
        assert draft.why
        return
    head, _, _ = render(draft).partition(b"\r\n\r\n")
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert sorted(names) == sorted(
        [
            b"From",
            b"To",
            b"Subject",
            b"Date",
            b"Message-ID",
            b"In-Reply-To",
            b"References",
            b"MIME-Version",
            b"Content-Type",
            b"Content-Transfer-Encoding",
        ]
    )
    assert "{" not in draft.text
    assert len(draft.text.split("\n\n")) <= 6
    assert all(character.isprintable() or character in "\n\u00a0" for character in draft.text)
