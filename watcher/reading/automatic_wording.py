"""By what words mail programs show that they write by themselves. Facts only, in lower case.

Languages: English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish, Danish, Norwegian, Finnish, Polish,
Czech, Hungarian, Romanian, Turkish, Russian, Ukrainian, Japanese, Korean, Chinese; of out-of-office notes also
Estonian, Latvian, Lithuanian, Slovak, Slovene, Croatian, Bulgarian, Greek, Catalan, Vietnamese, Indonesian, Thai,
Arabic, Hebrew. The typographic apostrophe is written as the plain one.
"""

# fmt: off

AUTO_REPLY_SUBJECTS = (
    "automatic reply", "automated reply", "automatic response", "automated response", "auto reply", "auto-reply",
    "autoreply", "auto response", "auto-response", "autoresponse", "autorespons", "auto:", "out of office",
    "out-of-office", "out of the office", "ooo:", "vacation response", "away from the office", "abwesenheit",
    "automatische antwort", "automatische rückmeldung", "nicht im büro", "automatisch antwoord",
    "automatische beantwoording", "automatische beantwortung", "afwezigheid", "afwezig:", "niet aanwezig:",
    "réponse automatique", "absence du bureau", "absence :", "message d'absence", "respuesta automática",
    "fuera de la oficina", "ausencia de la oficina", "risposta automatica", "fuori sede", "fuori ufficio",
    "resposta automática", "ausência temporária", "fora do escritório", "autosvar", "automatiskt svar", "frånvaro",
    "automatisk svar", "ikke til stede", "fravær", "automaattinen vastaus", "poissaolo", "poissa:",
    "odpowiedź automatyczna", "automatyczna odpowiedź", "autoodpowiedź", "poza biurem", "nieobecność",
    "automatická odpověď", "mimo kancelář", "nepřítomnost", "automatikus válasz", "házon kívül", "răspuns automat",
    "absent din birou", "otomatik yanıt", "otomatik cevap", "ofis dışı", "автоматический ответ", "автоответ",
    "нет на рабочем месте", "вне офиса", "автоматична відповідь", "автовідповідь", "поза офісом", "自動応答",
    "自動返信", "自動回答", "不在通知", "不在のお知らせ", "자동 회신", "자동회신", "자동 응답", "자동응답", "부재중",
    "自动答复", "自動答覆", "自动回复", "自動回覆", "自動回信", "外出自动", "不在办公室",
    "automaatvastus", "automaatne vastus", "kontorist väljas", "automātiska atbilde", "automātiskā atbilde",
    "prombūtnē", "automatinis atsakymas", "automatinis atsakas", "nesu biure", "automatická odpoveď",
    "mimo kancelárie", "neprítomnosť", "automatski odgovor", "samodejni odgovor", "odsotnost", "izvan ureda",
    "odsutnost", "автоматичен отговор", "извън офиса", "αυτόματη απάντηση", "εκτός γραφείου", "resposta automàtica",
    "fora de l'oficina", "trả lời tự động", "thư trả lời tự động", "vắng mặt", "balasan otomatis", "jawaban otomatis",
    "balasan automatik", "di luar kantor", "ตอบกลับอัตโนมัติ", "การตอบกลับอัตโนมัติ", "ไม่อยู่ที่สำนักงาน",
    "رد تلقائي", "الرد التلقائي", "خارج المكتب", "מענה אוטומטי", "תשובה אוטומטית", "מחוץ למשרד",
    "nem vagyok az irodában", "ikke på kontoret", "på ferie", "på semester",
)
"""How the subject of an automatic reply begins."""

