"""How one message greets, takes leave, signs, quotes and addresses: all that is kept of a body's wording."""

from __future__ import annotations

import re

from watcher.inference import Inference
from watcher.inference.senders import is_role_address
from watcher.inference.subjects import is_forward
from watcher.reading import Address, Letter, Message, form_of_address, letter, quotes_below, signer
from watcher.timeline.types import Manner

_WORD = re.compile(r"[^\W\d_]{2,40}")
_LISTS = re.compile(r"@(?:lists?|groups?|googlegroups)\.|[-+](?:list|request|users?|discuss)@|^(?:all|team|everyone)@")


def manner(message: Message, inference: Inference, *, own: bool) -> Manner | None:
    """What `message` teaches, None where that is nothing.

    Of the user's own mail (`own`: in Sent, or From one of their addresses) all of it, of a human's to the user the form
    of address and the name below the text. Automatic mail, forwards, and mail to lists teach nothing. Anybody can write
    the user's address into From: who uses it looks at the envelope's `outgoing`, which a copy in Sent may set later.
    """
    if message.automatic is not None or is_forward(message) or not message.new_text or message.from_ is None:
        return None
    parts = letter(message.new_text, _names(message.from_), inference.language)
    found = _own(message, parts) if own else _theirs(message, parts) if inference.human else Manner()
    return None if found == Manner(language=found.language) else found


def _own(message: Message, parts: Letter) -> Manner:
    recipients = (*message.to, *message.cc)
    if not recipients or any(_LISTS.search(one.email) for one in recipients):
        return Manner()
    is_reply = bool(message.in_reply_to or message.references)
    return Manner(
        greeting=parts.greeting if len(message.to) == 1 else "",
        sign_off=parts.sign_off,
        signature=parts.signature,
        language=parts.language,
        quotes=quotes_below(message.text) if is_reply else None,
        familiar=form_of_address(parts.said, parts.language, parts.greeting),
    )


def _theirs(message: Message, parts: Letter) -> Manner:
    name = parts.signature.split("\n")[0] if parts.sign_off else ""
    if not name and message.from_ is not None and is_role_address(message.from_.email):
        name = signer(message.new_text, parts.language)  # an office writes, and a person signs
    return Manner(
        signature=name, language=parts.language, familiar=form_of_address(parts.said, parts.language, parts.greeting)
    )


def _names(writer: Address) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(f"{writer.name} {writer.email.partition('@')[0]}"))
