"""The people whom a message names: its sender, interviewers of an invitation, and those of prose and signature."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from watcher.inference.folding import fold
from watcher.inference.nobody import is_nobody
from watcher.inference.senders import is_no_reply, is_role_address, listed
from watcher.inference.tables import Tables
from watcher.inference.types import Person, PersonRole
from watcher.reading import Address, Attendee, CalendarEvent, Message

MAX_PEOPLE = 20

_NAME = r"[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ](?:\.|[\w'’-]{0,20})){1,2}"
_MEETS = (
    r"(?:[Mm]eet|[Mm]eeting|[Ss]peak|[Ss]peaking|[Tt]alk|[Tt]alking|[Cc]hat|[Ii]nterview|[Ii]nterviewing|[Cc]onversation"
    r"|[Cc]all|[Gg]espräch|[Ee]ntretien|[Cc]olloquio|[Ee]ntrevista|[Gg]esprek)s?"
)
_MORE = rf"((?:(?:,| and| &| und| et| y| e| en){{1,2}} {_NAME}){{0,5}})"
_SEES = (
    r"(?<!Google )(?:[Mm]eet|[Mm]eeting|[Ii]nterviewed by|[Tt]reffen Sie|triffst du|[Rr]encontrer(?:ez)?"
    r"|[Éé]changer(?:ez)? avec|[Ii]ncontrer\w{1,3}|[Pp]arler\w{1,3} con|[Cc]onocer\w{1,3} a|[Hh]ablar\w{0,3} con"
    r"|[Oo]ntmoet|[Ss]preekt? met|[Ff]alar\w{0,2} com|[Ee]ncontrar\w{0,3})"
)
_WITH = re.compile(rf"(?:{_MEETS} (?:with|mit|avec|con|com|met|to)|{_SEES}) (?:you and )?({_NAME}){_MORE}")
_ADDRESSED = re.compile(
    rf"({_NAME})(?:,|:| [-–])? ?[(<\[]? ?(?:mailto:)?([\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{2,63}}){{1,4}}) ?[)>\]]?"
)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Þ])")
_MEETING = re.compile(rf"{_MEETS}|{_SEES}|[Ii]nterviewers?|[Pp]anel")
_LABELLED = re.compile(
    rf"(?im:^)\W{{0,4}}(?:[Ii]nterviewers?|[Pp]anel|[Hh]iring [Mm]anager)\s?[:–-]\s?({_NAME}){_MORE}"
)
_MANAGER = re.compile(rf"[Hh]iring [Mm]anager,? (?:is )?({_NAME})")
_ONE = re.compile(_NAME)
_PHONE = re.compile(r"(?<![\w/.#-])(\+?\(?\d[\d ().-]{7,17}\d)(?![\w-])")
# The last label before a number, if it is no telephone's.
_NO_PHONE = re.compile(
    r"(?:fax|telefax|faks|\bf|\breq\w{0,12}|\bref\w{0,8}|\bjob\w{0,3}|\bid|\bticket|\bcase|\bposting|\biban|\bvat"
    r"|\bust\w{0,6}|\bhr[ab]|\bkvk|\bsiret|\bsiren|\bp\.? ?iva|\bnif|\bcif|\bplz|\bzip|\bkennziffer|\breferenz\w{0,8}"
    r"|\bno|\bnr|\bnumber)(?: ?(?:id|no|nr|number|code))?[\s.:#-]{0,4}$"
)
_IS_PHONE = re.compile(
    r"(?:tel(?:efon\w{0,3}|ephone|efoon)?|phone|mobile?|cell|handy|direct)"
    r"\.? ?(?:no|nr|number|numero|nummer)?[\s.:#-]{0,4}$"
)
_DATED = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d(?!\d)|\d{1,2}\.\d\d ?- ?\d{1,2}\.\d\d$|20\d\d[ .-]\d{3,}"
)
_TITLE = re.compile(
    r"recruit|talent|human resources|personalabteilung|personalreferent"
    r"|people ops|people operations|people partner|\bhr\b|staffing|sourcer|recrutement|rrhh|selezione"
)
_BOSS = re.compile(
    r"hiring manager|head of|director|vp |vice president|chief|founder|cto|ceo|team lead|engineering manager|leiter"
)
# "I'm Sofía, a recruiter at ...": the writer names their own trade.
_I_AM = re.compile(
    r"(?<!\w)(?:i'm|i am|my name is|ich bin|mein name ist|je suis|je m'appelle|soy|me llamo|sono|mi chiamo|ik ben|sou)"
    r"(?!\w)[^.!?\n]{0,80}"
)
_SIGNATURE_LINES = 12
_SIGNATURE_WORDS = 12  # a longer line is prose
_TITLE_LINE = 6  # words of a title that stands under no name
_PROSE = re.compile(r"[.!?,;:]$|[.!?] [A-ZÀ-Þ]|^[a-zà-ÿ]")
_MIN_DIGITS, _MAX_DIGITS = 8, 15
_NOT_NAMES = frozenset(
    [
        "team",
        "hiring",
        "our",
        "the",
        "you",
        "us",
        "members",
        "several",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "human",
        "google",
        "zoom",
        "teams",
    ]
)


def _signature(text: str) -> str:
    lines = [line.strip() for line in text[-1500:].splitlines() if line.strip()]
    return "\n".join(lines[-_SIGNATURE_LINES:])


def _titled(address: Address, text: str) -> str:
    """Where a writer's title stands: the name, the lines from it on in a signature, and "I am a recruiter"."""
    lines = [line for line in _signature(text).splitlines() if len(line.split()) <= _SIGNATURE_WORDS]
    name = set(re.findall(r"\w{2,}", fold(address.name)))
    own = next((n for n, line in enumerate(lines) if name & set(re.findall(r"\w+", fold(line))[:1])), None)
    marked = next((n for n, line in enumerate(lines) if line == "--"), None)
    begins = min((n for n in (own, marked) if n is not None), default=None)
    if begins is None:
        titles = [line for line in lines if len(line.split()) <= _TITLE_LINE and not _PROSE.search(line)]
    else:
        titles = lines[begins:]
    return fold("\n".join([address.name, *titles])) + "\n" + "\n".join(_I_AM.findall(fold(text[:3000])))


