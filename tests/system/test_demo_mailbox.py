"""The demo's mailbox: the same for the same `now`, and in order on any day of the year."""

from __future__ import annotations

import email
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from watcher.demo import OWN_ADDRESS, Search, stories, write_mailbox
from watcher.demo.compose import message_id
from watcher.reading import read, split

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=BERLIN)

WEEK = [datetime(2026, 9, day, 12, 0, tzinfo=BERLIN) for day in range(14, 21)]
EDGES = [
    datetime(2027, 1, 1, 0, 5, tzinfo=BERLIN),
    datetime(2026, 12, 31, 23, 59, tzinfo=BERLIN),
    datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN),  # summer time begins
    datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),  # the hour that repeats
    datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK),
    datetime(2028, 2, 29, 18, 0, tzinfo=NEW_YORK),
    datetime(2026, 11, 18, 23, 30, tzinfo=UTC),  # already tomorrow in the user's zone
]
any_now = pytest.mark.parametrize("now", [*WEEK, *EDGES], ids=str)

# reserved for examples (RFC 2606), or an applicant tracking system or job board that is told by its domain
RESERVED = re.compile(r"(.+\.)?(example|test|example\.(com|net|org))")
RELAYS = {
    *("us.greenhouse-mail.io", "hire.lever.co", "ashbyhq.com", "myworkday.com", "smartrecruiters.com", "icims.com"),
    *("linkedin.com", "indeed.com"),
}


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    return write_mailbox(tmp_path_factory.mktemp("demo") / "Maildir", NOW, BERLIN)


def messages(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*.demo*") if file.parent.name in ("cur", "new"))


def fingerprint(path: Path) -> dict[str, str]:
    return {str(file.relative_to(path)): sha256(file.read_bytes()).hexdigest() for file in messages(path)}


def test_it_holds_what_it_promises(search: Search) -> None:
    assert len(search.stories) >= 12
    assert len(search.expected) >= 12
    assert len(search.noise) >= 300
    assert len(messages(search.path)) == len(search.noise) + sum(len(story.mails) for story in search.stories)
    for name in ("", ".Sent", ".Drafts", ".Archive"):
        assert all((search.path / name / part).is_dir() for part in ("cur", "new", "tmp"))


def test_the_same_now_gives_the_same_bytes(search: Search, tmp_path: Path) -> None:
    write_mailbox(tmp_path / "again", NOW, BERLIN)
    assert fingerprint(tmp_path / "again") == fingerprint(search.path)


def test_another_week_gives_other_message_ids(search: Search) -> None:
    later = stories(NOW + timedelta(days=7), BERLIN)
    today = {message_id(mail) for story in search.stories for mail in story.mails}
    assert today.isdisjoint(message_id(mail) for story in later for mail in story.mails)


def test_a_mailbox_that_stands_is_not_written_over(search: Search) -> None:
    before = fingerprint(search.path)
    with pytest.raises(FileExistsError):
        write_mailbox(search.path, NOW, BERLIN)
    assert fingerprint(search.path) == before


def test_every_message_is_read_without_a_problem_and_dated_like_its_file(search: Search) -> None:
    ids: Counter[str] = Counter()
    for file in messages(search.path):
        message = read(split(file.read_bytes(), datetime.fromtimestamp(file.stat().st_mtime, UTC)))
        assert message.problems == (), file
        assert message.text.strip(), file
        assert message.from_ is not None
        assert message.sent_at == datetime.fromtimestamp(file.stat().st_mtime, UTC)
        ids[message.message_id] += 1
    assert "" not in ids
    assert ids.most_common(1)[0][1] == 1


def test_what_the_user_wrote_stands_in_sent(search: Search) -> None:
    for file in messages(search.path):
        sender = getaddresses([email.message_from_bytes(file.read_bytes())["From"]])[0][1]
        assert (sender == OWN_ADDRESS) == (file.parent.parent.name == ".Sent")


def test_addresses_are_reserved_or_a_relays(search: Search) -> None:
    for file in messages(search.path):
        message = email.message_from_bytes(file.read_bytes())
        values = [str(value) for name in ("From", "To", "Cc", "Reply-To") for value in message.get_all(name, [])]
        for _, address in getaddresses(values):
            domain = address.rpartition("@")[2]
            assert RESERVED.fullmatch(domain) or domain in RELAYS, address


@any_now
def test_on_any_day_all_mail_is_past_and_each_story_in_order(now: datetime) -> None:
    zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else BERLIN
    for story in stories(now, zone):
        times = [mail.at.astimezone(UTC) for mail in story.mails]
        assert times == sorted(times), story.name
        assert len(set(times)) == len(times), story.name
        assert times[-1] < now.astimezone(UTC), story.name
        assert "{{" not in "".join(mail.text + mail.html for mail in story.mails), story.name


@any_now
def test_on_any_day_threads_hold_together(now: datetime) -> None:
    for story in stories(now, BERLIN):
        known: set[str] = set()
        for mail in story.mails:
            assert {message_id(earlier) for earlier in mail.answers} <= known, mail.key
            known.add(message_id(mail))


@any_now
def test_on_any_day_interviews_lie_where_the_stories_need_them(now: datetime) -> None:
    zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else BERLIN
    told = {story.name: story for story in stories(now, zone)}
    [past] = [mail.invitation for mail in told["08-interview-yesterday"].mails if mail.invitation]
    [ahead] = [mail.invitation for mail in told["09-interview-ahead"].mails if mail.invitation]
    assert timedelta(0) < now - past.ends_at < timedelta(days=3)
    assert now < ahead.starts_at < now + timedelta(days=5)
    assert {past.starts_at.weekday(), ahead.starts_at.weekday()}.isdisjoint({6})


def test_the_expected_drafts_are_many_and_under_the_cap(search: Search) -> None:
    drafts = Counter(draft.kind.value for expected in search.expected for draft in expected.drafts)
    assert drafts["receipt_check"] >= 1
    assert drafts["application_follow_up"] >= 3
    assert drafts["second_follow_up"] >= 1
    assert drafts["thank_you"] >= 2
    assert drafts["conversation_follow_up"] >= 1
    assert drafts["rejection_reply"] >= 1
    assert drafts.total() >= 8
    assert drafts.total() - drafts["thank_you"] < 10


def test_every_application_has_drafts_or_a_reason_and_writes_to_somebody_in_its_mail(search: Search) -> None:
    for story in search.stories:
        invitations = [mail.invitation for mail in story.mails if mail.invitation]
        written = [text for mail in story.mails for text in (mail.from_, mail.to)]
        invited = [text for invitation in invitations for text in invitation.attendees]
        people = {address.lower() for _, address in getaddresses([*written, *invited])}
        for expected in story.expected:
            assert bool(expected.drafts) != bool(expected.none_because), story.name
            assert {draft.to for draft in expected.drafts} <= people, story.name
