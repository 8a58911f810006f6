"""Who a message comes from: a listed relay or board, a free-mail address, a role address, nobody at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from watcher.inference.folding import fold
from watcher.inference.tables import Sender, Tables
from watcher.reading import Address, Message

_NO_REPLY = re.compile(
    r"(?:^|[._+-])(?:no|not|donot|dont|do-not|do_not)[._-]?repl(?:y|ies)|noreply|nicht-?antworten"
    r"|antworte\w{0,3}-?nicht|keine-?antwort|niet-?(?:be)?antwoorden|geen-?antwoord|ne-?(?:pas-?)?repond\w{1,3}|sans-?reponse"
    r"|no-?respond\w{1,3}|no-?contest\w{1,3}|sin-?respuesta|nao-?respond\w{1,2}|sem-?resposta|non-?rispond\w{1,4}|senza-?risposta"
    r"|nie-?odpowiadaj|neodpovid\w{0,6}|nu-?raspund\w{0,5}|ne-?odgovarja\w{0,4}"
    r"|svara-?ej|ej-?svar|svar-?ikke|ikke-?svar|ala-?vastaa|neatbildet|neatsakyti|ne-?valaszolj|yanitlama|cevaplama"
    r"|^(?:notifications?|notify|mailer|mailer-daemon|postmaster|bounces?|alerts?|automated|system"
    r"|daemon|digest|messages-noreply)(?:[._+-]|$)"
)
_ROLE = re.compile(
    r"^(?:jobs?|careers?|career|hr|talent|talents|recruiting|recruitment|recruiters?|recrutement"
    r"|bewerbung|bewerbungen"
    r"|karriere|personal|people|hiring|staffing|resumes?|cv|apply|applications?|employment|work|vacatures?|vacancies|rrhh|empleo"
    r"|selezione|risorseumane|rekrutierung|emploi|hello|info"
    r"|contact|office|kontakt|team|join|personnel|humanresources"
    r"|talentacquisition"
    r"|rekrytering|rekruttering|rekrytointi|rekry|jobb|varbamine|personals|personalas|atranka|kariyer|karrier|toborzas|insankaynaklari|ik"
    r"|rekrutacja|rekrutacje|rekrutacia|kariera|praca|prace|nabor|kadry|kadrovska|recrutare|cariere|posao|zaposlitev"
    r"|zaposlovanje|zaposljavanje|vakansii|rabota|feina|seleccio"
    r"|saiyo|saiyou|jinji|zhaopin|xiaozhao|chaeyong|insa|tuyendung|nhansu|rekrutmen|lowongan|karir|hrd|kerjaya|giyus"
    r"|candidatures?|sollicitatie|sollicitaties|vagas|lavoro)(?:[._+-]?(?:team|[a-z]{2}|info|mail|\d{1,4}))?$"
)
_HIRING = re.compile(
    r"(?:^|[^a-z])(?:recruit\w{0,8}|talent\w{0,12}|hiring|careers?|jobs?|hr|human resources|people ops"
    r"|people team|people operations"
    r"|rekryter\w{0,6}|rekrutter\w{0,5}|rekrytoin\w{0,5}|rekry|jobb|varbamine|personaliosakond|personalas|atrank[ao]s?"
    r"|insan ?kaynaklari|kariyer|karrier|toborzas"
    r"|rekrutac\w{0,6}|nabor|recrutare|resurse umane|zaposljavanje|zaposlovanje|seleccio|recursos humans|kadrov\w{0,5}"
    r"|отдел кадров|подбор персонала|рекрут\w{0,8}|персоналу"
    r"|採用\w{0,6}|人事\w{0,4}|(?<!智联)招聘\w{0,4}|招募\w{0,4}|人力[资資]源\w{0,3}"
    r"|채용\w{0,4}|인사팀|인사담당자|tuyen dung|nhan su|hrd|rekrutmen|karir|kerjaya"
    r"|ฝ่ายบุคคล|ทรัพยากรบุคคล|التوظيف|الموارد البشرية|גיוס|משאבי אנוש"
    r"|staffing|bewerbung\w{0,4}|karriere|personalabteilung|personalgewinnung|personalwesen|personalmanagement"
    r"|bewerbermanagement|sollicitaties?|vacatures?|werving|personeelsdienst|personeelszaken|recrutement|seleccion|selezione|rh|rrhh|candidates?|applications?)(?:$|[^a-z])"
)


def listed(place: str, tables: Tables) -> Sender | None:
    """The row of the relay or board to which a domain, or an address, belongs."""
    exact = tables.by_domain.get(place.lower()) if "@" in place else None
    if exact is not None:
        return exact
    labels = place.lower().rpartition("@")[2].split(".")
    for start in range(max(0, len(labels) - 6), len(labels) - 1):
        row = tables.by_domain.get(".".join(labels[start:]))
        if row is not None:
            return row
    return None


def source_of(message: Message, tables: Tables) -> Sender | None:
    """The relay that sent a message: by From, else by Sender or Reply-To. A calendar relays mail of all kinds."""
    addresses: Iterable[Address | None] = (message.from_, message.sender, *message.reply_to[:3])
    for address in addresses:
        if address is not None:
            row = listed(address.email, tables)
            if row is not None and row.kind != "calendar":
                return row
    return None


def is_no_reply(email: str) -> bool:
    """Nobody reads what is sent there."""
    return _NO_REPLY.search(email.partition("@")[0].lower()) is not None


def is_role_address(email: str) -> bool:
    """jobs@, careers@, hr@: somebody reads it, but it is no human's own address."""
    return _ROLE.match(email.partition("@")[0].lower()) is not None


def is_hiring_address(address: Address) -> bool:
    """The visible sender is a hiring desk, by its display name or its address."""
    local = fold(address.email.partition("@")[0])
    return _HIRING.search(fold(address.name)) is not None or _HIRING.search(local) is not None


def is_free_mail(domain: str, tables: Tables) -> bool:
    """A provider of private mail: says nothing of an employer."""
    return domain.lower() in tables.names.free_mail


def organisation(domain: str) -> str:
    """The registrable name of a domain, by the shape of its labels: "mail.example.co.uk" -> "example.co.uk"."""
    labels = domain.lower().strip(".").split(".")
    if len(labels) <= 2:  # noqa: PLR2004
        return ".".join(labels)
    second = labels[-2] in ("co", "com", "org", "net", "gov", "ac", "edu", "ltd", "gob", "nom") and len(labels[-1]) == 2  # noqa: PLR2004
    return ".".join(labels[-3:] if second else labels[-2:])
