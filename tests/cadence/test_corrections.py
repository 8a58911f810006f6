"""What the user corrects reaches their drafts: an untouched one that is no longer right goes, and none comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cadence.desk import Desk, written
from tests.cadence.life import Life, Pass, lives, stamp
from tests.cadence.test_life import CHECKS
from tests.cadence.test_windows import interview
from tests.timeline.builders import ACME, ANNA, BOB, JOBS, OWN, addresses, applied, confirmed, ev, got, sent, t, told
from watcher.cadence import Action, FollowUp, FollowUpKind, State, Written
from watcher.errors import ConfigError
from watcher.inference import Kind, Person
from watcher.timeline import Application, Entry, Fact, Timeline, build, closed_by_user, entries

CARL = Person("Carl Stone", "carl@acme.com")
AT_BETA = "jobs@beta.com"
BETA = sent("2026-03-03", ev(Kind.APPLICATION_SENT, "Beta", "Cook"), to=AT_BETA, message_id="beta@mail")
ONE, TWO = Desk((applied(),)), Desk((applied(), BETA))
Make = Callable[[Desk, datetime], Entry]


def seen(desk: Desk, now: str) -> Timeline:
    return told(*desk.mails, now=now, entered=desk.entered)


def company(timeline: Timeline, name: str) -> Application:
    return next(a for a in timeline.applications if a.company == name)


def said(desk: Desk, when: str, make: Callable[[Timeline], Entry]) -> Desk:
    entry = make(seen(desk, when))
    return replace(desk, entered=(*desk.entered, Fact(f"said-{when}", entry.event, about=entry.about)))


def undo(desk: Desk, when: str) -> Desk:
    return said(desk, when, lambda _: entries.undo(desk.entered, "", t(when))[0])


def close(desk: Desk, when: str, name: str = "Acme") -> Desk:
    return said(desk, when, lambda timeline: entries.close(company(timeline, name), t(when)))


def merge(desk: Desk, when: str) -> Desk:
    return said(desk, when, lambda tl: entries.merge(company(tl, "Acme"), company(tl, "Beta"), t(when)))


def contact(desk: Desk, when: str, person: Person | None) -> Desk:
    own, table = OWN, addresses()
    return said(
        desk,
        when,
        lambda tl: entries.set_contact(
            company(tl, "Acme"), person, t(when), seen=desk.mails, entered=desk.entered, addresses=table, own=own
        ),
    )


def swept(desk: Desk, now: str) -> Desk:
    """The same desk after a pass that took back what is obsolete and untouched."""
    gone = desk.plan(now).obsolete
    rest = tuple(
        replace(w, state=State.WITHDRAWN, changed_at=t(now)) if w.key in gone and w.state is State.CONFIRMED else w
        for w in desk.written
    )
    return replace(desk, written=rest)


def due(desk: Desk, now: str) -> list[FollowUp]:
    return [f for f in desk.all(now) if f.action is Action.DRAFT]


def live(desk: Desk) -> list[Written]:
    return [w for w in desk.written if w.state.live]


# Closing.


def test_a_closed_application_drafts_nothing_and_its_draft_goes() -> None:
    waiting = close(ONE.draft("2026-03-09", State.CONFIRMED), "2026-03-10")
    assert list(waiting.plan("2026-03-11").obsolete.values()) == ["you closed the application"]
    assert due(swept(waiting, "2026-03-11"), "2026-03-12") == []
    assert swept(waiting, "2026-03-11").all("2026-03-12") == []


def test_an_edited_draft_stays() -> None:
    waiting = close(ONE.draft("2026-03-09", State.EDITED), "2026-03-10")
    assert len(live(swept(waiting, "2026-03-11"))) == 1


@pytest.mark.parametrize("kind", [Kind.INTERVIEW_INVITE, Kind.OFFER, Kind.REJECTION, Kind.RECRUITER_REPLY])
def test_whatever_comes_after_closing_drafts_nothing(kind: Kind) -> None:
    desk = close(ONE, "2026-03-10").more(got("2026-03-11", ev(kind, *ACME), human=True, re=applied()))
    assert [d for day in range(12, 31) for d in due(desk, f"2026-03-{day}")] == []


def test_not_even_thanks_for_an_interview_of_what_was_closed() -> None:
    desk = Desk((applied(), interview()))
    assert [f.kind for f in due(desk, "2026-03-10 12:00")] == [FollowUpKind.THANK_YOU]
    waiting = close(desk.draft("2026-03-10 12:00", State.CONFIRMED), "2026-03-10 13:00")
    assert list(waiting.plan("2026-03-10 14:00").obsolete.values()) == ["you closed the application"]
    assert due(swept(waiting, "2026-03-10 14:00"), "2026-03-10 15:00") == []


@pytest.mark.parametrize("how", ["reopen", "undo"])
def test_drafting_goes_on_once_it_is_reopened_under_a_key_of_its_own(how: str) -> None:
    waiting = close(ONE.draft("2026-03-09", State.CONFIRMED), "2026-03-10")
    shut = swept(waiting, "2026-03-11")
    when = "2026-03-12"
    back = (
        undo(shut, when)
        if how == "undo"
        else said(shut, when, lambda tl: entries.reopen(tl, company(tl, "Acme"), t(when)))
    )
    (again,) = due(back, "2026-03-13")
    assert again.key != shut.written[0].key
    assert (again.kind, again.recipient) == (FollowUpKind.APPLICATION_FOLLOW_UP, due(ONE, "2026-03-09")[0].recipient)
    for state in (State.CONFIRMED, State.DECLINED, State.EDITED):
        settled = back.draft("2026-03-13", state)
        assert due(settled, "2026-03-14") == []
        # Nothing is drafted a third time by closing and reopening what the user settled.
        assert due(undo(close(settled, "2026-03-15"), "2026-03-16"), "2026-03-17") == []


def test_a_misread_rejection_restarts_the_silence_when_it_is_reopened() -> None:
    no = got("2026-03-06", ev(Kind.REJECTION, *ACME), frm="ats@acme.com", message_id="no@mail")
    desk = ONE.more(no)
    assert [f.kind for f in desk.all("2026-03-20")] == [FollowUpKind.REJECTION_REPLY]
    back = said(desk, "2026-03-07", lambda tl: entries.reopen(tl, company(tl, "Acme"), t("2026-03-07")))
    assert [(f.kind, str(f.due_at.date())) for f in due(back, "2026-03-12")] == [
        (FollowUpKind.APPLICATION_FOLLOW_UP, "2026-03-11")
    ]
    replied = desk.draft("2026-03-09", State.CONFIRMED)
    back = said(replied, "2026-03-10", lambda tl: entries.reopen(tl, company(tl, "Acme"), t("2026-03-10")))
    assert list(back.plan("2026-03-11").obsolete.values()) == ["the rejection no longer holds"]


# Ignoring.


def test_what_follows_up_the_ignored_goes_and_comes_again_with_it() -> None:
    waiting = ONE.draft("2026-03-09", State.CONFIRMED)
    when = "2026-03-10"
    aside = said(waiting, when, lambda tl: entries.ignore_application(tl, company(tl, "Acme"), t(when)))
    assert list(aside.plan("2026-03-11").obsolete.values()) == ["you said that what it follows up is not yours"]
    back = undo(swept(aside, "2026-03-11"), "2026-03-12")
    assert len(due(back, "2026-03-13")) == 1


def test_nobody_whose_answers_are_ignored_is_asked() -> None:
    desk = Desk((applied(to=ANNA),)).draft("2026-03-09", State.CONFIRMED)
    aside = said(desk, "2026-03-10", lambda _: entries.ignore_sender("@acme.com", OWN, t("2026-03-10")))
    assert list(aside.plan("2026-03-11").obsolete.values()) == [
        f"{ANNA} must not be written to: you ignore what it sends"
    ]
    assert due(swept(aside, "2026-03-11"), "2026-03-12") == []
    assert len(due(undo(swept(aside, "2026-03-11"), "2026-03-12"), "2026-03-13")) == 1


# Merging and splitting.


def test_merged_with_one_waiting_draft_nothing_is_doubled() -> None:
    waiting = ONE.draft("2026-03-09", State.CONFIRMED).more(confirmed("2026-03-10", company="Beta", role="Cook"))
    one = merge(waiting, "2026-03-11")
    assert one.plan("2026-03-16").obsolete == {}
    assert due(one, "2026-03-17") == []
    assert [w.key for w in live(swept(undo(one, "2026-03-12"), "2026-03-13"))] == [waiting.written[0].key]


@pytest.mark.parametrize("edited", ["", JOBS, AT_BETA])
def test_of_two_that_wait_one_goes_on_waiting_and_undone_both_do(edited: str) -> None:
    waiting = TWO.draft("2026-03-10", State.CONFIRMED)
    touched = (replace(w, state=State.EDITED) if w.recipient == edited else w for w in waiting.written)
    waiting = replace(waiting, written=tuple(touched))
    one = merge(waiting, "2026-03-11")
    gone = {w.recipient: one.plan("2026-03-12").obsolete.get(w.key, "") for w in waiting.written}
    # What they sent last is what is followed up, but what was edited stays whatever it is.
    assert gone[JOBS] == "you wrote or called yourself on 2026-03-03"
    assert gone[AT_BETA] == ("another draft waits for what you merged" if edited == JOBS else "")
    one = swept(one, "2026-03-12")
    assert len(live(one)) == 1
    assert live(one)[0].recipient == (edited or AT_BETA)
    assert due(one, "2026-03-13") == []
    other = f"waits: {live(one)[0].kind.value} to {live(one)[0].recipient}"
    for f in one.all("2026-03-13"):
        whom = f.recipient.email if f.recipient else ""
        assert (other in f.held) is (whom != live(one)[0].recipient), (f.held, whom)
    back = undo(one, "2026-03-13")
    assert len(due(back, "2026-03-16")) == 1
    both = back.draft("2026-03-16", State.CONFIRMED)
    assert sorted(w.recipient for w in live(both)) == [JOBS, AT_BETA]
    assert due(both, "2026-03-17") == []


def test_split_off_it_has_a_follow_up_of_its_own_and_the_waiting_one_stays() -> None:
    word = got("2026-03-02 11:00", ev(Kind.RECRUITER_REPLY, *ACME), human=True, frm=BOB, message_id="word@mail")
    waiting = Desk((applied(), word)).draft("2026-03-09", State.CONFIRMED)
    when, identity = "2026-03-10", word.envelope.identity
    two = said(waiting, when, lambda tl: entries.split(company(tl, "Acme"), [identity], t(when)))
    assert len(seen(two, when).applications) == 2
    anchors = Counter((w.anchor, w.kind, w.recipient) for w in live(swept(two, "2026-03-11")))
    anchors.update((f.anchor, f.kind, f.recipient.email) for f in due(two, "2026-03-11") if f.recipient)
    assert max(anchors.values()) == 1
    back = undo(two, "2026-03-11")
    assert due(back, "2026-03-12") == []


def test_what_was_sent_is_not_written_again_where_the_user_moves_it_to_another() -> None:
    one = Desk((applied(), interview("2026-03-05 10:00"))).draft("2026-03-12", State.SENT)
    (sent_one,) = (w for w in one.written if w.kind is FollowUpKind.POST_INTERVIEW)
    copy = sent("2026-03-12 10:00", to=BOB, message_id=sent_one.message_id)
    when = "2026-03-13"
    two = said(one.more(copy), when, lambda tl: entries.split(company(tl, "Acme"), [copy.envelope.identity], t(when)))
    assert len(seen(two, when).applications) == 2
    held = {f.key: f.held for f in two.all("2026-03-17")}
    assert held[sent_one.key] == "you sent it on 2026-03-12"


# Whom to write to.


def test_the_chosen_one_is_asked_instead_and_the_draft_to_the_other_goes() -> None:
    waiting = ONE.draft("2026-03-09", State.CONFIRMED)
    carl = contact(waiting, "2026-03-10", CARL)
    assert list(carl.plan("2026-03-11").obsolete.values()) == ["you chose to write to carl@acme.com"]
    (f,) = due(swept(carl, "2026-03-11"), "2026-03-11")
    assert f.recipient is not None
    assert (f.recipient.email, f.recipient.name) == ("carl@acme.com", "Carl Stone")
    to_carl = swept(carl, "2026-03-11").draft("2026-03-11", State.CONFIRMED)
    none = contact(to_carl, "2026-03-12", None)
    assert list(none.plan("2026-03-13").obsolete.values()) == ["you chose no longer to write to carl@acme.com"]
    (f,) = due(swept(none, "2026-03-13"), "2026-03-13")
    assert f.recipient is not None
    assert f.recipient.email == JOBS
    assert len({w.key for w in to_carl.written} | {f.key}) == 3


def test_what_the_user_deleted_is_not_written_to_another() -> None:
    assert due(contact(ONE.draft("2026-03-09", State.DECLINED), "2026-03-10", CARL), "2026-03-11") == []
    assert due(contact(ONE.draft("2026-03-09", State.EDITED), "2026-03-10", CARL), "2026-03-11") == []


def test_thanks_go_to_who_was_met_all_the_same() -> None:
    desk = contact(Desk((applied(), interview())), "2026-03-05", CARL)
    assert [f.recipient.email for f in due(desk, "2026-03-10 12:00") if f.recipient] == [BOB]


def test_drafts_speak_of_it_by_the_name_that_the_user_gave() -> None:
    when = "2026-03-05"
    named = said(ONE, when, lambda tl: entries.rename(company(tl, "Acme"), "Apex", "Platform Engineer", t(when)))
    (f,) = due(named, "2026-03-09")
    assert (f.company, f.role, f.key) == ("Apex", "Platform Engineer", due(ONE, "2026-03-09")[0].key)


# Whatever the user corrects, day by day.


@dataclass(slots=True)
class Correcting(Life):
    """A life in which the user also corrects: on a day, one of several things, of one or two applications."""

    corrects: dict[int, tuple[int, int, int]] = field(default_factory=dict)

    def _user(self, now: datetime) -> None:
        Life._user(self, now)
        chosen = self.corrects.get((now - t("2026-03-02 12:00")).days)
        known = [m for m in (*self.mails, *self.own) if m.envelope.sent_at <= now]
        entered = [e for e in self.entered if e.event.occurred_at <= now]
        timeline = build(known, entered, now, own_addresses=OWN, addresses=addresses())
        if chosen is None or not timeline.applications:
            return
        what, first, second = chosen
        one, other = (timeline.applications[n % len(timeline.applications)] for n in (first, second))
        sources = [f.envelope.identity if f.envelope else f.id for f in one.facts]
        own = {"seen": known, "entered": entered, "addresses": addresses(), "own": OWN}
        at = now - timedelta(minutes=5)
        ways: tuple[Callable[[], Entry], ...] = (
            lambda: entries.close(one, at),
            lambda: entries.reopen(timeline, one, at),
            lambda: entries.merge(one, other, at),
            lambda: entries.split(one, [sources[second % len(sources)]], at),
            lambda: entries.ignore_application(timeline, one, at),
            lambda: entries.ignore_message(sources[second % len(sources)], at),
            lambda: entries.set_contact(one, CARL if second % 2 else None, at, **own),  # type: ignore[arg-type]
            lambda: entries.undo(entered, "", at)[0],
            lambda: entries.undo(entered, "", at)[0],
        )
        try:
            entry = ways[what % len(ways)]()
        except ConfigError:
            return
        self.entered = [*self.entered, Fact(f"said:{now:%m-%d}", entry.event, about=entry.about)]


@st.composite
def correcting(draw: st.DrawFn) -> Correcting:
    life = draw(lives())
    days = st.dictionaries(st.integers(3, 70), st.tuples(*(st.integers(0, 17),) * 3), min_size=2, max_size=10)
    return Correcting(life.mails, life.habits, life.entered, corrects=draw(days))


@settings(max_examples=80, deadline=None)
@given(correcting())
def test_every_rule_holds_and_nothing_is_doubled_whatever_is_corrected(life: Correcting) -> None:
    for one in life.run():
        for check in CHECKS:
            check(one)
        not_doubled(one)
        for a in one.timeline.applications:
            assert not closed_by_user(a) or not [f for f in one.plan.follow_ups if f.application == a.id]


def not_doubled(one: Pass) -> None:
    """For one anchor, kind and recipient no second draft, but for what was taken back before anybody touched it."""
    now = [*one.before, *(written(f, stamp(one.now), State.CONFIRMED) for f in one.drafts)]
    steps = Counter((w.anchor, w.kind, w.recipient) for w in now if w.state is not State.WITHDRAWN)
    assert max(steps.values(), default=0) <= 1