def phone_in(text: str) -> str:
    """The first telephone number of a signature, "" where there is none; no fax, date or reference."""
    for line in _signature(text).splitlines():
        for match in _PHONE.finditer(line):
            digits = sum(c.isdigit() for c in match[1])
            label = fold(line[: match.start()])
            labelled = _NO_PHONE.search(label) is not None and _IS_PHONE.search(label) is None
            if _MIN_DIGITS <= digits <= _MAX_DIGITS and not labelled and not _DATED.match(match[1]):
                return match[1].strip()
    return ""


def sender_role(address: Address, text: str) -> PersonRole:
    """What the sender is to the application, by address, display name and the writer's title in the signature."""
    if is_role_address(address.email):
        return PersonRole.ROLE_ADDRESS
    titled = _titled(address, text)
    if _TITLE.search(titled):
        return PersonRole.RECRUITER
    if _BOSS.search(titled):
        return PersonRole.HIRING_MANAGER
    return PersonRole.CONTACT


def sender(message: Message, tables: Tables, *, human: bool) -> Person | None:
    """The writer of a received message, or the address that it asks to answer to."""
    address = message.from_
    if address is None or not address.email:
        return None
    reply = next((other for other in message.reply_to if not is_no_reply(other.email)), None)
    relayed = listed(address.email, tables) is not None
    if reply is not None and (is_no_reply(address.email) or relayed):
        address = Address(address.name if human else reply.name, reply.email)
        relayed = listed(reply.email, tables) is not None
    reachable = not is_no_reply(address.email) and (human or not relayed)
    role = sender_role(address, message.new_text or message.text) if human or not relayed else PersonRole.ROLE_ADDRESS
    phone = phone_in(message.new_text or message.text) if human else ""
    return Person(address.name, address.email, role, phone, reachable)


def _invited(attendees: Iterable[Attendee], me: Container[str], tables: Tables) -> list[Person]:
    people = []
    for attendee in attendees:
        email = attendee.email.lower()
        if email not in me and not is_nobody(attendee.name, email, tables.names):
            people.append(Person(attendee.name, email, PersonRole.INTERVIEWER))
    return people


