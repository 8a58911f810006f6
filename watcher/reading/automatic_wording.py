"""By what words mail servers and mail programs show that they write by themselves. Facts only, in lower case.

Languages: English, German, French, Spanish, Italian, Dutch, Portuguese, and a few others that mail servers speak.
The typographic apostrophe is written as the plain one.
"""

# fmt: off

BOUNCE_LOCAL_PARTS = (
    "mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon", "post_master", "mdaemon", "ndr",
)

BOUNCE_SENDERS = (
    "mail delivery", "mail deliver system", "mailer-daemon", "mailer daemon", "mail administrator",
    "system administrator", "systemadministrator", "administrateur système", "administrador del sistema",
    "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e", "exchange.administrator", "ndr administrator",
)
"""Display names and address parts of the programs that report on delivery."""

BOUNCE_SUBJECTS = (
    "undeliverable", "undelivered", "returned mail", "returned to sender", "delivery status notification",
    "delivery failure", "delivery failed", "delivery has failed", "delivery delayed", "delivery error",
    "delivery notification", "delivery problem", "mail failure", "failure notice", "failure delivery",
    "failed delivery", "failed mail", "failed to deliver", "mail error", "mail system error",
    "mail could not be delivered", "message could not be delivered", "could not send message", "not delivered",
    "non delivery", "non-delivery", "nondeliverable", "delayed mail", "see transcript for details",
    "error sending your mail", "blocked by our", "unzustellbar", "nicht zugestellt", "zustellung fehlgeschlagen",
    "non remis", "non distribu", "échec de la remise", "no se puede entregar", "no se pudo entregar", "no entregado",
    "error de entrega", "non recapitabile", "mancata consegna", "consegna non riuscita", "onbestelbaar",
    "niet bezorgd", "não entregue", "não foi possível entregar", "falha na entrega", "kohaletoimetamatu", "недостав",
    "не доставлен", "配信できません", "配信不能", "退信",
)

BOUNCE_DELAYED = (
    "delay", "warning: could not send", "warning: message", "will retry", "will be retried", "still being retried",
    "will keep trying", "not yet been delivered", "delivery incomplete", "status notification: warning", "verzögert",
    "retardé", "retrasad", "ritardat", "vertraagd", "atrasad",
)
"""The delivery is late and still tried: not a failure."""

BOUNCE_BODIES = (
    "qmail-send program", "this is the mail system at host", "could not be delivered", "couldn't be delivered",
    "could not deliver", "couldn't deliver", "cannot be delivered", "can't be delivered", "cannot deliver",
    "was not delivered", "wasn't delivered", "not delivered to", "could not be sent", "trying to deliver",
    "not yet been delivered", "unable to deliver", "wasn't able to deliver",
    "was undeliverable", "is undeliverable", "failed to deliver", "did not reach the following recipient",
    "delivery has failed to these recipients", "delivery to the following recipient", "delivery failed",
    "delivery failure", "permanent fatal errors", "permanent error", "fatal errors", "problem delivering",
    "following address", "address not found", "user unknown", "unknown user", "no such user", "mailbox unavailable",
    "mailbox full", "mailbox is full", "over quota", "host unknown", "recipient address rejected",
    "recipient rejected", "rejected by", "returned message", "message is returned", "konnte nicht zugestellt werden",
    "nicht zugestellt werden", "n'a pas pu être remis", "n'a pas pu être distribu", "no se pudo entregar",
    "no se ha podido entregar", "non è stato possibile recapitare", "impossibile recapitare",
    "kan niet worden bezorgd", "niet worden afgeleverd", "não pôde ser entregue", "não foi possível entregar",
    "не доставлен", "не может быть доставлен",
)

RETURNED_COPY = (
    "original message", "copy of the message", "below this line is a copy", "message headers", "returned message",
    "message follows", "header of the original", "unsent message", "received: ", "return-path: ",
)
"""Where, in a report that is one text, the returned message begins."""

AUTO_REPLY_SUBJECTS = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response", "autoresponse",
    "autorespons", "auto:", "out of office", "out-of-office", "out of the office", "ooo:", "abwesenheit",
    "automatische antwort", "automatisch antwoord", "automatische beantwortung", "afwezigheid", "afwezig:",
    "réponse automatique", "absence du bureau", "absence :", "respuesta automática", "fuera de la oficina",
    "risposta automatica", "fuori sede", "fuori ufficio", "resposta automática", "ausência temporária",
    "fora do escritório", "autosvar", "automatiskt svar", "automaattinen vastaus", "odpowiedź automatyczna",
)
"""How the subject of an automatic reply begins."""

