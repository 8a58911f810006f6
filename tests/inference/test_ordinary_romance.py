"""What seekers write in French, Spanish, Portuguese and Italian; and mail of other matters, worded as job mail is."""
# ruff: noqa: E501 - one mail a line

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mail, main_kind, mine

HR = "Ana Roy <hr@lakeside.example>"

SENT = {
    "application_sent": [
        "Bonjour, je me permets de vous adresser ma candidature pour le poste de serveuse. Vous trouverez mon CV ci-joint.",
        "Buenos días, me gustaría postularme a la vacante de cajera. Adjunto mi currículum.",
        "Bom dia, venho candidatar-me à vaga de balconista. Segue em anexo o meu currículo.",
        "Buongiorno, vorrei candidarmi per il posto di cameriera. In allegato trova il mio curriculum.",
    ],
    "candidate_followup": [
        "Bonjour, je reviens vers vous au sujet de ma candidature au poste de serveuse : avez-vous pris une décision ?",
        "Buenos días, quería saber si hay alguna novedad sobre mi candidatura.",
        "Bom dia, gostaria de saber o andamento da minha candidatura.",
        "Buongiorno, vorrei sapere se ci sono novità sulla mia candidatura.",
    ],
    "interview_followup": [
        "Bonjour, je vous remercie pour notre entretien d'hier, j'ai beaucoup apprécié cet échange.",
        "Buenas tardes, muchas gracias por la entrevista de ayer y por su tiempo.",
        "Boa tarde, muito obrigada pela entrevista de ontem e pelo seu tempo.",
        "Buongiorno, la ringrazio per il colloquio di ieri e per il tempo che mi ha dedicato.",
    ],
    "withdrawal": [
        "Bonjour, je souhaite retirer ma candidature au poste de serveuse.",
        "Buenos días, quiero retirar mi candidatura del proceso de selección.",
        "Bom dia, gostaria de retirar a minha candidatura.",
        "Buongiorno, desidero ritirare la mia candidatura.",
    ],
    "offer_accepted": [
        "Bonjour, j'accepte avec plaisir votre offre pour le poste de serveuse.",
        "Buenos días, acepto la oferta para el puesto de cajera con mucha ilusión.",
        "Bom dia, aceito a proposta para a vaga com muito gosto.",
        "Buongiorno, accetto con piacere la vostra proposta di assunzione.",
    ],
    "offer_declined": [
        "Bonjour, après réflexion je dois décliner votre offre pour le poste.",
        "Buenos días, finalmente debo rechazar la oferta del puesto.",
        "Bom dia, depois de pensar, tenho de recusar a proposta para a vaga.",
        "Buongiorno, devo purtroppo rifiutare la vostra offerta di lavoro.",
    ],
}

