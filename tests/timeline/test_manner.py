"""What a message teaches of somebody's manner, and which messages teach nothing."""

from __future__ import annotations

import pytest

from tests.reading.mails import with_body
from watcher.inference import Inference
from watcher.reading import Message
from watcher.timeline import Manner, manner

HUMAN = Inference(human=True, language="de")
LETTER = (
    "Hallo Anna,\n\nkannst du mir sagen, wie es weitergeht?\n\nViele Grüße\nAda\n\n-- \nAda Example\n+49 30 1234567\n"
)
QUOTED = "\nAm 12. März 2026 um 10:00 schrieb Anna Berg:\n> Hallo Ada,\n> bald.\n"


def own(body: str, **changes: str) -> Message:
    return with_body(body, **{"sender": "Ada Example <ada@example.org>", "more": "", **changes})


def test_the_users_own_mail_teaches_all_of_it() -> None:
    assert manner(own(LETTER), HUMAN, own=True) == Manner(
        greeting="Hallo Anna,",
        sign_off="Viele Grüße",
        signature="Ada\n-- \nAda Example\n+49 30 1234567",
        language="de",
        quotes=None,
        familiar=True,
    )


def test_a_reply_also_teaches_whether_it_quotes() -> None:
    more = "In-Reply-To: <a@acme.example>\r\n"
    with_it = manner(own(LETTER + QUOTED, more=more), HUMAN, own=True)
    without = manner(own(LETTER, more=more), HUMAN, own=True)
    assert with_it is not None
    assert without is not None
    assert (with_it.quotes, without.quotes) == (True, False)
    assert with_it.signature == without.signature


@pytest.mark.parametrize(
    "message",
    [
        own(LETTER, subject="WG: Stelle"),
        own(LETTER, more="Auto-Submitted: auto-replied\r\n"),
        own(LETTER, more="List-Id: <jobs.lists.example>\r\n"),
        own("Zur Info, siehe unten.\n"),
        own(""),
        own("> Hallo Anna,\n>\n> Viele Grüße\n> Ada\n"),
    ],
    ids=["forward", "automatic", "list", "no letter", "empty", "only quoted"],
)
def test_what_teaches_nothing(message: Message) -> None:
    assert manner(message, HUMAN, own=True) is None


@pytest.mark.parametrize("to", ["team@lists.example.org", "all@acme.example", "python-list@example.org"])
def test_mail_to_a_list_teaches_nothing(to: str) -> None:
    message = own(LETTER, more=f"Cc: {to}\r\n")
    assert manner(message, HUMAN, own=True) is None


def test_a_greeting_to_several_people_belongs_to_none_of_them() -> None:
    message = own(LETTER, more="To: anna@acme.example, bob@acme.example\r\n")
    found = manner(message, HUMAN, own=True)
    assert found is not None
    assert (found.greeting, found.sign_off) == ("", "Viele Grüße")


def test_of_others_only_their_name_and_the_form_of_address_are_kept() -> None:
    body = "Hallo Ada,\n\nwir melden uns bei dir.\n\nLiebe Grüße\nAnna\nPersonal\n+49 30 999999\n"
    message = with_body(body, sender='"Berg, Anna" <anna.berg@acme.example>')
    assert manner(message, HUMAN, own=False) == Manner(signature="Anna", language="de", familiar=True)
    assert manner(message, Inference(language="de"), own=False) is None
    assert manner(with_body(body, sender="Bob <bob@acme.example>"), HUMAN, own=False) == Manner(
        language="de", familiar=True
    )


def test_a_disclaimer_below_the_name_speaks_to_nobody() -> None:
    body = (
        "Hallo Ada,\n\nwir melden uns bei dir.\n\nLiebe Grüße\nAnna\n\nSind Sie nicht der Empfänger, löschen Sie das.\n"
    )
    found = manner(with_body(body, sender="Anna <anna@acme.example>"), HUMAN, own=False)
    assert found is not None
    assert found.familiar is True


def test_a_formal_greeting_is_a_polite_form_of_address() -> None:
    found = manner(own("Sehr geehrte Frau Berg,\n\nanbei mein Lebenslauf.\n\nViele Grüße\nAda\n"), HUMAN, own=True)
    assert found is not None
    assert found.familiar is False


def test_who_signs_for_an_office_is_known_by_name() -> None:
    body = "Dear Ada,\n\nyou are through to the next round.\n\nKind regards,\nSneha Joshi\nTalent Team\n"
    english = Inference(human=True, language="en")
    found = manner(with_body(body, sender="HR Team <careers@acme.example>"), english, own=False)
    assert found is not None
    assert found.signature == "Sneha Joshi"
    # of a person's own address the line below the sign-off must be the writer's
    other = manner(with_body(body, sender="Bob Miles <bob.miles@acme.example>"), english, own=False)
    assert other is None or other.signature == ""