ABSENCE = (
    "out of office", "out of the office", "out of town", "away from the office", "away from my desk",
    "on annual leave", "on vacation", "on holiday", "on leave", "on parental leave", "on maternity leave",
    "on paternity leave", "on sick leave", "on sabbatical", "nicht im büro", "außer haus", "bin abwesend",
    "im urlaub", "in elternzeit", "nicht erreichbar", "absent du bureau", "absente du bureau", "je suis absent",
    "actuellement absent", "en congé", "fuera de la oficina", "estoy de vacaciones", "de baja", "fuori ufficio",
    "sono in ferie", "sono assente", "afwezig", "op vakantie", "met verlof", "fora do escritório", "estou de férias",
    "de férias", "ausente",
)
"""What an out-of-office says of its writer."""

ABSENCE_ADVICE = (
    "limited access to", "no access to", "without access to", "not have access to", "not be checking",
    "upon my return", "when i return", "on my return", "as soon as i return", "will return on", "returning on",
    "urgent", "immediate assistance", "in my absence", "during my absence", "during this time",
    "will not be forwarded", "nach meiner rückkehr", "nicht weitergeleitet", "in dringenden", "meine vertretung",
    "à mon retour", "mon absence", "en cas d'urgence", "a mi regreso", "mi ausencia", "al mio rientro",
    "in caso di urgenza", "mijn afwezigheid", "bij mijn terugkeer", "dringende", "minha ausência", "meu regresso",
    "em caso de urgência",
)
"""What an out-of-office adds: when its writer is back, and whom to ask until then."""

APPLICATION_WORDS = (
    "your application", "applying", "your resume", "your cv", "your candidacy", "bewerbung", "candidature",
    "candidatura", "postulación", "solicitud de empleo", "sollicitatie",
)

RECEIVED_WORDS = (
    "received", "receipt", "thank", "erhalten", "eingegangen", "eingang", "dank", "bien reçu", "avons reçu", "merci",
    "recibido", "gracias", "ricevuto", "grazie", "ontvangen", "bedankt", "recebemos", "obrigad",
)
"""Both together: an employer's automatic acknowledgement of an application: an event, and no mere auto reply."""

CALENDAR_REPLY_SUBJECTS = (
    "accepted:", "declined:", "tentative:", "tentatively accepted:", "zugesagt:", "abgesagt:", "abgelehnt:",
    "mit vorbehalt:", "mit vorbehalt angenommen:", "angenommen:", "accepté :", "accepté:", "refusé :", "refusé:",
    "provisoire :", "aceptado:", "aceptada:", "rechazado:", "rechazada:", "provisional:", "accettato:", "rifiutato:",
    "provvisorio:", "geaccepteerd:", "geweigerd:", "voorlopig:", "aceite:", "aceito:", "recusado:",
)

CALENDAR_REPLY_BODIES = (
    "accepted this invitation", "accepted your invitation", "accepted the invitation", "declined this invitation",
    "declined your invitation", "declined the invitation", "replied \"maybe\" to this invitation",
    "hat diese einladung", "hat ihre einladung", "a accepté cette invitation", "a accepté votre invitation",
    "a refusé cette invitation", "ha aceptado esta invitación", "ha aceptado tu invitación",
    "ha rechazado esta invitación", "ha accettato questo invito", "ha accettato l'invito", "heeft deze uitnodiging",
    "aceitou este convite", "recusou este convite",
)

RECEIPT_SUBJECTS = (
    "read:", "not read:", "read receipt", "return receipt", "delivered:", "gelesen:", "ungelesen:", "lesebestätigung",
    "lu :", "lu:", "non lu :", "accusé de lecture", "leído:", "no leído:", "confirmación de lectura", "letto:",
    "non letto:", "conferma di lettura", "gelezen:", "leesbevestiging", "lido:", "lida:", "não lida:",
)

RECEIPT_BODIES = (
    "was read on", "was displayed on", "has been read", "has been displayed", "was deleted without being read",
    "return receipt", "read receipt", "has been delivered to the following recipient", "wurde gelesen", "wurde am",
    "a été lu", "se leyó", "fue leído", "è stato letto", "werd gelezen", "is gelezen", "foi lida",
)
