"""Latecomers and people who are moved: one room each, and rooms stay even."""

import pytest

from lcm.breakouts import operations
from lcm.breakouts.queries import board, latest_room_of, room_of
from lcm.errors import NotFound
from lcm.people.queries import domains
from lcm.registration.places import say_here
from tests.factories import make_place
from tests.gatherings import gather

pytestmark = pytest.mark.usefixtures("both_engines")


@pytest.fixture
def gathering(app):
    return gather(10)


def sizes(round_):
    return sorted(len(card.people) for card in board(round_).cards)


def test_who_comes_late_has_a_room_at_once(gathering):
    round_ = gathering.round(room_count=3)
    late = make_place(gathering.meeting, "Wim", domain=domains()[0])
    late.present_at = None

    say_here(late)

    assert room_of(late) in round_.rooms
    assert sizes(round_)[-1] - sizes(round_)[0] <= 2


def test_many_latecomers_keep_the_rooms_even(gathering):
    round_ = gathering.round(room_count=3)

    for number in range(11):
        late = make_place(gathering.meeting, f"Laat {number}", domain=domains()[number % 2])
        operations.seat_latecomer(late)

    assert sizes(round_)[-1] - sizes(round_)[0] <= 2
    assert sum(sizes(round_)) == 21


def test_a_latecomer_said_twice_keeps_one_room(gathering):
    gathering.round()
    late = make_place(gathering.meeting, "Wim")

    first, second = operations.seat_latecomer(late), operations.seat_latecomer(late)

    assert first == second


def test_without_an_open_round_a_latecomer_waits(gathering):
    gathering.round(is_open=False)
    late = make_place(gathering.meeting, "Wim")

    assert operations.seat_latecomer(late) is None
    assert latest_room_of(late) is None


def test_who_came_after_the_division_gets_a_room_at_the_opening(gathering):
    round_ = gathering.round(is_open=False)
    late = make_place(gathering.meeting, "Wim")
    assert board(round_).unseated_count == 1

    operations.open_round(round_)

    assert room_of(late) is not None


def test_a_person_moves_and_nobody_else_does(gathering):
    round_ = gathering.round(room_count=2)
    place, other = gathering.places[0], gathering.room(0)
    target = next(room for room in round_.rooms if room != other)

    operations.move(round_, place, target)

    assert room_of(place) == target
    assert sizes(round_) == [4, 6]


def test_nobody_moves_into_a_foreign_room(gathering):
    round_ = gathering.round()
    foreign = gather(4)
    foreign_round = foreign.round()
    before = gathering.room(0)

    for place, room in (
        (gathering.places[0], foreign_round.rooms[0]),
        (foreign.places[0], round_.rooms[0]),
    ):
        with pytest.raises(NotFound):
            operations.move(round_, place, room)

    assert gathering.room(0) == before
    assert foreign.room(0) in foreign_round.rooms
