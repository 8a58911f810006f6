"""What became of a draft: every fate, and the bulk that must stop a pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from watcher.cadence import Copy, FollowUpKind, State, Written
from watcher.cadence.fate import BULK, STILL_THERE, Fate, Standing, judge, left_alone, surprising
from watcher.cadence.sent import MISSING_GRACE, look_alikes
from watcher.cadence.sent import sent_copies as copies_of
from watcher.reading import Address
from watcher.timeline import Envelope, Place


def sent_copies(standings: Iterable[Standing], mails: Iterable[Envelope]) -> Mapping[str, tuple[Copy, datetime]]:
    return copies_of([s.sought for s in standings], mails)


NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
WRITTEN_AT = NOW - timedelta(days=1)


def written(key: str = "k", state: State = State.CONFIRMED) -> Written:
    return Written(
        key=key,
        kind=FollowUpKind.APPLICATION_FOLLOW_UP,
        anchor="a",
        facts=frozenset({"a"}),
        recipient="jane@acme.example",
        account="personal",
        state=state,
        written_at=WRITTEN_AT,
        changed_at=WRITTEN_AT,
        message_id=f"{key}@example.org",
    )


def standing(*hashes: str, key: str = "k", missing_since: datetime | None = None) -> Standing:
    return Standing(written(key), "h1", hashes, missing_since)


def sent(message_id: str, at: datetime = NOW, to: str = "jane@acme.example") -> Envelope:
    return Envelope(
        identity=message_id,
        message_id=message_id,
        parents=(),
        subject="Re: Application",
        from_=Address("Ada", "ada@example.org"),
        reply_to=(),
        to=(Address("", to),),
        cc=(),
        sent_at=at,
        account="personal",
        mailbox="Sent",
        place=Place.SENT,
        outgoing=True,
    )


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (standing("h1"), Fate.STANDS),
        (standing("h2"), Fate.EDITED),
        (standing("h2", "h1"), Fate.EDITED),  # a program saved it anew, and left the older one
        (standing(), Fate.MISSING),
        (standing(missing_since=NOW - MISSING_GRACE / 2), Fate.MISSING),
        (standing(missing_since=NOW - MISSING_GRACE), Fate.DECLINED),
    ],
)
def test_fate_follows_what_stands_in_drafts(case: Standing, expected: Fate) -> None:
    (verdict,) = judge([case], {}, {}, NOW)
    assert verdict.fate is expected


def test_an_obsolete_draft_is_withdrawn_only_while_untouched() -> None:
    obsolete = {"k": "Jane answered"}
    assert judge([standing("h1")], {}, obsolete, NOW)[0].fate is Fate.WITHDRAW
    assert judge([standing("h1")], {}, obsolete, NOW)[0].why == "Jane answered"
    assert judge([standing("h2")], {}, obsolete, NOW)[0].fate is Fate.EDITED


LONG_GONE = NOW - MISSING_GRACE


@pytest.mark.parametrize(
    ("elsewhere", "since", "state", "why", "expected", "told"),
    [
        ({"Jobs": Place.OTHER}, None, State.CONFIRMED, "", Fate.KEPT, "you keep it in Jobs"),
        (
            {"INBOX": Place.INBOX, "Trash": Place.TRASH},
            LONG_GONE,
            State.CONFIRMED,
            "",
            Fate.KEPT,
            "you keep it in INBOX",
        ),
        ({"Trash": Place.TRASH}, None, State.CONFIRMED, "", Fate.MISSING, "not in Drafts"),
        ({"Trash": Place.TRASH}, LONG_GONE, State.CONFIRMED, "", Fate.DECLINED, "you moved it to Trash"),
        ({"Sent": Place.SENT}, None, State.CONFIRMED, "", Fate.MISSING, "not in Drafts"),  # its mail is not read yet
        ({}, LONG_GONE, State.CONFIRMED, "", Fate.DECLINED, "you deleted it"),
        ({}, None, State.CONFIRMED, "they answered", Fate.MISSING, "not in Drafts"),
        ({}, LONG_GONE, State.CONFIRMED, "they answered", Fate.WITHDRAW, "they answered"),
        ({}, LONG_GONE, State.EDITED, "they answered", Fate.DECLINED, "you deleted it"),
        ({"Jobs": Place.OTHER}, None, State.EDITED, "they answered", Fate.MISSING, "not in Drafts"),
        (
            {"Jobs": Place.OTHER},
            LONG_GONE,
            State.EDITED,
            "they answered",
            Fate.DECLINED,
            "you put it into Jobs, and they",
        ),
    ],
)
def test_what_left_drafts_unsent_was_kept_declined_or_had_to_go(
    elsewhere: dict[str, Place], since: datetime | None, state: State, why: str, expected: Fate, told: str
) -> None:
    case = replace(standing(missing_since=since), written=written(state=state), elsewhere=elsewhere)
    (verdict,) = judge([case], {}, {"k": why} if why else {}, NOW)
    assert verdict.fate is expected
    assert verdict.why.startswith(told)


@pytest.mark.parametrize(
    ("elsewhere", "state", "why", "expected"),
    [
        ({}, State.CONFIRMED, "", Fate.MISSING),
        ({}, State.EDITED, "", Fate.MISSING),
        ({"Trash": Place.TRASH}, State.CONFIRMED, "", Fate.DECLINED),
        ({}, State.EDITED, "they answered", Fate.WITHDRAW),
    ],
)
def test_where_no_sent_is_known_what_is_gone_was_not_deleted(
    elsewhere: dict[str, Place], state: State, why: str, expected: Fate
) -> None:
    case = replace(standing(missing_since=LONG_GONE), written=written(state=state), elsewhere=elsewhere, blind=True)
    assert judge([case], {}, {"k": why} if why else {}, NOW)[0].fate is expected


def test_that_a_draft_is_kept_elsewhere_is_noted_once_an_hour() -> None:
    for minutes, fate in ((59, Fate.STANDS), (60, Fate.KEPT)):
        at = NOW - timedelta(minutes=minutes)
        case = replace(standing(), written=replace(written(state=State.EDITED), changed_at=at))
        assert judge([replace(case, elsewhere={"Jobs": Place.OTHER})], {}, {}, NOW)[0].fate is fate


def test_only_what_the_user_touched_is_left_alone() -> None:
    drafts = [written(key=state.value, state=state) for state in State]
    obsolete = dict.fromkeys((state.value for state in State), "they answered")
    assert [(w.state, why) for w, why in left_alone(drafts, obsolete)] == [(State.EDITED, "they answered")]
    assert left_alone(drafts, {}) == ()


def test_a_verdict_says_by_what_and_to_whom_it_was_sent() -> None:
    (verdict,) = judge([standing()], sent_copies([standing()], [sent("k@example.org", to="bob@acme.example")]), {}, NOW)
    assert verdict.why == "you sent it (certain, by Message-ID); to bob@acme.example"
    assert verdict.copy is not None


def test_a_sent_copy_is_known_by_its_message_id_and_keeps_its_time() -> None:
    case = standing()
    at = NOW - timedelta(hours=2)
    (verdict,) = judge([case], sent_copies([case], [sent("k@example.org", at)]), {}, NOW)
    assert (verdict.fate, verdict.at) == (Fate.SENT, at)


def test_a_sent_copy_with_a_new_message_id_is_known_by_its_recipient() -> None:
    case = standing()
    assert "k" in sent_copies([case], [sent("other@example.org")])


@pytest.mark.parametrize(
    "envelope",
    [
        sent("other@example.org", WRITTEN_AT - timedelta(minutes=1)),
        sent("other@example.org", to="bob@acme.example"),
    ],
)
def test_other_mail_of_the_user_is_no_sent_copy(envelope: Envelope) -> None:
    assert sent_copies([standing()], [envelope]) == {}


def test_while_the_draft_stands_other_mail_is_no_sent_copy() -> None:
    assert sent_copies([standing("h1")], [sent("other@example.org")]) == {}


@pytest.mark.parametrize("hashes", [(), ("h1",)])
def test_bulk_is_refused_only_above_the_limit(hashes: tuple[str, ...]) -> None:
    def verdicts(count: int) -> str:
        cases = [standing(*hashes, key=f"k{n}") for n in range(count)]
        return surprising(judge(cases, {}, {f"k{n}": "answered" for n in range(count)}, NOW), news=0)

    assert verdicts(BULK) == ""
    assert str(BULK + 1) in verdicts(BULK + 1)


def test_drafts_known_to_be_missing_do_not_surprise_again() -> None:
    cases = [standing(key=f"k{n}", missing_since=NOW - MISSING_GRACE / 2) for n in range(BULK + 3)]
    assert surprising(judge(cases, {}, {}, NOW), news=0) == ""


def test_a_user_who_deletes_some_of_many_surprises_nobody() -> None:
    cases = [*(standing(key=f"k{n}") for n in range(BULK + 3)), standing("h1", key="kept")]
    assert surprising(judge(cases, {}, {}, NOW), news=0) == ""


def test_answers_that_came_in_this_pass_may_withdraw_every_draft() -> None:
    cases = [standing("h1", key=f"k{n}") for n in range(BULK + 3)]
    verdicts = judge(cases, {}, {f"k{n}": "an answer came" for n in range(BULK + 3)}, NOW)
    assert surprising(verdicts, news=BULK + 3) == ""
    assert surprising(verdicts, news=BULK + 2) != ""


@pytest.mark.parametrize(
    ("place", "is_sent"),
    [(Place.SENT, True), (Place.OTHER, True), (Place.INBOX, False), (Place.TRASH, False), (Place.JUNK, False)],
)
@pytest.mark.parametrize("message_id", ["k@example.org", "other@example.org"])
def test_only_where_sent_mail_lies_a_copy_tells_that_it_was_sent(message_id: str, place: Place, is_sent: bool) -> None:
    copy = replace(sent(message_id), place=place)
    assert bool(sent_copies([standing()], [copy])) is is_sent


def test_a_draft_that_was_sent_with_its_own_date_counts() -> None:
    """A Date header has whole seconds, the ledger's times have more."""
    case = standing()
    case = replace(case, written=replace(case.written, written_at=WRITTEN_AT + timedelta(microseconds=999_999)))
    assert "k" in sent_copies([case], [sent("other@example.org", WRITTEN_AT)])


