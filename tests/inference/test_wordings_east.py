"""Mail in eleven languages of the east and south of Europe, each sentence as a native speaker would put it.

The kind must be among the events; what has nothing to do with a job search must give none.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from watcher.bootstrap import inference_tables
from watcher.inference import infer
from watcher.reading import read, split

ME = "sam@example.org"
SHE = "anna@lakeside.example"


@dataclass(frozen=True)
class Told:
    """A language: how a mail opens, its subject, what stands in received mail and in the user's own, and neither."""

    hello: str
    subject: str
    received: dict[str, list[str]]
    sent: dict[str, list[str]]
    nothing: list[tuple[str, str]]


POLISH = Told(
    "Szanowna Pani,",
    "Rekrutacja – księgowa",
    {
        "rejection": [
            "Z przykrością informujemy, że nie zdecydowaliśmy się zaprosić Pana do kolejnego etapu rekrutacji.",
            "Po analizie wszystkich zgłoszeń wybraliśmy kandydatkę, której profil jest bliższy naszym potrzebom.",
            "Niestety stanowisko zostało już obsadzone.",
            "Tym razem postanowiliśmy kontynuować proces z innymi kandydatami.",
            "Twoja kandydatura nie została zakwalifikowana do dalszego etapu.",
        ],
        "position_closed": ["Rekrutacja na stanowisko księgowej została anulowana."],
        "position_on_hold": ["Z powodu zmian w budżecie rekrutacja została wstrzymana do wiosny."],
        "offer": [
            "Z przyjemnością proponujemy Pani pracę na stanowisku księgowej.",
            "W załączniku przesyłam umowę o pracę do podpisu.",
            "Cieszymy się, że możemy złożyć Ci ofertę zatrudnienia!",
        ],
        "interview_invite": [
            "Chcielibyśmy zaprosić Panią na rozmowę kwalifikacyjną. Jaki termin by Pani odpowiadał?",
            "Czy znalazłby Pan chwilę na krótką rozmowę telefoniczną w sprawie stanowiska?",
            "Proszę o wybranie dogodnego terminu spotkania rekrutacyjnego pod tym linkiem.",
        ],
        "interview_scheduled": [
            "Potwierdzam naszą rozmowę kwalifikacyjną w czwartek 19 listopada o godz. 10:00.",
            "Spotkanie rekrutacyjne odbędzie się 19 listopada o 14:30 w naszej siedzibie.",
        ],
        "interview_rescheduled": ["Musimy niestety przełożyć rozmowę kwalifikacyjną na piątek o 12:00."],
        "interview_cancelled": ["Jutrzejsza rozmowa kwalifikacyjna została odwołana."],
        "assessment": [
            "Kolejnym etapem rekrutacji jest zadanie praktyczne. Prosimy o jego rozwiązanie do piątku.",
            "Prosimy o wypełnienie testu online, link jest ważny przez 5 dni.",
        ],
        "application_confirmation": [
            "Dziękujemy za przesłanie aplikacji na stanowisko księgowej. Skontaktujemy się z wybranymi osobami.",
            "Potwierdzamy otrzymanie Pana CV.",
            "Twoje zgłoszenie zostało zarejestrowane. Jeśli zaprosimy Cię na rozmowę, zadzwonimy.",
        ],
        "application_viewed": ["Pracodawca wyświetlił Twoje CV."],
        "application_incomplete": ["W Pana zgłoszeniu brakuje listu motywacyjnego, prosimy o jego uzupełnienie."],
        "status_update": [
            "Proces rekrutacji nadal trwa, prosimy o cierpliwość.",
            "Przekazałam Pana CV kierownikowi działu.",
        ],
        "recruiter_outreach": [
            "Trafiłam na Pana profil na LinkedIn i szukamy właśnie programisty do naszego zespołu.",
        ],
        "promise": ["Dziękujemy za przesłanie CV. Odezwiemy się do końca przyszłego tygodnia."],
    },
    {
        "application_sent": [
            "W odpowiedzi na ogłoszenie przesyłam swoje CV i list motywacyjny.",
            "Chciałabym aplikować na stanowisko księgowej.",
        ],
        "interview_followup": ["Dziękuję za wczorajszą rozmowę rekrutacyjną i poświęcony czas."],
        "candidate_followup": ["Czy mogłabym zapytać, na jakim etapie jest rekrutacja, w której złożyłam CV?"],
        "candidate_scheduling": ["Termin rozmowy mi odpowiada, będę w czwartek o 10:00."],
        "withdrawal": ["Chciałbym wycofać swoją kandydaturę z procesu rekrutacji."],
        "offer_accepted": ["Z radością przyjmuję ofertę pracy na stanowisku księgowej."],
        "offer_declined": ["Dziękuję za ofertę pracy, ale muszę z niej zrezygnować."],
    },
    [
        ("Wniosek kredytowy", "Niestety Pana wniosek o kredyt został odrzucony. Bank nie podaje przyczyn."),
        ("Mieszkanie", "Wybraliśmy innych kandydatów na najemców, przykro mi. Powodzenia w szukaniu mieszkania!"),
        ("Nowa oferta", "Mamy dla Ciebie wyjątkową ofertę: aplikacja mobilna teraz za pół ceny."),
        ("Klub", "Twoje zgłoszenie do klubu piłkarskiego zostało przyjęte. Pozycja: napastnik."),
        ("Wiza", "Zapraszamy na rozmowę w konsulacie 19 listopada o 10:00 w sprawie wizy."),
    ],
)

