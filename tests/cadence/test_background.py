"""What has happened that a letter takes up, and when it is over."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cadence.desk import Desk
from tests.cadence.test_windows import CV, interview, talk
from tests.timeline.builders import ACME, NOREPLY, applied, confirmed, ev, got, sent
from watcher.cadence import Background
from watcher.inference import Kind
from watcher.reading import Automatic
from watcher.timeline import Seen

OFF = got("2026-03-06", ev(Kind.INTERVIEW_CANCELLED, *ACME, uid="u"), human=True)
HOLD = got("2026-03-06", ev(Kind.POSITION_ON_HOLD, *ACME), human=True)
NEWS = got("2026-03-05", ev(Kind.STATUS_UPDATE, *ACME), frm=NOREPLY)
TASK = got("2026-03-05", ev(Kind.ASSESSMENT, *ACME, waits=True), human=True)
DONE = sent("2026-03-08", ev(Kind.ASSESSMENT_COMPLETED, *ACME), re=TASK)
AWAY = got("2026-03-02 10:00", ev(Kind.AUTO_REPLY), frm=NOREPLY, automatic=Automatic.AUTO_REPLY, re=applied())


def background(*mails: Seen, now: str = "2026-04-20") -> Background:
    return next(f.background for f in Desk(mails).all(now) if f.kind != "thank_you")


@pytest.mark.parametrize(
    ("mails", "expected"),
    [
        ((), Background(acknowledged=False)),
        ((AWAY,), Background()),
        ((confirmed("2026-03-03"),), Background(confirmed_on=date(2026, 3, 3))),
        ((confirmed("2026-03-03"), NEWS), Background()),
        ((talk(), interview(), OFF), Background(called_off_on=date(2026, 3, 10))),
        ((talk(), interview(), OFF, talk("2026-03-07")), Background()),
        ((talk(), HOLD), Background(on_hold_since=date(2026, 3, 6))),
        ((talk(), HOLD, talk("2026-03-09")), Background()),
        ((TASK, DONE), Background(handed_in_on=date(2026, 3, 8))),
        ((TASK, DONE, talk("2026-03-09")), Background()),
    ],
    ids=[
        "silence",
        "away",
        "confirmed",
        "and told more since",
        "called off",
        "and written since",
        "on hold",
        "and on",
        "handed in",
        "and read",
    ],
)
def test_what_has_happened(mails: tuple[Seen, ...], expected: Background) -> None:
    assert background(applied(attachments=CV), *mails) == expected


def test_an_interview_that_was_fixed_anew_is_not_called_off() -> None:
    anew = got("2026-03-07", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-12 10:00", uid="v"), human=True)
    assert background(applied(), talk(), interview(), OFF, anew).called_off_on is None


def test_another_one_that_took_place_since_makes_good_for_it() -> None:
    other = got("2026-03-05", ev(Kind.INTERVIEW_SCHEDULED, *ACME, starts="2026-03-12 10:00", uid="v"), human=True)
    assert background(applied(), talk(), interview(), other, OFF).called_off_on is None


def test_a_confirmation_of_an_earlier_application_confirms_nothing_of_this_one() -> None:
    again = applied("2026-03-20")
    assert background(applied(), confirmed("2026-03-03"), again) == Background(acknowledged=False)


def test_what_only_a_confirmation_shows_did_arrive() -> None:
    assert background(confirmed("2026-03-03")) == Background(confirmed_on=date(2026, 3, 3))