def declined(at: datetime) -> Standing:
    case = standing()
    return replace(case, written=replace(case.written, state=State.DECLINED, changed_at=at))


@pytest.mark.parametrize(
    ("copy", "is_sent"),
    [
        (sent("k@example.org", NOW + timedelta(days=3)), True),
        (sent("other@example.org", NOW - timedelta(minutes=1)), True),
        (sent("other@example.org", NOW + timedelta(days=3)), False),  # the user's own words, after they said no
    ],
)
def test_a_declined_draft_turns_out_to_have_been_sent(copy: Envelope, is_sent: bool) -> None:
    assert bool(sent_copies([declined(NOW)], [copy])) is is_sent


def test_one_mail_is_the_copy_of_one_draft_and_the_order_of_mail_does_not_matter() -> None:
    cases = [standing(key="k"), standing(key="l")]
    own, other = sent("l@example.org"), sent("other@example.org", NOW - timedelta(hours=1))
    for mails in ([own, other], [other, own]):
        found = {key: copy.identity for key, (copy, _) in sent_copies(cases, mails).items()}
        assert found == {"l": own.identity, "k": other.identity}
    assert len(sent_copies(cases, [other])) == 1


def edited(at: datetime, subject: str = "") -> Standing:
    case = standing()
    return replace(case, written=replace(case.written, state=State.EDITED, changed_at=at, subject=subject))


