"""German and Dutch mail of other matters, worded as job mail is: none of it may say anything."""

from __future__ import annotations

import pytest

from tests.inference.test_wordings_de_nl import ME, kinds

GERMAN = [
    (
        "Hausverwaltung Krug <mail@krug.example>",
        "Wohnung Lindenstraße",
        "leider haben wir uns für einen anderen Bewerber entschieden, die Wohnung ist vergeben.",
    ),
    (
        "Makler Voss <voss@makler.example>",
        "Besichtigung",
        "wir laden Sie zum Besichtigungstermin am Freitag um 16 Uhr ein. Bitte bringen Sie Ihre Unterlagen mit.",
    ),
    (
        "Sparkasse <kredit@bank.example>",
        "Ihr Kreditantrag",
        "leider können wir Ihren Antrag nach Prüfung Ihrer Unterlagen nicht berücksichtigen.",
    ),
    (
        "Praxis Dr. Kern <praxis@kern.example>",
        "Terminbestätigung",
        "wir bestätigen Ihren Termin am 18. November um 10 Uhr. Bitte sagen Sie rechtzeitig ab.",
    ),
    (
        "Kita Sonne <kita@sonne.example>",
        "Kitaplatz",
        "leider können wir Ihnen keinen Betreuungsplatz anbieten, alle Plätze sind vergeben.",
    ),
    (
        "Malerbetrieb Roth <info@roth.example>",
        "Angebot Nr. 4711",
        "anbei unser Angebot für den Anstrich. Wir würden uns über Ihren Auftrag freuen.",
    ),
    (
        "Anna <anna@friends.example>",
        "Samstag",
        "Samstag klappt bei mir leider nicht, können wir auf Sonntag verschieben? Gleiche Uhrzeit.",
    ),
    (
        "Hochschule <zulassung@hs.example>",
        "Ihr Antrag auf Zulassung",
        "leider können wir Ihnen für dieses Semester keinen Studienplatz anbieten.",
    ),
    (
        "Shop <shop@shop.example>",
        "Bestellung",
        "wir haben Ihre Bestellung erhalten. Der Artikel ist leider nicht mehr verfügbar.",
    ),
    (
        "Redaktion <redaktion@blatt.example>",
        "Interviewanfrage",
        "für unseren Podcast möchten wir Sie zu einem Interview einladen. Wann passt es Ihnen?",
    ),
    (
        "Carla <carla@firma.example>",
        "Projekt Nord",
        "das Budget ist noch nicht freigegeben, das Projekt liegt auf Eis. Treffen wir uns Donnerstag um 10 Uhr?",
    ),
    (
        "Stromwerk <service@strom.example>",
        "Ihr Vertrag",
        "anbei erhalten Sie Ihren Vertrag. Wir haben Ihre Unterlagen erhalten und melden uns bis Freitag.",
    ),
    (
        "Stiftung <info@stiftung.example>",
        "Stipendium",
        "die Jury hat sich für andere Bewerberinnen entschieden, Ihr Stipendium können wir leider nicht bewilligen.",
    ),
    (
        "Krug Immobilien <mail@krug.example>",
        "Ihre Bewerbung um die 3-Zimmer-Wohnung",
        "vielen Dank für Ihre Bewerbung. Leider haben wir uns für andere Interessenten entschieden. Alles Gute!",
    ),
    (
        "Baugenossenschaft <info@bg.example>",
        "Ihre Bewerbung",
        "wir haben Ihre Bewerbung um eine Mietwohnung erhalten und melden uns bis Freitag.",
    ),
    (
        "Petra <petra@kollegen.example>",
        "Vorstellungsgespräche Montag",
        "hier die Unterlagen der drei Kandidaten für Montag. Wir haben uns für Herrn Vogt entschieden.",
    ),
    (
        "Petra <petra@kollegen.example>",
        "Bewerber Meier",
        "der Lebenslauf von Herrn Meier anbei. Sollen wir ihn einladen? Wann passt es dir für das Gespräch?",
    ),
    (
        "XING <news@xing.com>",
        "Personaler suchen nach dir",
        "Dein Profil passt zu 5 Stellen. Recruiter haben dein Profil angesehen.",
    ),
    (
        "Uni Kiel <studium@uni.example>",
        "Ihre Bewerbung um einen Studienplatz",
        "leider können wir Ihnen keinen Studienplatz im Studiengang Psychologie anbieten. Wir bedauern das.",
    ),
    (
        "Jugendamt <amt@stadt.example>",
        "Ihr Antrag",
        "die Bearbeitung Ihres Antrags dauert leider länger als geplant. Wir bitten um etwas Geduld.",
    ),
    (
        "Telekom <kundenservice@telefon.example>",
        "Ihr Techniker-Termin",
        "Ihr Termin am 18.11. zwischen 8 und 12 Uhr ist bestätigt. Unser Techniker meldet sich vorab.",
    ),
    (
        "Versicherung <service@vers.example>",
        "Ihr Schaden",
        "vielen Dank für Ihre Unterlagen. Leider können wir den Schaden nicht übernehmen. Schadennummer 4711.",
    ),
    (
        "Freund <max@freunde.example>",
        "Re: Drücke die Daumen",
        "viel Erfolg bei deinem Vorstellungsgespräch morgen! Wann hast du danach Zeit für ein Bier?",
    ),
    (
        "Freund <max@freunde.example>",
        "Job",
        "ich habe den Job bekommen! Am Montag geht's los, der Vertrag ist unterschrieben.",
    ),
    (
        "Lieferant <vertrieb@lief.example>",
        "Angebot",
        "vielen Dank für Ihr Interesse an unseren Produkten. Anbei unser Angebot, gültig bis zum 30.11. Position 3?",
    ),
    ("Kunde <einkauf@kunde.example>", "Re: Angebot", "leider haben wir uns für einen anderen Anbieter entschieden."),
    (
        "Agentur <hallo@agentur.example>",
        "Pitch",
        "wir haben uns nach den Präsentationen für eine andere Agentur entschieden. Danke für Ihre Mühe.",
    ),
    (
        "Stadtwerke <info@sw.example>",
        "Ihr Vertragsangebot Glasfaser",
        "anbei Ihr Vertragsangebot. Bitte senden Sie uns den unterschriebenen Vertrag zurück.",
    ),
    (
        "Steuerbüro <kanzlei@steuer.example>",
        "Unterlagen 2025",
        "uns fehlen noch Ihre Nachweise. Bitte reichen Sie die Unterlagen bis Freitag nach.",
    ),
    (
        "Kita Sonne <leitung@kita.example>",
        "Kennenlerngespräch",
        "wir laden Sie und Ihr Kind zum Kennenlerngespräch am Montag ein. Welcher Termin passt Ihnen?",
    ),
    (
        "Gericht <poststelle@ag.example>",
        "Verfahren 3 C 12/25",
        "der Termin am 20. November wird verlegt. Das Verfahren ruht bis auf Weiteres.",
    ),
    (
        "Bundestag <info@bt.example>",
        "Kandidatur",
        "die Kandidatin für den Wahlkreis stellt sich am Freitag um 19 Uhr vor. Wir laden Sie ein.",
    ),
    (
        "Tom Berg <tom@lakeside.example>",
        "Ihr Beitrag",
        "die Redaktion hat sich leider gegen Ihren Beitrag entschieden. Wir wünschen Ihnen alles Gute.",
    ),
    (
        "IT <it@firma.example>",
        "Job fehlgeschlagen",
        "der nächtliche Job konnte nicht gestartet werden. Das Update wird auf Freitag verschoben.",
    ),
    (
        "Praxis <praxis@physio.example>",
        "Warteliste",
        "leider haben wir derzeit keinen Platz frei. Wir nehmen Sie auf die Warteliste und melden uns.",
    ),
    (
        "Bank <service@bank.example>",
        "Beratung",
        "wir laden Sie zu einem persönlichen Gespräch ein. Wann hätten Sie Zeit?",
    ),
    (
        "Förderverein <info@fv.example>",
        "Auswahlverfahren Förderung",
        "das Auswahlverfahren ist abgeschlossen. Ihr Projekt wurde leider nicht ausgewählt.",
    ),
    (
        "Coach <hi@coach.example>",
        "Dein Traumjob wartet",
        "Bekommst du nur Absagen? Vereinbare ein kostenloses Erstgespräch!",
    ),
    (
        "Partner <hr@dienstleister.example>",
        "Newsletter Arbeitsrecht",
        "Kündigung, Arbeitsvertrag und Probezeit: unser Seminar für Personaler am 20. November um 10 Uhr.",
    ),
]

