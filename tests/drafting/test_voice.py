"""The user's manner, chosen for one letter: habits by language, sending address and recipient."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.drafting.cases import JANE, LANGUAGES, NOW, TEMPLATES, VOICE, envelope, follow_up
from tests.timeline.builders import ev, got, sent
from watcher.cadence import FollowUpKind
from watcher.drafting import Draft, Habits, Voice, compose, habits
from watcher.drafting.voice import quotes, style
from watcher.inference import Kind
from watcher.reading import Address
from watcher.timeline import Contact, Manner, Seen

JANES = "jane@acme.example"
OTHERS = "bob@else.example"
SEARCH = ev(Kind.APPLICATION_SENT, "Acme")


def wrote(day: int, *, to: str = OTHERS, search: bool = False, me: str = "ada@example.org", **manner: Any) -> Seen:
    told = Manner(**({"language": "en", "sign_off": "Best,", "signature": "Ada"} | manner))
    mail = sent(f"2026-03-{day:02}", *([SEARCH] if search else []), to=to, message_id=f"own{day}.{me}@mail")
    named = replace(mail.envelope, from_=Address("Ada Example", me), own_address=me)
    return replace(mail, envelope=named, manner=told)


def heard(day: int, *, frm: str = JANES, human: bool = True, **manner: Any) -> Seen:
    mail = got(f"2026-03-{day:02}", frm=frm, human=human, message_id=f"theirs{day}@mail")
    return replace(mail, manner=Manner(**({"language": "en"} | manner)))


def letter(*mails: Seen, voice: Voice = VOICE, ours: frozenset[str] = frozenset(), **changes: Any) -> Draft:
    draft = compose(follow_up(**changes), voice, TEMPLATES, NOW, known=habits(mails, ours))
    assert isinstance(draft, Draft), draft
    return draft


def end(*mails: Seen, **changes: Any) -> list[str]:
    return letter(*mails, **changes).text.split("\n\n")[-1].split("\n")


def test_the_sign_off_is_the_most_frequent_one_in_that_language() -> None:
    mails = [wrote(1, sign_off="Cheers,"), wrote(2), wrote(3), wrote(4, language="de", sign_off="Viele Grüße")]
    assert end(*mails) == ["Best,", "Ada"]
    assert end(*mails, language="de") == ["Viele Grüße", "Ada"]
    assert end(*mails, language="fr") == ["Bien cordialement,", "Ada Example"]
    assert end() == ["Kind regards,", "Ada Example"]


def test_of_equals_the_latest_counts_and_only_the_last_twenty() -> None:
    assert end(wrote(1), wrote(2, sign_off="Regards,"))[0] == "Regards,"
    old = [wrote(day, sign_off="Old,") for day in range(1, 9)]
    new = [wrote(day, sign_off="New,") for day in range(9, 16)] + [
        wrote(day, sign_off=f"N{day},") for day in range(16, 29)
    ]
    assert end(*old, *new)[0] == "New,"


def test_to_this_person_then_in_the_job_search_then_anywhere() -> None:
    private = [wrote(day, sign_off="Cheers,") for day in range(1, 9)]
    job = wrote(9, sign_off="Sincerely,", search=True)
    to_jane = wrote(10, sign_off="Warmly,", to=JANES)
    assert end(*private)[0] == "Cheers,"
    assert end(*private, job)[0] == "Sincerely,"
    assert end(*private, job, to_jane)[0] == "Warmly,"


def test_a_signature_is_that_of_the_sending_address_and_stands_in_two_mails_at_least() -> None:
    whole = "Ada E.\nData Engineer\n-- \nwww.ada.example"
    once, twice = wrote(1, signature=whole), wrote(2, signature=whole)
    assert end(once) == ["Best,", "Ada E."]
    assert letter(once, twice).text.endswith("\n\nBest,\nAda E.\nData Engineer\n\n-- \nwww.ada.example")
    other = [wrote(day, signature=whole, me="ada@work.example") for day in (1, 2)]
    assert end(*other) == ["Best,", "Ada Example"]
    assert end(once, twice, wrote(3), wrote(4), wrote(5)) == ["Best,", "Ada"]


def test_the_greeting_last_used_to_this_very_person_is_used_again() -> None:
    mails = [
        wrote(1, to=JANES, greeting="Dear Dr. Doe,"),
        wrote(2, to=JANES, greeting="Hi Jane!"),
        wrote(3, to=OTHERS, greeting="Hi Bob,"),
        wrote(4, to=JANES, greeting="Liebe Jane,", language="de"),
    ]
    assert letter(*mails).text.startswith("Hi Jane,\n\n")
    assert letter(mails[0]).text.startswith("Dear Dr. Doe,\n\n")
    assert letter(mails[2]).text.startswith("Dear Jane Doe,\n\n")
    assert letter(*mails, language="de").text.startswith("Liebe Jane,\n\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FollowUpKind)
def test_every_letter_takes_a_learned_greeting_and_leave(kind: FollowUpKind, language: str) -> None:
    mail = wrote(1, to=JANES, greeting="Jane, hi:", sign_off="So long,", signature="A.", language=language)
    for number in range(6):
        text = letter(mail, language=language, kind=kind, key=f"k{number}").text
        assert text.startswith("Jane, hi:\n\n")
        assert text.endswith("\n\nSo long,\nA.")


def test_what_the_user_set_goes_first() -> None:
    mails = [wrote(1, to=JANES), wrote(2)]
    set_ = Voice("Ada Example", {"en": "Yours,", "": "Bye,"}, "A. Example\n-- \n+49 30 1234567")
    assert letter(*mails, voice=set_).text.endswith("\n\nYours,\nA. Example\n\n-- \n+49 30 1234567")
    assert "\n\nBye,\nA. Example\n\n-- \n" in letter(voice=set_, language="de").text
    assert end(voice=Voice("Ada Example", signature="A.")) == ["Kind regards,", "A."]


def test_our_own_drafts_teach_nothing() -> None:
    mails = [wrote(1, sign_off="Cheers,"), wrote(2), wrote(3)]
    assert end(*mails, ours=frozenset({"own2.ada@example.org@mail", "own3.ada@example.org@mail"}))[0] == "Cheers,"


def test_mail_that_only_bears_the_users_address_teaches_nothing() -> None:
    forged = wrote(1, sign_off="Warmly,", greeting="Hi Jane,", to=JANES)
    forged = replace(forged, envelope=replace(forged.envelope, outgoing=False))
    assert end(forged)[0] == "Kind regards,"
    assert letter(forged).text.startswith("Dear Jane Doe,")


@pytest.mark.parametrize(
    ("mails", "familiar"),
    [
        ((), False),
        ((heard(1, familiar=True),), True),
        ((heard(1, familiar=True), heard(2, familiar=False)), False),
        ((heard(1, familiar=True), heard(2, familiar=None)), True),
        ((heard(1, familiar=True, frm=OTHERS),), False),
        ((heard(1, familiar=True, human=False),), False),
        ((heard(1, familiar=True, language="de"),), False),
        ((wrote(1, to=JANES, familiar=True),), True),
        ((wrote(2, to=JANES, familiar=True), heard(1, familiar=False)), False),
    ],
)
def test_the_form_of_address_is_the_recipients_own_else_the_users(mails: tuple[Seen, ...], familiar: bool) -> None:
    assert style(habits(mails), follow_up(), VOICE, "en").familiar is familiar


def test_who_has_not_written_is_spoken_to_as_the_people_around_them_speak() -> None:
    bob, carl = heard(1, frm=OTHERS, familiar=True), heard(2, frm="carl@else.example", familiar=False)

    def familiar(*mails: Seen) -> bool:
        facts = frozenset(f"{s.envelope.identity}#0" for s in (bob, carl))
        return style(habits(mails), follow_up(facts=facts), VOICE, "en").familiar

    assert familiar(bob)
    assert not familiar(bob, carl)
    assert not familiar(bob, heard(3, familiar=False))


def test_friends_are_not_greeted_in_full() -> None:
    once, since = wrote(1, to=JANES, greeting="Dear Jane Doe,"), heard(2, familiar=True)
    assert letter(once).text.startswith("Dear Jane Doe,")
    assert letter(once, since).text.startswith(("Dear Jane,", "Hello Jane,"))
    assert letter(since).text.startswith(("Dear Jane,", "Hello Jane,"))


def test_a_greeting_of_the_other_form_of_address_is_not_used() -> None:
    polite = wrote(1, to=JANES, language="de", greeting="Sehr geehrte Frau Doe,", familiar=False)
    friendly = heard(2, language="de", familiar=True)
    assert letter(polite, language="de").text.startswith("Sehr geehrte Frau Doe,")
    assert letter(polite, friendly, language="de").text.startswith("Hallo Jane,\n\n")
    assert letter(
        replace(polite, manner=Manner("Hallo Jane,", language="de")), friendly, language="de"
    ).text.startswith("Hallo Jane,")


@pytest.mark.parametrize(
    ("language", "greeting", "kept"),
    [
        ("de", "Sehr geehrte Damen und Herren,", False),
        ("de", "Liebes Team,", False),
        ("de", "Guten Tag,", True),
        ("de", "Sehr geehrte Frau Doe,", True),
        ("fr", "Madame, Monsieur,", False),
        ("fr", "Bonjour,", True),
        ("en", "Dear Sir or Madam,", False),
        ("en", "Dear Hiring Manager,", False),
        ("en", "To whom it may concern,", False),
        ("en", "Dear Dr Jane Doe,", True),
        ("en", "Hi Janie,", True),
        ("es", "Estimados señores:", False),
        ("it", "Gentili signori,", False),
        ("nl", "Geachte heer, mevrouw,", False),
        ("pt", "Prezados senhores,", False),
    ],
)
def test_no_person_of_a_known_name_is_greeted_as_an_office(language: str, greeting: str, kept: bool) -> None:
    mail = wrote(1, to=JANES, greeting=greeting, language=language)
    assert letter(mail, language=language).text.startswith(f"{greeting}\n") is kept
    nameless = letter(mail, language=language, recipient=Contact(JANES, ""))
    assert nameless.text.startswith(f"{greeting}\n")


def test_a_recipient_whose_address_bears_no_name_is_called_as_they_sign() -> None:
    nameless = Contact(JANES, "")
    assert letter(heard(1, signature="Jane Doe"), recipient=nameless).text.startswith("Dear Jane Doe,")
    assert letter(heard(1, signature="Acme Team"), recipient=nameless).text.startswith("Hello,")
    assert letter(heard(1, signature="Jane"), recipient=JANE).text.startswith("Dear Jane Doe,")


@pytest.mark.parametrize(
    ("replies", "quoting"),
    [
        ((), False),
        ((True,), True),
        ((False,), False),
        ((True, True, False), True),
        ((True, False), False),
        ((None,), False),
    ],
)
def test_quoting_is_the_habit_of_most_replies(replies: tuple[bool | None, ...], quoting: bool) -> None:
    known = habits([wrote(day, quotes=one) for day, one in enumerate(replies, start=1)])
    assert quotes(known, "ada@example.org") is quoting
    assert quotes(known, "ada@work.example") is False


def test_the_name_in_from_is_the_one_last_used_in_the_thread_from_that_address() -> None:
    def named(mail: Seen, name: str) -> Seen:
        return replace(mail, envelope=replace(mail.envelope, from_=Address(name, mail.envelope.own_address)))

    here = named(wrote(1), "Ada M. Example")
    to_jane = named(wrote(2, to=JANES), "Ada E.")
    last = named(wrote(3), "ada")
    work = named(wrote(4, to=JANES, me="ada@work.example"), "Example, Ada (Work)")
    thread = envelope(parents=("own1.ada@example.org@mail",))
    assert letter(here, to_jane, last, work, thread=thread).from_ == Address("Ada M. Example", "ada@example.org")
    assert letter(here, to_jane, last, work).from_.name == "Ada E."
    assert letter(here, last, work).from_.name == "ada"
    assert letter(work).from_.name == "Ada Example"


def test_nothing_known_is_the_voice_of_the_config() -> None:
    draft = letter()
    assert draft == compose(follow_up(), VOICE, TEMPLATES, NOW, known=Habits())
    assert draft.from_.name == "Ada Example"
