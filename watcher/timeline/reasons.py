"""Reasons that are told to the user, by their codes, in English: `Why` fills in their gaps.

The digest has the same codes in its tables of the other languages; `tests/digest/test_reasons.py` compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        # what happened since
        "answered": "an answer came on {day}",
        "acknowledged": "it was acknowledged on {day}",
        "status_came": "a status update came on {day}",
        "offer_came": "an offer came",
        "rejected": "a rejection came",
        "rejection_over": "the rejection no longer holds",
        "interview_set": "an interview is scheduled",
        "interview_moved": "the interview was moved",
        "interview_cancelled": "the interview was cancelled",
        "position_closed": "the position is closed",
        "asked_not": "they asked not to be followed up",
        "they_wait": "they wait for you",
        "they_wait_now": "they wait for you now",
        # what the user did, or said
        "wrote": "you wrote to them yourself",
        "moved_first": "you wrote or called yourself on {day}",
        "accepted": "you accepted an offer",
        "declined": "you declined the offer",
        "withdrew": "you withdrew the application",
        "closed": "you closed the application",
        "disowned": "you said that what it follows up is not yours",
        "chose": "you chose to write to {email}",
        "chose_not": "you chose no longer to write to {email}",
        "snoozed": "snoozed until {day}",
        "sent": "you sent it on {day}",
        "deleted": "you deleted the draft; it starts anew when something happens",
        "deleted_on": "you deleted it on {day}; it starts anew when something happens",
        # drafts that wait, and how many may
        "waits": "it waits in your Drafts since {day}",
        "withdrawn": "it was withdrawn on {day}",
        "another": "another draft of this application waits: {kind} to {email}",
        "merged": "another draft waits for what you merged",
        "thanks_first": "the thank-you comes first",
        "thanks_wait": "another thank-you to them waits in your Drafts",
        "thanks_limit": "{n} thank-yous were written today; look at them first",
        "recipient_waits": "another draft to {email} waits in your Drafts",
        "recipient_rests": "you wrote to {email} on {day}; the next one may follow on {then}",
        "day_limit": "your limit of {n} drafts a day is reached; it follows on the next day",
        "waiting_limit": "your limit of {n} waiting drafts is reached",
        "due": "due on {day} {time}",
        # too late, or for the user to decide
        "late_to_thank": "it is too late to thank, and time to ask",
        "too_late": "too late to write; not too late to call",
        "took_place": "did the interview take place? What did they say happens next, and by when?",
        "unanswered": "{n} follow-ups are unanswered: keep going, call, or close?",
        # nobody to write to
        "nobody": "nobody is known to write to",
        "nobody_to_write": "nobody to write to is known{known}; look for {whom}{there}",
        "known": " ({email}: {why})",
        "there": " at {company}",
        "who_hires": "the recruiter or the hiring manager",
        "your_interviewer": "the address of your interviewer",
        "hiring_manager": "the address of the hiring manager",
        "barred": "{email} must not be written to: {why}",
        "ignored": "you ignore what it sends",
        "asked_no_mail": "asked not to be written to",
        "came_back": "a mail to it came back",
        "no_reply": "a no-reply address",
        "own_domain": "your own domain",
        "list": "a mailing list",
        "unverified": "the sender could not be verified",
        "nobody_answers": "nobody answers there",
        "team": "a team's address to which you did not write",
        "no_person": "no person wrote from it",
        "relay": "a relay from which no named person wrote",
        # what cannot be written
        "no_name": "neither the company nor the role could be told with certainty from the mail",
        "no_template": "there is no template named {name}.txt",
        "template_fails": "the template cannot be filled in: {fault}",
        "address_wrong": "the address {email} has characters that look wrong",
        "nobody_reads": "nobody reads mail to {email}",
        "own_address": "{email} is your own address",
        "sender_unknown": "the address to write from is not known",
        "sender_wrong": "the address to write from, {email}, has characters that look wrong",
        "no_sender": "it is not known from which of your addresses to write",
        "no_signature": "your name is missing: set name under [identity] in the config",
        "no_drafts": "the account {account} takes no drafts (write = true allows them)",
        "its_account": "of this mail",
        # the mailbox was not read well, or the clock is wrong
        "unread": "the account {account} was not read to its end",
        "clock_behind": "the clock stands before what has been",
        "clock_wrong": "the clock seems wrong: there is mail of {day}",
        # to which application a mail belongs
        "may_be_answer": '"{subject}" of {day} from {who} may be an answer: {why}',
        "somebody": "an unknown sender",
        "thread_of_several": "its thread speaks of several applications",
        "roles_fit": "it names no place or team, and several roles fit",
        "roles_ended": "several applications for such a role have ended",
        "company_open": "several applications at this company are open",
        "company_ended": "several applications at this company have ended",
        "other_role": "another role is named than the one known",
        "other_company": "another company is named than the one known",
        "application_unknown": "no application with this company and role is known",
        "writer_of_several": "its writer is known in other applications too",
        "nobody_known": "it names no company, and nobody in it is known",
        "moved_to_unknown": "you moved it to an application that is not known any more",
        "note_of_unknown": "the note speaks of a message that is not known",
        # the health of accounts, and of the digest
        "failing": "{account} could not be read since {since}: {why}",
        "sign_in": "sign-in refused",
        "no_password": "no password",
        "ledger_fails": "the ledger fails",
        "settings": "certificate or settings",
        "unreachable": "server not reached",
        "fault": "a fault of the program",
        "silent": "{account}: {why}",
        "unsure": (
            "The digest of {week} may not have reached you: the connection was lost as it was sent, and it "
            "is not sent twice. To read it: watcher digest --week {name}"
        ),
    }
)
