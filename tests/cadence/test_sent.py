"""Which mail of the user a draft became: by Message-ID, thread, recipient, subject and words together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.cadence import (
    Certainty,
    FollowUpKind,
    Gist,
    Likeness,
    Sought,
    State,
    Written,
    alike,
    is_saved_anew,
    likeness,
    sent_copies,
    suspects,
    words_of,
)
from watcher.cadence.sent import LATE, MISSING_GRACE, MUCH, SAME, SOME
from watcher.reading import Address
from watcher.timeline import Envelope, Place

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
WRITTEN_AT = NOW - timedelta(days=1)
JANE, BOB, FRIEND = "jane@acme.example", "bob@acme.example", "friend@example.net"
TEXT = """Dear Jane Doe,

Last week I applied for the position of Data Engineer at Acme, and I would like to ask whether my application has
arrived. I am still very interested, and would be glad to tell you more about the pipelines that I built.

Would a short call this week suit you? I can also send references, should they be of use.

Kind regards
Ada Example"""


def draft(
    key: str = "k", *, text: str = TEXT, state: State = State.CONFIRMED, changed_at: datetime = WRITTEN_AT
) -> Written:
    return Written(
        key=key,
        kind=FollowUpKind.APPLICATION_FOLLOW_UP,
        anchor="a",
        facts=frozenset({"a"}),
        recipient=JANE,
        account="personal",
        state=state,
        written_at=WRITTEN_AT,
        changed_at=changed_at,
        message_id=f"{key}@example.org",
        subject="Re: Application as Data Engineer",
        gist=Gist("en/x#1", "apply@example.org", words_of(text, key)),
    )


def mail(
    message_id: str = "new@phone.example",
    *,
    at: datetime = NOW,
    to: str = JANE,
    subject: str = "Re: Application as Data Engineer",
    parents: tuple[str, ...] = ("apply@example.org",),
) -> Envelope:
    return Envelope(
        identity=f"{message_id}-{at:%d%H%M}",
        message_id=message_id,
        parents=parents,
        subject=subject,
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


def told(sought: Sought, envelope: Envelope, share: float | None, *, named: bool = True) -> Certainty | None:
    shares = {} if share is None else {(sought.written.key, envelope.identity): Likeness(share, named)}
    copies = sent_copies([sought], [envelope], shares)
    return copies[sought.written.key][0].certainty if copies else None


SURE, LIKELY = Certainty.CERTAIN, Certainty.LIKELY
GONE = Sought(draft())


@pytest.mark.parametrize(
    ("case", "envelope", "share", "expected"),
    [
        ("sent as it was", mail("k@example.org"), None, SURE),
        (
            "sent edited under its own id, to another",
            mail("k@example.org", to=FRIEND, subject="x", parents=()),
            0.0,
            SURE,
        ),
        ("new Message-ID", mail(), 1.0, SURE),
        ("new Message-ID, no thread", mail(parents=()), 1.0, SURE),
        ("to a colleague", mail(to=BOB), 1.0, SURE),
        ("to a colleague, no thread", mail(to=BOB, parents=()), 1.0, SURE),
        ("another subject, no thread", mail(subject="Checking in", parents=()), 0.9, SURE),
        ("nothing but the words", mail(to=BOB, subject="Checking in", parents=()), 0.9, None),
        ("edited", mail(), 0.6, LIKELY),
        ("edited, to a colleague in the thread", mail(to=BOB), 0.5, LIKELY),
        ("edited, to a colleague, no thread", mail(to=BOB, parents=()), 0.5, None),
        ("much edited", mail(), 0.2, LIKELY),
        ("much edited, no thread", mail(parents=()), 0.2, LIKELY),
        ("much edited, another subject, no thread", mail(subject="Hello", parents=()), 0.2, None),
        ("much edited, to a colleague", mail(to=BOB), 0.2, None),
        ("a short thanks in the thread", mail(), 0.0, None),
        ("another matter", mail(subject="Saturday", parents=()), 0.02, None),
        ("words cannot be had", mail(), None, LIKELY),
        ("words cannot be had, another subject", mail(subject="Saturday"), None, None),
        ("words cannot be had, to a colleague", mail(to=BOB), None, None),
    ],
)
def test_a_copy_is_known_by_all_signs_together(
    case: str, envelope: Envelope, share: float | None, expected: Certainty | None
) -> None:
    assert told(GONE, envelope, share) is expected, case


@pytest.mark.parametrize(
    ("case", "envelope", "share", "expected"),
    [
        ("to a colleague in the thread", mail(to=BOB), 0.9, SURE),
        ("the company struck out, no thread", mail(parents=()), 0.9, SURE),
        ("nothing but the words", mail(to=BOB, subject="Checking in", parents=()), 0.9, None),
        ("to another employer, for the like role", mail(to=FRIEND, parents=()), 0.9, None),
        ("to an agent, for another client", mail(subject="Re: Cook", parents=("cook@example.org",)), 0.9, None),
        ("to an agent, for another client, edited", mail(subject="Re: Cook", parents=()), 0.5, None),
        ("to an agent, the like role at another client", mail(parents=("cook@example.org",)), 0.9, None),
    ],
)
def test_a_like_letter_that_names_another_job_is_no_copy(
    case: str, envelope: Envelope, share: float, expected: Certainty | None
) -> None:
    cook = mail("cook@example.org", at=WRITTEN_AT - timedelta(days=3), subject="Cook", parents=())
    shares = {("k", envelope.identity): Likeness(share, named=False)}
    found = sent_copies([GONE], [cook, envelope], shares)
    assert (found["k"][0].certainty if found else None) is expected, case


@pytest.mark.parametrize(("share", "other"), [(0.8, 0.83), (0.5, 0.95), (0.2, 0.99), (None, 0.9)])
def test_of_two_like_drafts_recipient_thread_and_subject_tell_which_was_sent(share: float | None, other: float) -> None:
    """The one may have been written anew since, in words that a restored ledger does not know."""
    like = replace(draft("l"), recipient=BOB, subject="Re: Cook")
    like = replace(like, gist=replace(like.gist, answers="cook@example.org"))
    one = mail()
    shares = {("l", one.identity): Likeness(other)}
    if share is not None:
        shares["k", one.identity] = Likeness(share)
    assert list(sent_copies([Sought(like), GONE], [one], shares)) == ["k"]


PHONE = (
    TEXT.replace("\n\n", "\n").replace(" ", "\n", 30) + "\n\nSent from my phone\n\n> On Monday Jane wrote:\n> Dear Ada,"
)
EDITED = TEXT.replace("Would a short call this week suit you? ", "").replace("Last week", "Two weeks ago")
SECOND = """Dear Jane Doe,

