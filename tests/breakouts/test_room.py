"""What a room talks about and where: the organiser's form."""

import pytest

from lcm.breakouts import operations
from lcm.breakouts.drafts import RoundDraft
from lcm.breakouts.queries import origin_of
from lcm.clock import now
from lcm.db import db
from lcm.live import operations as live
from lcm.live.models import Ballot
from lcm.live.queries import live_of, polls_of, winners
from lcm.meetings.agenda import add_block
from lcm.meetings.models import BlockKind
from lcm.meetings.programmes import BlockDraft
from tests.gatherings import gather


@pytest.fixture
def gathering(app):
    return gather(6)


@pytest.fixture
def organiser(client, gathering):
    client.sign_in(gathering.leader)
    return client


def form_of(gathering, round_):
    return f"/m/{gathering.meeting.slug}/rooms/{round_.public_id}/{round_.rooms[0].public_id}"


def revealed_vote(gathering):
    """A vote on the aims with one ballot: B, then A, then C."""
    add_block(gathering.meeting, BlockDraft(BlockKind.VOTE, "Speerpunten", 15))
    [poll] = polls_of(gathering.meeting)
    round_ = poll.rounds[-1]
    live.open_round(round_)
    choice = [poll.options[index].public_id for index in (1, 0, 2)]
    ballot = Ballot(round_id=round_.id, device_key=b"d" * 16, choice=choice, seq=1, minute_at=now())
    db.session.add(ballot)
    db.session.flush()
    live.close_round(round_)
    live.reveal_round(round_)
    return poll


def test_a_room_gets_its_own_title_question_place_and_link(organiser, gathering):
    round_ = gathering.round(is_open=False)
    filled = {
        "title": "Korte lijntjes",
        "question": "Hoe maken we de lijntjes korter?",
        "place": "lokaal 2.14",
        "link": "https://video.example.org/3",
    }

    answer = organiser.post(form_of(gathering, round_), data=filled)

    room = round_.rooms[0]
    assert answer.status_code == 303
    assert (room.title, room.question, room.place, room.link) == tuple(filled.values())


def test_phones_hear_of_another_link_while_they_are_in_the_room(organiser, gathering):
    round_ = gathering.round()
    before = live_of(gathering.meeting).version

    organiser.post(form_of(gathering, round_), data={"link": "https://video.example.org/4"})

    assert live_of(gathering.meeting).version > before


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "//evil.example", "video.example", "http://", "https://[", "ftp://a"],
)
def test_a_link_that_is_no_web_address_is_refused(organiser, gathering, link):
    round_ = gathering.round(is_open=False)

    answer = organiser.post(form_of(gathering, round_), data={"title": "Kept", "link": link})

    assert answer.status_code == 422
    assert "Kept" in answer.text
    assert round_.rooms[0].link == ""


def test_too_long_a_question_is_refused_and_kept(organiser, gathering):
    round_ = gathering.round(is_open=False)

    answer = organiser.post(form_of(gathering, round_), data={"question": "x" * 401})

    assert answer.status_code == 422
    assert "x" * 401 in answer.text


def test_winning_priorities_become_the_questions_of_the_rooms(gathering):
    poll = revealed_vote(gathering)

    round_ = gathering.round(room_count=2, is_open=False)

    labels = [option.label for option in winners(gathering.meeting)[:2]]
    assert [room.title for room in round_.rooms] == labels
    assert origin_of(round_.rooms[0]).letter == poll.options[1].letter == "B"


def test_another_priority_brings_its_own_words(organiser, gathering):
    poll = revealed_vote(gathering)
    round_ = gathering.round(room_count=2, is_open=False)
    room = round_.rooms[0]
    chosen = next(option for option in poll.options if option.label != room.title)

    organiser.post(
        form_of(gathering, round_),
        data={"option": chosen.public_id, "title": room.title, "question": room.question},
    )

    assert round_.rooms[0].title == chosen.label
    assert origin_of(round_.rooms[0]).label == chosen.label


def test_prepared_rooms_keep_their_questions_when_a_vote_is_revealed(gathering):
    round_ = operations.make_round(
        gathering.meeting,
        None,
        RoundDraft("Kennismaken", 20, 2, questions=(operations.RoomDraft("Wie ben je?"),)),
    )
    revealed_vote(gathering)

    operations.fill(round_)

    assert round_.rooms[0].title == "Wie ben je?"
    assert origin_of(round_.rooms[0]) is None
    assert origin_of(round_.rooms[1]) is not None
