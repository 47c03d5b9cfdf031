"""A place is made once, present or gone, with a number that stays."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.meetings.models import MeetingOver
from lcm.meetings.operations import close_meeting
from lcm.people.queries import find_domain
from lcm.registration import operations, places
from lcm.registration.linked import place_by_cookie
from lcm.registration.models import PlaceGivenUp
from lcm.registration.queries import people_of, present_places
from lcm.registration.tokens import cookie_token, place_token
from tests.registration.conftest import answers, sign_up


def test_a_registration_has_one_place(meeting):
    (anna,) = sign_up(meeting, "Anna")

    first, second = places.place_of(anna), places.place_of(anna)

    assert first is second
    assert (first.name, first.domain.slug, first.number) == ("Anna", "medical", 1)


def test_walk_ins_get_the_next_number_and_need_no_seat(make):
    meeting = make(seats=1)
    (anna,) = sign_up(meeting, "Anna")
    places.place_of(anna)

    bram = places.walk_in(meeting, " Bram ", "Buurthuis", find_domain("social"))

    assert (bram.name, bram.number, bram.organisation_text) == ("Bram", 2, "Buurthuis")


def test_who_is_here_stays_so_since_the_first_time(meeting):
    (anna,) = sign_up(meeting, "Anna")
    place = places.place_of(anna)
    places.say_here(place)
    since = place.present_at

    with clock.set_to(clock.now() + timedelta(minutes=5)):
        places.say_here(place)
        places.say_gone(place)
        gone = list(present_places(meeting))
        places.say_here(place)

    assert gone == []
    assert present_places(meeting) == [place]
    assert place.present_at == since


def test_who_cancels_is_not_there_any_more(meeting):
    (anna,) = sign_up(meeting, "Anna")
    places.say_here(places.place_of(anna))

    operations.cancel(anna)

    assert present_places(meeting) == []


def test_who_gave_the_place_up_is_not_let_in_by_it(meeting):
    (anna,) = sign_up(meeting, "Anna")
    operations.cancel(anna)

    with pytest.raises(PlaceGivenUp):
        places.place_of(anna)


def test_who_comes_back_from_another_side_sits_on_that_side(meeting):
    (anna,) = sign_up(meeting, "Anna")
    places.place_of(anna)
    operations.cancel(anna)
    operations.register(meeting, answers("Anna", domain_slug="social"))

    assert places.place_of(anna).domain.slug == "social"


def test_nobody_comes_in_after_closing(meeting):
    (anna,) = sign_up(meeting, "Anna")
    place = places.place_of(anna)
    close_meeting(meeting)

    with pytest.raises(MeetingOver):
        places.say_here(place)
    with pytest.raises(MeetingOver):
        places.walk_in(meeting, "Bram", "", None)


def test_a_cookie_stands_for_its_own_place_only(meeting):
    (anna,) = sign_up(meeting, "Anna")
    place = places.place_of(anna)
    cookie = cookie_token(place)

    assert place_by_cookie(cookie) is place
    for other in ("", "x", cookie[:-1], cookie + "a", place_token(anna), "é.1.é"):
        assert place_by_cookie(other) is None


def test_a_raised_version_ends_the_cookie(meeting):
    (anna,) = sign_up(meeting, "Anna")
    place = places.place_of(anna)
    cookie = cookie_token(place)

    place.version += 1

    assert place_by_cookie(cookie) is None


def test_actions_may_be_owned_by_who_comes_and_by_members(make, sanne):
    meeting = make(seats=1)
    anna, _bram = sign_up(meeting, "Anna", "Bram")

    assert list(people_of(meeting)) == [anna.person, sanne]
