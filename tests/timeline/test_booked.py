"""A booking service writes for whom the user will meet: that person ties it."""

from __future__ import annotations

from dataclasses import replace

from tests.timeline.builders import ANNA, OWN, addresses, applied, ev, got, t
from watcher.inference import Kind, Person, PersonRole
from watcher.timeline import Seen, build, tied


def _booking(email: str) -> Seen:
    mail = got("2026-03-05", frm="notifications@cal.com", subject="Your event has been scheduled")
    met = Person("", email, PersonRole.INTERVIEWER)
    told = replace(ev(Kind.INTERVIEW_SCHEDULED, starts="2026-03-09 14:00", people=(met,)), company="", role="")
    return replace(mail, inference=replace(mail.inference, people=(met,), if_tied=(told,)))


def _kinds(mails: list[Seen]) -> list[Kind]:
    kept = tied(mails, (), addresses(), OWN)
    timeline = build(kept, (), t("2026-05-20"), own_addresses=OWN, addresses=addresses(), around=mails)
    return [fact.event.kind for application in timeline.applications for fact in application.facts]


def test_who_is_met_ties_it() -> None:
    assert Kind.INTERVIEW_SCHEDULED in _kinds([applied(), _booking(ANNA)])


def test_a_barber_does_not() -> None:
    assert Kind.INTERVIEW_SCHEDULED not in _kinds([applied(), _booking("bo@barber.example")])
