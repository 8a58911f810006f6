"""Interview times in the words of other languages. The messages are of Wednesday, 4 March 2026, sent in UTC."""

from __future__ import annotations

from datetime import UTC

import pytest

from tests.inference.mails import mail
from watcher.bootstrap import inference_tables
from watcher.inference.phrases import Read, read
from watcher.inference.times import interview_time


def told(code: str, text: str) -> str:
    """When the text in this language says that one meets, "" where it tells no time."""
    tables = inference_tables()
    known = read("", text, "", tables)
    languages = (tables.languages[code], tables.languages["en"])
    moment = interview_time(mail(text), Read(known.subject, known.body, known.quoted, languages, code), None)
    if moment is None:
        return ""
    end = f"-{moment.ends_at:%H:%M}" if moment.ends_at else ""
    return f"{moment.starts_at:%m-%d %H:%M}{end}"


@pytest.mark.parametrize(
    ("code", "text", "when"),
    [
        ("fr", "L'entretien aura lieu jeudi 12 à 9h.", "03-12 09:00"),
        ("fr", "L'entretien aura lieu mardi 17 à 9h30.", "03-17 09:30"),
        ("fr", "L'entretien aura lieu jeudi de 9 à 11h.", "03-05 09:00-11:00"),
        ("fr", "L'entretien aura lieu jeudi 14h.", "03-05 14:00"),
        ("it", "Il colloquio è giovedì 12 alle 9.", "03-12 09:00"),
        ("it", "Il colloquio è giovedì alle 9.", "03-05 09:00"),
        ("es", "La entrevista es el jueves 12 a las 9.", "03-12 09:00"),
        ("de", "Das Gespräch ist am Donnerstag, 12. um 9 Uhr.", "03-12 09:00"),
        ("de", "Das Gespräch ist am Donnerstag 14 bis 15 Uhr.", "03-05 14:00-15:00"),
        ("sv", "Intervjun äger rum torsdag den 12 mars kl. 14.00.", "03-12 14:00"),
        ("sv", "Vi ses torsdagen den 12 mars klockan 9.", "03-12 09:00"),
        ("sv", "Välkommen till oss 12/3 kl 14-15 på Storgatan 5.", "03-12 14:00-15:00"),
        ("sv", "Intervjun är den 12 mars, och vi träffas i receptionen på plan fyra kl. 10.12.", "03-12 10:12"),
        ("sv", "Vi ses den 12 mars kl. halv 3.", "03-12 14:30"),
        ("da", "Samtalen er torsdag den 12. marts kl. 14.00.", "03-12 14:00"),
        ("da", "Vi mødes den 12. marts klokken 10 til 11.", "03-12 10:00-11:00"),
        ("nb", "Intervjuet er torsdag 12. mars kl. 13.30 hos oss.", "03-12 13:30"),
        ("nb", "Vi møtes 12.03.2026 klokka 9.", "03-12 09:00"),
        ("fi", "Haastattelu on torstaina 12.3. klo 14.", "03-12 14:00"),
        ("fi", "Haastattelu pidetään 12. maaliskuuta klo 14.15.", "03-12 14:15"),
        ("fi", "Tervetuloa to 12.3.2026 klo 9.00–10.00.", "03-12 09:00-10:00"),
        ("et", "Vestlus toimub 12. märtsil kell 14.00.", "03-12 14:00"),
        ("et", "Ootame teid neljapäeval kell 10.", "03-05 10:00"),
        ("lv", "Intervija notiks 12. martā plkst. 14.00.", "03-12 14:00"),
        ("lv", "Tiekamies 12.03.2026. plkst. 9:30.", "03-12 09:30"),
        ("lt", "Pokalbis vyks kovo 12 d. 14 val.", "03-12 14:00"),
        ("lt", "Kviečiame 2026 m. kovo 12 d., ketvirtadienį, 14.30 val.", "03-12 14:30"),
        ("hu", "Az interjú időpontja március 12. 14 órakor lesz.", "03-12 14:00"),
        ("hu", "Várjuk 2026. március 12-én délután 2 órakor.", "03-12 14:00"),
        ("hu", "Az interjú 2026. 03. 12. délelőtt 10 óra.", "03-12 10:00"),
        ("pl", "Rozmowa odbędzie się 12 marca o godz. 14.00.", "03-12 14:00"),
        ("pl", "Zapraszamy w czwartek 12.03 o godzinie 10.", "03-12 10:00"),
        ("pl", "Zapraszamy 12 marca o 2 po południu.", "03-12 14:00"),
        ("cs", "Pohovor se uskuteční ve čtvrtek 12. 3. 2026 v 10.00.", "03-12 10:00"),
        ("cs", "Pohovor bude 12. března ve 14 hodin.", "03-12 14:00"),
        ("cs", "Pohovor bude 12. 3. od 14 do 15 hodin.", "03-12 14:00-15:00"),
        ("sk", "Pohovor sa uskutoční 12. marca o 10.00 hod.", "03-12 10:00"),
        ("sk", "Tešíme sa na Vás vo štvrtok 12.3. o 14 hodine.", "03-12 14:00"),
        ("sl", "Razgovor bo 12. marca ob 10. uri.", "03-12 10:00"),
        ("sl", "Vabljeni v četrtek, 12. 3. 2026, ob 14.30.", "03-12 14:30"),
        ("hr", "Razgovor će se održati 12. ožujka u 14 sati.", "03-12 14:00"),
        ("hr", "Pozivamo Vas u četvrtak 12.03.2026. u 10.00 h.", "03-12 10:00"),
        ("bg", "Интервюто ще се проведе на 12 март от 10.00 ч.", "03-12 10:00"),
        ("bg", "Каним Ви на 12.03.2026 г. в 14 часа.", "03-12 14:00"),
        ("ru", "Собеседование состоится 12 марта в 14 часов.", "03-12 14:00"),
        ("ru", "Приглашаем вас 12.03 в 14.00.", "03-12 14:00"),
        ("ru", "Ждём вас 12 марта в 2 часа дня.", "03-12 14:00"),
        ("ru", "Ждём вас 12-го марта в 10 утра по москве.", "03-12 10:00"),
        ("uk", "Співбесіда відбудеться 12 березня о 14 годині.", "03-12 14:00"),
        ("uk", "Чекаємо на вас 12 березня о 10.30.", "03-12 10:30"),
        ("tr", "Mülakat 12 Mart Perşembe günü saat 14.00'te yapılacaktır.", "03-12 14:00"),
        ("tr", "Görüşmemiz 12 Mart saat 10'da.", "03-12 10:00"),
        ("tr", "Görüşme 12 Mart öğleden sonra 3'te, saat 15:00 olarak planlandı.", "03-12 15:00"),
        ("ro", "Interviul va avea loc pe 12 martie la ora 14.", "03-12 14:00"),
        ("ro", "Vă așteptăm joi, 12 martie, ora 10.30.", "03-12 10:30"),
        ("de", "Das Gespräch findet am 12. März um 10 Uhr statt.", "03-12 10:00"),
        ("de", "Wir treffen uns am Donnerstag, 12. 3. 2026, um 14.30 Uhr.", "03-12 14:30"),
        ("de", "Das Gespräch ist am 12. März um halb drei Uhr.", "03-12 14:30"),
        ("de", "Das Gespräch ist am 12. März von 14 bis 15 Uhr.", "03-12 14:00-15:00"),
        ("de", "Das Gespräch ist am 12. März um 3 Uhr nachmittags.", "03-12 15:00"),
        ("nl", "Het gesprek is op 12 maart om 14.00 uur.", "03-12 14:00"),
        ("nl", "Het gesprek is op 12 maart om 10 uur.", "03-12 10:00"),
        ("nl", "Het gesprek is op 12 maart om half 3.", "03-12 14:30"),
        ("fr", "L'entretien aura lieu le 12 mars à 14 h.", "03-12 14:00"),
        ("fr", "L'entretien aura lieu le 12 mars à 14 h 30.", "03-12 14:30"),
        ("fr", "L'entretien aura lieu le jeudi 12 mars à 10 heures.", "03-12 10:00"),
        ("fr", "Rendez-vous le 12 mars de 14h à 15h.", "03-12 14:00-15:00"),
        ("it", "Il colloquio si terrà il 12 marzo alle 15.", "03-12 15:00"),
        ("it", "Il colloquio è fissato per giovedì 12 marzo alle ore 9.30.", "03-12 09:30"),
        ("it", "Ci vediamo il 12 marzo alle 3 e mezza del pomeriggio.", "03-12 15:30"),
        ("es", "La entrevista será el 12 de marzo a las 10.", "03-12 10:00"),
        ("es", "La entrevista será el jueves 12 de marzo a las 3 de la tarde.", "03-12 15:00"),
        ("es", "Nos vemos el 12 de marzo a las 9 y media.", "03-12 09:30"),
        ("es", "La entrevista será el 12 de marzo de 10:00 a 11:00 h.", "03-12 10:00-11:00"),
        ("ca", "L'entrevista serà el 12 de març a les 10.", "03-12 10:00"),
        ("pt", "A entrevista será no dia 12 de março às 14h.", "03-12 14:00"),
        ("pt", "A entrevista será no dia 12 de março às 3 da tarde.", "03-12 15:00"),
        ("el", "Η συνέντευξη θα γίνει στις 12 Μαρτίου στις 2 μ.μ.", "03-12 14:00"),
        ("el", "Σας περιμένουμε την Πέμπτη 12/3 και ώρα 10.30.", "03-12 10:30"),
        ("ja", "面接は2026年3月12日(木)14時30分から行います。", "03-12 14:30"),
        ("ja", "3月12日(木)午後2時にお越しください。", "03-12 14:00"),
        ("ja", "3月12日木曜日午前10時~11時でお願いします。", "03-12 10:00-11:00"),
        ("ja", "3月12日 15時半より面接を実施いたします。", "03-12 15:30"),
        ("ja", "来週の金曜日、10時にお待ちしております。", "03-13 10:00"),
        ("zh", "面试时间为2026年3月12日下午2点。", "03-12 14:00"),
        ("zh", "面试安排在3月12日(周四)上午10点半。", "03-12 10:30"),
        ("zh", "请您于3月12日14:30到公司面试。", "03-12 14:30"),
        ("zh", "面試時間:3月12日下午兩點。", "03-12 14:00"),
        ("zh", "面试定在下周五上午九点。", "03-13 09:00"),
        ("ko", "면접은 3월 12일(목) 오후 2시입니다.", "03-12 14:00"),
        ("ko", "면접 일시: 2026년 3월 12일 14시 30분", "03-12 14:30"),
        ("ko", "3월 12일 오전 10시에 면접이 있습니다.", "03-12 10:00"),
        ("ko", "3월 12일 오후 두 시 반에 뵙겠습니다.", "03-12 14:30"),
        ("vi", "Buổi phỏng vấn diễn ra lúc 2 giờ chiều ngày 12/3/2026.", "03-12 14:00"),
        ("vi", "Phỏng vấn vào 9 giờ 30 phút sáng ngày 12 tháng 3 năm 2026.", "03-12 09:30"),
        ("vi", "Mời bạn đến phỏng vấn lúc 14h30 ngày 12/03/2026.", "03-12 14:30"),
        ("id", "Wawancara akan dilaksanakan Kamis, 12 Maret 2026 pukul 14.00 WIB.", "03-12 14:00"),
        ("id", "Wawancara pada 12 Maret jam 2 siang.", "03-12 14:00"),
        ("id", "Wawancara pada 12 Maret jam 11 siang.", "03-12 11:00"),
        ("id", "Wawancara pada 12 Maret pukul 09.00 sampai 10.00.", "03-12 09:00-10:00"),
        ("th", "สัมภาษณ์วันที่ 12 มีนาคม 2569 เวลา 14.00 น.", "03-12 14:00"),
        ("th", "นัดสัมภาษณ์วันที่ 12/03/2569 เวลา 10 โมงเช้า", "03-12 10:00"),
        ("th", "นัดสัมภาษณ์ 12 มีนาคม บ่าย 2 โมง", "03-12 14:00"),
        ("ar", "موعد المقابلة يوم الخميس 12 مارس الساعة 2 مساءً.", "03-12 14:00"),
        ("ar", "موعد المقابلة 12/3/2026 في تمام الساعة 10:30 صباحًا.", "03-12 10:30"),
        ("ar", "ننتظرك يوم 12 مارس الساعة العاشرة صباحاً.", "03-12 10:00"),
        ("ar", "الموعد ١٢ مارس الساعة ٢:٠٠ ظهرا", "03-12 14:00"),
        ("he", "הראיון יתקיים ביום חמישי, 12 במרץ, בשעה 14.00.", "03-12 14:00"),
        ("he", "נפגש ב-12.3.2026 בשעה 10 בבוקר.", "03-12 10:00"),
        ("he", "נפגש ב-12.3 ב-14:30.", "03-12 14:30"),
        ("he", "נשמח לראיין אותך ביום שלישי בשעה 3 אחר הצהריים.", "03-10 15:00"),
    ],
)  # fmt: skip
def test_how_a_time_is_told(code: str, text: str, when: str) -> None:
    assert told(code, text) == when


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("sv", "Vi ses den 12 mars."),
        ("lt", "Pokalbis truks 2 val."),
        ("ru", "Ответьте нам через 3 дня."),
        ("ru", "Собеседование длится 2 часа, дату сообщим позже, до 12 марта."),
        ("cs", "Odpovíme Vám do 12. 3., dostali jsme 48 životopisů."),
        ("zh", "请于3月12日前回复,并注意以下3点建议。"),
        ("zh", "周五早一点来。"),
        ("ja", "3月12日の面接は2時間です。"),
        ("ko", "3월 12일 면접은 2시간 걸립니다."),
        ("tr", "12 Mart'a kadar 24 saat içinde dönüş yapınız."),
        ("id", "Balas dalam 2 jam 7 hari sebelum 12 Maret."),
        ("he", "ראיון שני נקבע בשעה 10."),
        ("de", "Das kostet ab dem 12. März um 10 Euro mehr."),
        ("en", "We open 10 U.S. offices on 12 March."),
        ("da", "Man skal svare kl. 10."),
        ("vi", "Ngày 12/3 lúc 10 giờ tối."),
    ],
)
def test_what_tells_no_time(code: str, text: str) -> None:
    assert told(code, text) == ""


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Mittwoch, 11. März, 15 Uhr ist fix."),
        ("fr", "Le mercredi 11 mars, 15h est confirmé."),
        ("nl", "Woensdag 11 maart om 15 uur wat mij betreft."),
    ],
)
def test_a_verb_after_the_hour_is_no_time_zone(code: str, text: str) -> None:
    tables = inference_tables()
    known = read("", text, "", tables)
    languages = (tables.languages[code], tables.languages["en"])
    moment = interview_time(mail(text), Read(known.subject, known.body, known.quoted, languages, code), None)
    assert moment is not None
    assert moment.starts_at.astimezone(UTC).hour == 15
