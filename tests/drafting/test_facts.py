"""Every wording of the kinds that write the most names employer, role and a date, where they are known."""

import pytest

from tests.drafting.cases import LANGUAGES, drafted
from watcher.cadence import FollowUpKind

KINDS = (
    FollowUpKind.APPLICATION_FOLLOW_UP,
    FollowUpKind.SECOND_FOLLOW_UP,
    FollowUpKind.THANK_YOU,
    FollowUpKind.CONVERSATION_FOLLOW_UP,
    FollowUpKind.REJECTION_REPLY,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_wording_names_what_is_known(kind: FollowUpKind, language: str) -> None:
    interviewed = kind is FollowUpKind.THANK_YOU
    texts = {
        drafted(key=f"k{number}", kind=kind, language=language, late=late, interviewed=interviewed).text
        for number in range(30)
        for late in (False, True)
    }
    assert len(texts) > 2
    for text in texts:
        assert "Acme" in text
        assert "Data Engineer" in text
        # Thanks of the same day name no day.
        assert interviewed or any(day in text for day in ("12", "13", "20")), text
