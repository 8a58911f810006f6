"""The digest's rows of the cadence table: call, interview_prep, referral, and the question after an interview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cadence.desk import Desk, advice, policy
from tests.cadence.test_windows import interview, talk
from tests.timeline.builders import (
    ACME,
    ANNA,
    BOB,
    JOBS,
    NOREPLY,
    applied,
    confirmed,
    entry,
    ev,
    got,
    person,
    sent,
    t,
)
from watcher.cadence import State, Suggestion, SuggestionKind, parse_suggestions
from watcher.inference import Kind, PersonRole
from watcher.timeline import Seen

ABOUT = f"{applied().envelope.identity}#0"
PHONE = "+49 30 1234567"


def of(desk: Desk, now: str, kind: SuggestionKind) -> list[Suggestion]:
    return [s for s in desk.plan(now).suggestions if s.kind is kind]


def with_number(when: str = "2026-03-04", kind: Kind = Kind.RECRUITER_REPLY) -> Seen:
    return got(when, ev(kind, *ACME, people=(person(ANNA, PersonRole.RECRUITER, phone=PHONE),)), human=True)


# call: "beside each due follow-up whose contact's number stands in the mail; first choice after two unanswered"


@pytest.mark.parametrize(("now", "count"), [("2026-03-10", 0), ("2026-03-11 08:00", 1)])
def test_call_beside_a_due_follow_up_whose_contact_has_a_number(now: str, count: int) -> None:
    desk = Desk((applied(), with_number()))
    calls = of(desk, now, SuggestionKind.CALL)
    assert len(calls) == count
    for call in calls:
        assert call.contact is not None
        assert (call.contact.email, call.contact.phone, call.first_choice) == (ANNA, PHONE, False)
        assert call.follow_up == desk.one(now).key


@pytest.mark.parametrize("state", [State.CONFIRMED, State.EDITED])
def test_call_beside_a_draft_that_waits(state: State) -> None:
    desk = Desk((applied(), with_number())).draft("2026-03-11", state)
    assert len(of(desk, "2026-03-12", SuggestionKind.CALL)) == 1


@pytest.mark.parametrize("state", [State.SENT, State.DECLINED])
def test_no_call_beside_what_was_sent_or_deleted(state: State) -> None:
    desk = Desk((applied(), with_number())).draft("2026-03-11", state)
    assert of(desk, "2026-03-12", SuggestionKind.CALL) == []


def test_no_call_without_a_number_before_two_mails_are_unanswered() -> None:
    assert of(Desk((applied(), talk())), "2026-03-11", SuggestionKind.CALL) == []


def test_call_is_the_first_choice_after_two_unanswered() -> None:
    desk = Desk((applied(), with_number())).draft("2026-03-11", State.SENT)
    (call,) = of(desk, "2026-03-18", SuggestionKind.CALL)
    assert (call.first_choice, call.asked) == (False, 1)
    (call,) = of(desk.draft("2026-03-18", State.SENT), "2026-04-01", SuggestionKind.CALL)
    assert (call.first_choice, call.asked) == (True, 2)


@pytest.mark.parametrize(("now", "count"), [("2026-03-15", 0), ("2026-03-16 08:00", 1), ("2026-06-01", 1)])
def test_without_human_contact_two_mails_then_call(now: str, count: int) -> None:
    """ "Without human contact: two mails, then call": no further mail is advised beside it."""
    desk = Desk((applied(),)).draft("2026-03-09", State.SENT).draft("2026-03-12 09:00", State.SENT, "2026-03-12 10:00")
    desk = replace(desk, written=(*desk.written[:1], replace(desk.written[1], changed_at=t("2026-03-13 20:00"))))
    calls = of(desk, now, SuggestionKind.CALL)
    assert len(calls) == count
    for call in calls:
        assert (call.first_choice, call.asked, call.contact, call.follow_up) == (True, 2, None, "")


@pytest.mark.parametrize(
    "mail",
    [
        got("2026-03-14", ev(Kind.RECRUITER_REPLY, *ACME), human=True),
        got("2026-03-14", ev(Kind.REJECTION, *ACME), frm=NOREPLY),
        got("2026-03-14", ev(Kind.POSITION_CLOSED, *ACME), frm=NOREPLY),
        got("2026-03-14", ev(Kind.POSITION_ON_HOLD, *ACME), frm=NOREPLY),
        got("2026-03-14", ev(Kind.DO_NOT_CONTACT, *ACME), frm=NOREPLY),
        got("2026-03-14", ev(Kind.ASSESSMENT, *ACME, waits=True), frm=NOREPLY),
    ],
)
def test_no_call_after_an_answer_an_end_or_while_they_wait_for_the_user(mail: Seen) -> None:
    desk = Desk((applied(),)).draft("2026-03-09", State.SENT).draft("2026-03-12 09:00", State.SENT)
    assert len(of(desk, "2026-03-17", SuggestionKind.CALL)) == 1
    assert of(desk.more(mail), "2026-03-17", SuggestionKind.CALL) == []


def test_nobody_is_called_who_asked_to_be_left_alone() -> None:
    desk = Desk(
        (
            applied(),
            with_number("2026-03-03"),
            with_number("2026-03-04", Kind.DO_NOT_CONTACT),
            talk("2026-03-05", frm=BOB),
        )
    )
    assert of(desk, "2026-03-12", SuggestionKind.CALL) == []


def test_thanks_and_replies_to_rejections_are_no_matter_for_a_call() -> None:
    people = (person(BOB, phone=PHONE),)
    met = got("2026-03-04", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-10 10:00", people=people), human=True)
    assert of(Desk((applied(), met)), "2026-03-10 12:00", SuggestionKind.CALL) == []
    assert len(of(Desk((applied(), met)), "2026-03-17", SuggestionKind.CALL)) == 1


# interview_prep: "before each interview"; "After it the digest asks: what did they say happens next, and by when?"


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        ("2026-03-05", ["interview_prep"]),
        ("2026-03-10 09:59", ["interview_prep"]),
        ("2026-03-10 10:30", []),
        ("2026-03-10 11:00", ["next_steps"]),
        ("2026-03-16", ["next_steps"]),
        ("2026-03-17 11:00", []),
    ],
)
def test_before_each_interview_to_prepare_and_after_it_to_tell_what_comes_next(now: str, kinds: list[str]) -> None:
    found = [s for s in Desk((applied(), interview())).plan(now).suggestions if s.kind is not SuggestionKind.CALL]
    assert [s.kind.value for s in found] == kinds
    for s in found:
        assert (s.interview_at, s.people) == (t("2026-03-10 10:00"), ("Bob Lind",))
        assert "Career Rescue" in s.adviser


@pytest.mark.parametrize(
    "told",
    [
        got("2026-03-10 15:00", ev(Kind.RECRUITER_REPLY, *ACME), human=True),
        got("2026-03-10 15:00", ev(Kind.PROMISE, *ACME, by="2026-03-20"), human=True),
        got("2026-03-10 15:00", ev(Kind.REJECTION, *ACME), frm=NOREPLY),
        got("2026-03-10 09:00", ev(Kind.INTERVIEW_CANCELLED, *ACME, starts="2026-03-10 10:00", uid="u", sequence=1)),
    ],
)
def test_what_was_told_is_not_asked(told: Seen) -> None:
    assert of(Desk((applied(), interview(), told)), "2026-03-11", SuggestionKind.NEXT_STEPS) == []


def test_the_users_note_of_a_promise_answers_the_question() -> None:
    note = entry("2026-03-10 14:00", ev(Kind.PROMISE, by="2026-03-20"), about=ABOUT)
    desk = Desk((applied(), interview()), entered=(note,))
    assert of(desk, "2026-03-11", SuggestionKind.NEXT_STEPS) == []
    took_place = entry("2026-03-10 14:00", ev(Kind.INTERVIEW_SCHEDULED, starts="2026-03-10 12:00"), about=ABOUT)
    assert len(of(Desk((applied(), interview()), entered=(took_place,)), "2026-03-11", SuggestionKind.NEXT_STEPS)) == 1


# referral: "each open application: the people in the user's own mail who write from that company"

FRIEND = got("2025-12-01", frm="eve.falk@acme.com", human=True, name="Eve Falk")


def test_referral_names_the_people_who_write_from_the_company_and_have_no_part_in_it() -> None:
    (referral,) = of(Desk((FRIEND, applied(), talk())), "2026-03-05", SuggestionKind.REFERRAL)
    assert referral.people == ("Eve Falk <eve.falk@acme.com>",)
    assert "to whom the position reports" in referral.reason


def test_the_companys_own_name_is_its_domain() -> None:
    assert len(of(Desk((FRIEND, confirmed())), "2026-03-05", SuggestionKind.REFERRAL)) == 1
    other = got("2025-12-01", frm="eve@acmeverse.com", human=True)
    assert of(Desk((other, confirmed())), "2026-03-05", SuggestionKind.REFERRAL) == []


@pytest.mark.parametrize(
    "mail",
    [
        got("2025-12-01", frm="eve.falk@gmail.com", human=True),
        got("2025-12-01", frm=JOBS, human=True),
        got("2025-12-01", frm="news@acme.com"),
        got("2025-12-01", frm="no-reply@acme.com", human=True),
        replace(FRIEND, inference=replace(FRIEND.inference, verified=False)),
        got("2025-12-01", frm="eve@us.greenhouse-mail.io", human=True),
    ],
)
def test_machines_teams_and_strangers_are_nobody_to_ask(mail: Seen) -> None:
    assert of(Desk((mail, applied(), talk())), "2026-03-05", SuggestionKind.REFERRAL) == []


def test_referral_only_while_the_application_is_open() -> None:
    no = got("2026-03-06", ev(Kind.REJECTION, *ACME), frm=NOREPLY)
    assert of(Desk((FRIEND, applied(), no)), "2026-03-07", SuggestionKind.REFERRAL) == []


# All


def test_after_an_accepted_offer_nothing_is_suggested() -> None:
    offer = got("2026-03-04", ev(Kind.OFFER, "Other", "Cook"), frm="x@other.com", human=True)
    yes = sent("2026-03-05", ev(Kind.OFFER_ACCEPTED, "Other", "Cook"), to="x@other.com", re=offer)
    assert Desk((FRIEND, applied(), interview(), offer, yes)).plan("2026-03-06").suggestions == ()


def test_a_snoozed_application_is_not_called() -> None:
    snooze = entry("2026-03-05", ev(Kind.SNOOZED, by="2026-03-30"), about=ABOUT)
    desk = Desk((applied(), with_number()), entered=(snooze,))
    assert of(desk, "2026-03-20", SuggestionKind.CALL) == []


def test_every_suggestion_names_its_adviser_and_reason() -> None:
    assert set(advice()) == set(SuggestionKind)
    desk = Desk((FRIEND, applied(), with_number()))
    assert all(s.adviser and s.reason for s in desk.plan("2026-03-11").suggestions)
    silent = Desk(desk.mails, policy=policy(advice={}))
    assert silent.plan("2026-03-11").suggestions == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "missing"),
        ('[strange]\nadviser = "A"\nreason = "R"\n', "call"),
        ("".join(f'[{k.value}]\nadviser = "A"\n' for k in SuggestionKind), "needs adviser and reason"),
    ],
)
def test_a_damaged_table_of_suggestions_is_refused_by_row(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_suggestions(text)
