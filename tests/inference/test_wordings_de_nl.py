"""German and Dutch mail, each wording as offices, shops and people put it, and the kind that it must be."""

from __future__ import annotations

import pytest

from watcher.bootstrap import inference_tables
from watcher.inference import infer
from watcher.reading import read, split

ME = "sam@example.org"
PERSON = "Tom Berg <tom@lakeside.example>"

GERMAN = {
    "rejection": [
        "nach reiflicher Überlegung haben wir uns für eine Mitbewerberin entschieden.",
        "die Wahl ist am Ende auf eine andere Person gefallen.",
        "die Stelle konnten wir inzwischen intern besetzen.",
        "Sie konnten uns fachlich überzeugen, doch ein anderer Bewerber mit mehr Erfahrung wurde eingestellt.",
        "leider muessen wir Ihnen mitteilen, dass wir Sie nicht beruecksichtigen koennen.",
        "leider können wir Sie nicht zum Vorstellungsgespräch einladen.",
        "es tut uns leid, aber wir haben derzeit keine passende Stelle für Sie.",
        "es hat diesmal leider nicht gereicht.",
        "wir müssen Ihnen heute eine Absage erteilen.",
        "wir haben uns gegen eine Fortsetzung des Verfahrens mit Ihnen entschieden.",
        "von einer Einladung zu einem Gespräch möchten wir absehen.",
        "dein Profil passt leider nicht ganz zu dem, was wir suchen.",
        "Sie sind leider nicht in die engere Auswahl gekommen.",
        "die ausgeschriebene Stelle ist bereits vergeben.",
        "wir stellen momentan niemanden ein, haben aber Ihre Unterlagen gern gelesen.",
        "leider habe ich keine guten Nachrichten für dich.",
        "wir geben einer Kandidatin den Vorzug, deren Profil den Anforderungen noch näher kommt.",
        "für deinen weiteren Weg wünschen wir dir alles Gute und viel Erfolg.",
        "leider wird es mit der Ausbildung bei uns in diesem Jahr nichts, wir haben keinen Platz mehr frei.",
        "wir sind im Service leider schon komplett.",
        "Ihre Bewerbung wurde leider abgelehnt.",
        "wir haben jemanden gefunden, der sofort anfangen kann.",
        "Ihre Unterlagen erhalten Sie zu unserer Entlastung zurück.",
        "bitte sehen Sie darin keine Wertung Ihrer Person oder Ihrer Qualifikation.",
    ],
    "position_closed": [
        "die Stelle wird nach interner Prüfung nicht nachbesetzt.",
        "die Ausschreibung wurde aufgehoben.",
        "die Position ist dem Sparkurs zum Opfer gefallen und wurde gestrichen.",
        "das Besetzungsverfahren wurde ohne Besetzung beendet.",
        "wir haben die Ausschreibung zurückgezogen.",
    ],
    "position_on_hold": [
        "die Besetzung der Stelle liegt vorerst auf Eis.",
        "wegen einer Haushaltssperre ruht das Verfahren bis auf Weiteres.",
        "alle Neueinstellungen sind bis zum Herbst ausgesetzt.",
        "bei uns gilt seit Montag ein Einstellungsstopp.",
    ],
    "offer": [
        "wir möchten Ihnen die Stelle als Buchhalterin anbieten.",
        "wir haben uns für dich entschieden!",
        "anbei finden Sie Ihren Arbeitsvertrag in zweifacher Ausfertigung.",
        "Sie haben die Stelle, herzlichen Glückwunsch!",
        "wir würden Sie sehr gern als neue Kollegin gewinnen und senden Ihnen den Vertragsentwurf.",
        "wir freuen uns, dir einen Ausbildungsplatz anbieten zu können.",
        "du hast den Job!",
        "unsere Wahl ist auf Sie gefallen.",
        "gern sagen wir Ihnen die Stelle hiermit verbindlich zu.",
    ],
    "interview_invite": [
        "wir würden Sie gern persönlich kennenlernen. Wann passt es Ihnen?",
        "hast du Lust auf einen Probetag bei uns? Schreib mir, wann du kannst.",
        "bitte nennen Sie uns zwei Terminvorschläge für ein Telefonat.",
        "buchen Sie bitte über diesen Link einen Termin für das Erstgespräch.",
        "wann hätten Sie nächste Woche Zeit für ein kurzes Telefoninterview?",
        "gerne moechten wir Sie zu einem Vorstellungsgespraech einladen. Welcher Tag passt Ihnen?",
        "komm doch nächste Woche mal zum Probearbeiten vorbei, wann hast du Zeit?",
        "Ihre Unterlagen haben uns neugierig gemacht, wir möchten mit Ihnen sprechen.",
        "wir freuen uns, Sie zum Bewerbungsgespräch einzuladen, und bitten um Rückmeldung, welcher Termin Ihnen passt.",
        "lass uns mal telefonieren, wann passt es dir?",
    ],
    "interview_scheduled": [
        "hiermit bestätigen wir den Vorstellungstermin am 18. November um 10:00 Uhr.",
        "Ihr Vorstellungsgespräch findet am Mittwoch, 18. November, um 9:30 Uhr in unserem Haus statt.",
        "super, dann sehen wir uns am Donnerstag um 14 Uhr bei uns im Büro.",
        "der Termin am 17.11. um 15 Uhr ist für Sie eingetragen, das Gespräch führt Frau Kern.",
    ],
    "interview_rescheduled": [
        "wir müssen Ihr Vorstellungsgespräch leider auf den 20. November verschieben.",
        "können wir unser Gespräch um eine Woche nach hinten schieben?",
        "leider ist mir etwas dazwischengekommen, können wir einen neuen Termin für unser Gespräch finden?",
        "das Bewerbungsgespräch wird auf Freitag, 10 Uhr, verlegt.",
    ],
    "interview_cancelled": [
        "leider müssen wir das Vorstellungsgespräch am Montag absagen.",
        "das Gespräch am Dienstag entfällt.",
    ],
    "assessment": [
        "im nächsten Schritt bitten wir Sie, einen Online-Test zu absolvieren.",
        "bitte bearbeiten Sie die beigefügte Fallstudie bis Montag.",
        "anbei die Probeaufgabe, die Sie bitte bis Freitag lösen.",
        "der Einstellungstest findet am 20. November statt, Dauer etwa zwei Stunden.",
        "bitte bereiten Sie eine kurze Präsentation vor.",
    ],
    "application_incomplete": [
        "uns fehlt noch Ihr letztes Arbeitszeugnis.",
        "Ihre Bewerbung ist noch nicht vollständig, bitte reichen Sie den Lebenslauf nach.",
    ],
    "promise": ["wir haben Ihre Bewerbung erhalten und kommen bis zum 20. November auf Sie zu."],
}

