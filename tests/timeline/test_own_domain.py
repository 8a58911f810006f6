"""A person who writes for the first time, from the domain that bears the name of the employer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.timeline.builders import NOREPLY, OWN, addresses, applied, ev, got, t, told
from watcher.inference import Kind
from watcher.timeline import Seen, build, tied
from watcher.timeline.proofs import is_called


def facts(*mails: Seen) -> list[int]:
    """How many facts each application has; the same of all mail as of what can matter."""
    made = [
        build(some, (), t("2026-05-20"), own_addresses=OWN, addresses=addresses(), around=mails)
        for some in (mails, tied(mails, (), addresses(), OWN))
    ]
    assert made[0] == made[1]
    return [len(a.facts) for a in made[0].applications]


def confirmed(company: str) -> Seen:
    return got("2026-03-02", ev(Kind.APPLICATION_CONFIRMATION, company, "Cook"), frm=NOREPLY)


def wrote(email: str, name: str, *, human: bool = True) -> Seen:
    return got("2026-03-09", frm=email, name=name, human=human, subject="Hello")


@pytest.mark.parametrize(
    ("company", "email", "name", "is_tied"),
    [
        ("Lumenfield", "theo@lumenfield.com", "Theo Lind", True),
        ("Ferrous & Pine", "amara.okafor@ferrousandpine.com", "Amara Okafor", True),
        ("Greywater Engineering", "lmontoya@greywatereng.com", "Luis Montoya", True),
        ("Halcyon", "dana@joinhalcyon.com", "Dana Doe", True),
        ("Metaverse", "dana@meta.com", "Dana Doe", False),
        ("Meta", "dana@metaverse.com", "Dana Doe", False),
        ("Lumenfield", "orders@lumenfield.com", "Lumenfield Shop", False),
        ("Lumenfield", "theo@lumenfield-news.com", "Theo Lind", False),
        ("Gmail", "theo@gmail.com", "Theo Lind", False),
    ],
)
def test_a_person_is_known_by_the_name_of_their_domain(company: str, email: str, name: str, is_tied: bool) -> None:
    assert facts(confirmed(company), wrote(email, name)) == [2 if is_tied else 1]


def test_what_no_person_wrote_is_not_tied_so() -> None:
    assert facts(confirmed("Lumenfield"), wrote("theo@lumenfield.com", "Theo Lind", human=False)) == [1]


def test_a_stranger_who_writes_of_another_matter_does_not_answer() -> None:
    """The town's evening school, the garage's sales desk: they share the domain of the employer."""
    course = wrote("theo@lumenfield.com", "Theo Lind")
    elsewhere = replace(course, inference=replace(course.inference, other_matter=True))
    assert facts(confirmed("Lumenfield"), elsewhere) == [1]


def test_of_two_open_applications_neither_is_chosen() -> None:
    other = got("2026-03-03", ev(Kind.APPLICATION_CONFIRMATION, "Lumenfield", "Baker"), frm=NOREPLY)
    assert sorted(facts(confirmed("Lumenfield"), other, wrote("theo@lumenfield.com", "Theo Lind"))) == [1, 1]


def test_of_two_the_one_whose_role_the_subject_names_is_chosen() -> None:
    other = got("2026-03-03", ev(Kind.APPLICATION_CONFIRMATION, "Lumenfield", "Baker"), frm=NOREPLY)
    letter = got("2026-03-09", frm="theo@lumenfield.com", name="Theo Lind", human=True, subject="Baker, a short call")
    made = told(confirmed("Lumenfield"), other, letter).applications
    assert sorted((a.role, len(a.facts)) for a in made) == [("Baker", 2), ("Cook", 1)]


def test_a_company_that_is_called_by_its_domain_is_the_one_that_confirmed() -> None:
    hold = ev(Kind.POSITION_ON_HOLD, "Greywatereng", "Cook")
    paused = got("2026-03-09", hold, frm="lmontoya@greywatereng.com", name="Luis Montoya", human=True)
    made = told(confirmed("Greywater Engineering"), paused).applications
    assert [(a.company, a.role, len(a.facts)) for a in made] == [("Greywater Engineering", "Cook", 2)]


def test_a_company_known_by_its_domain_alone_is_called_as_its_people_spell_it() -> None:
    applied = got("2026-03-02", ev(Kind.APPLICATION_CONFIRMATION, "Copperline", "Cook"), frm="jobs@copperline.com")
    spelled = got("2026-03-04", ev(Kind.RECRUITER_REPLY, "Copper Line", "Cook"), frm="jobs@copperline.com", human=True)
    assert [a.company for a in told(applied, spelled).applications] == ["Copper Line"]


def test_names_that_merely_begin_alike_are_two() -> None:
    assert is_called("sablecreekfoods", "sablecreek")
    assert not is_called("metaverse", "meta")
    assert not is_called("meta", "metaverse")


@pytest.mark.parametrize(
    ("name", "is_tied"), [("Theo Lind", True), ("", True), ("City of Acme Passports", False), ("Acme Shop", False)]
)
def test_an_office_of_the_employer_is_no_colleague(name: str, *, is_tied: bool) -> None:
    assert facts(applied(), wrote("passports@acme.com", name)) == [2 if is_tied else 1]
