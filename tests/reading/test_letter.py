"""How people greet, take leave and sign; and what looks like it and teaches nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.reading import form_of_address, letter, quotes_below, signer
from watcher.reading.letter import MAX_GREETING, MAX_SIGN_OFF, MAX_SIGNATURE, MAX_SIGNATURE_LINES

ADA = frozenset({"ada", "example"})
BODY = "\n\nplease find my papers below. I would be glad to meet.\n\n"


@pytest.mark.parametrize(
    ("first", "greeting"),
    [
        ("Dear Dr. Weber,", "Dear Dr. Weber,"),
        ("Hello Anna", "Hello Anna"),
        ("Hi Anna!", "Hi Anna!"),
        ("Dear Hiring Manager,", "Dear Hiring Manager,"),
        ("Dear Sir or Madam,", "Dear Sir or Madam,"),
        ("Dear   Ms O'Neill-Smith,", "Dear Ms O'Neill-Smith,"),
        ("Sehr geehrte Frau Dr. von der Heide,", "Sehr geehrte Frau Dr. von der Heide,"),
        ("Sehr geehrte Damen und Herren,", "Sehr geehrte Damen und Herren,"),
        ("Hallo Anna,", "Hallo Anna,"),
        ("Liebe Anna,", "Liebe Anna,"),
        ("Bonjour Madame Dupont,", "Bonjour Madame Dupont,"),
        ("Madame, Monsieur,", "Madame, Monsieur,"),
        ("Estimada señora García:", "Estimada señora García:"),
        ("Gentile Dott.ssa Rossi,", "Gentile Dott.ssa Rossi,"),
        ("Beste mevrouw de Vries,", "Beste mevrouw de Vries,"),
        ("Exmo. Senhor Silva,", "Exmo. Senhor Silva,"),
        ("Gentile professoressa,", "Gentile professoressa,"),
        ("Hola, Tessa:", "Hola, Tessa:"),
        ("Hallo, Frau Berg,", "Hallo, Frau Berg,"),
        # the letter goes on in the same line
        ("Hi Anna, thanks for your answer", "Hi Anna,"),
        ("Dear Mr. Egan, thank you! I spoke with Donna.", "Dear Mr. Egan,"),
        ("Liebe Frau Lambertz, vielen Dank dafür.", "Liebe Frau Lambertz,"),
        ("Bonjour Docteur, merci pour votre message", "Bonjour Docteur,"),
        ("Gentile professoressa, martedì alle 11 va bene.", "Gentile professoressa,"),
        ("Hi Bob! Great to hear from you.", "Hi Bob,"),
        # or there is none
        ("Hi, thanks for your answer", ""),
        ("Hi, Thanks!", ""),
        ("Hello again, it is me with one more question", ""),
        ("Beste Grüße, und bis nächste Woche", ""),
        ("Hello world is what I build", ""),
        ("Good morning Anna,", ""),
        ("Happy new year, Anna,", ""),
        ("Hi 4711,", ""),
        ("Hi Anna, Yes", ""),
        ("Dear {{ name }},", ""),
        ("Dear [Name],", ""),
        ("Dear <b>Anna</b>,", ""),
        ("Dear \u202eannA,", ""),
        ("Dear " + "Anna " * 30, ""),
        ("Liebe Grüße", ""),
        ("Anna,", ""),
    ],
)
def test_the_greeting(first: str, greeting: str) -> None:
    assert letter(f"{first}{BODY}Kind regards,\nAda", ADA).greeting == greeting


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Kind regards,\nSneha Joshi\nHR Team", "Sneha Joshi"),
        ("Regards,\n\nDeb", "Deb"),
        ("Viele Grüße\nDr. Anna Berg", "Dr. Anna Berg"),
        ("Kind regards,\nthe team at Acme", ""),
        ("Kind regards,\nACME GmbH", ""),
        ("Kind regards,\nRoom 4.12", ""),
        ("Kind regards,", ""),
        ("Sneha Joshi", ""),
    ],
)
def test_who_signs_for_an_office(end: str, name: str) -> None:
    assert signer(f"Hello,{BODY}{end}") == name


@pytest.mark.parametrize(
    ("end", "sign_off", "signature"),
    [
        ("Kind regards,\nAda Example", "Kind regards,", "Ada Example"),
        ("Kind regards\n\nAda Example", "Kind regards", "Ada Example"),
        ("Mit freundlichen Grüssen\nAda Example", "Mit freundlichen Grüssen", "Ada Example"),
        ("Viele Grüße Ada", "Viele Grüße", "Ada"),
        ("Best, Ada", "Best,", "Ada"),
        ("LG Ada", "LG", "Ada"),
        ("Un cordial saludo,\nAda", "Un cordial saludo,", "Ada"),
        ("Met vriendelijke groet,\nAda", "Met vriendelijke groet,", "Ada"),
        ("Com os melhores cumprimentos,\nAda", "Com os melhores cumprimentos,", "Ada"),
        ("Cordiali saluti\nAda", "Cordiali saluti", "Ada"),
        ("Bien à vous,\nAda", "Bien à vous,", "Ada"),
        ("Best regards,\nAda Example\nData Engineer\n+49 171 2345678\nwww.ada.example", "Best regards,",
         "Ada Example\nData Engineer\n+49 171 2345678\nwww.ada.example"),
        ("Best regards,\nAda\n\n-- \nAda Example\n+49 30 1234567\n", "Best regards,",
         "Ada\n-- \nAda Example\n+49 30 1234567"),
        ("Best regards,\nAda\n--\nAda Example | Berlin", "Best regards,", "Ada\n-- \nAda Example | Berlin"),
        # a blank line between the name and the block below it
        ("Best regards,\nAda\n\nAda Example\nData Engineer\n+49 171 2345678", "Best regards,",
         "Ada\n\nAda Example\nData Engineer\n+49 171 2345678"),
        ("Viele Grüße\nAda Example\n\n+49 171 2345678\nwww.ada.example", "Viele Grüße",
         "Ada Example\n\n+49 171 2345678\nwww.ada.example"),
        ("Kind regards,\nAda\n\nPS: my number is +49 171 2345678", "Kind regards,", "Ada"),
        ("Kind regards,\nAda\n\nMy salary is a secret\n+49 171 2345678", "Kind regards,", "Ada"),
        # what a program or an afterthought adds is no signature
        ("Kind regards,\nAda\nSent from my iPhone", "Kind regards,", "Ada"),
        ("Viele Grüße\nAda\nVon meinem iPhone gesendet", "Viele Grüße", "Ada"),
        ("Kind regards,\nAda\n\nP.S. The salary is a secret", "Kind regards,", "Ada"),
        ("Kind regards,\nAda\nP.S. The salary is a secret", "Kind regards,", "Ada"),
        ("Kind regards,\nAda\nDo you need my salary as well?", "Kind regards,", "Ada"),
        ("Kind regards,\nAda\nI am away until Monday and will read this then, thanks.", "Kind regards,", "Ada"),
        # somebody else's name, or no name
        ("Kind regards,\nBob", "Kind regards,", ""),
        ("Kind regards,\n\n\nAda", "Kind regards,", ""),
        ("Kind regards,", "Kind regards,", ""),
        # no leave-taking that one knows
        ("Love and kisses,\nAda", "", ""),
        ("Thanks,\nAda", "", ""),
        ("Ada", "", ""),
        ("Best of all is the salary", "", ""),
        ("Regards {{ me }}\nAda", "", ""),
        ("Kind\u200bregards,\nAda", "", ""),
    ],
)  # fmt: skip
def test_the_end(end: str, sign_off: str, signature: str) -> None:
    found = letter(f"Dear Anna,{BODY}{end}", ADA)
    assert (found.sign_off, found.signature) == (sign_off, signature)


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("Hallo Anna,\n\nja.\n\nViele Grüße\nAda", "", "de"),
        ("Hallo Anna,\n\nja.\n\nGroeten,\nAda", "", "nl"),
        ("Hi Anna,\n\nja.\n\nBest,\nAda", "de", "de"),
        ("Cordialmente,\nAda", "it", "it"),
        ("Cordialmente,\nAda", "", ""),
        ("Dear Anna,\n\nyes.", "", "en"),
    ],
)
def test_the_language_is_that_of_the_text_else_of_its_words(text: str, told: str, language: str) -> None:
    assert letter(text, ADA, told).language == language


def test_a_long_signature_is_cut_to_the_name() -> None:
    lines = "\n".join(f"Line {number} of 10" for number in range(10))
    assert letter(f"Kind regards,\nAda\n{lines}", ADA).signature == "Ada"
    assert letter(f"Kind regards,\nAda\n-- \n{lines}", ADA).signature == "Ada"


@settings(max_examples=300)
@given(
    st.text(max_size=400) | st.lists(
        st.sampled_from(["Dear Anna,", "Kind regards,", "Ada", "", "-- ", "my secret is this", "\u202e", "Best, Ada"])
        | st.text(max_size=30),
        max_size=12,
    ).map("\n".join)
)  # fmt: skip
def test_whatever_is_written_only_short_clean_lines_of_it_are_given(text: str) -> None:
    found = letter(text, ADA)
    assert len(found.greeting) <= MAX_GREETING
    assert len(found.sign_off) <= MAX_SIGN_OFF
    assert len(found.signature) <= MAX_SIGNATURE
    lines = found.signature.split("\n")
    assert sum(line != "-- " for line in lines) <= MAX_SIGNATURE_LINES
    for told in (found.greeting, found.sign_off, *lines):
        assert told.isprintable()
        assert not set(told) & set("{}[]<>\\")
    assert quotes_below(text) in (True, False, None)
    assert form_of_address(text, "de") in (True, False, None)


@pytest.mark.parametrize(
    ("language", "said", "familiar"),
    [
        ("de", "schön, dass du dich meldest.", True),
        ("de", "vielen Dank, wir melden uns bei Ihnen.", False),
        ("de", "wir kommen auf dich zu; wenn Sie wollen.", False),
        ("de", "Anna ist krank. Sie kommt morgen, schreib du ihr.", True),
        ("de", "vielen Dank für die Nachricht.", None),
        ("fr", "merci pour ton message", True),
        ("fr", "merci pour votre message", False),
        ("es", "gracias por tu mensaje", True),
        ("es", "le escribimos a usted mañana", False),
        ("it", "grazie, ti scrivo domani", True),
        ("it", "grazie, Le scrivo: come Lei sa, domani", False),
        ("nl", "leuk dat je schrijft", True),
        ("nl", "dank voor uw bericht, je hoort nog", False),
        ("pt", "obrigada, você recebe amanhã", False),
        ("pt", "te envio amanhã o que você pediu", False),
        ("pt", "te envio amanhã", None),
        ("pt", "guardei isto para ti", None),
        ("pt", "recebi a tua mensagem", True),
        ("pt", "agradeço ao senhor", False),
        ("nl", "ik hoorde dat jullie versterking zoeken", True),
        ("en", "you know you are you", None),
        ("", "du", None),
    ],
)
def test_the_form_of_address(language: str, said: str, familiar: bool | None) -> None:
    assert form_of_address(said, language) is familiar


@pytest.mark.parametrize(
    ("greeting", "familiar"),
    [
        ("Hi Ada,", True),
        ("Dear Ada,", True),
        ("Hello Ada!", True),
        ("Dear Ada Example,", None),
        ("Dear Ms Example,", None),
        ("Hi,", None),
        ("Hi there,", None),
        ("Hello everyone,", None),
        ("Dear applicant,", None),
        ("Dear Sir,", None),
    ],
)
def test_in_english_the_first_name_alone_tells_it(greeting: str, familiar: bool | None) -> None:
    assert form_of_address("thank you", "en", greeting) is familiar


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("My answer.\n\nOn 12 March 2026, Anna wrote:\n> Question?\n> More", True),
        ("My answer.\n\nOn 12 March 2026, Anna wrote:\n> Question?\n\n-- \nAda", True),
        ("My answer.\n\n-----Original Message-----\nFrom: Anna\nSent: Monday\nSubject: x\n\nQuestion?", True),
        ("My answer.\n\nKind regards,\nAda", False),
        ("On 12 March 2026, Anna wrote:\n> Question?\n\nMy answer.", None),
        ("Hello,\n> Question?\nMy answer.\n> Another?\nMine.", None),
        ("> Only quoted", None),
        ("", None),
    ],
)
def test_whether_the_thread_is_quoted_below(text: str, below: bool | None) -> None:
    assert quotes_below(text) is below


@pytest.mark.parametrize(
    ("language", "greeting", "said", "familiar"),
    [
        ("es", "Hola Rosa:", "te escribo por el puesto.", True),
        ("es", "Hola Rosa:", "quería preguntar por el puesto.", True),
        ("es", "Hola Rosa:", "¿podría usted confirmarlo?", False),
        ("es", "Hola:", "quería preguntar por el puesto.", None),
        ("es", "Buenos días, Rosa:", "quería preguntar por el puesto.", None),
        ("it", "Ciao Rosa,", "scrivo per il ruolo.", True),
        ("fr", "Salut Rosa,", "une question sur le poste.", True),
        ("fr", "Bonjour Rosa,", "une question sur le poste.", None),
        ("nl", "Hoi Rosa,", "een vraag over de functie.", True),
        ("pt", "Oi Rosa,", "uma pergunta sobre a vaga.", True),
        ("de", "Liebe Rosa,", "eine Frage zur Stelle.", True),
        ("de", "Liebe Frau Berg,", "eine Frage zur Stelle.", False),
        ("de", "Hallo Rosa,", "eine Frage zur Stelle.", None),
    ],
)
def test_a_greeting_tells_the_form_of_address_where_no_word_speaks_against_it(
    language: str, greeting: str, said: str, familiar: bool | None
) -> None:
    assert form_of_address(said, language, greeting) is familiar