CZECH = Told(
    "Dobrý den, paní Nováková,",
    "Výběrové řízení – účetní",
    {
        "rejection": [
            "Bohužel Vám musíme oznámit, že jsme se rozhodli pro jiného uchazeče.",
            "Je nám líto, ale do dalšího kola jsme Vás tentokrát nevybrali.",
            "Dali jsme přednost kandidátce, jejíž zkušenosti lépe odpovídají našim požadavkům.",
            "Pozice už byla bohužel obsazena.",
            "Vaše zkušenosti bohužel neodpovídají tomu, co na této pozici hledáme.",
        ],
        "position_closed": ["Výběrové řízení na pozici účetní bylo zrušeno."],
        "position_on_hold": ["Nábor jsme kvůli reorganizaci dočasně pozastavili."],
        "offer": [
            "S radostí Vám nabízíme pracovní místo účetní v našem týmu.",
            "V příloze posílám návrh pracovní smlouvy k podpisu.",
            "Rozhodli jsme se pro Vás a rádi bychom Vám předložili pracovní nabídku.",
        ],
        "interview_invite": [
            "Rádi bychom Vás pozvali na osobní pohovor. Který termin by Vám vyhovoval?",
            "Měla byste příští týden čas na krátký telefonický pohovor?",
            "Vyberte si prosím termín pohovoru v našem kalendáři.",
        ],
        "interview_scheduled": [
            "Potvrzuji termín pohovoru ve čtvrtek 19. listopadu v 10:00.",
            "Pohovor se uskuteční 19. listopadu ve 14:30 v našem sídle.",
        ],
        "interview_rescheduled": ["Musíme bohužel přesunout Váš pohovor na pátek ve 12:00."],
        "interview_cancelled": ["Zítřejší pohovor se bohužel ruší."],
        "assessment": [
            "Před pohovorem prosíme o vypracování krátkého úkolu, posílám ho v příloze.",
            "Vyplňte prosím online test, odkaz platí pět dní.",
        ],
        "application_confirmation": [
            "Děkujeme za zaslání životopisu. Budeme kontaktovat jen vybrané uchazeče.",
            "Potvrzujeme přijetí Vaší odpovědi na nabídku práce účetní.",
            "Vaši žádost o zaměstnání jsme v pořádku obdrželi.",
        ],
        "application_viewed": ["Zaměstnavatel si prohlédl Váš životopis."],
        "application_incomplete": ["K Vašemu životopisu nám ještě chybí motivační dopis, prosíme o doplnění."],
        "status_update": [
            "Výběrové řízení stále probíhá, prosíme o trpělivost.",
            "Váš životopis jsem předala vedoucímu oddělení.",
        ],
        "recruiter_outreach": ["Narazila jsem na Váš profil na LinkedInu a hledáme vývojáře do našeho týmu."],
        "promise": ["Děkujeme za zaslání životopisu. Ozveme se Vám do konce příštího týdne."],
    },
    {
        "application_sent": [
            "V příloze Vám zasílám svůj životopis a motivační dopis.",
            "Reaguji na Váš inzerát a ráda bych se ucházela o pozici účetní.",
        ],
        "interview_followup": ["Děkuji za včerejší pohovor a za Váš čas."],
        "candidate_followup": ["Chtěl bych se zeptat, jak to vypadá s mým životopisem a výběrovým řízením."],
        "candidate_scheduling": ["Čtvrtek v 10:00 mi vyhovuje, na pohovor přijdu."],
        "withdrawal": ["Bohužel musím z výběrového řízení odstoupit."],
        "offer_accepted": ["S radostí přijímám Vaši pracovní nabídku."],
        "offer_declined": ["Děkuji za nabídku práce, ale rozhodla jsem se ji odmítnout."],
    },
    [
        ("Žádost o hypotéku", "Vaše žádost o hypotéku byla bohužel zamítnuta."),
        ("Byt", "Rozhodli jsme se pro jiného zájemce o byt, nájemní smlouva je podepsaná."),
        ("Sleva", "Máme pro Vás speciální nabídku: aplikace na měsíc zdarma."),
        ("Přihláška", "Vaši přihlášku do školy jsme přijali. Přijímací pohovor studenta je v pondělí v 9:00."),
    ],
)

