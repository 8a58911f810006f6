"""What the user writes, each worded as people write: the kind that must come first, or none at all."""

# ruff: noqa: E501  (one mail a row)

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mine

APPLIES = [
    ("Bus driver vacancy", "I saw your advert in the Evening Post and would like to put myself forward. CV attached."),
    (
        "Application - Ward Sister",
        "Please find enclosed my application form and supporting statement for the above post.",
    ),
    (
        "Junior Developer",
        "I came across your opening for a junior developer on LinkedIn. My resume and GitHub are linked below.",
    ),
    (
        "Teaching assistant post",
        "I wish to be considered for the teaching assistant post. A letter of application and my CV are attached.",
    ),
    (
        "Weekend barista",
        "Are you taking on any staff for weekends? I've done two years as a barista and my CV is attached.",
    ),
    (
        "Speculative application",
        "I am writing on the off chance that you have openings for electricians. My CV is attached for your consideration.",
    ),
    (
        "Data Analyst (Ref 2211)",
        "Kindly find attached my resume for the captioned position. I look forward to your favourable reply.",
    ),
    ("Assistant cook", "I'd like to throw my hat in the ring for the assistant cook job. References on request."),
    (
        "Veterinary nurse",
        "Your practice was recommended to me by Dr Bell, who told me you are looking for a veterinary nurse. Here is my CV.",
    ),
    (
        "Research Associate position",
        "I am pleased to submit my application for the Research Associate position in your group, with my research statement.",
    ),
    (
        "Warehouse operative",
        "I hear you're hiring for nights. I've got a counterbalance forklift licence and I can start Monday. CV attached.",
    ),
    (
        "Referred by Ana Ruiz",
        "Ana Ruiz suggested I get in touch about the product designer role. Portfolio: sam.example/work, CV attached.",
    ),
    ("Apprentice plumber", "I want to apply for your plumbing apprenticeship. I have my GCSEs and my CV is attached."),
    (
        "Summer internship",
        "I am a second year chemistry student and I am looking for an internship in your lab this summer. My CV is attached.",
    ),
    (
        "Marketing manager",
        "Consider this my application for the marketing manager role. I have nine years of experience in retail.",
    ),
    ("Job", "Hello sir, I want job in your hotel. I have experience 5 years in kitchen. My CV is attached."),
    (
        "Stage manager",
        "I would love to be considered for the stage manager position on your autumn tour. Resume and references attached.",
    ),
    (
        "Nanny position",
        "I'm responding to your ad for a live-out nanny. I hold a paediatric first aid certificate and have six years' experience.",
    ),
    ("Night auditor", "I would like to express my interest in the night auditor position. My resume is below."),
    (
        "Head of People",
        "I'd welcome the chance to be considered for Head of People. I attach a CV and a short covering letter.",
    ),
    (
        "Kitchen porter",
        "Hiya, is the kitchen porter job still going? If so I'd love it. I've washed pots at the Crown for a year, CV below.",
    ),
    (
        "Lecturer in Law (Ref. 8812)",
        "Dear Professor Lane, Please accept the attached documents as my application for the above lectureship.",
    ),
    (
        "Bookkeeper",
        "Re: your listing on Indeed. Ten years of QuickBooks, bonded, bilingual. Resume attached, references on request.",
    ),
    (
        "Cover for maternity leave",
        "I understand you are looking for someone to cover the librarian's maternity leave from May. I'd be delighted to be considered; a CV is enclosed.",
    ),
    (
        "Application",
        "With reference to your advertisement in the Daily Times, I hereby apply for the position of Site Engineer. I have attached my credentials.",
    ),
    (
        "Graduate scheme",
        "Attached is my CV and covering letter for your graduate scheme. I am due to graduate in July with a degree in geography.",
    ),
    (
        "HGV driver",
        "Class 1 driver, 12 years, clean licence, tacho card. Looking for nights. CV attached, can start Monday",
    ),
    (
        "Dental nurse vacancy",
        "Dear Sir or Madam, I should like to apply for the vacancy of dental nurse advertised on your website.",
    ),
    (
        "Senior engineer @ Lakeside",
        "Hey Tom - Priya said you're growing the platform team. I've spent six years on Postgres internals. Resume and GitHub below.",
    ),
    (
        "Seasonal work",
        "Good day, I am a student from Ghent and I search a job for the summer on your farm. I am strong and I have picked apples two years. In attachment my CV.",
    ),
    (
        "Trainee optician",
        "I would be very grateful to be considered for the trainee optician role. I have worked in retail since school.",
    ),
]
THANKS = [
    (
        "Interview today",
        "It was lovely to meet you and the team this morning. I left even more excited about the receptionist role.",
    ),
    (
        "Thank you",
        "Thank you for taking the time to interview me on Tuesday. I am very interested in the analyst position.",
    ),
    (
        "Teaching assistant interview",
        "Thank you for showing me around the school yesterday; I loved meeting the children in Year 2.",
    ),
    ("Thanks!", "Thanks so much for having me in today. I really enjoyed talking to the crew about the sous chef job."),
    (
        "Our conversation",
        "I appreciated the opportunity to speak with you this afternoon about the product manager role.",
    ),
    (
        "Follow up",
        "I wanted to thank you for our conversation on Thursday. The nurse position sounds like a great match.",
    ),
    (
        "Trial shift",
        "Cheers for the trial shift on Saturday. I had a great time behind the bar and would love the job.",
    ),
    ("Site visit", "Many thanks for the tour of the plant and for a very interesting interview yesterday."),
    (
        "Analyst interview",
        "I am most grateful to the panel for seeing me on Monday. On reflection I gave a poor answer about budgets.",
    ),
    (
        "Re: Interview Friday",
        "Great chatting with you and Priya earlier. One thing I forgot to mention about the design role: I speak Spanish.",
    ),
    ("Post-interview note", "Following our interview I am even keener to join the firm as a solicitor."),
    (
        "Thank you - postdoc",
        "It was a privilege to meet your group and to give the talk yesterday. I remain very interested in the postdoc.",
    ),
    ("Today", "Please pass my thanks on to Mr Hill for a friendly and fair interview."),
    ("Lifeguard", "Thank you for giving me the chance to interview for the lifeguard job today."),
    (
        "Second interview",
        "Thank you again for inviting me back yesterday. Meeting the directors confirmed my interest in the role.",
    ),
    (
        "Thank you",
        "Just a quick line to say how much I enjoyed this morning, and how impressed I was by the apprentices. I'd be proud to join you as site supervisor.",
    ),
    (
        "Tuesday's interview",
        "Thank you and the panel for making me so welcome on Tuesday. It is exactly the sort of library I want to work in.",
    ),
    (
        "Re: Interview",
        "Appreciate your time earlier. You asked how I'd handle a no-show and I blanked; I'd call the agency first.",
    ),
    (
        "Our meeting on Monday",
        "It was a pleasure to meet you on Monday and to hear about the role. I look forward to the next stage.",
    ),
    ("My interview", "I'd like to thank Mrs Bell and Mr Roy for the interview they gave me yesterday for caretaker."),
    (
        "Lovely to meet you",
        "Lovely to meet you both yesterday. I came away certain that this is the nursery for me and hope to hear good news about the educator role.",
    ),
    (
        "Thanks",
        "Thank you so much for the chance to come in and shadow the team today. The receptionist job looks right up my street.",
    ),
    (
        "Follow-up to our discussion",
        "Thank you for our discussion of the Analyst role yesterday afternoon. The work on pricing sounds fascinating.",
    ),
]
ASKS = [
    (
        "Application for clerk",
        "I applied two weeks ago for the clerk position and have not heard back yet. Is it still open?",
    ),
    ("Re: Interview", "Just checking in to see whether a decision has been made about the analyst role."),
    ("Warehouse job", "Hi, any news on the warehouse job? I interviewed last Tuesday."),
    (
        "Teacher of Physics",
        "I wonder if you have had a chance to look at my application for the Teacher of Physics post.",
    ),
    ("My application for clerk", "Could you let me know where my application stands? I sent it on 3 March."),
    (
        "Gentle reminder",
        "This is a gentle reminder about my application for the accountant position. Kindly update me on the status.",
    ),
    ("Designer role", "You mentioned you'd be in touch by Friday about the designer role, so I thought I'd check."),
    ("Job", "Hello, I sent you my CV last week for the driver job. Did you get it?"),
    (
        "Following up",
        "I am following up on our interview of 12 May for the nurse position and would welcome any feedback.",
    ),
    ("Still interested", "I'm still very interested in the technician vacancy. Are you still interviewing?"),
    ("Bar job", "did you decide about the bar job yet? no worries if its a no, just let me know"),
    ("Re: Application", "I haven't heard anything since my interview on the 5th. Has the position been filled?"),
    ("Status enquiry", "I write to enquire about the outcome of my interview for the post of Assistant Librarian."),
    ("Analyst", "When might I expect to hear about next steps for the analyst position?"),
    (
        "Chasing my application",
        "Sorry to chase, but the closing date for the planner role was a month ago and I've had no reply.",
    ),
    (
        "Product role",
        "I have another offer with a deadline on Monday, so could you tell me if I am still in the running for the product role?",
    ),
    (
        "Bookkeeper",
        "Good morning, I emailed my resume on the 4th for the bookkeeper opening and wanted to be sure it got through.",
    ),
    ("Re: Night porter", "Me again. Have you had any luck deciding about the night porter? I'm still keen."),
    ("Lecturer post", "I write to enquire whether the shortlist for the lectureship has been drawn up."),
    (
        "Interview outcome",
        "It has been ten days since my interview for the analyst role and I would be grateful for an update.",
    ),
    ("Baker", "any word on the baker job? happy to do another trial"),
    ("Application 8812", "May I know the status of my application for Site Engineer? Kindly revert."),
    ("Quick check-in", "I know you're swamped, but is there a timeline for the designer hire? Still top of my list."),
    ("Receptionist job", "You said I'd hear by Monday about the receptionist job. Should I take it as a no?"),
    ("Driver", "Sorry to bother you. Am I still being considered for the driver position?"),
    ("Dental nurse", "Following on from my application of 3 March, I wondered if interviews have been arranged yet."),
    ("Feedback", "Would it be possible to have some feedback on my interview for the planner role?"),
    ("Hello", "hello sir, i am waiting your answer for job of waiter, please tell me yes or no"),
    (
        "Checking on my application",
        "Checking on my application for librarian, sent three weeks back. Has it landed on the right desk?",
    ),
]
TIMES = [
    ("Re: Interview", "Thursday at 11 works for me, thank you. See you then."),
    ("Re: Interview invitation - Analyst", "I'm happy to confirm that I will attend the interview on 14 May at 10am."),
    ("Re: Phone screen for analyst role", "Could we do Wednesday instead? I'm tied up on Tuesday until 4pm."),
    ("Re: Teacher interview", "Of the two slots, the 2.30pm on Friday suits me best."),
    ("Re: Trial shift - barista", "Saturday's good for me, I'll be there at 9."),
    ("Re: Interview availability", "I can do Monday 10-12, Tuesday after 3pm, or any time Thursday."),
    (
        "Re: Interview for nurse post",
        "I'm afraid I'm on shift on the 9th. Would it be possible to move the interview to the 10th?",
    ),
    ("Re: Screening call", "Yes, 3pm tomorrow is perfect. My number is 555-0199."),
    (
        "Interview on Monday",
        "My train has been cancelled, so I am running late for our 9am interview. I should be there by 9.40.",
    ),
    ("Re: Interview", "I've booked the 10:30 slot on Thursday for the interview through your link."),
    ("Re: Onsite for designer role", "Please put me down for the 18th. I will fly in the night before."),
    ("Re: 2nd round interview", "Noted, I will join the Teams call on Friday at 4."),
    ("Re: Driver job", "Tuesday 8am is fine for the interview, do I come to the depot or the office?"),
    (
        "Rescheduling",
        "Something has come up at work and I need to reschedule Thursday's interview for the clerk position.",
    ),
    ("Re: Interview", "Thank you for inviting me to interview. I would be delighted to attend on 3 June at 2pm."),
    ("Re: Interview for baker", "Wednesday at 6 is grand. Do I bring my own whites?"),
    (
        "Re: Invitation to interview - Lecturer",
        "I am writing to confirm my attendance on 12 June at 2.15pm and to let you know that I will need a projector.",
    ),
    ("Re: Chat about the designer role", "Happy to chat! I'm free Monday after 3 or Tuesday before noon, UK time."),
    (
        "Re: Interview",
        "I'm so sorry, my son is ill and I can't make it at 10 tomorrow. Is there any chance of Thursday?",
    ),
    ("Re: Interview slots", "Option 2 (Thursday 4 May, 1pm) please."),
    ("Re: Phone call re driver job", "ring me any time after 5, or sat morning"),
    (
        "Re: Technical interview",
        "Would it be OK to push it back by an hour? My current employer has called an all-hands at 2pm on Friday.",
    ),
    ("Re: second interview", "Sounds good, see you Tuesday at half nine."),
    (
        "Re: Meeting with the director",
        "The 14th is out for me but I could do either the 15th or 16th, mornings best, for the interview.",
    ),
]
LEAVES = [
    ("Clerk position", "I am writing to withdraw from the recruitment process for the clerk position."),
    ("Re: Interview", "I've accepted a role elsewhere, so please take me out of the running for the analyst job."),
    (
        "Nurse vacancy",
        "After careful thought I have decided to stay with my current employer and will not be taking my application further.",
    ),
    ("Re: Second interview for planner", "I'm going to have to pull out, the commute is more than I can manage."),
    ("Driver job", "Sorry but I got another job so I won't be coming to the interview on Monday."),
    (
        "Re: Developer role",
        "I don't think I'll continue with the process. Thanks for your time and good luck filling the role.",
    ),
    ("My candidacy", "Kindly remove my name from consideration for the post of lecturer."),
    ("Re: Technician application", "Please disregard my application, my circumstances have changed."),
    ("Re: Barista job", "thanks but I'm no longer interested in the job, found something closer to home"),
    (
        "Re: Head of Sales",
        "My current firm has made a counter offer which I've accepted, so I'm stepping back from the process.",
    ),
    ("Analyst programme", "I would like to cancel my interview, as I am no longer pursuing this position."),
    ("Teacher post", "I am no longer in a position to proceed with my application for the teacher post."),
    (
        "Night porter",
        "I've had a think and the nights wouldn't work with the kids, so I'd like to take my name out of the hat for the night porter job.",
    ),
    (
        "Lecturer in Law",
        "I write to let you know that I have accepted a post at Leeds and must therefore withdraw from the shortlist.",
    ),
    (
        "Re: Interview Friday",
        "Please cancel my interview on Friday. I have been promoted in my present job and will be staying.",
    ),
    ("baker job", "changed my mind about the baker job sorry, the hours are no good for me"),
    (
        "Re: Next steps - Designer",
        "After thinking it over, I've decided this isn't the right move for me, so I won't be going forward with the designer role.",
    ),
    ("Site Engineer", "Kindly treat my candidature for Site Engineer as withdrawn."),
    ("Re: Analyst", "I'm bowing out of the analyst process. You've been great and I hope we stay in touch."),
]
ACCEPTS = [
    ("Re: Offer", "I'm delighted to accept the position of clerk on the terms in your letter."),
    ("Re: Your offer", "Yes, I would love to take the job! I can start on the 1st."),
    ("Acceptance", "I hereby accept your offer of employment as staff nurse. The signed contract is attached."),
    ("Re: Offer letter", "Signed offer letter attached. Can't wait to get started on Monday."),
    ("Re: Job offer", "It's a yes from me. Thank you, I'm over the moon."),
    (
        "Re: Assistant manager",
        "Thank you for the offer. I am very happy to accept and look forward to joining the team on 4 May.",
    ),
    ("Re: Contract", "I have signed the contract for the teacher position and put it in the post today."),
    ("Re: Offer of appointment", "I am pleased to confirm my acceptance of the lectureship."),
    ("Re: Offer - Designer", "I accept! Let me know what you need from me before I start."),
    ("Re: Offer of the analyst role", "I formally accept the role and will hand in my notice tomorrow."),
    ("Re: Night porter", "Yes please! I'd be thrilled to take the night porter job. When do I start?"),
    ("Offer of lectureship", "I have much pleasure in accepting the lectureship on the terms set out in your letter."),
    ("Re: Offer", "Thanks Tom, all looks good. I accept the role and will sign tonight."),
    ("Re: your offer - dental nurse", "The answer is yes! I've given notice today and can join you on 2 June."),
    ("Appointment", "I am honoured to accept the appointment as Site Engineer and shall resume on Monday."),
]
DECLINES = [
    ("Re: Offer", "Thank you for the offer of the clerk position, but I must decline."),
    ("Re: Job offer", "I have decided not to accept the position, as I've taken a role closer to home."),
    ("Re: Your offer", "After a lot of thought I'm going to turn down the analyst job. It was a hard choice."),
    ("Re: Offer letter", "Unfortunately I am unable to accept the offer at this salary."),
    ("Re: Offer of employment", "I am grateful for your offer, however I will not be taking up the post."),
    ("Re: Offer - nurse", "I'm sorry to say I won't be accepting the nurse position."),
    ("Re: Contract offer", "it's a no from me I'm afraid, the hours on the driver job don't work with school runs"),
    ("Your letter of appointment", "With regret I write to decline the lectureship which you so kindly offered me."),
    (
        "Re: Night porter",
        "Thank you ever so much for offering me the night porter job, but I've decided to stop at the Metropole.",
    ),
    ("Re: Offer", "I've gone back and forth on this, and I'm going to pass on the designer role."),
    ("Offer of lectureship", "I am sorry to have to tell you that I cannot accept the lectureship."),
    ("Re: offer", "the money's not enough for the analyst role so I'll have to say no"),
]
RETURNS = [
    ("Re: Coding challenge", "I've finished the coding challenge and pushed it to the repo you shared."),
    ("Re: Take-home for developer role", "Attached is my take-home. I spent about three hours on it."),
    ("Re: Assessment", "I have completed the online assessment for the analyst role."),
    ("Case study", "Please find attached my slides for the case study ahead of the interview on Friday."),
    ("Re: Translation test", "Here is the translation test for the editor position, done in one sitting."),
    ("Re: Video interview", "I recorded my answers to the video interview last night."),
    ("Re: HackerRank", "Just submitted the HackerRank test, all four problems attempted."),
]
REPLIES = [
    ("Re: Analyst application", "Here are my two referees: Ms Bell at Lakeside and Dr Ray at the college."),
    ("Re: Your CV", "My notice period is one month and my salary expectation is 40k."),
    ("Re: Nurse vacancy", "Thanks for letting me know. Yes, I have my own car and a full licence."),
    ("Re: Driver position", "Answering your questions: yes, I hold a clean licence, and no, I have no points."),
    ("Re: Your application for driver", "Yes I have my digi card, and my CPC runs until 2027."),
    ("Re: Baker vacancy", "Thank you for letting me know that you've put interviews back until June. I can wait."),
]