@pytest.mark.parametrize(("minutes", "is_sent"), [(-120, False), (-11, False), (-9, True), (5, True)], ids=str)
def test_what_was_sent_while_the_edited_draft_stood_is_another_mail(minutes: int, is_sent: bool) -> None:
    """ "A deleted draft is declined": a mail to the same person, from before it was last seen, sent no draft."""
    copy = sent("other@example.org", NOW + timedelta(minutes=minutes))
    assert bool(sent_copies([edited(NOW)], [copy])) is is_sent


@pytest.mark.parametrize(
    ("subject", "is_sent"),
    [("Application", True), ("AW: application ", True), ("", True), ("Interview on Friday", False)],
)
def test_a_copy_under_a_new_id_keeps_the_subject(subject: str, is_sent: bool) -> None:
    case = edited(WRITTEN_AT, subject)
    assert bool(sent_copies([case], [sent("other@example.org")])) is is_sent


def test_a_draft_that_still_stands_was_not_what_the_user_sent_meanwhile() -> None:
    """ "A deleted draft is declined": their thanks of noon are not the draft that stood in the evening."""
    thanks = sent("other@example.org", WRITTEN_AT + timedelta(hours=3))
    evening = WRITTEN_AT + timedelta(hours=12)
    stands = standing("h1")
    alike = look_alikes([stands.written], [thanks])
    assert judge([stands], {}, {}, evening, alike)[0].fate is Fate.STOOD
    assert judge([stands], {}, {"k": "an answer came"}, evening, alike)[0].fate is Fate.WITHDRAW
    assert judge([replace(edited(evening), found_hashes=("h2",))], {}, {}, evening, alike)[0].fate is Fate.EDITED
    noted = replace(standing(), written=replace(stands.written, changed_at=evening))
    assert sent_copies([noted], [thanks]) == {}
    assert look_alikes([noted.written], [thanks]) == frozenset()
    assert sent_copies([noted], [sent("other@example.org")]) != {}


@pytest.mark.parametrize(
    "mail", [sent("other@example.org", to="bob@acme.example"), sent("other@example.org", WRITTEN_AT - STILL_THERE)]
)
def test_that_an_untouched_draft_stands_is_noted_only_beside_a_look_alike(mail: Envelope) -> None:
    assert look_alikes([written()], [mail]) == frozenset()


@pytest.mark.parametrize(("hours", "is_sent"), [(-1, True), (1, False)])
def test_what_answers_a_message_that_came_later_is_no_copy(hours: int, is_sent: bool) -> None:
    """The user keeps a draft, then answers a later mail of the same person, and deletes the draft the same day."""
    came = replace(sent("w@acme.example", WRITTEN_AT + timedelta(hours=hours)), outgoing=False, place=Place.INBOX)
    answer = replace(sent("other@example.org"), parents=("unknown@example.org", "w@acme.example"))
    assert bool(sent_copies([standing()], [came, answer])) is is_sent
    assert bool(look_alikes([written()], [came, answer])) is is_sent


def test_that_an_edited_draft_stands_is_noted_once_an_hour() -> None:
    for minutes, fate in ((59, Fate.STANDS), (60, Fate.EDITED)):
        case = replace(edited(NOW - timedelta(minutes=minutes)), found_hashes=("h2",))
        (verdict,) = judge([case], {}, {"k": "an answer came"}, NOW)
        assert verdict.fate is fate
