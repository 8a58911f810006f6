"""By what words mail servers show that they report on delivery. Facts only, in lower case.

Languages: English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish, Danish, Norwegian, Finnish, Polish,
Czech, Hungarian, Romanian, Turkish, Russian, Ukrainian, Japanese, Korean, Chinese. The typographic apostrophe is
written as the plain one.
"""

# fmt: off

LOCAL_PARTS = (
    "mailer-daemon", "mailerdaemon", "mailer_daemon", "postmaster", "mail-daemon", "post_master", "mdaemon", "ndr",
)

SENDERS = (
    "mail delivery", "mail deliver system", "mailer-daemon", "mailer daemon", "mail administrator",
    "system administrator", "systemadministrator", "administrateur système", "administrador del sistema",
    "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e", "exchange.administrator", "ndr administrator",
)
"""Display names and address parts of the programs that report on delivery."""

SUBJECTS = (
    "undeliverable", "undelivered", "returned mail", "returned to sender", "delivery status notification",
    "delivery failure", "delivery failed", "delivery has failed", "delivery delayed", "delivery error",
    "delivery notification", "delivery problem", "delivery report", "delivery incomplete", "mail failure",
    "failure notice", "failure delivery", "failed delivery", "failed mail", "failed to deliver", "unable to deliver",
    "mail error", "mail system error", "could not be delivered", "couldn't be delivered", "could not send message",
    "not delivered", "non delivery", "non-delivery", "nondeliverable", "delayed mail", "see transcript for details",
    "error sending your mail", "blocked by our", "apparently from you", "contents from you", "in mail from you",
    "unzustellbar", "nicht zugestellt", "zustellung fehlgeschlagen", "zustellung verzögert", "übermittlungsfehler",
    "non remis", "non distribu", "non délivré", "échec de la remise", "échec de remise", "échec de distribution",
    "remise différée", "no se puede entregar", "no se pudo entregar", "no se ha podido entregar", "no entregado",
    "error de entrega", "error en la entrega", "correo devuelto", "entrega fallida", "entrega retrasada",
    "non recapitabile", "non recapitato", "mancata consegna", "mancato recapito", "consegna non riuscita",
    "impossibile recapitare", "onbestelbaar", "niet bezorgd", "niet afgeleverd", "bezorging mislukt", "não entregue",
    "não foi possível entregar", "não é possível entregar", "falha na entrega", "falha no envio", "mensagem devolvida",
    "kan inte levereras", "kunde inte levereras", "ej levererat", "olevererat", "kan ikke leveres",
    "kunne ikke leveres", "ikke leveret", "ikke levert", "uleverbar", "leveringsfeil", "ei voi toimittaa",
    "ei voitu toimittaa", "toimitus epäonnistui", "niedostarcz", "nie dostarczono", "nie można dostarczyć",
    "niedoręcz", "nedoručiteln", "nedoručen", "nelze doručit", "kézbesíthetetlen", "nem kézbesíthető",
    "sikertelen kézbesítés", "nelivrabil", "nelivrat", "nu a putut fi livrat", "livrare eșuată", "teslim edilemedi",
    "teslim edilemeyen", "iletilemedi", "kohaletoimetamatu", "недостав", "не доставлен", "не удалось доставить",
    "сбой доставки", "не вдалося доставити", "配信できません", "配信不能", "配信に失敗", "配達できません",
    "送信できませんでした", "届きませんでした", "未配信", "배달되지 않", "배달되지 못", "배달 실패", "전송 실패",
    "발송 실패", "반송된 메일", "退信", "无法送达", "無法送達", "未送达", "未送達", "投递失败", "投遞失敗", "传递失败",
    "無法傳遞", "无法传递",
)

FINAL_SUBJECTS = (
    "undeliver", "returned mail", "failure notice", "mail delivery failed", "delivery fail", "delivery has failed",
    "delivery status notification (failure)", "unzustellbar", "non remis", "no se puede entregar", "onbestelbaar",
    "non recapitabile", "não entregue", "退信",
)
"""How the subject begins where nothing is tried again, whatever the words below say of delays."""