SENT = [
    (kind, *row)
    for kind, rows in {
        "application_sent": APPLIES,
        "interview_followup": THANKS,
        "candidate_followup": ASKS,
        "candidate_scheduling": TIMES,
        "withdrawal": LEAVES,
        "offer_accepted": ACCEPTS,
        "offer_declined": DECLINES,
        "assessment_completed": RETURNS,
        "candidate_reply": REPLIES,
    }.items()
    for row in rows
]

ORDINARY = [
    ("Dinner", "Thank you for having us yesterday, it was lovely to see you all."),
    ("Re: Friday", "Friday at 7 works for me, see you there!"),
    ("Boiler", "Any news on the quote? I sent you the photos last week."),
    ("Flat viewing", "I'd like to apply for the flat on Mill Lane. My payslips are attached."),
    ("Re: Offer on the house", "We are delighted to accept their offer of 310,000."),
    ("Re: Car", "Thanks for the offer but I have to decline, it's less than I paid."),
    ("Library", "I am writing to ask where my membership application stands."),
    ("Re: Parents' evening", "Tuesday at 4.40 is fine, see you then."),
    ("Course", "I have completed the assignment and uploaded it to the course page."),
    ("Wedding", "I'm so sorry, we'll have to decline the invitation, we are away that weekend."),
    ("Re: Quarterly figures", "Thanks for walking me through the numbers yesterday. Slide 4 needs a fix."),
    ("Re: Sprint planning", "Could we move the planning call to Thursday at 10?"),
    ("Gym membership", "Please cancel my membership, I have decided to go elsewhere."),
    ("Book club", "I need to bow out of the book club this month, too much on."),
    ("Re: Team lunch", "Count me in for Thursday!"),
    ("Refund", "I have not heard back about my refund. It has been three weeks since I returned the kettle."),
    ("My nephew", "My nephew is looking for a job in a kitchen, do you know of any openings?"),
    (
        "Interviews on the 8th",
        "Could you sit in on the interviews for the receptionist? CVs attached, three candidates.",
    ),
    (
        "Kitchen assistant",
        "Thanks for applying. I liked your CV and would like to have you come in for an interview on Monday.",
    ),
    ("Re: Reference for Marcus", "I managed Marcus for three years and would hire him again tomorrow."),
    ("Visa", "I submitted my visa application last month. Is there any update?"),
    ("Mortgage application", "Please find attached my payslips and passport for the mortgage application."),
    ("Conference", "I would like to be considered for your panel. My abstract and a short CV are attached."),
    ("Committee", "I'd like to put my name forward for treasurer of the friends committee."),
    ("Re: Blood test", "I can do Tuesday morning at 9 for the blood test."),
    ("Re: Lesson", "Can we reschedule Thursday's piano lesson to Friday at 5?"),
    ("PhD admission", "I am applying for admission to the PhD programme in History and attach my transcript."),
    ("Re: Podcast", "Thank you for the interview on your podcast yesterday, great fun."),
    ("Re: Newsletter", "Not interested, please take me off your mailing list."),
    ("Re: Contract renewal", "We have signed the supply contract and will send the copy back today."),
    ("Insurance", "I accept the settlement of 400 pounds for the damaged bumper."),
    ("Volunteers", "Is the shelter still looking for volunteers? I can do Saturdays."),
    (
        "Re: Your project proposal",
        "We have decided not to proceed with your proposal, thank you for presenting on Monday.",
    ),
    ("Line 4", "I completed the test on line 4, results are attached. Two trays failed."),
    ("Re: Holidays", "I'd love to join you in July. Which days are you there?"),
    ("Puppy", "We sent in our foster application two weeks ago. Any news?"),
    ("School place", "We applied for a nursery place in January and have not heard anything."),
    ("Re: Server upgrade", "The job finished at 3am and the report is attached."),
    ("Re: Boiler service", "Wednesday at 9 is fine, the key is under the pot."),
    ("Builder", "Any update on when your team can start the extension? You said Monday."),
    ("Re: Thanks", "It was lovely to meet you both at the school fair yesterday, and thank you for the tour."),
    ("Choir", "I'm going to have to step back from the choir this term, work is mad."),
    ("Re: Sales call", "Thanks for your time today. Attached is the proposal we discussed, pricing on page two."),
    ("Job done", "The job is finished and the invoice is attached."),
    ("Re: Manager meeting", "I can do Thursday at 2 with the account manager."),
    ("Teacher", "Thank you for seeing us yesterday about Tom's reading. He liked his new teacher."),
    ("Plumber", "Is the plumber still coming on Friday? I haven't heard back."),
    ("Re: Project offer", "We accept your offer for the printing job, please go ahead."),
    ("Re: Editor", "I've finished editing the chapter and attach it. Any feedback welcome."),
    ("Nurse appointment", "I need to cancel my appointment with the nurse on Friday, sorry."),
    ("Cleaner", "Could our cleaner come on Tuesday at 10 instead?"),
    ("Re: Designer mockups", "Great chatting yesterday, designer mockups attached, let me know what you think."),
    ("Driver update", "The printer driver is still not working, any news?"),
    ("Estate agent", "We'd like to put in an offer. When might we hear back from the seller?"),
    ("Re: Trainer", "Thanks for the session today, my legs are dead. Same time Thursday?"),
    ("Re: Analyst report", "I have read the analyst report. When can we expect the next one?"),
    ("Doctor", "I have not heard back from the doctor about the results. Could you let me know?"),
    ("Re: Lawyer", "The lawyer can see us Monday at 3. Does that work?"),
    ("Re: Director's cut", "Loved it. Thanks for the tickets yesterday!"),
    ("Driving lessons", "Could I book a lesson with an instructor on Saturday morning?"),
    ("Photographer for the wedding", "Are you available on 4 June? We loved your portfolio."),
    ("Re: Position of the fence", "We have decided not to proceed with moving the fence."),
    ("Opening night", "Thank you for last night, the opening was wonderful."),
    ("Re: Software engineer intro", "Meet Ana, our new software engineer. She will join the call on Monday at 10."),
    (
        "Hiring update",
        "We had three interviews yesterday; I'd like to offer the role to Ana. Can you send the contract?",
    ),
    (
        "Re: Candidate for analyst",
        "She did well on the case study. I can do Thursday for the second interview with her.",
    ),
]

