"""What the user answers in a thread of a job search, in whatever words: their no, their yes, their thanks."""

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mine

ASKED = "Thank you for your application for the position of Baker. I have a few questions before we go on."
OFFERED = "We would like to offer you the job. The contract is attached."


def kinds(text: str, quoted: str = ASKED) -> set[str]:
    answer = mine(
        f"Hi Dana,\n\n{text}\n\nSam", "Re: Application: Baker", quoted=f"> {quoted}", in_reply_to=("m@example",)
    )
    told = inferred(answer)
    return {event.kind.value for event in (*told.events, *told.if_tied)}


SAID = [
    ("withdrawal", "I've been offered a place at the mill and have taken it."),
    ("withdrawal", "Sad to say it won't be me, I'm going back to college in spring."),
    ("withdrawal", "I decided against changing jobs this year."),
    ("withdrawal", "I have stopped looking for work, thank you all the same."),
    ("withdrawal", "I'll leave it there, the drive would be too long for me."),
    ("withdrawal", "Please close my file, I've gone with the other bakery."),
    ("interview_followup", "What a lovely team. Thanks for letting me knead along with you."),
    ("interview_followup", "It was good to put faces to the names."),
    ("candidate_scheduling", "The 12th suits me well."),
    ("candidate_scheduling", "I can only do after 6 pm on Friday, I hope that is all right."),
    ("candidate_followup", "Have you got any further with the baker's job?"),
]


@pytest.mark.parametrize(("kind", "text"), SAID)
def test_the_user_says_it_in_an_answer(kind: str, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("offer_accepted", "Thanks for the offer, I'm going to take it."),
        ("offer_accepted", "I'd love the job! When do I start?"),
        ("offer_declined", "I fear that I must respectfully decline."),
        ("offer_declined", "I had hoped for day shifts, so I won't take it."),
    ],
)
def test_the_user_answers_an_offer(kind: str, text: str) -> None:
    assert kind in kinds(text, OFFERED)


@pytest.mark.parametrize(
    "text",
    [
        "I've left my last job already, so I can start at once.",
        "I am not sure whether the nights are right for me, could you tell me more?",
        "The commute is not too far for me.",
        "I am not available for work before 1 April.",
        "I turned down another offer, because yours is my first choice.",
        "I haven't accepted anything else yet.",
        "Thank you for the documents that you sent this morning.",
        "Sorry I missed your call earlier.",
        "I would be delighted to join your team, and hope to hear from you soon.",
        "I can't take calls at work, please try after 5.",
        "I am happy to accept the interview slot on Friday.",
    ],
)
def test_what_sounds_like_an_end_or_like_thanks(text: str) -> None:
    told = kinds(text)
    assert not {"withdrawal", "offer_declined", "offer_accepted", "interview_followup"} & told


def test_a_friend_who_is_to_read_a_resume_is_no_employer() -> None:
    asked = mine("Could you cast an eye over my CV before I send it off?", "My CV", files=("cv.pdf",))
    assert not inferred(asked).events
