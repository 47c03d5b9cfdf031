"""An organiser plans from a template, puts the programme in order and publishes."""

import re

import pytest

from lcm.db import db
from lcm.meetings import operations
from lcm.meetings.models import Meeting, MeetingState
from lcm.meetings.queries import timetable
from lcm.registration.operations import Answers, register
from tests.meetings.conftest import filled_in


def planned():
    return db.session.query(Meeting).order_by(Meeting.id.desc()).first()


def test_the_template_comes_first(organiser, community):
    page = organiser.get(f"/c/{community.slug}/meetings/new")

    assert re.findall(r"meetings/new/(\w+)", page.text) == ["kick_off", "network", "learning"]
    assert "Terugblik op vooronderzoek en doelen" in page.text


def test_a_meeting_is_planned_in_one_form(organiser, community):
    answer = organiser.post(
        f"/c/{community.slug}/meetings/new/kick_off", data=filled_in(seats="45")
    )

    meeting = planned()
    assert answer.status_code == 303
    assert answer.location == f"/m/{meeting.slug}/plan"
    assert (meeting.seats, meeting.state, len(meeting.agenda)) == (45, MeetingState.DRAFT, 8)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Vul dit in"),
        ({"title": "x" * 121}, "120"),
        ({"day": "3 december"}, "2026-12-03"),
        ({"time": "twee uur"}, "14:00"),
        ({"day": "2026-11-18"}, "voorbij"),
        ({"day": "2027-03-28", "time": "02:30"}, "slaat de klok"),
        ({"place": ""}, "link om online mee te doen"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"seats": "0"}, "5000"),
        ({"seats": "veel"}, "heel getal"),
    ],
)
def test_what_is_not_right_gets_a_sentence_and_the_text_stays(organiser, community, changes, words):
    data = filled_in(description="Onze eigen woorden", **changes)

    answer = organiser.post(
        f"/c/{community.slug}/meetings/new/kick_off",
        data=data,
        headers={"Accept-Language": "nl"},
    )

    assert answer.status_code == 422
    assert words in answer.text
    assert "Onze eigen woorden" in answer.text
    assert planned() is None


def test_a_next_meeting_follows_the_one_it_was_planned_from(organiser, community, meeting):
    operations.publish_meeting(meeting)
    address = f"/c/{community.slug}/meetings/new"

    templates = organiser.get(f"{address}?after={meeting.slug}")
    organiser.post(f"{address}/learning?after={meeting.slug}", data=filled_in(title="Vervolg"))

    assert "Wat werd er van onze acties" in templates.text
    assert planned().previous_id == meeting.id


def test_nobody_plans_after_a_foreign_meeting(organiser, community, meeting):
    address = f"/c/{community.slug}/meetings/new?after=nergens"

    assert organiser.get(address).status_code == 404


def test_the_plan_shows_blocks_with_their_clock_times(organiser, meeting):
    page = organiser.get(f"/m/{meeting.slug}/plan", headers={"Accept-Language": "nl"})

    shown = re.findall(r'run-time">([\d.]+)<', page.text)
    assert shown == ["14.00", "14.10", "14.30", "14.45", "15.00", "15.10", "15.50", "16.05"]


def test_buttons_move_a_block(organiser, meeting):
    block = meeting.agenda[1].public_id

    answer = organiser.post(f"/m/{meeting.slug}/agenda/{block}/move", data={"step": "up"})

    assert answer.location.endswith(f"#block-{block}")
    assert timetable(meeting)[0].item.public_id == block


def test_a_move_nowhere_is_not_found(organiser, meeting):
    block = meeting.agenda[1].public_id

    answer = organiser.post(f"/m/{meeting.slug}/agenda/{block}/move", data={"step": "away"})

    assert answer.status_code == 404


def test_a_block_is_added_changed_and_taken_out(organiser, meeting):
    address = f"/m/{meeting.slug}/agenda"
    block = {"title": "Borrel", "minutes": "30", "kind": "talk", "leader": "Joost"}

    organiser.post(f"{address}/add", data={f"new-{name}": text for name, text in block.items()})
    added = timetable(meeting)[-1].item.public_id
    organiser.post(f"{address}/{added}", data={**block, "title": "Napraten"})
    changed = timetable(meeting)[-1].item.title
    organiser.post(f"{address}/{added}/remove")

    assert changed == "Napraten"
    assert len(timetable(meeting)) == 8


@pytest.mark.parametrize("minutes", ["0", "601", "-5", "lang", ""])
def test_a_block_of_an_impossible_length_is_refused(organiser, meeting, minutes):
    data = {"new-title": "Borrel", "new-minutes": minutes, "new-kind": "talk"}

    answer = organiser.post(f"/m/{meeting.slug}/agenda/add", data=data)

    assert answer.status_code == 422
    assert 'value="Borrel"' in answer.text
    assert len(timetable(meeting)) == 8


def test_a_block_of_another_meeting_is_not_found(organiser, community, meeting):
    other = operations.plan_meeting(community, operations.MeetingDraft(**draft_of(meeting)))
    foreign = other.agenda[0].public_id

    answer = organiser.post(f"/m/{meeting.slug}/agenda/{foreign}/remove")

    assert answer.status_code == 404
    assert len(timetable(other)) == 8


def draft_of(meeting):
    return {"kind": meeting.kind, "title": "Andere", "starts_local": meeting.starts_local}


def test_publishing_leads_on_to_inviting(organiser, meeting):
    answer = organiser.post(f"/m/{meeting.slug}/publish")

    assert answer.location == f"/m/{meeting.slug}/invite"
    assert meeting.state == MeetingState.PUBLISHED


def test_an_end_that_moved_is_announced_on_purpose(organiser, meeting):
    operations.publish_meeting(meeting)
    register(meeting, Answers("Fatima", "fatima@example.org", "", "medical", "", "nl"))
    organiser.post(f"/m/{meeting.slug}/agenda/{meeting.agenda[0].public_id}/remove")

    page = organiser.get(f"/m/{meeting.slug}/plan")
    organiser.post(f"/m/{meeting.slug}/end")

    assert f"/m/{meeting.slug}/end" in page.text
    assert (meeting.minutes, meeting.calendar_sequence) == (120, 1)


def test_closing_leads_on_to_following_up(organiser, meeting):
    operations.publish_meeting(meeting)

    answer = organiser.post(f"/m/{meeting.slug}/close")

    assert answer.location == f"/m/{meeting.slug}/follow-up"
    assert meeting.state == MeetingState.CLOSED