def interviewers(message: Message, invited: CalendarEvent | None, me: frozenset[str], tables: Tables) -> list[Person]:
    """Those whom the user will meet: attendees of the invitation, and names in prose."""
    own = me or ({address.email for address in message.to} | set(message.delivered_to))
    people: list[Person] = []
    if invited is not None:
        people = [person for person in _invited(invited.attendees, own, tables) if listed(person.email, tables) is None]
        organizer = invited.organizer
        if organizer is not None and organizer.email:
            people = _with_organizer(people, organizer, own, tables)
    people += [person for person in _named(message) if fold(person.name) not in {fold(known.name) for known in people}]
    return people[:MAX_PEOPLE]


def booked_with(message: Message, me: Container[str], tables: Tables) -> list[Person]:
    """Those whose addresses a booking service writes out: who is met there, beside the user."""
    own = set(message.delivered_to) | {address.email for address in message.to}
    found = dict.fromkeys(match.lower() for match in _ADDRESS.findall(message.text[:3000]))
    met = [one for one in found if one not in me and one not in own and not is_no_reply(one)]
    return [Person("", one, PersonRole.INTERVIEWER) for one in met if listed(one, tables) is None][:MAX_PEOPLE]


def _with_organizer(others: Sequence[Person], organizer: Attendee, own: Container[str], tables: Tables) -> list[Person]:
    """Who arranges an interview and attends it with others is an interviewer, unless that is their trade."""
    email = organizer.email.lower()
    rest = [person for person in others if person.email != email]
    arranges = sender_role(Address(organizer.name, email), "") in (PersonRole.RECRUITER, PersonRole.ROLE_ADDRESS)
    if rest and (arranges or len(rest) == len(others)):
        return rest
    return list(others) if rest else _invited([organizer], own, tables)


def joined(people: Sequence[Person], met: Iterable[Person]) -> list[Person]:
    """The people of a message and those whom the user will meet, each once; a plain contact who is met interviews."""
    found = list(people)
    for person in met:
        at = next((n for n, known in enumerate(found) if person.email and known.email == person.email), None)
        if at is None:
            found.append(person)
        elif found[at].role is PersonRole.CONTACT:
            found[at] = replace(found[at], role=person.role)
    return found


def _named(message: Message) -> list[Person]:
    """Those whom the prose names as met, with the addresses that stand beside their names or in the headers."""
    text = (message.new_text or message.text)[:8000]
    beside = {fold(name): email for name, email in _addressed(text)}
    lines = (line for part in text.splitlines() for line in _SENTENCE.split(part) if _MEETING.search(line))
    met = [name for line in lines for name, _ in _addressed(line)]
    text = _ADDRESSED.sub(r"\1", text)
    people: dict[str, Person] = {}
    for pattern, role in (
        (_WITH, PersonRole.INTERVIEWER),
        (_LABELLED, PersonRole.INTERVIEWER),
        (_MANAGER, PersonRole.HIRING_MANAGER),
    ):
        for match in pattern.finditer(text):
            for name in (match[1], *_ONE.findall(match[2] if pattern.groups > 1 else "")):
                if not {fold(word) for word in name.split()} & _NOT_NAMES:
                    people.setdefault(fold(name), Person(name, role=role, reachable=False))
    for name in met:
        people.setdefault(fold(name), Person(name, role=PersonRole.INTERVIEWER, reachable=False))
    known = {fold(a.name): a.email for a in (*message.cc, *((message.from_,) if message.from_ else ()))}
    known = {name: email for name, email in beside.items() if _is_theirs(email)} | known
    return [Person(p.name, known[key], p.role) if key in known else p for key, p in people.items()]


def _addressed(text: str) -> list[tuple[str, str]]:
    """Names with the address beside each, lower case; a word before the name that the address does not know is none."""
    found = []
    for match in _ADDRESSED.finditer(text):
        words, email = match[1].split(), match[2].lower()
        local = fold(email.partition("@")[0])
        first = next((n for n, word in enumerate(words) if fold(word)[:3] in local), 0)
        found.append((" ".join(words[min(first, len(words) - 2) :]), email))
    return found


def _is_theirs(email: str) -> bool:
    return not is_no_reply(email) and not is_role_address(email)
