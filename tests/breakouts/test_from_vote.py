"""Winners of a vote become rooms: one each, with the option's words, and where it came from."""

import pytest

from lcm.breakouts import operations
from lcm.breakouts.drafts import RoomDraft, RoundDraft
from lcm.breakouts.from_vote import ask_winners
from lcm.breakouts.models import NothingChosen, RoundState
from lcm.breakouts.queries import board, origin_of, rounds_of
from lcm.db import db
from lcm.live.models import PollRound
from lcm.live.outcome.run_offs import add_run_off
from lcm.meetings.agenda import add_block
from lcm.meetings.models import BlockKind, MeetingOver
from lcm.meetings.operations import close_meeting
from lcm.meetings.programmes import BlockDraft
from tests.factories import make_person, make_revealed_vote
from tests.gatherings import gather
from tests.live.counted_votes import reveal

LABELS = ("Korte lijntjes", "Hulp op maat", "Vaste plek", "Armoede", "Taal")


@pytest.fixture
def gathering(app):
    return gather(6)


@pytest.fixture
def chosen(gathering):
    """Three options that won, the first with a sentence."""
    options = make_revealed_vote(gathering.meeting, *LABELS)
    options[0].text = "Elkaar sneller vinden"
    db.session.flush()
    return options[:3]


@pytest.fixture
def path(gathering):
    return f"/m/{gathering.meeting.slug}/rooms/of-winners"


def planned(gathering, *drafts):
    questions = RoundDraft("Deelgroepen", 30, room_count=len(drafts), questions=drafts)
    return operations.make_round(gathering.meeting, None, questions)


def titles(round_):
    return [(room.number, room.title) for room in round_.rooms]


def test_each_winner_has_a_room_with_its_words_and_its_origin(both_engines, gathering, chosen):
    round_ = ask_winners(gathering.meeting)

    assert titles(round_) == list(enumerate(LABELS[:3], start=1))
    assert [room.question for room in round_.rooms] == ["Elkaar sneller vinden", "", ""]
    assert [origin_of(room).label for room in round_.rooms] == list(LABELS[:3])


def test_the_next_planned_round_of_the_programme_is_taken(both_engines, gathering, chosen):
    add_block(gathering.meeting, BlockDraft(BlockKind.BREAKOUT, "In gesprek", 35))
    [planned_round] = rounds_of(gathering.meeting)

    round_ = ask_winners(gathering.meeting)

    assert round_ is planned_round
    assert len(rounds_of(gathering.meeting)) == 1


def test_a_round_that_is_open_is_left_alone(both_engines, gathering, chosen):
    held = gathering.round(room_count=2)
    before = titles(held)

    round_ = ask_winners(gathering.meeting)

    assert round_ is not held
    assert (titles(held), held.state) == (before, RoundState.OPEN)
    assert len(round_.rooms) == 3


def test_place_link_and_own_questions_stay(both_engines, gathering, chosen):
    drafts = [RoomDraft(place="lokaal 1"), RoomDraft("Eigen vraag", "Wat nu?"), *[RoomDraft()] * 4]
    round_ = planned(gathering, *drafts)

    ask_winners(gathering.meeting)

    assert titles(round_) == [
        (1, LABELS[0]),
        (2, "Eigen vraag"),
        (3, LABELS[1]),
        (4, LABELS[2]),
    ]
    assert round_.rooms[0].place == "lokaal 1"


def test_an_own_question_at_the_end_keeps_its_room_under_the_next_free_number(
    both_engines, gathering, chosen
):
    round_ = planned(gathering, *[RoomDraft()] * 5, RoomDraft("Eigen vraag"))

    ask_winners(gathering.meeting)

    assert titles(round_) == [*enumerate(LABELS[:3], start=1), (4, "Eigen vraag")]


def test_a_second_tap_changes_nothing(both_engines, gathering, chosen):
    first = ask_winners(gathering.meeting)
    before = [(room.id, room.title) for room in first.rooms]

    second = ask_winners(gathering.meeting)

    assert second is first
    assert [(room.id, room.title) for room in second.rooms] == before


def test_people_who_were_divided_are_divided_over_the_new_rooms(both_engines, gathering, chosen):
    round_ = gathering.round(room_count=6, is_open=False)

    ask_winners(gathering.meeting)

    assert sorted(len(card.people) for card in board(round_).cards) == [2, 2, 2]


def test_after_a_run_off_only_its_winner_has_a_room(both_engines, gathering, chosen):
    first = db.session.query(PollRound).one()
    first.poll.k = 1
    again = PollRound(poll=first.poll, number=2)
    db.session.add(again)
    db.session.flush()
    reveal(again, *([["A", "B"], ["B", "A"]] * 3))
    run_off = add_run_off(again)
    reveal(run_off.rounds[0], *([["B"]] * 5))

    round_ = ask_winners(gathering.meeting)

    assert titles(round_) == [(1, "Hulp op maat")]


def test_without_a_result_it_says_so(both_engines, gathering):
    with pytest.raises(NothingChosen):
        ask_winners(gathering.meeting)


def test_a_session_that_is_over_gets_no_new_rooms(both_engines, gathering, chosen):
    close_meeting(gathering.meeting)

    with pytest.raises(MeetingOver):
        ask_winners(gathering.meeting)


def test_one_tap_leads_to_the_rooms(client, gathering, chosen, path):
    client.sign_in(gathering.leader)

    answer = client.post(path, headers={"Accept-Language": "en"})
    page = client.get(answer.headers["Location"], headers={"Accept-Language": "en"})

    [round_] = rounds_of(gathering.meeting)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"round={round_.public_id}")
    assert "Every option that won has a room now." in page.text
    assert all(label in page.text for label in LABELS[:3])


def test_a_tap_before_the_result_is_refused_in_words(client, gathering, path):
    client.sign_in(gathering.leader)

    answer = client.post(path, headers={"Accept-Language": "en"})

    assert answer.status_code == 409
    assert "No vote of this session has a result" in answer.text


def test_who_may_not_plan_finds_nothing(client, gathering, chosen, path):
    client.sign_in(make_person())

    assert client.post(path).status_code == 404
    assert rounds_of(gathering.meeting) == []
