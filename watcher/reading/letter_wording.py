"""By what words people greet, take leave, and speak to one another, by language (ISO 639-1). Facts only, lower case.

Only what may stand in a letter to an employer: leave-taking between lovers teaches nothing, nor does a greeting that
is right at one time of day alone.
"""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off

GREETINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("dear", "hello", "hi", "hey", "greetings"),
    "de": ("sehr geehrte", "sehr geehrter", "sehr geehrtes", "liebe", "lieber", "liebes", "hallo", "guten tag", "hi",
           "moin", "servus", "grüß gott", "grüezi", "werte", "werter", "geschätzte", "geschätzter"),
    "fr": ("bonjour", "cher", "chère", "chers", "chères", "madame", "monsieur", "mesdames", "messieurs", "salut"),
    "es": ("estimado", "estimada", "estimados", "estimadas", "apreciado", "apreciada", "querido", "querida", "hola",
           "buenos días", "distinguido", "distinguida"),
    "it": ("gentile", "gentili", "gentilissimo", "gentilissima", "egregio", "egregia", "spettabile", "caro", "cara",
           "buongiorno", "buon giorno", "salve", "ciao"),
    "nl": ("beste", "geachte", "hallo", "hoi", "hi", "goedendag", "dag"),
    "pt": ("prezado", "prezada", "prezados", "prezadas", "caro", "cara", "caros", "caras", "exmo", "exma", "exmos",
           "olá", "bom dia", "estimado", "estimada", "ilmo", "ilma"),
}
"""How a greeting begins; a name, or words of `ADDRESSED`, may follow."""

ADDRESSED = frozenset({
    "there", "all", "both", "team", "everyone", "everybody", "sir", "madam", "or", "and", "hiring", "manager", "the",
    "sirs", "recruiter", "recruiting", "at", "of",
    "frau", "herr", "und", "zusammen", "damen", "herren", "alle", "beide", "an", "von", "vom", "zu", "zur", "van",
    "der", "den", "de", "du", "da", "di", "del", "della", "dos", "das", "do", "e", "y", "et", "en", "la", "le", "el",
    "madame", "monsieur", "mesdames", "messieurs", "à", "tous", "toutes", "équipe",
    "señor", "señora", "señores", "sr", "sra", "don", "doña", "equipo", "todos", "todas", "a",
    "signor", "signora", "signori", "dott", "dottor", "dottoressa", "tutti", "sig", "responsabile",
    "heer", "mevrouw", "mevr", "dhr", "allemaal", "meneer", "lezer",
    "senhor", "senhora", "senhores", "senhoras", "equipa", "equipe",
    "mr", "mrs", "ms", "mx", "dr", "prof", "professor", "m", "mme", "capt", "captain",
    "professore", "professoressa", "prof.ssa", "dottore", "dott.ssa", "docteur", "docteure", "doctora", "doutor",
    "doutora",
})
"""Words in a greeting that need no capital: titles, particles of names, "all"."""

SIGN_OFFS: Mapping[str, tuple[str, ...]] = {
    "en": ("kind regards", "best regards", "warm regards", "warmest regards", "regards", "best", "all the best",
           "best wishes", "kindest regards", "with kind regards", "with best regards", "with best wishes", "sincerely",
           "yours sincerely", "sincerely yours", "yours faithfully", "yours truly", "respectfully", "yours", "cheers",
           "many regards", "warmly", "cordially", "kind wishes"),
    "de": ("viele grüße", "mit freundlichen grüßen", "freundliche grüße", "mit freundlichem gruß", "beste grüße",
           "mit besten grüßen", "herzliche grüße", "mit herzlichen grüßen", "schöne grüße", "liebe grüße",
           "viele liebe grüße", "grüße", "gruß", "schönen gruß", "vielen dank und viele grüße", "mfg", "vg", "lg", "bg",
           "hochachtungsvoll", "sonnige grüße", "besten gruß", "lieben gruß", "freundlichen gruß",
           "vielen dank und freundliche grüße", "vielen dank und beste grüße"),
    "fr": ("cordialement", "bien cordialement", "très cordialement", "bien à vous", "bien à toi", "sincèrement",
           "respectueusement", "salutations distinguées", "sincères salutations", "meilleures salutations",
           "avec mes meilleures salutations", "bonne journée", "amicalement", "cdlt", "cdt"),
    "es": ("saludos", "un saludo", "un cordial saludo", "saludos cordiales", "atentamente", "cordialmente",
           "muchos saludos", "un saludo cordial", "reciba un cordial saludo", "le saluda atentamente", "atte"),
    "it": ("cordiali saluti", "distinti saluti", "un cordiale saluto", "cordialmente", "saluti", "un saluto",
           "i migliori saluti", "con i migliori saluti", "cari saluti", "buona giornata", "in fede"),
    "nl": ("met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten",
           "hartelijke groet", "hartelijke groeten", "met hartelijke groet", "groeten", "groet", "hoogachtend", "mvg",
           "vr gr", "groetjes", "beste groeten"),
    "pt": ("com os melhores cumprimentos", "melhores cumprimentos", "os melhores cumprimentos", "cumprimentos",
           "atenciosamente", "cordialmente", "saudações cordiais", "atentamente", "respeitosamente", "abraços", "att",
           "com cordiais cumprimentos"),
}
"""How people take leave, on a line of its own or before their name."""

