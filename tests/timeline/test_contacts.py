"""Who may be written to, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    JOBS,
    NOREPLY,
    OWN,
    addresses,
    applied,
    confirmed,
    ev,
    got,
    person,
    sent,
    t,
    the_only,
    told,
)
from watcher.inference import Kind, Person, PersonRole
from watcher.reading import Automatic
from watcher.timeline import Contact, Place, Seen, build, parse_addresses

REPLY = ev(Kind.INTERVIEW_INVITE, *ACME)
RELAY = "anna.berg.x7@us.greenhouse-mail.io"


def contacts(*mails: Seen) -> dict[str, Contact]:
    return {c.email: c for c in the_only(told(*mails)).contacts}


def first(*mails: Seen) -> str:
    return next((c.email for c in the_only(told(*mails)).contacts if c.writable), "")


def test_interviewer_or_hiring_manager_before_recruiter_before_role_address() -> None:
    talk = got("2026-03-05", REPLY, human=True, people=(person(ANNA, PersonRole.RECRUITER),))
    invite = got(
        "2026-03-06", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00", people=(person(BOB),)), human=True
    )
    assert list(contacts(applied(), talk, invite)) == [BOB, ANNA, JOBS]


def test_the_role_address_that_the_user_wrote_to_stands_in_for_a_human() -> None:
    assert first(applied(), confirmed()) == JOBS


@pytest.mark.parametrize(
    ("mail", "email", "why"),
    [
        (confirmed(), NOREPLY, "no-reply"),
        (got("2026-03-05", REPLY, human=True, frm="boss@example.org"), "boss@example.org", "own domain"),
        (got("2026-03-05", REPLY, human=True, frm="noreply.jobs@acme.com"), "noreply.jobs@acme.com", "no-reply"),
        (got("2026-03-05", ev(Kind.STATUS_UPDATE, *ACME), frm=JOBS), JOBS, "did not write"),
        (got("2026-03-05", ev(Kind.STATUS_UPDATE, *ACME), frm="ats@acme.com"), "ats@acme.com", "no person"),
        (got("2026-03-05", replace(REPLY, verified=False), human=True), ANNA, "verified"),
        (got("2026-03-05", ev(Kind.STATUS_UPDATE, *ACME), frm=RELAY), RELAY, "no"),
        (
            got("2026-03-05", REPLY, frm="list@acme.com", automatic=Automatic.BULK, people=(person("list@acme.com"),)),
            "list@acme.com",
            "mailing list",
        ),
        (
            got("2026-03-05", REPLY, people=(Person("X", "x@acme.com", reachable=False),)),
            "x@acme.com",
            "nobody answers",
        ),
    ],
)
def test_never_written_to(mail: Seen, email: str, why: str) -> None:
    contact = contacts(mail)[email]
    assert not contact.writable
    assert why in contact.why_not


def test_the_own_domain_is_no_bar_at_a_free_mail_provider() -> None:
    mail = got("2026-03-05", REPLY, human=True, frm="anna@gmail.com", to="ada@gmail.com")
    timeline = build([mail], (), t("2026-04-01"), own_addresses=frozenset({"ada@gmail.com"}), addresses=addresses())
    assert timeline.applications[0].contacts[0].writable


def test_without_the_table_the_own_domain_is_barred_to_be_safe() -> None:
    mail = got("2026-03-05", REPLY, human=True, frm="anna@gmail.com", to="ada@gmail.com")
    timeline = build([mail], (), t("2026-04-01"), own_addresses=frozenset({"ada@gmail.com"}))
    assert not timeline.applications[0].contacts[0].writable


def test_a_relay_from_which_a_named_human_wrote_is_writable_but_no_human() -> None:
    contact = contacts(got("2026-03-05", REPLY, human=True, frm=RELAY))[RELAY]
    assert contact.writable
    assert not contact.human


def test_a_relay_that_bears_the_employers_name_is_no_named_human() -> None:
    mail = got("2026-03-05", REPLY, human=True, frm="acme@myworkday.com", name="ACME Inc.")
    assert "named person" in contacts(mail)["acme@myworkday.com"].why_not


def test_what_is_written_to_them_goes_where_they_asked_for_it() -> None:
    assert first(got("2026-03-05", REPLY, human=True, reply_to=RELAY)) == RELAY
    spoofed = got("2026-03-05", replace(REPLY, verified=False), human=True, reply_to="x@evil.com")
    assert first(spoofed) == ""


def test_an_address_that_bounced_is_closed_everywhere_until_it_writes_again() -> None:
    failed = got(
        "2026-03-02 09:05",
        ev(Kind.BOUNCE, people=(person(JOBS),)),
        frm="mailer-daemon@x.org",
        automatic=Automatic.BOUNCE,
    )
    assert "came back" in contacts(applied(), failed)[JOBS].why_not
    again = got("2026-03-04", REPLY, human=True, frm=JOBS)
    assert contacts(applied(), failed, again)[JOBS].writable


def test_who_asked_not_to_be_contacted_is_closed_in_every_application() -> None:
    other = got("2026-03-01", ev(Kind.INTERVIEW_INVITE, "Other", "Cook"), human=True)
    stop = got("2026-03-05", REPLY, ev(Kind.DO_NOT_CONTACT, *ACME), human=True)
    assert all(not a.contacts[0].writable for a in told(other, applied(to=ANNA), stop).applications)


def test_a_template_that_asks_for_patience_closes_no_address() -> None:
    assert contacts(applied(), confirmed("2026-03-03", ev(Kind.DO_NOT_CONTACT, *ACME)))[JOBS].writable


def test_junk_makes_no_contact() -> None:
    mail = applied()
    assert "x@acme.com" not in contacts(
        mail, got("2026-03-05", REPLY, human=True, re=mail, frm="x@acme.com", place=Place.JUNK)
    )


def test_a_colleague_in_copy_comes_after_the_address_that_was_written_to() -> None:
    assert list(contacts(applied(), got("2026-03-05", REPLY, human=True, cc=("cc@acme.com",)))) == [
        ANNA,
        JOBS,
        "cc@acme.com",
    ]


def test_phone_and_name_are_kept() -> None:
    people = (person(ANNA, name="Anna Berg", phone="+49 1"),)
    contact = contacts(got("2026-03-05", REPLY, human=True, people=people))[ANNA]
    assert (contact.name, contact.phone, contact.last_seen_at) == ("Anna Berg", "+49 1", t("2026-03-05"))


def test_the_users_own_mail_makes_its_recipients_contacts() -> None:
    assert contacts(sent("2026-03-02", ev(Kind.APPLICATION_SENT, *ACME), to=BOB))[BOB].human
    assert not OWN & set(contacts(applied()))


@pytest.mark.parametrize(
    ("text", "problem"), [("strange = []", "strange"), ("relays = 1", "relays"), ('relays = ["A.com"]', "relays")]
)
def test_a_damaged_table_is_refused_by_name(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_addresses(text)


@pytest.mark.parametrize(
    ("email", "role", "no_reply", "relay", "domain"),
    [
        ("jobs@acme.com", True, False, False, "acme.com"),
        ("jobs-berlin@acme.com", True, False, False, "acme.com"),
        ("jobsmith@acme.com", False, False, False, "acme.com"),
        ("no_reply@acme.com", False, True, False, "acme.com"),
        ("acme-noreply@acme.com", False, True, False, "acme.com"),
        ("x@us.greenhouse-mail.io", False, False, True, ""),
        ("x@notgreenhouse-mail.io", False, False, False, "notgreenhouse-mail.io"),
        ("x@gmail.com", False, False, False, ""),
        ("nobody", False, False, False, ""),
    ],
)
def test_what_an_address_tells(email: str, role: bool, no_reply: bool, relay: bool, domain: str) -> None:
    table = addresses()
    told_ = (table.is_role(email), table.is_no_reply(email), table.is_relay(email), table.employer_domain(email))
    assert told_ == (role, no_reply, relay, domain)
