"""Ordinary mail: in order, the same for the same seed, each mail its own, and none of it an event."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from tests.simulate.posting import inferred
from watcher.demo.compose import compose, message_id
from watcher.simulate.noise import kinds, noise

START = datetime(2025, 11, 1, tzinfo=ZoneInfo("Europe/Berlin"))
END = START + timedelta(days=365)


def test_the_same_seed_gives_the_same_mail_in_order_of_time() -> None:
    one, two = ([*noise(random.Random(5), 300, START, END)] for _ in range(2))
    assert [compose(mail) for mail in one] == [compose(mail) for mail in two]
    assert [mail.at for mail in one] == sorted(mail.at for mail in one)
    assert all(START <= mail.at < END for mail in one)


def test_no_two_mails_share_a_message_id() -> None:
    rng = random.Random(5)
    mails = [*noise(rng, 3000, START, END), *noise(rng, 3000, START, END)]
    assert len({message_id(mail) for mail in mails}) == 6000


def test_all_kinds_come_and_some_is_sent() -> None:
    mails = [*noise(random.Random(1), 6000, START, END)]
    assert {mail.key.rpartition("/")[2] for mail in mails} == {kind["name"] for kind in kinds().kinds}
    sent = [mail for mail in mails if mail.mailbox == "Sent"]
    assert 200 < len(sent) < 1000
    assert all(parseaddr(mail.from_)[1] == "ada@example.org" for mail in sent)


def test_a_span_of_a_moment_and_of_a_night() -> None:
    midnight = START + timedelta(hours=1)
    assert [mail.at for mail in noise(random.Random(1), 2, midnight, midnight)] == [midnight, midnight]
    night = [*noise(random.Random(1), 5, START, midnight)]
    assert all(START <= mail.at < midnight for mail in night)


def test_ordinary_mail_is_no_event() -> None:
    found = {
        mail.key.rpartition("/")[2]: (mail.subject, mail.text or mail.html, inference.events[0])
        for mail in noise(random.Random(20), 900, START, END)
        if (inference := inferred(mail)).events
    }
    assert not found
