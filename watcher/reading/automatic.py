"""Whether a message is some program's answer, and by what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watcher.reading import automatic_wording as wording
from watcher.reading import bounce
from watcher.reading.types import Address, Automatic, CalendarEvent

_BEGINNING = 4_000
"""Characters of the text that are searched for wording."""
_SHORT_NOTE = 1_000
"""Characters up to which an out-of-office is believed by its wording alone: programs send short notes."""
_OPENING = 300
_WHY = 200


@dataclass(frozen=True, slots=True)
class Signs:
    """What `kind` looks at. `types` are the content types of the message's parts, the root's first."""

    headers: Mapping[str, tuple[str, ...]]
    from_: Address | None
    subject: str
    new_text: str
    quoted_text: str
    types: Sequence[str]
    report_type: str
    calendar: Sequence[CalendarEvent]


def kind(signs: Signs) -> tuple[Automatic | None, str]:
    """Why a message is no human's answer, and the header or wording that shows it; (None, "") where it may be one."""
    subject = _plain(signs.subject)
    text = _plain(signs.new_text[:_BEGINNING])
    for rule in (_report, _bounce, _receipt, _calendar_reply, _auto_reply, _bulk):
        found, why = rule(signs, subject, text)
        if found is not None:
            return found, why[:_WHY]
    return None, ""


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _report(signs: Signs, subject: str, text: str) -> tuple[Automatic | None, str]:
    """The report types of RFC 3464, RFC 5965 and RFC 8098, by their parts or the report-type of RFC 6522."""
    del subject
    for found, part, name in (
        (Automatic.FEEDBACK_REPORT, "message/feedback-report", "feedback-report"),
        (Automatic.RECEIPT, "message/disposition-notification", "disposition-notification"),
        (Automatic.RECEIPT, "message/global-disposition-notification", "disposition-notification"),
        (Automatic.BOUNCE, "message/delivery-status", "delivery-status"),
        (Automatic.BOUNCE, "message/global-delivery-status", "delivery-status"),
    ):
        if part in signs.types:
            return found, f"part {part}"
        if signs.types[:1] == ["multipart/report"] and signs.report_type == name:
            return found, f"multipart/report; report-type={name}"
    said = next((words for words in wording.FEEDBACK_BODIES if words in text[:_OPENING]), "")
    return (Automatic.FEEDBACK_REPORT, f"text: {said}") if said else (None, "")


def _bounce(signs: Signs, subject: str, text: str) -> tuple[Automatic | None, str]:
    why = bounce.told(signs.headers, signs.from_, subject, text, _plain(signs.quoted_text[:_BEGINNING]))
    return (Automatic.BOUNCE, why) if why else (None, "")


def _receipt(signs: Signs, subject: str, text: str) -> tuple[Automatic | None, str]:
    if subject.startswith(wording.RECEIPT_SUBJECTS) and (
        len(text) < _SHORT_NOTE and any(words in text for words in wording.RECEIPT_BODIES)
    ):
        return Automatic.RECEIPT, f"subject: {signs.subject}"
    return None, ""


def _calendar_reply(signs: Signs, subject: str, text: str) -> tuple[Automatic | None, str]:
    if any(event.method == "REPLY" for event in signs.calendar):
        return Automatic.CALENDAR_REPLY, "METHOD:REPLY"
    if subject.startswith(wording.CALENDAR_REPLY_SUBJECTS):
        said = any(words in text for words in wording.CALENDAR_REPLY_BODIES)
        if said or (not text and any("calendar" in one for one in signs.types)):
            return Automatic.CALENDAR_REPLY, f"subject: {signs.subject}"
    return None, ""


def _auto_reply(signs: Signs, subject: str, text: str) -> tuple[Automatic | None, str]:
    """An automatic responder (RFC 3834); but an acknowledged application is an event, unless its writer is away."""
    why = _responder_header(signs.headers)
    if not why and subject.lstrip("【[(<（［「*- ").startswith(wording.AUTO_REPLY_SUBJECTS):
        why = f"subject: {signs.subject}"
    if not why:
        why = _absence(signs, text) or _responder_wording(text)
        return (Automatic.AUTO_REPLY, why) if why else (None, "")
    is_away = any(words in text for words in wording.ABSENCE)
    if not is_away and _acknowledges_application(f"{subject} {text}"):
        return None, ""
    return Automatic.AUTO_REPLY, why


def _responder_header(headers: Mapping[str, tuple[str, ...]]) -> str:
    for name in ("auto-submitted", "x-auto-submitted"):
        value = next(iter(headers.get(name, ())), "").lower()
        if value.startswith("auto-replied"):
            return f"{name.title()}: auto-replied"
    for name in ("x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply", "x-autoresponder"):
        value = next(iter(headers.get(name, ())), "")
        if value and value.lower() not in ("no", "false", "0"):
            return f"{name.title()}: {value}"
    value = next(iter(headers.get("precedence", ())), "").lower()
    return "Precedence: auto_reply" if value.replace("-", "_").startswith("auto_reply") else ""


def _absence(signs: Signs, text: str) -> str:
    """Wording alone, with no header: short, asks nothing, says that the writer is away, and what to do until then."""
    if len(text) > _SHORT_NOTE or not text:
        return ""
    away = next((words for words in wording.ABSENCE if words in text[:_OPENING]), "")
    if not away:
        return ""
    generated = bool(signs.headers.get("auto-submitted") or signs.headers.get("x-auto-response-suppress"))
    if generated or bounce.is_null_sender(signs.headers):
        return f"text: {away}"
    advises = any(words in text for words in wording.ABSENCE_ADVICE)
    answers = "?" in text or "？" in text or signs.quoted_text or any(words in text for words in wording.TALK)
    return f"text: {away}" if advises and not answers else ""


def _responder_wording(text: str) -> str:
    """A help desk's or a mailbox's own answer, with no header: it says so at its beginning, and speaks of no job."""
    said = next((words for words in wording.RESPONDERS if words in text[:_OPENING]), "")
    is_other = any(words in text for words in (*wording.APPLICATION_WORDS, *wording.TALK))
    return f"text: {said}" if said and not is_other else ""


def _acknowledges_application(text: str) -> bool:
    return any(words in text for words in wording.APPLICATION_WORDS) and any(
        words in text for words in wording.RECEIVED_WORDS
    )


def _bulk(signs: Signs, subject: str, text: str) -> tuple[Automatic | None, str]:
    """List mail (RFC 2919, RFC 2369). List-Unsubscribe alone is none: employers' confirmations carry it."""
    for name in ("list-id", "list-post"):
        if signs.headers.get(name):
            return Automatic.BULK, f"{name.title()}: {signs.headers[name][0]}"
    value = next(iter(signs.headers.get("precedence", ())), "").strip().lower()
    # Applicant-tracking systems put it on what they send to one candidate, so that no vacation program answers.
    is_bulk = value in ("bulk", "list", "junk") and not _acknowledges_application(f"{subject} {text}")
    return (Automatic.BULK, f"Precedence: {value}") if is_bulk else (None, "")
