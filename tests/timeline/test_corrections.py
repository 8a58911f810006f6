"""What the user says of messages and applications wins over inference, goes on to hold, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    JOBS,
    ME,
    NOREPLY,
    OWN,
    addresses,
    applied,
    confirmed,
    entry,
    ev,
    got,
    kinds,
    person,
    sent,
    t,
    the_only,
    told,
)
from watcher.errors import ConfigError
from watcher.inference import Kind, PersonRole
from watcher.reading import Automatic
from watcher.timeline import (
    Application,
    Entry,
    Fact,
    Seen,
    Stage,
    Timeline,
    entries,
    find_applications,
    news_since_closing,
)

SENIOR, STAFF = ("Acme", "Senior Engineer"), ("Acme", "Staff Engineer")
A, B = confirmed(role=SENIOR[1]), confirmed("2026-03-03", role=STAFF[1])
NO = got("2026-03-09", ev(Kind.REJECTION, *ACME), frm=NOREPLY, message_id="no@mail")


def fact(made: Entry, number: int = 0) -> Fact:
    """What the ledger would give back."""
    return Fact(f"entered-{made.event.kind}-{number}-{made.event.occurred_at:%d-%H}", made.event, about=made.about)


def undone(of: Fact, when: str) -> Fact:
    return fact(entries.undo([of], of.id, t(when))[0])


def sizes(timeline: Timeline) -> list[int]:
    return [len(a.facts) for a in timeline.applications]


def of_role(timeline: Timeline, role: str) -> Application:
    (found,) = [a for a in timeline.applications if a.role == role]
    return found


# Closing and reopening.


def closed(*mails: Seen, when: str = "2026-03-10") -> Fact:
    return fact(entries.close(the_only(told(*mails)), t(when)))


def test_what_the_user_closed_stays_closed_whatever_comes_and_the_news_are_told() -> None:
    first = applied()
    later = [
        got("2026-03-11", human=True, re=first),
        got("2026-03-12", ev(Kind.INTERVIEW_INVITE, *ACME), human=True, re=first),
        got("2026-03-13", ev(Kind.OFFER, *ACME), human=True, re=first),
        got("2026-03-14", ev(Kind.REJECTION, *ACME), human=True, re=first),
    ]
    close = closed(first)
    for number, news in enumerate(["", "", "interview_invite", "offer", "offer"]):
        application = the_only(told(first, *later[:number], entered=(close,)))
        assert (application.stage, application.flags) == (Stage.CLOSED, frozenset())
        last = news_since_closing(application)
        assert (last.event.kind.value if last else "") == news


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (Kind.OFFER_ACCEPTED, Stage.ACCEPTED),
        (Kind.OFFER_DECLINED, Stage.DECLINED),
        (Kind.WITHDRAWAL, Stage.WITHDRAWN),
        (Kind.CANDIDATE_REPLY, Stage.CLOSED),
    ],
)
def test_what_the_user_writes_after_closing_still_counts(kind: Kind, stage: Stage) -> None:
    first = applied()
    own = sent("2026-03-12", ev(kind, *ACME), re=first)
    assert the_only(told(first, own, entered=(closed(first),))).stage is stage


def test_an_application_made_anew_after_closing_is_another() -> None:
    again = confirmed("2026-03-20")
    assert sizes(told(applied(), again, entered=(closed(applied()),))) == [2, 1]


def test_closing_overrides_a_rejection_and_is_refused_twice() -> None:
    close = closed(applied(), NO)
    application = the_only(told(applied(), NO, entered=(close,)))
    assert application.stage is Stage.CLOSED
    with pytest.raises(ConfigError, match="closed by you already"):
        entries.close(application, t("2026-03-12"))


def test_reopening_takes_back_a_close_and_what_was_read_as_an_end() -> None:
    mails = (applied(), NO)
    close = closed(*mails)
    timeline = told(*mails, entered=(close,))
    opened = fact(entries.reopen(timeline, the_only(timeline), t("2026-03-11")))
    application = the_only(told(*mails, entered=(close, opened)))
    assert (application.stage, kinds(application)) == (Stage.ACKNOWLEDGED, ["application_sent", "status_update"])
    assert "you reopened it: no rejection" in application.facts[1].event.evidence
    with pytest.raises(ConfigError, match="is open"):
        entries.reopen(timeline, application, t("2026-03-12"))


def test_a_real_rejection_ends_it_again_even_one_of_before_that_comes_late() -> None:
    mails = (applied(), NO)
    opened = fact(entries.reopen(told(*mails), the_only(told(*mails)), t("2026-03-11")))
    for when in ("2026-03-10", "2026-03-12"):
        real = got(when, ev(Kind.REJECTION, *ACME), human=True, message_id="real@mail")
        assert the_only(told(*mails, real, entered=(opened,))).stage is Stage.REJECTED


def test_what_a_person_wrote_and_was_no_rejection_was_an_answer() -> None:
    no = got("2026-03-09", ev(Kind.REJECTION, *ACME), human=True, re=applied())
    opened = fact(entries.reopen(told(applied(), no), the_only(told(applied(), no)), t("2026-03-11")))
    application = the_only(told(applied(), no, entered=(opened,)))
    assert (application.stage, kinds(application)[1]) == (Stage.IN_CONVERSATION, "recruiter_reply")


def test_a_confirmation_after_a_misread_rejection_makes_no_new_application() -> None:
    opened = fact(entries.reopen(told(applied(), NO), the_only(told(applied(), NO)), t("2026-03-11")))
    late = confirmed("2026-03-12")
    assert sizes(told(applied(), NO, late)) == [2, 1]
    assert sizes(told(applied(), NO, late, entered=(opened,))) == [3]


def test_a_close_holds_though_the_message_it_was_said_of_is_put_aside() -> None:
    mails = (applied(), confirmed())
    close = closed(*mails)
    aside = fact(entries.ignore_message(mails[0].envelope.identity, t("2026-03-11")))
    application = the_only(told(*mails, entered=(close, aside)))
    assert (application.stage, application.role) == (Stage.CLOSED, "Data Engineer")


# Merging and splitting.


def merged(timeline: Timeline, into: str = SENIOR[1], other: str = STAFF[1], when: str = "2026-03-11") -> Fact:
    return fact(entries.merge(of_role(timeline, into), of_role(timeline, other), t(when)))


def test_merged_they_are_one_also_for_what_comes_later_for_either() -> None:
    later = [
        got("2026-03-12", ev(Kind.STATUS_UPDATE, *SENIOR), frm=NOREPLY, message_id="one@mail"),
        got("2026-03-13", ev(Kind.STATUS_UPDATE, *STAFF), frm=NOREPLY, message_id="two@mail"),
        got("2026-03-14", human=True, re=B),
        got("2026-03-15", ev(Kind.REJECTION, "Acme"), frm=NOREPLY, message_id="three@mail"),
    ]
    merge = merged(told(A, B))
    apart = told(A, B, *later)
    assert (sizes(apart), len(apart.ambiguous)) == ([2, 3], 1)
    together = told(A, B, *later, entered=(merge,))
    assert (sizes(together), together.ambiguous) == ([6], ())
    application = the_only(together)
    assert (application.role, application.stage, application.held) == (SENIOR[1], Stage.REJECTED, "")
    assert [c.entry.id for c in application.corrections if c.holds] == [merge.id]
    assert sizes(told(A, B, *later, entered=(merge, undone(merge, "2026-03-16")))) == [2, 3]


def test_three_merged_in_any_direction_are_one() -> None:
    c = confirmed("2026-03-04", role="Principal Engineer")
    base = told(A, B, c)
    one, two = merged(base), merged(base, STAFF[1], "Principal Engineer", "2026-03-12")
    back = merged(base, STAFF[1], SENIOR[1], "2026-03-13")
    assert [(a.role, len(a.facts)) for a in told(A, B, c, entered=(one, two)).applications] == [(SENIOR[1], 3)]
    assert [(a.role, len(a.facts)) for a in told(A, B, c, entered=(two, one, back)).applications] == [(SENIOR[1], 3)]


@pytest.mark.parametrize(("into", "other"), [(SENIOR[1], STAFF[1]), (STAFF[1], SENIOR[1])])
def test_what_was_said_of_a_merged_application_stays_with_the_one_it_was_said_of(into: str, other: str) -> None:
    c, now = confirmed("2026-03-04", role="Principal Engineer"), t("2026-03-12")
    merge = merged(told(A, B), into, other)
    both = of_role(told(A, B, c, entered=(merge,)), into)
    alone = told(A, B, c, entered=(merge, undone(merge, "2026-03-13")))
    assert len(both.facts) == 2
    said = [
        entries.close(both, now),
        entries.snooze(both, date(2026, 3, 20), now),
        entries.rename(both, "Apex", "", now),
        entries.merge(both, of_role(told(A, B, c), "Principal Engineer"), now),
        entries.move(c.envelope.identity, both, now),
        Entry(replace(ev(Kind.CALLED), occurred_at=now), entries.anchor(both)),
    ]
    mine, theirs = (frozenset(f.id for f in of_role(alone, role).facts) for role in (into, other))
    for one in said:
        names = {one.about, one.event.target, *one.event.sources}
        assert (bool(names & mine), names & theirs) == (True, set())
    for number, one in enumerate(said[:3]):
        after = told(A, B, c, entered=(merge, fact(one, number), undone(merge, "2026-03-13")))
        assert len(after.applications) == 3
        assert kinds(of_role(after, other)) == kinds(of_role(alone, other))
    closed = of_role(told(A, B, entered=(merge, fact(said[0]), undone(merge, "2026-03-13"))), into)
    assert closed.stage is Stage.CLOSED


def test_what_was_merged_keeps_the_first_ones_name_and_is_found_by_all_that_it_was_called() -> None:
    beta, now = confirmed("2026-03-01", company="Beta", role="Cook"), t("2026-03-10")
    name = fact(entries.rename(of_role(told(A, beta), "Cook"), "Apex", "Chef", now))
    both = told(A, beta, entered=(name,))
    merge = merged(both, SENIOR[1], "Chef")
    (one,) = told(A, beta, entered=(name, merge)).applications
    assert (one.company, one.role, one.written_as) == (*SENIOR, SENIOR)
    for text in ("acme", "beta", "cook", "Apex", "chef", "Beta, Cook", "apex chef", "bet"):
        assert find_applications([one], text) == [one]
    assert find_applications([one], "beta engineer") == []
    for a in told(A, beta, entered=(name, merge, undone(merge, "2026-03-12"))).applications:
        assert (a.merged_names, find_applications([a], "beta") == [a]) == ((), a.role == "Chef")


def test_an_application_is_not_merged_with_itself() -> None:
    with pytest.raises(ConfigError, match="one application already"):
        entries.merge(the_only(told(applied())), the_only(told(applied())), t("2026-03-11"))


def test_split_messages_and_what_answers_them_are_an_application_of_their_own() -> None:
    first = applied()
    one = got("2026-03-05", ev(Kind.RECRUITER_REPLY, *ACME), human=True, re=first, message_id="one@mail")
    two = got("2026-03-06", human=True, re=one, message_id="two@mail")
    application = the_only(told(first, one, two))
    split = fact(entries.split(application, [m.envelope.identity for m in (two, one)], t("2026-03-07")))
    assert sizes(told(first, one, two, entered=(split,))) == [1, 2]
    answer, other = sent("2026-03-08", re=two), got("2026-03-09", human=True, re=first, message_id="other@mail")
    assert sizes(told(first, one, two, answer, other, entered=(split,))) == [2, 3]
    back = undone(split, "2026-03-10")
    assert sizes(told(first, one, two, answer, other, entered=(split, back))) == [5]


def test_a_split_that_cannot_be() -> None:
    application = the_only(told(applied(), confirmed()))
    every = [f.envelope.identity for f in application.facts if f.envelope]
    with pytest.raises(ConfigError, match="nothing to split"):
        entries.split(application, every, t("2026-03-07"))
    with pytest.raises(ConfigError, match="holds no message"):
        entries.split(application, ["strange@mail:1"], t("2026-03-07"))


# Names.


def renamed(
    timeline: Timeline, company: str = "", role: str = "", when: str = "2026-03-11", role_was: str = ""
) -> Fact:
    application = of_role(timeline, role_was) if role_was else the_only(timeline)
    return fact(entries.rename(application, company, role, t(when)))


def test_later_mail_finds_a_renamed_application_under_either_name() -> None:
    mails = (applied(), confirmed())
    name = renamed(told(*mails), "Apex", "Platform Engineer")
    for number, names in enumerate([("Apex", "Platform Engineer"), ACME, ("Apex", "Data Engineer"), ("Apex", "")]):
        later = got("2026-03-12", ev(Kind.STATUS_UPDATE, *names), frm=NOREPLY, message_id=f"later{number}@mail")
        application = the_only(told(*mails, later, entered=(name,)))
        assert (application.company, application.role) == ("Apex", "Platform Engineer")
        assert (len(application.facts), application.written_as) == (3, ACME)
        assert sizes(told(*mails, later)) != [3] or names == ACME


def test_a_renamed_company_keeps_its_alias_for_its_other_applications() -> None:
    holding = ("Acme Data Holdings", "Cook")
    first = confirmed(company=holding[0], role=holding[1])
    name = renamed(told(first), "Apex")
    other = confirmed("2026-04-01", company=holding[0], role="Baker")
    later = got("2026-04-03", ev(Kind.REJECTION, "Apex", "Baker"), frm=NOREPLY, message_id="baker@mail")
    timeline = told(first, other, later, entered=(name,))
    assert [(a.company, a.role, len(a.facts)) for a in timeline.applications] == [
        ("Apex", "Cook", 1),
        ("Apex", "Baker", 2),
    ]
    back = undone(name, "2026-04-05")
    assert {a.company for a in told(first, other, later, entered=(name, back)).applications} == {holding[0], "Apex"}


def test_nothing_is_learned_of_a_relays_name_nor_of_one_that_stands_for_several() -> None:
    for company, more in (("Workable", ()), ("Hays", ("Cook", "Gamma"))):
        first, second = confirmed(company=company, role="Baker"), confirmed("2026-03-05", company=company, role="Cook")
        third = confirmed("2026-04-01", company=company, role="Smith")
        base = told(first, second, third)
        names = [renamed(base, "Apex", role_was="Baker")]
        if more:
            names.append(replace(renamed(base, more[1], role_was=more[0]), id="second"))
        found = {a.role: a.company for a in told(first, second, third, entered=tuple(names)).applications}
        assert found == {"Baker": "Apex", "Cook": more[1] if more else company, "Smith": company}


def test_the_last_name_counts_and_a_name_in_two_steps_is_followed() -> None:
    first = applied()
    one = renamed(told(first), "Apex")
    two = renamed(told(first, entered=(one,)), "Summit", when="2026-03-12")
    application = the_only(told(first, entered=(two, one)))
    assert (application.company, application.written_as) == ("Summit", ACME)
    back = renamed(told(first, entered=(one, two)), "Acme", when="2026-03-13")
    other = confirmed("2026-04-01", role="Cook")
    assert {a.company for a in told(first, other, entered=(one, two, back)).applications} == {"Acme"}
    with pytest.raises(ConfigError, match="called so already"):
        entries.rename(application, "Summit", "", t("2026-03-14"))


def test_a_role_that_no_mail_told_is_named_by_the_user() -> None:
    first = sent("2026-03-02", ev(Kind.APPLICATION_SENT, "Acme"), to=JOBS, message_id="bare@mail")
    name = renamed(told(first), role="Cook")
    later = got("2026-03-12", ev(Kind.REJECTION, "Acme", "Cook"), frm=NOREPLY)
    other = got("2026-03-13", ev(Kind.APPLICATION_CONFIRMATION, "Acme", "Baker"), frm=NOREPLY, message_id="baker@mail")
    timeline = told(first, later, other, entered=(name,))
    assert [(a.role, len(a.facts)) for a in timeline.applications] == [("Cook", 2), ("Baker", 1)]


# Ignoring.


def test_an_ignored_message_counts_for_nothing_and_what_answers_it_still_does() -> None:
    no = got("2026-03-09", ev(Kind.REJECTION, *ACME), frm=ANNA, human=True, re=applied())
    aside = fact(entries.ignore_message(no.envelope.identity, t("2026-03-10")))
    answer = got("2026-03-11", human=True, re=no)
    application = the_only(told(applied(), no, answer, entered=(aside,)))
    assert kinds(application) == ["application_sent", "recruiter_reply"]
    assert told(applied(), no, entered=(aside,)).ignored == {no.envelope.identity}


def test_an_ignored_application_is_gone_with_what_answers_it() -> None:
    mails = (applied(), confirmed())
    note = entry("2026-03-04", ev(Kind.CALLED), about=f"{mails[0].envelope.identity}#0")
    base = told(*mails, entered=(note,))
    aside = fact(entries.ignore_application(base, the_only(base), t("2026-03-05")))
    answer = got("2026-03-06", ev(Kind.INTERVIEW_INVITE, *ACME), human=True, re=mails[0], message_id="answer@mail")
    reply = sent("2026-03-07", re=answer)
    timeline = told(*mails, answer, reply, entered=(note, aside))
    assert (timeline.applications, timeline.ambiguous) == ((), ())
    other = confirmed("2026-03-08", company="Beta", role="Cook")
    assert sizes(told(*mails, answer, other, entered=(note, aside))) == [1]
    assert sizes(told(*mails, answer, reply, entered=(note, aside, undone(aside, "2026-03-09")))) == [5]


def test_a_mail_that_answers_what_counts_is_not_drawn_aside_by_older_ids_in_it() -> None:
    scam = got("2026-03-01", ev(Kind.OFFER, "Beta", "Cook"), human=True, frm="x@beta.com", message_id="scam@mail")
    base = told(scam)
    aside = fact(entries.ignore_application(base, the_only(base), t("2026-03-02")))
    first = applied()
    answer = got("2026-03-06", human=True, re=first)
    both = replace(answer, envelope=replace(answer.envelope, parents=("scam@mail", *answer.envelope.parents)))
    assert sizes(told(scam, first, both, entered=(aside,))) == [2]


def test_of_a_message_about_two_applications_one_part_is_ignored() -> None:
    both = got("2026-03-05", ev(Kind.STATUS_UPDATE, *SENIOR), ev(Kind.STATUS_UPDATE, *STAFF), frm=NOREPLY)
    base = told(A, B, both)
    aside = fact(entries.ignore_application(base, of_role(base, SENIOR[1]), t("2026-03-06")))
    assert [(a.role, len(a.facts)) for a in told(A, B, both, entered=(aside,)).applications] == [(STAFF[1], 2)]


def ignored(sender: str, when: str = "2026-03-10") -> Fact:
    return fact(entries.ignore_sender(sender, OWN, t(when)))


def from_list(seen: Seen, list_id: str) -> Seen:
    return replace(seen, envelope=replace(seen.envelope, list_id=list_id))


@pytest.mark.parametrize(
    ("sender", "count"),
    [
        (ANNA, 1),
        ("Anna.Berg@ACME.com", 1),
        ("@acme.com", 1),
        ("@com", None),
        ("jobs.acme.com", 1),
        ("<jobs.acme.com>", 1),
        ("@me.com", 2),
        (BOB, 2),
        ("@cme.com", 2),
    ],
)
def test_nothing_from_an_ignored_sender_counts_but_what_the_user_sent_does(sender: str, count: int | None) -> None:
    mails = (applied(), from_list(got("2026-03-12", ev(Kind.RECRUITER_REPLY, *ACME), human=True), "jobs.acme.com"))
    if count is None:
        with pytest.raises(ConfigError, match="no address"):
            ignored(sender)
        return
    application = the_only(told(*mails, entered=(ignored(sender),)))
    assert len(application.facts) == count
    assert len(the_only(told(*mails, entered=(ignored(sender), undone(ignored(sender), "2026-03-11")))).facts) == 2


def test_whose_answers_are_ignored_is_not_written_to() -> None:
    application = the_only(told(applied(to=ANNA), entered=(ignored("@acme.com"),)))
    assert [(c.email, c.why_not) for c in application.contacts] == [(ANNA, "you ignore what it sends")]


def test_the_users_own_address_is_not_ignored() -> None:
    with pytest.raises(ConfigError, match="your own address"):
        ignored(ME)


def test_a_message_that_the_user_moved_counts_though_its_sender_is_ignored() -> None:
    mail = got("2026-03-12", ev(Kind.REJECTION, *ACME))
    there = fact(entries.move(mail.envelope.identity, the_only(told(applied())), t("2026-03-13")))
    assert the_only(told(applied(), mail, entered=(ignored(ANNA), there))).stage is Stage.REJECTED


def test_who_asked_not_to_be_written_to_is_heard_though_ignored() -> None:
    please = got("2026-03-05", ev(Kind.DO_NOT_CONTACT, *ACME), human=True)
    application = the_only(told(applied(to=ANNA), please, entered=(ignored("@acme.com"),)))
    assert [c.why_not for c in application.contacts] == ["asked not to be written to"]


# Whom to write to.


@pytest.mark.parametrize(
    "email",
    [
        *("", "bob", "bob@x", "bob@x>", "bob@x.example>", "<bob@x.example", "a@b.example,c@d.example", "a@b@c.example"),
        *("bob@x..example", "bob @x.example", "bob@x.example;", "bob@[10.0.0.1]", "bób@x.example", "bob@x.example\0"),
    ],
)
def test_what_could_not_be_drafted_to_is_no_contact(email: str) -> None:
    with pytest.raises(ConfigError, match="no mail address"):
        set_to(email)
    assert set_to(" <Bob.O'Neil+jobs@x.example> ").event.people[0].email == "bob.o'neil+jobs@x.example"


def set_to(email: str) -> Entry:
    application = the_only(told(applied()))
    return entries.set_contact(
        application, person(email), t("2026-03-10"), seen=(applied(),), entered=(), addresses=addresses(), own=OWN
    )


def chosen(
    mails: Sequence[Seen], email: str, *, role: PersonRole = PersonRole.CONTACT, when: str = "2026-03-10"
) -> Fact:
    return fact(
        entries.set_contact(
            the_only(told(*mails)),
            person(email, role) if email else None,
            t(when),
            seen=mails,
            entered=(),
            addresses=addresses(),
            own=OWN,
        )
    )


def test_whom_the_user_chose_comes_first_until_they_choose_nobody() -> None:
    mails = (applied(), got("2026-03-05", human=True, people=(person(BOB, PersonRole.HIRING_MANAGER),), re=applied()))
    names = [c.email for c in the_only(told(*mails)).contacts]
    carl, nobody = chosen(mails, "carl@acme.com"), chosen(mails, "", when="2026-03-11")
    contacts = the_only(told(*mails, entered=(carl,))).contacts
    assert [c.email for c in contacts] == ["carl@acme.com", *names]
    assert (contacts[0].chosen, contacts[0].human, contacts[0].name) == (True, True, "Carl")
    assert [c.email for c in the_only(told(*mails, entered=(carl, nobody))).contacts] == names
    jobs = chosen(mails, JOBS.upper(), role=PersonRole.RECRUITER, when="2026-03-12")
    first = the_only(told(*mails, entered=(jobs, nobody, carl))).contacts[0]
    assert (first.email, first.writable, first.human) == (JOBS, True, False)


def test_who_must_never_be_written_to_cannot_be_chosen() -> None:
    bounce = got(
        "2026-03-03", ev(Kind.BOUNCE, people=(person(JOBS),)), frm="mailer-daemon@mail.org", automatic=Automatic.BOUNCE
    )
    please = got("2026-03-05", ev(Kind.DO_NOT_CONTACT, *ACME), human=True)
    news = got("2026-03-06", frm="news@acme.com", automatic=Automatic.BULK)
    mails = (applied(), bounce, please, news)
    for email, why in {
        NOREPLY: "no-reply",
        JOBS: "came back",
        ANNA: "asked not",
        "news@acme.com": "mailing list",
        ME: "own domain",
        "bob@example.org": "own domain",
        "x@us.greenhouse-mail.io": "relay",
        "carl": "no mail address",
        "a b@acme.com": "no mail address",
    }.items():
        with pytest.raises(ConfigError, match=why):
            chosen(mails, email)


def test_whom_the_user_chose_is_left_when_a_mail_to_them_comes_back() -> None:
    carl = chosen((applied(),), "carl@acme.com")
    bounce = got(
        "2026-03-12",
        ev(Kind.BOUNCE, people=(person("carl@acme.com"),)),
        frm="mailer-daemon@mail.org",
        automatic=Automatic.BOUNCE,
    )
    contacts = the_only(told(applied(), bounce, entered=(carl,))).contacts
    assert [(c.email, c.writable) for c in contacts] == [(JOBS, True), ("carl@acme.com", False)]


# Taking back.


def test_an_undo_may_be_undone_and_the_last_entry_is_meant_where_none_is_named() -> None:
    close = closed(applied())
    back = undone(close, "2026-03-11")
    again = fact(entries.undo([close, back], back.id, t("2026-03-12"))[0], 2)
    stages = [the_only(told(applied(), entered=e)).stage for e in ((close,), (close, back), (back, again, close))]
    assert stages == [Stage.CLOSED, Stage.APPLIED, Stage.CLOSED]
    note = entry("2026-03-13", ev(Kind.CALLED), about=close.about)
    assert entries.undo([close, note], "", t("2026-03-14"))[1] == note
    assert entries.undo([close, back, note, undone(note, "2026-03-15"), again], "", t("2026-03-16"))[1] == close
    for entered in ([], [close, back]):
        with pytest.raises(ConfigError, match="nothing to take back"):
            entries.undo(entered, "", t("2026-03-17"))
    with pytest.raises(ConfigError, match="no “zzz”"):
        entries.undo([close], "zzz", t("2026-03-17"))


def test_what_concerns_an_application_is_told_with_it_and_with_no_other() -> None:
    base = told(A, B)
    close = fact(entries.close(of_role(base, STAFF[1]), t("2026-03-10")))
    name = renamed(base, role="Chief", role_was=SENIOR[1])
    timeline = told(A, B, entered=(close, name, undone(name, "2026-03-12")))
    found = {a.role: [(c.entry.event.kind.value, c.holds) for c in a.corrections] for a in timeline.applications}
    assert found == {SENIOR[1]: [("renamed", False), ("undone", False)], STAFF[1]: []}