ABSENCE = (
    "not in the office", "away until", "away till", "away from my email", "away from my e-mail", "on leave until",
    "on leave till", "currently on leave", "currently away", "at a conference", "on field work", "on fieldwork",
    "on a business trip", "travelling until", "traveling until", "travelling for work", "i'm travelling",
    "i am travelling", "i'm traveling", "i am traveling", "office is closed", "offices are closed",
    "closed for the holidays", "closed for holidays", "closed for half term", "closed for easter",
    "closed for christmas", "i no longer work", "i have left the", "i've left the", "no longer with the company",
    "now retired", "have retired", "in meetings all day", "i'm ooo", "i am ooo", "not at my workplace",
    "not at my desk", "off sick", "on compassionate leave", "on study leave", "on secondment",
    "i work part-time",
    "out of office", "out of the office", "out of town", "away from the office", "away from my desk",
    "on annual leave", "on vacation", "on holiday", "on leave", "on parental leave", "on maternity leave",
    "on paternity leave", "on sick leave", "on sabbatical", "nicht im büro", "außer haus", "bin abwesend",
    "im urlaub",
    "in elternzeit", "nicht erreichbar", "absent du bureau", "absente du bureau", "je suis absent",
    "actuellement absent", "en congé", "fuera de la oficina", "estoy de vacaciones", "estaré ausente", "de baja",
    "fuori ufficio", "sono in ferie", "sono assente", "afwezig", "op vakantie", "met verlof", "niet aanwezig",
    "fora do escritório", "estou de férias", "de férias", "ausente", "jag har semester", "på semester",
    "ej på kontoret", "inte på kontoret", "föräldraledig", "på ferie", "ikke på kontoret", "holder ferie",
    "barselsorlov", "ute av kontoret", "lomalla", "poissa toimistolta", "en ole paikalla", "poza biurem",
    "na urlopie",
    "jestem nieobecn", "mimo kancelář", "na dovolené", "nejsem v kanceláři", "szabadságon", "nem vagyok az irodában",
    "házon kívül", "în concediu", "nu sunt la birou", "absent din birou", "izindeyim", "izinde olacağım",
    "ofis dışında", "ofiste değilim", "в отпуске", "вне офиса", "отсутствую на", "у відпустці", "поза офісом",
    "відсутн", "不在にして", "不在とな", "休暇をいただ", "休暇を取", "休業とさせて", "부재중", "휴가 중", "휴가중",
    "자리를 비", "不在办公室", "正在休假", "休假中", "外出中", "不在辦公室", "出差期间",
    "olen puhkusel", "kontorist väljas", "esmu atvaļinājumā", "esmu prombūtnē", "atostogauju", "nesu biure",
    "na dovolenke", "nie som v kancelárii", "na godišnjem odmoru", "izvan ureda", "nisam u uredu", "na dopustu",
    "odsoten", "odsotna", "в отпуск", "извън офиса", "εκτός γραφείου", "σε άδεια", "fora de l'oficina", "de vacances",
    "đang nghỉ phép", "không có mặt tại văn phòng", "sedang cuti", "di luar kantor", "ลาพักร้อน",
    "ไม่อยู่ที่สำนักงาน", "خارج المكتب", "في إجازة", "מחוץ למשרד", "בחופשה",
)
"""What an out-of-office says of its writer."""

ABSENCE_ADVICE = (
    "limited access", "restricted access", "intermittent access", "without internet", "slow to reply",
    "slow to respond", "slower than usual", "delay in my reply", "delay in my response", "when i'm back",
    "when i am back", "will be back", "we're back on", "we are back on", "back on monday", "back on 1", "back on 2",
    "back in the office", "returning from", "i return on", "i return to the office", "back tomorrow", "on my behalf",
    "is covering", "looking after my", "please contact", "please turn to", "please direct", "please address",
    "not be read", "not been read", "won't be reading", "no email access", "not be monitored", "not being monitored",
    "answered after", "answered from", "will be answered", "irregularly", "next working day",
    "limited access to", "no access to", "without access to", "not have access to", "not be checking",
    "upon my return", "when i return", "on my return", "as soon as i return", "will return on", "returning on",
    "urgent", "immediate assistance", "in my absence", "during my absence", "during this time",
    "will not be forwarded", "nach meiner rückkehr", "nicht weitergeleitet", "in dringenden", "meine vertretung",
    "à mon retour", "mon absence", "en cas d'urgence", "a mi regreso", "mi ausencia", "al mio rientro",
    "in caso di urgenza", "mijn afwezigheid", "bij mijn terugkeer", "dringende", "minha ausência", "meu regresso",
    "em caso de urgência", "brådskande", "åter på kontoret", "åter den", "tillbaka den", "hastende", "tilbage den",
    "tilbake den", "tilbage igen", "kiireelli", "palaan", "pilnych", "pilne", "wracam", "po powrocie", "naléhav",
    "vrátím se", "po návratu", "sürgős", "visszatér", "urgenț", "urgente", "mă întorc", "acil", "döndüğümde",
    "dönüşümde", "срочн", "вернусь", "термінов", "повернус", "повернення", "お急ぎ", "緊急", "戻り次第", "出社",
    "급한", "긴급", "복귀", "紧急", "緊急", "急事", "返回后", "回来后", "回覆您", "尽快回复",
    "kiireloomuli", "tagasi alates", "steidzam", "atgriezīšos", "skubiais atvejais", "skubu", "grįšiu", "súrn",
    "vrátim sa", "hitnim", "hitno", "vraćam se", "nujn", "vrnem se", "спешн", "ще се върна", "επείγ", "επιστρέψω",
    "επιστροφή", "en cas urgent", "tornaré", "khẩn cấp", "quay lại làm việc", "mendesak", "kembali pada", "เร่งด่วน",
    "กลับมา", "عاجل", "العودة", "عودتي", "דחוף", "אחזור", "שובי",
)
"""What an out-of-office adds: when its writer is back, and whom to ask until then."""

