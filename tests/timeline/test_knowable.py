"""What was knowable when: time alone moves stage and flags, and ordinary mail moves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.builders import ANNA, BOB, OWN, addresses, applied, ev, got, sent, t
from tests.timeline.stories import stories
from watcher.inference import Event, Kind
from watcher.timeline import Builder, Fact, Seen, Ties, Timeline, at_moment, build, known_at, tied

FRIEND = "kim@gmail.com"
COUSIN = "lee@delta.com"


def noise() -> list[Seen]:
    """Ordinary mail: of friends, of a list, and of one who shares no more than a subject."""
    return [
        got("2026-03-05", frm=FRIEND, human=True, message_id="n1@mail"),
        sent("2026-03-05 10:00", to=FRIEND, message_id="n2@mail"),
        got("2026-03-09", frm="news@shop.example", message_id="n3@mail", subject="Your application"),
        got("2026-04-01", frm=FRIEND, human=True, message_id="n4@mail", re=got("2026-03-05", message_id="n1@mail")),
        got("2026-03-06", frm=COUSIN, human=True, message_id="n5@mail", subject="Sunday"),
        got("2026-03-08", frm=COUSIN, human=True, message_id="n6@mail", subject="Sunday"),
    ]


def whole(mails: Sequence[Seen], some: Sequence[Seen] | None = None, entered: Sequence[Fact] = ()) -> Timeline:
    """Of all this mail, or of what matters of it."""
    now, seen = t("2026-05-20"), mails if some is None else some
    return build(seen, entered, now, own_addresses=OWN, addresses=addresses(), around=None if some is None else mails)


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
    kept = tied(every, (), addresses(), OWN)
    known = known_at(every)

    def at(some: list[Seen]) -> object:
        before = [s for s in some if known[s.envelope.identity] <= now]
        return build(before, (), now, own_addresses=OWN, addresses=addresses())

    assert at(kept) == at(every)


def test_ordinary_mail_is_not_tied() -> None:
    made = applied()
    kept = tied([made, *noise()], (), addresses(), OWN)
    assert kept == [made]


def test_threads_people_and_domains_tie_and_what_they_tie_ties_on() -> None:
    made = applied(to=ANNA)
    colleague = got("2026-03-04", frm=BOB, human=True, message_id="b@mail")
    threaded = got("2026-03-06", frm=FRIEND, re=colleague, message_id="c@mail")
    person = sent("2026-03-07", to=FRIEND, message_id="d@mail")
    assert len(tied([person, threaded, colleague, made], (), addresses(), OWN)) == 4


@settings(max_examples=120, deadline=None)
@given(stories(), st.lists(st.integers(0, 19), max_size=4), st.data())
def test_what_matters_gives_the_timeline_of_all_mail_however_it_grew(
    mails: list[Seen], looks: list[int], data: st.DataObject
) -> None:
    every = [*mails, *noise()]
    moved = [moving(s) for s in data.draw(st.lists(st.sampled_from(every), max_size=2, unique_by=id))]
    ties = Ties()
    for look in looks:  # the same mail, more of it, or less
        ties.among(every[:look], moved, addresses(), OWN)
    kept = ties.among(every, moved, addresses(), OWN)
    assert {id(s) for s in kept} == {id(s) for s in tied(every, moved, addresses(), OWN)}
    assert whole(every, kept, moved) == whole(every, entered=moved)


@settings(max_examples=120, deadline=None)
@given(
    stories(),
    st.lists(st.tuples(st.sampled_from((3, 12, 25)), st.integers(0, 80), st.booleans()), max_size=6),
    st.data(),
)
def test_what_is_remembered_gives_the_timeline_that_is_built_anew(
    mails: list[Seen], looks: list[tuple[int, int, bool]], data: st.DataObject
) -> None:
    """The same mail, more of it, or less, in any order, at any time; with the user's word and without."""
    every = data.draw(st.permutations([*mails, *noise()]))
    moved = [moving(s) for s in data.draw(st.lists(st.sampled_from(every), max_size=2, unique_by=id))]
    table, builder = addresses(), Builder()
    for most, day, corrected in looks:
        some, said, now = every[:most], moved if corrected else [], t("2026-03-02") + timedelta(days=day)
        found = builder.build(some, said, now, own_addresses=OWN, quiet_days=21, addresses=table)
        assert found == build(some, said, now, own_addresses=OWN, addresses=table)


def test_ordinary_mail_puts_nothing_together_anew() -> None:
    made, table, builder = applied(), addresses(), Builder()

    def at(mails: list[Seen]) -> Timeline:
        return builder.build(mails, (), t("2026-03-20"), own_addresses=OWN, quiet_days=21, addresses=table)

    assert at([made]).applications[0].facts is at([made, *noise()]).applications[0].facts


def moving(seen: Seen) -> Fact:
    """The user says that a message is an application of its own."""
    event = Event(Kind.MOVED, t("2026-05-10"), target="new")
    return Fact(f"moved {seen.envelope.identity}", event, about=seen.envelope.identity)


def test_an_acquaintance_is_known_by_mail_that_matters_to_nothing_else() -> None:
    confirmed = got("2026-03-02", ev(Kind.APPLICATION_CONFIRMATION, "Delta", "Cook"), frm="no-reply@greenhouse.io")
    every = [confirmed, *noise()]
    kept = tied(every, (), addresses(), OWN)
    assert kept == [confirmed]
    assert [a.email for a in whole(every, kept).applications[0].acquaintances] == ["lee@delta.com"]


def test_what_the_user_moved_matters() -> None:
    said = got("2026-03-05", frm=FRIEND, human=True, message_id="f@mail")
    assert tied([said], (), addresses(), OWN) == []
    assert tied([said], [moving(said)], addresses(), OWN) == [said]


def test_a_message_is_not_known_before_what_it_answers() -> None:
    asked = sent("2026-03-05", to=ANNA, message_id="a@mail")
    skewed = got("2026-03-01", frm=ANNA, re=asked, message_id="b@mail")
    plain = got("2026-03-02", message_id="c@mail")
    known = known_at([skewed, asked, plain])
    assert known[skewed.envelope.identity] > t("2026-03-05")
    assert known[plain.envelope.identity] == t("2026-03-02")