GERMAN_CONFIRMED = [
    "wir haben Ihre Bewerbungsunterlagen erhalten.",
    "deine Bewerbung ist bei uns eingetroffen.",
    "danke, dass du dich bei uns beworben hast. Wir schauen uns alles in Ruhe an.",
    "hiermit bestätigen wir den Eingang Ihrer Bewerbung. Die Sichtung dauert etwa zwei Wochen.",
    "Ihr Dossier haben wir dankend erhalten.",
    "vielen Dank für Ihr Interesse an einer Mitarbeit in unserem Haus. Bitte haben Sie Verständnis, dass wir "
    "Papierbewerbungen nicht zurücksenden können.",
    "schön, dass Sie sich für unser Unternehmen als Arbeitgeber interessieren! Ihre Bewerbung liegt uns vor.",
    "Ihre Bewerbung wurde erfolgreich übermittelt.",
    "wir haben Ihre Bewerbung erhalten. Verspätet eingegangene Unterlagen können nicht berücksichtigt werden.",
    "vielen Dank fuer Ihre Bewerbung. Fahrtkosten können leider nicht übernommen werden.",
]

GERMAN_WAITS = [
    "das Auswahlverfahren dauert leider länger als geplant.",
    "Sie sind weiterhin im Rennen.",
    "wir haben noch keine Entscheidung getroffen und bitten um etwas Geduld.",
    "wir haben Sie nicht vergessen.",
]

