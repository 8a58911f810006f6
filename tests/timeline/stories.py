"""Random job searches for Hypothesis: mail of a few companies and people in any order, threaded or not."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st

from tests.timeline.builders import ME, NOREPLY, ZONE, ev, got, person, sent
from watcher.inference import Event, Kind
from watcher.timeline import Place, Seen

_START = datetime(2026, 3, 2, 9, tzinfo=ZONE)
_COMPANIES = ("Acme", "Beta")
_ROLES = ("Engineer", "Cook", "")
_INCOMING = (
    Kind.APPLICATION_CONFIRMATION,
    Kind.RECRUITER_REPLY,
    Kind.INTERVIEW_SCHEDULED,
    Kind.INTERVIEW_CANCELLED,
    Kind.INTERVIEW_INVITE,
    Kind.REJECTION,
    Kind.STATUS_UPDATE,
    Kind.PROMISE,
    Kind.OFFER,
    Kind.ASSESSMENT,
    Kind.RECRUITER_OUTREACH,
    Kind.DO_NOT_CONTACT,
)
_OUTGOING = (Kind.APPLICATION_SENT, Kind.CANDIDATE_FOLLOWUP, Kind.CANDIDATE_REPLY, Kind.WITHDRAWAL)


@st.composite
def stories(draw: st.DrawFn, most: int = 14) -> list[Seen]:
    """Up to `most` mails within ten weeks, oldest first."""
    mails: list[Seen] = []
    hours = sorted(draw(st.lists(st.integers(0, 70 * 24), min_size=1, max_size=most, unique=True)))
    for number, hour in enumerate(hours):
        moment = _START + timedelta(hours=hour)
        when = moment.strftime("%Y-%m-%d %H:%M")
        company, role = draw(st.sampled_from(_COMPANIES)), draw(st.sampled_from(_ROLES))
        host = company.lower()
        re = draw(st.sampled_from([None, *mails])) if mails else None
        message_id = f"m{number}@mail"
        if draw(st.integers(0, 3)) == 0:
            kind = draw(st.sampled_from((*_OUTGOING, None)))
            to = draw(st.sampled_from((f"jobs@{host}.com", f"anna@{host}.com")))
            told = (ev(kind, company, role),) if kind else ()
            mails.append(sent(when, *told, to=to, re=re, message_id=message_id))
        else:
            mails.append(draw(_incoming(moment, company=company, role=role, re=re, message_id=message_id)))
    return mails


@st.composite
def _incoming(draw: st.DrawFn, moment: datetime, *, company: str, role: str, re: Seen | None, message_id: str) -> Seen:
    host, when = company.lower(), moment.strftime("%Y-%m-%d %H:%M")
    kind = draw(st.sampled_from((*_INCOMING, None)))
    human = draw(st.booleans())
    writers = (f"anna@{host}.com", f"bob@{host}.com", "carl@gmail.com") if human else (NOREPLY, f"ats@{host}.com")
    told: tuple[Event, ...] = ()
    if kind is not None:
        starts = (moment + timedelta(days=draw(st.integers(1, 9)))).strftime("%Y-%m-%d %H:%M")
        by = (moment + timedelta(days=draw(st.integers(-2, 30)))).strftime("%Y-%m-%d")
        interview = kind is Kind.INTERVIEW_SCHEDULED
        told = (
            ev(
                kind,
                draw(st.sampled_from((company, ""))),
                role,
                starts=starts if interview else "",
                by=by if kind is Kind.PROMISE else "",
                people=(person(f"iv@{host}.com"),) if interview else (),
                waits=kind in (Kind.ASSESSMENT, Kind.INTERVIEW_INVITE) and draw(st.booleans()),
                uid=draw(st.sampled_from(("", f"uid-{host}"))),
                sequence=draw(st.integers(0, 1)),
            ),
        )
    return got(
        when,
        *told,
        frm=draw(st.sampled_from(writers)),
        human=human,
        re=re,
        to=ME,
        place=draw(st.sampled_from((Place.INBOX, Place.INBOX, Place.OTHER, Place.JUNK))),
        message_id=message_id,
    )
