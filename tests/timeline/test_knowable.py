"""What was knowable when: time alone moves stage and flags, and ordinary mail moves nothing."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.builders import ANNA, BOB, OWN, addresses, applied, got, sent, t
from tests.timeline.stories import stories
from watcher.timeline import Seen, at_moment, build, known_at, tied

FRIEND = "kim@gmail.com"


def noise() -> list[Seen]:
    """Ordinary mail: of friends, of a list, and of one who shares no more than a subject."""
    return [
        got("2026-03-05", frm=FRIEND, human=True, message_id="n1@mail"),
        sent("2026-03-05 10:00", to=FRIEND, message_id="n2@mail"),
        got("2026-03-09", frm="news@shop.example", message_id="n3@mail", subject="Your application"),
        got("2026-04-01", frm=FRIEND, human=True, message_id="n4@mail", re=got("2026-03-05", message_id="n1@mail")),
    ]


@settings(max_examples=80, deadline=None)
@given(stories(), st.integers(0, 100), st.integers(-30, 60))
def test_time_alone_moves_a_timeline_as_building_anew_does(mails: list[Seen], day: int, more: int) -> None:
    now = t("2026-03-02") + timedelta(days=day)
    later = now + timedelta(days=more, hours=5)
    first = build(mails, (), now, own_addresses=OWN, addresses=addresses())
    assert at_moment(first, later, 21) == build(mails, (), later, own_addresses=OWN, addresses=addresses())


@settings(max_examples=120, deadline=None)
@given(stories(), st.integers(0, 100))
def test_what_is_not_tied_changes_no_timeline_on_any_day(mails: list[Seen], day: int) -> None:
    now = t("2026-03-02") + timedelta(days=day)
    every = [*mails, *noise()]
    kept = tied(every, addresses(), OWN)
    known = known_at(every)

    def at(some: list[Seen]) -> object:
        before = [s for s in some if known[s.envelope.identity] <= now]
        return build(before, (), now, own_addresses=OWN, addresses=addresses())

    assert at(kept) == at(every)


def test_ordinary_mail_is_not_tied() -> None:
    made = applied()
    kept = tied([made, *noise()], addresses(), OWN)
    assert kept == [made]


def test_threads_people_and_domains_tie_and_what_they_tie_ties_on() -> None:
    made = applied(to=ANNA)
    colleague = got("2026-03-04", frm=BOB, human=True, message_id="b@mail")
    threaded = got("2026-03-06", frm=FRIEND, re=colleague, message_id="c@mail")
    person = sent("2026-03-07", to=FRIEND, message_id="d@mail")
    assert len(tied([person, threaded, colleague, made], addresses(), OWN)) == 4


def test_a_message_is_not_known_before_what_it_answers() -> None:
    asked = sent("2026-03-05", to=ANNA, message_id="a@mail")
    skewed = got("2026-03-01", frm=ANNA, re=asked, message_id="b@mail")
    plain = got("2026-03-02", message_id="c@mail")
    known = known_at([skewed, asked, plain])
    assert known[skewed.envelope.identity] > t("2026-03-05")
    assert known[plain.envelope.identity] == t("2026-03-02")
