"""The digest as text: the order, what is absent, and nothing hostile in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.digest import Asked, ByHand, Closed, Later, Meeting, Quiet, Report, Undecided, Undone, Waiting, text

TEMPLATE = files("watcher").joinpath("digest", "templates", "digest.txt").read_text("utf-8")
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=ZoneInfo("Europe/Berlin"))
FULL = Report(
    now=NOW,
    waiting=(
        Waiting(
            to="jane@acme.example",
            name="Jane Doe",
            subject="Re: Your application",
            company="Acme",
            role="Data Engineer",
            kind="application_follow_up",
            age_days=3,
            why="a Monday in the week after the application (McAdams)",
            phone="+49 30 1234567",
            first_lines=("Dear Jane Doe,", "I applied for the Data Engineer role at Acme on 12 November."),
        ),
        Waiting(
            "jobs@beta.example", "Re: Hello", "", "", "second_follow_up", 0, edited=True, outdated="an answer came"
        ),
    ),
    asked=(Asked("Gamma", "Analyst", date(2026, 11, 20), "Could you send us three times?", "Joe Roe"),),
    to_tell=(Meeting("Delta", "Clerk", datetime(2026, 11, 19, 15, tzinfo=NOW.tzinfo)),),
    coming=(Meeting("Delta", "Clerk", datetime(2026, 11, 24, 9, 5, tzinfo=NOW.tzinfo), ("Ann Lee", "Bo Kim")),),
    by_hand=(
        ByHand("Eta", "", "second_follow_up", "two mails are unanswered", phone="+49 40 1", name="Kim"),
        ByHand("Theta", "Cook", "application_follow_up", "", held="only a no-reply address is known"),
    ),
    quiet=(Quiet("Iota", "Nurse", 34),),
    closed=(Closed("Kappa", "Pilot", "rejected"),),
    undecided=(Undecided("Next steps", "two applications fit", ("Acme, Data Engineer", "Acme, Analyst")),),
    withdrawn=(Undone("Lambda", "", "", "Re: News"),),
    refused=(Undone("Mu", "Driver", "ten drafts wait already"),),
    notes=("personal: Archive was skipped",),
    stages={"applied": 3, "in_conversation": 1, "rejected": 1},
    open=4,
)

WHOLE = """\
Your job search on Monday, 23 November 2026

DRAFTS THAT WAIT FOR YOU
Read, change what you like, and send. Deleting one says no to it.

- Acme, Data Engineer: the first follow-up on your application
  To Jane Doe <jane@acme.example>
  Subject: Re: Your application
  Written 3 days ago. Or call: +49 30 1234567
  Why now: a Monday in the week after the application (McAdams)
  | Dear Jane Doe,
  | I applied for the Data Engineer role at Acme on 12 November.

- Company not known: the second follow-up on your application
  To jobs@beta.example
  Subject: Re: Hello
  Written today, and edited by you. It is no longer right: an answer
  came.

EMPLOYERS WHO WAIT FOR YOU

- Gamma, Analyst: since Friday, 20 November, Joe Roe
  "Could you send us three times?"

LAST WEEK'S INTERVIEWS
What did they say happens next, and by when? Note it with `watcher
note`.

- Delta, Clerk: Thursday, 19 November

COMING INTERVIEWS
Sum up your qualifications, ask whether anything is left to cover, say
that you want the job, and ask for the next steps.

- Tuesday, 24 November at 09:05: Delta, Clerk
  With Ann Lee, Bo Kim

TO CALL, OR TO WRITE YOURSELF

- Eta: the second follow-up on your application
  Call Kim: +49 40 1
  Why now: two mails are unanswered
- Theta, Cook: the first follow-up on your application
  Nobody to write to is known yet: find out who hires for it.
  No draft, because: only a no-reply address is known

GONE QUIET
That is their manners, not you, and most employers are not so.

- Iota, Nurse: nothing for 34 days

CLOSED THIS WEEK
One more no is one step closer to the yes.

- Kappa, Pilot: they said no

COULD NOT BE DECIDED
Until you say where it belongs, no draft comes of it.

- "Next steps": two applications fit
  It may belong to: Acme, Data Engineer; Acme, Analyst

WITHDRAWN
Drafts that you had not touched and that were no longer right.

- Lambda: Re: News

NOT WRITTEN

- Mu, Driver: ten drafts wait already

HEALTH

- personal: Archive was skipped

WHERE THE SEARCH STANDS
Open: 4. By stage: 3 applied, 1 in conversation, 1 rejected
"""


def test_a_full_week() -> None:
    assert text(FULL, TEMPLATE) == WHOLE


@pytest.mark.parametrize(
    ("open_count", "second"),
    [
        (0, "No application is open. A good week to send a few."),
        (1, "One application is open; its next step comes by itself."),
        (7, "7 applications are open; their next steps come by themselves."),
    ],
)
def test_nothing_to_do_is_said_in_two_lines(open_count: int, second: str) -> None:
    assert text(Report(now=NOW, open=open_count), TEMPLATE) == (
        "Your job search on Monday, 23 November 2026\n\n"
        f"Nothing to do: no draft waits, and nobody waits for you.\n{second}\n"
    )


@pytest.mark.parametrize(
    "section",
    [
        "waiting",
        "asked",
        "to_tell",
        "coming",
        "by_hand",
        "quiet",
        "closed",
        "undecided",
        "withdrawn",
        "refused",
        "notes",
    ],
)
def test_a_section_without_content_is_absent(section: str) -> None:
    changes: dict[str, Any] = {section: ()}
    without = text(replace(FULL, **changes), TEMPLATE)
    headings = [line for line in without.split("\n") if re.fullmatch(r"[A-Z][A-Z' ,]+", line)]
    assert len(headings) == 11
    assert "\n\n\n" not in without


def test_a_long_line_goes_on_under_its_own_text() -> None:
    report = Report(now=NOW, refused=(Undone("Acme", "Clerk", "word " * 30),))
    lines = text(report, TEMPLATE).split("\n")
    start = lines.index("NOT WRITTEN") + 2
    assert lines[start].startswith("- Acme")
    assert lines[start + 1].startswith("  word")
    assert max(len(line) for line in lines) <= 72


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("\r\n\t\x00\x1b\u202e\u200b\u2028 ab{}%<>"), max_size=400))
def test_row_36_no_word_of_a_mail_breaks_out_of_its_line(hostile: str) -> None:
    report = replace(FULL, undecided=(Undecided(hostile, hostile, (hostile,)),), notes=(hostile,))
    page = text(report, TEMPLATE)
    assert all(character.isprintable() or character == "\n" for character in page)
    assert [line for line in page.split("\n") if line.startswith("- ")][:2] == [
        "- Acme, Data Engineer: the first follow-up on your application",
        "- Company not known: the second follow-up on your application",
    ]
    assert "\n\n\n" not in page


def test_what_the_user_closed_and_the_news_on_it() -> None:
    report = Report(
        NOW,
        later=(Later("Acme", "Cook", "interview_invite", date(2026, 11, 20)),),
        closed=(Closed("Beta", "Baker", "closed", by_you=True), Closed("Gamma", "", "closed")),
    )
    written = text(report, TEMPLATE)
    assert "- Acme, Cook: interview invite on Friday, 20 November\n" in written
    assert "- Beta, Baker: you closed it\n- Gamma: closed\n" in written
