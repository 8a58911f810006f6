"""What an example of a relay's mail holds, and the kinds that it may tell."""

from __future__ import annotations

# source, sender, subject, text; kind, company, role
Example = tuple[str, str, str, str, str, str, str]
# source, sender, subject, text: no event
Noise = tuple[str, str, str, str]

CONFIRMED = "application_confirmation"
VIEWED = "application_viewed"
INCOMPLETE = "application_incomplete"
OUTREACH = "recruiter_outreach"
INVITED = "interview_invite"
SCHEDULED = "interview_scheduled"
MOVED = "interview_rescheduled"
CANCELLED = "interview_cancelled"
ASSESSMENT = "assessment"
TAKEN = "assessment_completed"
REJECTED = "rejection"
CLOSED = "position_closed"
UPDATED = "status_update"