TALK = (
    "interview", "let's", "let us", "shall we", "can we ", "could we", "we could", "we can ", "are you", "could you",
    "would you", "meet you", "talk to you", "speak with you", "call you", "works for me", "looking forward",
    "vorstellungsgespräch", "wollen wir", "können wir", "passt ihnen", "passt es", "entretien", "pourrions",
    "pouvons-nous", "entrevista", "podemos", "podríamos", "colloquio", "possiamo", "potremmo", "gesprek", "kunnen we",
    "zullen we", "poderíamos", "intervju", "samtale", "kan vi", "haastattelu", "rozmow", "możemy", "pohovor",
    "můžeme",
    "interjú", "interviu", "putem", "mülakat", "görüşme", "собеседован", "співбесід", "面接", "面談", "면접", "面试",
    "面試",
)
"""A human speaks of what comes next: no program's note, though its writer will be away."""

RESPONDERS = (
    "this is an automatic reply", "this is an automated reply", "this is an automated response",
    "this is an automatic response", "this is an auto-generated response", "this is an auto-reply",
    "type your reply above this line", "reply above this line", "a ticket has been created", "ticket has been opened",
    "a support ticket", "has been assigned ticket", "this email address is no longer",
    "dies ist eine automatische antwort", "automatisch generierte antwort", "ihre anfrage ist eingegangen",
    "ceci est une réponse automatique", "votre demande a bien été reçue", "esta es una respuesta automática",
    "hemos recibido su solicitud de soporte", "questa è una risposta automatica", "la tua richiesta è stata ricevuta",
    "dit is een automatisch antwoord", "uw verzoek is ontvangen", "esta é uma resposta automática",
    "o seu pedido foi recebido", "detta är ett automatiskt svar", "dette er et automatisk svar",
    "tämä on automaattinen vastaus", "to jest automatyczna odpowiedź", "toto je automatická odpověď",
    "ez egy automatikus válasz", "acesta este un răspuns automat", "bu otomatik bir yanıt", "bu otomatik bir cevap",
    "это автоматический ответ", "ваш запрос получен", "це автоматична відповідь", "自動返信です", "自動返信メール",
    "自動応答です", "자동 회신입니다", "자동 응답 메일", "这是自动回复", "此邮件为自动回复", "這是自動回覆",
    "see on automaatne vastus", "šī ir automātiska atbilde", "tai automatinis atsakymas",
    "toto je automatická odpoveď", "ovo je automatski odgovor", "ovo je automatska poruka", "to je samodejni odgovor",
    "това е автоматичен отговор", "αυτή είναι μια αυτόματη απάντηση", "aquesta és una resposta automàtica",
    "đây là thư trả lời tự động", "ini adalah balasan otomatis", "นี่เป็นข้อความตอบกลับอัตโนมัติ", "هذا رد تلقائي",
    "هذا رد آلي", "זוהי תשובה אוטומטית", "זהו מענה אוטומטי",
)
"""What a help desk's or a mailbox's automatic answer says of itself."""

APPLICATION_WORDS = (
    "your application", "applying", "your resume", "your résumé", "your cv", "your candidacy", "bewerbung",
    "candidature", "candidatura", "postulación", "solicitud de empleo", "sollicitatie", "ansökan", "ansøgning",
    "søknad", "hakemus", "hakemuksesi", "aplikacj", "kandydatur", "žádost o zaměstnání", "životopis", "jelentkezés",
    "pályázat", "candidatur", "aplicația", "başvuru", "отклик", "резюме", "вакансі", "応募", "지원서", "입사지원",
    "지원해", "应聘", "申请职位", "投递", "簡歷", "简历", "應徵",
    "kandideeri", "pieteikum", "kandidatūr", "prijav", "žiados", "кандидатур", "αίτησ", "βιογραφικ",
    "ứng tuyển", "lamaran", "สมัครงาน", "ใบสมัคร", "طلبك", "سيرتك", "מועמדות", "קורות החיים",
)

