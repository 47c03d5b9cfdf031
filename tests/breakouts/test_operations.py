"""Rounds and rooms in the database: everybody has a room, and keeps having one."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.breakouts import operations
from lcm.breakouts.allocation import Rules
from lcm.breakouts.drafts import ALL_RULES, RoomDraft, RoundDraft
from lcm.breakouts.models import (
    AnotherRoundOpen,
    BreakoutRound,
    NobodyPresent,
    RoundNotOpen,
    RoundOver,
    RoundStarted,
    RoundState,
)
from lcm.breakouts.queries import board, current_round, latest_room_of, room_of, rounds_of
from lcm.db import db
from lcm.live.queries import live_of
from lcm.meetings.agenda import add_block, remove_block
from lcm.meetings.models import BlockKind
from lcm.meetings.operations import close_meeting
from lcm.meetings.programmes import BlockDraft
from lcm.registration.places import say_gone
from tests.gatherings import gather

pytestmark = pytest.mark.usefixtures("both_engines")

NO_RULES = Rules(mix_domains=False, separate_organisations=False, protect_experience=False)


@pytest.fixture
def gathering(app):
    return gather(10)


def sizes(round_):
    return sorted(len(card.people) for card in board(round_).cards)


def test_a_break_out_block_brings_a_round_and_takes_it_along(gathering):
    block = add_block(gathering.meeting, BlockDraft(BlockKind.BREAKOUT, "In gesprek", 35))

    [round_] = rounds_of(gathering.meeting)
    assert (round_.name, round_.planned_minutes, round_.rooms) == ("In gesprek", 35, [])

    remove_block(block)

    assert rounds_of(gathering.meeting) == []


def test_a_round_that_was_held_outlives_its_block(gathering):
    block = add_block(gathering.meeting, BlockDraft(BlockKind.BREAKOUT, "In gesprek", 35))
    [round_] = rounds_of(gathering.meeting)
    operations.open_round(round_)

    remove_block(block)
    db.session.expire_all()

    [kept] = rounds_of(gathering.meeting)
    assert kept.name == "In gesprek"


def test_everybody_present_has_one_room_and_sizes_differ_by_one(gathering):
    round_ = gathering.round(room_count=3)

    rooms = [room_of(place) for place in gathering.places]
    assert None not in rooms
    assert sizes(round_) == [3, 3, 4]
    assert board(round_).unseated_count == 0


def test_mixing_again_gives_other_rooms_and_keeps_their_questions(gathering):
    round_ = gathering.round(room_count=3, is_open=False)
    operations.describe_room(round_.rooms[0], RoomDraft("Korte lijntjes", "Hoe?", "2.14"))
    before = [latest_members(card) for card in board(round_).cards]

    operations.prepare(round_, ALL_RULES, 3)
    operations.fill(round_)

    assert [latest_members(card) for card in board(round_).cards] != before
    assert round_.rooms[0].title == "Korte lijntjes"


def latest_members(card):
    return [person.place.id for person in card.people]


def test_fewer_rooms_leave_nobody_behind(gathering):
    round_ = gathering.round(room_count=5, is_open=False)

    operations.prepare(round_, NO_RULES, 2)
    operations.fill(round_)

    assert sizes(round_) == [5, 5]


def test_without_anybody_present_nothing_is_filled(app):
    empty = gather(0)
    round_ = operations.make_round(empty.meeting, None, RoundDraft("Deelgroepen", 30))

    with pytest.raises(NobodyPresent):
        operations.open_round(round_)

    assert round_.state == RoundState.PLANNED


def test_opening_tells_the_phones_and_sets_the_end(gathering):
    version = live_of(gathering.meeting).version

    with clock.set_to(clock.now()) as _:
        round_ = gathering.round()
        ends_at = clock.now() + timedelta(minutes=30)

    db.session.expire_all()
    assert round_.ends_at == ends_at
    assert live_of(gathering.meeting).version > version


def test_one_round_is_open_at_a_time(gathering):
    gathering.round()
    second = operations.make_round(gathering.meeting, None, RoundDraft("Tweede", 20))

    with pytest.raises(AnotherRoundOpen):
        operations.open_round(second)

    assert room_of(gathering.places[0]).round_id != second.id


def test_an_open_round_is_neither_opened_nor_mixed_again(gathering):
    round_ = gathering.round()

    for forbidden in (
        lambda: operations.open_round(round_),
        lambda: operations.fill(round_),
        lambda: operations.prepare(round_, ALL_RULES, 4),
    ):
        with pytest.raises(RoundStarted):
            forbidden()


def test_who_left_is_not_divided(gathering):
    say_gone(gathering.places[0])

    gathering.round()

    assert room_of(gathering.places[0]) is None


def test_after_closing_nobody_is_moved_and_no_time_is_added(gathering):
    round_ = gathering.round()
    operations.close_round(round_)

    with pytest.raises(RoundOver):
        operations.move(round_, gathering.places[0], round_.rooms[0])
    with pytest.raises(RoundNotOpen):
        operations.extend(round_, 5)

    assert room_of(gathering.places[0]) is None
    assert latest_room_of(gathering.places[0]) is not None


def test_a_round_closed_by_mistake_opens_again_with_the_same_people(gathering):
    round_ = gathering.round()
    before = [gathering.room(number) for number in range(10)]
    operations.close_round(round_)

    operations.open_round(round_, minutes=10)

    assert [gathering.room(number) for number in range(10)] == before


def test_time_is_added_from_now_once_it_has_passed(gathering):
    with clock.set_to(clock.now()):
        round_ = gathering.round()
        moment = clock.now() + timedelta(minutes=50)
    with clock.set_to(moment):
        operations.extend(round_, 5)

    assert round_.ends_at == moment + timedelta(minutes=5)


def test_closing_the_meeting_closes_its_rooms(gathering):
    round_ = gathering.round()

    close_meeting(gathering.meeting)

    db.session.expire_all()
    assert db.session.get(BreakoutRound, round_.id).state == RoundState.CLOSED


def test_the_open_round_is_the_current_one_then_the_next(gathering):
    first = gathering.round()
    second = operations.make_round(gathering.meeting, None, RoundDraft("Tweede", 20))
    assert current_round(gathering.meeting) == first

    operations.close_round(first)

    assert current_round(gathering.meeting) == second
