"""Small words to tell a job search in: mail that came and went, and what the user entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from watcher.inference import Event, Inference, Kind, Person, PersonRole
from watcher.reading import Address, Automatic
from watcher.timeline import Addresses, Application, Envelope, Fact, Place, Seen, Timeline, build, parse_addresses

ZONE = ZoneInfo("Europe/Berlin")
ME = "ada@example.org"
OWN = frozenset({ME})
ANNA = "anna.berg@acme.com"
BOB = "bob.lind@acme.com"
JOBS = "jobs@acme.com"
NOREPLY = "no-reply@us.greenhouse-mail.io"


def t(text: str) -> datetime:
    """A moment on the user's clock: "2026-03-02" is nine in the morning, "2026-03-02 14:30" as told."""
    moment = datetime.fromisoformat(text if " " in text else f"{text} 09:00")
    return moment.replace(tzinfo=ZONE).astimezone(UTC)


def ev(
    kind: Kind,
    company: str = "",
    role: str = "",
    *,
    starts: str = "",
    ends: str = "",
    by: str = "",
    day: str = "",
    people: tuple[Person, ...] = (),
    waits: bool = False,
    uid: str = "",
    sequence: int = 0,
    verified: bool = True,
) -> Event:
    """An event; the mail that holds it gives its time."""
    return Event(
        kind,
        datetime(1970, 1, 1, tzinfo=UTC),
        company=company,
        role=role,
        starts_at=t(starts) if starts else None,
        ends_at=t(ends) if ends else None,
        due_by=date.fromisoformat(by) if by else None,
        on_day=date.fromisoformat(day) if day else None,
        people=people,
        waits_for_user=waits,
        calendar_uid=uid,
        sequence=sequence,
        verified=verified,
    )


def person(email: str, role: PersonRole = PersonRole.INTERVIEWER, name: str = "", phone: str = "") -> Person:
    return Person(name or email.partition("@")[0].replace(".", " ").title(), email, role, phone)


def got(
    when: str,
    *events: Event,
    frm: str = ANNA,
    name: str = "",
    human: bool = False,
    re: Seen | None = None,
    to: str = ME,
    cc: tuple[str, ...] = (),
    reply_to: str = "",
    place: Place = Place.INBOX,
    account: str = "personal",
    automatic: Automatic | None = None,
    message_id: str = "",
    people: tuple[Person, ...] = (),
    language: str = "en",
    subject: str = "",
) -> Seen:
    """A mail that the user received."""
    outgoing = frm in OWN
    message_id = message_id or f"{when}.{frm}.{'.'.join(e.kind for e in events)}.{subject}@mail".replace(" ", "T")
    moment = t(when)
    envelope = Envelope(
        identity=f"{message_id}:1",
        message_id=message_id,
        parents=(*re.envelope.parents, re.envelope.message_id) if re else (),
        subject=subject or "Your application",
        from_=Address(name or frm.partition("@")[0].replace(".", " ").title(), frm),
        reply_to=(Address("", reply_to),) if reply_to else (),
        to=tuple(Address("", a) for a in to.split()),
        cc=tuple(Address("", a) for a in cc),
        sent_at=moment,
        account=account,
        mailbox=place.value,
        place=place,
        outgoing=outgoing,
        own_address=ME,
        automatic=automatic,
    )
    told = tuple(replace(e, occurred_at=moment) for e in events)
    inference = Inference(told, "" if told else "none of the job search", human, language, "1", people)
    return Seen(envelope, inference)


def sent(
    when: str,
    *events: Event,
    to: str = ANNA,
    re: Seen | None = None,
    attachments: tuple[str, ...] = (),
    account: str = "personal",
    message_id: str = "",
    subject: str = "",
    cc: tuple[str, ...] = (),
    automatic: Automatic | None = None,
) -> Seen:
    """A mail that the user wrote."""
    seen = got(
        when,
        *events,
        frm=ME,
        to=to,
        re=re,
        place=Place.SENT,
        account=account,
        human=True,
        message_id=message_id,
        subject=subject,
        cc=cc,
        automatic=automatic,
    )
    return replace(seen, envelope=replace(seen.envelope, attachments=attachments))


def entry(when: str, event: Event, about: str = "") -> Fact:
    """What the user entered by hand."""
    return Fact(f"entry:{when}:{event.kind}:{event.role}", replace(event, occurred_at=t(when)), about=about)


@cache
def addresses() -> Addresses:
    return parse_addresses(files("watcher").joinpath("timeline", "data", "addresses.toml").read_text("utf-8"))


def told(*mails: Seen, now: str = "2026-12-31", entered: tuple[Fact, ...] = (), quiet_days: int = 21) -> Timeline:
    return build(mails, entered, t(now), own_addresses=OWN, quiet_days=quiet_days, addresses=addresses())


def the_only(timeline: Timeline) -> Application:
    assert [a.company for a in timeline.applications] == [timeline.applications[0].company], timeline.applications
    return timeline.applications[0]


def kinds(application: Application) -> list[str]:
    return [f.event.kind.value for f in application.facts]


ACME = ("Acme", "Data Engineer")


def applied(when: str = "2026-03-02", to: str = JOBS, attachments: tuple[str, ...] = ()) -> Seen:
    return sent(
        when, ev(Kind.APPLICATION_SENT, *ACME), to=to, attachments=attachments, message_id=f"applied.{when}@mail"
    )


def confirmed(when: str = "2026-03-02 09:05", *more: Event, company: str = "Acme", role: str = "Data Engineer") -> Seen:
    return got(
        when,
        ev(Kind.APPLICATION_CONFIRMATION, company, role),
        *more,
        frm=NOREPLY,
        message_id=f"confirmed.{when}.{company}.{role}@mail".replace(" ", "-"),
    )
