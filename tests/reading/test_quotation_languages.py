"""What mail programs write above a quotation, in other languages."""

from __future__ import annotations

import pytest

from watcher.reading.quotation import separated

ATTRIBUTIONS = [
    "Den tors 5 mars 2026 kl 10:00 skrev Ada Example <ada@example.org>:",
    "tors 5 mars 2026 kl. 10:00 skrev Ada Example:",
    "5 mars 2026 kl. 10:00 skrev Ada Example <ada@example.org>:",
    "Den tors. 5. mar. 2026 kl. 10.00 skrev Ada Example:",
    "tor. 5. mar. 2026 kl. 10:00 skrev Ada Example:",
    "to 5. maalisk. 2026 klo 10.00 Ada Example (ada@example.org) kirjoitti:",
    "Ada Example kirjoitti 5.3.2026 kello 10.00:",
    "Kuupäev N, 5. märts 2026 kell 10:00 kirjutas Ada Example:",
    "Ada Example kirjutas 05.03.2026 10:00:",
    "Ceturtd., 2026. g. 5. marts, plkst. 10:00 — lietotājs Ada Example rakstīja:",
    "2026-03-05, kt, 10:00 Ada Example rašė:",
    "Ada Example <ada@example.org> ezt írta (időpont: 2026. márc. 5., Cs, 10:00):",
    "2026.03.05. 10:00 keltezéssel, Ada Example írta:",
    "Ada Example, 5 Mar 2026 Per, 10:00 tarihinde şunu yazdı:",
    "5.03.2026 10:00 tarihinde Ada Example yazdı:",
    "czw., 5 mar 2026 o 10:00 Ada Example napisał(a):",
    "W dniu 5.03.2026 o 10:00, Ada Example pisze:",
    "Wiadomość napisana przez Ada Example w dniu 5 mar 2026, o godz. 10:00:",
    "čt 5. 3. 2026 v 10:00 odesílatel Ada Example napsal:",
    "Dne 5. 3. 2026 v 10:00 Ada Example napsal(a):",
    "št 5. 3. 2026 o 10:00 Ada Example napísal(a):",
    "joi, 5 mar. 2026 la 10:00, Ada Example a scris:",
    "Pe 5 martie 2026, Ada Example a scris:",
    "чт, 5 бер. 2026 р. о 10:00 Ada Example пише:",
    "05.03.2026 10:00, Ada Example пишет:",
    "5 марта 2026 г., 10:00 +03:00 от Ada Example:",
    "Четверг, 5 марта 2026, 10:00 +03:00 от Ada Example <ada@example.org>:",
    "Ada Example написал(а) 05.03.2026 10:00:",
    "На чт, 5.03.2026 г. в 10:00 ч. Ada Example написа:",
    "čet, 5. ožu 2026. u 10:00 Ada Example napisao je:",
    "V V čet., 5. mar. 2026 ob 10:00 je oseba Ada Example napisala:",
    "Missatge de Ada Example del dia dj., 5 de març 2026 a les 10:00 va escriure:",
    "Στις Πέμ 5 Μαρ 2026 στις 10:00 π.μ., ο χρήστης Ada Example έγραψε:",
    "2026年3月5日(木) 10:00 Ada Exampleさんは書きました:",
    "2026/03/05 10:00、Ada Exampleのメール:",
    "Ada Example <ada@example.org> 于2026年3月5日周四 10:00写道:",
    "在 2026年3月5日,10:00,Ada Example 写道:",
    "Ada Example 於 2026年3月5日 週四 上午10:00寫道:",
    "2026년 3월 5일 (목) 오전 10:00, Ada Example님이 작성:",
    "2026. 3. 5. 오전 10:00, Ada Example 작성:",
    "Vào Th 5, 5 thg 3, 2026 vào lúc 10:00 Ada Example đã viết:",
    "Pada Kam, 5 Mar 2026 pukul 10.00 Ada Example menulis:",
    "ในวันที่ พฤ. 5 มี.ค. 2026 เวลา 10:00 Ada Example เขียนว่า:",
    "في الخميس، 5 مارس 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Ada Example:",
    "في ٥ مارس ٢٠٢٦، كتب Ada Example:",
    "\u200fבתאריך יום ה׳, 5 במרץ 2026 ב-10:00 מאת Ada Example:",
    "ב-5 במרץ 2026, בשעה 10:00, Ada Example כתבה:",
]

