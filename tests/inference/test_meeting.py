"""An hour, a day or a piece of work that a person names in a thread of a job search, in whatever words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.inference.mails import inferred, mail
from watcher.inference import Event, Kind

ANSWERED = "I would like to apply for the position of Baker at Northwind. My CV is attached."


def told(text: str) -> list[Event]:
    """What an answer to an application tells, by its own words or because it is one."""
    reply = mail(f"Hi Sam,\n\n{text}\n\nDana", "Re: Hello", quoted=f"> {ANSWERED}", in_reply_to=("m@example",))
    found = inferred(reply)
    return [*found.events, *found.if_tied]


def kinds(text: str) -> list[str]:
    return [event.kind.value for event in told(text)]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Thursday 2pm is good with the head baker. Bring your apron.", datetime(2026, 3, 5, 14, 0, tzinfo=UTC)),
        ("Friday 10 am at the mill then.", datetime(2026, 3, 6, 10, 0, tzinfo=UTC)),
        ("I'm in meetings until 3 on Thursday. Friday at 4 pm in the shop.", datetime(2026, 3, 6, 16, 0, tzinfo=UTC)),
        ("Just had a word with Jo: 9.30am on Monday 9 March, ask for her.", datetime(2026, 3, 9, 9, 30, tzinfo=UTC)),
    ],
)
def test_one_hour_that_is_told_outright_is_when_they_meet(text: str, hour: datetime) -> None:
    assert [(e.kind, e.starts_at) for e in told(text)][:1] == [(Kind.INTERVIEW_SCHEDULED, hour)]


@pytest.mark.parametrize(
    "text",
    [
        "What would you say to next Wednesday?",
        "Monday 15:00, or rather Tuesday 9:00?",
        "Thursday at 2 pm or Friday at 10 am, as you like.",
        "Lunch on Friday?",
    ],
)
def test_a_question_that_names_a_day_and_a_choice_of_hours_ask_for_a_time(text: str) -> None:
    first = told(text)[0]
    assert first.kind is Kind.INTERVIEW_INVITE
    assert first.waits_for_user


@pytest.mark.parametrize(
    "text",
    [
        "We are open from 9 am to 5 pm on Saturday.",
        "The deadline is Friday 13 March at 12 noon.",
        "The job would start on Monday 16 March at 8 am.",
        "You will hear from us by Friday at 5 pm.",
        "I am out of the office until Thursday at 2 pm.",
        "Interviews with the other candidates finish on Thursday at 4 pm.",
        "Could you send me your references by Friday?",
        "Could you start on Monday 16 March?",
        "Your application arrived, and I have passed it to the panel.",
    ],
)
def test_what_else_a_day_and_an_hour_may_be_of(text: str) -> None:
    assert not {"interview_invite", "interview_scheduled"} & set(kinds(text))


SAID = [
    ("interview_rescheduled", "Sorry to mess you about, but could we swap Thursday's chat to the week after?"),
    ("interview_rescheduled", "Dr Lee is stuck in Leeds, so your interview has been put back a few days."),
    ("interview_rescheduled", "I have a clash at that hour. Which other times would you have?"),
    ("interview_rescheduled", "Would you mind if we pushed it to Friday?"),
    ("interview_cancelled", "Please scratch the invite for Tuesday, the mill is closed by the flood."),
    ("interview_cancelled", "The owner has called it off for tomorrow, I am so sorry."),
    ("interview_cancelled", "No need to travel down on Monday after all."),
    ("interview_prep", "Do bring your passport when you come, and wear flat shoes."),
    ("interview_prep", "You will be meeting Ruth Holt, head of pastry. It should take about 40 minutes."),
    ("interview_invite", "Let's jump on a quick call, here's my link."),
    ("interview_invite", "When's best for a chat?"),
    ("interview_invite", "I'd much rather do this face to face than by phone."),
    ("assessment", "Please draft half a page on how you would lay out our window."),
    ("assessment", "Everybody who gets this far sits the numeracy test, your login is below."),
    ("assessment_completed", "Got your exercise, it looks interesting."),
    ("assessment_completed", "I have passed your case study on to the panel."),
]


@pytest.mark.parametrize(("kind", "text"), SAID)
def test_a_person_says_it_in_an_answer(kind: str, text: str) -> None:
    assert kind in kinds(text)


UNSAID = [
    "We have moved offices, our new address is below.",
    "The closing date has been moved to 20 March.",
    "If you need to change your interview, tell us a day before.",
    "We never cancel without telling you, so don't worry.",
    "Your old account has been cancelled, please use the new portal.",
    "Did you have to do a test in your last job?",
    "Please fill in the attached form and send it back.",
    "You needn't bring the certificates on your first day.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_sounds_like_it(text: str) -> None:
    assert not {kind for kind in kinds(text) if kind.startswith(("interview", "assessment"))}


ORDINARY = [
    "Your dental appointment is on Friday 6 March at 10 am.",
    "Friday 10 am at the pool then, I'll bring the towels.",
    "Sorry, can we move Sunday's lunch to the week after?",
    "Tomorrow's match is off, the pitch is under water.",
    "When's best for a chat? I want to hear about the holiday.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_in_ordinary_mail_it_is_nothing(text: str) -> None:
    assert not inferred(mail(f"Hi Sam,\n\n{text}\n\nDana", "Hello")).events
