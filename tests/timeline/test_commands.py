"""Commands by mail to oneself: sealed, expiring, once; everything else is ignored with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.builders import ANNA, ME, OWN, sent
from watcher.errors import ConfigError
from watcher.reading import Address
from watcher.timeline import Envelope, Place
from watcher.timeline.commands import Command, Verb, command_of, subject

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
TODAY = date(2026, 3, 2)
SNOOZE = Command(Verb.SNOOZE, "k7f3abc", TODAY + timedelta(days=21), "7")
TEXT = subject(SNOOZE, "snooze a week: Acme, Data Engineer", KEY)


def mail(text: str = TEXT, **changes: object) -> Envelope:
    envelope = sent("2026-03-02", to=ME).envelope
    return replace(envelope, subject=text, **changes)  # type: ignore[arg-type]


def read(envelope: Envelope, on: date = TODAY, key: bytes = KEY) -> Command | str | None:
    try:
        return command_of(envelope, on, OWN, key)
    except ConfigError as error:
        return error.message


def test_a_command_is_read_as_it_was_made() -> None:
    assert read(mail()) == SNOOZE
    assert read(mail(place=Place.INBOX)) == SNOOZE
    assert len(TEXT) < 120


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_can_be_asked(verb: Verb) -> None:
    command = Command(verb, "abcdefg", TODAY)
    assert read(mail(subject(command, "words", KEY))) == command


@pytest.mark.parametrize("on", [SNOOZE.expires, SNOOZE.expires + timedelta(days=1)])
def test_it_may_be_sent_until_its_last_day(on: date) -> None:
    assert read(mail(), on) == (SNOOZE if on <= SNOOZE.expires else f"it could be sent until {SNOOZE.expires}")


@pytest.mark.parametrize(
    "changed",
    [
        mail(to=(Address("", ANNA),)),
        mail(cc=(Address("", ANNA),)),
        mail(to=()),
        mail(outgoing=False),
        mail(outgoing=False, place=Place.INBOX, from_=Address("", ANNA)),
    ],
)
def test_only_mail_of_the_user_to_nobody_but_themselves_asks(changed: Envelope) -> None:
    assert isinstance(read(changed), str)


@pytest.mark.parametrize("text", ["", "Lunch?", f"Re: {TEXT}", f"Fwd: {TEXT}", "watcher: what is this", "watcher: [x]"])
def test_other_mail_asks_for_nothing(text: str) -> None:
    assert read(mail(text)) is None


def test_the_seal_of_another_ledger_is_wrong() -> None:
    assert isinstance(read(mail(), key=OTHER_KEY), str)


@given(at=st.integers(TEXT.index("["), len(TEXT) - 1), character=st.sampled_from("abcdefgz23456789.[]- A"))
def test_whatever_is_changed_in_it_it_is_refused(at: int, character: str) -> None:
    changed = TEXT[:at] + character + TEXT[at + 1 :]
    assert read(mail(changed)) == SNOOZE if changed == TEXT else not isinstance(read(mail(changed)), Command)


@given(words=st.text(max_size=200), about=st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=7, max_size=7))
def test_the_words_before_change_nothing(words: str, about: str) -> None:
    command = Command(Verb.CLOSE, about, TODAY)
    asked = read(mail(subject(command, words, KEY)))
    assert asked == command


@given(st.text(max_size=120))
def test_no_subject_whatever_is_read_without_the_key(text: str) -> None:
    assert not isinstance(read(mail(f"watcher: {text}"), key=OTHER_KEY), Command)
