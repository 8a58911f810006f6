"""English letters that speak of nothing but what is to be done: what they tell once they are of a job search."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.inference.mails import ME, inferred, mail, main_kind, mine
from watcher.inference import Kind

BESIDE = {Kind.RECRUITER_REPLY, Kind.CANDIDATE_REPLY, Kind.PROMISE}
RECEIVED = [
    ("rejection", "We ended up hiring a woman who has run a bakery before."),
    ("rejection", "We've settled on someone local, sorry."),
    ("rejection", "In the end the owner picked the other lad."),
    ("rejection", "Afraid the spot is filled now."),
    ("rejection", "We are all set for staff at the moment."),
    ("rejection", "Feedback from the second round is negative."),
    ("rejection", "You were a close second."),
    ("rejection", "Sorry, it didn't work out this time."),
    ("rejection", "They turned you down."),
    ("rejection", "We gave the slot to one of our own."),
    ("rejection", "We have decided not to make an appointment."),
    ("rejection", "It isn't the answer you were hoping for, I know."),
    ("rejection", "I'll hang on to your details in case something opens up."),
    ("interview_invite", "Could you stop by Thursday after 5?"),
    ("interview_invite", "Let's find 20 minutes this week for a quick call."),
    ("interview_invite", "Please shoot me some times for next week."),
    ("interview_invite", "Swing by the yard tomorrow morning and meet the crew."),
    ("interview_invite", "Call Molly to get on my calendar."),
    ("interview_invite", "Would you have time to visit next week?"),
    ("interview_invite", "My boss would love to meet you."),
    ("offer", "The spot is yours if you want it."),
    ("offer", "We'd be delighted if you'd come and work with us."),
    ("offer", "I can do 30 an hour to start."),
    ("position_on_hold", "We've had to hit pause on everything until spring."),
    ("assessment", "Here's a small design exercise, please send it back by Sunday."),
    ("rejection", "We don't have a need just yet, I'm afraid."),
    ("rejection", "I am going to keep it in the family."),
    ("rejection", "The owners have not approved your candidature."),
    ("offer", "We'd be over the moon to have you on board!"),
    ("position_on_hold", "They have kicked it back to next year."),
    ("interview_rescheduled", "Any chance of Thursday 12th instead, also 2pm?"),
    ("interview_scheduled", "Grand, Thursday 7pm in the hotel so."),
    ("interview_cancelled", "Nobody is in today, so please don't come in."),
]
SENT = [
    ("candidate_scheduling", "Thursday any time after 1."),
    ("candidate_scheduling", "Mon 1-4, Tue all day, Wed before noon."),
    ("candidate_scheduling", "I'd be delighted to come on the 14th."),
    ("candidate_followup", "Just bumping this up in your inbox."),
    ("withdrawal", "I've just taken something else, so this is goodbye."),
    ("withdrawal", "I'm sorted now, thanks all the same."),
    ("assessment_completed", "Here are my answers to the three mails."),
]
ORDINARY = [
    "We went with the blue logo in the end, as you saw on the site.",
    "We hired three people last year and the team is growing.",
    "We haven't picked anyone yet.",
    "I chose this photo of the team for you.",
    "We are looking for someone who can run the kitchen alone.",
    "I gave your letter to my boss.",
    "Our client has had some layoffs last year but is hiring again.",
    "It was a close call with the train, but I made it!",
    "If anything comes up before Thursday, ring me.",
    "Did you manage to get the form to us? It hasn't worked out with the link.",
    "We pay 14 an hour to start, is that ok for you?",
    "Which of the two would you prefer?",
    "They said no decision before the board meets.",
    "Things have been delayed a little, but you are still in the running.",
    "Someone from the office is going to get back to you with the next steps.",
    "When could you start?",
    "You're all set, we have everything that we need.",
    "We moved the office to Leeds last year.",
    "Send me the file on Friday instead.",
    "The fair was pushed back to Thursday.",
    "He already knows you from the fair, he says.",
]
ORDINARY_SENT = [
    "I can send you the certificate on Monday.",
    "I have found the form now, thanks.",
    "I'm all set up with the video software.",
    "I sent the documents on Monday as agreed.",
    "My current contract ends on Friday 30 October.",
]


def _told(text: str, *, own: bool = False, quoted: str = "") -> list[Kind]:
    told = inferred(
        mail(f"Hi Dana,\n\n{text}\n\nSam", "Re: Hello", ME, to="dana@northwind-labs.com", quoted=quoted)
        if own
        else mail(f"Hi Sam,\n\n{text}\n\nDana", "Re: Hello", quoted=quoted)
    )
    assert not told.events
    return [event.kind for event in told.if_tied if event.kind not in BESIDE]


@pytest.mark.parametrize(("kind", "text"), RECEIVED)
def test_a_tie_tells_what_it_is(kind: str, text: str) -> None:
    assert _told(text) == [kind]


@pytest.mark.parametrize("text", ORDINARY)
def test_what_people_say_between_times_is_an_answer_and_no_more(text: str) -> None:
    assert not _told(text)


@pytest.mark.parametrize(("kind", "text"), SENT)
def test_a_tie_tells_what_the_user_means(kind: str, text: str) -> None:
    assert _told(text, own=True)[:1] == [kind]


@pytest.mark.parametrize("text", ORDINARY_SENT)
def test_what_the_user_says_between_times_is_an_answer_and_no_more(text: str) -> None:
    assert not _told(text, own=True)


@pytest.mark.parametrize(
    "text",
    [
        "I rang Molly and she has me down for Monday at 4 pm.",
        "I've booked the slot on Monday at 4 pm.",
        "Yes, Monday at 4 pm works. See you then!",
        "See you both on Monday at 4pm.",
        "Monday at 4 pm is perfect.",
    ],
)
def test_an_hour_that_the_user_has_is_fixed(text: str) -> None:
    told = inferred(mail(f"Hi Dana,\n\n{text}\n\nSam", "Re: Hello", ME, to="dana@northwind-labs.com"))
    fixed = [e.starts_at for e in (*told.events, *told.if_tied) if e.kind is Kind.INTERVIEW_SCHEDULED]
    assert fixed == [datetime(2026, 3, 9, 16, tzinfo=UTC)]


@pytest.mark.parametrize("text", ["I could do Monday at 4 pm or Tuesday at 5 pm.", "I am free on Monday at 4 pm."])
def test_an_hour_that_the_user_proposes_is_not(text: str) -> None:
    told = inferred(mail(f"Hi Dana,\n\n{text}\n\nSam", "Re: Hello", ME, to="dana@northwind-labs.com"))
    assert Kind.INTERVIEW_SCHEDULED not in [event.kind for event in (*told.events, *told.if_tied)]


def test_one_of_two_hours_in_a_sentence_is_taken() -> None:
    quoted = "Could do Mon 9 March 4pm or Tue 10 March 8am in my office, whichever suits."
    text = "Hi Dana,\n\nTuesday 10 March at 8am would be great.\n\nSam"
    told = inferred(mail(text, "Re: Hello", ME, to="dana@northwind-labs.com", quoted=quoted))
    fixed = [e.starts_at for e in (*told.events, *told.if_tied) if e.kind is Kind.INTERVIEW_SCHEDULED]
    assert fixed == [datetime(2026, 3, 10, 8, tzinfo=UTC)]


def test_an_hour_below_as_follows_is_fixed() -> None:
    text = (
        "Hi Sam,\n\nYour profile has been shortlisted for the first round. The discussion is scheduled as below:\n\n"
        "Date: 09-Mar-2026 (Monday)\nTime: 3:00 PM\n\nKindly confirm your availability.\n\nDana"
    )
    told = inferred(mail(text, "Re: Java Developer"))
    assert [(event.kind, event.starts_at) for event in told.events] == [
        (Kind.INTERVIEW_SCHEDULED, datetime(2026, 3, 9, 15, tzinfo=UTC))
    ]


def test_a_booking_names_by_address_whom_it_is_with() -> None:
    text = (
        "Your event has been scheduled\n\nWhat: 45min between Bo Berg and Sam Seeker\n"
        f"When: Monday, March 9, 2026 | 2:00pm - 2:45pm (UTC)\nWho: Bo Berg - Organizer bo@zephyr-air.com\nSam {ME}"
    )
    told = inferred(mail(text, "Your event has been scheduled", "Cal.com <notifications@cal.com>"))
    assert [event.kind for event in told.if_tied] == [Kind.INTERVIEW_SCHEDULED]
    assert "bo@zephyr-air.com" in [person.email for person in told.if_tied[0].people]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We decide on Friday week.", 13),
        ("You will hear from me by Friday week, and then we talk.", 13),
        ("You will hear from me by Friday.", 6),
        ("You will hear from me by Friday, week 10.", 6),
    ],
)
def test_a_weekday_and_a_week(text: str, day: int) -> None:
    told = inferred(mail(f"Hi Sam,\n\n{text}\n\nDana", "Re: Hello"))
    assert [event.due_by for event in told.if_tied if event.kind is Kind.PROMISE] == [date(2026, 3, day)]


VERDICTS = [
    ("rejection", "This is to let you know that someone has been hired for the Diesel Mechanic opening."),
    ("rejection", "On this occasion we'll be pursuing other avenues for the Diesel Mechanic position."),
    ("rejection", "You were not placed highly enough for the Clerk position to be called to the next stage."),
    ("rejection", "Thank you for your application. Unfortunately we have to cancel you for the Clerk position."),
    ("assessment", "Stage 1 of the Clerk selection is an online test and must be completed in one sitting."),
    (
        "interview_invite",
        "You applied for the Clerk position. Could you ring the office and make a time to come in to see us?",
    ),
    ("interview_invite", "You've progressed to the panel for the Clerk position."),
    ("interview_invite", "The search committee has read your file, and we would like to speak with you by Zoom."),
    ("status_update", "I am working my way through the CVs that came in for the Clerk position."),
    ("application_confirmation", "Your application for Clerk at Acme has been marked complete."),
    ("offer", "We would love you to join us on the ward as a nurse. HR will send you the conditional letter."),
]
OTHER_MATTERS = [
    "We regret to inform you that your paper was not accepted. We received a record number of papers.",
    "Your household has been selected for the Labour Force Survey. An interviewer will call you.",
    "Your application has been conditionally approved. Please schedule your interview at an enrolment centre.",
    "Thanks for applying to be on Cook It Off! We'd like to schedule a video interview with you next week.",
    "Can you talk to this guy on Thursday at 2? Let me know whether we should bring him back for an interview.",
    "Thanks for your application for the room! We would like to meet you on Sunday at 5 pm. We interview 5 people.",
    "We confirm your registration. The placement interview takes place on 2 April at 17:30.",
]


@pytest.mark.parametrize(("kind", "text"), VERDICTS)
def test_verdicts_in_other_words(kind: str, text: str) -> None:
    assert main_kind(mail(f"Dear Sam,\n\n{text}\n\nDana Doe", "Clerk")) == kind


@pytest.mark.parametrize("text", OTHER_MATTERS)
def test_what_sounds_like_a_job_and_is_none(text: str) -> None:
    assert not inferred(mail(f"Dear Sam,\n\n{text}\n\nDana Doe", "News for you")).events


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "I'd like to apply for the one-bedroom unit 4B. My form and references are attached.",
            "Application for unit 4B",
        ),
        ("Thanks for sending your resume. Can you come in for an interview Thursday at 3?", "Re: line cook"),
        ("Interviewed Jason this afternoon. Good guy but light on Excel. I'd pass.", "RE: Resume - Jason"),
    ],
)
def test_what_the_user_rents_or_whom_they_hire_is_no_search(text: str, subject: str) -> None:
    assert not inferred(mine(f"Hello,\n\n{text}\n\nSam", subject)).events


def test_an_answer_to_the_user_who_hires_is_none_of_an_employer() -> None:
    quoted = f"On Tue, Mar 3, 2026 Sam <{ME}> wrote:\n\nThanks for sending your resume. Can you come in on Thursday?"
    assert not inferred(mail("Thanks so much! Thursday is good.\n\nCarl", "Re: line cook", quoted=quoted)).events