I wrote to you a few days ago about the Data Engineer role and have not heard back, which is no reproach: you will be
busy. If the position is filled, a line to say so would help me plan.

Kind regards
Ada Example"""


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (TEXT, 1.0, 1.0),
        (PHONE, SAME, 1.0),
        (TEXT.upper(), 1.0, 1.0),
        (EDITED, MUCH, SAME),
        (
            "Dear Jane,\n\nwould a short call this week suit you? I can also send references, should they be of use.",
            SOME,
            MUCH,
        ),
        ("Thanks!\n\nKind regards\nAda Example", 0.0, 0.0),
        ("Dear Jane Doe,\n\nattached is the form for the travel costs.\n\nKind regards\nAda Example", 0.0, SOME),
        (SECOND, 0.0, SOME),
        ("", 0.0, 0.0),
    ],
)
def test_how_much_of_a_draft_stands_in_a_text(text: str, least: float, most: float) -> None:
    assert least <= likeness(words_of(TEXT, "k"), text, "k") <= most


@pytest.mark.parametrize(
    ("names", "subject", "text", "named"),
    [
        ((), "", "Thanks!", True),
        (("Acme", "Data Engineer"), "", TEXT, True),
        (("Acme", "Data Engineer"), "", TEXT.upper().replace(" ", "\n"), True),
        (("Acme", "Data Engineer"), "Data Engineer", TEXT.replace("Data Engineer", "job"), True),
        (("Acme", "Cook"), "", TEXT, False),
        (("Umbrella", "Data Engineer"), "", TEXT, False),
        (("Engineer Data",), "", TEXT, False),
        (("Acm",), "", TEXT, False),
        (("L’Atelier d’Or",), "", "Madame, chez l'atelier d'or", True),
        (("株式会社", "Cook"), "", "Cook at 株式会社", True),
        (("++",), "", "", True),
    ],
)
def test_whether_a_text_names_what_the_draft_names(
    names: tuple[str, ...], subject: str, text: str, *, named: bool
) -> None:
    written = replace(draft(), gist=Gist(words=words_of(TEXT, "k"), names=names))
    assert alike(written.gist, "k", subject, text).named is named


def test_words_alone_tell_a_copy_only_where_they_name_the_company() -> None:
    """A letter about a like role at another employer may be the same word for word."""
    elsewhere = mail(to=BOB, subject="Checking in", parents=())
    written = replace(draft(), company="Acme")
    assert told(Sought(written), elsewhere, 0.9) is None
    naming = replace(written, gist=replace(written.gist, names=("Acme", "Cook")))
    assert told(Sought(naming), elsewhere, 0.9) is LIKELY


@pytest.mark.parametrize(
    ("share", "named", "answers", "parents", "is_it"),
    [
        (0.5, True, "apply@example.org", (), True),
        (0.5, False, "apply@example.org", ("first@example.org", "apply@example.org"), True),
        (0.9, False, "apply@example.org", ("cook@example.org",), False),
        (0.9, False, "apply@example.org", (), False),
        (0.9, False, "", (), True),
        (0.9, False, "", ("cook@example.org",), False),
        (0.3, True, "apply@example.org", ("apply@example.org",), False),
    ],
)
def test_what_stands_in_drafts_about_another_job_is_another_draft(
    share: float, answers: str, parents: tuple[str, ...], *, named: bool, is_it: bool
) -> None:
    written = replace(draft(), gist=replace(draft().gist, answers=answers))
    assert is_saved_anew(written, Likeness(share, named), parents) is is_it


def test_words_are_keyed_by_their_draft() -> None:
    assert not words_of(TEXT, "k") & words_of(TEXT, "l")
    assert likeness(words_of(TEXT, "k"), TEXT, "l") == 0.0


@given(st.text(), st.text(max_size=10))
def test_a_text_is_like_itself(text: str, key: str) -> None:
    words = words_of(text, key)
    assert not words or likeness(words, text, key) > 0
    assert 0.0 <= likeness(words, text + "more", key) <= 1.0


def test_two_drafts_to_one_recipient_are_told_apart_by_their_words() -> None:
    first, second = Sought(draft("k")), Sought(draft("l", text=SECOND))
    one, other = mail("one@phone", at=NOW), mail("other@phone", at=NOW + timedelta(minutes=1))
    shares = {
        ("k", one.identity): Likeness(0.1),
        ("l", one.identity): Likeness(1.0),
        ("k", other.identity): Likeness(0.9),
        ("l", other.identity): Likeness(0.1),
    }
    found = {key: copy.identity for key, (copy, _) in sent_copies([first, second], [one, other], shares).items()}
    assert found == {"l": one.identity, "k": other.identity}
    assert sent_copies([first, second], [one], shares).keys() == {"l"}


@pytest.mark.parametrize(
    ("minutes", "share", "is_sent"),
    [
        (-1, 0.5, True),
        (5, 0.5, True),
        (30, 0.5, False),  # another mail, after the draft was gone
        (30, 1.0, True),  # the phone was offline
        (LATE.total_seconds() / 60 + 60, 1.0, False),
    ],
)
@pytest.mark.parametrize("state", [State.CONFIRMED, State.DECLINED])
def test_a_copy_may_show_late_but_is_of_the_time_when_the_draft_left(
    state: State, minutes: float, share: float, *, is_sent: bool
) -> None:
    changed = WRITTEN_AT if state.live else NOW + MISSING_GRACE
    gone = Sought(draft(state=state, changed_at=changed), missing_since=NOW)
    assert (told(gone, mail(at=NOW + timedelta(minutes=minutes)), share) is not None) is is_sent


@pytest.mark.parametrize(("share", "is_sent"), [(None, False), (0.5, False), (0.9, True)])
def test_what_the_user_wrote_instead_of_a_withdrawn_draft_is_not_it(share: float | None, *, is_sent: bool) -> None:
    gone = Sought(draft(state=State.WITHDRAWN, changed_at=NOW))
    assert (told(gone, mail(at=NOW - timedelta(minutes=2)), share) is not None) is is_sent


def received(message_id: str, at: datetime) -> Envelope:
    return replace(mail(message_id, at=at), outgoing=False, place=Place.INBOX)


@pytest.mark.parametrize(
    ("case", "parents", "renewed_at", "answers", "is_sent"),
    [
        ("what came meanwhile", ("apply@example.org", "news@acme.example"), None, "apply@example.org", False),
        ("written anew since", ("apply@example.org", "news@acme.example"), NOW, "news@acme.example", True),
        ("anew, and cut short", ("news@acme.example",), NOW, "other@acme.example", True),
        ("a clock that is ahead", ("apply@example.org", "news@acme.example"), None, "news@acme.example", True),
        ("of an older version, which noted nothing", ("news@acme.example",), None, "", False),
        ("of an older version, written anew", ("news@acme.example",), NOW, "", True),
    ],
)
def test_a_copy_answers_what_was_there_when_the_draft_was_written_last(
    case: str, parents: tuple[str, ...], renewed_at: datetime | None, answers: str, *, is_sent: bool
) -> None:
    """The Date of a draft stays when it is written anew, and then it answers the newest of the thread."""
    news = received("news@acme.example", NOW - timedelta(hours=2))
    copy = mail(at=NOW + timedelta(minutes=5), parents=parents)
    written = draft(changed_at=renewed_at or WRITTEN_AT)
    written = replace(written, renewed_at=renewed_at, gist=replace(written.gist, answers=answers))
    found = sent_copies([Sought(written)], [news, copy], {("k", copy.identity): Likeness(1.0)})
    assert bool(found) is is_sent, case


def two() -> tuple[Sought, Sought]:
    """Two drafts of one application, to Jane and to Bob, which are both gone."""
    return Sought(draft()), Sought(replace(draft("l", text="Dear Bob, thank you for the time."), recipient=BOB))


@pytest.mark.parametrize("message_id", ["k@example.org", "new@phone.example"])
@pytest.mark.parametrize("in_one_pass", [True, False])
def test_one_mail_to_both_sent_both(message_id: str, *, in_one_pass: bool) -> None:
    one, other = two()
    sent = mail(message_id)
    sent = replace(sent, to=(*sent.to, Address("", BOB)))
    shares = {("k", sent.identity): Likeness(0.9), ("l", sent.identity): Likeness(0.05)}
    before: list[Written] = []
    copies = sent_copies([one, other] if in_one_pass else [one], [sent], shares)
    if not in_one_pass:
        before = [replace(one.written, state=State.SENT, copy=copies["k"][0])]
        copies = sent_copies([other], [sent], shares, before)
    assert copies["l"][0].certainty is LIKELY
    assert copies["l"][1] == sent.sent_at


@pytest.mark.parametrize(
    "changes",
    [{"recipient": FRIEND}, {"facts": frozenset({"b"})}, {"kind": FollowUpKind.THANK_YOU}, {"recipient": JANE}],
    ids=["not to them", "another application", "another kind", "a second draft to the same"],
)
def test_one_mail_to_both_is_no_copy_of_any_other_draft(changes: dict[str, Any]) -> None:
    one, other = two()
    sent = mail("k@example.org")
    sent = replace(sent, to=(*sent.to, Address("", BOB)))
    other = replace(other, written=replace(other.written, **changes))
    assert list(sent_copies([one, other], [sent], {("l", sent.identity): Likeness(0.05)})) == ["k"]


def test_one_mail_to_two_applications_sent_both_where_it_is_like_both() -> None:
    one, other = two()
    sent = mail("k@example.org")
    sent = replace(sent, to=(*sent.to, Address("", BOB)))
    other = replace(other, written=replace(other.written, facts=frozenset({"b"})))
    assert set(sent_copies([one, other], [sent], {("l", sent.identity): Likeness(0.7)})) == {"k", "l"}


def test_an_answer_to_its_message_id_proves_that_it_was_sent() -> None:
    """Of servers that file no copy; and at the latest when it was found gone."""
    answer = replace(mail("a@acme.example", at=NOW, parents=("k@example.org",)), outgoing=False, place=Place.INBOX)
    later = replace(answer, identity="later", sent_at=NOW + timedelta(hours=1))
    for gone, at in ((GONE, NOW), (Sought(draft(), NOW - timedelta(hours=2)), NOW - timedelta(hours=2))):
        ((copy, when),) = sent_copies([gone], [later, answer]).values()
        assert (copy.certainty, copy.identity, copy.to, when) == (SURE, "", (), at)


def test_a_draft_that_stands_was_sent_only_where_its_message_id_says_so() -> None:
    stands = replace(GONE, stands=True)
    assert told(stands, mail(), 1.0) is None
    assert told(stands, mail("k@example.org"), None) is SURE
    assert suspects([stands], [mail()]) == {}


def test_only_what_needs_it_is_compared_the_likeliest_first() -> None:
    near, far = mail("near@phone"), mail("far@phone", to=FRIEND, subject="Hello", parents=())
    early = mail("early@phone", at=WRITTEN_AT - timedelta(hours=1))
    assert suspects([GONE], [far, near, early]) == {"k": (near, far)}
    assert suspects([GONE], [near, mail("k@example.org")]) == {}


def test_to_whom_it_went_is_kept() -> None:
    ((copy, at),) = sent_copies([GONE], [mail(to=BOB)], {("k", mail().identity): Likeness(1.0)}).values()
    assert (copy.to, at, copy.told) == ((BOB,), NOW, "certain, by thread, subject, 100% of its words")
