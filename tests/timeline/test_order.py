"""Whatever order mail comes in, in how many batches and copies, and whatever the user entered: one timeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.builders import (
    ACME,
    OWN,
    addresses,
    applied,
    confirmed,
    entry,
    ev,
    got,
    kinds,
    person,
    sent,
    t,
    the_only,
    told,
)
from tests.timeline.stories import stories
from watcher.errors import ConfigError
from watcher.inference import Event, Kind, Person
from watcher.reading import Automatic
from watcher.store import open_ledger
from watcher.timeline import (
    CORRECTIONS,
    NEW,
    NONE,
    UNDO,
    Entry,
    Fact,
    Place,
    Seen,
    Timeline,
    build,
    entries,
    in_force,
    names_of,
)

NOW = t("2026-06-01")
Told = tuple[list[Seen], list[Fact]]
Corrected = tuple[list[Seen], list[Fact], list[Fact]]
ROLES = ("Cook", "")
_FROM, _TO = t("2026-03-02"), t("2026-05-11")


@st.composite
def searches(draw: st.DrawFn) -> Told:
    """A random search with what comes back from it, mail in Trash, copies in other mailboxes, and entries."""
    mails = draw(stories())
    for number, each in enumerate(draw(st.lists(st.sampled_from(mails), max_size=3))):
        mails.append(draw(_returned(each, number)))
    copied = draw(st.lists(st.tuples(st.sampled_from(mails), st.sampled_from(tuple(Place))), max_size=4))
    copies = [_copy(mail, place, draw(st.sampled_from(("personal", "work")))) for mail, place in copied]
    return [*mails, *copies], draw(st.lists(_entries(mails), max_size=4))


@st.composite
def _returned(draw: st.DrawFn, answered: Seen, number: int) -> Seen:
    """A bounce or absence note, or an application made again, some days after a mail."""
    moment = answered.envelope.sent_at + timedelta(days=draw(st.integers(0, 40)), minutes=number + 1)
    when = moment.astimezone(t("2026-03-02").tzinfo).strftime("%Y-%m-%d %H:%M")
    writer = answered.envelope.to[0].email if answered.envelope.outgoing else "x@acme.com"
    made = draw(st.sampled_from((Kind.BOUNCE, Kind.AUTO_REPLY, Kind.APPLICATION_CONFIRMATION)))
    if made is Kind.APPLICATION_CONFIRMATION:
        return got(when, ev(made, "Acme", "Engineer"), frm="ats@acme.com", message_id=f"again{number}@mail")
    automatic = Automatic.BOUNCE if made is Kind.BOUNCE else Automatic.AUTO_REPLY
    sender = "mailer-daemon@mail.org" if made is Kind.BOUNCE else writer
    re = answered if draw(st.booleans()) else None
    told_of = ev(made, people=(person(writer),))
    return got(when, told_of, frm=sender, automatic=automatic, re=re, message_id=f"back{number}@mail")


def _copy(mail: Seen, place: Place, account: str) -> Seen:
    return replace(mail, envelope=replace(mail.envelope, place=place, mailbox=place.value, account=account))


@st.composite
def corrected(draw: st.DrawFn) -> tuple[list[Seen], list[Fact], list[Fact]]:
    """A random search with its entries, and a series of corrections, each made of what was known just before it."""
    mails, entered = draw(searches())
    made: list[Fact] = []
    for number in range(draw(st.integers(1, 5))):
        now = _TO + timedelta(hours=number)
        known = draw(st.lists(st.sampled_from(mails), min_size=1)) if draw(st.booleans()) else mails
        entry_made = draw(_correction(built(known, [*entered, *made]), [*entered, *made], now))
        if entry_made is not None:
            made.append(Fact(f"entered-{number}", entry_made.event, about=entry_made.about))
    return mails, entered, made


@st.composite
def _correction(draw: st.DrawFn, timeline: Timeline, entered: Sequence[Fact], now: datetime) -> Entry | None:
    """What the user says of what they see; None where it cannot be."""
    if not timeline.applications:
        return None
    one = draw(st.sampled_from(timeline.applications))
    other = draw(st.sampled_from([a for a in timeline.applications if a is not one] or [one]))
    message = draw(st.sampled_from(one.facts))
    source = message.envelope.identity if message.envelope else message.id
    writer = message.envelope.from_.email if message.envelope and message.envelope.from_ else "x@acme.com"
    carl = Person("Carl", draw(st.sampled_from(("carl@acme.com", "anna@beta.com"))))
    own = {"seen": (), "entered": entered, "addresses": addresses(), "own": OWN}
    ways: tuple[Callable[[], Entry], ...] = (
        lambda: entries.close(one, now),
        lambda: entries.reopen(timeline, one, now),
        lambda: entries.merge(one, other, now),
        lambda: entries.merge(other, one, now),
        lambda: entries.split(one, [source], now),
        lambda: entries.rename(one, draw(st.sampled_from(("Apex", "Beta", ""))), draw(st.sampled_from(ROLES)), now),
        lambda: entries.ignore_message(source, now),
        lambda: entries.ignore_application(timeline, one, now),
        lambda: entries.ignore_sender(draw(st.sampled_from((writer, "@acme.com"))), OWN, now),
        lambda: entries.move(source, other, now),
        lambda: entries.move(source, draw(st.sampled_from((NEW, NONE, UNDO))), now),
        lambda: entries.set_contact(one, draw(st.sampled_from((carl, None))), now, **own),  # type: ignore[arg-type]
        lambda: entries.snooze(one, now.date() + timedelta(days=9), now),
        lambda: entries.undo(list(entered), "", now)[0],
    )
    try:
        return draw(st.sampled_from(ways))()
    except ConfigError:
        return None


@st.composite
def _entries(draw: st.DrawFn, mails: Sequence[Seen]) -> Fact:
    """A note, an added application, or a move."""
    when = draw(st.datetimes(_FROM.replace(tzinfo=None), _TO.replace(tzinfo=None))).strftime("%Y-%m-%d %H:%M")
    one, other = draw(st.sampled_from(mails)).envelope.identity, draw(st.sampled_from(mails)).envelope.identity
    kind = draw(st.sampled_from((Kind.MOVED, Kind.MOVED, Kind.CALLED, Kind.REJECTION, Kind.APPLICATION_SENT)))
    if kind is Kind.MOVED:
        target = draw(st.sampled_from((NEW, NONE, UNDO, f"{other}#0")))
        made = moved(when, one, target)
    elif kind is Kind.APPLICATION_SENT:
        made = entry(when, ev(kind, "Beta", "Cook"))
    else:
        made = entry(when, ev(kind), about=f"{one}#0")
    return replace(made, id=f"{made.id}:{made.about}:{made.event.target}")


def moved(when: str, identity: str, target: str) -> Fact:
    return entry(when, replace(ev(Kind.MOVED), target=target), about=identity)


def built(mails: Sequence[Seen], entered: Sequence[Fact] = ()) -> Timeline:
    return build(mails, entered, NOW, own_addresses=OWN, addresses=addresses())


@settings(max_examples=100, deadline=None)
@given(searches(), st.data())
def test_any_order_gives_one_timeline(search: Told, data: st.DataObject) -> None:
    mails, entered = search
    one = built(mails, entered)
    newest_first = sorted(mails, key=lambda s: s.envelope.sent_at, reverse=True)
    assert built(newest_first, entered[::-1]) == one
    assert built(data.draw(st.permutations(mails)), data.draw(st.permutations(entered))) == one
    assert built([*mails, *mails], [*entered, *entered]) == one


@settings(max_examples=25, deadline=None)
@given(searches(), st.data())
def test_any_batches_through_the_ledger_give_one_timeline(search: Told, data: st.DataObject) -> None:
    mails, _ = search
    with TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{Path(folder)}/ledger.sqlite")
        rest = data.draw(st.permutations(mails))
        while rest:
            size = data.draw(st.integers(1, len(rest)))
            ledger.record("personal", rest[:size], "cursor", complete=False, now=NOW)
            rest = rest[size:]
        assert built(ledger.seen()) == built(mails)


def test_a_mail_in_two_accounts_counts_in_the_same_one_whichever_was_read_first(tmp_path: Path) -> None:
    mail = confirmed()
    copies = [_copy(mail, Place.INBOX, account) for account in ("personal", "work")]
    found = []
    for number, order in enumerate((copies, copies[::-1])):
        ledger = open_ledger(f"sqlite:///{tmp_path}/{number}.sqlite")
        for each in order:
            ledger.record(each.envelope.account, [each], "cursor", complete=True, now=NOW)
        found.append(built(ledger.seen()))
    assert found[0] == found[1] == built(copies)


@settings(max_examples=60, deadline=None)
@given(searches())
def test_what_the_user_moved_stands_there_alone_or_nowhere(search: Told) -> None:
    mails, entered = search
    timeline = built(mails, entered)
    placed = {f.id for a in timeline.applications for f in a.facts}
    assert not placed & {x.fact.id for x in timeline.ambiguous}
    said = {
        f.about: f.event.target
        for f in sorted(entered, key=lambda f: (f.event.occurred_at, f.id))
        if f.event.kind is Kind.MOVED
    }
    for identity, target in said.items():
        homes = {a.id for a in timeline.applications for f in a.facts if f.id.rpartition("#")[0] == identity}
        if target == NONE:
            assert not homes
        elif target not in (NEW, UNDO):
            wanted = [a.id for a in timeline.applications if any(f.id == target for f in a.facts)]
            assert not homes or not wanted or homes <= set(wanted)
    assert not any(f.event.kind is Kind.MOVED for a in timeline.applications for f in a.facts)


# Corrections.


@settings(max_examples=150, deadline=None)
@given(corrected(), st.data())
def test_corrections_give_one_timeline_in_any_order(search: Corrected, data: st.DataObject) -> None:
    mails, entered, made = search
    every = [*entered, *made]
    one = built(mails, every)
    assert built(data.draw(st.permutations(mails)), data.draw(st.permutations(every))) == one
    assert built([*mails, *mails], [*every, *every]) == one


@settings(max_examples=150, deadline=None)
@given(corrected())
def test_corrections_that_are_all_taken_back_leave_no_trace(search: Corrected) -> None:
    mails, entered, made = search
    now = _TO + timedelta(days=1)
    held = in_force(made)
    back = [Fact(f"back-{f.id}", Event(Kind.UNDONE, now), about=f.id) for f in held]
    again = [replace(f, id=f"again-{f.id}") for f in back if f.about not in {e.id for e in entered}]
    assert uncorrected(built(mails, [*entered, *made, *back])) == uncorrected(built(mails, _left(entered, made)))
    # Taking back twice is taking back once.
    twice = built(mails, [*entered, *made, *back, *again])
    assert uncorrected(twice) == uncorrected(built(mails, [*entered, *made, *back]))


def _left(entered: Sequence[Fact], made: Sequence[Fact]) -> list[Fact]:
    """What the user entered before, without what one of the corrections took back for good."""
    gone = {f.about for f in made if f.event.kind is Kind.UNDONE}
    return [f for f in entered if f.id not in gone]


def uncorrected(timeline: Timeline) -> Timeline:
    """The timeline without the record of what was corrected."""
    return replace(timeline, applications=tuple(replace(a, corrections=()) for a in timeline.applications))


@settings(max_examples=100, deadline=None)
@given(corrected())
def test_no_correction_loses_or_doubles_a_fact(search: Corrected) -> None:
    mails, entered, made = search
    timeline = built(mails, [*entered, *made])
    placed = [f.id for a in timeline.applications for f in a.facts]
    assert len(placed) == len(set(placed))
    assert len({a.id for a in timeline.applications}) == len(timeline.applications)
    assert not {f.rpartition("#")[0] or f for f in placed} & timeline.ignored
    assert not any(f.event.kind in CORRECTIONS for a in timeline.applications for f in a.facts)


# What older mail that comes later leaves as it was.


def test_an_id_finds_its_application_still_when_older_mail_becomes_known() -> None:
    first, later = applied(), confirmed("2026-03-04")
    before, after = the_only(told(later)), the_only(told(first, later))
    assert before.id != after.id
    assert before.id in names_of(after)


def test_a_note_stays_when_older_mail_or_better_rules_come() -> None:
    first, later = applied(), confirmed("2026-03-04", ev(Kind.PROMISE, *ACME, by="2026-03-20"))
    for about in (f"{later.envelope.identity}#0", f"{later.envelope.identity}#7"):
        note = entry("2026-03-09", ev(Kind.CALLED), about=about)
        assert kinds(the_only(told(first, later, entered=(note,))))[-1] == "called"


# Moves.

SENIOR, STAFF = ("Acme", "Senior Engineer"), ("Acme", "Staff Engineer")
A, B = confirmed(role="Senior Engineer"), confirmed("2026-03-03", role="Staff Engineer")
DOUBT = got("2026-03-09", ev(Kind.REJECTION, "Acme"), frm="ats@acme.com", subject="News")


def test_a_move_decides_frees_the_held_and_brings_the_thread_along() -> None:
    answer = sent("2026-03-10", re=DOUBT, to="ats@acme.com")
    assert all(a.held for a in told(A, B, DOUBT).applications)
    to_staff = moved("2026-03-11", DOUBT.envelope.identity, f"{B.envelope.identity}#0")
    timeline = told(A, B, DOUBT, answer, entered=(to_staff,))
    assert [kinds(a) for a in timeline.applications] == [
        ["application_confirmation"],
        ["application_confirmation", "rejection", "candidate_reply"],
    ]
    assert not any(a.held for a in timeline.applications)
    assert timeline.ambiguous == ()


def test_a_move_wins_over_thread_and_name_and_the_last_one_counts() -> None:
    no = got("2026-03-09", ev(Kind.REJECTION, *SENIOR), re=A)
    identity = no.envelope.identity
    there = moved("2026-03-11", identity, f"{B.envelope.identity}#0")
    alone = moved("2026-03-12", identity, NEW)
    nowhere = moved("2026-03-13", identity, NONE)
    back = moved("2026-03-14", identity, UNDO)
    counts = [[1, 2], [1, 1, 1], [1, 1], [2, 1]]
    for number, expected in enumerate(counts, 1):
        entered = (there, alone, nowhere, back)[:number]
        assert [len(a.facts) for a in told(A, B, no, entered=entered[::-1]).applications] == expected


def test_a_silent_message_and_a_forged_one_are_moved_too() -> None:
    silent = got("2026-03-09", frm="carl@gmail.com", human=True)
    forged = got("2026-03-10", ev(Kind.CANDIDATE_FOLLOWUP, *SENIOR), frm="ada@example.org")
    forged = replace(forged, envelope=replace(forged.envelope, outgoing=False))
    for mail in (silent, forged):
        move = moved("2026-03-11", mail.envelope.identity, f"{B.envelope.identity}#0")
        assert [len(a.facts) for a in told(A, B, mail, entered=(move,)).applications] == [1, 2]
    assert [len(a.facts) for a in told(A, B, forged).applications] == [1, 1]


def test_a_move_to_what_is_no_longer_known_is_told() -> None:
    move = moved("2026-03-11", DOUBT.envelope.identity, "gone@mail:1#0")
    assert "not known any more" in told(A, B, DOUBT, entered=(move,)).ambiguous[0].why
