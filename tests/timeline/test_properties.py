"""What holds for every job search."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.builders import OWN, addresses, t
from tests.timeline.stories import stories
from watcher.timeline import Seen, build

NOW = t("2026-06-01")


@settings(max_examples=120, deadline=None)
@given(stories(), st.data())
def test_the_order_of_the_input_does_not_matter(mails: list[Seen], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(mails))
    one = build(mails, (), NOW, own_addresses=OWN, addresses=addresses())
    assert build(shuffled, (), NOW, own_addresses=OWN, addresses=addresses()) == one


@settings(max_examples=120, deadline=None)
@given(stories())
def test_every_fact_has_one_place_at_most_and_stands_in_order(mails: list[Seen]) -> None:
    timeline = build(mails, (), NOW, own_addresses=OWN, addresses=addresses())
    placed = [f.id for a in timeline.applications for f in a.facts]
    doubtful = [x.fact.id for x in timeline.ambiguous]
    assert len(set(placed)) == len(placed)
    assert not set(placed) & set(doubtful)
    assert len({a.id for a in timeline.applications}) == len(timeline.applications)
    for application in timeline.applications:
        times = [f.event.occurred_at for f in application.facts]
        assert times == sorted(times)
    known = {a.id for a in timeline.applications}
    assert all(set(x.candidates) <= known for x in timeline.ambiguous)


@settings(max_examples=80, deadline=None)
@given(stories())
def test_who_is_writable_stood_in_the_applications_own_mail(mails: list[Seen]) -> None:
    timeline = build(mails, (), NOW, own_addresses=OWN, addresses=addresses())
    for application in timeline.applications:
        seen = {p.email for f in application.facts for p in f.event.people}
        for e in (f.envelope for f in application.facts if f.envelope):
            seen |= {a.email for a in (*e.to, *e.cc, *e.reply_to, *([e.from_] if e.from_ else []))}
        writable = {c.email for c in application.contacts if c.writable}
        assert writable <= seen
        assert not writable & OWN
        assert [c.writable for c in application.contacts] == sorted(c.writable for c in application.contacts)[::-1]
