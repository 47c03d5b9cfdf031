"""Cancelling needs a reason, says whom it tells, and tells them."""

from sqlalchemy import select

from lcm.db import db
from lcm.mail.models import OutboxMail
from lcm.meetings import operations
from lcm.meetings.models import MeetingState
from lcm.registration.operations import Answers, register


def test_the_page_names_who_will_hear_of_it(organiser, meeting):
    operations.publish_meeting(meeting)
    register(meeting, Answers("Fatima el Idrissi", "f@example.org", "", "medical", "", "nl"))

    page = organiser.get(f"/m/{meeting.slug}/cancel")

    assert "Fatima el Idrissi" in page.text
    assert meeting.state == MeetingState.PUBLISHED


def test_without_a_reason_nothing_is_cancelled(organiser, meeting):
    operations.publish_meeting(meeting)

    answer = organiser.post(f"/m/{meeting.slug}/cancel", data={"reason": " "})

    assert answer.status_code == 422
    assert meeting.state == MeetingState.PUBLISHED


def test_everybody_registered_reads_the_reason(organiser, meeting):
    operations.publish_meeting(meeting)
    register(meeting, Answers("Fatima el Idrissi", "f@example.org", "", "medical", "", "nl"))

    organiser.post(f"/m/{meeting.slug}/cancel", data={"reason": "De zaal is dubbel geboekt."})

    mail = db.session.scalars(
        select(OutboxMail).where(OutboxMail.kind == "registration/meeting_cancelled")
    ).one()
    assert meeting.state == MeetingState.CANCELLED
    assert mail.facts["reason"] == "De zaal is dubbel geboekt."


def test_a_cancelled_meeting_is_not_cancelled_again(organiser, meeting):
    operations.cancel_meeting(meeting, "Ziek.")

    assert organiser.get(f"/m/{meeting.slug}/cancel").status_code == 409