SLOVAK = Told(
    "Dobrý deň, pani Nováková,",
    "Výberové konanie – účtovníčka",
    {
        "rejection": [
            "Žiaľ, rozhodli sme sa pre iného uchádzača.",
            "Ľutujeme, ale do ďalšieho kola sme Vás tentoraz nevybrali.",
            "Pozícia je už bohužiaľ obsadená.",
        ],
        "position_on_hold": ["Nábor na túto pozíciu sme dočasne pozastavili."],
        "offer": [
            "S radosťou Vám ponúkame pracovné miesto účtovníčky.",
            "V prílohe posielam návrh pracovnej zmluvy na podpis.",
        ],
        "interview_invite": [
            "Radi by sme Vás pozvali na osobný pohovor. Ktorý termín by Vám vyhovoval?",
            "Mali by ste budúci týždeň čas na krátky telefonický pohovor?",
        ],
        "interview_scheduled": ["Potvrdzujem termín pohovoru vo štvrtok 19. novembra o 10:00."],
        "interview_cancelled": ["Zajtrajší pohovor sa žiaľ ruší."],
        "assessment": ["Prosíme Vás o vypracovanie krátkej úlohy, posielam ju v prílohe."],
        "application_confirmation": [
            "Ďakujeme za zaslanie životopisu. Kontaktovať budeme len vybraných uchádzačov.",
            "Vašu žiadosť o zamestnanie sme prijali.",
        ],
        "status_update": ["Výberové konanie stále prebieha, prosíme o trpezlivosť."],
        "promise": ["Ďakujeme za zaslanie životopisu. Ozveme sa Vám do konca budúceho týždňa."],
    },
    {
        "application_sent": ["V prílohe Vám zasielam svoj životopis a motivačný list."],
        "interview_followup": ["Ďakujem za včerajší pohovor a za Váš čas."],
        "candidate_followup": ["Chcela by som sa opýtať, v akom štádiu je výberové konanie, na ktoré som sa hlásila."],
        "candidate_scheduling": ["Štvrtok o 10:00 mi vyhovuje, na pohovor prídem."],
        "withdrawal": ["Žiaľ, musím z výberového konania odstúpiť."],
        "offer_accepted": ["S radosťou prijímam Vašu pracovnú ponuku."],
        "offer_declined": ["Ďakujem za pracovnú ponuku, ale rozhodol som sa ju odmietnuť."],
    },
    [
        ("Hypotéka", "Vašu žiadosť o hypotéku sme žiaľ zamietli."),
        ("Byt", "Rozhodli sme sa pre iného záujemcu o byt, prenájom je už obsadený."),
        ("Zľava", "Máme pre Vás špeciálnu ponuku: aplikácia na mesiac zadarmo."),
    ],
)

ROMANIAN = Told(
    "Bună ziua, doamnă Popescu,",
    "Procesul de recrutare – contabil",
    {
        "rejection": [
            "Din păcate, am decis să mergem mai departe cu un alt candidat.",
            "Regretăm să vă anunțăm că nu ați fost selectat pentru etapa următoare.",
            "Profilul dumneavoastră nu corespunde cerințelor postului.",
            "De această dată, candidatura ta nu a fost reținută.",
            "Postul a fost între timp ocupat.",
        ],
        "position_closed": ["Recrutarea pentru postul de contabil a fost anulată."],
        "position_on_hold": ["Din motive de buget, recrutarea a fost suspendată până în primăvară."],
        "offer": [
            "Avem plăcerea să vă oferim postul de contabil.",
            "Vă transmitem atașat contractul de muncă spre semnare.",
            "Suntem bucuroși să-ți facem o ofertă de angajare!",
        ],
        "interview_invite": [
            "Am dori să vă invităm la un interviu. Ce dată vi s-ar potrivi?",
            "Când ai fi disponibil pentru o scurtă discuție telefonică despre post?",
            "Vă rugăm să alegeți un interval pentru interviu din calendarul nostru.",
        ],
        "interview_scheduled": [
            "Vă confirm interviul de joi, 19 noiembrie, ora 10:00.",
            "Interviul va avea loc pe 19 noiembrie la ora 14:30, la sediul nostru.",
        ],
        "interview_rescheduled": ["Din păcate trebuie să reprogramăm interviul pentru vineri la 12:00."],
        "interview_cancelled": ["Interviul de mâine a fost anulat."],
        "assessment": [
            "Următorul pas este un test tehnic. Vă rugăm să îl completați până vineri.",
            "Am dori să răspundeți la câteva întrebări înainte de interviu.",
        ],
        "application_confirmation": [
            "Vă mulțumim că ați aplicat pentru postul de contabil.",
            "Am primit CV-ul dumneavoastră și îl vom analiza.",
            "Candidatura ta a fost înregistrată cu succes. Doar candidații selectați vor fi contactați.",
        ],
        "application_viewed": ["Angajatorul ți-a vizualizat CV-ul."],
        "application_incomplete": ["Din dosarul dumneavoastră de candidatură lipsește scrisoarea de intenție."],
        "status_update": [
            "Procesul de selecție este încă în desfășurare, vă mulțumim pentru răbdare.",
            "Am trimis CV-ul dumneavoastră managerului de departament.",
        ],
        "recruiter_outreach": ["Am găsit profilul tău pe LinkedIn și căutăm un programator pentru echipa noastră."],
        "promise": ["Am primit CV-ul dumneavoastră. Veți primi un răspuns până la sfârșitul săptămânii viitoare."],
    },
    {
        "application_sent": [
            "Vă trimit atașat CV-ul meu și o scrisoare de intenție.",
            "Doresc să aplic pentru postul de contabil.",
        ],
        "interview_followup": ["Vă mulțumesc pentru interviul de ieri și pentru timpul acordat."],
        "candidate_followup": ["Aș dori să știu în ce stadiu se află candidatura mea."],
        "candidate_scheduling": ["Sunt disponibilă pentru interviu joi la ora 10:00."],
        "withdrawal": ["Doresc să îmi retrag candidatura pentru acest post."],
        "offer_accepted": ["Accept cu plăcere oferta de angajare."],
        "offer_declined": ["Vă mulțumesc pentru ofertă, dar am decis să refuz postul."],
    },
    [
        ("Cererea de credit", "Din păcate, cererea dumneavoastră de credit nu a fost aprobată."),
        ("Apartament", "Am ales un alt chiriaș, ne pare rău. Apartamentul a fost închiriat."),
        ("Ofertă", "Ofertă specială pentru tine: aplicația noastră, gratis o lună."),
        ("Viza", "Interviul pentru viză va avea loc la consulat pe 19 noiembrie la ora 10:00."),
    ],
)

