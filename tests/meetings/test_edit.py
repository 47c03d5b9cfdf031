"""Before a change is saved, the page says whom it will tell."""

from sqlalchemy import select

from lcm.db import db
from lcm.mail.models import OutboxMail
from lcm.meetings import operations
from lcm.registration.operations import Answers, register
from tests.meetings.conftest import filled_in


def told():
    kind = "registration/meeting_changed"
    return db.session.scalars(select(OutboxMail).where(OutboxMail.kind == kind)).all()


def sign_up(meeting):
    operations.publish_meeting(meeting)
    register(meeting, Answers("Fatima el Idrissi", "f@example.org", "", "medical", "", "nl"))


def test_a_moved_session_names_who_will_hear_of_it_and_waits(organiser, meeting):
    sign_up(meeting)

    page = organiser.post(f"/m/{meeting.slug}/edit", data=filled_in(time="15:00"))

    assert page.status_code == 200
    assert "Fatima el Idrissi" in page.text
    assert meeting.starts_local.hour == 14
    assert told() == []


def test_saving_it_then_tells_them(organiser, meeting):
    sign_up(meeting)

    answer = organiser.post(f"/m/{meeting.slug}/edit", data=filled_in(time="15:00", choice="tell"))

    assert answer.status_code == 303
    assert meeting.starts_local.hour == 15
    assert [mail.to_address for mail in told()] == ["f@example.org"]


def test_what_nobody_was_told_is_saved_at_once(organiser, meeting):
    sign_up(meeting)

    answer = organiser.post(
        f"/m/{meeting.slug}/edit", data=filled_in(description="Meer uitleg", seats="30")
    )

    assert answer.status_code == 303
    assert (meeting.description, meeting.seats) == ("Meer uitleg", 30)
    assert told() == []


def test_a_draft_is_changed_without_asking(organiser, meeting):
    answer = organiser.post(f"/m/{meeting.slug}/edit", data=filled_in(title="Anders"))

    assert answer.status_code == 303
    assert meeting.title == "Anders"


def test_a_past_meeting_keeps_its_time_when_something_else_changes(organiser, meeting):
    operations.change_meeting(
        meeting,
        operations.MeetingDraft(
            meeting.kind, meeting.title, meeting.starts_local.replace(year=2025), place="Hier"
        ),
    )

    answer = organiser.post(
        f"/m/{meeting.slug}/edit", data=filled_in(day="2025-12-03", title="Met verslag")
    )

    assert answer.status_code == 303
    assert meeting.title == "Met verslag"


def test_the_form_holds_the_meeting_as_it_is(organiser, meeting):
    page = organiser.get(f"/m/{meeting.slug}/edit")

    assert 'value="2026-12-03"' in page.text
    assert 'value="14:00"' in page.text
