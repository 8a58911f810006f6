"""Who plays: the employers of one search, their people, and what each of them will do, drawn from the seed."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from watcher.demo.types import Mail
from watcher.simulate.types import Figure, Meeting, Part, Route

_WEIGHTS = {
    Route.ATS: 38,
    Route.BOARD: 16,
    Route.PERSON: 20,
    Route.ROLE: 12,
    Route.AGENCY: 6,
    Route.OUTREACH: 4,
    Route.ENTERED: 4,
}
_SYSTEM = 0.5
"""How often one who gets a résumé by mail puts it into a system that confirms it."""
_MACHINES = ("acknowledge", "status", "viewed", "incomplete")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an employer's script; `wait` is "kept", "broken" or days "3-9"."""

    name: str
    wait: str


@dataclass(slots=True)
class Case:
    """One application as it is played. `system` tells of an ATS behind it; `over` that the employer is done with it.

    `letters` are the mails between people, oldest first; `first` is the user's own application, None where a form took
    it. `meeting` is the interview that is announced. `promised` is the date last named.
    """

    name: str
    company: str
    domain: str
    role: str
    route: Route
    system: bool
    language: str
    contact: Figure
    recruiter: Figure
    panel: tuple[Figure, ...]
    script: list[Step]
    rng: random.Random
    letters: list[Mail] = field(default_factory=list)
    first: Mail | None = None
    meeting: Meeting | None = None
    met: bool = False
    promised: date | None = None
    over: bool = False
    mute: bool = False  # the user will write nothing of their own any more
    serial: int = 0


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("watcher.simulate") / "data" / f"{name}.toml").read_text("utf-8"))


class Cast:
    """Draws cases, one after another; the same seed gives the same cases."""

    def __init__(self, rng: random.Random, languages: Sequence[str] = ("en",)) -> None:
        words = _table("cast")
        self._words, self._rng, self._languages = words, rng, languages
        pairs = [f"{one} {two}" for one in words["first"] for two in words["second"]]
        rng.shuffle(pairs)
        self._companies = iter(pairs)
        self._people: set[str] = set()
        self._agents = [self._figure(name, Part.RECRUITER) for name in words["agencies"]]
        self._number = 0
        self._past: list[Case] = []

    def case(self) -> Case:
        """The next application of the search."""
        rng = self._rng
        self._number += 1
        like = rng.choice(self._past) if self._past and rng.random() < 0.06 else None  # noqa: PLR2004
        route = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
        if like is not None and like.route in (Route.AGENCY, Route.OUTREACH):
            like = None
        case = self._like(like) if like is not None and route is not Route.AGENCY else self._new(route)
        self._past.append(case)
        return case

    def again(self, case: Case) -> Case:
        """The same role at the same company, once more after its end."""
        self._number += 1
        made = self._made(case.company, case.domain, case.role, case.route, case.recruiter, case.panel)
        if made.system and not any(s.name.startswith(_MACHINES) for s in made.script):
            # Where nothing shows that it was made again, no mail could prove it.
            made.script.insert(0, Step("acknowledge", "0-0"))
        return made

    def _like(self, other: Case) -> Case:
        """Another role at a company that is known, through the same people."""
        taken = {c.role for c in self._past if c.company == other.company}
        role = self._rng.choice([r for r in self._words["roles"] if r not in taken])
        return self._made(other.company, other.domain, role, other.route, other.recruiter, other.panel)

    def _new(self, route: Route) -> Case:
        company = next(self._companies)
        recruiter = self._figure(company, Part.RECRUITER)
        panel = tuple(self._figure(company, Part.MANAGER) for _ in range(3))
        if route is Route.AGENCY:
            recruiter = self._rng.choice(self._agents)
        return self._made(company, _domain(company), self._rng.choice(self._words["roles"]), route, recruiter, panel)

    def _made(
        self, company: str, domain: str, role: str, route: Route, recruiter: Figure, panel: tuple[Figure, ...]
    ) -> Case:
        rng = random.Random(self._rng.random())  # noqa: S311 - a play, no secret
        system = route in (Route.ATS, Route.BOARD, Route.ENTERED)
        system = system or (route in (Route.PERSON, Route.ROLE) and rng.random() < _SYSTEM)
        contact = recruiter
        if route is Route.PERSON and rng.random() < 0.5:  # noqa: PLR2004
            contact = panel[0]
        elif route is Route.ROLE:
            box = rng.choice(self._words["role_boxes"])
            contact = Figure(f"{company} {box.title()}", f"{box}@{domain}", Part.TEAM)
        return Case(
            name=f"{self._number:03d} {company}, {role}",
            company=company,
            domain=domain,
            role=role,
            route=route,
            system=system,
            language=rng.choice(self._languages),
            contact=contact,
            recruiter=panel[0] if contact is panel[0] else recruiter,
            panel=panel,
            script=_script(rng, route, system=system),
            rng=rng,
        )

    def _figure(self, company: str, part: Part) -> Figure:
        rng, words = self._rng, self._words
        titles = words["recruiter_titles" if part is Part.RECRUITER else "manager_titles"]
        while True:
            given, family = rng.choice(words["given"]), rng.choice(words["family"])
            email = f"{given}.{family}@{_domain(company)}".lower()
            if email not in self._people:
                break
        self._people.add(email)
        phone = f"+49 30 555 {rng.randrange(1000, 9999)}"
        return Figure(f"{given} {family}", email, part, rng.choice(titles), phone)


def _domain(company: str) -> str:
    return "".join(c for c in company.lower() if c.isalnum()) + ".example"


def _script(rng: random.Random, route: Route, *, system: bool) -> list[Step]:
    plots = [p for p in _table("plots")["plot"] if route.value in p.get("routes", [route.value])]
    plot = rng.choices(plots, [p["weight"] for p in plots])[0]
    steps = [Step(*told.split()) for told in plot["steps"]]
    return [s for s in steps if system or not s.name.startswith(_MACHINES)]