UKRAINIAN = Told(
    "Доброго дня, пані Олено!",
    "Вакансія бухгалтера",
    {
        "rejection": [
            "На жаль, ми вирішили продовжити процес з іншим кандидатом.",
            "Дякуємо за інтерес, але цього разу ми не готові запросити вас на наступний етап.",
            "На жаль, ваш досвід не відповідає вимогам вакансії.",
            "Ми обрали кандидатку, чий досвід більше відповідає нашим потребам.",
            "Вакансію вже закрито, ми знайшли людину.",
        ],
        "position_closed": ["Вакансію бухгалтера скасовано."],
        "position_on_hold": ["Набір на цю посаду тимчасово призупинено."],
        "offer": [
            "Раді запропонувати вам посаду бухгалтера в нашій компанії.",
            "Надсилаємо офер, просимо підписати його до п'ятниці.",
        ],
        "interview_invite": [
            "Хочемо запросити вас на співбесіду. Коли вам зручно?",
            "Чи знайдеться у вас час на коротку розмову з рекрутером наступного тижня?",
            "Будь ласка, оберіть зручний час для інтерв'ю за посиланням.",
        ],
        "interview_scheduled": [
            "Підтверджую співбесіду в четвер, 19 листопада, о 10:00.",
            "Співбесіда відбудеться 19 листопада о 14:30 у нашому офісі.",
        ],
        "interview_rescheduled": ["На жаль, мусимо перенести співбесіду на п'ятницю о 12:00."],
        "interview_cancelled": ["Завтрашню співбесіду скасовано."],
        "assessment": [
            "Наступний етап – тестове завдання. Просимо виконати його до п'ятниці.",
            "Просимо відповісти на кілька запитань письмово перед співбесідою.",
        ],
        "application_confirmation": [
            "Дякуємо за ваш відгук на вакансію бухгалтера. Ми зв'яжемося з обраними кандидатами.",
            "Ми отримали ваше резюме.",
            "Вашу заявку на роботу зареєстровано.",
        ],
        "application_viewed": ["Роботодавець переглянув ваше резюме."],
        "application_incomplete": ["До вашого резюме бракує супровідного листа, надішліть його, будь ласка."],
        "status_update": [
            "Ми ще розглядаємо резюме кандидатів, дякуємо за терпіння.",
            "Передала ваше резюме керівнику відділу.",
        ],
        "recruiter_outreach": ["Знайшла ваш профіль на LinkedIn: ми шукаємо розробника у команду."],
        "promise": ["Ми отримали ваше резюме. Дамо відповідь до кінця наступного тижня."],
    },
    {
        "application_sent": [
            "Надсилаю своє резюме та супровідний лист.",
            "Мене зацікавила ваша вакансія бухгалтера.",
        ],
        "interview_followup": ["Дякую за вчорашню співбесіду та приділений час."],
        "candidate_followup": ["Хотіла б дізнатися, чи є новини щодо моєї кандидатури."],
        "candidate_scheduling": ["Четвер о 10:00 мені підходить, буду на співбесіді."],
        "withdrawal": ["Хочу відкликати свою кандидатуру на цю вакансію."],
        "offer_accepted": ["Із задоволенням приймаю вашу пропозицію роботи."],
        "offer_declined": ["Дякую за офер, але мушу відмовитися від пропозиції роботи."],
    },
    [
        ("Кредит", "На жаль, вашу заявку на кредит відхилено."),
        ("Квартира", "Вибачте, ми обрали інших орендарів. Квартиру вже здано."),
        ("Знижки", "Спеціальна пропозиція для вас: застосунок безкоштовно на місяць."),
        ("Візит", "Ваше інтерв'ю на візу в посольстві призначено на 19 листопада о 10:00."),
    ],
)

