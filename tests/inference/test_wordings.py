"""Short mails between a candidate and a person, each worded as people write: the kind that must be among the events."""

from __future__ import annotations

import pytest

from watcher.bootstrap import inference_tables
from watcher.inference import infer
from watcher.reading import read, split

ME = "sam@example.org"
TOM = "Tom Berg <tom@lakeside.example>"

RECEIVED = {
    "rejection": [
        "Unfortunately we went with another candidate.",
        "We chose to move forward with a different applicant.",
        "I'm sorry to let you know that you were not selected for this role.",
        "We regret to inform you that your application was unsuccessful.",
        "At this time we will not be progressing your application any further.",
        "We won't be taking your application further.",
        "Your profile does not match what we are looking for at the moment.",
        "We have filled the position with an internal candidate.",
        "The hiring team has decided not to pursue your candidacy.",
        "We've decided not to extend an offer.",
        "Sadly, this time you have not made it to the next stage.",
        "After much deliberation we have opted for a candidate whose experience is closer to our needs.",
        "Thanks for interviewing with us. We are going to pass for now.",
        "We don't think it's the right fit at this time.",
        "We are unable to offer you an interview on this occasion.",
        "I'm afraid it's a no from our side this time.",
        "You have not been shortlisted.",
        "we will not be moving ahead",
        "Another applicant accepted the role.",
        "We decided to hire someone else.",
        "we're not able to move you forward in the process",
    ],
    "interview_invite": [
        "We'd love to schedule an interview with you. When works?",
        "Could you share some times next week for a chat with our CTO about the role?",
        "Please pick a slot for your phone screen here: https://calendly.com/acme/screen",
        "I would like to invite you for an interview. What is your availability?",
        "Are you available for a quick call on Tuesday to discuss the role?",
        "Next step is a technical interview - please book a time that suits you.",
    ],
    "interview_scheduled": [
        "Your interview is confirmed for Friday, November 13 at 3:00 PM EST.",
        "Looking forward to meeting you on Monday 16 November at 10:00 CET at our office for the interview.",
        "This confirms our interview tomorrow at 11am PT.",
    ],
    "offer": [
        "We are pleased to offer you the role of Junior Accountant.",
        "I am thrilled to extend you an offer to join our team!",
        "Please find attached your offer letter.",
        "We would like to make you an offer.",
    ],
    "recruiter_reply": [
        "Thank you for applying. We have received your application and will be in touch.",
        "Your application has been received.",
        "Thanks for your interest in Lakeside! We got your application for Junior Accountant.",
        "This is to confirm that we received your CV.",
    ],
}

GERMAN = {
    "rejection": [
        "Leider können wir Ihnen keine positive Rückmeldung geben.",
        "wir haben uns für eine andere Bewerberin entschieden.",
        "Leider müssen wir Ihnen absagen.",
        "Ihre Bewerbung konnten wir leider nicht berücksichtigen.",
        "Wir konnten Ihre Bewerbung leider nicht berücksichtigen.",
    ],
    "interview_invite": ["wir möchten Sie gerne zu einem Vorstellungsgespräch einladen. Wann hätten Sie Zeit?"],
    "interview_scheduled": [
        "hiermit bestätigen wir Ihren Termin zum Vorstellungsgespräch am 12. November um 14:00 Uhr."
    ],
    "application_confirmation": ["vielen Dank für Ihre Bewerbung. Wir haben Ihre Unterlagen erhalten und melden uns."],
    "offer": ["wir freuen uns, Ihnen die Stelle als Buchhalterin anbieten zu können."],
    "promise": ["vielen Dank für Ihre Bewerbung. Wir melden uns bis Ende nächster Woche bei Ihnen."],
}

SENT = [
    ("application_sent", "Application for Junior Accountant", "please consider my application for the position."),
    ("candidate_followup", "Re: Junior Accountant", "I wanted to follow up on my application. Is there any update?"),
    (
        "interview_followup",
        "Thank you",
        "thank you for meeting with me today. I enjoyed our talk about the accountant role.",
    ),
    ("withdrawal", "Re: Junior Accountant", "I would like to withdraw my application as I accepted another position."),
    ("offer_accepted", "Re: Offer", "I am happy to accept your offer for the accountant position!"),
    ("offer_declined", "Re: Offer of employment", "thank you for the offer, but I have decided to decline."),
    ("candidate_scheduling", "Re: Interview for Junior Accountant", "Tuesday at 3pm works great for the interview."),
]

ORDINARY = [
    ("library@city.example", "Library card", "Your application for a library card was approved."),
    ("parcels@post.example", "Delivery failed", "Unfortunately your package could not be delivered."),
    ("shop@shop.example", "An offer for you", "Special offer: 50% off for you!"),
    ("bank@bank.example", "Application received", "Your mortgage application has been received."),
    ("pod@cast.example", "New episode", "The interview with the author is on our podcast now."),
    ("mum@family.example", "Dinner", "Happy birthday! Dinner on Friday at 7pm?"),
]


def kinds(sender: str, recipient: str, subject: str, text: str) -> list[str]:
    head = f"From: {sender}\nTo: {recipient}\nSubject: {subject}\nDate: Tue, 10 Nov 2026 15:00:00 +0000\n"
    whole = f"{head}Message-ID: <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    inferred = infer(read(split(whole.encode())), frozenset({ME}), inference_tables())
    assert bool(inferred.events) != bool(inferred.ignored)
    return [event.kind.value for event in inferred.events]


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in table.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), cases(RECEIVED))
def test_what_a_person_writes(kind: str, text: str) -> None:
    body = f"Hi Sam,\n\n{text}\n\nBest regards\nTom Berg"
    assert kind in kinds(TOM, ME, "Re: Application for Junior Accountant", body)


@pytest.mark.parametrize(("kind", "text"), cases(GERMAN))
def test_what_an_office_writes_in_german(kind: str, text: str) -> None:
    body = f"Sehr geehrte Frau Lee,\n\n{text}\n\nMit freundlichen Grüßen\nLakeside GmbH"
    assert kind in kinds("Lakeside GmbH <bewerbung@lakeside.example>", ME, "Ihre Bewerbung als Buchhalterin", body)


@pytest.mark.parametrize(("kind", "subject", "text"), SENT)
def test_what_the_user_writes(kind: str, subject: str, text: str) -> None:
    assert kind in kinds(ME, TOM, subject, f"Hi Tom,\n\n{text}\n\nSam")


@pytest.mark.parametrize(("sender", "subject", "text"), ORDINARY)
def test_what_has_nothing_to_do_with_it(sender: str, subject: str, text: str) -> None:
    assert kinds(sender, ME, subject, text) == []