HEADERS = [
    "Från: Ada\nSkickat: den 5 mars 2026 10:00\nTill: Grace\nÄmne: SV: Tjänst",
    "Fra: Ada\nSendt: 5. marts 2026 10:00\nTil: Grace\nEmne: SV: Stilling",
    "Lähettäjä: Ada\nLähetetty: torstai 5. maaliskuuta 2026 10.00\nVastaanottaja: Grace\nAihe: VS: Työ",
    "Saatja: Ada\nSaadetud: neljapäev, 5. märts 2026 10:00\nAdressaat: Grace\nTeema: Re: Töö",
    "No: Ada\nNosūtīts: ceturtdiena, 2026. gada 5. marts\nKam: Grace\nTēma: Re: Darbs",
    "Nuo: Ada\nIšsiųsta: 2026 m. kovo 5 d.\nKam: Grace\nTema: Re: Darbas",
    "Feladó: Ada\nElküldve: 2026. március 5. 10:00\nCímzett: Grace\nTárgy: Re: Állás",
    "Kimden: Ada\nGönderildi: 5 Mart 2026 Perşembe 10:00\nKime: Grace\nKonu: Ynt: İş",
    "Gönderen: Ada\nTarih: 5 Mart 2026\nKime: Grace\nKonu: İş",
    "Od: Ada\nWysłano: czwartek, 5 marca 2026 10:00\nDo: Grace\nTemat: Odp: Praca",
    "Od: Ada\nOdesláno: čtvrtek 5. března 2026 10:00\nKomu: Grace\nPředmět: Re: Práce",
    "Od: Ada\nOdoslané: štvrtok 5. marca 2026 10:00\nKomu: Grace\nPredmet: Re: Práca",
    "De la: Ada\nTrimis: joi, 5 martie 2026 10:00\nCătre: Grace\nSubiect: Re: Post",
    "Від: Ada\nНадіслано: четвер, 5 березня 2026 р. 10:00\nКому: Grace\nТема: Re: Робота",
    "От: Ada\nОтправлено: четверг, 5 марта 2026 г. 10:00\nКому: Grace\nТема: Re: Работа",
    "От: Ada\nИзпратено: четвъртък, 5 март 2026 г.\nДо: Grace\nОтносно: Re: Работа",
    "Od: Ada\nPoslano: četvrtak, 5. ožujka 2026. 10:00\nPrima: Grace\nPredmet: Re: Posao",
    "Od: Ada\nPoslano: četrtek, 05. marec 2026 10:00\nZa: Grace\nZadeva: Re: Služba",
    "De: Ada\nEnviat: dijous, 5 de març de 2026\nPer a: Grace\nTema: Re: Feina",
    "Από: Ada\nΣτάλθηκε: Πέμπτη, 5 Μαρτίου 2026\nΠρος: Grace\nΘέμα: Re: Θέση",
    "差出人: Ada\n送信日時: 2026年3月5日 10:00\n宛先: Grace\n件名: Re: 応募",
    "发件人: Ada\n发送时间: 2026年3月5日 10:00\n收件人: Grace\n主题: 回复: 职位",
    "寄件者: Ada\n寄件日期: 2026年3月5日\n收件者: Grace\n主旨: RE: 職位",
    "보낸 사람: Ada\n보낸 날짜: 2026년 3월 5일\n받는 사람: Grace\n제목: RE: 지원",
    "Từ: Ada\nĐã gửi: Thứ Năm, 5 tháng 3, 2026\nTới: Grace\nChủ đề: Re: Việc",
    "Dari: Ada\nDikirim: Kamis, 05 Maret 2026 10:00\nKepada: Grace\nSubjek: Re: Lowongan",
    "จาก: Ada\nส่งเมื่อ: 5 มีนาคม 2026\nถึง: Grace\nเรื่อง: Re: งาน",
    "من: Ada\nتاريخ الإرسال: 5 مارس 2026\nإلى: Grace\nالموضوع: رد: وظيفة",
    "מאת: Ada\nנשלח: יום חמישי 05 מרץ 2026\nאל: Grace\nנושא: Re: משרה",
]

SEPARATORS = [
    "-----Ursprungligt meddelande-----",
    "----- Alkuperäinen viesti -----",
    "-----Eredeti üzenet-----",
    "-----Orijinal Mesaj-----",
    "-----Původní zpráva-----",
    "-----Исходное сообщение-----",
    "-----Mesaj original-----",
    "-----元のメッセージ-----",
    "-----邮件原件-----",
    "-----원본 메시지-----",
    "---------- Vidarebefordrat meddelande ---------",
    "---------- Välitetty viesti ---------",
    "---------- Пересылаемое сообщение ---------",
    "---------- Továbbított üzenet ---------",
    "---------- Forwarded message ---------",
    "---------- 转发的邮件 ---------",
    "---------- 전달된 메일 ---------",
    "---------- İletilen ileti ---------",
]


@pytest.mark.parametrize("introduction", [*ATTRIBUTIONS, *HEADERS, *SEPARATORS])
def test_what_follows_an_introduction_is_quoted(introduction: str) -> None:
    new, quoted = separated(f"Text.\n\nGrace\n\n{introduction}\n\nWork.\nAda")
    assert new == "Text.\n\nGrace"
    assert quoted.endswith("Work.\nAda")


@pytest.mark.parametrize(
    "text",
    [
        "Jag skrev till dig i måndags:\nhej",
        "Рекрутер написал мне вчера:\nпривет",
        "Od: 10:00\nDo: 11:00\nPokój 5",
        "主题: 面试\n3月12日 10:00",
        "Vi ses 5 mars 2026 kl. 10:00, det skrev jag i går\ntack",
        "面接日時:2026年3月5日 10:00\nよろしくお願いします",
        "Kohtumine 5. märts 2026 kell 10:00:\nTere",
    ],
)
def test_ordinary_text_is_not_quoted(text: str) -> None:
    assert separated(text) == (text, "")
