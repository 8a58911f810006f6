"""By what words mail programs mark quotations, and what stands in for an HTML part. Facts only, in lower case.

Languages: English, German, French, Spanish, Italian, Dutch, Portuguese, Catalan, Swedish, Danish, Norwegian, Finnish,
Estonian, Latvian, Lithuanian, Hungarian, Turkish, Polish, Czech, Slovak, Slovene, Croatian, Romanian, Bulgarian,
Ukrainian, Russian, Greek, Arabic, Hebrew, Japanese, Chinese, Korean, Vietnamese, Indonesian, Thai.
"""

# fmt: off

ATTRIBUTIONS = (
    ("on ", " wrote"), ("on ", " writes"), ("at ", " wrote"), ("am ", " schrieb"), ("le ", " a écrit"),
    ("el ", " escribió"), ("il ", " ha scritto"), ("op ", " schreef"), ("op ", " geschreven"), ("em ", " escreveu"),
    ("a ", " escreveu"), ("den ", " skrev"), ("w dniu ", " napisał"), ("w dniu ", " pisze"),
    ("wiadomość napisana przez ", " w dniu "), ("dne ", " napsal"), ("dňa ", " napísal"), ("pe ", " a scris"),
    ("missatge de ", " va escriure"), ("في ", "كتب "), ("في ", "تمت كتابة ما يلي"), ("בתאריך ", "מאת "),
    ("ב-", " כתב"), ("20", " 작성"), ("20", "のメール"), ("20", "のメッセージ"), ("vào ", " đã viết"), ("pada ",
    " menulis"),
)
"""How a line that introduces a quotation begins, and what it holds further on."""

ATTRIBUTION_VERBS = (
    "wrote", "schrieb", "skrev", "kirjoitti", "kirjutas", "rakstīja", "rašė", "ezt írta", "írta", "şunu yazdı",
    "şunları yazdı", "yazdı", "napisał(a)", "napisał", "napisała", "pisze", "napsal(a)", "napsal", "napsala",
    "napísal(a)", "napísal", "napísala", "napisao", "napisala", "napisao je", "napisala je", "je napisao",
    "je napisala",
    "napisao/la", "je napisal", "napisal", "a scris", "написа", "пише", "написав", "написала", "написав(-ла)",
    "пишет",
    "написал", "написал(а)", "έγραψε", "va escriure", "さんは書きました", "は書きました",
    "写道", "寫道", "님이 작성", "님이 씀", "đã viết", "menulis", "เขียนว่า", "כתב", "כתבה", "כתב/ה", "כתב(ה)",
)
"""How a line with date and time ends that introduces a quotation; or it follows the time, or stands before the date."""

ORIGINAL_MESSAGE = (
    "original message", "original appointment", "ursprüngliche nachricht", "originalnachricht",
    "ursprünglicher termin", "message d'origine", "message original", "message initial", "mensaje original",
    "messaggio originale", "messaggio originario", "oorspronkelijk bericht", "oorspronkelijke bericht",
    "mensagem original", "mensagem anterior", "ursprungligt meddelande", "oprindelig meddelelse",
    "wiadomość oryginalna",
    "opprinnelig melding", "alkuperäinen viesti", "alkuperäinen sähköposti", "algne sõnum", "algsõnum",
    "sākotnējais ziņojums", "pradinis laiškas", "originalus laiškas", "eredeti üzenet", "orijinal mesaj",
    "özgün ileti", "oryginalna wiadomość", "původní zpráva", "pôvodná správa", "izvorna poruka", "originalna poruka",
    "izvirno sporočilo", "mesaj original", "mesajul original", "оригинално съобщение", "оригінальне повідомлення",
    "вихідне повідомлення", "исходное сообщение", "оригинальное сообщение", "missatge original", "αρχικό μήνυμα",
    "元のメッセージ", "邮件原件", "原始邮件", "原始郵件", "원본 메시지", "원본 메일", "thư gốc", "tin nhắn gốc",
    "pesan asli", "mesej asal",
    "ข้อความต้นฉบับ", "الرسالة الأصلية", "رسالة أصلية", "הודעה מקורית",
)
"""Between dashes, on a line of its own: what follows is quoted."""