DUTCH = {
    "rejection": [
        "helaas moeten we je meedelen dat we niet met je verder gaan.",
        "we hebben gekozen voor een kandidaat met meer ervaring.",
        "onze keuze is op iemand anders gevallen.",
        "de vacature is inmiddels intern ingevuld.",
        "je bent niet geselecteerd voor een gesprek.",
        "uw kandidatuur werd niet weerhouden.",
        "je ervaring sluit onvoldoende aan bij wat we zoeken.",
        "het is hem deze keer net niet geworden.",
        "we hebben op dit moment geen passende functie voor je.",
        "ik heb helaas geen goed nieuws.",
        "tot onze spijt kunnen wij u niet uitnodigen voor een gesprek.",
        "we hebben al iemand gevonden voor de zaterdag.",
        "we wensen je veel succes met je verdere zoektocht.",
        "de voorkeur ging uit naar een andere sollicitant.",
        "u behoort niet tot de kandidaten met wie wij in gesprek gaan.",
        "je sollicitatie is afgewezen.",
        "het team is voor dit seizoen helaas al compleet.",
    ],
    "position_closed": [
        "de vacature is ingetrokken.",
        "de functie komt door de reorganisatie te vervallen.",
        "we hebben besloten de functie niet meer in te vullen.",
    ],
    "position_on_hold": [
        "de vacature staat voorlopig on hold.",
        "de werving is tot de zomer stilgelegd.",
        "er geldt sinds maandag een vacaturestop.",
    ],
    "offer": [
        "we willen je heel graag een contract aanbieden.",
        "gefeliciteerd, je hebt de baan!",
        "hierbij stuur ik je het contractvoorstel.",
        "de keuze is op jou gevallen!",
        "we bieden je graag de functie van boekhouder aan.",
        "in de bijlage vind je de arbeidsovereenkomst.",
    ],
    "interview_invite": [
        "we nodigen je graag uit voor een kennismakingsgesprek. Wanneer kun je?",
        "heb je zin om een keer koffie te komen drinken? Laat maar weten wanneer het uitkomt.",
        "kun je drie momenten doorgeven waarop je beschikbaar bent voor een gesprek?",
        "kies via deze link een moment voor het eerste gesprek.",
        "zou je volgende week een dagje willen meelopen?",
        "we willen u graag ontmoeten. Schikt dinsdag of woensdag u?",
    ],
    "interview_scheduled": [
        "hierbij bevestig ik je sollicitatiegesprek op woensdag 18 november om 10.00 uur.",
        "het gesprek staat gepland op 19 november om 14:00 uur.",
        "prima, dan zien we je donderdag om 11 uur op kantoor voor de kennismaking.",
    ],
    "interview_rescheduled": [
        "kunnen we het gesprek verzetten naar volgende week?",
        "door ziekte moeten we je sollicitatiegesprek verplaatsen naar 24 november.",
    ],
    "interview_cancelled": ["het sollicitatiegesprek van maandag gaat niet door."],
    "assessment": [
        "de volgende stap is een online assessment dat je thuis maakt.",
        "wil je de bijgevoegde opdracht voor vrijdag uitwerken?",
        "u ontvangt een link naar de capaciteitentest.",
    ],
    "promise": ["we hebben je sollicitatie ontvangen en uiterlijk 20 november hoor je van ons."],
}

DUTCH_CONFIRMED = [
    "we hebben je sollicitatie in goede orde ontvangen.",
    "bedankt voor je sollicitatie! We lezen alles rustig door.",
    "uw kandidatuur is goed bij ons aangekomen.",
    "leuk dat je hebt gesolliciteerd bij ons.",
    "hartelijk dank voor uw interesse in de functie.",
    "je sollicitatie is succesvol verzonden.",
]

DUTCH_WAITS = [
    "de procedure duurt wat langer dan gepland.",
    "we hebben nog geen beslissing genomen.",
    "je bent nog steeds in de race.",
]

OUTREACH = [
    "ich bin auf Ihr Profil aufmerksam geworden und suche für einen Mandanten eine Leiterin Rechnungswesen. Hätten Sie "
    "Interesse an einem Gespräch?",
    "dein Portfolio ist uns aufgefallen. Wir suchen gerade eine Designerin. Wärst du offen für einen Wechsel?",
    "ik kwam je profiel tegen. Voor een opdrachtgever zoek ik een controller. Sta je open voor een nieuwe uitdaging?",
    "je cv sprong eruit. Wij zoeken een recruiter, is dat iets voor jou?",
]

