"""How people and offices word interviews and tests: the kind that must be told, and like wordings that tell none."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from tests.inference.test_wordings import ME, TOM, cases, kinds

PERSON = {
    "interview_invite": [
        "Could you come in on Thursday or Friday to meet the team?",
        "We'd like you to come and see the workshop. Which day would suit?",
        "Would you be up for a trial shift on Saturday so we can see you in the kitchen?",
        "What does your diary look like next week?",
        "When could you pop in for a chat?",
        "Do you have time for a quick phone screen tomorrow?",
        "The board would be delighted to meet you. Please let me know which of the two dates you prefer.",
        "You have been shortlisted. Please confirm whether the 12th or the 13th suits you.",
        "The hiring manager wants to talk to you. What time can she call you?",
        "Can you do a half-hour Zoom on Wednesday?",
        "Fancy a coffee and a chat about it on Tuesday?",
        "You are one of four people we would like to interview. Are you around in the week of the 16th?",
        "Let me know any evenings that work and I will get it booked.",
        "Any afternoon next week works for us, just say which one suits.",
        "We would like you to teach a demo lesson. When could you come?",
        "Our director is keen to speak with you. Are you free on Monday at 4 or Tuesday at 11?",
        "Come and have a look round the ward and meet us, any morning next week.",
        "Kindly attend for a face to face discussion and let us know your preferred slot.",
        "I'd love to grab 20 minutes with you this week, what works?",
        "Please choose a slot here: https://book.example/lakeside",
        "You're through to the panel stage. Could you let us know your availability?",
        "The committee has asked me to arrange a meeting with you. When are you free?",
        "Could we get you over to the site one day next week?",
        "How are you fixed on Thursday for a call with our finance director?",
    ],
    "interview_scheduled": [
        "Your interview has been booked for Thursday at 10:30.",
        "That's all confirmed for Monday 16 November at 2pm, see you then.",
        "See you on Friday at 9 for the interview, ask for me at reception.",
        "We've put you down for the trial shift on Saturday at 5pm.",
        "The panel interview will take place on 18 November at 11.00 in Room 4.",
        "You are meeting Jane on Thursday at 3pm.",
        "I have reserved Wednesday at 11am for your interview.",
        "Come on Tuesday at 8, ask for Gary, and bring your boots.",
        "We have you in at 10 on the 19th.",
        "Looking forward to speaking with you tomorrow at noon.",
        "I'll ring you on Thursday at half past two.",
        "Great, Wednesday at 4 it is. I will send a calendar invite.",
    ],
    "interview_rescheduled": [
        "Something has come up, can we move your interview to Friday at 10?",
        "I'm afraid we have to push your interview back to Thursday at 3pm.",
        "Could you come at 4pm instead of 2pm on Tuesday?",
        "Your interview will now take place on Monday at 11am.",
        "The manager is ill, so I need to rearrange your interview. Would next week suit?",
        "We need to bring your interview forward to Wednesday at 9am.",
        "Your interview has been moved to 20 November at 14:00.",
    ],
    "interview_cancelled": [
        "I'm sorry, we have to cancel your interview on Thursday.",
        "Your interview tomorrow will not be going ahead.",
        "The interview on Friday is off, the office is closed.",
        "I am afraid I must call off Thursday's interview.",
        "Please disregard the interview invite that you got this morning.",
        "Unfortunately the interview can no longer take place on Monday.",
    ],
    "interview_prep": [
        "Some tips for your interview tomorrow: know the product, and have questions ready.",
        "To help you prepare for the interview, here is what the panel will ask about.",
        "They will take you through your CV and ask about the project in Leeds.",
        "A few pointers before you meet the director: keep it short, and ask about the merger.",
    ],
    "assessment": [
        "Please complete the attached written exercise by Friday and send it back to me.",
        "The next step is a short coding test. Here is the link.",
        "We ask all candidates to do a small task before we meet, it should take no more than an hour.",
        "Before the interview you will sit a typing test.",
        "We would like you to take a numerical test online.",
        "Could you write two product descriptions for the role, to show us your style?",
    ],
    "assessment_completed": [
        "Thanks for sending back the exercise, we have received your solution.",
        "Your test has been received.",
        "We've received your take-home assignment, thank you.",
    ],
}

ORDINARY = [
    (TOM, "Boiler", "The engineer can come on Thursday at 10. Which day suits you?"),
    (
        "Dental desk <desk@teeth.example>",
        "Your check-up",
        "Your appointment is confirmed for Thursday at 10. See you then!",
    ),
    ("Anna <anna@family.example>", "Coffee?", "Are you free for coffee on Friday? Come and see us, any day works."),
    ("Ben <ben@work.example>", "Project meeting", "The meeting has been moved to Thursday at 3pm."),
    ("Ben <ben@work.example>", "Re: standup", "Can we do 10 instead of 9 tomorrow?"),
    (
        "Radio <desk@radio.example>",
        "Interview request",
        "Our radio reporter would like to interview you about the flood.",
    ),
    (
        "School <office@school.example>",
        "Tests",
        "Pupils sit their tests on Monday. Please make sure your child is rested.",
    ),
    ("Shop <care@shop.example>", "Your order", "Your order is cancelled. Choose a new delivery slot here."),
    (
        "Agent <lets@homes.example>",
        "Viewing",
        "The viewing of the flat is on Friday at 5. Could you come at 6 instead?",
    ),
    (
        "Tutor <tutor@learn.example>",
        "Re: Piano teacher",
        "When could you come for the first lesson? I am free on Monday at 4.",
    ),
    ("Plumber <joe@pipes.example>", "Re: Plumber", "I can come and look at the leak on Tuesday at 8, any good?"),
    ("Clinic <desk@clinic.example>", "Test results", "Your test has been received by the lab."),
    (
        "Sales <amy@soft.example>",
        "Quick demo?",
        "Would love to grab 15 minutes with you to show you our dashboard. Pick a time here.",
    ),
    ("Friend <kim@mail.example>", "Interview", "Good luck with your interview on Thursday! See you on Saturday."),
    ("University <ug@uni.example>", "Open day", "Come and see the campus. Book a slot here for a tour with students."),
    (
        "Club <sec@club.example>",
        "Trial",
        "The committee would like to meet you before your membership starts. Which evening suits?",
    ),
    (
        "Bank <loans@bank.example>",
        "Your mortgage interview",
        "Your mortgage interview is confirmed for Monday at 10am.",
    ),
    (
        "Consulate <visa@gov.example>",
        "Visa interview",
        "Your visa interview has been scheduled for 14 November at 09:00.",
    ),
    (
        "Theatre <box@stage.example>",
        "Cancelled",
        "Tonight's show is cancelled. We will be in touch about your tickets.",
    ),
    ("Garage <desk@cars.example>", "MOT", "Your car test is booked for Friday at 9. Please drop in for the keys."),
]

UNSAID = [
    "If you are shortlisted, we will invite you to an interview.",
    "Shortlisted candidates will be invited to come in for a trial shift.",
    "Interviews will be held in December for those who are selected.",
    "We may ask you to complete a coding test at a later stage.",
    "Thank you for coming to the interview last Thursday at 10.",
    "We cannot offer you an interview at this time.",
]

DESK = "Lakeside Recruitment <recruitment@lakeside.example>"
OFFICE = {
    "interview_invite": [
        "Following shortlisting we are pleased to invite you to interview. Please log in and select a slot no later than Friday.",
        "You have been called forward to the next stage, a panel interview. Candidates should self-select a date in the portal.",
        "We would like to progress you to the interview stage. Use the self-service diary to reserve a place.",
        "Congratulations, you have made it to the final round! Kindly indicate your preferred date.",
        "The team enjoyed your application and is keen to meet you. Book a time that suits you: https://book.example/a",
        "As the next step we hold a 30 minute video call with the team lead. Choose your time slot below.",
        "You are requested to appear before the selection board. Please confirm which date suits you.",
        "We have reviewed your profile and would like to arrange a telephone interview. Please provide three time slots.",
    ],
    "interview_scheduled": [
        "This is to confirm your interview on 18 November 2026 at 09:30. Report to reception 10 minutes early.",
        "Your interview has been arranged. Date: 18 November 2026. Time: 14:00.",
        "You have selected Wednesday 18 November at 15:10 for your interview. See you then.",
        "Your final round is all set for Wednesday 18 November, 10am - 1pm.",
        "Please find below the itinerary for your onsite on 18 November.",
        "Reminder: your interview with Lakeside is tomorrow at 10:00 AM.",
        "The interview for the post of Clerk shall be held on 18th November from 9 a.m. at our head office.",
        "Your screening call with Priya is on Tuesday at 11:15.",
    ],
    "interview_rescheduled": [
        "The employer has proposed a new time for your interview: 19 November at 10:00.",
        "Your interview slot has changed. New time: Thursday 19 November, 10:00.",
        "We have had to shift your panel interview to Thursday 19 November.",
        "Please note the revised date for your interview: 19 November.",
        "Due to illness your interview has been postponed to Friday.",
    ],
    "interview_cancelled": [
        "Your interview scheduled for 18 November has been cancelled.",
        "We regret that the interview on Wednesday will not take place as planned.",
        "This interview has been canceled by the organizer and removed from your calendar.",
    ],
    "assessment": [
        "You have been invited to complete an online test. The link expires in five days.",
        "Please record your answers to four questions in our video interview platform.",
        "As part of the selection process you are required to sit a written exam on 18 November.",
        "Lakeside has requested that you take a typing test in connection with your application.",
        "Report to the training centre on Saturday at 8 for the practical tests.",
        "Your take-home task is attached. Please return your solution within five days.",
    ],
    "assessment_completed": [
        "Your answers have been submitted and passed to the hiring team.",
        "Thank you for completing the online assessment. No further action is needed.",
        "We have received your written exercise and two assessors will mark it.",
        "All tests in your battery show as complete.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), cases(PERSON))
def test_what_a_person_writes(kind: str, text: str) -> None:
    told = kinds(TOM, ME, "Re: Application for Junior Accountant", f"Hi Sam,\n\n{text}\n\nBest regards\nTom Berg")
    assert kind in told


@pytest.mark.parametrize(("kind", "text"), cases(PERSON))
def test_what_a_person_writes_under_the_title_of_the_job(kind: str, text: str) -> None:
    told = kinds(TOM, ME, "Re: Credit Controller", f"Hi Sam,\n\n{text}\n\nTom")
    assert kind in told


@pytest.mark.parametrize(("sender", "subject", "text"), ORDINARY)
def test_what_only_sounds_like_it(sender: str, subject: str, text: str) -> None:
    assert kinds(sender, ME, subject, f"Hi Sam,\n\n{text}\n\nBest") == []


@pytest.mark.parametrize("text", UNSAID)
def test_what_is_not_yet_or_no_longer(text: str) -> None:
    told = kinds(TOM, ME, "Application for Junior Accountant", f"Dear Sam,\n\n{text}\n\nTom Berg\nLakeside")
    assert not any(kind.startswith(("interview_invite", "interview_scheduled", "assessment")) for kind in told)


@pytest.mark.parametrize(("kind", "text"), cases(OFFICE))
def test_what_an_office_writes(kind: str, text: str) -> None:
    assert kind in kinds(DESK, ME, "Junior Accountant", f"Dear Sam Lee,\n\n{text}\n\nLakeside Recruitment")
