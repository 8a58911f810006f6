"""The marks of replies and forwards before a subject, and how questions end."""

from __future__ import annotations

import pytest

from tests.inference.mails import mail
from watcher.inference.folding import prepare
from watcher.inference.subjects import bare, is_forward, is_reply

REPLIES = (
    "Re AW SV VS Vá Ynt Odp Ats Atb Odg Răsp ΑΠ Ответ Відп Отг Bls",
    "回复 回覆 返信 회신 ตอบ رد השב",
)
FORWARDS = (
    "Fwd WG VB VL PD Továbbítás İlt ΠΡΘ Пересл Препр Edasi Pārs",
    "转发 轉寄 転送 전달 ส่งต่อ הועבר",
)


@pytest.mark.parametrize("mark", [*" ".join(REPLIES).split(), "Trả lời"])
def test_a_reply_is_told_by_its_subject(mark: str) -> None:
    assert is_reply(mail("", f"{mark}: Analyst"))
    assert bare(f"{mark}: Analyst") == "Analyst"


@pytest.mark.parametrize("mark", [*" ".join(FORWARDS).split(), "إعادة توجيه", "Chuyển tiếp"])
def test_a_forward_is_told_by_its_subject(mark: str) -> None:
    assert is_forward(mail("", f"{mark}: Analyst"))
    assert bare(f"{mark}: Analyst") == "Analyst"


@pytest.mark.parametrize("subject", ["Analyst: Re", "Report: July", "Varning: nytt", "רד: דבר"])
def test_an_ordinary_subject_is_no_reply(subject: str) -> None:
    assert not is_reply(mail("", subject))
    assert bare(subject) == subject


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Can you come?", True),
        ("Μπορείτε να έρθετε την Πέμπτη;", True),
        ("هل يمكنك الحضور؟", True),
        ("來得及嗎?", True),
        ("We meet on Monday;", False),
        ("Θα σας περιμένουμε.", False),
    ],
)
def test_questions(text: str, asks: bool) -> None:
    assert [sentence.is_question for sentence in prepare(text, frozenset()).sentences] == [asks]


def test_a_greek_question_ends_a_sentence() -> None:
    sentences = prepare("Μπορείτε την Πέμπτη; Σας περιμένουμε.", frozenset()).sentences
    assert [sentence.is_question for sentence in sentences] == [True, False]