RUSSIAN = Told(
    "Здравствуйте, Елена!",
    "Вакансия бухгалтера",
    {
        "rejection": [
            "К сожалению, мы решили продолжить общение с другими кандидатами.",
            "Сейчас мы не готовы пригласить вас на следующий этап.",
            "К сожалению, ваш опыт не соответствует требованиям вакансии.",
            "Мы остановили свой выбор на другом кандидате.",
            "Вакансия уже закрыта, мы нашли сотрудника.",
        ],
        "position_closed": ["Вакансия бухгалтера отменена."],
        "position_on_hold": ["Подбор на эту должность временно приостановлен."],
        "offer": [
            "Рады предложить вам должность бухгалтера в нашей компании.",
            "Направляем вам оффер, просим подписать его до пятницы.",
        ],
        "interview_invite": [
            "Приглашаем вас на собеседование. Когда вам удобно?",
            "Найдётся ли у вас время для короткого разговора с рекрутером на следующей неделе?",
            "Пожалуйста, выберите удобное время для интервью по ссылке.",
        ],
        "interview_scheduled": [
            "Подтверждаю собеседование в четверг, 19 ноября, в 10:00.",
            "Собеседование состоится 19 ноября в 14:30 в нашем офисе.",
        ],
        "interview_rescheduled": ["К сожалению, придётся перенести собеседование на пятницу в 12:00."],
        "interview_cancelled": ["Завтрашнее собеседование отменяется."],
        "assessment": [
            "Следующий этап – тестовое задание. Просим выполнить его до пятницы.",
            "Просим письменно ответить на несколько вопросов перед собеседованием.",
        ],
        "application_confirmation": [
            "Спасибо за отклик на вакансию бухгалтера. Мы свяжемся с подходящими кандидатами.",
            "Мы получили ваше резюме.",
            "Ваш отклик отправлен работодателю.",
        ],
        "application_viewed": ["Работодатель просмотрел ваше резюме."],
        "application_incomplete": ["К вашему резюме не приложено сопроводительное письмо, пришлите его, пожалуйста."],
        "status_update": [
            "Мы ещё рассматриваем резюме кандидатов, спасибо за терпение.",
            "Передала ваше резюме руководителю отдела.",
        ],
        "recruiter_outreach": ["Нашла ваш профиль на LinkedIn: мы ищем разработчика в команду."],
        "promise": ["Мы получили ваше резюме. Дадим ответ до конца следующей недели."],
    },
    {
        "application_sent": [
            "Направляю своё резюме и сопроводительное письмо.",
            "Меня заинтересовала ваша вакансия бухгалтера.",
        ],
        "interview_followup": ["Спасибо за вчерашнее собеседование и уделённое время."],
        "candidate_followup": ["Хотела бы узнать, есть ли новости по моей кандидатуре."],
        "candidate_scheduling": ["Четверг в 10:00 мне подходит, буду на собеседовании."],
        "withdrawal": ["Хочу отозвать свою кандидатуру на эту вакансию."],
        "offer_accepted": ["С удовольствием принимаю ваше предложение о работе."],
        "offer_declined": ["Спасибо за оффер, но я вынужден отказаться от предложения о работе."],
    },
    [
        ("Кредит", "К сожалению, ваша заявка на кредит отклонена."),
        ("Квартира", "Извините, мы выбрали других арендаторов. Квартира сдана."),
        ("Скидки", "Специальное предложение для вас: приложение бесплатно на месяц."),
        ("Виза", "Ваше собеседование на визу в посольстве назначено на 19 ноября в 10:00."),
    ],
)

BULGARIAN = Told(
    "Здравейте, госпожо Иванова,",
    "Обява за счетоводител",
    {
        "rejection": [
            "За съжаление решихме да продължим с друг кандидат.",
            "Съжаляваме, но този път не сте избрана за следващия етап.",
            "Позицията вече е заета.",
        ],
        "position_on_hold": ["Подборът за тази позиция временно е спрян."],
        "offer": [
            "С удоволствие Ви предлагаме позицията счетоводител в нашия екип.",
            "Изпращам Ви трудов договор за подпис.",
        ],
        "interview_invite": [
            "Бихме искали да Ви поканим на интервю за работа. Кога Ви е удобно?",
            "Кога бихте имали време за кратък телефонен разговор за позицията?",
        ],
        "interview_scheduled": ["Потвърждавам интервюто в четвъртък, 19 ноември, в 10:00 часа."],
        "interview_cancelled": ["Утрешното интервю за работа се отменя."],
        "assessment": ["Следващият етап е тестова задача. Молим да я изпълните до петък."],
        "application_confirmation": [
            "Благодарим Ви, че кандидатствахте за позицията счетоводител.",
            "Получихме Вашата автобиография. Ще се свържем само с одобрените кандидати.",
        ],
        "status_update": ["Процесът на подбор все още продължава, благодарим за търпението."],
        "promise": ["Получихме Вашата автобиография. Ще получите отговор до края на следващата седмица."],
    },
    {
        "application_sent": ["Изпращам Ви своята автобиография и мотивационно писмо."],
        "interview_followup": ["Благодаря Ви за вчерашното интервю за работа и за отделеното време."],
        "candidate_followup": ["Бих искала да попитам дали има новини за моята кандидатура."],
        "candidate_scheduling": ["Четвъртък в 10:00 ме устройва, ще дойда на интервюто."],
        "withdrawal": ["Бих искал да оттегля кандидатурата си за позицията."],
        "offer_accepted": ["С удоволствие приемам предложението Ви за работа."],
        "offer_declined": ["Благодаря за предложението за работа, но реших да го откажа."],
    },
    [
        ("Кредит", "За съжаление молбата Ви за кредит беше отхвърлена."),
        ("Апартамент", "Избрахме друг наемател, съжаляваме. Апартаментът е отдаден."),
        ("Оферта", "Специална оферта за Вас: приложението безплатно за един месец."),
    ],
)

