"""Company and role, as the employer writes them; "" where they cannot be told. Relays and agencies are never it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from watcher.inference.dates import find_days
from watcher.inference.folding import Sentence, Wording, fold
from watcher.inference.layout import (
    card_company,
    card_role,
    company_of_host,
    labelled_company,
    leading_company,
    listed_job,
    segment_role,
)
from watcher.inference.names import (
    agrees,
    clean_company,
    clean_role,
    family_firm,
    plain,
    spelled,
    titled_label,
    trailing_role,
)
from watcher.inference.phrases import Read
from watcher.inference.relayed import from_display, is_desk_address, tenant
from watcher.inference.senders import listed
from watcher.inference.structured import postings
from watcher.inference.subjects import bare
from watcher.inference.tables import NameWords, Sender, Tables
from watcher.inference.titles import titled
from watcher.reading import Message

_AFTER_MARK = re.compile(r"[,:!] (?!(?:inc|llc|ltd|gmbh|co)\b)", re.IGNORECASE)
_HOUR = re.compile(r"\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\b|uhr\b|h\b)|\d{1,2}[:/.]\d{2}\b")
_ANY_DAY = date(2026, 1, 1)
_WEEKDAY = 12  # "wednesday, " may stand before a day
MAX_LINKS = 40
MAX_SPELLED = 8000  # characters of the text
_OF_A_COMPANY = ("at", "join", "joining")  # before a company, and before no person
PERSON_WORDS = 2  # "Jane Doe"
MAX_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Names:
    """What a message calls the company and the role."""

    company: str = ""
    role: str = ""


def _matches(wording: Wording, where: str, read: Read, known: NameWords) -> Iterator[Names]:
    for language in read.languages:
        # The titles of other languages are endings ("~leiter"): too few to judge a role in small letters by.
        titles = language.titles if language.code == "en" else frozenset[str]()
        for extraction in language.extractions:
            if extraction.where != where:
                continue
            indices = {index for key in extraction.pattern.keys for index in wording.where.get(key, ())}
            for index in sorted(indices)[:MAX_SENTENCES]:
                sentence = wording.sentences[index]
                match = extraction.pattern.regex.search(sentence.bare)
                if match is None:
                    continue
                groups = match.re.groupindex
                company = _company(sentence, match, known, lower=where == "subject") if "company" in groups else ""
                role = _role(sentence, match, known, titles) if "role" in groups else ""
                yield Names(
                    "" if _is_title(company, language.titles) or _is_when(company, read) else company,
                    "" if _is_when(role, read) else role,
                )


def _is_when(name: str, read: Read) -> bool:
    """A day or an hour, as "your interview for Friday at 3pm" has them where others have a role and a company."""
    text = fold(name)
    days = (day for language in read.languages for day in find_days(text, language, _ANY_DAY))
    return bool(_HOUR.match(text)) or any(day.start < _WEEKDAY for day in days)


def _is_title(name: str, titles: frozenset[str]) -> bool:
    """A title that was taken for a company: "our Sales Director"."""
    return bool(name) and fold(name.rsplit(maxsplit=1)[-1]).strip(".,") in titles


def _company(sentence: Sentence, match: re.Match[str], known: NameWords, *, lower: bool) -> str:
    if match.end("company") == len(sentence.bare) or match.end("company") == match.end():
        return clean_company(sentence.written_from(match.start("company")), known, lower=lower)
    exact = sentence.written(match.start("company"), match.end("company"))
    if match.start("company") == match.start():  # nothing tells where the name begins: "Hi Sam, Acme has viewed"
        exact = _AFTER_MARK.split(exact)[-1]
    name = clean_company(exact, known)
    return name if len(name) + 2 >= len(exact) else ""


def _role(sentence: Sentence, match: re.Match[str], known: NameWords, titles: frozenset[str]) -> str:
    """A captured role ends where the capture ends, or where the title itself does."""
    if match.end("role") == len(sentence.bare):
        return clean_role(sentence.written_from(match.start("role")), known, titles)
    exact = sentence.written(match.start("role"), match.end("role"))
    after = sentence.bare[match.end("role") :].split(" ", 2)[1:2]
    if after and after[0] in known.title_nouns:
        return trailing_role(exact, known, titles)
    before, _, last = exact.rpartition(" ")
    if fold(last) in known.title_nouns:
        return trailing_role(before, known, titles)
    return clean_role(exact, known, titles)


def written(wording: Wording, where: str, read: Read, known: NameWords) -> Names:
    """Company and role by the extraction patterns, the first good one of each."""
    company = role = ""
    for names in _matches(wording, where, read, known):
        company = company or names.company
        role = role or names.role
        if company and role:
            break
    return Names(company, role)


def from_domain(email: str, tables: Tables) -> str:
    """The name in an employer's own domain; "" for relays, private mail and agencies."""
    domain = email.rpartition("@")[2]
    if not domain or domain in tables.names.free_mail or listed(email, tables) is not None:
        return ""
    return titled_label(domain)


