"""A role and an employer of several words stand between the words that belong together; the verdict stays the same."""

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, mine

JOB = "Senior Data Engineer role at Harborline Logistics"
STELLE = "Stelle als Senior Data Engineer bei Harborline Logistics"

SAID = {
    "interview_cancelled": [
        f"Your interview for the {JOB} on Thursday, 22 October has been cancelled. We will find a new time.",
        f"We are sorry to tell you that your interview for the {JOB} on Thursday, 22 October is cancelled.",
        f"wir müssen Ihr Vorstellungsgespräch für die {STELLE} am Donnerstag, 22. Oktober leider absagen.",
    ],
    "interview_scheduled": [
        f"I am pleased to confirm your interview for the {JOB}:\n\nDate: Thursday, 12 March 2026\nTime: 14:30",
    ],
    "offer_rescinded": [
        "We regret to inform you that the offer of employment as Senior Data Engineer with Harborline Logistics is "
        "hereby rescinded, owing to a change in our plans.",
        f"zu unserem großen Bedauern müssen wir unser Angebot für die {STELLE} zurückziehen.",
    ],
    "assessment": [
        f"Thank you for your application for the {JOB}. The next step is a take-home assignment. Please submit your "
        "solution within one week. It should not take you more than three hours.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts])
def test_what_stands_between_changes_nothing(kind: str, text: str) -> None:
    assert [e.kind.value for e in inferred(mail(text, "Your application")).events if e.kind != "promise"] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Wir haben Ihre Bewerbung erhalten. Bitte sehen Sie von weiteren Nachfragen zu Ihrer Bewerbung ab.",
        "Wir haben Ihre Bewerbung erhalten. Bitte sehen Sie von Rückfragen zum Stand Ihrer Bewerbung ab.",
        "Thank you for your application. No phone calls or emails, please.",
    ],
)
def test_who_asks_for_patience_says_no_no(text: str) -> None:
    kinds = {e.kind.value for e in inferred(mail(text, "Ihre Bewerbung")).events}
    assert "do_not_contact" in kinds
    assert "rejection" not in kinds


def test_the_user_withdraws_from_a_role_with_a_long_name() -> None:
    text = f"ich möchte meine Bewerbung für die {STELLE} zurückziehen."
    assert [e.kind.value for e in inferred(mine(text, "Meine Bewerbung")).events] == ["withdrawal"]
