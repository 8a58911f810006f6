"""Reports to write: a full week, an empty one, the first one, a large one, hostile names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from watcher.charts import paint
from watcher.digest import (
    Asked,
    ByHand,
    Call,
    Closed,
    Desk,
    Digest,
    Known,
    Later,
    Meeting,
    Numbers,
    Promised,
    Quiet,
    Reason,
    Ref,
    Report,
    Templates,
    Told,
    Undecided,
    Undone,
    Waiting,
    Week,
    parse_phrases,
    pictures,
    render,
    shown_by_itself,
)
from watcher.timeline import Why

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=BERLIN)
ME = "ada@example.org"
KEY = b"k" * 32
PAINTED = ("flow", "weeks", "answers")
DESK = Desk(ME, KEY, date(2026, 12, 14))


@cache
def templates(language: str = "en", country: str = "") -> Templates:
    room = files("watcher") / "digest"
    text, html = ((room / "templates" / f"digest.{kind}").read_text("utf-8") for kind in ("txt", "html"))
    phrases = parse_phrases(language, (room / "data" / f"{language}.toml").read_text("utf-8"), country)
    return Templates(text, html, phrases)


def written(report: Report, language: str = "en", country: str = "", painted: tuple[str, ...] = ()) -> Digest:
    return render(report, templates(language, country), DESK, painted)


def shown_whole(report: Report, language: str = "en") -> str:
    """The HTML with its pictures in it, painted as those of a delivered digest are."""
    painted = paint(pictures(report, templates(language).phrases))
    return shown_by_itself(written(report, language, "", tuple(one.name for one in painted)).html, painted)


def ref(number: int) -> Ref:
    return Ref("abcdefg"[number % 7 :] + "abcdefg"[: number % 7], f"mail{number}@acme.example", "personal")


REASON = Reason("application_follow_up")
NUMBERS = Numbers(
    stages={"applied": 7, "acknowledged": 4, "in_conversation": 2, "interviewed": 3, "offer": 1, "rejected": 6},
    open=17,
    flow={
        ("applied", "answered"): 12,
        ("applied", "waiting"): 6,
        ("applied", "quiet"): 5,
        ("answered", "interview"): 5,
        ("answered", "rejected"): 5,
        ("answered", "waiting"): 2,
        ("interview", "waiting"): 3,
        ("interview", "rejected"): 1,
        ("interview", "offer"): 1,
    },
    weeks=tuple(Week(date(2026, 9, 7) + timedelta(days=7 * n), n % 4, n % 3) for n in range(12)),
    days_to_answer=(1, 2, 4, 5, 6, 9, 9, 12, 13, 15, 20, 34),
    unanswered=11,
    interviews=4,
    thanked=3,
)
FULL = Report(
    now=NOW,
    waiting=(
        Waiting(
            to="jane.doe@acme.example",
            name="Jane Doe",
            subject="Re: Application for Data Engineer",
            company="Acme",
            role="Data Engineer",
            kind="application_follow_up",
            age_days=3,
            reason=replace(REASON, promised_by=date(2026, 11, 20), late_since=date(2026, 11, 20)),
            phone="+49 30 1234567",
            first_lines=(
                "Dear Jane Doe,",
                "I applied for the Data Engineer role at Acme on 12 November and would like to ask where it stands.",
                "I am still very interested.",
            ),
            draft="d1@example.org",
            ref=ref(1),
        ),
        Waiting(
            "jobs@beta.example",
            "Re: Hello",
            "",
            "",
            "second_follow_up",
            0,
            reason=Reason("second_follow_up", asked=1),
            edited=True,
            outdated=Why("answered", day="2026-11-20"),
            draft="d2@example.org",
            ref=ref(2),
        ),
    ),
    asked=(
        Asked(
            "Gamma Labs", "Analyst", date(2026, 11, 20), "Could you send us three times next week?", "Joe Roe", ref(3)
        ),
    ),
    later=(Later("Old Mill", "Clerk", "interview_invite", date(2026, 11, 19), ref(4)),),
    to_tell=(Meeting("Delta", "Clerk", datetime(2026, 11, 19, 15, tzinfo=BERLIN), ref=ref(5)),),
    coming=(
        Meeting(
            "Delta Water",
            "Planner",
            datetime(2026, 11, 24, 9, 5, tzinfo=BERLIN),
            ("Ann Lee", "Bo Kim"),
            (
                Told(date(2026, 11, 18), "Ann Lee", "Your interview on Tuesday"),
                Told(date(2026, 11, 17), "", "Re: Times that suit"),
            ),
            ref(6),
        ),
    ),
    calls=(
        Call("Eta", "Buyer", "Kim Roe", "+49 40 7654321", first_choice=True, asked=2, ref=ref(7)),
        Call("Zeta", "Driver", ref=ref(8), held=Why("too_late")),
    ),
    by_hand=(
        ByHand(
            "Theta",
            "Cook",
            "application_follow_up",
            REASON,
            held=Why("nobody_to_write", known="", whom=Why("who_hires"), there=Why("there", company="Theta")),
            ref=ref(9),
        ),
        ByHand(
            "Omega",
            "Editor",
            "persistence",
            Reason("persistence", asked=3),
            held=Why("unanswered", n=3),
            name="Uma Ray",
            email="uma@omega.example",
            follow_up="0123456789abcdef0123",
            ref=ref(10),
        ),
    ),
    known=(Known("Sigma", "Tester", ("Sam Poe <sam@sigma.example>",), ref(11)),),
    promises=(
        Promised("Rho", "Baker", date(2026, 11, 20), date(2026, 11, 19), ref(12)),
        Promised("Tau", "Miller", date(2026, 11, 18), None, ref(13)),
    ),
    quiet=(Quiet("Iota", "Nurse", 34, ref(14)), Quiet("Pi", "Tiler", 41, ref(15))),
    closed=(
        Closed("Kappa", "Pilot", "rejected", ref=ref(16)),
        Closed("Nu", "Guard", "closed", by_you=True, ref=ref(17)),
    ),
    undecided=(
        Undecided(
            "Next steps",
            Why("company_open"),
            {"aaaaaaa": "Acme, Data Engineer", "bbbbbbb": "Acme, Analyst"},
            "mmmmmmm",
            "Jane Doe",
            ref(18),
        ),
    ),
    withdrawn=(Undone("Lambda", "Porter", Why("answered", day="2026-11-19"), "Re: News", ref=ref(19)),),
    refused=(Undone("Mu", "Driver", Why("waiting_limit", n=10), "", "0123456789abcdef0123", ref(20)),),
    health=(
        Why(
            "failing",
            account="personal",
            since="2026-11-21 08:15",
            why="imap.example.org does not accept the password; sign in again with `watcher check`",
            short=Why("sign_in"),
        ),
    ),
    notes=("personal: Archive was skipped",),
    numbers=NUMBERS,
)
EMPTY = Report(now=NOW, numbers=replace(NUMBERS, stages={"applied": 7}, open=7))
FIRST = Report(now=NOW)


def large(number: int = 300) -> Report:
    """Three hundred applications, so many of each kind as may be."""
    every = range(number)
    company, role = "Company {} of the Long Name and Sons", "Senior Engineer for Things {}"
    return Report(
        now=NOW,
        waiting=tuple(
            replace(FULL.waiting[0], company=company.format(n), role=role.format(n), ref=ref(n)) for n in range(10)
        ),
        asked=tuple(replace(FULL.asked[0], company=company.format(n), role=role.format(n)) for n in every[:20]),
        to_tell=tuple(replace(FULL.to_tell[0], company=company.format(n)) for n in every[:20]),
        coming=tuple(replace(FULL.coming[0], company=company.format(n)) for n in every[:20]),
        calls=tuple(replace(FULL.calls[0], company=company.format(n), role=role.format(n)) for n in every[:60]),
        by_hand=tuple(replace(FULL.by_hand[0], company=company.format(n), role=role.format(n)) for n in every[:60]),
        known=tuple(replace(FULL.known[0], company=company.format(n)) for n in every[:60]),
        promises=tuple(replace(FULL.promises[0], company=company.format(n)) for n in every[:60]),
        quiet=tuple(Quiet(company.format(n), role.format(n), 30 + n, ref(n)) for n in every[:150]),
        closed=tuple(Closed(company.format(n), role.format(n), "rejected", ref=ref(n)) for n in every[:60]),
        undecided=tuple(replace(FULL.undecided[0], subject=f"Next steps {n}") for n in every[:60]),
        refused=tuple(replace(FULL.refused[0], company=company.format(n)) for n in every[:60]),
        numbers=Numbers(
            stages={"applied": 240, "interviewed": 9, "offer": 1, "accepted": 1, "rejected": 40, "closed": 9},
            open=250,
            flow=LARGE_FLOW,
            weeks=tuple(Week(date(2026, 9, 7) + timedelta(days=7 * n), 20 + n % 9, n % 7) for n in range(12)),
            days_to_answer=tuple(sorted(n * n % 41 for n in range(61))),
            unanswered=239,
            interviews=13,
            thanked=2,
        ),
    )


LARGE_FLOW = {
    ("applied", "answered"): 61,
    ("applied", "waiting"): 130,
    ("applied", "quiet"): 100,
    ("applied", "ended"): 9,
    ("answered", "interview"): 12,
    ("answered", "rejected"): 37,
    ("answered", "waiting"): 12,
    ("interview", "offer"): 2,
    ("interview", "waiting"): 7,
    ("interview", "rejected"): 3,
}


HOSTILE = (
    '<script>alert("x")</script><img src=http://evil.example/a.png>',
    "Very " + "long" * 48 + " name",
    "\u202eevoc\u202c \u05d7\u05d1\u05e8\u05d4 \u05d1\u05e2\u05f4\u05de \u0634\u0631\u0643\u0629",
    "🚀🔥 Rocket 👩‍💻 & Söhne “GmbH” {{ 7*7 }} {% x %}",
    "\r\nBcc: all@evil.example\x00\x1b[31m",
)


def hostile(names: tuple[str, ...] = HOSTILE) -> Report:
    """Every string that comes from mail is hostile."""
    n = [*names] * 3
    return replace(
        FULL,
        waiting=tuple(
            replace(
                FULL.waiting[0],
                company=name,
                role=name,
                name=name,
                subject=name,
                outdated=name,
                phone=name,
                first_lines=(name, name, name),
            )
            for name in names
        ),
        asked=(replace(FULL.asked[0], company=n[0], role=n[1], words=n[2], who=n[3]),),
        coming=(replace(FULL.coming[0], company=n[1], people=tuple(names), written=(Told(NOW.date(), n[0], n[2]),)),),
        calls=(replace(FULL.calls[0], company=n[3], name=n[0], phone=n[2], held=n[1]),),
        by_hand=(replace(FULL.by_hand[0], company=n[2], role=n[0], held=n[0], name=n[3]),),
        known=(Known(n[0], n[1], tuple(names)),),
        quiet=tuple(Quiet(name, name, 30, ref(0)) for name in names),
        closed=tuple(Closed(name, "", "rejected", ref=ref(0)) for name in names),
        undecided=(Undecided(n[0], n[3], {"aaaaaaa": n[0], "bbbbbbb": n[2]}, "mmmmmmm", n[1], Ref("", n[0])),),
        withdrawn=(Undone(n[0], n[2], n[3], n[1]),),
        refused=(Undone(n[2], n[0], n[1]),),
        health=(n[0],),
        notes=(n[2],),
    )
