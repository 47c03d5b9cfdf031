"""Who is there, how and since when: the first time stays, and a mark can be taken back."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.db import db
from lcm.errors import NotFound
from lcm.meetings.models import MeetingOver
from lcm.meetings.operations import cancel_meeting
from lcm.people.queries import find_domain
from lcm.registration import operations, places
from lcm.registration.attendance import Mark, attendance
from lcm.registration.checking_in import add_walk_in, mark
from lcm.registration.models import ChoiceMissing, DoorsNotOpen
from lcm.registration.queries import find_place, present_places
from tests.registration.conftest import sign_up

TEN_MINUTES = timedelta(minutes=10)


def marks(meeting):
    return {one.name: one.mark for one in attendance(meeting).people}


@pytest.mark.usefixtures("just_before")
def test_who_is_marked_present_is_there_for_the_rooms(both_engines, meeting):
    anna, _bram = sign_up(meeting, "Anna", "Bram")

    before = mark(meeting, anna.public_id, Mark.PRESENT)

    assert before.mark == Mark.EXPECTED
    assert [place.name for place in present_places(meeting)] == ["Anna"]
    assert marks(meeting) == {"Anna": Mark.PRESENT, "Bram": Mark.EXPECTED}


@pytest.mark.usefixtures("just_before")
def test_a_second_mark_keeps_the_first_time(meeting):
    [anna] = sign_up(meeting, "Anna")
    mark(meeting, anna.public_id, Mark.PRESENT)

    with clock.set_to(meeting.starts_at):
        before = mark(meeting, anna.public_id, Mark.PRESENT)

    assert before.since == meeting.starts_at - TEN_MINUTES
    assert find_place(anna).present_at == before.since


@pytest.mark.usefixtures("just_before")
def test_who_turns_out_to_be_online_keeps_the_first_time(meeting):
    [anna] = sign_up(meeting, "Anna")
    mark(meeting, anna.public_id, Mark.PRESENT)

    with clock.set_to(meeting.starts_at):
        mark(meeting, anna.public_id, Mark.ONLINE)

    [one] = attendance(meeting).here
    assert (one.mark, one.since) == (Mark.ONLINE, meeting.starts_at - TEN_MINUTES)


@pytest.mark.usefixtures("just_before")
@pytest.mark.parametrize("absence", [Mark.EXCUSED, Mark.ABSENT])
def test_who_is_not_there_gets_no_place(meeting, absence):
    [anna] = sign_up(meeting, "Anna")

    mark(meeting, anna.public_id, absence)

    assert marks(meeting) == {"Anna": absence}
    assert find_place(anna) is None


@pytest.mark.usefixtures("just_before")
def test_who_was_absent_and_says_i_am_here_is_there(meeting):
    [anna] = sign_up(meeting, "Anna")
    mark(meeting, anna.public_id, Mark.ABSENT)

    places.say_here(places.place_of(anna))

    assert marks(meeting) == {"Anna": Mark.PRESENT}
    assert anna.absence is None


@pytest.mark.usefixtures("just_before")
def test_a_mark_that_is_taken_back_leaves_nothing(meeting):
    [anna] = sign_up(meeting, "Anna")
    mark(meeting, anna.public_id, Mark.ONLINE)

    mark(meeting, anna.public_id, Mark.EXPECTED)

    place = find_place(anna)
    assert marks(meeting) == {"Anna": Mark.EXPECTED}
    assert (place.present_at, place.is_online) == (None, False)


def test_nobody_is_marked_before_the_day(meeting):
    [anna] = sign_up(meeting, "Anna")

    with pytest.raises(DoorsNotOpen):
        mark(meeting, anna.public_id, Mark.PRESENT)


@pytest.mark.usefixtures("just_before")
def test_nobody_is_marked_once_it_is_cancelled(meeting):
    [anna] = sign_up(meeting, "Anna")
    cancel_meeting(meeting, "De zaal is niet vrij.")

    with pytest.raises(MeetingOver):
        mark(meeting, anna.public_id, Mark.PRESENT)


@pytest.mark.usefixtures("just_before")
def test_who_cancelled_or_is_of_another_meeting_is_not_found(meeting, make):
    [anna] = sign_up(meeting, "Anna")
    [foreign] = sign_up(make(title="Elders"), "Bram")
    operations.cancel(anna)

    for public_id in (anna.public_id, foreign.public_id, "x"):
        with pytest.raises(NotFound):
            mark(meeting, public_id, Mark.PRESENT)
    assert marks(meeting) == {}


@pytest.mark.usefixtures("just_before")
def test_who_walks_in_is_there_and_the_same_page_twice_is_one_person(meeting):
    medical = find_domain("medical")

    twice = [add_walk_in(meeting, "Ali", "Ella", medical, "visit-1") for _ in range(2)]

    [one] = attendance(meeting).here
    assert twice[0].id == twice[1].id
    assert (one.name, one.organisation, one.domain, one.registration) == (
        "Ali",
        "Ella",
        medical,
        None,
    )


@pytest.mark.usefixtures("just_before")
def test_who_walked_in_can_be_taken_back_but_is_never_absent(meeting):
    place = add_walk_in(meeting, "Ali", "Ella", None, "visit-1")

    with pytest.raises(ChoiceMissing):
        mark(meeting, place.public_id, Mark.ABSENT)
    mark(meeting, place.public_id, Mark.EXPECTED)

    assert marks(meeting) == {"Ali": Mark.EXPECTED}


def test_people_are_found_by_any_part_of_name_and_organisation(meeting):
    sign_up(meeting, "Anna Smit", "Bram Çelik")
    db.session.flush()

    everybody = attendance(meeting)

    assert [one.name for one in everybody.found("celik br")] == ["Bram Çelik"]
    assert [one.name for one in everybody.found("")] == ["Anna Smit", "Bram Çelik"]
    assert everybody.found("nobody") == ()