CROATIAN = Told(
    "Poštovana gospođo Horvat,",
    "Natječaj za računovođu",
    {
        "rejection": [
            "Nažalost, odlučili smo se za drugog kandidata.",
            "Žao nam je, ali ovaj put niste ušli u uži izbor.",
            "Radno mjesto je u međuvremenu popunjeno.",
            "Nažalost, Vaša prijava za posao nije prihvaćena.",
        ],
        "position_on_hold": ["Zapošljavanje na tu poziciju privremeno je obustavljeno."],
        "offer": [
            "Sa zadovoljstvom Vam nudimo radno mjesto računovođe.",
            "U privitku šaljemo ugovor o radu na potpis.",
        ],
        "interview_invite": [
            "Željeli bismo Vas pozvati na razgovor za posao. Koji bi Vam termin odgovarao?",
            "Kada biste imali vremena za kratak telefonski razgovor o radnom mjestu?",
        ],
        "interview_scheduled": ["Potvrđujemo razgovor za posao u četvrtak 19. studenoga u 10:00 sati."],
        "interview_cancelled": ["Sutrašnji razgovor za posao je otkazan."],
        "assessment": ["Sljedeći korak je zadatak. Molimo da ga riješite do petka."],
        "application_confirmation": [
            "Zahvaljujemo na prijavi za radno mjesto računovođe.",
            "Zaprimili smo Vaš životopis. Kontaktirat ćemo samo kandidate u užem izboru.",
            "Hvala što ste se prijavili na konkurs, primili smo Vašu biografiju.",
        ],
        "status_update": ["Postupak selekcije još uvijek traje, molimo za strpljenje."],
        "promise": ["Zaprimili smo Vaš životopis. Javit ćemo Vam se do kraja idućeg tjedna."],
    },
    {
        "application_sent": ["U privitku Vam šaljem svoj životopis i motivacijsko pismo."],
        "interview_followup": ["Hvala Vam na jučerašnjem razgovoru za posao i na izdvojenom vremenu."],
        "candidate_followup": ["Zanima me ima li novosti u vezi s mojom prijavom za posao."],
        "candidate_scheduling": ["Četvrtak u 10:00 mi odgovara, dolazim na razgovor za posao."],
        "withdrawal": ["Želim povući svoju prijavu za radno mjesto računovođe."],
        "offer_accepted": ["Sa zadovoljstvom prihvaćam Vašu ponudu za posao."],
        "offer_declined": ["Hvala na ponudi za posao, ali odlučila sam je odbiti."],
    },
    [
        ("Kredit", "Nažalost, Vaš zahtjev za kredit je odbijen."),
        ("Stan", "Odlučili smo se za drugog najmoprimca, stan je iznajmljen."),
        ("Nova prijava", "Zabilježena je nova prijava na Vaš račun. Promijenite lozinku."),
    ],
)

SLOVENE = Told(
    "Spoštovana gospa Novak,",
    "Razpis za računovodjo",
    {
        "rejection": [
            "Žal smo se odločili za drugega kandidata.",
            "Sporočamo vam, da tokrat niste bili izbrani.",
            "Delovno mesto je že zasedeno.",
        ],
        "position_on_hold": ["Zaposlovanje na tem delovnem mestu smo začasno ustavili."],
        "offer": [
            "Z veseljem vam ponujamo delovno mesto računovodje.",
            "V prilogi vam pošiljamo pogodbo o zaposlitvi v podpis.",
        ],
        "interview_invite": [
            "Radi bi vas povabili na zaposlitveni razgovor. Kateri termin bi vam ustrezal?",
            "Kdaj bi imeli čas za kratek telefonski razgovor o delovnem mestu?",
        ],
        "interview_scheduled": ["Potrjujemo razgovor za službo v četrtek, 19. novembra, ob 10:00."],
        "interview_cancelled": ["Jutrišnji zaposlitveni razgovor je odpovedan."],
        "assessment": ["Naslednji korak je naloga. Prosimo, da jo rešite do petka."],
        "application_confirmation": [
            "Zahvaljujemo se vam za prijavo na delovno mesto računovodje.",
            "Prejeli smo vaš življenjepis. Obvestili bomo samo izbrane kandidate.",
        ],
        "status_update": ["Izbirni postopek še poteka, prosimo za potrpljenje."],
        "promise": ["Prejeli smo vaš življenjepis. Odgovorili vam bomo do konca prihodnjega tedna."],
    },
    {
        "application_sent": ["V prilogi vam pošiljam svoj življenjepis in motivacijsko pismo."],
        "interview_followup": ["Hvala za včerajšnji razgovor za službo in vaš čas."],
        "candidate_followup": ["Zanima me, ali je kaj novega glede moje prijave na delovno mesto."],
        "candidate_scheduling": ["Četrtek ob 10:00 mi ustreza, na razgovor za službo pridem."],
        "withdrawal": ["Svojo prijavo na delovno mesto želim umakniti."],
        "offer_accepted": ["Z veseljem sprejemam vašo ponudbo za zaposlitev."],
        "offer_declined": ["Hvala za ponudbo za zaposlitev, vendar sem se odločil, da jo zavrnem."],
    },
    [
        ("Kredit", "Žal je bila vaša vloga za kredit zavrnjena."),
        ("Stanovanje", "Odločili smo se za drugega najemnika, stanovanje je oddano."),
        ("Nova prijava", "Zaznali smo novo prijavo v vaš račun. Spremenite geslo."),
    ],
)

