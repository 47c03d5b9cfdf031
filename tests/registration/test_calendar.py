"""The files people fetch hold the meeting, and a video link only for who is registered."""

from lcm.meetings.operations import cancel_meeting, change_meeting
from lcm.registration import operations
from lcm.registration.tokens import place_token
from tests.calendar.checker import assert_calendar_file
from tests.registration.conftest import draft, sign_up

VIDEO = "https://video.example.org/kamer"


def test_the_public_file_is_right_and_keeps_the_video_link_back(client, make):
    meeting = make(link=VIDEO)

    answer = client.get(f"/m/{meeting.slug}/calendar.ics")

    (event,) = assert_calendar_file(answer.data)
    assert answer.mimetype == "text/calendar"
    assert event["SUMMARY"] == "Kick-off samenwerking"
    assert b"video" not in answer.data


def test_the_own_file_holds_the_video_link_and_no_personal_one(client, make):
    meeting = make(link=VIDEO)
    (anna,) = sign_up(meeting, "Anna")

    answer = client.get(f"/p/{place_token(anna)}/calendar.ics")

    assert_calendar_file(answer.data)
    unfolded = answer.data.replace(b"\r\n ", b"")
    assert VIDEO.encode() in unfolded
    assert b"/p/" not in unfolded


def test_the_file_of_who_cancelled_says_cancelled(client, make):
    (anna,) = sign_up(make(), "Anna")
    operations.cancel(anna)

    answer = client.get(f"/p/{place_token(anna)}/calendar.ics")

    (event,) = assert_calendar_file(answer.data)
    assert event["STATUS"] == "CANCELLED"


def test_an_unchanged_file_is_not_sent_twice(client, meeting):
    first = client.get(f"/m/{meeting.slug}/calendar.ics")
    headers = {"If-None-Match": first.headers["ETag"]}

    again = client.get(f"/m/{meeting.slug}/calendar.ics", headers=headers)
    change_meeting(meeting, draft(title="Aftrap"))
    changed = client.get(f"/m/{meeting.slug}/calendar.ics", headers=headers)

    assert (again.status_code, changed.status_code) == (304, 200)


def test_a_cancelled_meeting_stays_in_the_file_as_cancelled(client, meeting):
    cancel_meeting(meeting, "Ziek.")

    answer = client.get(f"/m/{meeting.slug}/calendar.ics")

    (event,) = assert_calendar_file(answer.data)
    assert event["STATUS"] == "CANCELLED"
