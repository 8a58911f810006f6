"""How an answer to an application ends a search, lets it rest, offers or asks, in words that any matter may have."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inference.mails import inferred, mail
from watcher.inference import Event, Kind

APPLIED = "On Mon, 2 Mar 2026, Sam Seeker wrote:\n> I would like to apply for the Joiner job. My resume is attached."
TOLD = [
    ("rejection", "Gave it to one of the lads from the yard, sorry."),
    ("rejection", "It was Peter who got the job in the end."),
    ("rejection", "You came a close second, if it's any comfort."),
    ("rejection", "I have no money for another postdoc and cannot take anyone."),
    ("rejection", "Our temp has been made permanent."),
    ("rejection", "The panel wasn't convinced, so we won't be making you an offer."),
    ("rejection", "Your drawings are lovely, but not our style."),  # two signs
    ("rejection", "Feedback from the owner: too quiet for the bar. Good luck!"),
    ("rejection", "The board did not confirm you, alas."),
    ("position_closed", "Head office has done away with the post."),
    ("position_closed", "We lost the tender, and with it the reason to hire."),
    ("position_closed", "The advert has been taken down, we'll manage without an extra hand."),
    ("position_on_hold", "We're holding off on hiring until the new owner is in."),
    ("position_on_hold", "All posts are blocked for now, the ministry has to decide."),
    ("position_on_hold", "I can't take anyone on until the loan is through."),
    ("offer", "The vote fell on you! Shall I send the contract?"),
    ("offer", "Without further ado: we'd like you to have the job."),
    ("offer", "You can start on the 1st if you like."),
    ("offer_rescinded", "I have to go back on my word, the contract won't be coming."),
    ("offer_rescinded", "We can't stand by the offer, our bank said no."),
    ("application_incomplete", "No attachment came with your mail, could you send it again?"),
    ("application_incomplete", "We're lacking your certificate."),
    ("application_incomplete", "Please apply through our website, we can't take emails."),
]
NO_END = [
    "Unfortunately the lift is broken, so take the stairs.",
    "Sorry about the delay, the panel has not decided yet.",
    "I'm afraid I can't do Tuesday. Would Thursday suit?",
    "The position is not filled, whatever the website says.",
    "They haven't picked anybody yet.",
    "The first choice of room is taken, so we'll be in B2.",
    "Your application landed on my desk today.",
    "We're closing the shop early today, please ring tomorrow.",
    "Sorry to keep you on hold this morning.",
    "The freeze is over and recruitment goes on.",
    "The offer still stands until Friday.",
    "I got the CV this time, thanks!",
    "I'm not the right person for this, please write to my colleague.",
    "We have no dress code.",
    "I'll keep your CV and pass it on to a team that may want somebody. Best of luck!",
]
ELSEWHERE = [
    ("Bike", "Gave it to one of the lads from the yard, sorry."),
    ("Flat", "Your drawings are lovely, but not our style. Good luck!"),
    ("Tickets", "You can start on the 1st if you like."),
    ("Recipe", "No attachment came with your mail, could you send it again?"),
]
ENDS = {"rejection", "position_closed", "position_on_hold", "offer", "offer_rescinded", "application_incomplete"}


def answer(text: str) -> list[Event]:
    told = inferred(mail(text, "Re: Joiner", quoted=APPLIED, in_reply_to="a@example"))
    return [*(told.events or told.if_tied)]


@pytest.mark.parametrize(("kind", "text"), TOLD)
def test_what_an_answer_to_an_application_tells(kind: str, text: str) -> None:
    assert [event.kind.value for event in answer(text)][:1] == [kind]


@pytest.mark.parametrize("text", NO_END)
def test_what_only_sounds_like_it(text: str) -> None:
    assert ENDS.isdisjoint(event.kind.value for event in answer(text))


@pytest.mark.parametrize(("subject", "text"), ELSEWHERE)
def test_the_same_words_of_ordinary_life_tell_nothing(subject: str, text: str) -> None:
    assert not inferred(mail(text, subject)).events


@pytest.mark.parametrize(
    ("text", "silence"),
    [
        ("Please stop emailing my staff.", True),
        ("We ask candidates not to follow up.", True),
        ("Don't call us, we'll call you.", True),
        ("Please don't hesitate to call me.", False),
        ("Please don't call me on the landline, use my mobile.", False),
        ("You don't need to write again.", False),
    ],
)
def test_who_wants_no_more_mail(text: str, silence: bool) -> None:
    assert (Kind.DO_NOT_CONTACT in [event.kind for event in answer(text)]) is silence


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The owner is back on Monday. I'll speak to her then and let you know.", date(2026, 3, 9)),
        ("The committee meets on 19 March. You will be told the same day.", date(2026, 3, 19)),
        ("Should know by Friday.", date(2026, 3, 6)),
        ("I promise you an answer before the weekend.", date(2026, 3, 6)),
        ("Decision in a week's time.", date(2026, 3, 11)),
        ("The shop is shut on Monday. I'll let you know.", None),
        ("Two weeks ago we said that we'd be in touch.", None),
        ("You have five days to complete the exercise.", None),
    ],
)
def test_the_day_of_a_promise(text: str, day: date | None) -> None:
    promised = [event.due_by for event in answer(text) if event.kind is Kind.PROMISE]
    assert promised == ([day] if day else [])


def test_a_person_who_asks_for_a_paper_has_answered() -> None:
    told = inferred(mail("Thanks! Your CV is missing, could you send it?", "Re: Joiner", quoted=APPLIED))
    assert told.human
