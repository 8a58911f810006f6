"""By what words mail programs mark quotations, and what stands in for an HTML part. Facts only, in lower case.

Languages: English, German, French, Spanish, Italian, Dutch, Portuguese, and some Scandinavian and Polish forms.
"""

# fmt: off

ATTRIBUTIONS = (
    ("on ", " wrote"), ("on ", " writes"), ("at ", " wrote"), ("am ", " schrieb"), ("le ", " a écrit"),
    ("el ", " escribió"), ("il ", " ha scritto"), ("op ", " schreef"), ("op ", " geschreven"), ("em ", " escreveu"),
    ("a ", " escreveu"), ("den ", " skrev"), ("w dniu ", " napisał"),
)
"""How a line that introduces a quotation begins, and what it holds further on."""

ORIGINAL_MESSAGE = (
    "original message", "original appointment", "ursprüngliche nachricht", "originalnachricht",
    "ursprünglicher termin", "message d'origine", "message original", "message initial", "mensaje original",
    "messaggio originale", "messaggio originario", "oorspronkelijk bericht", "oorspronkelijke bericht",
    "mensagem original", "mensagem anterior", "ursprungligt meddelande", "oprindelig meddelelse",
    "wiadomość oryginalna",
)
"""Between dashes, on a line of its own: what follows is quoted."""

FORWARDED = (
    "forwarded message", "forwarded by", "begin forwarded message", "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht", "message transféré", "début du message transféré",
    "début du message réexpédié", "mensaje reenviado", "inicio del mensaje reenviado", "messaggio inoltrato",
    "inizio messaggio inoltrato", "doorgestuurd bericht", "begin doorgestuurd bericht", "mensagem encaminhada",
    "início da mensagem reencaminhada", "início da mensagem encaminhada",
)
"""Between dashes or before a colon, on a line of its own: what follows was written by others."""

LABELS_FROM = (
    "from", "von", "de", "da", "van", "från", "fra", "od", "expéditeur", "remitente", "mittente", "afzender",
    "remetente",
)

LABELS_WHEN = (
    "sent", "date", "gesendet", "datum", "envoyé", "envoyé le", "enviado", "enviado el", "enviada", "enviada em",
    "enviado em", "fecha", "inviato", "data", "verzonden", "skickat", "sendt", "dato", "wysłano",
)

LABELS_TO = (
    "to", "an", "à", "para", "a", "per", "aan", "till", "til", "do", "destinataire", "destinatario", "destinatário",
)

LABELS_SUBJECT = (
    "subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto", "ämne", "emne", "temat",
)
"""The labels of the header block that mail programs put above what they quote."""

HTML_ONLY_STUBS = (
    "html", "in your browser", "in a browser", "view this email", "view this message", "online version", "webversion",
    "im browser", "dans votre navigateur", "en su navegador", "en tu navegador", "nel browser", "in je browser",
    "no seu navegador",
)
"""What a plain text part says that only stands in for the HTML part."""
