"""The blocks of a programme move and change, and the clock times follow."""

import pytest
from sqlalchemy import func, select

from lcm.db import db
from lcm.live.models import Poll
from lcm.meetings import agenda
from lcm.meetings.models import AgendaItem, BlockKind, MeetingOver
from lcm.meetings.operations import cancel_meeting
from lcm.meetings.programmes import BlockDraft
from lcm.meetings.queries import timetable


def titles(meeting):
    return [item.title for item in meeting.agenda]


def starts(meeting):
    return [f"{block.starts:%H:%M}" for block in timetable(meeting)]


def test_a_block_moved_up_moves_the_times_of_the_rest(meeting):
    agenda.move_block(meeting.agenda[5], -1)

    assert titles(meeting)[4:6] == ["Wensen en acties in deelgroepen", "Pauze"]
    assert starts(meeting)[4:7] == ["15:00", "15:40", "15:50"]
    assert [item.position for item in meeting.agenda] == list(range(8))


@pytest.mark.parametrize(("index", "step"), [(0, -1), (7, 1)])
def test_a_block_at_an_end_stays_there(meeting, index, step):
    before = titles(meeting)

    agenda.move_block(meeting.agenda[index], step)

    assert titles(meeting) == before


def test_a_longer_block_makes_the_draft_longer(meeting):
    agenda.change_block(meeting.agenda[0], BlockDraft(BlockKind.TALK, "Welkom", 25, "Sanne"))

    assert starts(meeting)[1] == "14:25"
    assert meeting.minutes == 145
    assert meeting.agenda[0].leader == "Sanne"


def test_a_block_of_another_kind_is_a_new_block_in_the_same_place(meeting):
    vote = meeting.agenda[3]
    vote_id = vote.id

    agenda.change_block(vote, BlockDraft(BlockKind.TALK, "Toch praten", 15))

    assert titles(meeting)[3] == "Toch praten"
    assert len(meeting.agenda) == 8
    assert db.session.get(AgendaItem, vote_id) is None


def test_a_programme_without_blocks_lasts_an_hour(meeting):
    for item in list(meeting.agenda):
        agenda.remove_block(item)

    assert (titles(meeting), meeting.minutes) == ([], 60)


def test_a_block_is_added_at_the_end(meeting):
    agenda.add_block(meeting, BlockDraft(BlockKind.TALK, "Borrel", 30))

    assert titles(meeting)[-1] == "Borrel"
    assert starts(meeting)[-1] == "16:10"


def test_a_vote_keeps_its_poll_when_the_programme_is_replaced(meeting):
    vote_id = meeting.agenda[3].id

    agenda.replace_agenda(
        meeting,
        [BlockDraft(BlockKind.VOTE, "Kiezen", 10), BlockDraft(BlockKind.BREAK, "Pauze", 5)],
    )

    assert meeting.agenda[0].id == vote_id
    assert titles(meeting) == ["Kiezen", "Pauze"]
    assert db.session.scalar(select(func.count(Poll.id))) == 1


def test_the_programme_of_a_cancelled_meeting_stays_as_it_was(meeting):
    cancel_meeting(meeting, "Ziek.")
    first = meeting.agenda[0]

    for change in (
        lambda: agenda.move_block(first, 1),
        lambda: agenda.remove_block(first),
        lambda: agenda.add_block(meeting, BlockDraft(BlockKind.TALK, "Nog iets", 5)),
        lambda: agenda.change_block(first, BlockDraft(BlockKind.TALK, "Anders", 5)),
        lambda: agenda.replace_agenda(meeting, []),
    ):
        with pytest.raises(MeetingOver):
            change()

    assert titles(meeting)[0] == "Welkom"
