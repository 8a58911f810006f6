"""German and Dutch answers without the usual words, in the thread of an application; and mail that only sounds so."""

from __future__ import annotations

import pytest

from tests.inference.mails import ME, inferred, mail, mine
from watcher.inference import Inference

SUBJECT = {"de": "AW: Bewerbung als Tischler", "nl": "RE: Sollicitatie timmerman"}


def kinds(told: Inference) -> set[str]:
    return {str(event.kind) for event in (*told.events, *told.if_tied)}


def answer(code: str, text: str) -> Inference:
    greeting = {"de": "Hallo Sam,", "nl": "Dag Sam,"}[code]
    return inferred(mail(f"{greeting}\n\n{text}\n\nDana", SUBJECT[code], in_reply_to=("a@example.net",)))


def own(code: str, text: str) -> Inference:
    return inferred(mine(text, SUBJECT[code], in_reply_to=("a@example.net",)))


@pytest.mark.parametrize(
    ("kind", "code", "text"),
    [
        ("rejection", "de", "zurzeit sind wir voll besetzt. Wir legen die Mappe gern beiseite."),
        ("rejection", "de", "für uns beide geht es hier nicht weiter."),
        ("rejection", "de", "die Rückmeldung fällt leider nicht so aus, wie wir alle gehofft hatten."),
        ("rejection", "de", "am Ende wurde eine interne Lösung vorgezogen."),
        ("rejection", "de", "ich muss mich diesmal anders entscheiden."),
        ("rejection", "de", "es ist dann doch eine Kollegin aus Jena geworden."),
        ("rejection", "de", "Ihr Platz auf unserer Nachrückliste ist die 2."),
        ("rejection", "de", "die Stelle hat sich leider erledigt."),
        ("rejection", "de", "in diesem Jahr bilden wir nicht aus."),
        (
            "rejection",
            "nl",
            "de procedure is in een vergevorderd stadium en we nemen je reactie niet meer in behandeling.",
        ),
        ("rejection", "nl", "het is uiteindelijk iemand uit Gent geworden."),
        ("rejection", "nl", "we hebben op dit moment geen plek."),
        ("offer", "de", "wie eben am Telefon besprochen freuen wir uns, dich ab Mai bei uns im Team zu haben."),
        ("offer", "de", "wenn du magst, kannst du am 1. Mai anfangen."),
        ("offer", "de", "wir würden uns freuen, wenn Sie unser Team ab Mai verstärken."),
        ("offer", "de", "Frau Ahrens macht den Vertrag fertig."),
        ("offer", "nl", "we bieden je 24 uur per week aan, start per 1 mei."),
        ("offer", "nl", "zoals net aan de telefoon gezegd: je bent het geworden!"),
        ("offer", "nl", "je mag op maandag 4 mei beginnen."),
        ("interview_scheduled", "de", "prima, ist fix: 12.03., 15 Uhr, Halle 4."),
        ("interview_scheduled", "de", "lass uns am Dienstag um 9:30 Uhr per Video sprechen, der Link kommt gleich."),
        ("interview_invite", "de", "können wir morgen kurz telefonieren? Unter welcher Nummer erreiche ich dich?"),
        ("interview_invite", "nl", "kom je donderdag een bakkie doen?"),
        ("interview_invite", "de", "schaun S' am Dienstag in der Früh bei mir vorbei, dann reden wir."),
        ("interview_invite", "de", "komm doch nach Ladenschluss auf einen Tee."),
        ("interview_invite", "nl", "loop woensdag gerust even binnen, dan praten we."),
        (
            "interview_scheduled",
            "de",
            "für das am 12.03. um 10:20 Uhr stattfindende Auswahlgespräch sind Sie vorgemerkt.",
        ),
        ("rejection", "de", "jetzt ist es leider anders gekommen."),
        ("promise", "de", "ich rühr mich Anfang KW 12."),
        ("interview_scheduled", "de", "passt, Mi 17h! Der Link kommt noch."),
        ("interview_invite", "de", "wir würden dich gern unserem Meister vorstellen. Bist du am Freitag verfügbar?"),
        ("assessment", "de", "magst du uns eine kleine Skizze zeichnen? Bis Sonntag reicht."),
        ("promise", "de", "der Kollege ruft dich bis Freitag an."),
        ("promise", "de", "die Durchsicht wird noch bis Mitte März dauern."),
        ("promise", "nl", "ik overleg met Noor en kom er eind maart bij je op terug."),
    ],
)
def test_what_an_employer_says_in_passing(kind: str, code: str, text: str) -> None:
    assert kind in kinds(answer(code, text))


