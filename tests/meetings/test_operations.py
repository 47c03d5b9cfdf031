"""Meetings are planned from a template, change, and go through their states once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from lcm.db import db
from lcm.live.models import Poll
from lcm.meetings import operations
from lcm.meetings.models import BlockKind, MeetingKind, MeetingOver, MeetingState
from lcm.meetings.queries import timetable
from tests.meetings.conftest import IN_TWO_WEEKS, draft


def test_a_kick_off_starts_with_the_programme_of_the_case(meeting):
    blocks = timetable(meeting)

    assert [(f"{block.starts:%H:%M}", block.item.title) for block in blocks] == [
        ("14:00", "Welkom"),
        ("14:10", "Nader kennismaken"),
        ("14:30", "Terugblik op vooronderzoek en doelen"),
        ("14:45", "Speerpunten kiezen"),
        ("15:00", "Pauze"),
        ("15:10", "Wensen en acties in deelgroepen"),
        ("15:50", "Opbrengst delen"),
        ("16:05", "Afsluiting en vervolg"),
    ]
    assert meeting.ends_local == datetime(2026, 12, 3, 16, 10)


def test_the_programme_is_in_the_language_of_the_meeting(community):
    meeting = operations.plan_meeting(community, draft(locale="en"))

    assert meeting.agenda[3].title == "Choosing the focus points"


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_every_kind_has_a_programme_of_about_two_hours(community, kind):
    meeting = operations.plan_meeting(community, draft(kind=kind))

    assert 100 <= meeting.minutes <= 150
    assert meeting.state == MeetingState.DRAFT


def test_a_vote_in_the_programme_gets_its_poll(meeting):
    block = next(item for item in meeting.agenda if item.kind == BlockKind.VOTE)

    poll = db.session.scalars(select(Poll)).one()

    assert poll.agenda_item_id == block.id


def test_two_meetings_of_one_name_and_day_have_addresses_of_their_own(community):
    first = operations.plan_meeting(community, draft())
    second = operations.plan_meeting(community, draft())

    assert first.slug == "kick-off-samenwerking-2026-12-03"
    assert second.slug.startswith("kick-off-samenwerking-2026-12-03-")


def test_the_calendar_name_of_a_meeting_is_new_and_says_nothing(community):
    uids = {operations.plan_meeting(community, draft()).calendar_uid for _again in range(3)}

    assert len(uids) == 3
    assert all(len(uid) == 36 and "@" not in uid for uid in uids)


def test_the_instant_follows_the_clock_of_the_zone(community):
    winter = operations.plan_meeting(community, draft())
    summer = operations.plan_meeting(community, draft(starts_local=datetime(2027, 7, 1, 14, 0)))

    assert (winter.starts_at.hour, summer.starts_at.hour) == (13, 12)


def test_the_next_meeting_opens_with_what_became_of_the_actions(meeting):
    successor = operations.plan_next(
        meeting, draft(kind=MeetingKind.LEARNING, title="Leerbijeenkomst 1")
    )

    assert successor.agenda[0].kind == BlockKind.ACTIONS
    assert successor.previous_id == meeting.id


def test_a_draft_changes_without_a_new_calendar_number(meeting):
    operations.change_meeting(meeting, draft(place="Online"))

    assert meeting.calendar_sequence == 0


def test_moves_raise_the_calendar_number_and_a_typo_does_not(meeting):
    operations.publish_meeting(meeting)
    later = IN_TWO_WEEKS + timedelta(hours=1)

    numbers = [meeting.calendar_sequence]
    for change in (
        draft(starts_local=later),
        draft(starts_local=later, place="Zaal B3"),
        draft(starts_local=later, place="Zaal B3", title="Kick-off"),
        draft(starts_local=later, place="Zaal B3", title="Kick-off", description="Meer."),
    ):
        operations.change_meeting(meeting, change)
        numbers.append(meeting.calendar_sequence)

    assert numbers == [0, 1, 2, 2, 2]


def test_a_longer_programme_moves_the_end_only_when_it_is_announced(meeting):
    operations.publish_meeting(meeting)
    agenda = [operations.BlockDraft(BlockKind.TALK, "Alles", 180)]

    operations.replace_agenda(meeting, agenda)
    before = (meeting.minutes, meeting.calendar_sequence)
    operations.announce_end(meeting)

    assert before == (130, 0)
    assert (meeting.minutes, meeting.calendar_sequence) == (180, 1)


def test_a_cancelled_meeting_cannot_change_any_more(meeting):
    operations.publish_meeting(meeting)
    operations.cancel_meeting(meeting, "De zaal is dubbel geboekt.")

    with pytest.raises(MeetingOver):
        operations.cancel_meeting(meeting, "Nog eens.")
    with pytest.raises(MeetingOver):
        operations.change_meeting(meeting, draft(title="Toch"))

    assert meeting.cancel_reason == "De zaal is dubbel geboekt."


def test_closing_and_publishing_twice_is_once(meeting):
    operations.publish_meeting(meeting)
    published_at = meeting.published_at
    operations.publish_meeting(meeting)
    operations.close_meeting(meeting)
    operations.close_meeting(meeting)

    assert meeting.published_at == published_at
    assert meeting.state == MeetingState.CLOSED