FORWARDED = (
    "forwarded message", "forwarded by", "begin forwarded message", "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht", "message transféré", "début du message transféré",
    "début du message réexpédié", "mensaje reenviado", "inicio del mensaje reenviado", "messaggio inoltrato",
    "inizio messaggio inoltrato", "doorgestuurd bericht", "begin doorgestuurd bericht", "mensagem encaminhada",
    "início da mensagem reencaminhada", "início da mensagem encaminhada",
    "vidarebefordrat meddelande", "vidarebefordrat brev", "videresendt meddelelse", "videresendt besked",
    "videresendt melding", "välitetty viesti", "edastatud kiri", "edastatud sõnum", "pārsūtītais ziņojums",
    "pārsūtīts ziņojums", "persiųstas laiškas", "persiunčiamas laiškas", "továbbított üzenet", "i̇letilen ileti",
    "iletilen ileti", "i̇letilmiş mesaj", "yönlendirilen ileti", "wiadomość przekazana dalej", "przekazana wiadomość",
    "treść przekazanej wiadomości", "přeposlaná zpráva", "preposlaná správa", "proslijeđena poruka",
    "prosleđena poruka", "posredovano sporočilo", "mesaj redirecționat", "mesaj retrimis", "препратено съобщение",
    "переслане повідомлення", "пересылаемое сообщение", "пересланное сообщение", "missatge reenviat",
    "προωθημένο μήνυμα", "転送メッセージ", "転送されたメッセージ", "转发的邮件", "转发邮件", "轉寄郵件", "轉寄的郵件",
    "전달된 메일", "전달된 메시지",
    "thư được chuyển tiếp", "tin nhắn được chuyển tiếp", "pesan diteruskan", "pesan terusan", "ข้อความที่ส่งต่อ",
    "رسالة معاد توجيهها", "الرسالة المعاد توجيهها", "הודעה שהועברה",
)
"""Between dashes or before a colon, on a line of its own: what follows was written by others."""

LABELS_FROM = (
    "from", "von", "de", "da", "van", "från", "fra", "od", "expéditeur", "remitente", "mittente", "afzender",
    "remetente",
    "avsändare", "lähettäjä", "saatja", "kellelt", "no", "sūtītājs", "nuo", "siuntėjas", "feladó", "kimden",
    "gönderen", "nadawca", "odesílatel", "odosielateľ", "pošiljatelj", "de la", "від", "від кого", "от", "от кого",
    "από", "差出人", "送信者", "发件人", "發件人", "寄件者", "寄件人", "보낸 사람", "보낸사람", "từ", "người gửi",
    "dari", "daripada", "จาก",
    "من", "מאת",
)

LABELS_WHEN = (
    "sent", "date", "gesendet", "datum", "envoyé", "envoyé le", "enviado", "enviado el", "enviada", "enviada em",
    "enviado em", "fecha", "inviato", "data", "verzonden", "skickat", "sendt", "dato", "wysłano",
    "skickades", "lähetetty", "päivämäärä", "päiväys", "saadetud", "kuupäev", "nosūtīts", "nosūtīta", "datums",
    "išsiųsta", "elküldve", "küldve", "dátum", "gönderildi", "gönderme tarihi", "gönderilme tarihi", "tarih",
    "odesláno", "odoslané", "odoslaná", "trimis", "trimisă", "dată", "надіслано", "відправлено", "дата", "отправлено",
    "изпратено", "poslano", "enviat", "enviat el", "στάλθηκε", "απεσταλμένο", "ημερομηνία", "送信日時", "日付",
    "送信日",
    "发送时间", "發送時間", "发送日期", "日期", "时间", "時間", "寄件日期", "傳送時間", "보낸 날짜", "보낸날짜",
    "보낸 시간", "날짜", "đã gửi", "ngày",
    "ngày gửi", "dikirim", "tanggal", "tarikh", "ส่งเมื่อ", "ส่ง", "วันที่", "تاريخ الإرسال", "التاريخ", "تم الإرسال",
    "أرسلت", "נשלח", "תאריך",
)

LABELS_TO = (
    "to", "an", "à", "para", "a", "per", "aan", "till", "til", "do", "destinataire", "destinatario", "destinatário",
    "mottagare", "vastaanottaja", "adressaat", "saaja", "kellele", "kam", "adresāts", "gavėjas", "címzett", "kime",
    "alıcı", "komu", "prima", "za", "către", "до", "кому", "per a", "προς", "宛先", "收件人", "收件者", "받는 사람",
    "받는사람",
    "tới", "đến", "người nhận", "kepada", "untuk", "ถึง", "إلى", "الى", "אל",
)

LABELS_SUBJECT = (
    "subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto", "ämne", "emne", "temat",
    "aihe", "otsikko", "teema", "tēma", "tema", "tárgy", "konu", "předmět", "predmet", "zadeva", "subiect", "тема",
    "относно", "assumpte", "θέμα", "件名", "主题", "主題", "主旨", "题目", "제목", "chủ đề", "tiêu đề", "subjek",
    "perihal",
    "subyek", "เรื่อง", "หัวเรื่อง", "الموضوع", "موضوع", "נושא", "הנדון",
)
"""The labels of the header block that mail programs put above what they quote."""

HTML_ONLY_STUBS = (
    "html", "in your browser", "in a browser", "view this email", "view this message", "online version", "webversion",
    "im browser", "dans votre navigateur", "en su navegador", "en tu navegador", "nel browser", "in je browser",
    "no seu navegador",
)
"""What a plain text part says that only stands in for the HTML part."""