SENT = [
    ("application_sent", "Bewerbung als Buchhalterin", "hiermit bewerbe ich mich um die Stelle als Buchhalterin."),
    ("application_sent", "Aushilfe", "suchen Sie noch jemanden fürs Wochenende? Meinen Lebenslauf habe ich angehängt."),
    ("application_sent", "Initiativbewerbung", "gerne moechte ich mich bei Ihnen bewerben, anbei meine Unterlagen."),
    (
        "candidate_followup",
        "Meine Bewerbung",
        "ich wollte nachfragen, ob es schon etwas Neues zu meiner Bewerbung gibt.",
    ),
    ("candidate_followup", "Re: Bewerbung", "leider habe ich bislang noch nichts von Ihnen gehört."),
    ("interview_followup", "Vorstellungsgespräch", "vielen Dank für das angenehme Gespräch gestern."),
    ("interview_followup", "Danke", "danke für die Einblicke beim Vorstellungsgespräch, es hat mich sehr gefreut."),
    ("candidate_scheduling", "Re: Vorstellungsgespräch", "der Dienstag um 10 Uhr passt mir gut."),
    ("candidate_scheduling", "Re: Einladung zum Vorstellungsgespräch", "am Mittwoch hätte ich ab 14 Uhr Zeit."),
    ("withdrawal", "Bewerbung", "hiermit ziehe ich meine Bewerbung zurück."),
    ("withdrawal", "Re: Vorstellungsgespräch", "ich habe inzwischen eine andere Stelle angenommen."),
    ("offer_accepted", "Re: Jobangebot", "ich nehme das Angebot sehr gerne an."),
    ("offer_accepted", "Arbeitsvertrag", "anbei der unterschriebene Arbeitsvertrag."),
    ("offer_declined", "Re: Jobangebot", "nach langem Überlegen muss ich Ihr Angebot leider ablehnen."),
    ("assessment_completed", "Probeaufgabe zur Bewerbung", "anbei meine Lösung der Probeaufgabe."),
    ("application_sent", "Sollicitatie boekhouder", "hierbij solliciteer ik naar de functie van boekhouder."),
    ("application_sent", "Zaterdaghulp", "zoeken jullie nog iemand voor de zaterdag? Mijn cv zit in de bijlage."),
    ("candidate_followup", "Mijn sollicitatie", "ik was benieuwd of er al nieuws is over mijn sollicitatie."),
    ("interview_followup", "Sollicitatiegesprek", "bedankt voor het prettige gesprek van gisteren."),
    ("candidate_scheduling", "Re: sollicitatiegesprek", "woensdag om 10 uur komt mij goed uit."),
    ("withdrawal", "Sollicitatie", "ik wil mijn sollicitatie graag intrekken."),
    ("offer_accepted", "Re: arbeidsovereenkomst", "ik neem jullie aanbod graag aan!"),
    (
        "offer_declined",
        "Re: contractvoorstel",
        "helaas ga ik niet op jullie aanbod voor de functie in, ik wil het afslaan.",
    ),
]


def kinds(sender: str, recipient: str, subject: str, text: str) -> list[str]:
    head = f"From: {sender}\nTo: {recipient}\nSubject: {subject}\nDate: Tue, 10 Nov 2026 15:00:00 +0000\n"
    whole = f"{head}Message-ID: <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    inferred = infer(read(split(whole.encode())), frozenset({ME}), inference_tables())
    return [event.kind.value for event in inferred.events]


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in table.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), cases(GERMAN))
def test_what_a_person_writes_in_german(kind: str, text: str) -> None:
    body = f"Guten Tag Frau Lee,\n\n{text}\n\nFreundliche Grüße\nTom Berg"
    assert kind in kinds(PERSON, ME, "Re: Bewerbung als Buchhalterin", body)


@pytest.mark.parametrize("text", GERMAN_CONFIRMED)
def test_what_an_office_confirms_in_german(text: str) -> None:
    body = f"Sehr geehrte Frau Lee,\n\n{text}\n\nMit freundlichen Grüßen\nLakeside GmbH"
    assert kinds("Lakeside GmbH <info@lakeside.example>", ME, "Buchhalterin", body)[0] == "application_confirmation"


@pytest.mark.parametrize(("kind", "text"), cases(DUTCH))
def test_what_a_person_writes_in_dutch(kind: str, text: str) -> None:
    body = f"Beste Sam,\n\n{text}\n\nMet vriendelijke groet,\nTom Berg"
    assert kind in kinds(PERSON, ME, "Re: Sollicitatie boekhouder", body)


@pytest.mark.parametrize("text", DUTCH_CONFIRMED)
def test_what_an_office_confirms_in_dutch(text: str) -> None:
    body = f"Beste Sam,\n\n{text}\n\nMet vriendelijke groet,\nLakeside BV"
    assert kinds("Lakeside BV <info@lakeside.example>", ME, "Boekhouder", body)[0] == "application_confirmation"


@pytest.mark.parametrize("text", [*GERMAN_WAITS, *DUTCH_WAITS])
def test_what_an_office_says_of_the_wait(text: str) -> None:
    subject, greeting = ("Sollicitatie boekhouder", "Beste Sam") if text in DUTCH_WAITS else ("Bewerbung", "Guten Tag")
    told = kinds("Lakeside <info@lakeside.example>", ME, subject, f"{greeting},\n\n{text}\n\nLakeside")
    assert told == ["status_update"]


@pytest.mark.parametrize("text", OUTREACH)
def test_a_recruiter_writes_first(text: str) -> None:
    assert kinds(PERSON, ME, "Kurze Frage", f"Hallo Sam,\n\n{text}\n\nTom Berg") == ["recruiter_outreach"]


@pytest.mark.parametrize(("kind", "subject", "text"), SENT)
def test_what_the_user_writes(kind: str, subject: str, text: str) -> None:
    greeting, closing = ("Beste Tom", "Groeten") if " ik " in f" {text}" or "jullie" in text else ("Hallo Tom", "Grüße")
    assert kinds(ME, PERSON, subject, f"{greeting},\n\n{text}\n\n{closing}\nSam") == [kind]
