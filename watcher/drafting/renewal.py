"""A draft that waits, written anew: only where facts that it names turned out otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from watcher.cadence import BULK, FollowUp, Gist, Named, Written, words_of
from watcher.drafting.compose import compose
from watcher.drafting.earlier import Earlier
from watcher.drafting.letters import Templates
from watcher.drafting.types import Draft, Refusal, Voice
from watcher.drafting.voice import Habits

RENEWED_EVERY = timedelta(days=1)
"""A draft is not written anew more often: it is read by somebody who should find what they read before.

What they corrected themselves they look for at once.
"""


def gist_of(draft: Draft, follow_up: FollowUp) -> Gist:
    """What to remember of a draft."""
    return Gist(draft.wording, draft.in_reply_to, words_of(draft.text, draft.key), _named(follow_up), draft.names)


def may_be_renewed(follow_up: FollowUp, written: Written, now: datetime) -> bool:
    """The facts of a waiting draft are not those that it was written with, and it was not written anew lately.

    Or the user corrected something since.
    """
    last, told = written.renewed_at, follow_up.corrected_at
    lately = last is not None and now - last < RENEWED_EVERY and not (told is not None and told > last)
    then = _then(follow_up, written)
    return not lately and then is not None and then != _named(follow_up)


def renewed(
    follow_up: FollowUp,
    written: Written,
    voice: Voice,
    templates: Templates,
    now: datetime,
    *,
    known: Habits,
    earlier: Earlier,
) -> Draft | None:
    """The draft as its facts have it now, in the same wording; None where it reads the same.

    It is composed twice, with the facts of then and of now: what else became otherwise meanwhile (the manner of the
    user, the templates, the day) stands in both, and renews nothing. It keeps its Message-ID and its Date, by which it
    is known.
    """
    then = _then(follow_up, written)
    if then is None:
        return None
    was, now_is = (
        compose(one, voice, templates, now, known=known, earlier=earlier, wording=written.gist.wording)
        for one in (_as_named(follow_up, then), replace(follow_up, language=then.language))
    )
    if isinstance(was, Refusal) or isinstance(now_is, Refusal) or now_is.message_id != written.message_id:
        return None
    same = (was.to, was.subject, was.text) == (now_is.to, now_is.subject, now_is.text)
    return None if same else replace(now_is, date=written.written_at)


def too_many(drafts: Iterable[tuple[FollowUp, Written]]) -> str:
    """Why so many must not be written anew at once, unasked, "" where it is ordinary.

    Rules may have changed, and not facts. That drafts come to be late together is ordinary.
    """
    others = sum(then != replace(_named(f), late=then.late) for f, w in drafts if (then := _then(f, w)))
    return f"{others} drafts would be written anew at once" if others > BULK else ""


def _then(follow_up: FollowUp, written: Written) -> Named | None:
    """The facts that a draft was written with; one of an older version named no background."""
    named = written.gist.named
    return replace(named, background=named.background or follow_up.background) if named else None


def _named(follow_up: FollowUp) -> Named:
    return Named(
        company=follow_up.company,
        role=follow_up.role,
        name=follow_up.recipient.name if follow_up.recipient else "",
        language=follow_up.language,
        applied_on=follow_up.applied_on,
        interview_at=follow_up.interview_at,
        last_contact_on=follow_up.last_contact_on,
        promised_by=follow_up.promised_by,
        interviewed=follow_up.interviewed,
        late=follow_up.late,
        background=follow_up.background,
    )


def _as_named(follow_up: FollowUp, named: Named) -> FollowUp:
    recipient = follow_up.recipient
    return replace(
        follow_up,
        company=named.company,
        role=named.role,
        recipient=replace(recipient, name=named.name) if recipient else None,
        language=named.language,
        applied_on=named.applied_on,
        interview_at=named.interview_at,
        last_contact_on=named.last_contact_on,
        promised_by=named.promised_by,
        interviewed=named.interviewed,
        late=named.late,
        background=named.background or follow_up.background,
    )
