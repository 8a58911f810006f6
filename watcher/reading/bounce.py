"""Whether a message says that a mail was not delivered, by its words, where it has no parts of RFC 3464."""

from __future__ import annotations

import re
from collections.abc import Mapping

from watcher.reading import bounce_wording as wording
from watcher.reading.delivery import is_daemon
from watcher.reading.types import Address

_REPORTED = 4_000
"""Characters of a forwarded text that are searched for a report."""
_FORWARDED_HEAD = 400
_OPENING = 200
"""Characters in which a report comes to the point."""
_REMARK = 40
"""Characters that may stand above a forwarded report: "see below" says nothing, a letter is a human's."""

_ANSWER = re.compile(r"(?:re|aw|antw|sv|vs|ynt|odp|res|rif|r|回复|答复|回覆|fwd?|wg|tr|rv|enc|i|转发|轉寄)\s?[::]\s?")
_FORWARD = re.compile(r"(?:fwd?|wg|tr|rv|enc|i|转发|轉寄)\s?[::]\s?")
_JSON = re.compile(r'\{\s{0,20}"(?:notificationtype|eventtype)"\s{0,5}:\s{0,5}"(bounce|complaint)"')
_NAMED = re.compile(
    r"(?:\b(?:e-?mail|mail|message|nachricht|courriel|correo|mensaje|messaggio|bericht|mensagem)\b.{0,100}?"
    r"(?:could not|couldn't|cannot|can't|was not|wasn't|unable to|failed to|konnte nicht|n'a pas pu|no se pudo"
    r"|non è stato|kon niet|não pôde)|メール.{0,60}?できません)"
    r".{0,60}?[<\s]([^\s<>@]{1,64}@[^\s<>@]{1,190}\.[^\s<>@]{2,30})"
)
_MAIL = re.compile(r"\b(?:your|the|a) (?:e-?mail|mail|message)\b")
_ROBOTS = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "bounce", "system", "notification")


def told(
    headers: Mapping[str, tuple[str, ...]], from_: Address | None, subject: str, text: str, quoted_text: str
) -> str:
    """The header or wording by which a message is a delivery report, "" where it is none.

    `subject`, `text` (what the writer added, its beginning) and `quoted_text` are in lower case, on one line each.
    """
    if headers.get("x-failed-recipients"):
        return "X-Failed-Recipients"
    if match := _JSON.match(text):
        # Amazon SES: whoever complained takes no more mail either.
        return f"notification: {match[1]}"
    return (
        _by_server(headers, from_, subject, text)
        or _by_robot(headers, from_, text)
        or _by_list(from_, subject, text)
        or _forwarded(subject, text, quoted_text)
    )


def _by_server(headers: Mapping[str, tuple[str, ...]], from_: Address | None, subject: str, text: str) -> str:
    """Sent by a mail server, by From; no person is without an address (an empty one: RFC 5321 section 4.5.5)."""
    words = next((words for words in wording.SUBJECTS if words in subject), "")
    said = next((words for words in wording.BODIES if words in text), "")
    is_answer = _ANSWER.match(subject) is not None
    if from_ is None or not from_.email:
        early = said if said in text[:_OPENING] and _MAIL.search(text[:_OPENING]) else ""
        if words and not is_answer and (said or subject.startswith(words)):
            return f"subject: {words}"
        return f"text: {early}" if early else ""
    who = f"{from_.name} {from_.email}".lower()
    if is_daemon(from_.email) or any(name in who for name in wording.SENDERS):
        if words and not is_answer:
            return f"subject: {words}"
        if said:
            return f"text: {said}"
        # Apache James answers with the subject of the mail that it returns, and no word of its own.
        return "a mail server's empty answer" if is_answer and not text and is_daemon(from_.email) else ""
    return f"text: {said}" if said and words and subject.startswith(words) and is_null_sender(headers) else ""


def is_null_sender(headers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the envelope says that no answer is taken (RFC 5321 section 4.5.5)."""
    return any(value.strip() == "<>" for value in headers.get("return-path", ()))


def _by_robot(headers: Mapping[str, tuple[str, ...]], from_: Address | None, text: str) -> str:
    """Mobile carriers and gateways: no usual sender, no usual subject, but a sentence that names who failed."""
    local = from_.email.partition("@")[0] if from_ is not None else ""
    if not local.startswith(_ROBOTS) and not is_null_sender(headers):
        return ""
    match = _NAMED.search(text[:_FORWARDED_HEAD])
    return f"text: {match[0]}" if match else ""


def _by_list(from_: Address | None, subject: str, text: str) -> str:
    local = from_.email.partition("@")[0] if from_ is not None else ""
    is_list = local.startswith(wording.LIST_SENDERS) or local.endswith(wording.LIST_SENDERS)
    if is_list and subject.startswith(wording.LIST_SUBJECTS):
        words = next((words for words in wording.LIST_BODIES if words in text), "")
        return f"text: {words}" if words else ""
    return ""


def _forwarded(subject: str, text: str, quoted_text: str) -> str:
    """A report that was passed on without a word: its own subject, and below it a mail server's words."""
    bare = _FORWARD.sub("", subject, count=1)
    if not quoted_text or len(text) > _REMARK or "?" in text or not bare.startswith(wording.SUBJECTS):
        return ""
    head = quoted_text[:_FORWARDED_HEAD]
    said = any(words in quoted_text[:_REPORTED] for words in wording.BODIES)
    by_server = any(name in head for name in (*wording.SENDERS, "postmaster@"))
    return f"subject: {subject}" if said and by_server else ""
