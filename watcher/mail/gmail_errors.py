"""What the Gmail API refuses, and what it means: try again, sign in anew, gone, or for good."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from googleapiclient.errors import HttpError

from watcher.errors import ServerError, SignInError, WatcherError
from watcher.mail.imap_errors import clean

_RATE = ("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED")
_SCOPE = ("insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")


class Kind(StrEnum):
    """What to do about it."""

    RATE = "rate"
    BUSY = "busy"
    TOKEN = "token"  # noqa: S105 - no secret
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is an error. `after` is Retry-After in seconds, 0 where it says none."""

    kind: Kind
    status: int
    reason: str
    words: str
    after: float = 0.0

    @property
    def again(self) -> bool:
        """Worth another try."""
        return self.kind in (Kind.RATE, Kind.BUSY)

    def error(self, account: str, doing: str) -> WatcherError:
        """The sentence for the user; `doing` completes "while ..."."""
        if self.kind is Kind.TOKEN:
            return SignInError(
                f'Gmail does not accept the sign-in of "{account}". Sign in again with `watcher auth gmail {account}`.',
                subject=account,
                permanent=True,
            )
        if self.reason in _SCOPE:
            return ServerError(
                f'Gmail does not let "{account}" go on while {doing}: it needs a permission that was not given. Sign '
                f"in again with `watcher auth gmail {account}` and leave all boxes ticked.",
                subject=account,
                permanent=True,
            )
        if self.kind is Kind.RATE:
            words = f'The quota of the Gmail API is used up for "{account}" while {doing}. It will be tried again.'
            return ServerError(words, subject=account)
        said = f"{self.status}, {self.words}" if self.words else str(self.status)
        words = f'Gmail refused "{account}" while {doing} ({said}).'
        if self.kind is Kind.BUSY:
            return ServerError(f"{words} It will be tried again.", subject=account)
        return ServerError(words, subject=account, permanent=self.kind is Kind.REFUSED)


def refusal(error: HttpError) -> Refusal:
    """Take an answer of the API apart."""
    status = int(error.resp.status)
    reason, words = _told(error.content)
    kind = Kind.REFUSED
    if status == 429 or (status == 403 and reason in _RATE):  # noqa: PLR2004 - statuses of RFC 9110 and RFC 6585
        kind = Kind.RATE
    elif status >= 500 or status == 408:  # noqa: PLR2004
        kind = Kind.BUSY
    elif status == 401:  # noqa: PLR2004
        kind = Kind.TOKEN
    elif status in (404, 410):
        kind = Kind.GONE
    after = str(error.resp.get("retry-after", ""))
    return Refusal(kind, status, reason, words, float(after) if after.isdigit() else 0.0)


def _told(content: bytes) -> tuple[str, str]:
    """The reason and the words of an error in JSON, "" where it has none."""
    try:
        told = json.loads(content)["error"]
        errors = told.get("errors") or [{}]
        return str(errors[0].get("reason") or told.get("status") or ""), clean(str(told.get("message") or ""))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return "", ""
