"""An interview that no employer confirms: they propose an hour, and the user takes it."""

from __future__ import annotations

import pytest

from tests.inference.mails import ME, inferred, mail

PROPOSED = """On Wed, 4 Mar 2026 at 08:00, Dana <dana@northwind-labs.com> wrote:
Would you come by for an interview for the Cook job? How about Tuesday, March 10 at 10am?

Dana"""


def times(text: str) -> list[str]:
    answer = mail(
        text, "Re: Cook job", ME, to="dana@northwind-labs.com", quoted=PROPOSED, in_reply_to=("a@example.net",)
    )
    fixed = [event for event in inferred(answer).events if event.kind == "interview_scheduled"]
    return [f"{event.starts_at:%m-%d %H:%M}" for event in fixed if event.starts_at and event.people]


@pytest.mark.parametrize(
    "text",
    [
        "Dana,\n\nYes please. I'll be there on Tuesday at 10.\n\nSam",
        "Dana,\n\nThat works for me, thank you!\n\nSam",
        "Thanks, Tuesday works. Sam",
    ],
)
def test_who_takes_the_proposed_hour_has_an_interview(text: str) -> None:
    assert times(text) == ["03-10 10:00"]


@pytest.mark.parametrize(
    "text",
    [
        "Dana,\n\nSorry, Tuesday at 10 doesn't work for me. Could we do Wednesday at 3pm?\n\nSam",
        "Dana,\n\nHow about Wednesday at 10am instead?\n\nSam",
        "Dana,\n\nWednesday works for me, at 10.\n\nSam",
        "Dana,\n\nI am not free on Tuesday at 10.\n\nSam",
    ],
)
def test_who_proposes_another_hour_has_none_yet(text: str) -> None:
    assert times(text) == []


def test_an_hour_that_is_taken_in_a_thread_of_another_matter_counts_only_once_it_is_tied() -> None:
    asked = "Got a few minutes on Tuesday, March 10, at 9:15? I can ring your cell.\n\nDana"
    answer = mail("Tuesday at 9:15 is perfect. Speak then!", "Re: Hello", ME, to="dana@x.com", quoted=asked)
    told = inferred(answer)
    assert not told.events
    assert [event.kind for event in told.if_tied] == ["candidate_scheduling", "interview_scheduled"]


PROPOSED_IN = {
    "de": (
        "Am 04.03.2026 um 08:00 schrieb Dana Doe <dana@northwind-labs.com>:\nHallo Sam,\n\nmagst du am Dienstag, "
        "10. März, um 10 Uhr zum Probearbeiten in die Küche kommen?\n\nGruß Dana"
    ),
    "nl": (
        "Op 04-03-2026 om 08:00 schreef Dana Doe <dana@northwind-labs.com>:\nDag Sam,\n\nKan je dinsdag 10 maart om "
        "10 uur langskomen voor een gesprek over de job van kok?\n\nGroeten, Dana"
    ),
}


@pytest.mark.parametrize(
    ("code", "text", "hours"),
    [
        ("de", "Hallo Dana,\n\nja, das passt, bis Dienstag!\n\nSam", ["03-10 10:00"]),
        ("de", "Dienstag 10 Uhr ist notiert!\nSam", ["03-10 10:00"]),
        ("de", "Sehr gern, Dienstag um 10 Uhr passt mir gut.\n\nViele Grüße\nSam", ["03-10 10:00"]),
        ("de", "Dienstag um 10 geht leider nicht, passt auch Mittwoch um 15 Uhr?\nSam", []),
        ("de", "Lieber wäre mir Mittwoch um 10 Uhr.\nSam", []),
        ("de", "Dienstag passt, aber erst ab 15 Uhr.\nSam", []),
        ("nl", "Dag Dana,\n\nJa, dat lukt. Tot dinsdag!\n\nSam", ["03-10 10:00"]),
        ("nl", "Leuk! Dinsdag 10 uur komt goed uit.\nSam", ["03-10 10:00"]),
        ("nl", "Prima, dinsdag om 10 uur ben ik er.\nSam", ["03-10 10:00"]),
        ("nl", "Dinsdag lukt niet, liever woensdag om 15 uur.\nSam", []),
        ("nl", "Dinsdag kan, maar pas vanaf 15 uur.\nSam", []),
    ],
)
def test_german_and_dutch_take_an_hour_too(code: str, text: str, hours: list[str]) -> None:
    subject = {"de": "AW: Bewerbung als Koch", "nl": "RE: Sollicitatie kok"}[code]
    answer = mail(
        text, subject, ME, to="dana@northwind-labs.com", quoted=PROPOSED_IN[code], in_reply_to=("a@example.net",)
    )
    told = inferred(answer)
    fixed = [e for e in (*told.events, *told.if_tied) if e.kind == "interview_scheduled"]
    assert [f"{event.starts_at:%m-%d %H:%M}" for event in fixed if event.starts_at] == hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Would you come by for an interview for the Cook job on Tuesday, March 10 at 10am?\n\nDana", ["03-10 10:00"]),
        ("We would like to interview you for the Cook job. Does March 10 at 10am or March 11 at 2pm suit you?", []),
        ("We would like to interview you for the Cook job. When would suit you?\n\nDana", []),
    ],
)
def test_an_invitation_holds_the_one_hour_that_it_proposes(text: str, hours: list[str]) -> None:
    asked = [event for event in inferred(mail(text, "Cook job")).events if event.kind == "interview_invite"]
    assert asked
    assert [f"{event.starts_at:%m-%d %H:%M}" for event in asked if event.starts_at] == hours


@pytest.mark.parametrize(
    ("text", "hour", "day"),
    [
        ("Dana,\n\nThat works for me, thank you!\n\nSam", "", ""),
        ("Tuesday works for me, see you then.\n\nSam", "", "03-10"),
        ("I can do Tuesday at 10am.\n\nSam", "03-10 10:00", "03-10"),
        ("That doesn't work for me, sorry. Any chance of Wednesday?\n\nSam", None, None),
        ("I am free on Tuesday at 10am or on Wednesday at 3pm.\n\nSam", None, None),
        ("Could we say Tuesday at 11 instead?\n\nSam", None, None),
    ],
)
def test_an_hour_is_taken_also_where_nothing_is_quoted(text: str, hour: str | None, day: str | None) -> None:
    answer = mail(
        text, "Re: Interview for the Cook job", ME, to="dana@northwind-labs.com", in_reply_to=("a@example.net",)
    )
    told = inferred(answer)
    taken = [event for event in told.events or told.if_tied if event.takes]
    assert bool(taken) is (hour is not None)
    for event in taken:
        assert (f"{event.starts_at:%m-%d %H:%M}" if event.starts_at else "") == hour
        assert (f"{event.on_day:%m-%d}" if event.on_day else "") == day


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("Perfect, see you then!\n\nDana", True),
        ("Tuesday at 10am is fine with us.\n\nDana", True),
        ("Parfait, c'est noté. À mardi !\n\nDana", True),
        ("Thanks, I will ask the team and get back to you.\n\nDana", False),
        ("Unfortunately Tuesday does not work. Wednesday at 10am?\n\nDana", False),
    ],
)
def test_an_employer_takes_the_users_hour_also_where_nothing_is_quoted(text: str, takes: bool) -> None:
    answer = mail(text, "Re: Interview for the Cook job", "dana@northwind-labs.com", in_reply_to=("b@example.net",))
    told = inferred(answer)
    found = told.events or told.if_tied
    fixed = [event for event in found if event.takes or event.kind == "interview_scheduled"]
    assert bool(fixed) is takes
