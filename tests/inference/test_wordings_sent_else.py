"""What the user writes besides applications: other matters, answers to what was asked, several things, names."""

# ruff: noqa: E501  (one mail a row)
# fmt: off

from __future__ import annotations

import pytest

from tests.inference.mails import inferred, mine
from tests.inference.test_wordings_sent import kinds

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
    ("Interviews on the 8th", "Could you sit in on the interviews for the receptionist? CVs attached, three candidates."),
    ("Kitchen assistant", "Thanks for applying. I liked your CV and would like to have you come in for an interview on Monday."),
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
    ("Re: Your project proposal", "We have decided not to proceed with your proposal, thank you for presenting on Monday."),
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
    ("Hiring update", "We had three interviews yesterday; I'd like to offer the role to Ana. Can you send the contract?"),
    ("Re: Candidate for analyst", "She did well on the case study. I can do Thursday for the second interview with her."),
    ("Year 8", "Thank you for teaching Tom this year, he has loved your lessons. Sorry he forgot his homework yesterday."),
    ("Re: Hen do", "Circling back on the hen do. Is there anything else you need from me?"),
    ("Re: Broadband", "It is now four weeks since my complaint and I have yet to receive an answer."),
    ("Board meeting", "The board met on Thursday. Might I ask whether any conclusion was reached on the budget?"),
    ("Offer", "I have given the offer for the bungalow long thought and should not accept it."),
    ("Re: Parent governor", "I'd like to stand as parent governor. My statement is attached."),
]

# Kind (none: no job search), subject, text, what it answers.
ANSWERS = [
    ("application_sent", "Re: Good to meet you at the fair", "As promised at the careers fair, here is my resume for the process engineer internship.", "Send me your resume and I'll pass it on!"),
    ("interview_followup", "Re: Interview 4pm", "Thanks for the chat! I've looked up the thing about VAT on pasties and you were right. Would love to be your bookkeeper.", "See you at 4pm for the interview. Jan"),
    ("candidate_followup", "Re: Groom wanted", "did you get my message about the groom job x", "Saw your post on the yard page about a groom."),
    ("candidate_scheduling", "Re: Interview - Ward clerk", "Either would be fine but I'd prefer the Thursday, 2pm.", "We can offer Weds 10am or Thurs 2pm for your interview."),
    ("candidate_scheduling", "Re: CFO", "Monday 9 June at noon suits perfectly. I shall come to the Pall Mall office and ask for Miss Grey.", "The chairman would like to meet you on Monday 9 June at noon to discuss the CFO role."),
    ("candidate_scheduling", "Re: Cabin crew assessment day", "I confirm I will attend the assessment day on 12 July at 08:00.", "Please confirm attendance."),
    ("candidate_scheduling", "Re: Lesson observation", "Period 3 on Wednesday would be best for me. Which set will I have?", "When could you come in to teach a lesson as part of the interview?"),
    ("candidate_scheduling", "Re: Interview", "Sorry for the short notice but I've tested positive. Can we do it over Zoom instead, same time?", "Looking forward to seeing you tomorrow at 3pm for the interview."),
    ("candidate_scheduling", "Re: Call about internship", "I'm in lab until 4 but can talk any time after that tomorrow. +1 555 0100.", "When can we talk about the internship?"),
    ("offer_accepted", "Re: Offer: ward clerk", "Thrilled! Yes, I accept, and Monday the 3rd is fine to start.", "We would like to offer you the post of ward clerk."),
    ("offer_accepted", "Re: groom job", "omg yes!! ill be there monday at 6", "Hi Jess, the job is yours if you want it, start Monday 6am?"),
    ("offer_declined", "Re: Offer: ward clerk", "I'm really grateful for the offer but I've decided to stay where I am, so I'm afraid it's a no.", "We would like to offer you the post of ward clerk."),
    ("offer_declined", "CFO", "I have given your offer long thought and have come to the view that I should not accept it.", "Please find our offer letter for the CFO role."),
    ("assessment_completed", "Re: CFO - written exercise", "My paper on the pension deficit is attached, within your two-page limit.", "As part of the assessment please write a two-page paper."),
    ("assessment_completed", "Re: Online tests for cabin crew", "I've done all three online tests. Please let me know if they came through.", "Please complete the online assessment by Friday."),
    ("assessment_completed", "Re: process engineer test", "Test done. Took me 50 minutes, Q4 was nasty.", "Here is the link to the technical test."),
    ("candidate_reply", "Re: Ward clerk, ref 55-A", "My NMC number isn't applicable as I'm not a nurse. My DBS is dated March.", "Could you send us your NMC number and DBS for the ward clerk application?"),
    ("candidate_reply", "Re: CFO role", "Both are fine for me. My notice period is six months.", "Would you be open to relocating to Leeds? And what is your notice period?"),
    ("candidate_reply", "Re: internship", "I'm a citizen, so no sponsorship needed.", "Do you need sponsorship for the internship?"),
    ("", "Re: Friday drinks", "Either would be fine but I'd prefer the Thursday.", "Weds or Thurs for drinks?"),
    ("", "Re: Team offsite", "I confirm I will attend on 12 July.", "Please confirm attendance for the team offsite."),
    ("", "Re: Quote", "Thanks so much for the quote! Unfortunately we've committed to another company.", "Please find our offer attached for the roof."),
    ("", "Re: dinner", "omg yes!! ill be there saturday at 6", "dinner saturday?"),
    ("", "Re: Lease", "I have countersigned the lease and return it herewith.", "Please sign the lease."),
    ("", "Re: PR review", "I've done all three. Tests pass. Please merge.", "Can you fix the tests?"),
    ("", "Re: Interviews next week", "I can do Tuesday 2pm to sit on the panel.", "Can you help interview candidates next week?"),
    ("", "Re: New starter", "Ana starts Monday at 9. Her contract is signed and attached.", "When does the new analyst start?"),
]

