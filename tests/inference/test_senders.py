"""Every relay, board, test and calendar of the table: an example of its mail, and of its noise."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.inference.examples import Example, Noise
from tests.inference.examples_ats import EXAMPLES as ATS
from tests.inference.examples_boards import EXAMPLES as BOARDS
from tests.inference.examples_noise import NOISE
from tests.inference.examples_services import EXAMPLES as SERVICES
from tests.inference.mails import address, inferred, mail, main_event
from watcher.bootstrap import addresses, inference_tables
from watcher.inference import Kind, parse_tables
from watcher.inference.company import from_domain
from watcher.inference.relayed import from_display, tenant
from watcher.inference.senders import listed, source_of
from watcher.inference.tables import Sender

EXAMPLES = (*ATS, *BOARDS, *SERVICES)
TABLES = inference_tables()
ROWS = {row.name: row for row in TABLES.senders}
PHRASES = {"en": 'language = "en"\n'}


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{example[0]}: {example[2]}" for example in EXAMPLES])
def test_what_it_sends(example: Example) -> None:
    source, sender, subject, text, kind, company, role = example
    event = main_event(mail(text, subject, sender))
    assert event is not None, inferred(mail(text, subject, sender)).ignored
    assert (event.kind.value, event.company, event.role) == (kind, company, role), event
    assert event.source == ("" if ROWS[source].kind == "calendar" else source)


@pytest.mark.parametrize("noise", NOISE, ids=[f"{noise[0]}: {noise[2]}" for noise in NOISE])
def test_what_is_no_event(noise: Noise) -> None:
    source, sender, subject, text = noise
    row = listed(address(sender).email, TABLES)
    assert row is not None
    assert row.name == source
    inference = inferred(mail(text, subject, sender))
    assert inference.events == ()
    assert inference.ignored


def test_each_row_has_an_example() -> None:
    shown = {example[0] for example in EXAMPLES}
    assert sorted(set(ROWS) - shown) == []
    assert sorted(shown - set(ROWS)) == []


def test_the_names_of_rows_differ_and_forty_have_noise() -> None:
    assert [name for name, count in Counter(row.name for row in TABLES.senders).items() if count > 1] == []
    assert len({noise[0] for noise in NOISE}) >= 40


def test_no_employer_of_an_example_is_a_relay() -> None:
    names = {row.name.lower() for row in TABLES.senders} - {"amazon.jobs"}
    assert [example[5] for example in EXAMPLES if example[5].lower() in names] == []


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("eu.greenhouse.io", "Greenhouse"),
        ("acme@myworkday.com", "Workday"),
        ("nhs.jobs@notifications.service.gov.uk", "NHS Jobs"),
        ("find.a.job@notifications.service.gov.uk", "Find a job"),
        ("tax@notifications.service.gov.uk", ""),
        ("calendar-notification@google.com", "Google Calendar"),
        ("dana@google.com", ""),
        ("hubspot.com", ""),
    ],
)
def test_an_address_may_be_listed_alone(place: str, name: str) -> None:
    row = listed(place, TABLES)
    assert (row.name if row else "") == name


def test_a_calendar_is_no_source_and_no_employer() -> None:
    invited = mail("See you there.", "Interview", "Google Calendar <calendar-notification@google.com>")
    assert source_of(invited, TABLES) is None
    assert from_domain("calendar-notification@google.com", TABLES) == ""
    assert from_domain("dana@google.com", TABLES) == "Google"


@pytest.mark.parametrize(
    ("relay", "shown", "company"),
    [
        ("iCIMS", "Acme, Inc. @ icims <acme+autoreply@talent.icims.com>", ""),
        ("iCIMS", "Acme Careers @ icims <acme+autoreply@talent.icims.com>", "Acme"),
        ("Workday", "Acme Workday Notifications <acme@myworkday.com>", "Acme"),
        ("Workday", "No Reply <acme@myworkday.com>", ""),
        ("Lever", "Acme (via Lever) <no-reply@hire.lever.co>", "Acme"),
        ("Lever", "Lever <no-reply@hire.lever.co>", ""),
        ("Workable", "Workable on behalf of Acme <noreply@candidates.workablemail.com>", "Acme"),
        ("PeopleAdmin", "Acme University <noreply@peopleadmin.com>", "Acme University"),
        ("Yello", "Acme University Recruiting <noreply@yello.co>", "Acme"),
        ("Indeed", "Dana Doe <dana-doe-x7@indeedemail.com>", ""),
    ],
)
def test_the_display_name_without_the_relays(relay: str, shown: str, company: str) -> None:
    assert from_display(address(shown), ROWS[relay], TABLES.names) == company


@pytest.mark.parametrize(
    ("relay", "email", "company"),
    [
        ("Workday", "acme@myworkday.com", "Acme"),
        ("Workday", "no-reply@myworkday.com", ""),
        ("Personio", "acme-jobs@m.personio.de", "Acme"),
        ("iCIMS", "acme+autoreply@talent.icims.com", "Acme"),
        ("Teamtailor", "dana.doe@acme.teamtailor-mail.com", "Acme"),
        ("Teamtailor", "no-reply@message.teamtailor.com", ""),
        ("Ashby", "no-reply@ashbyhq.com", ""),
        ("Recruitee", "jobs@2f9c41d0be771a.recruitee.com", ""),
        ("Greenhouse", "acme@greenhouse.io", ""),
    ],
)
def test_the_tenants_place_in_an_address(relay: str, email: str, company: str) -> None:
    assert tenant(address(email), ROWS[relay], TABLES.names) == company


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("email_jobs_application_rejected_01", "rejection"),
        ("email_jobs_application_viewed_01", "application_viewed"),
        ("jobs_applicant_applied", "application_confirmation"),
        ("email_hire_inmail_initial_single_01", "recruiter_outreach"),
        ("email_job_alert_digest_01", ""),
        ("jobs_jymbii_digest", ""),
    ],
)
def test_the_name_of_a_template(template: str, kind: str) -> None:
    message = mail(
        "Your update from Mosslight.",
        "Your application to Data Engineer at Mosslight",
        "LinkedIn <jobs-noreply@linkedin.com>",
        headers={"x-linkedin-template": template},
    )
    event = main_event(message)
    assert (event.kind.value if event else "") == kind


def test_a_verdict_in_a_link_is_stronger_than_an_advertisement_beside_it() -> None:
    links = ("https://www.linkedin.com/jobs?trk=jymbii", "https://www.linkedin.com/x?trk=jobs_application_rejected_01")
    event = main_event(mail("Your update.", "Your application", "LinkedIn <jobs-noreply@linkedin.com>", links=links))
    assert event is not None
    assert event.kind is Kind.REJECTION


def test_the_timeline_knows_every_relay() -> None:
    table = addresses()
    missing = [domain for row in TABLES.senders for domain in row.domains if not table.is_relay(_at(domain))]
    assert missing == []
    assert table.employer_domain("calendar-notification@google.com") == ""
    assert table.employer_domain("dana@google.com") == "google.com"


def _at(place: str) -> str:
    return place if "@" in place else f"someone@{place}"


def test_keys_that_only_some_rows_have() -> None:
    text = (
        "[[sender]]\nname = 'X'\nkind = 'board'\ndomains = ['x.io', 'a@y.io']\nnoise = ['One-time code']\n"
        "noise_from = ['Alerts@']\ntemplate_keys = { digest = 'noise', no = 'rejection' }\n"
    )
    (row,) = parse_tables(text, PHRASES).senders
    assert row == Sender(
        "X",
        "board",
        ("x.io", "a@y.io"),
        noise=("one time code",),
        noise_from=("alerts@",),
        template_keys={"digest": None, "no": Kind.REJECTION},
    )
