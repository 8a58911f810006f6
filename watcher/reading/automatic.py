"""Whether a message is some program's answer, and by what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watcher.reading import automatic_wording as wording
from watcher.reading.delivery import is_daemon
from watcher.reading.types import Address, Automatic, CalendarEvent

_BEGINNING = 4_000
"""Characters of the text that are searched for wording."""
_SHORT_NOTE = 1_000
"""Characters up to which an out-of-office is believed by its wording alone: programs send short notes."""
_WHY = 200


@dataclass(frozen=True, slots=True)
class Signs:
    """What `kind` looks at. `types` are the content types of the message's parts, the root's first."""

    headers: Mapping[str, tuple[str, ...]]
    from_: Address | None
    subject: str
    new_text: str
    has_quotation: bool
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
    del subject, text
    for found, part, name in (
        (Automatic.FEEDBACK_REPORT, "message/feedback-report", "feedback-report"),
        (Automatic.RECEIPT, "message/disposition-notification", "disposition-notification"),
        (Automatic.BOUNCE, "message/delivery-status", "delivery-status"),
        (Automatic.BOUNCE, "message/global-delivery-status", "delivery-status"),
    ):
        if part in signs.types:
            return found, f"part {part}"
        if signs.types[:1] == ["multipart/report"] and signs.report_type == name:
            return found, f"multipart/report; report-type={name}"
    return None, ""


def _bounce(signs: Signs, subject: str, text: str) -> tuple[Automatic | None, str]:
    if signs.headers.get("x-failed-recipients"):
        return Automatic.BOUNCE, "X-Failed-Recipients"
    told = next((words for words in wording.BOUNCE_SUBJECTS if words in subject), "")
    server = _is_mail_server(signs)
    if not told and not server:
        return None, ""
    if told and server and not _is_answer(subject):
        return Automatic.BOUNCE, f"subject: {signs.subject}"
    said = next((words for words in wording.BOUNCE_BODIES if words in text), "")
    if said and (server or (told and subject.startswith(told) and _is_null_sender(signs))):
        return Automatic.BOUNCE, f"text: {said}"
    return None, ""


def _is_answer(subject: str) -> bool:
    return subject.startswith(("re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:"))


def _is_mail_server(signs: Signs) -> bool:
    """Sent by a mail server, by From; no person is without an address (an empty one: RFC 5321 section 4.5.5)."""
    if signs.from_ is None or not signs.from_.email:
        return True
    who = f"{signs.from_.name} {signs.from_.email}".lower()
    return is_daemon(signs.from_.email) or any(name in who for name in wording.BOUNCE_SENDERS)


def _is_null_sender(signs: Signs) -> bool:
    return any(value.strip() == "<>" for value in signs.headers.get("return-path", ()))


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
    if not why and subject.startswith(wording.AUTO_REPLY_SUBJECTS):
        why = f"subject: {signs.subject}"
    if not why:
        why = _absence(signs, text)
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
    away = next((words for words in wording.ABSENCE if words in text[:300]), "")
    if not away:
        return ""
    generated = bool(signs.headers.get("auto-submitted") or signs.headers.get("x-auto-response-suppress"))
    if generated or _is_null_sender(signs):
        return f"text: {away}"
    advises = any(words in text for words in wording.ABSENCE_ADVICE)
    return f"text: {away}" if advises and "?" not in text and not signs.has_quotation else ""


def _acknowledges_application(text: str) -> bool:
    return any(words in text for words in wording.APPLICATION_WORDS) and any(
        words in text for words in wording.RECEIVED_WORDS
    )


def _bulk(signs: Signs, subject: str, text: str) -> tuple[Automatic | None, str]:
    """List mail (RFC 2919, RFC 2369). List-Unsubscribe alone is none: employers' confirmations carry it."""
    del subject, text
    for name in ("list-id", "list-post"):
        if signs.headers.get(name):
            return Automatic.BULK, f"{name.title()}: {signs.headers[name][0]}"
    value = next(iter(signs.headers.get("precedence", ())), "").strip().lower()
    return (Automatic.BULK, f"Precedence: {value}") if value in ("bulk", "list", "junk") else (None, "")