@pytest.mark.parametrize(
    ("kind", "code", "text"),
    [
        ("rejection", "de", "der Platz auf dem Parkdeck ist für Sie reserviert, wir sind dort nicht voll besetzt."),
        ("rejection", "de", "Ihre Frage zum Führerschein hat sich damit erledigt."),
        ("rejection", "de", "wir melden uns, wir haben noch nicht anders entschieden."),
        ("offer", "de", "wann könnten Sie bei uns anfangen?"),
        ("offer", "de", "wir würden uns freuen, wenn Sie unser Team verstärken möchten: Bewerben Sie sich gern."),
        ("offer", "nl", "wanneer zou je kunnen beginnen?"),
        ("rejection", "de", "Termin ist nun leider doch der 12. geworden."),
        ("rejection", "de", "die Rückmeldung kam nicht so schnell aus der Abteilung."),
        ("rejection", "de", "wir sind derzeit gut aufgestellt und suchen trotzdem Verstärkung."),
        ("rejection", "de", "deine Nachfrage hat sich damit ja erledigt."),
        ("rejection", "nl", "geen nood, we sturen het nog eens."),
        ("rejection", "nl", "dinsdagochtend is er geen plek meer in de agenda, woensdag wel."),
        ("offer", "de", "nehmen Sie gern Kontakt mit uns auf."),
        ("offer", "de", "wollen Sie die Mappe behalten?"),
        ("offer", "nl", "kan je ons zeggen waarmee je wil starten?"),
        ("interview_invite", "de", "auf der Website können Sie sich unser Team ansehen."),
        ("interview_invite", "de", "sind Sie da noch interessiert?"),
        ("interview_invite", "nl", "laat ons weten of je nog vragen hebt."),
        ("interview_scheduled", "de", "der Termin ist noch nicht fest, wir klären ihn bis 15 Uhr."),
    ],
)
def test_what_only_sounds_like_it(kind: str, code: str, text: str) -> None:
    assert kind not in kinds(answer(code, text))


@pytest.mark.parametrize(
    ("kind", "code", "text"),
    [
        (
            "withdrawal",
            "de",
            "ich habe anderswo zugesagt, bitte berücksichtigen Sie meine Unterlagen nicht weiter. Sam",
        ),
        ("withdrawal", "de", "das hat sich überholt, ihr könnt mich von der Liste nehmen. Sam"),
        ("withdrawal", "de", "nach reiflicher Überlegung verzichte ich auf eine Teilnahme am Auswahlverfahren. Sam"),
        ("withdrawal", "de", "nein danke, ich suche momentan nichts. Sam"),
        ("withdrawal", "de", "ich habe gestern bei einer anderen Firma unterschrieben. Sam"),
        ("withdrawal", "nl", "Bij nader inzien zie ik ervan af. Sam"),
        ("withdrawal", "nl", "Nee dank je, ik zoek niets. Sam"),
        ("offer_declined", "de", "ich möchte die Stelle doch nicht antreten, der Weg ist mir zu weit. Sam"),
        ("assessment_completed", "de", "den Online-Check habe ich heute abgeschlossen. Sam"),
    ],
)
def test_what_the_user_says_in_passing(kind: str, code: str, text: str) -> None:
    assert kind in kinds(own(code, text))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Ich nehme Bezug auf meine Bewerbung vom Montag und reiche das Zeugnis nach. Sam"),
        ("de", "Ich sehe die Stelle als große Chance. Sam"),
        ("de", "Auf Ihrer Homepage bin ich fündig geworden und bewerbe mich gern. Sam"),
        ("de", "Ich bin nicht auf der Suche nach Vollzeit, aber die Stelle reizt mich sehr. Sam"),
        ("nl", "Ik ben niet actief op zoek, maar jullie vacature sprak me aan. Sam"),
        ("nl", "Ik zie de functie als een mooie kans. Sam"),
    ],
)
def test_who_goes_on_does_not_withdraw(code: str, text: str) -> None:
    assert "withdrawal" not in kinds(own(code, text))


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("Ihre Anmeldung zum Kurs ist da. Er ist ausgebucht, wir melden uns bis Ende Mai.", "vhs@tannau.example"),
        ("wir freuen uns auf Ihre Probefahrt am Samstag, 14.03., um 11 Uhr.", "verkauf@lemke.example"),
        ("Ihr Beratungsgespräch ist am 25.03.2026 um 14:15 Uhr, bitte mit Lebenslauf.", "beratung@agentur.example"),
        ("dein Mitarbeitergespräch ist am 25.03.2026 um 14 Uhr.", "chefin@werkstatt.example"),
        ("het functioneringsgesprek is op 25 maart om 14 uur.", "baas@werkplaats.example"),
        (
            "Liebe Eltern, wir laden Sie zum Gespräch am 12. März um 15 Uhr über den Wechsel ein.",
            "schule@eulen.example",
        ),
        ("Beste ouders van Sami, graag nodigen wij u uit voor een gesprek op 12 maart.", "school@uilen.example"),
        ("kannst du ein Gutachten für die Bewerbung um ein Stipendium schreiben?", "kaya@uni-nord.example"),
    ],
)
def test_mail_of_another_matter_is_told_as_such(text: str, sender: str) -> None:
    told = inferred(mail(f"Hallo Sam,\n\n{text}\n\nViele Grüße\nKai Meier", "Nachricht", f"Kai Meier <{sender}>"))
    assert not told.events
    assert told.other_matter