ORDINARY = [
    ("Agence Lemoine <contact@lemoine.example>", "Votre dossier de location", "Bonjour, malheureusement le propriétaire a retenu un autre dossier pour l'appartement. Bonne continuation dans vos recherches."),
    ("Agence Lemoine <contact@lemoine.example>", "Visite", "Bonjour, la visite de l'appartement est confirmée samedi à 10h. Merci d'apporter votre dossier."),
    ("Cabinet dentaire <rdv@dentiste.example>", "Rappel de rendez-vous", "Bonjour, nous vous rappelons votre rendez-vous jeudi 12 mars à 15h avec le Dr Roy. En cas d'empêchement merci de nous prévenir."),
    ("Banque Sud <conseil@banque.example>", "Votre demande de prêt", "Bonjour, nous avons bien reçu votre dossier. Après étude, nous ne pouvons pas donner une suite favorable à votre demande de crédit."),
    ("Garage Petit <garage@petit.example>", "Votre véhicule", "Bonjour, pouvez-vous passer lundi matin ? Le technicien doit décaler la révision. Même heure si possible."),
    ("Julie <julie@amis.example>", "Samedi", "Salut, samedi je ne peux pas, on décale à dimanche ? On se voit à midi chez moi. Bisous"),
    ("École du Parc <secretariat@ecole.example>", "Inscription en CE1", "Bonjour, nous avons bien reçu le dossier d'inscription de votre fille. La commission se réunira en mai."),
    ("Université <scolarite@univ.example>", "Candidature Master 2", "Nous avons le regret de vous informer que votre candidature en master n'a pas été retenue par le jury."),
    ("Mutuelle <contact@mutuelle.example>", "Votre dossier", "Bonjour, votre dossier est incomplet, il manque une attestation. Merci de nous transmettre cette pièce afin d'obtenir le remboursement."),
    ("Paul <paul@bureau.example>", "Réunion projet", "Bonjour à tous, la réunion de jeudi est reportée à lundi 10h, même salle. Le client a choisi un autre prestataire pour le lot 2."),
    ("Boutique <info@boutique.example>", "Votre commande", "Merci pour votre commande ! Nous avons bien reçu votre paiement. Malheureusement un article n'est plus disponible."),
    ("Radio Ville <redaction@radio.example>", "Demande d'interview", "Bonjour, notre journaliste souhaiterait vous rencontrer pour un reportage. Quand seriez-vous disponible ?"),
    ("Club de judo <club@judo.example>", "Adhésion", "Bonjour, votre inscription est enregistrée. Une séance d'essai est prévue mercredi à 18h."),
    ("Plombier <leroy@plomberie.example>", "Devis", "Bonjour, je vous propose de passer mardi à 14h pour le devis. Est-ce que cela vous convient ?"),
    ("Service client <service@fibre.example>", "Votre demande", "Bonjour, votre demande a bien été prise en compte. Un technicien vous contactera pour fixer un rendez-vous."),
    ("Mairie <mairie@ville.example>", "Subvention", "Le conseil a examiné votre demande de subvention. Elle n'a pas été retenue cette année."),
    ("Marc <marc@amis.example>", "Re: week-end", "J'ai trouvé quelqu'un pour garder le chat. On part avec une autre voiture. À samedi !"),
    ("Crèche <creche@ville.example>", "Place en crèche", "Malheureusement nous ne pouvons pas vous proposer de place en crèche, toutes les places ont été attribuées."),
    ("Inmobiliaria Sol <info@sol.example>", "Piso calle Mayor", "Hola, el propietario se ha decidido por otra persona para el alquiler. Gracias por tu interés y mucha suerte con la búsqueda."),
    ("Clínica Dental <citas@dental.example>", "Recordatorio de cita", "Le recordamos su cita el jueves 12 de marzo a las 17:00 con la doctora Ruiz. Si no puede acudir, avísenos."),
    ("Banco Norte <prestamos@banco.example>", "Su solicitud de préstamo", "Lamentamos comunicarle que su solicitud no ha sido aprobada tras revisar su documentación."),
    ("Ana <ana@amigas.example>", "Cena", "Hola guapa, el viernes no puedo, ¿te viene bien el sábado a las nueve? Nos vemos en mi casa."),
    ("Taller Pepe <taller@pepe.example>", "Su coche", "Buenos días, puede pasar el martes a las 10 a recoger el coche. La prueba en carretera salió bien."),
    ("Universidad <admision@uni.example>", "Resultado de admisión", "Lamentamos informarle que no ha sido admitido en el máster. Hemos recibido un gran número de solicitudes."),
    ("Colegio San Luis <secretaria@colegio.example>", "Matrícula", "Hemos recibido la solicitud de plaza de su hijo. La lista de admitidos se publicará el 5 de mayo."),
    ("Tienda <pedidos@tienda.example>", "Tu pedido", "Gracias por tu pedido. Lamentablemente el artículo ya no está disponible y lo hemos cancelado."),
    ("Club Natación <club@natacion.example>", "Prueba", "Hola, la prueba de nivel será el lunes a las 18:00. Trae bañador y gorro."),
    ("Luis <luis@oficina.example>", "Reunión", "Buenos días, la reunión del jueves se pasa al viernes a la misma hora. Confirmad asistencia, por favor."),
    ("Radio Mar <prensa@radio.example>", "Entrevista", "Nos gustaría hacerte una entrevista en nuestro podcast. ¿Qué día te viene bien?"),
    ("Seguros Luna <info@luna.example>", "Su póliza", "Hemos recibido su documentación. Falta el DNI; le agradeceríamos que nos lo enviara."),
    ("Casero <juan@piso.example>", "Visita", "¿Puedes venir el martes a las 6 a ver el piso? Te espero el martes en el portal."),
    ("Comunidad <admin@fincas.example>", "Junta", "Les convocamos a la reunión de propietarios el lunes 3 a las 19:00 horas."),
    ("Ayuntamiento <cultura@ayto.example>", "Concurso de relatos", "El jurado ha seleccionado otros relatos; agradecemos su participación y le animamos a seguir participando."),
    ("Beatriz <bea@amigas.example>", "Re: perro", "Al final nos quedamos con otro perrito de la protectora. ¡Gracias por todo!"),
    ("Fontanero <tomas@agua.example>", "Presupuesto", "Hola, te adjunto la propuesta económica para el baño. Si te parece empiezo el lunes."),
    ("Agenzia Casa <info@casa.example>", "Trilocale", "Buongiorno, purtroppo il proprietario ha scelto un altro inquilino per l'appartamento. In bocca al lupo per la ricerca."),
    ("Studio Dentistico <studio@denti.example>", "Promemoria", "Le ricordiamo l'appuntamento di giovedì 12 marzo alle 17 con il dottor Bianchi. In caso di impedimento avvisi."),
    ("Banca Nord <mutui@banca.example>", "Richiesta di mutuo", "Gentile cliente, abbiamo ricevuto la sua domanda. Purtroppo non possiamo procedere con il finanziamento."),
    ("Giulia <giulia@amici.example>", "Sabato", "Ciao! Sabato non riesco, ti va bene domenica alle 20? Ci vediamo da me, stesso posto."),
    ("Officina Rossi <officina@rossi.example>", "La sua auto", "Buongiorno, può passare martedì alle 9? Il meccanico deve spostare il tagliando."),
    ("Università <segreteria@uni.example>", "Esito ammissione", "Siamo spiacenti di comunicarLe che non è stata ammessa al corso di laurea magistrale."),
    ("Scuola <segreteria@scuola.example>", "Iscrizione", "Abbiamo ricevuto la domanda di iscrizione di suo figlio alla classe prima. La graduatoria uscirà a marzo."),
    ("Negozio <ordini@negozio.example>", "Il tuo ordine", "Grazie per il tuo ordine. Purtroppo l'articolo non è più disponibile."),
    ("Piscina <info@piscina.example>", "Prova", "Ciao, la lezione di prova è confermata per lunedì alle 18."),
    ("Luca <luca@ufficio.example>", "Riunione", "Buongiorno, la riunione di giovedì è spostata a venerdì alle 10, stessa sala. Confermate la presenza."),
    ("Radio Blu <redazione@radio.example>", "Intervista", "Vorremmo intervistarla per il nostro podcast. Quando sarebbe disponibile?"),
    ("Assicurazioni <info@polizze.example>", "Sinistro", "Abbiamo ricevuto la documentazione. La preghiamo di inviare copia della carta d'identità."),
    ("Idraulico <mario@acqua.example>", "Preventivo", "Buongiorno, passo martedì alle 14 per il preventivo, va bene?"),
    ("Condominio <amm@condominio.example>", "Assemblea", "La convocazione dell'assemblea è fissata per lunedì 3 alle ore 19."),
    ("Premio Poesia <premio@poesia.example>", "Concorso", "La giuria ha scelto altri testi. La ringraziamo per la partecipazione al premio."),
    ("Canile <info@canile.example>", "Adozione", "Ciao, la cucciola è stata presa da un'altra famiglia. Grazie comunque!"),
    ("Imobiliária Lar <info@lar.example>", "Apartamento T2", "Boa tarde, o proprietário optou por outro inquilino. Obrigado pelo interesse e boa sorte na procura."),
    ("Clínica <marcacoes@clinica.example>", "Lembrete de consulta", "Lembramos a sua consulta de quinta-feira, dia 12, às 15h00 com a Dra. Sousa. Caso não possa, avise."),
    ("Banco Sul <credito@banco.example>", "Pedido de empréstimo", "Lamentamos informar que o seu pedido de crédito não foi aprovado após análise."),
    ("Joana <joana@amigas.example>", "Sábado", "Oi! Sábado não dá, pode ser domingo às 20h? Nos vemos na minha casa, mesmo horário."),
    ("Oficina Zé <oficina@ze.example>", "O seu carro", "Bom dia, pode passar na terça às 10h? O mecânico teve de remarcar a revisão."),
    ("Universidade <candidaturas@uni.example>", "Mestrado", "Lamentamos informar que a sua candidatura ao mestrado não foi selecionada."),
    ("Escola <secretaria@escola.example>", "Matrícula", "Recebemos a inscrição do seu filho. A lista de colocados sai em maio."),
    ("Loja <pedidos@loja.example>", "O seu pedido", "Obrigado pela sua encomenda. Infelizmente o artigo já não está disponível."),
    ("Ginásio <info@ginasio.example>", "Aula experimental", "A sua aula experimental está confirmada para segunda às 18h."),
    ("Carlos <carlos@escritorio.example>", "Reunião", "Bom dia, a reunião de quinta passa para sexta à mesma hora. Confirmem a presença, por favor."),
    ("Rádio <redacao@radio.example>", "Entrevista", "Gostaríamos de entrevistá-lo para o nosso podcast. Quando está disponível?"),
    ("Seguradora <info@seguros.example>", "Apólice", "Recebemos a sua documentação. Falta a cópia do cartão de cidadão, pode enviar?"),
    ("Canalizador <rui@agua.example>", "Orçamento", "Boa tarde, posso passar terça às 14h para o orçamento. Fica bem para si?"),
    ("Condomínio <adm@condominio.example>", "Assembleia", "Convocamos os condóminos para a reunião de segunda-feira, dia 3, às 19h."),
    ("Festival <cinema@festival.example>", "Concurso", "O júri escolheu outros filmes. Agradecemos a participação no concurso."),
    ("Abrigo <abrigo@gatos.example>", "Adoção", "A gatinha ficou com outra família. Obrigada!"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SENT.items() for text in texts])
def test_sent(kind: str, text: str) -> None:
    assert main_kind(mine(text, to=HR)) == kind


@pytest.mark.parametrize(("sender", "subject", "text"), ORDINARY)
def test_ordinary(sender: str, subject: str, text: str) -> None:
    assert not inferred(mail(text, subject, sender)).events
