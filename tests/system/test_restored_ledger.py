"""A ledger restored from yesterday's backup, on a real Dovecot: what happened since is learnt from the mailbox.

One thing it cannot tell: a draft that was written and deleted since. It is written once more, within the caps, and
deleting it again is final.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.pipeline.letters import answer
from tests.servers.dovecot import Dovecot
from tests.system.scenes import APPLIED, EDIT, NOW, RERUNS, Desk
from watcher.errors import Exit

pytestmark = pytest.mark.server

YESTERDAY = NOW - timedelta(days=1)
ACTED = NOW - timedelta(minutes=30)

# The numbers of the applications, by when their draft was written and what became of it since the backup.
STAYS, SENT, DELETED, EDITED, ANSWERED = range(1, 6)
NEW_STAYS, NEW_SENT, NEW_DELETED, NEW_EDITED, NEW_ANSWERED = range(6, 11)
GONE_FOR_ALL_IT_KNOWS = NEW_DELETED


@pytest.fixture
def kept(dovecot: Dovecot, tmp_path: Path) -> Desk:
    """Ten drafts, five of them younger than the backup; the ledger knows all of it."""
    desk = Desk(dovecot, tmp_path / "kept")
    for number in (STAYS, SENT, DELETED, EDITED, ANSWERED):
        desk.apply(number)
    for number in (NEW_STAYS, NEW_SENT, NEW_DELETED, NEW_EDITED, NEW_ANSWERED):
        desk.apply(number, NOW - timedelta(days=2, hours=23))
    desk.once(YESTERDAY)
    desk.back_up()
    desk.once(NOW - timedelta(minutes=50))
    assert sorted(standing(desk)) == list(range(1, 11))
    for number in (SENT, NEW_SENT):
        desk.send(number, at=ACTED)
    for number in (DELETED, NEW_DELETED):
        desk.take_draft(number)
    for number in (EDITED, NEW_EDITED):
        desk.edit(number, at=ACTED)
    for number in (ANSWERED, NEW_ANSWERED):
        desk.receive(answer(ACTED, number=number, sender=desk.address(number)), ACTED)
    desk.once(NOW - timedelta(minutes=20), NOW - timedelta(minutes=5))
    assert sorted(standing(desk)) == [STAYS, EDITED, NEW_STAYS, NEW_EDITED]
    return desk


@pytest.fixture
def desk(kept: Desk, tmp_path: Path) -> Desk:
    """The same mailbox with yesterday's ledger."""
    desk = kept.copied(tmp_path / "restored")
    desk.restore(kept)
    return desk


def standing(desk: Desk) -> Counter[int]:
    """The copies in Drafts, by the number of their application."""
    recipients = [message_from_bytes(one.content)["To"] for one in desk.user.messages("Drafts")]
    return Counter(number for number in range(1, 11) for to in recipients if desk.address(number) in to)


def test_row_48_with_a_restored_ledger_all_drafts_are_taken_up_again_and_none_is_doubled(desk: Desk) -> None:
    before = {one.uid: one for one in desk.user.messages("Drafts")}
    first, last = desk.settle()
    assert (first.exit_code, last.exit_code) == (Exit.OK, Exit.OK)
    assert standing(desk) == Counter([STAYS, EDITED, NEW_STAYS, NEW_EDITED, GONE_FOR_ALL_IT_KNOWS])
    assert [intent.written.recipient for intent in first.drafted] == [desk.address(GONE_FOR_ALL_IT_KNOWS)]
    after = {one.uid: one for one in desk.user.messages("Drafts")}
    assert {uid: after.get(uid) for uid in before} == before
    assert sum(EDIT in one.content for one in after.values()) == 2


def test_what_was_sent_since_is_known_from_sent(desk: Desk) -> None:
    desk.settle()
    told = desk.told()
    sent = {message_from_bytes(content)["Message-ID"].strip("<>") for content, _ in told.mail["Sent"]}
    assert [states[-1] for one, states in told.drafts.items() if one in sent] == ["sent"]
    assert not any(one in sent for one in desk.drafts())


def test_deleting_again_what_was_written_again_is_final(desk: Desk) -> None:
    desk.settle()
    desk.take_draft(GONE_FOR_ALL_IT_KNOWS)
    desk.once(*(NOW + timedelta(hours=hours) for hours in (3, 4, 30)))
    assert GONE_FOR_ALL_IT_KNOWS not in standing(desk)


def test_a_week_later_the_same_drafts_stand_as_if_nothing_had_been_lost(kept: Desk, desk: Desk) -> None:
    desk.settle()
    desk.take_draft(GONE_FOR_ALL_IT_KNOWS)
    for each in (kept, desk):
        each.once(*(NOW + timedelta(days=days) for days in range(1, 8)))
    assert standing(desk) == standing(kept)
    assert set(standing(desk)) >= {SENT, NEW_SENT}, "no second follow-up came"


def test_many_that_are_gone_since_are_asked_about_and_nothing_is_written(dovecot: Dovecot, tmp_path: Path) -> None:
    desk = Desk(dovecot, tmp_path / "desk")
    for number in range(1, 7):
        desk.apply(number, APPLIED)
    desk.once(YESTERDAY)
    desk.back_up()
    for number in range(1, 7):
        desk.take_draft(number)
    desk.restore(desk)
    assert [summary.exit_code for summary in desk.once(NOW, *(NOW + later for later in RERUNS))] == [6, 6, 6]
    assert not standing(desk)