CATALAN = Told(
    "Benvolguda Marta,",
    "Oferta de feina de comptable",
    {
        "rejection": [
            "Malauradament, hem decidit continuar el procés amb altres candidats.",
            "Lamentem comunicar-te que no has estat seleccionada per a la següent fase.",
            "El teu perfil no s'ajusta al que busquem en aquest moment.",
            "La vacant ja ha estat coberta.",
        ],
        "position_on_hold": ["El procés de selecció ha quedat aturat temporalment."],
        "offer": [
            "Ens complau oferir-li la plaça de comptable.",
            "Adjuntem el contracte de treball perquè el signis.",
        ],
        "interview_invite": [
            "Ens agradaria convidar-te a una entrevista de feina. Quan et va bé?",
            "Quina disponibilitat tindries la setmana vinent per a una entrevista telefònica?",
        ],
        "interview_scheduled": ["Et confirmo l'entrevista de dijous 19 de novembre a les 10:00."],
        "interview_cancelled": ["L'entrevista de feina de demà queda anul·lada."],
        "assessment": ["El següent pas és una prova tècnica. Si us plau, completa-la abans de divendres."],
        "application_confirmation": [
            "Gràcies per presentar la teva candidatura a la plaça de comptable.",
            "Hem rebut el seu currículum. Només contactarem amb les persones seleccionades.",
        ],
        "status_update": ["El procés de selecció encara està en marxa, gràcies per la paciència."],
        "promise": ["Hem rebut el seu currículum. Et direm alguna cosa abans de final de la setmana vinent."],
    },
    {
        "application_sent": ["Us adjunto el meu currículum i una carta de presentació."],
        "interview_followup": ["Gràcies per l'entrevista d'ahir i pel vostre temps."],
        "candidate_followup": ["M'agradaria saber com està la meva candidatura."],
        "candidate_scheduling": ["Dijous a les 10:00 em va bé per a l'entrevista."],
        "withdrawal": ["Vull retirar la meva candidatura del procés de selecció."],
        "offer_accepted": ["Accepto amb molt de gust la vostra oferta de feina."],
        "offer_declined": ["Gràcies per l'oferta de feina, però he decidit rebutjar-la."],
    },
    [
        ("Hipoteca", "Malauradament, la seva sol·licitud d'hipoteca ha estat denegada."),
        ("Pis", "Hem triat un altre llogater per al pis, ens sap greu."),
        ("Oferta", "Oferta especial per a tu: l'aplicació, gratis durant un mes."),
    ],
)

GREEK = Told(
    "Αγαπητή κυρία Παπαδοπούλου,",
    "Θέση λογιστή",
    {
        "rejection": [
            "Δυστυχώς αποφασίσαμε να προχωρήσουμε με άλλον υποψήφιο.",
            "Λυπούμαστε, αλλά η αίτησή σας για τη θέση δεν επιλέχθηκε για το επόμενο στάδιο.",
            "Η θέση έχει ήδη καλυφθεί.",
        ],
        "position_on_hold": ["Η διαδικασία πρόσληψης έχει ανασταλεί προσωρινά."],
        "offer": [
            "Με χαρά σας προσφέρουμε τη θέση του λογιστή στην ομάδα μας.",
            "Σας επισυνάπτουμε τη σύμβαση εργασίας προς υπογραφή.",
        ],
        "interview_invite": [
            "Θα θέλαμε να σας καλέσουμε σε συνέντευξη. Πότε σας εξυπηρετεί;",
            "Ποια ώρα θα σας βόλευε για μια σύντομη τηλεφωνική συνέντευξη;",
        ],
        "interview_scheduled": ["Επιβεβαιώνουμε τη συνέντευξη την Πέμπτη 19 Νοεμβρίου στις 10:00."],
        "interview_cancelled": ["Η αυριανή συνέντευξη για τη θέση ακυρώνεται."],
        "assessment": ["Το επόμενο στάδιο είναι ένα τεστ. Παρακαλούμε συμπληρώστε το έως την Παρασκευή."],
        "application_confirmation": [
            "Σας ευχαριστούμε για την αίτησή σας για τη θέση του λογιστή.",
            "Λάβαμε το βιογραφικό σας. Θα επικοινωνήσουμε μόνο με τους επιλεγμένους υποψηφίους.",
        ],
        "status_update": ["Η διαδικασία επιλογής βρίσκεται ακόμη σε εξέλιξη, ευχαριστούμε για την υπομονή σας."],
        "promise": ["Λάβαμε το βιογραφικό σας. Θα έχετε απάντηση έως το τέλος της επόμενης εβδομάδας."],
    },
    {
        "application_sent": ["Σας αποστέλλω συνημμένα το βιογραφικό μου και συνοδευτική επιστολή."],
        "interview_followup": ["Σας ευχαριστώ για τη χθεσινή συνέντευξη και για τον χρόνο σας."],
        "candidate_followup": ["Θα ήθελα να ρωτήσω αν υπάρχει κάποια εξέλιξη σχετικά με την αίτησή μου για τη θέση."],
        "candidate_scheduling": ["Η Πέμπτη στις 10:00 με εξυπηρετεί για τη συνέντευξη."],
        "withdrawal": ["Θα ήθελα να αποσύρω την υποψηφιότητά μου για τη θέση."],
        "offer_accepted": ["Αποδέχομαι με χαρά την προσφορά εργασίας σας."],
        "offer_declined": ["Σας ευχαριστώ για την προσφορά εργασίας, αλλά δεν μπορώ να τη δεχτώ."],
    },
    [
        ("Δάνειο", "Δυστυχώς η αίτησή σας για δάνειο απορρίφθηκε από την τράπεζα."),
        ("Διαμέρισμα", "Επιλέξαμε άλλον ενοικιαστή, λυπούμαστε. Το διαμέρισμα νοικιάστηκε."),
        ("Προσφορά", "Ειδική προσφορά για εσάς: η εφαρμογή δωρεάν για έναν μήνα."),
    ],
)