SEVERAL = [
    (
        "Re: Interview",
        "Thank you for meeting with me today about the analyst role.\nThursday at 2pm works for me for the second interview.",
        ["interview_followup", "candidate_scheduling"],
    ),
    (
        "Re: Offer",
        "Thank you for the offer of the clerk position, but I must decline.\nPlease withdraw my application for the analyst role too.",
        ["offer_declined", "withdrawal"],
    ),
    (
        "Application for clerk",
        "Please find attached my CV for the clerk position.\nI could come in for an interview on Tuesday 10 March or Thursday after 3pm; I am free both days.",
        ["application_sent", "candidate_scheduling"],
    ),
    (
        "Re: Interview",
        "Thank you for interviewing me yesterday.\nAs agreed I have completed the case study for the analyst role and attach it.",
        ["interview_followup", "assessment_completed"],
    ),
]


def kinds(subject: str, text: str) -> list[str]:
    return [event.kind.value for event in inferred(mine(f"Dear Dana,\n\n{text}\n\nBest wishes\nSam", subject)).events]


@pytest.mark.parametrize(("kind", "subject", "text"), SENT)
def test_what_a_candidate_writes(kind: str, subject: str, text: str) -> None:
    assert kinds(subject, text)[:1] == [kind]


@pytest.mark.parametrize(("subject", "text"), ORDINARY)
def test_what_is_no_job_search(subject: str, text: str) -> None:
    assert kinds(subject, text) == []


@pytest.mark.parametrize(("subject", "text", "expected"), SEVERAL)
def test_several_events_in_one_mail(subject: str, text: str, expected: list[str]) -> None:
    assert kinds(subject, text) == expected