def test_who_applies_for_a_garden_plot_seeks_no_job() -> None:
    told = inferred(mine("Liebe Gartenfreunde, hiermit bewerbe ich mich um eine Parzelle.", "Bewerbung um Parzelle"))
    assert not told.events


def test_an_answer_by_one_word_is_read_in_the_language_of_what_it_answers() -> None:
    quoted = "Hallo Sam,\n\nkannst du am Dienstag, 10. März, um 10 Uhr zum Probearbeiten kommen?\n\nDana"
    told = inferred(
        mail("Mach ich! Bis Dienstag.\nSam", SUBJECT["de"], ME, to="dana@northwind-labs.com", quoted=quoted)
    )
    assert "interview_scheduled" in kinds(told)


@pytest.mark.parametrize(
    ("code", "text", "hours"),
    [
        ("de", "Ich entscheide mich für Dienstag, 10.03., 16.00 Uhr.\nSam", ["03-10 16:00"]),
        ("de", "Dienstag 10 Uhr ist notiert!\nSam", ["03-10 10:00"]),
        ("de", "Gerne, ich bin am 10. um 10 Uhr bei Ihnen.\nSam", ["03-10 10:00"]),
        ("de", "Dienstag um 10 Uhr würde mir gut passen.\nSam", []),
        ("de", "Ich kann am Dienstag ab 10 Uhr.\nSam", []),
        ("de", "Ich bin Dienstag um 10 Uhr nicht da.\nSam", []),
        ("nl", "Ja hoor, dinsdag 13u30 ben ik er.\nSam", ["03-10 13:30"]),
        ("nl", "Ja, dinsdag 8 uur sta ik voor de deur.\\nSam", ["03-10 08:00"]),
        ("nl", "Dinsdag 10 uur past mij goed.\nSam", []),
    ],
)
def test_who_says_to_come_needs_no_quotation(code: str, text: str, hours: list[str]) -> None:
    told = own(code, text)
    fixed = [e for e in (*told.events, *told.if_tied) if e.kind == "interview_scheduled"]
    assert [f"{event.starts_at:%m-%d %H:%M}" for event in fixed if event.starts_at] == hours


@pytest.mark.parametrize(
    "text",
    [
        "nach Abschluss des Verfahrens teile ich Ihnen mit, dass die Stelle anderweitig besetzt wurde.",
        "auf Ihre Bewerbung teilen wir mit, dass die Position bereits vergeben ist.",
    ],
)
def test_what_became_of_a_place_is_no_role(text: str) -> None:
    told = inferred(mail(f"Sehr geehrter Herr Seeker,\n\n{text}\n\nIm Auftrag\nStark", "Auswahlverfahren Bürgerbüro"))
    assert [(event.kind, event.role) for event in told.events if event.kind == "rejection"] == [("rejection", "")]