ALL = {
    "pl": POLISH, "cs": CZECH, "sk": SLOVAK, "ro": ROMANIAN, "uk": UKRAINIAN, "ru": RUSSIAN, "bg": BULGARIAN,
    "hr": CROATIAN, "sl": SLOVENE, "ca": CATALAN, "el": GREEK,
}  # fmt: skip
# Advice for a job search, elections, partners, a friend's news: the words of job mail, and nobody's answer to the user.
BESIDE = [
    ("pl", "Poradnik", "Jak przygotować się do rozmowy kwalifikacyjnej? Przeczytaj pięć wskazówek naszego eksperta."),
    ("pl", "Wybory", "Poznaj kandydatów do rady miasta. Zapraszamy na spotkanie z kandydatką w czwartek o 18:00."),
    ("pl", "Współpraca", "Z przyjemnością proponujemy współpracę. W załączniku przesyłam ofertę i umowę."),
    ("cs", "Ahoj", "Včera jsem byla na pohovoru a vzali mě! Kdy máš čas na kafe?"),
    ("cs", "Schůzka", "Zveme Vás na schůzku vlastníků bytů ve středu v 18:00."),
    ("sk", "Škôlka", "Vašu prihlášku do škôlky sme prijali. O výsledku Vás budeme informovať do konca mesiaca."),
    ("ro", "Sfaturi", "Cum să te pregătești pentru un interviu? Citește sfaturile experților noștri în recrutare."),
    ("ro", "Admitere", "Din păcate nu ați fost admis la facultate. Alți candidați au avut medii mai mari."),
    ("uk", "Привіт", "Учора була на співбесіді, і мене взяли! Коли в тебе є час на каву?"),
    ("uk", "Вступ", "На жаль, вас не рекомендовано до зарахування. Інші вступники мали вищий бал."),
    ("ru", "Советы", "Как пройти собеседование? Читайте советы наших рекрутеров и смотрите новые вакансии."),
    (
        "ru",
        "Партнёрам",
        "Рады предложить вам сотрудничество: направляем договор. Удобно ли созвониться во вторник?",
    ),
    ("bg", "Съвети", "Как да се подготвим за интервю? Прочетете съветите на нашите експерти по подбор."),
    ("hr", "Savjeti", "Kako se pripremiti za razgovor za posao? Pročitajte savjete naših stručnjaka."),
    ("hr", "Tečaj", "Zaprimili smo Vašu prijavu na tečaj plesa. Vidimo se u utorak!"),
    ("sl", "Naročilo", "Vaše naročilo smo prejeli. Dostava v četrtek ob 10:00."),
    ("ca", "Consells", "Com preparar una entrevista de feina? Llegeix els consells dels nostres experts."),
    ("el", "Συμβουλές", "Πώς να προετοιμαστείτε για μια συνέντευξη; Διαβάστε τις συμβουλές των ειδικών μας."),
]
RECEIVED = [(code, kind, text) for code, t in ALL.items() for kind, texts in t.received.items() for text in texts]
SENT = [(code, kind, text) for code, t in ALL.items() for kind, texts in t.sent.items() for text in texts]
NOTHING = [(code, subject, text) for code, t in ALL.items() for subject, text in t.nothing] + BESIDE


def kinds(sender: str, recipient: str, subject: str, text: str) -> list[str]:
    head = f"From: {sender}\nTo: {recipient}\nSubject: {subject}\nDate: Tue, 10 Nov 2026 15:00:00 +0000\n"
    whole = f"{head}Message-ID: <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    inferred = infer(read(split(whole.encode())), frozenset({ME}), inference_tables())
    assert bool(inferred.events) != bool(inferred.ignored)
    return [event.kind.value for event in inferred.events]


@pytest.mark.parametrize(("code", "kind", "text"), RECEIVED)
def test_what_an_employer_writes(code: str, kind: str, text: str) -> None:
    told = ALL[code]
    found = kinds(SHE, ME, told.subject, f"{told.hello}\n\n{text}\n\nAnna\nLakeside")
    assert kind in found
    if kind != "promise":
        assert set(found) <= {kind, "promise"}


@pytest.mark.parametrize(("code", "kind", "text"), SENT)
def test_what_the_user_writes(code: str, kind: str, text: str) -> None:
    told = ALL[code]
    assert kinds(ME, SHE, told.subject, f"{told.hello}\n\n{text}\n\nSam") == [kind]


@pytest.mark.parametrize(("code", "subject", "text"), NOTHING)
def test_what_has_nothing_to_do_with_it(code: str, subject: str, text: str) -> None:
    assert kinds("info@city.example", ME, subject, f"{ALL[code].hello}\n\n{text}") == []
