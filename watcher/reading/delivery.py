"""Delivery status notifications: RFC 3464, and the forms that mail servers invented before it or despite it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from watcher.reading import bounce_wording as wording
from watcher.reading.address import addresses, email_of
from watcher.reading.header import decoded, fields, first
from watcher.reading.types import DeliveryReport

MAX_RECIPIENTS = 100
_MAX_REPORT = 200_000
_MAX_ID = 998

_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
"""Worst first: the whole report's action is the worst of its recipients'."""
_BY_STATUS = {"5": "failed", "4": "delayed", "2": "delivered"}

_ID = re.compile(r"<([^<>]{1,998})>")
_ID_LINE = re.compile(r"^[ \t>]{0,10}message-id:\s{0,5}<([^<>\s]{1,998})>", re.IGNORECASE | re.MULTILINE)
_FIELD_LINE = re.compile(
    r"^[ \t]{0,10}(?:final-recipient|original-recipient)\s?:\s?rfc822\s?;\s?<?([^\s<>;]{3,380})>?",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS_LINE = re.compile(
    r"^[ \t]{0,8}(?:to:[ \t]{0,4}|\* )?['\"(]{0,2}<?([^\s<>()'\"@:,;]{1,128}@[^\s<>()'\"@:,;]{1,253}?)>?['\")]{0,2}"
    r"(?:[:.]{0,3}[ \t]{0,4}$|:[ \t]|[ \t]{0,4}\.\.\.|[ \t]{0,4}\(| on [a-z]{3},)",
    re.IGNORECASE | re.MULTILINE,
)
_JSON_RECIPIENT = re.compile(r'\{[^{}\[\]]{0,400}"emailAddress"\s{0,5}:\s{0,5}"([^"\s]{3,380})"')
_RULE_ABOVE_COPY = re.compile(
    r"\n[ \t]{0,8}[-=_ ]{3,80}[^\n]{0,20}(?:original|copy|returned|unsent|headers)[^\n]{0,80}\n", re.IGNORECASE
)
_DAEMON = re.compile(rf"(?:{'|'.join(wording.LOCAL_PARTS)})(?![a-z])")
_ANY_ADDRESS = re.compile(r"[^\s<>()\[\]'\"@:,;]{1,128}@[^\s<>()\[\]'\"@:,;]{1,253}")


def ids(value: str) -> tuple[str, ...]:
    """The Message-IDs in a header's value, without brackets and white space; a lone token with an "@" counts too."""
    found = tuple("".join(match.split()) for match in _ID.findall(value))
    if not found:
        found = tuple(word[:_MAX_ID] for word in value.split() if "@" in word and not word.startswith("<"))[:1]
    return tuple(dict.fromkeys(decoded(one) for one in found if one))


def status_report(statuses: Iterable[bytes], returned: Iterable[bytes]) -> DeliveryReport:
    """A report by its message/delivery-status parts and the header blocks that it returns."""
    told: list[tuple[str, str]] = []
    for status in statuses:
        for block in re.split(rb"\n[ \t]*\r?\n", status[:_MAX_REPORT].replace(b"\r\n", b"\n")):
            told.extend(_recipient(fields(block.lstrip(b"\n"))))
    worst = min((action for action, _ in told), key=_ACTIONS.index, default="failed")
    recipients = tuple(dict.fromkeys(email for action, email in told if action == worst and email))
    return DeliveryReport(worst, recipients[:MAX_RECIPIENTS], _returned_id(returned))


def _recipient(values: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    name = first(values, "original-recipient") or first(values, "final-recipient")
    if not name:
        return
    action = first(values, "action").split("(")[0].strip().lower()
    if action not in _ACTIONS:
        action = _BY_STATUS.get(first(values, "status").strip()[:1], "failed")
    email = _typed_address(name) or _typed_address(first(values, "final-recipient"))
    yield action, email


def _typed_address(value: str) -> str:
    """The address in "rfc822; name@example.org" (RFC 3464 section 2.3.1)."""
    return email_of(value.partition(";")[2] or value)


def _returned_id(returned: Iterable[bytes]) -> str:
    for block in returned:
        for one in ids(first(fields(block.lstrip(b"\r\n")), "message-id")):
            return one
    return ""


def written_report(
    headers: Mapping[str, tuple[str, ...]], subject: str, text: str, own: Sequence[str]
) -> DeliveryReport:
    """A report by a mail server's own words. `own` are the addresses that it went to, which did not fail."""
    said, returned = _halves(text[:_MAX_REPORT])
    lowered = " ".join((subject + " " + said[:2000]).lower().split())
    is_final = subject.lower().startswith(wording.FINAL_SUBJECTS)
    action = "delayed" if not is_final and any(word in lowered for word in wording.DELAYED) else "failed"
    named = [address.email for value in headers.get("x-failed-recipients", ()) for address in addresses(value)]
    searches: Iterable[Iterable[str]] = (
        named,
        _JSON_RECIPIENT.findall(said),
        _FIELD_LINE.findall(text[:_MAX_REPORT]),
        _ADDRESS_LINE.findall(said),
        (match.rstrip(".") for match in _ANY_ADDRESS.findall(said[:4000])),
    )
    recipients = next((those for found in searches if (those := _strangers(found, own))), ())
    match = _ID_LINE.search(returned) or _ID_LINE.search(said)
    original = match[1] if match else next(iter(ids(" ".join(headers.get("in-reply-to", ())))), "")
    return DeliveryReport(action, recipients[:MAX_RECIPIENTS], original)


def _strangers(found: Iterable[str], own: Sequence[str]) -> tuple[str, ...]:
    """The usable addresses, once each, without the user's and the mail server's."""
    emails = dict.fromkeys(map(email_of, found))
    return tuple(email for email in emails if email and email not in own and not is_daemon(email))


def _halves(text: str) -> tuple[str, str]:
    """What the server says, and the message that it returns below."""
    lowered = text.lower()
    places = [place for mark in wording.RETURNED_COPY if (place := lowered.find("\n" + mark)) > 0]
    dashed = _RULE_ABOVE_COPY.search(text)
    if dashed:
        places.append(dashed.start())
    place = min(places, default=len(text))
    return text[:place], text[place:]


def is_daemon(email: str) -> bool:
    """Whether an address is that of a mail server, by its local part."""
    return _DAEMON.match(email) is not None