def _from_links(message: Message, relay: Sender) -> str:
    for link in message.links[:MAX_LINKS]:
        for begin in relay.links:
            _, found, rest = link.partition(begin)
            slug = re.match(r"[A-Za-z0-9][\w-]{1,40}", rest) if found else None
            if slug and slug[0].lower() not in ("embed", "users", "api", "unsubscribe"):
                return " ".join(word.capitalize() for word in re.split(r"[-_]", slug[0]))
    return ""


def incoming_names(message: Message, read: Read, tables: Tables, relay: Sender | None) -> Names:
    """Company and role of a received message."""
    names = _incoming(message, read, tables, relay)
    names = Names(*("" if _is_when(name, read) else name for name in (names.company, names.role)))
    posted = postings(message)
    return Names(posted[0].company or names.company, posted[0].role or names.role) if len(posted) == 1 else names


def _incoming(message: Message, read: Read, tables: Tables, relay: Sender | None) -> Names:
    subject = written(read.subject, "subject", read, tables.names)
    body = written(read.body, "body", read, tables.names)
    quoted = written(read.quoted, "body", read, tables.names) if read.quoted.sentences else Names()
    sender = message.from_
    shown_by = relay or (listed(sender.email, tables) if sender else None)  # a calendar's name is no employer's either
    by_place = {
        "subject": subject.company,
        "body": body.company,
        "display": from_display(sender, shown_by, tables.names) if sender else "",
        "link": _from_links(message, relay) if relay else "",
        "fixed": relay.fixed if relay else "",
    }
    by_place = {place: name for place, name in by_place.items() if not _is_service(place, name, relay, tables)}
    if sender is not None and _writes_for(by_place, sender.name, tables.names):
        by_place["display"] = ""
    order = relay.company if relay and relay.company else ("subject", "display", "body")
    if relay is None and sender is not None and is_desk_address(sender):
        order = ("display", *order)
    company = next((by_place[place] for place in order if by_place.get(place)), "")
    if relay is not None and sender is not None:
        company = _of_tenant(message, tenant(sender, relay, tables.names), company, by_place, tables.names)
    own = message.new_text or message.text
    stated = labelled_company(own, tables.names) if relay is None or not company else ""
    if relay is not None:
        company = _laid_out(message, own, relay, company, subject.role or body.role, tables.names)
    role = card_role(own, company, tables.names) if relay is not None and company else ""
    spoken = _spoken(own, read, relay, tables.names)
    company = company or spoken.company
    roles = (role, subject.role, body.role, _titled(message, read, tables.names), spoken.role, quoted.role)
    told = (name for name in roles if name and not _is_reader(name, message))
    role = next((name for name in told if not _is_name_of(name, company, tables.names)), "")
    if stated:
        return Names(stated, role)
    if sender is not None:
        domain = _spelled_out(from_domain(sender.email, tables), message, tables.names)
        others = [by_place.get("subject", ""), by_place.get("body", "")]
        shown = by_place.get("display", "") if relay is None and is_desk_address(sender) else ""
        if not shown:
            company = _by_domain(company, domain, others, own, tables.names)
        elif _is_desk_of(shown, domain, tables.names):
            company = domain
    return Names(company or quoted.company, role)


def _is_reader(role: str, message: Message) -> bool:
    """The reader's own name, which begins many a subject: "Ada, your application at Acme"."""
    readers = {word for to in message.to for word in fold(to.name).split()}
    return bool(readers) and readers.issuperset(fold(role).split())


def _is_name_of(role: str, company: str, known: NameWords) -> bool:
    """A company that was taken for a title, with its legal form or without: "your application to Acme GmbH"."""
    return bool(company) and plain(_informal(role, known)) == plain(_informal(company, known))


