"""How employers word their verdicts, receipts and notices; and ordinary mail in like words that is none of these."""

from __future__ import annotations

import pytest

from tests.inference.mails import mail, main_kind

SAID = {
    "rejection": [
        "We have gone with someone who lives nearer the depot for the driving job, sorry.",
        "After two rounds we offered the job to another applicant.",
        "The position has been given to a colleague from our Leeds branch.",
        "The role went to somebody with more years in hospice care.",
        "We decided to appoint an internal applicant to the post.",
        "You were narrowly beaten to it by another candidate for the role.",
        "I'm afraid you lost out to a stronger applicant for this vacancy.",
        "Our preferred candidate has accepted the post.",
        "The vacancy has been snapped up already.",
        "We have found a suitable candidate for the position.",
        "The panel felt you lacked classroom experience for this role.",
        "Candidates with higher scores were invited to the next stage, and you were not.",
        "We won't be taking this any further with regard to the role.",
        "I'm sorry, it's a no this time for the kitchen job.",
        "Your application did not reach the required standard at the sift.",
        "You did not meet the essential criteria for the role.",
        "Your score fell below the pass mark for this vacancy.",
        "The outcome of your application: Not selected",
        "Application status: Unsuccessful",
        "Your candidature has been rejected by the selection board.",
        "You are not eligible for this position.",
        "On paper you are overqualified for the job.",
        "The client is passing on this one; they want more retail experience for the role.",
        "You have been removed from consideration for this role.",
        "Your journey in our hiring process has come to an end.",
        "The interview team decided to take the role in another direction.",
        "We're not hiring at the moment, but thanks for sending your CV.",
        "All positions have been filled for this season.",
        "Your name was not among those put through for the role.",
        "We do not intend to progress your application.",
        "We cannot take you on for the warehouse job.",
        "We have to turn you down for the apprenticeship role.",
        "Having compared notes when we met, we are sorry to disappoint you about the job.",
    ],
    "position_closed": [
        "We are no longer filling this position, so nobody will be appointed.",
        "The vacancy has been withdrawn by the department, so your application goes no further than that.",
        "The company has cancelled the recruitment for this role; your file is archived.",
        "The budget for this post has been cut, so there is no longer a job, I am sorry to tell you.",
        "Your interviewers were sad to hear that the role has been scrapped.",
        "We have decided not to appoint anyone to the post you applied for.",
        "The requisition has been axed, so I wanted you to know.",
        "No appointment will be made to the post you applied for.",
    ],
    "position_on_hold": [
        "You should know that there is a freeze on hiring until spring.",
        "The role you applied for has been put on ice.",
        "We have paused recruitment for your position for a while.",
        "The search you took part in for the position is parked for the moment.",
        "The headcount for your role is awaiting budget approval.",
        "Head office has put a stop on all recruitment, so your job must wait.",
        "I am told to hit pause on hiring for your role.",
        "We cannot fill the position you applied for until the next fiscal year.",
    ],
    "offer": [
        "You are our first choice for the role, and the paperwork follows.",
        "You're hired! The job starts in June.",
        "We want to bring you on board for the analyst role.",
        "The board has confirmed your appointment as Head of Music at the college job you interviewed for.",
        "HR will send you an employment contract for the position tomorrow.",
        "We are making you a conditional job offer for the position.",
        "Your offer letter is attached for the role of clerk.",
        "We would like to appoint you to the position of Deputy Manager.",
        "The internship is yours if you want it.",
        "Please find enclosed the letter of appointment for the vacancy.",
    ],
    "offer_rescinded": [
        "We are withdrawing the offer of employment made on 3 March.",
        "We are unable to proceed with your employment because of the references.",
        "The job offer is hereby revoked.",
        "With regret we must retract our offer to you of the position.",
        "We can no longer honour your job offer, and the interview panel is sorry.",
    ],
    "application_confirmation": [
        "Your application has landed safely in our inbox.",
        "We have logged your application for the vacancy.",
        "Thanks for throwing your hat into the ring for this role.",
        "We now have everything we need for your application.",
        "This is to acknowledge receipt of your application documents.",
        "Your CV is safely with us now.",
        "Your application for the vacancy was successfully registered.",
        "We got what you sent for the vacancy.",
        "Your documents for the vacancy arrived safely.",
        "Thank you for putting yourself forward for the vacancy.",
        "We confirm the safe arrival of your cover letter and resume.",
        "Your name is now on the list of applicants.",
    ],
    "application_viewed": [
        "The employer has opened your application.",
        "The recruiter looked through your resume.",
        "Your resume was downloaded by the employer.",
        "A hiring manager had a first look at your profile for the vacancy.",
    ],
    "application_incomplete": [
        "We couldn't open your CV, so the recruiter asks for another.",
        "Please re-upload your resume, as the file came out blank.",
        "Your application is missing two references.",
        "There was no signature on your form for the vacancy, so the hiring team cannot go on.",
        "Your draft application is saved until Friday; the vacancy closes then.",
        "Your file for the vacancy still needs a copy of the diploma.",
        "One last step before you apply for the vacancy is done.",
    ],
    "status_update": [
        "Your application remains active.",
        "Your application is with the hiring manager.",
        "Shortlisting for the vacancy is still under way.",
        "Your application has progressed to the review stage.",
        "Your application status has changed.",
        "The assessment of candidates for the post is ongoing.",
        "We have put you forward to the client for the vacancy.",
        "You are still in the running for the position.",
        "A hiring decision has been pushed back to June.",
    ],
}

