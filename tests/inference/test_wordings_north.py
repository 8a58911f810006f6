"""Short mails in the languages of northern Europe, Hungarian and Turkish, each worded as people write there."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from watcher.bootstrap import inference_tables
from watcher.inference import infer
from watcher.reading import read, split

ME = "sam@example.org"
KIM = "Kim Berg <kim.berg@norrvik.example>"

FRAMES = {
    "sv": ("Din ansökan", "Hej Sam,", "Vänliga hälsningar"),
    "da": ("Din ansøgning", "Kære Sam,", "Med venlig hilsen"),
    "nb": ("Søknaden din", "Hei Sam,", "Med vennlig hilsen"),
    "fi": ("Hakemuksesi", "Hei Sam,", "Ystävällisin terveisin"),
    "et": ("Teie kandidatuur", "Lugupeetud Sam,", "Lugupidamisega"),
    "lv": ("Jūsu pieteikums vakancei", "Labdien, Sam!", "Ar cieņu"),
    "lt": ("Jūsų kandidatūra", "Laba diena, Sam,", "Pagarbiai"),
    "hu": ("Jelentkezése", "Kedves Sam!", "Üdvözlettel"),
    "tr": ("Başvurunuz", "Merhaba Sam,", "Saygılarımızla"),
}

RECEIVED = {
    "sv": {
        "rejection": [
            "Vi har nu gått vidare med andra kandidater vars profil bättre motsvarar det vi söker.",
            "Tyvärr måste jag meddela att du inte är aktuell för tjänsten.",
            "Valet föll till slut på en annan sökande. Tack för att du tog dig tid att söka jobbet hos oss.",
            "Den här gången gick du inte vidare i rekryteringen.",
            "Tjänsten är nu tillsatt. Vi önskar dig lycka till i ditt fortsatta jobbsökande.",
        ],
        "application_confirmation": [
            "Tack för din ansökan! Vi läser alla ansökningar löpande och hör av oss när urvalet är klart.",
            "Vi bekräftar härmed att din ansökan till tjänsten har kommit in till oss.",
            "Vi har tagit emot din jobbansökan till rollen som lagerchef.",
        ],
        "interview_invite": [
            "Vi har läst ditt CV med stort intresse och vill gärna träffa dig på en intervju. Vilka tider passar dig?",
            "Skulle du ha möjlighet att komma hit på en anställningsintervju i nästa vecka?",
            "Boka gärna en tid för en kort telefonintervju via länken nedan.",
        ],
        "interview_scheduled": [
            "Härmed bekräftar jag din intervju torsdagen den 19 november kl. 13:00 på vårt kontor.",
            "Då är intervjun inbokad den 19 november kl 10:00.",
        ],
        "offer": [
            "Det är med glädje vi kan erbjuda dig tjänsten som ekonomiassistent.",
            "Bifogat finns anställningsavtalet för påskrift. Varmt välkommen till oss!",
        ],
        "assessment": [
            "Nästa steg i rekryteringen är ett arbetsprov. Gör provet senast på söndag via länken.",
            "Innan vi går vidare vill vi att du besvarar några urvalsfrågor om tjänsten.",
        ],
        "status_update": [
            "Rekryteringen pågår fortfarande, vi ber om lite mer tålamod.",
            "Urvalet till tjänsten har tyvärr dragit ut på tiden.",
        ],
        "position_closed": ["Vi har beslutat att avbryta rekryteringen och tjänsten kommer inte att tillsättas."],
        "interview_rescheduled": ["Vi behöver tyvärr flytta din intervju till fredag den 20 november kl. 09:00."],
        "interview_cancelled": ["Tyvärr måste vi ställa in intervjun på torsdag."],
    },
    "da": {
        "rejection": [
            "Vi har valgt at gå videre med andre kandidater, som matcher profilen bedre.",
            "Jeg må desværre meddele dig, at du ikke er kommet i betragtning til stillingen.",
            "Valget er faldet på en anden ansøger. Tak for den tid, du har brugt på at søge jobbet.",
            "Din ansøgning er ikke blandt dem, vi går videre med.",
            "Stillingen er nu besat. Vi ønsker dig held og lykke med jobsøgningen.",
        ],
        "application_confirmation": [
            "Tak for din ansøgning. Vi læser alle ansøgninger og vender tilbage, når fristen er udløbet.",
            "Hermed bekræfter vi, at vi har modtaget din ansøgning til stillingen.",
            "Vi kvitterer hermed for modtagelsen af din jobansøgning.",
        ],
        "interview_invite": [
            "Vi vil meget gerne invitere dig til en jobsamtale. Hvornår kan du?",
            "Har du tid til en snak om stillingen i næste uge?",
            "Vælg et tidspunkt til telefoninterviewet via linket herunder.",
        ],
        "interview_scheduled": [
            "Jeg bekræfter hermed vores jobsamtale torsdag den 19. november kl. 13:00.",
            "Din samtale er booket til den 19. november kl. 10:00 på vores kontor.",
        ],
        "offer": [
            "Vi er glade for at kunne tilbyde dig stillingen som bogholder.",
            "Vedhæftet finder du ansættelseskontrakten til underskrift.",
        ],
        "assessment": [
            "Næste trin i rekrutteringen er en personlighedstest, som du bedes udfylde inden fredag.",
            "Inden samtalen vil vi bede dig løse en lille case.",
        ],
        "status_update": [
            "Vi er stadig i gang med at gennemgå ansøgningerne til stillingen.",
            "Ansættelsesprocessen trækker desværre ud.",
        ],
        "position_closed": ["Vi har besluttet at trække stillingen tilbage og ansætter derfor ingen."],
        "interview_rescheduled": ["Vi er nødt til at flytte din jobsamtale til fredag den 20. november kl. 09:00."],
        "interview_cancelled": ["Vi må desværre aflyse jobsamtalen på torsdag."],
    },
    "nb": {
        "rejection": [
            "Vi har valgt å gå videre med andre kandidater som passer bedre til stillingen.",
            "Dessverre må vi meddele at du ikke er innstilt til stillingen denne gangen.",
            "Valget falt på en annen søker. Takk for at du ville jobbe hos oss.",
            "Du er dessverre ikke med videre i rekrutteringsprosessen.",
            "Stillingen er nå besatt, og vi ønsker deg lykke til videre.",
        ],
        "application_confirmation": [
            "Takk for søknaden din! Vi leser alle søknader fortløpende og kommer tilbake til deg.",
            "Vi bekrefter at vi har mottatt søknaden din på stillingen som lærer.",
            "Din jobbsøknad er registrert hos oss.",
        ],
        "interview_invite": [
            "Vi ønsker å invitere deg til et jobbintervju. Når passer det for deg?",
            "Har du anledning til å komme på intervju neste uke?",
            "Vi likte CV-en din og vil gjerne ta en prat med deg. Hvilke tidspunkt passer best?",
        ],
        "interview_scheduled": [
            "Jeg bekrefter intervjuet vårt torsdag 19. november kl. 13:00.",
            "Intervjuet ditt er satt opp den 19. november kl. 10:00 i våre lokaler.",
        ],
        "offer": [
            "Vi har gleden av å tilby deg stillingen som regnskapsmedarbeider.",
            "Vedlagt følger arbeidskontrakten til signering.",
        ],
        "assessment": [
            "Neste steg i prosessen er en evnetest som du må gjennomføre innen fredag.",
            "Før intervjuet ber vi deg løse en case, se vedlegg.",
        ],
        "status_update": [
            "Vi er fortsatt i gang med å vurdere søkerne til stillingen.",
            "Rekrutteringen har dessverre tatt lengre tid enn planlagt.",
        ],
        "position_closed": ["Vi har besluttet å trekke stillingen, og den blir derfor ikke besatt."],
        "interview_rescheduled": ["Vi må dessverre flytte intervjuet til fredag 20. november kl. 09:00."],
        "interview_cancelled": ["Vi må dessverre avlyse jobbintervjuet på torsdag."],
    },
    "fi": {
        "rejection": [
            "Valitettavasti valintamme ei tällä kertaa kohdistunut sinuun.",
            "Olemme päättäneet edetä prosessissa muiden hakijoiden kanssa.",
            "Tehtävään on nyt valittu toinen hakija. Kiitämme mielenkiinnostasi.",
            "Ikävä kyllä emme voi tarjota sinulle paikkaa tällä kertaa.",
            "Et valitettavasti tullut valituksi jatkoon tässä haussa.",
        ],
        "application_confirmation": [
            "Kiitos hakemuksestasi! Käymme hakemukset läpi hakuajan päätyttyä ja palaamme asiaan.",
            "Olemme vastaanottaneet työhakemuksesi.",
            "Hakemuksenne tehtävään on saapunut meille perille.",
        ],
        "interview_invite": [
            "Haluaisimme kutsua sinut työhaastatteluun. Mikä aika sopisi sinulle ensi viikolla?",
            "Pääsisitkö haastatteluun ensi viikolla?",
            "Varaa itsellesi sopiva haastatteluaika alla olevasta linkistä.",
        ],
        "interview_scheduled": [
            "Vahvistan haastattelusi torstaille 19.11. klo 13:00 toimistollamme.",
            "Haastattelu on sovittu pidettäväksi 19. marraskuuta klo 10:00 Teamsissa.",
        ],
        "offer": [
            "Meillä on ilo tarjota sinulle kirjanpitäjän tehtävää.",
            "Liitteenä työsopimus allekirjoitettavaksi. Tervetuloa meille töihin!",
        ],
        "assessment": [
            "Rekrytoinnin seuraava vaihe on soveltuvuustesti. Teethän testin perjantaihin mennessä.",
            "Pyydämme sinua vastaamaan videohaastattelun kysymyksiin oheisen linkin kautta.",
        ],
        "status_update": [
            "Hakemusten käsittely on vielä kesken, palaamme asiaan heti kun voimme.",
            "Rekrytointi on valitettavasti viivästynyt hieman.",
        ],
        "position_closed": ["Olemme päättäneet keskeyttää rekrytoinnin, eikä tehtävää täytetä."],
        "interview_rescheduled": ["Joudumme siirtämään haastattelusi perjantaille 20.11. klo 9:00."],
        "interview_cancelled": ["Joudumme valitettavasti perumaan torstain haastattelun."],
    },
    "et": {
        "rejection": [
            "Kahjuks otsustasime seekord jätkata teiste kandidaatidega.",
            "Peame kahjuks teatama, et Te ei osutunud valituks.",
            "Meie valik langes teise kandidaadi kasuks.",
            "Ametikoht on nüüdseks täidetud. Soovime edu tööotsingutel!",
        ],
        "application_confirmation": [
            "Täname kandideerimast! Vaatame kõik CV-d läbi ja võtame ühendust.",
            "Oleme Teie kandideerimisavalduse kätte saanud.",
            "Sinu CV on meieni jõudnud ja võtame sinuga peagi ühendust.",
        ],
        "interview_invite": [
            "Soovime kutsuda Teid tööintervjuule. Millal Teile sobiks?",
            "Kas Sul oleks võimalik tulla järgmisel nädalal vestlusele ametikoha asjus?",
            "Palun vali endale sobiv aeg intervjuuks allolevalt lingilt.",
        ],
        "interview_scheduled": [
            "Kinnitan, et Teie tööintervjuu toimub neljapäeval, 19. novembril kell 13:00.",
            "Intervjuu on kokku lepitud 19. novembriks kell 10:00 meie kontoris.",
        ],
        "offer": [
            "Meil on hea meel pakkuda Teile raamatupidaja ametikohta.",
            "Saadan manuses töölepingu allkirjastamiseks.",
        ],
        "assessment": [
            "Värbamise järgmine samm on proovitöö, palun tee see ära reedeks.",
            "Palume täita enne intervjuud vaimsete võimete test.",
        ],
        "status_update": [
            "Kandidaatide hindamine on veel pooleli, anname endast märku.",
            "Konkursi otsus on kahjuks veninud.",
        ],
        "interview_rescheduled": ["Kahjuks peame tööintervjuu lükkama reedele, 20. novembrile kell 9:00."],
        "interview_cancelled": ["Kahjuks peame neljapäevase tööintervjuu ära jätma."],
    },
    "lv": {
        "rejection": [
            "Diemžēl šoreiz esam izvēlējušies citu kandidātu.",
            "Ar nožēlu informējam, ka Jūsu kandidatūra netiek virzīta tālāk.",
            "Šoreiz esam nolēmuši turpināt sarunas ar citiem pretendentiem.",
            "Vakance ir aizpildīta. Vēlam veiksmi darba meklējumos!",
        ],
        "application_confirmation": [
            "Paldies par Jūsu pieteikumu! Izskatīsim visus CV un sazināsimies ar Jums.",
            "Apstiprinām, ka esam saņēmuši Jūsu CV.",
            "Jūsu pieteikums vakancei ir saņemts.",
        ],
        "interview_invite": [
            "Vēlamies Jūs uzaicināt uz darba interviju. Kad Jums būtu ērti?",
            "Labprāt aicinātu Tevi uz pārrunām par šo amatu nākamnedēļ.",
            "Lūdzu, izvēlieties sev ērtu intervijas laiku, izmantojot saiti.",
        ],
        "interview_scheduled": [
            "Apstiprinu, ka darba intervija notiks ceturtdien, 19. novembrī plkst. 13:00.",
            "Jūsu intervija ir ieplānota 19. novembrī plkst. 10:00 mūsu birojā.",
        ],
        "offer": [
            "Ar prieku piedāvājam Jums grāmatveža amatu mūsu uzņēmumā.",
            "Pielikumā nosūtu darba līgumu parakstīšanai.",
        ],
        "assessment": [
            "Nākamais atlases posms ir tests, ko lūdzam izpildīt līdz piektdienai.",
            "Lūdzam Jūs izpildīt pielikumā pievienoto praktisko uzdevumu un atsūtīt līdz intervijai.",
        ],
        "status_update": [
            "Kandidātu atlase vēl turpinās, lūdzam nedaudz pacietības.",
            "Pieteikumu izvērtēšana diemžēl ir aizkavējusies.",
        ],
        "interview_rescheduled": ["Diemžēl mums jāpārceļ intervija uz piektdienu, 20. novembri plkst. 9:00."],
        "interview_cancelled": ["Diemžēl esam spiesti atcelt ceturtdienas darba interviju."],
    },
    "lt": {
        "rejection": [
            "Deja, šį kartą pasirinkome kitą kandidatą.",
            "Apgailestaujame, tačiau Jūsų kandidatūra nebuvo atrinkta į kitą etapą.",
            "Nusprendėme atrankoje tęsti pokalbius su kitais kandidatais.",
            "Pozicija jau užimta. Linkime sėkmės ieškant darbo!",
        ],
        "application_confirmation": [
            "Dėkojame, kad kandidatuojate! Peržiūrėsime Jūsų CV ir susisieksime.",
            "Patvirtiname, kad gavome Jūsų gyvenimo aprašymą.",
            "Jūsų kandidatūra sėkmingai pateikta.",
        ],
        "interview_invite": [
            "Norėtume pakviesti Jus į darbo pokalbį. Kada Jums būtų patogu?",
            "Kviečiame į pokalbį dėl šios pozicijos kitą savaitę.",
            "Prašome pasirinkti Jums tinkamą pokalbio laiką paspaudus nuorodą.",
        ],
        "interview_scheduled": [
            "Patvirtinu, kad darbo pokalbis vyks ketvirtadienį, lapkričio 19 d. 13:00 val.",
            "Jūsų pokalbis suplanuotas lapkričio 19 d. 10:00 val. mūsų biure.",
        ],
        "offer": [
            "Džiaugiamės galėdami Jums pasiūlyti buhalterio pareigas mūsų įmonėje.",
            "Prisegu darbo sutartį pasirašymui.",
        ],
        "assessment": [
            "Kitas atrankos etapas – testas, kurį prašome atlikti iki penktadienio.",
            "Prašome atlikti praktinę užduotį prieš darbo pokalbį.",
        ],
        "status_update": [
            "Atranka dar nesibaigė, prašome šiek tiek kantrybės.",
            "Kandidatų vertinimas, deja, užtruko ilgiau nei planuota.",
        ],
        "interview_rescheduled": ["Deja, turime perkelti darbo pokalbį į penktadienį, lapkričio 20 d. 9:00 val."],
        "interview_cancelled": ["Deja, turime atšaukti ketvirtadienio darbo pokalbį."],
    },
    "hu": {
        "rejection": [
            "Sajnálattal tájékoztatjuk, hogy jelentkezését ezúttal nem tudjuk támogatni.",
            "Végül egy másik jelölt mellett döntöttünk.",
            "A pozíciót időközben betöltöttük. További sikereket kívánunk az álláskereséshez!",
            "Sajnos most nem tudunk továbblépni az önéletrajzoddal.",
        ],
        "application_confirmation": [
            "Köszönjük a jelentkezését! Önéletrajzát hamarosan átnézzük.",
            "Megkaptuk az önéletrajzodat, köszönjük, hogy minket választottál.",
            "Pályázata sikeresen beérkezett hozzánk.",
        ],
        "interview_invite": [
            "Szeretnénk meghívni Önt egy állásinterjúra. Mikor lenne Önnek megfelelő?",
            "Szívesen beszélgetnénk veled az állásról, mikor érsz rá a jövő héten?",
            "Kérjük, válasszon interjúidőpontot az alábbi linken.",
        ],
        "interview_scheduled": [
            "Visszaigazolom az interjú időpontját: november 19. csütörtök 13:00.",
            "Az állásinterjúra november 19-én 10:00-kor kerül sor irodánkban.",
        ],
        "offer": [
            "Örömmel ajánljuk fel Önnek a könyvelői pozíciót.",
            "Mellékelten küldöm a munkaszerződést aláírásra.",
        ],
        "assessment": [
            "A kiválasztás következő lépése egy online teszt, kérjük, péntekig töltse ki.",
            "Kérlek, oldd meg a csatolt próbafeladatot az interjú előtt.",
        ],
        "status_update": [
            "A kiválasztási folyamat még tart, kérjük türelmét.",
            "A jelentkezések elbírálása sajnos elhúzódik.",
        ],
        "interview_rescheduled": ["Sajnos át kell tennünk az interjút péntekre, november 20-án 9:00-ra."],
        "interview_cancelled": ["Sajnos le kell mondanunk a csütörtöki interjút."],
    },
    "tr": {
        "rejection": [
            "Bu pozisyon için başka bir adayla ilerleme kararı aldık.",
            "Üzülerek belirtmek isteriz ki başvurunuz olumlu sonuçlanmamıştır.",
            "Maalesef özgeçmişinizle süreçte devam edemeyeceğiz.",
            "Pozisyon doldurulmuştur. Kariyerinizde başarılar dileriz.",
        ],
        "application_confirmation": [
            "Başvurunuz için teşekkür ederiz. Özgeçmişiniz İnsan Kaynakları ekibimizce incelenecektir.",
            "İş başvurunuz tarafımıza ulaşmıştır.",
            "Muhasebe uzmanı pozisyonuna başvurunuzu aldık.",
        ],
        "interview_invite": [
            "Sizi iş görüşmesine davet etmek istiyoruz. Hangi gün uygun olursunuz?",
            "Pozisyonu konuşmak için sizinle bir görüşme planlamak isteriz.",
            "Mülakat için aşağıdaki bağlantıdan size uygun saati seçebilirsiniz.",
        ],
        "interview_scheduled": [
            "İş görüşmeniz 19 Kasım Perşembe günü saat 13:00'te ofisimizde yapılacaktır.",
            "Mülakatınız 19 Kasım saat 10:00 olarak planlanmıştır.",
        ],
        "offer": [
            "Size muhasebe uzmanı pozisyonunu teklif etmekten mutluluk duyuyoruz.",
            "İş teklifimizi ekte bulabilirsiniz.",
        ],
        "assessment": [
            "İşe alım sürecinin bir sonraki adımı olan genel yetenek testini cuma gününe kadar tamamlamanızı rica ederiz.",
            "Mülakattan önce ekteki vaka çalışmasını tamamlamanızı bekliyoruz.",
        ],
        "status_update": [
            "Başvuruların değerlendirme süreci devam etmektedir.",
            "İşe alım süreci beklediğimizden uzun sürdü, anlayışınız için teşekkürler.",
        ],
        "interview_rescheduled": ["İş görüşmenizi 20 Kasım Cuma saat 09:00'a ertelemek zorundayız."],
        "interview_cancelled": ["Perşembe günkü mülakatınızı maalesef iptal etmek zorundayız."],
    },
}

SENT = {
    "sv": [
        ("application_sent", "Ansökan: lagerchef", "härmed söker jag tjänsten som lagerchef. Bifogar mitt CV och personligt brev."),
        ("candidate_followup", "Re: Din ansökan", "jag undrar hur det går med min ansökan till tjänsten. Finns det några nyheter?"),
        ("interview_followup", "Tack", "tack för en trevlig intervju igår! Tjänsten känns ännu mer intressant."),
        ("candidate_scheduling", "Re: Intervju", "torsdag kl. 13 passar mig utmärkt för intervjun."),
        ("withdrawal", "Re: Din ansökan", "jag vill härmed dra tillbaka min ansökan till tjänsten."),
        ("offer_accepted", "Re: Erbjudande", "jag tackar gärna ja till erbjudandet om anställning."),
        ("offer_declined", "Re: Erbjudande", "tack för erbjudandet om tjänsten, men jag har valt att tacka nej."),
    ],
    "da": [
        ("application_sent", "Ansøgning: lagerchef", "hermed søger jeg stillingen som lagerchef. Mit CV er vedhæftet."),
        ("candidate_followup", "Re: Din ansøgning", "jeg vil høre, om der er nyt om min ansøgning til stillingen."),
        ("interview_followup", "Tak", "mange tak for en god jobsamtale i går."),
        ("candidate_scheduling", "Re: Samtale", "torsdag kl. 13 passer mig fint til jobsamtalen."),
        ("withdrawal", "Re: Din ansøgning", "jeg vil gerne trække min ansøgning til stillingen tilbage."),
        ("offer_accepted", "Re: Tilbud", "jeg vil meget gerne takke ja til jobbet."),
        ("offer_declined", "Re: Tilbud", "jeg har besluttet at takke nej til tilbuddet om stillingen."),
    ],
    "nb": [
        ("application_sent", "Søknad: lagersjef", "jeg søker herved på stillingen som lagersjef. CV er vedlagt."),
        ("candidate_followup", "Re: Søknaden din", "jeg lurer på hvordan det går med søknaden min på stillingen."),
        ("interview_followup", "Takk", "tusen takk for et hyggelig intervju i går."),
        ("candidate_scheduling", "Re: Intervju", "torsdag kl. 13 passer fint for meg til intervjuet."),
        ("withdrawal", "Re: Søknaden din", "jeg ønsker å trekke søknaden min på stillingen."),
        ("offer_accepted", "Re: Tilbud", "jeg takker ja til stillingen!"),
        ("offer_declined", "Re: Tilbud", "jeg har kommet til at jeg må takke nej til stillingen."),
    ],
    "fi": [
        ("application_sent", "Hakemus: varastopäällikkö", "haen varastopäällikön tehtävää. Liitteenä CV ja hakemukseni."),
        ("candidate_followup", "Vs: Hakemuksesi", "tiedustelisin hakemukseni tilannetta. Onko valinnoista jo tietoa?"),
        ("interview_followup", "Kiitos", "kiitos eilisestä haastattelusta ja mukavasta keskustelusta."),
        ("candidate_scheduling", "Re: Haastattelu", "torstai klo 13 sopii minulle hyvin haastatteluun."),
        ("withdrawal", "Re: Hakemuksesi", "haluan perua hakemukseni tehtävään."),
        ("offer_accepted", "Re: Työtarjous", "otan paikan mielelläni vastaan."),
        ("offer_declined", "Re: Työtarjous", "kiitos työtarjouksesta, mutta en voi ottaa paikkaa vastaan."),
    ],
    "et": [
        ("application_sent", "Kandideerimine: laojuht", "soovin kandideerida laojuhi ametikohale. Lisan manusesse oma CV."),
        ("candidate_followup", "Re: Teie kandidatuur", "sooviksin küsida, kas minu kandideerimise kohta on juba otsus tehtud."),
        ("interview_followup", "Aitäh", "suur tänu eilse tööintervjuu eest."),
        ("candidate_scheduling", "Re: Intervjuu", "neljapäev kell 13 sobib mulle intervjuuks hästi."),
        ("withdrawal", "Re: Teie kandidatuur", "soovin oma kandidatuuri tagasi võtta."),
        ("offer_accepted", "Re: Tööpakkumine", "võtan tööpakkumise rõõmuga vastu."),
        ("offer_declined", "Re: Tööpakkumine", "pean tööpakkumisest kahjuks loobuma."),
    ],
    "lv": [
        ("application_sent", "Pieteikums: noliktavas vadītājs", "vēlos pieteikties noliktavas vadītāja vakancei. Pielikumā mans CV."),
        ("candidate_followup", "Re: Jūsu pieteikums vakancei", "vēlējos uzzināt, vai par manu pieteikumu jau ir pieņemts lēmums."),
        ("interview_followup", "Paldies", "paldies par vakardienas darba interviju."),
        ("candidate_scheduling", "Re: Intervija", "ceturtdiena plkst. 13 man der intervijai."),
        ("withdrawal", "Re: Jūsu pieteikums vakancei", "vēlos atsaukt savu pieteikumu vakancei."),
        ("offer_accepted", "Re: Darba piedāvājums", "ar prieku pieņemu Jūsu darba piedāvājumu."),
        ("offer_declined", "Re: Darba piedāvājums", "diemžēl man jāatsakās no darba piedāvājuma."),
    ],
    "lt": [
        ("application_sent", "Kandidatūra: sandėlio vadovas", "norėčiau kandidatuoti į sandėlio vadovo poziciją. Pridedu savo CV."),
        ("candidate_followup", "Re: Jūsų kandidatūra", "norėjau pasiteirauti, ar yra naujienų dėl mano kandidatūros."),
        ("interview_followup", "Ačiū", "dėkoju už vakarykštį darbo pokalbį."),
        ("candidate_scheduling", "Re: Pokalbis", "ketvirtadienis 13 val. man tinka darbo pokalbiui."),
        ("withdrawal", "Re: Jūsų kandidatūra", "noriu atsiimti savo kandidatūrą."),
        ("offer_accepted", "Re: Darbo pasiūlymas", "su džiaugsmu priimu Jūsų darbo pasiūlymą."),
        ("offer_declined", "Re: Darbo pasiūlymas", "deja, turiu atsisakyti darbo pasiūlymo."),
    ],
    "hu": [
        ("application_sent", "Jelentkezés: raktárvezető", "jelentkezem a meghirdetett raktárvezetői állásra. Csatolom az önéletrajzomat."),
        ("candidate_followup", "Re: Jelentkezése", "szeretnék érdeklődni, született-e már döntés a jelentkezésemről."),
        ("interview_followup", "Köszönet", "köszönöm a tegnapi interjút, nagyon jó volt megismerni a csapatot."),
        ("candidate_scheduling", "Re: Interjú", "a csütörtök 13 óra megfelel nekem az interjúra."),
        ("withdrawal", "Re: Jelentkezése", "szeretném visszavonni a jelentkezésemet."),
        ("offer_accepted", "Re: Állásajánlat", "örömmel elfogadom az állásajánlatot."),
        ("offer_declined", "Re: Állásajánlat", "sajnos nem tudom elfogadni az állásajánlatot."),
    ],
    "tr": [
        ("application_sent", "Başvuru: depo müdürü", "depo müdürü pozisyonuna başvurmak istiyorum. Özgeçmişim ektedir."),
        ("candidate_followup", "Re: Başvurunuz", "iş başvurumun durumu hakkında bilgi alabilir miyim?"),
        ("interview_followup", "Teşekkür", "dünkü iş görüşmesi için çok teşekkür ederim."),
        ("candidate_scheduling", "Re: Mülakat", "perşembe 13:00 mülakat için bana uygundur."),
        ("withdrawal", "Re: Başvurunuz", "iş başvurumu geri çekmek istiyorum."),
        ("offer_accepted", "Re: İş teklifi", "iş teklifinizi memnuniyetle kabul ediyorum."),
        ("offer_declined", "Re: İş teklifi", "iş teklifinizi maalesef kabul edemeyeceğim."),
    ],
}  # fmt: skip

# Confirmations that speak of what may come: interviews, tests, other candidates, silence that means no.
DECOYS = {
    "sv": "Tack för din ansökan till tjänsten! Urvalet sker löpande, så tjänsten kan komma att tillsättas innan sista ansökningsdag. Går du vidare blir du kallad till intervju och får eventuellt göra ett test. Om du inte har hört något inom sex veckor har vi gått vidare med andra kandidater.",
    "da": "Tak for din ansøgning til stillingen. Når fristen er udløbet, inviterer vi udvalgte kandidater til samtale, og de kan blive bedt om at løse en case. Hvis du ikke har hørt fra os inden seks uger, er stillingen besat til anden side.",
    "nb": "Takk for søknaden din! Aktuelle kandidater blir innkalt til intervju og kan bli bedt om å gjennomføre en test. Dersom du ikke har hørt fra oss innen seks uker, har vi gått videre med andre kandidater.",
    "fi": "Kiitos hakemuksestasi! Haastatteluun valituille ilmoitamme puhelimitse, ja he tekevät mahdollisesti soveltuvuustestin. Jos et kuule meistä kuuden viikon kuluessa, tehtävään on valittu toinen hakija.",
    "et": "Täname kandideerimast! Valituks osutunud kandidaadid kutsume intervjuule ja vajadusel palume neil teha proovitöö. Kui Te ei kuule meist kuue nädala jooksul, osutus valituks teine kandidaat.",
    "lv": "Paldies par Jūsu pieteikumu! Atlasītos kandidātus aicināsim uz interviju, un nepieciešamības gadījumā lūgsim izpildīt testu. Ja mēneša laikā neesat saņēmis atbildi, esam izvēlējušies citu kandidātu.",
    "lt": "Dėkojame, kad kandidatuojate! Atrinktus kandidatus pakviesime į pokalbį, prireikus prašysime atlikti testą. Jei per mėnesį nesulauksite atsakymo, pasirinkome kitą kandidatą.",
    "hu": "Köszönjük a jelentkezését! A kiválasztott jelölteket interjúra hívjuk, és szükség esetén tesztet is kérünk tőlük. Amennyiben négy héten belül nem jelentkezünk, másik jelölt mellett döntöttünk.",
    "tr": "Başvurunuz için teşekkür ederiz. Özgeçmişiniz uygun bulunursa sizi mülakata davet edeceğiz. Altı hafta içinde dönüş yapmamamız durumunda başka bir adayla ilerlediğimizi bildirmek isteriz.",
}

NOTHING = {
    "sv": [
        ("Din ansökan om bostad", "Tack för din ansökan! Tyvärr gick lägenheten till en annan sökande."),
        ("Ansökan om lån", "Vi har tagit emot din ansökan om bolån och kan erbjuda dig en ränta på 3,9 procent."),
        ("Kommande turnering", "Om du blir uttagen till laget kallar vi dig till en intervju med klubbtidningen."),
        ("Så söker du jobb", "Om du går vidare i rekryteringen kontaktar vi dig för en intervju."),
    ],
    "da": [
        ("Din ansøgning om bolig", "Tak for din ansøgning. Lejligheden er desværre gået til en anden ansøger."),
        ("Din låneansøgning", "Vi har modtaget din ansøgning om boliglån og kan tilbyde dig et lån."),
        ("Om processen", "Hvis du går videre i processen, inviterer vi dig til en jobsamtale."),
    ],
    "nb": [
        ("Din søknad om bolig", "Takk for søknaden. Leiligheten gikk dessverre til en annen søker."),
        ("Søknad om lån", "Vi har mottatt din søknad om boliglån og kan tilby deg finansieringsbevis."),
        ("Om prosessen", "Dersom du går videre i prosessen, inviterer vi deg til intervju."),
    ],
    "fi": [
        ("Asuntohakemuksesi", "Kiitos hakemuksestasi. Valitettavasti asunto annettiin toiselle hakijalle."),
        ("Lainahakemus", "Olemme vastaanottaneet lainahakemuksesi ja voimme tarjota sinulle lainaa."),
        ("Hakuohje", "Jos sinut valitaan jatkoon, kutsumme sinut haastatteluun."),
    ],
    "et": [
        ("Laenutaotlus", "Oleme Teie laenutaotluse kätte saanud ja pakume Teile laenu."),
        ("Korter", "Kahjuks otsustasime korteri anda teisele üürnikule."),
        ("Juhend", "Kui osutute valituks, kutsume Teid tööintervjuule."),
    ],
    "lv": [
        ("Aizdevuma pieteikums", "Jūsu pieteikums kredītam ir saņemts, piedāvājam Jums aizdevumu."),
        ("Dzīvoklis", "Diemžēl dzīvokli esam izīrējuši citam īrniekam."),
        ("Kārtība", "Ja tiksiet izvēlēts, aicināsim Jūs uz darba interviju."),
    ],
    "lt": [
        ("Paskolos paraiška", "Gavome Jūsų paraišką paskolai ir galime pasiūlyti kreditą."),
        ("Butas", "Deja, butą nusprendėme išnuomoti kitam nuomininkui."),
        ("Tvarka", "Jei būsite atrinktas, pakviesime Jus į darbo pokalbį."),
    ],
    "hu": [
        ("Hitelkérelem", "Hitelkérelmét megkaptuk, és örömmel ajánljuk fel Önnek a kölcsönt."),
        ("Albérlet", "Sajnos a lakást végül másnak adtuk ki."),
        ("Tájékoztató", "Amennyiben kiválasztjuk, meghívjuk Önt egy állásinterjúra."),
    ],
    "tr": [
        ("Kredi başvurunuz", "Kredi başvurunuz alınmıştır. Size uygun faiz teklif ediyoruz."),
        ("Kiralık daire", "Maalesef daireyi başka bir kiracıya vermeye karar verdik."),
        ("Süreç hakkında", "Seçilmeniz durumunda sizi mülakata davet edeceğiz."),
    ],
}  # fmt: skip


def kinds(sender: str, recipient: str, subject: str, text: str) -> list[str]:
    head = f"From: {sender}\nTo: {recipient}\nSubject: {subject}\nDate: Tue, 10 Nov 2026 15:00:00 +0000\n"
    whole = f"{head}Message-ID: <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    inferred = infer(read(split(whole.encode())), frozenset({ME}), inference_tables())
    assert bool(inferred.events) != bool(inferred.ignored)
    return [event.kind.value for event in inferred.events]


def framed(language: str, text: str, name: str) -> str:
    _, greeting, closing = FRAMES[language]
    return f"{greeting}\n\n{text}\n\n{closing}\n{name}"


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [(lang, kind, text) for lang, table in RECEIVED.items() for kind, texts in table.items() for text in texts],
)
def test_what_an_employer_writes(language: str, kind: str, text: str) -> None:
    found = kinds(KIM, ME, FRAMES[language][0], framed(language, text, "Kim Berg"))
    assert [event for event in found if event not in ("promise", "do_not_contact")] == [kind]


@pytest.mark.parametrize(("language", "text"), DECOYS.items())
def test_a_confirmation_that_speaks_of_what_may_come(language: str, text: str) -> None:
    found = kinds(KIM, ME, FRAMES[language][0], framed(language, text, "Kim Berg"))
    assert [event for event in found if event != "promise"] == ["application_confirmation"]


@pytest.mark.parametrize(
    ("language", "kind", "subject", "text"), [(lang, *row) for lang, table in SENT.items() for row in table]
)
def test_what_the_user_writes(language: str, kind: str, subject: str, text: str) -> None:
    assert kinds(ME, KIM, subject, framed(language, text, "Sam")) == [kind]


@pytest.mark.parametrize(
    ("language", "subject", "text"), [(lang, *row) for lang, table in NOTHING.items() for row in table]
)
def test_what_has_nothing_to_do_with_it(language: str, subject: str, text: str) -> None:
    assert kinds("Norrvik <post@norrvik.example>", ME, subject, framed(language, text, "Norrvik")) == []