def _informal(name: str, known: NameWords) -> str:
    words = name.split()
    while len(words) > 1 and fold(words[-1]).strip(".,") in known.legal_forms | known.inside_company:
        words.pop()
    return " ".join(words)


def _is_desk_of(shown: str, domain: str, known: NameWords) -> bool:
    """A display name that is the domain's name and the name of a desk: "Palisade Pay People"."""
    rest = fold(shown).removeprefix(fold(domain)).split() if domain else []
    return bool(rest) and len(rest) < len(shown.split()) and all(word in known.desk for word in rest)


def _is_service(place: str, name: str, relay: Sender | None, tables: Tables) -> bool:
    """A board, a test or a calendar that is named, and is none to whom the subject says that the user applied."""
    said = fold(name)
    own = relay is not None and relay.kind != "ats" and said == fold(relay.name)
    return own or (said in tables.service_names and (relay is not None or place != "subject"))


def _writes_for(by_place: Mapping[str, str], shown: str, known: NameWords) -> bool:
    """A display name that could be a person's, where subject or text names another company."""
    display = by_place.get("display", "")
    if display != shown.strip("\"' ") or not _person_like(display, known):
        return False
    others = [plain(name) for name in (by_place.get("subject", ""), by_place.get("body", "")) if name]
    return bool(others) and not any(name in plain(display) or plain(display) in name for name in others)


def _person_like(name: str, known: NameWords) -> bool:
    words = name.split()
    return len(words) == PERSON_WORDS and fold(words[-1]).strip(".") not in known.legal_forms


def _of_tenant(message: Message, label: str, company: str, by_place: Mapping[str, str], known: NameWords) -> str:
    """The company where a relay's address holds its short name: as the message spells it, else as it stands there."""
    if not label:
        return company
    agreeing = next((name for name in (company, *by_place.values()) if name and agrees(name, label, known)), "")
    spelt = _spelled_out(label, message, known)
    if agreeing and not (spelt != label and plain(spelt).startswith(plain(agreeing))):
        return agreeing
    return spelt if agreeing or not company or spelt != label else company


def _laid_out(message: Message, own: str, relay: Sender, company: str, role: str, known: NameWords) -> str:
    """The company, where a relay's layout tells it better than its prose does."""
    if relay.kind == "board" and role:
        company = card_company(own, role, known) or company
    if relay.kind == "scheduling":
        company = company_of_host(message.subject, known) or company
    return company or labelled_company(own, known) or leading_company(bare(message.subject), known)


def _titled(message: Message, read: Read, known: NameWords) -> str:
    """The role in a segment of the subject or of an invitation's summary."""
    titles = frozenset[str]().union(*(language.titles for language in read.languages))
    lines = [sentence.original for sentence in read.subject.sentences] + [event.summary for event in message.calendar]
    return next((role for role in (segment_role(line, known, titles) for line in lines[:5]) if role), "")


def _spoken(text: str, read: Read, relay: Sender | None, known: NameWords) -> Names:
    """Role and company where a board lists a title, or where one is spoken of in prose."""
    titles = frozenset[str]().union(*(language.titles for language in read.languages))
    role, company = listed_job(text, known, titles) if relay is not None else ("", "")
    if not role:
        role, company = titled(read.body.sentences, titles, known)
    return Names(company, role)


def _spelled_out(domain: str, message: Message, known: NameWords) -> str:
    """A domain's name as the message writes it, in signature or text: "Zephyr Maps" for zephyrmaps.example."""
    if not domain:
        return ""
    shown = message.from_.name if message.from_ is not None else ""
    own = message.new_text or message.text
    return spelled(domain, f"{shown}\n{message.subject}\n{own[:MAX_SPELLED]}", known) or family_firm(domain, shown)


def _by_domain(company: str, domain: str, others: list[str], text: str, known: NameWords) -> str:
    """Prefer, of the names found, the one that the employer's own domain bears out; a lone person's name is none."""
    if not domain:
        return company
    agreeing = next((name for name in (company, *others) if name and agrees(name, domain, known)), "")
    if agreeing:
        return agreeing
    alone = _person_like(company, known) and not any(f" {word} {company}" in text for word in _OF_A_COMPANY)
    return domain if not company or alone else company
