"""What the writer added, and what they quoted."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.mails import with_html
from watcher.reading.quotation import marks, separated

ATTRIBUTIONS = [
    "On Tue, Mar 5, 2024 at 10:00 AM Ada Example <ada@example.org> wrote:",
    "On Tue, Mar 5, 2024 at 10:00 AM Ada Example with a long name\n<ada@example.org> wrote:",
    "On 5 Mar 2024, at 10:00, Ada Example wrote:",
    "Am 05.03.2024 um 10:00 schrieb Ada Example:",
    "Am Di., 5. März 2024 um 10:00 Uhr schrieb Ada Example <ada@example.org>:",
    "Le mar. 5 mars 2024 à 10:00, Ada Example <ada@example.org> a écrit :",
    "El mar, 5 mar 2024 a las 10:00, Ada Example (<ada@example.org>) escribió:",
    "Il giorno mar 5 mar 2024 alle ore 10:00 Ada Example <ada@example.org> ha scritto:",
    "Op di 5 mrt 2024 om 10:00 schreef Ada Example <ada@example.org>:",
    "Em ter., 5 de mar. de 2024 às 10:00, Ada Example <ada@example.org> escreveu:",
    "2024年3月5日(火) 10:00 Ada Example <ada@example.org>:",
    "вт, 5 мар. 2024 г. в 10:00, Ada Example <ada@example.org>:",
]

INTRODUCTIONS = [
    *ATTRIBUTIONS,
    "-----Original Message-----\nFrom: Ada Example\nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Grace\nSubject: Role",
    "________________________________\nFrom: Ada <ada@example.org>\nSent: Tuesday\nTo: Grace\nSubject: Role",
    "From: Ada <ada@example.org>\nDate: Tuesday, 5 March 2024\nTo: Grace\nCc: Bob\nSubject: Role",
    "*From:* Ada <ada@example.org>\n*Sent:* Tuesday\n*To:* Grace\n*Subject:* Role",
    "Von: Ada\nGesendet: Dienstag, 5. März 2024 10:00\nAn: Grace\nBetreff: AW: Stelle",
    "De : Ada\nEnvoyé : mardi 5 mars 2024 10:00\nÀ : Grace\nObjet : RE: Poste",
    "De: Ada\nEnviado el: martes, 5 de marzo de 2024 10:00\nPara: Grace\nAsunto: RE: Puesto",
    "Da: Ada\nInviato: martedì 5 marzo 2024 10:00\nA: Grace\nOggetto: R: Ruolo",
    "Van: Ada\nVerzonden: dinsdag 5 maart 2024 10:00\nAan: Grace\nOnderwerp: RE: Rol",
    "De: Ada\nEnviada em: terça-feira, 5 de março de 2024 10:00\nPara: Grace\nAssunto: RES: Vaga",
    "-------- Ursprüngliche Nachricht --------\nVon: Ada",
    "----- Message d’origine -----\nDe : Ada",
    "---------- Forwarded message ---------\nFrom: Ada\nDate: Tue\nSubject: Role\nTo: Grace",
    "---------- Weitergeleitete Nachricht ---------\nVon: Ada",
    "Begin forwarded message:\n\nFrom: Ada\nSubject: Role",
    "Anfang der weitergeleiteten Nachricht:\nVon: Ada",
    "----------------------- Forwarded by Ada Example/ACME on 03/05/2024 10:00 AM -----------------------",
    "Ada Example\n03/05/2024 10:00 AM\nTo: Grace\ncc:\nSubject: Role",
]


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_what_follows_an_introduction_is_quoted(introduction: str) -> None:
    new, quoted = separated(f"Thank you.\n\n-- \nGrace\n\n{introduction}\n\nI apply for the role.\nAda")
    assert new.removesuffix("\n\nAda Example") == "Thank you.\n\n-- \nGrace"
    assert quoted.endswith("I apply for the role.\nAda")


@pytest.mark.parametrize("introduction", ATTRIBUTIONS)
def test_answers_between_marked_lines_are_new(introduction: str) -> None:
    text = f"Hi,\n\n{introduction}\n\n> When can you start?\nIn May.\n> Where do you live?\n>> nested\n\nIn Bonn."
    new, quoted = separated(text)
    assert new == "Hi,\n\nIn May.\n\nIn Bonn."
    assert quoted.splitlines()[-3:] == ["When can you start?", "Where do you live?", "nested"]


@pytest.mark.parametrize(
    "text",
    [
        "Hello Ada,\nyou will hear from us on Friday.\nGrace",
        "On Friday we will write:\nan offer.",
        "From: 10:00\nTo: 11:00\nRoom 5",
        "Date: Tuesday\nTo: the office, 3rd floor\nSubject: to change",
        "Our office hours are from: nine",
        "We meet at 10:00 with Grace <grace@acme.example>",
        "________________________________\nGrace Hopper\nAcme",
        "I forwarded message and resume to Bob.",
        "The original message was kind.",
        "-----\nGrace\n-----",
        ">From here on it is my own text",
        "a > b\n-> next",
    ],
)
def test_ordinary_text_is_not_quoted(text: str) -> None:
    assert separated(text) == (text, "")


def test_html_of_gmail_and_outlook() -> None:
    gmail = """<div dir="ltr">Friday suits me.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">
        Unbekannte Sprache 5.3.2024 Ada:<br></div><blockquote class="gmail_quote" style="border-left:1px solid">
        <div>Does Friday suit you?</div></blockquote></div>"""
    assert with_html(gmail).new_text == "Friday suits me."
    outlook = (
        """<div><p>Friday suits me.</p><div id="divRplyFwdMsg"><b>Frá:</b> Ada<br></div><div>Does it?</div></div>"""
    )
    assert with_html(outlook).new_text == "Friday suits me."
    assert with_html(outlook).quoted_text.endswith("Does it?")
    apple = """<div>Friday suits me.<br><div><br><blockquote type="cite"><div>On 5 Mar 2024, at 10:00, Ada wrote:</div>
        <div>Does it?</div></blockquote></div></div>"""
    assert with_html(apple).new_text == "Friday suits me."


def test_a_message_that_only_forwards_has_nothing_new() -> None:
    text = dedent("""\
        ---------- Forwarded message ---------
        From: Bob <bob@acme.example>
        Date: Tue, Mar 5, 2024 at 10:00 AM
        Subject: We are hiring
        To: Grace <grace@acme.example>

        Do you know somebody?""")
    new, quoted = separated(text)
    assert new == ""
    assert quoted == text


lines = st.sampled_from(
    [
        "",
        "text",
        "> old",
        ">> older",
        *INTRODUCTIONS[:3],
        "From: a",
        "Subject: b",
        "To: c",
        "-----Original Message-----",
        "x:",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(lines, max_size=12))
def test_no_line_is_lost_and_marked_lines_are_never_new(parts: list[str]) -> None:
    found = "\n".join(parts).split("\n")
    quoted = marks(found)
    assert len(quoted) == len(found)
    assert all(is_quoted for line, is_quoted in zip(found, quoted, strict=True) if line.startswith(">"))
    new, old = separated("\n".join(found))
    assert sorted((new + "\n" + old).replace(">", "").split()) == sorted("\n".join(found).replace(">", "").split())
