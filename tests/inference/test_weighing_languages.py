"""Confirmations that can be unsubscribed from, in other languages."""

# ruff: noqa: E501  (one mail a row; scripts of many languages)

from __future__ import annotations

import pytest

from tests.inference.mails import mail, main_kind

LISTED = {"list-unsubscribe": "<https://northwind-labs.com/u>"}


@pytest.mark.parametrize(
    "text",
    [
        "Vi har tagit emot din ansökan till tjänsten som analytiker. Vi går igenom alla ansökningar och återkommer till dig.",
        "Wir haben Ihre Bewerbung als Analyst erhalten und melden uns bei Ihnen. Vielen Dank für Ihre Bewerbung.",
        "Nous avons bien reçu votre candidature pour le poste d'analyste et nous vous remercions de votre intérêt.",
        "Hemos recibido tu candidatura para el puesto de analista. Gracias por tu interés en nuestra empresa.",
        "Dziękujemy za przesłanie aplikacji na stanowisko analityka. Otrzymaliśmy Twoje zgłoszenie i skontaktujemy się z Tobą.",
        "Благодарим вас за отклик на нашу вакансию. Мы получили ваше резюме и свяжемся с вами.",
        "Olemme vastaanottaneet hakemuksesi analyytikon tehtävään. Kiitos hakemuksestasi, palaamme sinulle pian.",
        "Megkaptuk jelentkezését az elemző pozícióra. Köszönjük jelentkezését, hamarosan felvesszük Önnel a kapcsolatot.",
        "您好,我们已收到您投递的分析师职位的简历。感谢您的应聘,我们会尽快与您联系。",
        "この度は弊社の求人にご応募いただき、誠にありがとうございます。応募書類を受領いたしました。",
    ],
)
def test_a_confirmation_may_be_unsubscribed_from(text: str) -> None:
    message = mail(text, "", "Northwind Labs <jobs@northwind-labs.com>", headers=LISTED)
    assert main_kind(message) == "application_confirmation"


@pytest.mark.parametrize(
    "text",
    [
        "Veckans lediga jobb: analytiker, utvecklare, ekonom. Skicka in ansökan i dag.",
        "Die besten Stellen der Woche: Analyst, Entwickler. Jetzt bewerben.",
        "Лучшие вакансии недели: аналитик, разработчик. Отправьте резюме сегодня.",
    ],
)
def test_an_alert_is_none(text: str) -> None:
    assert main_kind(mail(text, "", "Northwind Labs <jobs@northwind-labs.com>", headers=LISTED)) == ""