ORDINARY = [
    ("Next week", "I've given your CV to a colleague in the Leeds team, who will call you about the role."),
    ("Key", "Please leave it at reception when you come for the job tomorrow."),
    ("Reminder", "We had to cancel your appointment with Dr Shah on Friday. Please ring the desk."),
    ("Quote 4471", "Our offer is attached. It stays open until Friday. The team looks forward to your order."),
    ("Slots", "That spot is gone, I'm afraid. Please pick another time for the team call."),
    ("Re: design", "The feature did not meet the acceptance criteria, so the team will rework it."),
    ("Project", "The review of the contract is ongoing and the project is still in progress. The team will write."),
    ("Queue", "Sorry for the delay. Bear with us, the support team will be with you soon."),
    ("Shared file", "The attachment came out blank and we couldn't open the file. Could the team resend it?"),
    ("Your account", "Your account has been frozen. Contact the card team."),
    ("Subscription", "Your subscription remains active. The team thanks you."),
    ("Your profile", "Your profile is missing a photo. Add one to your listing today."),
    ("Form", "I am not filling out the form again, the team can have the old one."),
    ("Choir", "We have gone with a tenor who can sing the high part. Thanks for the audition with our club."),
    ("Nursery", "The nursery place is yours. Please sign the form by Friday."),
    ("Budget", "The budget was cut again, so the offsite is off. The team is sad."),
    ("Lease", "Your application for the flat was unsuccessful. The landlord chose another applicant."),
    ("Grant", "Your application for the grant did not meet the criteria. The scholarship fund has closed."),
    ("Loan", "We are pleased to confirm a conditional offer for your mortgage. Please sign."),
    ("Voucher", "This offer is no longer valid. See our shop for a new voucher."),
    ("Race", "You missed out in the ballot for the marathon."),
    ("Join us", "We would love for you to join us for dinner with the team on Friday."),
    ("Contract", "I'll send you the contract tomorrow. The team has agreed on the price."),
    ("Letter", "Attached is the letter of intent for the acquisition. The seller will sign on Monday."),
    ("Newsletter", "Why firms paused hiring: a look at the year. Unsubscribe here."),
    ("Update available", "The application is in our inbox app. We have logged the error for the dev team."),
    ("Photo", "I looked through your photos with the team, they are lovely."),
    ("House", "We went with another agent who knows the area. The house is sold."),
    ("Match", "You have not been picked for the squad on Saturday. Training as usual."),
    ("Talk", "Your proposal was not among those accepted for the conference."),
    ("Visa", "Your visa application is missing a document. Visit the consulate."),
    ("Parcel", "We could not deliver. Pick another slot."),
    ("Game", "You have moved on to the next stage! Play level 5."),
    ("Tickets", "All places are taken for the workshop. You are on the waiting list."),
    ("Software", "The process has been terminated. No decision was made by the scheduler."),
    ("School", "Your child was not offered a place at the school this year."),
    ("Shop", "We're fully staffed on Saturdays, so come in and see us!"),
    ("Course", "You did not reach the pass mark for the course. You may sit it again."),
]

NOT_A_NO = [
    "The position has not been filled yet and we would like to talk to you.",
    "We have not decided to hire anyone yet, so you are very much in the running for the role.",
    "I know you may not be looking for a new role right now, but this job could suit you.",
    "We haven't found the right person for the role yet.",
    "We cannot proceed with your application until you upload your documents.",
    "Applicants who do not meet the minimum criteria will not be considered for this position.",
    "If you are not selected, we will keep your resume on file.",
    "Only successful candidates will be contacted about the job.",
    "Internal applicants will be considered first for the role.",
    "We can't take you through the whole process by phone, so the interview is at our office.",
    "We're looking for someone who can start in May; are you interested in the role?",
    "You need not be at senior level for this job.",
    "I have passed your resume on to the hiring manager.",
    "If we decide to appoint another candidate to the role, we will tell you.",
    "We decided to hire another engineer for the team; would you be interested in the job?",
    "Should the client pass on this role, I have other jobs.",
]


def rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in table.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), rows(SAID))
def test_what_is_said(kind: str, text: str) -> None:
    body = f"Dear Sam,\n\n{text}\n\nKind regards\nNorthwind"
    assert main_kind(mail(body, "News from Northwind", "Northwind <office@northwind-labs.com>")) == kind


@pytest.mark.parametrize(("subject", "text"), ORDINARY)
def test_what_is_about_something_else(subject: str, text: str) -> None:
    body = f"Dear Sam,\n\n{text}\n\nKind regards\nNorthwind"
    assert main_kind(mail(body, subject, "Northwind <office@northwind-labs.com>")) == ""


@pytest.mark.parametrize("text", NOT_A_NO)
def test_what_is_no_rejection(text: str) -> None:
    body = f"Dear Sam,\n\n{text}\n\nKind regards\nNorthwind"
    found = main_kind(mail(body, "News from Northwind", "Northwind <office@northwind-labs.com>"))
    assert found not in ("rejection", "position_closed", "offer")
