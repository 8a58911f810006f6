"""Small job searches to export, with whatever names an employer may send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.cadence.desk import policy
from tests.timeline.builders import ACME, ANNA, OWN, addresses, ev, got, person, sent, t
from watcher.cadence import Health, Intent, Plan, plan
from watcher.export import Search
from watcher.inference import Kind
from watcher.store.tables import storable
from watcher.timeline import Seen, build

BERLIN = ZoneInfo("Europe/Berlin")
HEALTH = Health(frozenset({"personal"}), frozenset({"personal"}))
STARTS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "'=1", "＝1", "x;=1", 'x",=1', "x\t@a")
HOSTILE = (
    "a\r\nATTENDEE:mailto:x@y.example",
    "a\nEND:VEVENT",
    "a\0b",
    "\u2028b",
    "\ud800",
    "\u202eevil",
    "é" * 90,
    "🦓" * 40,
)

# As they come out of a ledger, which holds no lone surrogate.
names = st.one_of(st.sampled_from((*STARTS, *HOSTILE)), st.text(max_size=120)).map(storable)


def search(
    *mails: Seen, now: str = "2026-03-12 12:00", zone: ZoneInfo = BERLIN, intents: Sequence[Intent] = ()
) -> Search:
    moment: datetime = t(now)
    timeline = build(mails, (), moment, own_addresses=OWN, addresses=addresses())
    planned: Plan = plan(timeline, [i.written for i in intents], moment, policy(), HEALTH)
    return Search(timeline, planned, intents, moment, zone)


def applied(company: str = "Acme", role: str = "Data Engineer", name: str = "Anna Berg") -> list[Seen]:
    """An application to a person, who answered."""
    first = sent(
        "2026-03-02", ev(Kind.APPLICATION_SENT, company, role), to=ANNA, attachments=("cv.pdf",), message_id="a@mail"
    )
    return [
        first,
        got(
            "2026-03-04", ev(Kind.RECRUITER_REPLY, company, role), human=True, re=first, name=name, message_id="r@mail"
        ),
    ]


def invited(
    starts: str = "2026-03-20 14:00", *, uid: str = "uid-1@acme.com", sequence: int = 0, name: str = "Bob Lind"
) -> Seen:
    """An invitation to an interview of Acme."""
    return got(
        f"2026-03-1{min(sequence, 9)}",
        ev(
            Kind.INTERVIEW_SCHEDULED,
            *ACME,
            starts=starts,
            people=(person("bob.lind@acme.com", name=name),),
            uid=uid,
            sequence=sequence,
        ),
        human=True,
        message_id=f"i{sequence}{starts}{uid}@mail".replace(" ", "T"),
    )
