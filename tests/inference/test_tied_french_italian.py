"""French and Italian that only a tie makes the words of an employer, or of who seeks a job; and what resembles them.

The messages are of Wednesday, 4 March 2026.
"""

from __future__ import annotations

import pytest

from tests.inference.mails import ME, inferred, mail, mine
from watcher.inference import Event, Kind

WRITER = "Dana Rossi <dana@northwind-labs.com>"
SOFT = frozenset({Kind.RECRUITER_REPLY, Kind.STATUS_UPDATE, Kind.PROMISE, Kind.CANDIDATE_REPLY})
RECEIVED = [
    ("rejection", "Le directeur a finalement pris un autre candidat, je vous souhaite de trouver vite."),
    ("rejection", "La place a été donnée à une apprentie du village."),
    ("rejection", "La réponse du comité est malheureusement négative."),
    ("rejection", "Tu es trop junior pour nous, désolée."),
    ("rejection", "Nous préférons en rester là avec vous."),
    ("rejection", "Il titolare ha scelto un altro ragazzo, in bocca al lupo."),
    ("rejection", "Il posto è stato dato a una collega di Lodi."),
    ("rejection", "La risposta della commissione è negativa."),
    ("rejection", "Sei troppo giovane per questo ruolo, mi spiace."),
    ("rejection", "Preferiamo fermarci qui con lei."),
    ("position_on_hold", "Les engagements sont bloqués jusqu'à l'automne."),
    ("position_on_hold", "On met le projet entre parenthèses pour quelques mois."),
    ("position_on_hold", "Nous attendons encore le feu vert du groupe, tout est en suspens."),
    ("position_on_hold", "Le assunzioni sono congelate fino all'autunno."),
    ("position_on_hold", "Mettiamo da parte il progetto per qualche mese."),
    ("position_on_hold", "Aspettiamo ancora il via libera della casa madre, è tutto in sospeso."),
    ("position_closed", "La direction a renoncé à ce poste."),
    ("position_closed", "L'annonce n'est plus valable, désolée."),
    ("position_closed", "Nous n'engagerons finalement personne cette année."),
    ("position_closed", "La direzione ha rinunciato a questa figura."),
    ("position_closed", "L'annuncio non è più valido, mi scusi."),
    ("position_closed", "Alla fine non assumeremo nessuno quest'anno."),
    ("offer", "La place est à vous, dites-moi quand vous signez."),
    ("offer", "On vous embauche, le contrat suit par la poste."),
    ("offer", "Le choix du comité est tombé sur vous."),
    ("offer", "Il lavoro è suo, mi dica quando firma."),
    ("offer", "La assumiamo, il contratto arriva per posta."),
    ("offer", "La scelta è ricaduta su di lei."),
    ("offer_rescinded", "Nous devons revenir sur notre proposition, je suis confuse."),
    ("offer_rescinded", "Siamo costretti a ritirare la nostra proposta, sono mortificata."),
    ("interview_invite", "Passez boire un café à l'atelier, on discutera."),
    ("interview_invite", "Mon associé voudrait vous parler, quand êtes-vous joignable ?"),
    ("interview_invite", "Passi in laboratorio a prendere un caffè, parliamo un po'."),
    ("interview_invite", "Il mio socio vorrebbe parlarle, quando è raggiungibile?"),
    ("interview_rescheduled", "On repousse notre échange à vendredi, même heure ?"),
    ("interview_rescheduled", "Rimandiamo la chiamata a venerdì, stessa ora?"),
    ("interview_cancelled", "Inutile de venir demain, je suis à l'hôpital."),
    ("interview_cancelled", "Non venga domani, sono in ospedale."),
    ("application_incomplete", "Votre CV n'était pas joint, pouvez-vous le renvoyer ?"),
    ("application_incomplete", "Il CV non era allegato, lo può rimandare?"),
    ("assessment", "Voici un petit exercice, à me rendre pour lundi."),
    ("assessment", "Le mando un piccolo esercizio, da consegnare entro lunedì."),
]
SENT = [
    ("withdrawal", "J'ai pris un autre boulot, merci quand même."),
    ("withdrawal", "Après réflexion, cela ne me convient pas."),
    ("withdrawal", "Ho preso un altro lavoro, grazie comunque."),
    ("withdrawal", "Ripensandoci, non fa per me quello che cerco è altro: mi ritiro."),
    ("interview_followup", "C'était très agréable de discuter avec vous ce matin."),
    ("interview_followup", "È stato molto piacevole parlare con lei stamattina."),
    ("offer_declined", "Je ne peux pas accepter ce salaire."),
    ("offer_declined", "Non posso accettare questo stipendio."),
    ("candidate_scheduling", "Plutôt le matin pour moi."),
    ("candidate_scheduling", "Meglio la mattina per me."),
]
ONLY_ANSWERS = [
    "Malheureusement je ne peux pas vous répondre tout de suite.",
    "Le poste de travail est au deuxième étage.",
    "La date limite des candidatures est repoussée à vendredi.",
    "Notre équipe compte dix personnes.",
    "Je n'ai pas encore choisi.",
    "Purtroppo non posso risponderle subito.",
    "La postazione di lavoro è al secondo piano.",
    "La scadenza delle candidature è prorogata a venerdì.",
    "La nostra squadra conta dieci persone.",
    "Non ho ancora scelto.",
]
ORDINARY = [
    "Malheureusement je ne peux pas mardi, on dîne jeudi ?",
    "On a pris un autre canapé, merci quand même.",
    "Le concert est reporté à l'automne, tout est en suspens.",
    "La place de parking est à vous.",
    "Purtroppo martedì non posso, ceniamo giovedì?",
    "Abbiamo preso un altro divano, grazie comunque.",
    "Il concerto è rimandato all'autunno, è tutto in sospeso.",
    "Il posto auto è suo.",
]


def told(text: str) -> tuple[Event, ...]:
    found = inferred(mail(text, "Re: Sam", WRITER, in_reply_to=("a@example.net",)))
    return (*found.events, *found.if_tied)


@pytest.mark.parametrize(("kind", "text"), RECEIVED)
def test_a_known_employers_words(kind: str, text: str) -> None:
    assert told(text)[0].kind == kind


@pytest.mark.parametrize(("kind", "text"), SENT)
def test_the_users_words_to_a_known_employer(kind: str, text: str) -> None:
    found = inferred(mine(text, "Re: Sam", in_reply_to=("a@example.net",)))
    assert [event.kind for event in (*found.events, *found.if_tied)][:1] == [kind]


@pytest.mark.parametrize("text", ONLY_ANSWERS)
def test_what_a_known_employer_says_besides_only_answers(text: str) -> None:
    assert {event.kind for event in told(text)} <= SOFT


@pytest.mark.parametrize("text", ORDINARY)
def test_a_strangers_words_of_other_things_tell_nothing(text: str) -> None:
    assert not inferred(mail(text, "Sam", "Luca <luca@example.org>", to=ME)).events


def test_a_verdict_beside_thanks_for_patience_is_heard() -> None:
    text = "Merci de votre patience. Le jury a préféré une autre candidate."
    found = inferred(mail(text, "Re: Candidature serveuse", WRITER, in_reply_to=("a@example.net",)))
    assert found.events[0].kind == Kind.REJECTION
