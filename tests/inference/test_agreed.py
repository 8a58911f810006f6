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