DUTCH = [
    (
        "Verhuur Zon <info@verhuur.example>",
        "Appartement",
        "helaas hebben we voor een andere kandidaat gekozen, de woning is verhuurd.",
    ),
    (
        "Tandarts Smit <praktijk@smit.example>",
        "Afspraakbevestiging",
        "hierbij bevestigen wij uw afspraak op woensdag 18 november om 10.00 uur.",
    ),
    (
        "Bank <hypotheek@bank.example>",
        "Hypotheekaanvraag",
        "helaas kunnen wij uw aanvraag niet verder in behandeling nemen.",
    ),
    (
        "Webwinkel <info@winkel.example>",
        "Bestelling",
        "we hebben je bestelling ontvangen. Helaas is het artikel niet meer leverbaar.",
    ),
    (
        "Lies <lies@vrienden.example>",
        "Zaterdag",
        "zaterdag lukt me niet, kunnen we het verzetten naar volgende week? Zelfde tijd.",
    ),
    (
        "Kinderopvang <info@opvang.example>",
        "Opvangplaats",
        "helaas kunnen we uw kind geen plaats aanbieden, de groep is compleet.",
    ),
    (
        "Schilder Pol <info@pol.example>",
        "Offerte",
        "bijgaand ons voorstel voor het schilderwerk. Het aanbod is geldig tot 1 december.",
    ),
    (
        "Hogeschool <info@hs.example>",
        "Toelating",
        "helaas ben je niet geselecteerd voor de opleiding. De opleidingsplaatsen zijn vergeven.",
    ),
    (
        "Stepstone <info@stepstone.de>",
        "10 neue Jobs für dich",
        "Neue Stellen in Berlin: Buchhalter, Controller. Jetzt bewerben!",
    ),
    (
        "Woningnet <info@woningnet.example>",
        "Uw reactie op woning",
        "bedankt voor uw reactie. Helaas bent u niet geselecteerd voor deze woning.",
    ),
    (
        "Makelaar <info@makelaar.example>",
        "Bezichtiging",
        "we nodigen je uit voor een bezichtiging op vrijdag om 14 uur.",
    ),
    (
        "Joke <joke@collega.example>",
        "Sollicitatiegesprekken",
        "hierbij de cv's van de kandidaten. We hebben gekozen voor mevrouw Jansen. Wanneer kun jij?",
    ),
    (
        "Vriend <piet@vrienden.example>",
        "Succes morgen",
        "veel succes met je sollicitatiegesprek morgen! Zullen we daarna wat drinken?",
    ),
    ("Vriendin <els@vrienden.example>", "Hoera", "ik heb de baan! Maandag begin ik, contract is getekend."),
    (
        "School <info@school.example>",
        "Oudergesprek",
        "we nodigen u uit voor een oudergesprek op 19 november om 16.00 uur.",
    ),
    ("Klant <inkoop@klant.example>", "Re: offerte", "helaas hebben we voor een andere partij gekozen."),
    (
        "Ziekenhuis <poli@zh.example>",
        "Uw afspraak",
        "uw afspraak op de polikliniek is verplaatst naar 24 november om 9.00 uur.",
    ),
    (
        "Vereniging <secretaris@ver.example>",
        "Bestuur",
        "we zoeken een kandidaat voor de functie van penningmeester in onze vereniging. Wie heeft interesse?",
    ),
    ("Indeed <alert@indeed.com>", "Nieuwe vacatures voor jou", "boekhouder in Utrecht, solliciteer nu!"),
    (
        "Subsidie <info@fonds.example>",
        "Uw aanvraag",
        "de commissie heeft besloten uw aanvraag niet te honoreren. Helaas was de concurrentie groot.",
    ),
    (
        "Coach <hi@coach.example>",
        "Droombaan",
        "krijg je alleen afwijzingen? Plan een gratis kennismakingsgesprek in via mijn agenda.",
    ),
]


@pytest.mark.parametrize(("sender", "subject", "text"), GERMAN)
def test_german_mail_of_other_matters(sender: str, subject: str, text: str) -> None:
    assert kinds(sender, ME, subject, f"Hallo Sam,\n\n{text}\n\nViele Grüße") == []


@pytest.mark.parametrize(("sender", "subject", "text"), DUTCH)
def test_dutch_mail_of_other_matters(sender: str, subject: str, text: str) -> None:
    assert kinds(sender, ME, subject, f"Beste Sam,\n\n{text}\n\nGroeten") == []