SEVERAL = [
    ("Re: Interview", "Thank you for meeting with me today about the analyst role.\nThursday at 2pm works for me for the second interview.", ["interview_followup", "candidate_scheduling"]),
    ("Re: Offer", "Thank you for the offer of the clerk position, but I must decline.\nPlease withdraw my application for the analyst role too.", ["offer_declined", "withdrawal"]),
    ("Application for clerk", "Please find attached my CV for the clerk position.\nI could come in for an interview on Tuesday 10 March or Thursday after 3pm; I am free both days.", ["application_sent", "candidate_scheduling"]),
    ("Re: Interview", "Thank you for interviewing me yesterday.\nAs agreed I have completed the case study for the analyst role and attach it.", ["interview_followup", "assessment_completed"]),
]

NAMES = [
    ("Head Gardener interview", "Ada Hall <ada@hallandfinch.example>", "Thank you for meeting me at Hall & Finch.", "Hall & Finch", "Head Gardener"),
    ("Hello", "Ada <ada@lakesidebakery.example>", "I am applying for the job of baker at Lakeside Bakery.", "Lakeside Bakery", "baker"),
    ("Data Engineer 2026", "Northmoor Labs <jobs@northmoor.example>", "My CV is attached.", "Northmoor Labs", "Data Engineer"),
    ("Yesterday", "Ada <ada@acme.example>", "Thank you for the interview about Senior Buyer at Acme Retail Group. I enjoyed it.", "Acme Retail Group", "Senior Buyer"),
    ("Ward Clerk", "Ward <ward@millcross.nhs.uk>", "My CV is attached for the post.", "Millcross", "Ward Clerk"),
]
# fmt: on


@pytest.mark.parametrize(("subject", "text"), ORDINARY)
def test_what_is_no_job_search(subject: str, text: str) -> None:
    assert kinds(subject, text) == []


@pytest.mark.parametrize(("kind", "subject", "text", "quoted"), ANSWERS)
def test_what_an_answer_says_by_what_it_answers(kind: str, subject: str, text: str, quoted: str) -> None:
    told = [one for one in kinds(subject, text, quoted) if one != "interview_scheduled"]  # test_agreed.py
    assert told == ([kind] if kind else [])


@pytest.mark.parametrize(("subject", "text", "expected"), SEVERAL)
def test_several_events_in_one_mail(subject: str, text: str, expected: list[str]) -> None:
    assert kinds(subject, text) == expected


@pytest.mark.parametrize(("subject", "to", "text", "company", "role"), NAMES)
def test_company_and_role(subject: str, to: str, text: str, company: str, role: str) -> None:
    event = inferred(mine(f"Dear Ada,\n\n{text}\n\nBest wishes\nSam", subject, to)).events[0]
    assert (event.company, event.role) == (company, role)
