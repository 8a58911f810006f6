"""Every letter, in every language, with everything known and unknown: it must be fit to send unchanged."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import combinations, product
from typing import Any

import pytest

from tests.drafting.cases import LANGUAGES, NOW, TEMPLATES, VOICE, drafted, envelope, follow_up
from watcher.cadence import FollowUpKind
from watcher.drafting import Draft, compose
from watcher.drafting.compose import _sentences
from watcher.timeline import Contact

LETTERS = [(kind, interviewed) for kind in FollowUpKind for interviewed in (False, True)]
NOBODY = Contact("jobs@acme.example", "Acme Jobs", human=False)
UNKNOWN: tuple[dict[str, Any], ...] = (
    {},
    {"company": ""},
    {"role": ""},
    {"applied_on": None, "interview_at": None, "last_contact_on": None},
    {"company": "", "applied_on": None, "interview_at": None, "last_contact_on": None, "recipient": NOBODY},
    {"role": "", "applied_on": None, "interview_at": None, "last_contact_on": None, "recipient": NOBODY},
)
PROMISES: tuple[dict[str, Any], ...] = (
    {},
    {"promised_by": date(2026, 11, 20)},
    {"promised_by": date(2026, 12, 2)},
    {"thread": envelope(outgoing=True)},
)
ODD = re.compile(
    r"[{}\[\]<>_]|None|undefined|  |\(\)| [,.;:?!)]|[,;:]\.|\.\.|,,|^ | $|^[,.;]|\d{4}-\d\d|\b(\w+) \1\b(?! B)",
    re.MULTILINE | re.IGNORECASE,
)
DOUBLED_ON_PURPOSE = {"sie sie", "die die", "der der", "que que", "che che", "nous nous", "vous vous", "u u"}


def wordings(language: str, kind: FollowUpKind, **changes: Any) -> list[str]:
    """Every wording of a letter, found by trying keys until the hash gave each of them."""
    found: dict[str, None] = {}
    for number in range(24):
        found[drafted(key=f"k{number}", kind=kind, language=language, **changes).text] = None
    return list(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "interviewed"), LETTERS)
def test_it_can_be_sent_unchanged(language: str, kind: FollowUpKind, *, interviewed: bool) -> None:
    for number, (unknown, promise, late) in enumerate(product(UNKNOWN, PROMISES, (False, True))):
        for key in range(2):
            changes = {"kind": kind, "language": language, "interviewed": interviewed, "late": late}
            draft = drafted(key=f"{number}-{key}", **changes, **unknown, **promise)
            odd = next(
                (m for m in ODD.finditer(draft.text) if m.group().lower() not in DOUBLED_ON_PURPOSE),
                None,
            )
            assert odd is None, f"{odd}\n{draft.text}"
            assert 38 <= len(draft.text.split()) <= 140, f"{len(draft.text.split())} words\n{draft.text}"
            assert draft.text.endswith("\nAda Example")
            to_their_own_people = "thread" in promise  # who need not be told where they work
            left_out = unknown.keys() | ({"company"} if to_their_own_people else set())
            assert ("company" in left_out) != ("Acme" in draft.text), draft.text
            assert ("role" in unknown) != ("Data Engineer" in draft.text), draft.text
            named = {"company": "Acme", "role": "Data Engineer"}
            assert draft.names == tuple(name for what, name in named.items() if what not in left_out)
            # French parts the colon and the question mark from their word.
            subject = re.sub(r" (?=[:?])", "", draft.subject) if language == "fr" else draft.subject
            assert not ODD.search(subject), draft.subject


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FollowUpKind)
def test_there_are_several_wordings_and_each_says_it_differently(language: str, kind: FollowUpKind) -> None:
    texts = wordings(language, kind, interviewed=kind is not FollowUpKind.REJECTION_REPLY)
    assert len(texts) >= 2
    for one, other in combinations(texts, 2):
        assert not _sentences(one) & _sentences(other)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FollowUpKind)
def test_a_late_one_says_so(language: str, kind: FollowUpKind) -> None:
    for number in range(12):
        on_time = drafted(key=f"k{number}", kind=kind, language=language, interviewed=True)
        late = drafted(key=f"k{number}", kind=kind, language=language, interviewed=True, late=True)
        assert on_time.text != late.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_thanks_to_several_interviewers_share_no_sentence(language: str) -> None:
    written: list[Draft] = []
    for name in ("jane", "john", "joan", "jack", "jill", "june"):
        thanks = follow_up(
            key=f"thanks-{name}",
            kind=FollowUpKind.THANK_YOU,
            language=language,
            recipient=Contact(f"{name}@acme.example", f"{name.title()} Doe"),
        )
        draft = compose(thanks, VOICE, TEMPLATES, NOW, others=written)
        assert isinstance(draft, Draft)
        written.append(draft)
    for one, other in combinations(written, 2):
        assert not _sentences(one.text) & _sentences(other.text)


@pytest.mark.parametrize(
    ("language", "day", "interview", "promise"),
    [
        ("en", "12 November", "20 November", "2 December"),
        ("de", "12. November", "20. November", "2. Dezember"),
    ],
)
def test_dates_are_said_as_people_say_them(language: str, day: str, interview: str, promise: str) -> None:
    assert all(day in text for text in wordings(language, FollowUpKind.APPLICATION_FOLLOW_UP))
    thanks = wordings(language, FollowUpKind.THANK_YOU, promised_by=date(2026, 12, 2), late=True)
    assert all(interview in text and promise in text for text in thanks)
    asked = wordings(language, FollowUpKind.POST_INTERVIEW, promised_by=date(2026, 11, 12))
    assert all(day in text for text in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_one_names_the_day_of_the_first(language: str) -> None:
    first = envelope(outgoing=True, sent_at=datetime(2026, 11, 16, 10, tzinfo=UTC))
    for text in wordings(language, FollowUpKind.SECOND_FOLLOW_UP, thread=first):
        assert "16" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_that_cannot_be_right_is_not_named(language: str) -> None:
    for applied_on in (date(2026, 11, 29), date(2025, 11, 29)):
        for text in wordings(language, FollowUpKind.APPLICATION_FOLLOW_UP, applied_on=applied_on):
            assert "29" not in text


@pytest.mark.parametrize(
    ("language", "name", "kind", "greeting"),
    [
        ("en", "Jane Doe", FollowUpKind.THANK_YOU, "Hello Jane,"),
        ("en", "Jane Doe", FollowUpKind.APPLICATION_FOLLOW_UP, "Dear Jane Doe,"),
        ("en", "Dr. Jane Doe", FollowUpKind.THANK_YOU, "Dear Dr. Jane Doe,"),
        ("en", "Acme Recruiting", FollowUpKind.THANK_YOU, "Hello,"),
        ("en", "", FollowUpKind.APPLICATION_FOLLOW_UP, "Hello,"),
        ("de", "Jane Doe", FollowUpKind.THANK_YOU, "Guten Tag Jane Doe,"),
        ("de", "Frau Doe", FollowUpKind.REJECTION_REPLY, "Guten Tag Frau Doe,"),
        ("de", "Bewerbungsteam Acme", FollowUpKind.APPLICATION_FOLLOW_UP, "Sehr geehrte Damen und Herren,"),
        ("ja", "Jane Doe", FollowUpKind.THANK_YOU, "Hello Jane,"),
        ("de-AT", "Jane Doe", FollowUpKind.THANK_YOU, "Guten Tag Jane Doe,"),
        ("", "Jane Doe", FollowUpKind.THANK_YOU, "Hello Jane,"),
    ],
)
def test_the_greeting(language: str, name: str, kind: FollowUpKind, greeting: str) -> None:
    draft = drafted(language=language, kind=kind, recipient=Contact("jane@acme.example", name))
    assert draft.text.split("\n")[0] == greeting


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("company", ["Acme Inc.", "Yahoo!", "Who?"])
def test_a_company_brings_its_own_mark(language: str, company: str) -> None:
    for kind in FollowUpKind:
        for text in wordings(language, kind, company=company, interviewed=True):
            assert company in text
            assert not re.search(re.escape(company) + r"[.!]", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rejection_after_an_interview_is_answered_otherwise(language: str) -> None:
    before = wordings(language, FollowUpKind.REJECTION_REPLY)
    after = wordings(language, FollowUpKind.REJECTION_REPLY, interviewed=True)
    assert not set(before) & set(after)


def test_the_same_key_reads_the_same_on_every_run() -> None:
    assert drafted() == drafted()


@pytest.mark.parametrize(
    ("role", "named"),
    [
        ("Analyste", "poste d’Analyste"),
        ("Élagueur", "poste d’Élagueur"),
        ("Hôtesse d’accueil", "poste d’Hôtesse"),
        ("UX Designer", "poste d’UX Designer"),
        ("Hardware Engineer", "poste de Hardware"),
        ("Yield Manager", "poste de Yield"),
        ("Data Engineer", "poste de Data"),
    ],
)
def test_french_elides_before_a_role_as_people_do(role: str, named: str) -> None:
    assert named in drafted(language="fr", role=role).text


@pytest.mark.parametrize(
    ("company", "named"),
    [
        ("Acme", "na Acme"),
        ("Oficinas Tejo", "na Oficinas Tejo"),
        ("Universidade Nova", "na Universidade Nova"),
        ("Banco Azul", "no Banco Azul"),
        ("Laboratórios Foz", "nos Laboratórios Foz"),
    ],
)
def test_portuguese_names_a_company_as_people_do(company: str, named: str) -> None:
    assert named in drafted(language="pt", company=company).text
