"""One `FollowUp` to a `Draft`, or to the reason why none can be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from watcher.cadence import FollowUp, FollowUpKind, named_in
from watcher.drafting import clean
from watcher.drafting.earlier import Earlier, attachments, quotation
from watcher.drafting.facts import facts_of, person_of, signature
from watcher.drafting.finish import SUBJECT, written
from watcher.drafting.letters import HoleError, Language, Letter, Templates
from watcher.drafting.types import Draft, Fault, Refusal, Voice
from watcher.drafting.voice import Habits, Style, style
from watcher.reading import Address, is_address
from watcher.timeline import Envelope, Why

MOST_REFERENCES = 20
_NO_SHARP_S = ("CH", "LI")
_LONGEST_ID = 250

_MESSAGE_ID = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]+")
_NOTHING_KNOWN = Habits()
_NOTHING_EARLIER = Earlier()


def compose(
    follow_up: FollowUp,
    voice: Voice,
    templates: Templates,
    now: datetime,
    *,
    known: Habits = _NOTHING_KNOWN,
    earlier: Earlier = _NOTHING_EARLIER,
    others: Sequence[Draft] = (),
    wording: str = "",
) -> Draft | Refusal:
    """Write the mail that `follow_up` calls for; `now` (aware) becomes its date.

    The wording is chosen by a hash of the key, so the same follow-up reads the same on every run, among those that the
    follow-up does not name as used; where all were, the one that was used longest ago. `others` are drafts beside
    which it may be read (see `beside`): their wording is avoided too. `wording` names one to keep. `known` is the
    user's manner, `earlier` what the letter takes up of earlier mail (`wanted` tells which).

    Refuses, in words for the user, where recipient or sender cannot be used, where neither company nor role is
    known, or where a template fails. Where the user's own fails, the packaged one takes its place.
    """
    wrong = _wrong(follow_up, voice)
    if wrong:
        return Refusal(follow_up.key, wrong)
    name = letter_name(follow_up)
    found = templates.find(name, follow_up.language)
    if found is None:
        return Refusal(follow_up.key, Why("no_template", name=name))
    language, letter = found
    manner = style(known, follow_up, voice, templates.code(language))
    files = attachments(earlier.resent)
    facts = facts_of(follow_up, voice, language, templates.words, now, manner) | {"attached": bool(files)}
    if not facts["company"] and not facts["role"]:
        return Refusal(follow_up.key, Why("no_name"))
    try:
        wording, text = _text(follow_up, language, letter, facts, others, wording)
        text = text.replace("ß", "ss") if voice.country in _NO_SHARP_S else text
        subject = answered_subject(follow_up.thread.subject, templates.words.reply) if follow_up.thread else ""
        subject = subject or written(language, letter, SUBJECT, facts | {"employer": facts["company"]})
        below = _quotation(follow_up, facts.get("quoting", language.common.get("quoting")), earlier)
    except HoleError as hole:
        if templates.packaged is None:
            return Refusal(follow_up.key, Why("template_fails", fault=str(hole)))
        instead = compose(
            follow_up, voice, templates.packaged, now, known=known, earlier=earlier, others=others, wording=wording
        )
        return replace(instead, fault=str(hole)) if isinstance(instead, Draft) else instead
    assert follow_up.recipient is not None
    person = person_of(follow_up, templates.words, manner)
    parents = _references(follow_up.thread)
    return Draft(
        key=follow_up.key,
        message_id=_message_id(follow_up),
        from_=Address(clean.one_line(manner.name)[: clean.LONGEST_FACT] or facts["me"], follow_up.sender),
        to=Address(person.full, follow_up.recipient.email),
        subject=subject,
        text=_signed(text, manner, set_off=not below),
        date=now,
        in_reply_to=parents[-1] if parents and follow_up.thread and parents[-1] == follow_up.thread.message_id else "",
        references=parents,
        wording=wording,
        quotation=below,
        attachments=files,
        names=named_in(text, (one for one in (facts["employer"], facts["role"]) if one)),
    )


def beside(follow_up: FollowUp, composed: Iterable[tuple[FollowUp, Draft]]) -> list[Draft]:
    """Of the drafts that one pass composed, those that may be read beside this one: of its application or recipient."""
    to = follow_up.recipient.email.lower() if follow_up.recipient else ""
    return [d for f, d in composed if f.application == follow_up.application or d.to.email.lower() == to]


def answered_subject(subject: str, reply: re.Pattern[str]) -> str:
    """Give the subject of an answer: "Re: " once, whatever marks of whatever language stood there; "" for none."""
    bare = clean.subject(subject)
    while (shorter := reply.sub("", bare, count=1)) != bare:
        bare = shorter
    return f"Re: {bare}" if bare else ""


def _wrong(follow_up: FollowUp, voice: Voice) -> str:
    recipient, sender = follow_up.recipient, follow_up.sender
    if recipient is None:
        return Why("nobody")
    email = _shown(recipient.email)
    own = {sender.lower(), follow_up.thread.own_address.lower() if follow_up.thread else sender.lower()}
    checks = (
        (not recipient.writable, Why("barred", email=email, why=recipient.why_not or "?")),
        (not is_address(recipient.email), Why("address_wrong", email=email)),
        (clean.is_nobody(recipient.email), Why("nobody_reads", email=email)),
        (not sender, Why("sender_unknown")),
        (not is_address(sender), Why("sender_wrong", email=_shown(sender))),
        (recipient.email.lower() in own, Why("own_address", email=email)),
        (not signature(voice), Why("no_signature")),
    )
    return next((why for is_wrong, why in checks if is_wrong), "")


def _shown(email: str) -> str:
    return clean.one_line(email)[:80]


def letter_name(follow_up: FollowUp) -> str:
    """The name of the letter that a follow-up is written with, of which rejections have two."""
    if follow_up.kind is FollowUpKind.REJECTION_REPLY and follow_up.interviewed:
        return "rejection_reply_after_interview"
    return follow_up.kind.value


def _signed(text: str, manner: Style, *, set_off: bool) -> str:
    """The text with the rest of the signature.

    Above a quotation it is not set off by "-- ": mail programs take all below that line for the signature.
    """
    text = "\n".join([text, *manner.signed[1:]])
    if not manner.block:
        return text
    return "\n".join([text, "", *(["-- "] if set_off else []), *manner.block])


def _quotation(follow_up: FollowUp, attribution: object, earlier: Earlier) -> str:
    if not earlier.quoted or follow_up.thread is None or not callable(attribution):
        return ""
    try:
        return quotation(earlier.quoted, follow_up.thread, attribution, follow_up.due_at.tzinfo)
    except Exception as error:
        # The attribution is a macro, and runs the user's own expressions as any template does.
        raise HoleError(Fault("common.txt", 0, f"the macro quoting: {error}")) from error


def _text(
    follow_up: FollowUp, language: Language, letter: Letter, facts: dict[str, Any], others: Sequence[Draft], keep: str
) -> tuple[str, str]:
    """The name and text of the wording to keep, else of the one used longest ago.

    Of several the one that repeats least of `others`, then by hash.
    """
    count = len(letter.wordings)
    start = int.from_bytes(sha256(follow_up.key.encode()).digest()[:4], "big") % count
    used = {name: age for age, name in enumerate((*follow_up.used, *(other.wording for other in others)))}
    said = {sentence for other in others for sentence in _sentences(other.text)}
    names = [(f"{letter.name}#{number + 1}", number) for number in (*range(start, count), *range(start))]
    oldest = min(used.get(name, -1) for name, _ in names)
    kept = [one for one in names if one[0] == keep]
    fit = kept or [one for one in names if used.get(one[0], -1) == oldest]
    texts = [(name, written(language, letter, number + 1, facts)) for name, number in (fit if said else fit[:1])]
    return min(texts, key=lambda one: len(said & _sentences(one[1])))


def _sentences(text: str) -> frozenset[str]:
    """The sentences of the body: the greeting and the leave-taking are the same in any two letters."""
    body = text.split("\n\n")[1:-1]
    return frozenset(re.split(r"(?<=[.?!])(?<!\d\.) ", " ".join(body)))


def _references(thread: Envelope | None) -> tuple[str, ...]:
    """The parents and the message that is answered (RFC 5322 section 3.6.4), the first and the last where many."""
    if thread is None:
        return ()
    ids = list(dict.fromkeys(one for one in (*thread.parents, thread.message_id) if _usable_id(one)))
    if thread.message_id in ids:
        ids.remove(thread.message_id)
        ids.append(thread.message_id)
    return tuple(ids if len(ids) <= MOST_REFERENCES else [ids[0], *ids[-(MOST_REFERENCES - 1) :]])


def _usable_id(message_id: str) -> bool:
    return len(message_id) <= _LONGEST_ID and "=?" not in message_id and _MESSAGE_ID.fullmatch(message_id) is not None


def _message_id(follow_up: FollowUp) -> str:
    domain = follow_up.sender.rpartition("@")[2].lower()
    return f"{sha256(follow_up.key.encode()).hexdigest()[:40]}@{domain}"
