"""What of a failing account is a warning, and what an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import capture_logs

from watcher.daemon.post import Failed
from watcher.daemon.tell import ALERT_AFTER, tell_failed
from watcher.errors import ServerError, SignInError


@pytest.fixture(autouse=True)
def _every_level() -> Iterator[None]:
    """Whatever an earlier test of this process left out."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    yield
    structlog.configure(**before)


@pytest.mark.parametrize(
    ("failed", "level"),
    [
        (Failed("a", ServerError("not connected"), 2.0, 1), "warning"),
        (Failed("a", ServerError("not connected"), 2.0, ALERT_AFTER - 1), "warning"),
        (Failed("a", ServerError("not connected"), 2.0, ALERT_AFTER), "error"),
        (Failed("a", SignInError("no", permanent=True), 300.0, 1), "error"),
        (Failed("a", ZeroDivisionError(), 2.0, 1), "error"),
    ],
)
def test_row_21_what_does_not_pass_by_itself_is_told_as_an_error(failed: Failed, level: str) -> None:
    with capture_logs() as lines:
        tell_failed(failed)
    assert [(line["log_level"], line["failures"]) for line in lines] == [(level, failed.failures)]
