"""What the sender tells of the employer for whom it writes: the display name, or the tenant's place in the address."""

from __future__ import annotations

import re

from watcher.inference.folding import fold
from watcher.inference.names import MAX_SHOWN, before_desk, clean_company
from watcher.inference.senders import is_no_reply, is_role_address
from watcher.inference.tables import NameWords, Sender
from watcher.reading import Address

_PERSON_AT = re.compile(
    r"^(.{2,40}?)(?: from | at | @ | @|, | \| | \(| von | bei | bij | chez | de chez | da | do time | - )(.{2,60})$"
)
_VIA = re.compile(r"\s(?:via|über|by|on)\s.{2,40}$", re.IGNORECASE)
_NO_REPLY = re.compile(
    r"^(?:(?:please )?do ?not|no)[ -]?reply\b[\s:|–—-]{0,3}|[\s(|–—-]{0,3}\b(?:do ?not|no)[ -]?reply\)?$", re.IGNORECASE
)
_STUCK_DESK = re.compile(
    r"(?<=.)(?:新卒|中途|校园|校園|社会)?(?:採用|人事|招聘|招募|人力资源|人力資源|채용|인사)"
    r"(?:担当者?|チーム|グループ|事務局|窓口|係|部門?|课|課|组|組|团队|團隊|中心|팀|담당자?)?$"
)
_SHORT = 3  # letters of a tenant that is an abbreviation
_TOKEN = re.compile(r"[0-9a-f]{12,}|\d{5,}")  # a tenant or address that a machine numbered
# Labels before a relay's domain that name no tenant.
_GENERIC = """
mail email mails e m s app apps www eu us uk na de fr ca au emea apac candidates candidate notification notifications
notify noreply no-reply reply replies jobs careers hire hiring recruiting recruit talent message messages messaging
info news alerts connect hello hi my go send mailer bounce bounces in web smtp mx mg em prod"""
_HOSTS = frozenset(_GENERIC.split())


def from_display(address: Address, relay: Sender | None, known: NameWords) -> str:
    """The company in a display name: "Acme Recruiting", "Jane from Acme", "Acme" of a no-reply address."""
    name = address.name[:MAX_SHOWN].strip().strip("\"'")
    if relay is not None:
        name = _without_relay(_NO_REPLY.sub("", name), relay)
    name = _VIA.sub("", name).strip()
    if not name or "@" in name:
        return ""
    desk = known.desk | frozenset(fold(relay.name).split()) if relay is not None else known.desk
    person = _PERSON_AT.match(name)
    if person is not None and fold(person[2]).strip(".") in known.legal_forms:
        person = None
    if person is not None and _is_desk(person[2], desk):
        return not_relay(clean_company(_without_desk(person[1], desk, known), known), relay)
    if person is not None and (relay is not None or " " in person[1].strip() or _is_desk(person[1], desk)):
        return not_relay(clean_company(_without_desk(person[2], desk, known), known), relay)
    bare = _without_desk(name, desk, known)
    if bare and bare != name:
        return not_relay(clean_company(bare, known), relay)
    if bare and is_desk_address(address):
        return not_relay(clean_company(name, known), relay)
    return ""


def is_desk_address(address: Address) -> bool:
    """A no-reply or a role address: what it shows beside is no person."""
    return is_no_reply(address.email) or is_role_address(address.email)


def tenant(address: Address, relay: Sender, known: NameWords) -> str:
    """The employer's short name where a relay puts it into the address.

    "local": acme@myworkday.com, acme-jobs@m.personio.de, acme+autoreply@talent.icims.com.
    "host": jobs@acme.teamtailor-mail.com.
    """
    local, _, domain = address.email.partition("@")
    if "host" in relay.company:
        own = max((d for d in relay.domains if domain.endswith(f".{d}")), key=len, default="")
        label = domain.removesuffix(f".{own}").rpartition(".")[2] if own else ""
        if label and label not in _HOSTS and not _TOKEN.search(label):
            return _titled(re.split(r"[-_]", label))
    if "local" not in relay.company or is_no_reply(address.email) or is_role_address(address.email):
        return ""
    words = [word for word in re.split(r"[._-]", local.partition("+")[0]) if word]
    while words and fold(words[-1]) in known.desk:
        words.pop()
    while words and fold(words[0]) in known.desk:
        words.pop(0)
    return "" if _TOKEN.search(local.partition("+")[0]) else not_relay(_titled(words), relay)


def _titled(words: list[str]) -> str:
    return " ".join(word.upper() if len(word) <= _SHORT else word.capitalize() for word in words)


def _without_relay(name: str, relay: Sender) -> str:
    """A display name without the relay's own: "Acme @ icims", "Acme via Lever", "Workable on behalf of Acme"."""
    own, folded = re.escape(fold(relay.name)), fold(name)
    before = re.match(rf"{own}(?:\.com)?(?:\s(?:on behalf of|for|from)\s|\s?[|/·:–—-]\s)", folded)
    name, folded = (name[before.end() :], folded[before.end() :]) if before else (name, folded)
    after = re.search(
        rf"\s?(?:@|[(|/·:–—-]|\b(?:via|by|on|from|at|uber|through|powered by))\s?{own}(?:\.com)?\)?$", folded
    )
    return name[: after.start()] if after is not None and after.start() else name


def _is_desk(text: str, desk: frozenset[str]) -> bool:
    return all(fold(word).strip("-|:,()&/") in desk for word in text.split())


def _without_desk(name: str, desk: frozenset[str], known: NameWords) -> str:
    """A display name without the words that name a desk: "Acme Hiring Team", "Recruiting at Acme" -> "Acme"."""
    words = _STUCK_DESK.sub("", name).split()
    whole = len(words) > 1 and fold(words[1]) == "of"  # "University of Acme"
    if words and not whole and fold(words[0]) in desk - known.inside_company:
        while len(words) > 1 and fold(words[0]).strip("-|:,()&/") in desk | known.inside_company | {"at", "@"}:
            words.pop(0)
    return " ".join(before_desk(words, desk, known))


def not_relay(name: str, relay: Sender | None) -> str:
    """The name, unless it is the relay's own: a display name "Workable" is not the employer."""
    if relay is None or not name:
        return name
    own, said = fold(relay.name), fold(name)
    if own in (said, said.split(" ", maxsplit=1)[0]) or set(said.split()) <= set(own.split()):
        return ""
    return name
