"""Out-of-office notes by their subjects, in other languages."""

from __future__ import annotations

import pytest

from tests.reading.mails import with_body
from watcher.reading import Automatic


@pytest.mark.parametrize(
    "subject",
    [
        "Automaatvastus: Töö",
        "Automātiska atbilde: Darbs",
        "Automatinis atsakymas: Darbas",
        "Automatická odpoveď: Práca",
        "Automatski odgovor: Posao",
        "Samodejni odgovor: Služba",
        "Автоматичен отговор: Работа",
        "Αυτόματη απάντηση: Θέση",
        "Resposta automàtica: Feina",
        "Trả lời tự động: Việc",
        "Balasan otomatis: Lowongan",
        "ตอบกลับอัตโนมัติ: งาน",
        "رد تلقائي: وظيفة",
        "מענה אוטומטי: משרה",
    ],
)
def test_an_automatic_reply_is_told_by_its_subject(subject: str) -> None:
    message = with_body("…", subject=subject, sender="grace@acme.example", more="")
    assert message.automatic is Automatic.AUTO_REPLY