RECEIVED_WORDS = (
    "received", "receipt", "thank", "erhalten", "eingegangen", "eingang", "dank", "bien reçu", "avons reçu", "merci",
    "recibido", "gracias", "ricevuto", "grazie", "ontvangen", "bedankt", "recebemos", "obrigad", "tack", "mottagit",
    "tak ", "takk", "modtaget", "mottatt", "kiitos", "kiitämme", "saapunut", "vastaanott", "dziękuj", "otrzyma",
    "děkuj", "obdržel", "köszön", "megkapt", "mulțumi", "primit", "teşekkür", "alındı", "ulaşmıştır", "спасибо",
    "благодар", "получил", "дяку", "отримал", "ありがとう", "受け付け", "受付", "受領", "감사", "접수", "感谢",
    "感謝",
    "收到", "谢谢",
    "aitäh", "täname", "saime", "saņēm", "paldies", "gavome", "dėkojame", "ďakuj", "dostali", "hvala",
    "zaprimili", "prejeli", "получихме", "ευχαριστ", "λάβαμε", "rebut", "gràcies", "cảm ơn", "đã nhận",
    "terima kasih", "menerima", "ขอบคุณ", "ได้รับ", "شكرا", "استلم", "תודה", "קיבלנו",
)
"""Both together: an employer's automatic acknowledgement of an application: an event, and no mere auto reply."""

FEEDBACK_BODIES = ("email abuse report for an email message", "this is an email abuse report", "this is a spam report")
"""What a feedback report (RFC 5965) says to humans."""

CALENDAR_REPLY_SUBJECTS = (
    "accepted:", "declined:", "tentative:", "tentatively accepted:", "zugesagt:", "abgesagt:", "abgelehnt:",
    "mit vorbehalt:", "mit vorbehalt angenommen:", "angenommen:", "accepté :", "accepté:", "refusé :", "refusé:",
    "provisoire :", "aceptado:", "aceptada:", "rechazado:", "rechazada:", "provisional:", "accettato:", "rifiutato:",
    "provvisorio:", "geaccepteerd:", "geweigerd:", "voorlopig:", "aceite:", "aceito:", "recusado:", "accepterat:",
    "avböjt:", "avvisat:", "preliminärt:", "accepteret:", "afvist:", "godtatt:", "avslått:", "akseptert:",
    "hyväksytty:", "hylätty:", "alustava:", "zaakceptowano:", "odrzucono:", "wstępna akceptacja:", "přijato:",
    "odmítnuto:", "elfogadva:", "elutasítva:", "acceptat:", "refuzat:", "kabul edildi:", "reddedildi:", "принято:",
    "отклонено:", "прийнято:", "відхилено:", "承諾:", "承諾済み:", "辞退:", "수락됨:", "수락:", "거절됨:", "거절:",
    "已接受:", "已拒绝:", "已拒絕:", "接受:", "拒绝:",
)

CALENDAR_REPLY_BODIES = (
    "accepted this invitation", "accepted your invitation", "accepted the invitation", "declined this invitation",
    "declined your invitation", "declined the invitation", "replied \"maybe\" to this invitation",
    "hat diese einladung", "hat ihre einladung", "a accepté cette invitation", "a accepté votre invitation",
    "a refusé cette invitation", "ha aceptado esta invitación", "ha aceptado tu invitación",
    "ha rechazado esta invitación", "ha accettato questo invito", "ha accettato l'invito", "heeft deze uitnodiging",
    "aceitou este convite", "recusou este convite", "har accepterat den här inbjudan", "har tackat ja",
    "har accepteret invitationen", "har takket ja", "hyväksyi kutsun", "zaakceptował", "odrzucił", "přijal",
    "elfogadta a meghívást", "a acceptat invitația", "daveti kabul etti", "принял приглашение", "прийняв запрошення",
    "招待を承諾", "초대를 수락", "已接受邀请", "已接受此邀请",
)

RECEIPT_SUBJECTS = (
    "read:", "not read:", "read receipt", "return receipt", "delivered:", "gelesen:", "ungelesen:", "lesebestätigung",
    "lu :", "lu:", "non lu :", "accusé de lecture", "leído:", "no leído:", "confirmación de lectura", "letto:",
    "non letto:", "conferma di lettura", "gelezen:", "leesbevestiging", "lido:", "lida:", "não lida:", "läst:",
    "läskvitto", "læst:", "lest:", "luettu:", "przeczytano:", "przeczytane:", "přečteno:", "olvasott:", "elolvasva:",
    "citit:", "okundu:", "прочитано:", "開封済み:", "開封確認", "읽음:", "已读:", "已讀:",
)

RECEIPT_BODIES = (
    "was read on", "was displayed on", "has been read", "has been displayed", "was deleted without being read",
    "return receipt", "read receipt", "has been delivered to the following recipient", "wurde gelesen", "wurde am",
    "a été lu", "se leyó", "fue leído", "è stato letto", "werd gelezen", "is gelezen", "foi lida", "lästes",
    "blev läst", "blev læst", "ble lest", "luettiin", "został przeczytan", "została przeczytan", "byla přečtena",
    "elolvas", "a fost citit", "okundu", "было прочитано", "прочитано", "開封され", "読まれました", "읽었습니다",
    "읽은 시간", "已于", "已被阅读",
)