DELAYED = (
    "delay", "warning: could not send", "warning: message", "will retry", "will be retried", "still being retried",
    "will keep trying", "not yet been delivered", "delivery incomplete", "status notification: warning", "verzögert",
    "wird weiter versucht", "retardé", "remise différée", "retrasad", "ritardat", "in ritardo", "vertraagd", "atrasad",
    "försenad", "forsinke", "viivästy", "opóźni", "zpožd", "opožděn", "késlelt", "késik", "întârzi", "gecik", "задерж",
    "відкладен", "затрим", "遅延", "遅れて", "지연", "延迟", "延遲",
)
"""The delivery is late and still tried: not a failure."""

BODIES = (
    "qmail-send program", "this is the mail system at host", "could not be delivered", "couldn't be delivered",
    "could not deliver", "couldn't deliver", "cannot be delivered", "can't be delivered", "cannot deliver",
    "was not delivered", "wasn't delivered", "not delivered to", "could not be sent", "trying to deliver",
    "not yet been delivered", "unable to deliver", "wasn't able to deliver", "delivery of the email was stopped",
    "was undeliverable", "is undeliverable", "failed to deliver", "did not reach the following recipient",
    "delivery has failed to these recipients", "delivery to the following recipient", "delivery failed",
    "delivery failure", "permanent fatal errors", "permanent error", "fatal errors", "problem delivering",
    "following address", "address not found", "user unknown", "unknown user", "no such user", "mailbox unavailable",
    "mailbox full", "mailbox is full", "over quota", "host unknown", "recipient address rejected",
    "recipient rejected", "rejected by", "returned message", "message is returned", "was considered unsolicited",
    "not been delivered", "error delivering", "does not exist here", "no longer accepts mail",
    "konnte nicht zugestellt werden", "nicht zugestellt werden", "konnte nicht übermittelt werden",
    "n'a pas pu être remis", "n'a pas pu être distribu", "n'a pas pu être délivré", "no se pudo entregar",
    "no se ha podido entregar", "non è stato possibile recapitare", "impossibile recapitare", "non è stato recapitato",
    "kan niet worden bezorgd", "kon niet worden bezorgd", "niet worden afgeleverd", "não pôde ser entregue",
    "não foi possível entregar", "kunde inte levereras", "kan inte levereras", "kunne ikke leveres",
    "kan ikke leveres", "ei voitu toimittaa", "ei voida toimittaa", "nie można dostarczyć",
    "nie mogła zostać dostarczona", "nie została dostarczona", "nelze doručit", "nebylo možné doručit",
    "nem sikerült kézbesíteni", "nem kézbesíthető", "nu a putut fi livrat", "teslim edilemedi", "iletilemedi",
    "не доставлен", "не может быть доставлен", "не удалось доставить", "не вдалося доставити", "не було доставлено",
    "配信できません", "配信されませんでした", "お届けできません", "届けることができません", "送信できませんでした",
    "배달되지 않", "배달할 수 없", "전달되지 않", "전달하지 못", "无法送达", "无法投递", "未能送达", "無法傳遞",
    "無法送達",
)

LIST_SUBJECTS = ("loop alert", "your message to", "rejected post", "posting rejected", "unauthorized post")
LIST_BODIES = (
    "duplicated message-id", "not a member of", "only members may post", "not allowed to post", "mail loop",
    "you are not subscribed", "was rejected", "has been rejected", "post was rejected",
)
LIST_SENDERS = ("-admin", "-owner", "-request", "-bounces", "-ctl", "majordomo", "listserv", "mailman", "ezmlm")
"""A mailing list's program that does not take a mail: subject, words, and the end or beginning of its local part."""

RETURNED_COPY = (
    "original message", "copy of the message", "below this line is a copy", "message headers", "returned message",
    "message follows", "header of the original", "unsent message", "received: ", "return-path: ",
)
"""Where, in a report that is one text, the returned message begins."""