FAMILIAR: Mapping[str, frozenset[str]] = {
    "en": frozenset(),
    "de": frozenset({"du", "dir", "dich", "dein", "deine", "deinen", "deinem", "deiner", "deines"}),
    "fr": frozenset({"tu", "te", "toi", "ton", "ta", "tes", "t"}),
    "es": frozenset({"tú", "te", "ti", "tu", "tus", "contigo", "tienes", "puedes", "quieres", "estás"}),
    "it": frozenset({"tu", "te", "ti", "tuo", "tua", "tuoi", "tue"}),
    "nl": frozenset({"je", "jij", "jou", "jouw", "jullie"}),
    "pt": frozenset({"tu", "teu", "tua", "teus", "tuas", "contigo"}),
}
"""Words by which one person speaks to another as to a friend."""

POLITE: Mapping[str, frozenset[str]] = {
    "fr": frozenset({"vous", "votre", "vos"}),
    "es": frozenset({"usted", "ustedes", "ud", "uds", "vd"}),
    "nl": frozenset({"u", "uw"}),
    "pt": frozenset({"senhor", "senhora", "sr", "sra", "você", "vocês"}),
}
"""Words by which one person speaks politely to another. "Você" goes with the same forms as "o senhor"."""

POLITE_CAPITALS: Mapping[str, frozenset[str]] = {
    "de": frozenset({"Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihres"}),
    "it": frozenset({"Lei", "La", "Le", "Suo", "Sua", "Suoi", "Sue", "Voi", "Vi", "Vostro", "Vostra"}),
}
"""The same, told from other words by their capital, where no sentence begins."""

FORMAL = frozenset({
    "geehrte", "geehrter", "geehrtes", "frau", "herr", "herrn", "damen", "herren", "madame", "monsieur", "mesdames",
    "messieurs", "mme", "señor", "señora", "señores", "signor", "signora", "signori", "dott", "dottor", "dottoressa",
    "egregio", "egregia", "geachte", "mevrouw", "meneer", "heer", "dhr", "mevr", "senhor", "senhora", "senhores",
    "exmo", "exma", "sr", "sra",
})
"""Words of a greeting that no friend is greeted with."""

CASUAL = {
    "de": frozenset({"hi", "hey", "liebe", "lieber", "servus"}),
    "en": frozenset({"hi", "hey", "hello", "dear"}),
    "es": frozenset({"hola"}),
    "fr": frozenset({"salut", "coucou"}),
    "it": frozenset({"ciao"}),
    "nl": frozenset({"hoi", "hey"}),
    "pt": frozenset({"oi"}),
}
"""Words that begin a greeting of somebody by name only among those who say du, tú, tu or je, by language.

English has one form of address: there it is the first name, alone.
"""

IMPERSONAL = frozenset({
    "sir", "sirs", "madam", "whom", "manager", "recruiter", "recruiters", "team", "teams", "all", "everyone", "damen",
    "applicant", "candidate", "colleague", "colleagues", "friend", "student", "user", "customer", "member", "there",
    "herren", "messieurs", "mesdames", "equipo", "equipe", "équipe", "señores", "signori", "senhores", "lectori",
})
"""Words of a greeting that is for nobody in particular."""

DEVICE = (
    "sent from", "sent with", "sent via", "get outlook", "von meinem", "gesendet von", "gesendet mit",
    "diese nachricht wurde von meinem", "envoyé de", "envoyé depuis", "envoyé à partir", "enviado desde", "enviado do",
    "enviado de", "enviado a partir", "inviato da", "verstuurd vanaf", "verstuurd met", "verzonden vanaf",
    "p.s", "ps:", "ps ", "nb:", "n.b", "p. s",
)
"""What a mail program adds below a name, or an afterthought: no signature of the user's."""
