"""What stands before a subject: the marks of a reply and of a forward, in the languages of mail programs."""

from __future__ import annotations

import re

from watcher.reading import Message

_REPLIES = "re|aw|antw|sv|res|r|odp|rif|vs|va|ynt|bls|atb|resp|回复|答复|回覆|返信|회신"
_FORWARDS = "fw|fwd|wg|tr|rv|enc|i|vb|vl|pd|tov|ilt|doorst|転送|转发|轉寄|전달"
_MARK = r"(?:\[\d\])?\s?[:：]\s{0,3}"
_REPLY = re.compile(rf"^\s{{0,3}}(?:{_REPLIES}){_MARK}", re.IGNORECASE)
_FORWARD = re.compile(rf"^\s{{0,3}}(?:{_FORWARDS}){_MARK}", re.IGNORECASE)
_MARKS = re.compile(rf"^(?:\s{{0,3}}(?:{_REPLIES}|{_FORWARDS}){_MARK}){{1,6}}", re.IGNORECASE)


def is_reply(message: Message) -> bool:
    """It answers a message, by its headers or its subject."""
    return bool(message.in_reply_to) or _REPLY.match(message.subject) is not None


def is_forward(message: Message) -> bool:
    """Its subject says that it passes on an older message."""
    return _FORWARD.match(message.subject) is not None


def bare(subject: str) -> str:
    """The subject without such marks."""
    return _MARKS.sub("", subject)
