"""French and Italian mail, each wording as offices, shops and people put it, and the kind that it must be."""

from __future__ import annotations

import pytest

from tests.inference.mails import mail, main_kind

HR = "Ana Roy <hr@lakeside.example>"

FRENCH = {
    "rejection": [
        "nous avons finalement porté notre choix sur une autre candidate.",
        "nous ne pouvons pas donner une suite favorable à votre candidature.",
        "votre profil ne correspond pas tout à fait à nos attentes pour ce poste.",
        "le poste a été pourvu en interne.",
        "nous avons décidé de poursuivre avec d'autres profils.",
        "malgré la qualité de votre candidature, nous avons retenu une personne plus expérimentée.",
        "j'ai trouvé quelqu'un pour le poste, merci d'être passée.",
        "nous ne recrutons pas actuellement.",
        "notre équipe est au complet pour la saison, merci pour votre CV.",
        "nous vous retournons votre dossier de candidature.",
        "vous ne faites pas partie des candidats retenus.",
    ],
    "position_closed": [
        "la direction a décidé de supprimer le poste, le recrutement est donc abandonné.",
        "l'affichage a été annulé et le poste ne sera pas pourvu.",
        "nous renonçons à pourvoir ce poste.",
    ],
    "position_on_hold": [
        "le recrutement est mis en pause jusqu'à la rentrée.",
        "toutes les embauches sont gelées jusqu'à nouvel ordre.",
        "le processus est suspendu en attente du budget pour le poste.",
    ],
    "offer": [
        "nous avons le plaisir de vous proposer le poste de comptable.",
        "vous trouverez ci-joint votre contrat de travail pour le poste, à retourner signé.",
        "votre candidature a été retenue pour le poste d'assistante.",
        "nous serions ravis de vous accueillir dans notre équipe, voici la promesse d'embauche.",
    ],
    "interview_invite": [
        "nous souhaiterions vous rencontrer pour un entretien. Quelles sont vos disponibilités ?",
        "votre candidature a retenu notre attention : seriez-vous disponible pour un échange téléphonique ?",
        "pourriez-vous nous communiquer vos disponibilités pour une entrevue ?",
        "merci de réserver un créneau d'entretien sur notre agenda.",
        "ton CV nous plaît, quand pourrais-tu venir faire une journée d'essai ?",
    ],
    "interview_scheduled": [
        "votre entretien est confirmé le mardi 10 mars à 14h.",
        "nous vous attendons pour l'entretien jeudi 12 mars à 9h30 à l'accueil.",
    ],
    "interview_rescheduled": [
        "nous devons reporter votre entretien à jeudi 12 mars à 10h.",
        "à cause d'un empêchement, peut-on décaler l'entretien à vendredi ?",
    ],
    "interview_cancelled": [
        "nous sommes contraints d'annuler votre entretien de demain.",
    ],
    "assessment": [
        "merci de réaliser le test technique en ligne avant le 12 mars pour le poste.",
        "l'étape suivante du recrutement est une étude de cas à nous rendre sous cinq jours.",
    ],
    "application_confirmation": [
        "nous avons bien reçu votre candidature et reviendrons vers vous.",
        "nous accusons réception de votre postulation.",
        "merci d'avoir postulé au poste de vendeuse.",
        "seules les personnes retenues pour une entrevue seront contactées.",
    ],
    "status_update": [
        "votre dossier est toujours à l'étude, le processus de recrutement prend plus de temps que prévu.",
    ],
}

ITALIAN = {
    "rejection": [
        "abbiamo deciso di proseguire con altri candidati.",
        "la scelta è ricaduta su un'altra candidata con maggiore esperienza per il ruolo.",
        "purtroppo la sua candidatura non è stata selezionata.",
        "la posizione è già stata coperta.",
        "il suo profilo non corrisponde ai requisiti della posizione.",
        "al momento non cerchiamo personale, ma grazie per il curriculum.",
        "siamo al completo per la stagione, grazie del curriculum.",
        "abbiamo preferito una persona già formata per il posto.",
        "non ha superato la prova scritta del concorso.",
        "non daremo seguito alla tua candidatura.",
    ],
    "position_closed": [
        "la selezione è stata annullata dalla direzione.",
        "il bando di concorso è stato revocato.",
        "la ricerca è stata chiusa senza assumere nessuno.",
    ],
    "position_on_hold": [
        "la selezione è sospesa fino a settembre.",
        "le assunzioni sono bloccate fino a nuovo ordine.",
        "abbiamo messo in pausa la ricerca in attesa del budget.",
    ],
    "offer": [
        "siamo lieti di offrirle il posto di contabile.",
        "in allegato trova la lettera di assunzione da firmare.",
        "abbiamo deciso di assumerti: inizi lunedì.",
        "le inviamo la proposta contrattuale per il ruolo.",
    ],
    "interview_invite": [
        "vorremmo conoscerti in un colloquio. Quando saresti disponibile?",
        "il suo curriculum ci ha colpito: potrebbe indicarci la sua disponibilità per un colloquio?",
        "ti andrebbe di passare in negozio martedì per un colloquio?",
        "la invitiamo a un colloquio conoscitivo presso la nostra sede.",
        "scegli un orario per il colloquio dal nostro calendario.",
    ],
    "interview_scheduled": [
        "il suo colloquio è confermato per martedì 10 marzo alle 10.",
        "la aspettiamo giovedì 12 marzo alle 9 per il colloquio.",
    ],
    "interview_rescheduled": [
        "dobbiamo spostare il colloquio a giovedì 12 marzo.",
        "per un imprevisto possiamo rimandare il colloquio a venerdì?",
    ],
    "interview_cancelled": [
        "purtroppo dobbiamo annullare il colloquio di domani.",
    ],
    "assessment": [
        "la prossima fase della selezione prevede un test online da completare entro venerdì.",
        "per la posizione ti chiediamo di svolgere una prova tecnica entro tre giorni.",
    ],
    "application_confirmation": [
        "abbiamo ricevuto la tua candidatura e ti ricontatteremo.",
        "confermiamo la ricezione del suo curriculum.",
        "grazie per esserti candidato alla posizione di cassiera.",
        "la domanda di partecipazione al concorso è stata acquisita.",
    ],
    "status_update": [
        "la sua candidatura è ancora in fase di valutazione.",
    ],
}

LANGUAGES = [
    ("Bonjour Sam, ", "Poste de vendeuse", FRENCH),
    ("Buongiorno Sam, ", "Posizione di cassiera", ITALIAN),
]
RECEIVED = [
    (kind, subject, begin + text)
    for begin, subject, wordings in LANGUAGES
    for kind, texts in wordings.items()
    for text in texts
]


@pytest.mark.parametrize(("kind", "subject", "text"), RECEIVED)
def test_received(kind: str, subject: str, text: str) -> None:
    assert main_kind(mail(text, subject, HR)) == kind
