"""What hostile mail cannot make the plan do, and times at the end of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.cadence.desk import USUAL, WELL, Desk, written
from tests.timeline.builders import ACME, BOB, JOBS, applied, ev, got, person, sent, t, told
from watcher.cadence import Action, FollowUp, FollowUpKind, State, plan
from watcher.inference import Kind
from watcher.reading import Automatic
from watcher.timeline import Seen, Timeline

EARLIEST = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
LATEST = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
EXTREMES = [EARLIEST, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), LATEST]


def invitation(
    count: int, *, when: str = "2026-03-04", starts: str = "2026-03-10 10:00", company: str = "Acme"
) -> Seen:
    """An interview with so many people."""
    people = tuple(person(f"p{n}@{company.lower()}.com") for n in range(count))
    event = ev(Kind.INTERVIEW_SCHEDULED, company, "Data Engineer", starts=starts, people=people)
    return got(when, event, frm=f"eve@{company.lower()}.com", human=True)


def thanks(desk: Desk, now: str = "2026-03-10 12:00") -> list[FollowUp]:
    return [f for f in desk.all(now) if f.kind is FollowUpKind.THANK_YOU]


# Times


@pytest.mark.parametrize("now", EXTREMES)
def test_the_plan_may_be_asked_for_at_any_time(now: datetime) -> None:
    mails = (applied(), invitation(2), got("2026-03-20", ev(Kind.REJECTION, *ACME), human=True))
    for count in (1, 2, 3):
        timeline = told(*mails[:count], now="2026-03-30")
        drafts = [f for f in plan(timeline, (), now, USUAL, WELL).follow_ups if f.action is Action.DRAFT]
        assert drafts == []


@pytest.mark.parametrize("moment", EXTREMES)
@pytest.mark.parametrize("field", ["occurred_at", "starts_at", "ends_at", "due_by"])
def test_a_stored_time_at_the_end_of_the_calendar_stops_no_other_application(field: str, moment: datetime) -> None:
    """A timeline of an older ledger, with times that were never refused."""
    bad = moment.date() if field == "due_by" else moment
    good = told(applied(), now="2026-03-09").applications
    for kind in (Kind.INTERVIEW_SCHEDULED, Kind.PROMISE, Kind.REJECTION, Kind.RECRUITER_REPLY, Kind.CANDIDATE_FOLLOWUP):
        event = ev(kind, "Evil", "Cook", starts="2026-03-06 10:00", by="2026-03-08", people=(person("x@evil.com"),))
        (evil,) = told(
            sent("2026-03-01", ev(Kind.APPLICATION_SENT, "Evil", "Cook"), to="x@evil.com"),
            got("2026-03-05", event, frm="x@evil.com", human=True),
            now="2026-03-09",
        ).applications
        told_ = replace(evil.facts[-1].event, **{field: bad})  # type: ignore[arg-type]
        facts = (*evil.facts[:-1], replace(evil.facts[-1], event=told_))
        timeline = Timeline((*good, replace(evil, facts=facts)))
        found = plan(timeline, (), t("2026-03-09"), USUAL, WELL).follow_ups
        assert [f.action for f in found if f.company == "Acme"] == [Action.DRAFT]


# Thank-yous


def test_a_panel_of_six_is_thanked_one_by_one_a_crowd_is_only_told_of() -> None:
    assert [f.action for f in thanks(Desk((applied(), invitation(6))))] == [Action.DRAFT] * 6
    (only,) = thanks(Desk((applied(), invitation(7))))
    assert (only.action, only.recipient) == (Action.DIGEST, None)
    assert "7 people" in only.held


def test_an_invitation_alone_is_thanked_for_unless_its_sender_is_forged() -> None:
    assert [f.action for f in thanks(Desk((invitation(2),)))] == [Action.DRAFT] * 2
    forged = invitation(2)
    (told_,) = forged.inference.events
    events = (replace(told_, verified=False),)
    forged = replace(forged, inference=replace(forged.inference, events=events, verified=False))
    assert Action.DRAFT not in {f.action for f in thanks(Desk((forged,)))}


def test_thank_yous_have_a_daily_limit_of_their_own() -> None:
    mails = [
        mail
        for company in ("Acme", "Beta", "Gamma")
        for mail in (
            sent(
                "2026-03-01",
                ev(Kind.APPLICATION_SENT, company, "Data Engineer"),
                to=f"jobs@{company.lower()}.com",
                message_id=f"{company}@mail",
            ),
            invitation(6, company=company),
        )
    ]
    desk = Desk(tuple(mails))
    found = thanks(desk)
    assert [f.action for f in found].count(Action.DRAFT) == 12
    assert {f.held for f in found if f.action is Action.NONE} == {
        "12 thank-yous were written today; look at them first"
    }
    after = desk.draft("2026-03-10 12:00", State.CONFIRMED)
    assert Action.DRAFT not in {f.action for f in thanks(after, "2026-03-10 18:00")}
    assert [f.action for f in thanks(after, "2026-03-11 12:00")].count(Action.DRAFT) == 6


# A recipient that failed


def bounce(when: str, email: str) -> Seen:
    return got(when, ev(Kind.BOUNCE, people=(person(email),)), frm="mailer-daemon@x.org", automatic=Automatic.BOUNCE)


def test_after_a_bounce_the_other_contact_is_written_to_once() -> None:
    to_both = sent("2026-03-02", ev(Kind.APPLICATION_SENT, *ACME), to=f"{BOB} {JOBS}", message_id="both@mail")
    desk = Desk((to_both,)).draft("2026-03-09", State.CONFIRMED)
    (first,) = desk.written
    assert first.recipient == BOB
    bounced = desk.more(bounce("2026-03-09 10:00", BOB))
    assert bounced.one("2026-03-09 11:00").action is Action.NONE
    assert list(bounced.plan("2026-03-09 11:00").obsolete) == [first.key]
    withdrawn = replace(bounced, written=(replace(first, state=State.WITHDRAWN, changed_at=t("2026-03-09 11:00")),))
    second = withdrawn.one("2026-03-09 12:00")
    assert second.recipient is not None
    assert (second.action, second.recipient.email) == (Action.DRAFT, JOBS)
    waiting = replace(withdrawn, written=(*withdrawn.written, written(second, "2026-03-09 12:00", State.CONFIRMED)))
    assert waiting.one("2026-03-10").action is Action.NONE


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.SENT, State.DECLINED])
def test_without_one_what_was_withdrawn_stays_so(state: State) -> None:
    to_both = sent("2026-03-02", ev(Kind.APPLICATION_SENT, *ACME), to=f"{BOB} {JOBS}", message_id="both@mail")
    desk = Desk((to_both,)).draft("2026-03-09", State.CONFIRMED)
    last = replace(desk.written[0], state=state, changed_at=t("2026-03-09 11:00"))
    closed = replace(desk, written=(last,))
    assert Action.DRAFT not in {f.action for f in closed.all("2026-03-09 12:00")}
    if state is not State.WITHDRAWN:
        refused = closed.more(bounce("2026-03-09 11:30", BOB))
        assert Action.DRAFT not in {f.action for f in refused.all("2026-03-09 12:00")}
