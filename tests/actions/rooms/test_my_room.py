"""One's own room as a program on the phone reads it."""

from datetime import datetime, timedelta

import pytest

from lcm import clock
from lcm.breakouts.drafts import RoomDraft
from lcm.breakouts.operations import close_round, describe_room
from lcm.registration.cookies import PLACE_COOKIE
from lcm.registration.tokens import cookie_token
from tests.gatherings import gather


@pytest.fixture
def gathering(app):
    return gather(6)


@pytest.fixture
def phone(client, gathering):
    client.set_cookie(PLACE_COOKIE, cookie_token(gathering.places[0]))
    return client


def test_there_is_nothing_while_no_rooms_are_open(phone, gathering):
    before = phone.get("/place/room")
    round_ = gathering.round(is_open=False)
    planned = phone.get("/place/room")

    assert [before.status_code, planned.status_code] == [204, 204]
    assert round_.rooms


def test_the_room_with_its_people_and_its_end(phone, gathering):
    with clock.set_to(clock.now()):
        gathering.round()
        ends_at = clock.now() + timedelta(minutes=30)
    room = gathering.room()
    describe_room(
        room, RoomDraft("Korte lijntjes", "Hoe?", "lokaal 2.14", "https://video.example.org/3")
    )

    answer = phone.get("/place/room")

    told = answer.json["room"]
    assert answer.status_code == 200
    assert (told["number"], told["title"], told["question"]) == (
        room.number,
        "Korte lijntjes",
        "Hoe?",
    )
    assert (told["place"], told["link"]) == ("lokaal 2.14", "https://video.example.org/3")
    assert told["origin"] is None
    assert {"Samira", gathering.places[gathering.mate()].name.split()[0]} <= {
        person["name"] for person in told["people"]
    }
    assert "Jansen" not in answer.text
    assert datetime.fromisoformat(told["ends_at"]) == ends_at
    assert phone.get(told["url"]).status_code == 200


def test_after_closing_there_is_nothing_again(phone, gathering):
    round_ = gathering.round()
    close_round(round_)

    assert phone.get("/place/room").status_code == 204


@pytest.mark.parametrize("cookie", ["", "x", "abc.1.def", "é\u202e", "a" * 3000])
def test_a_cookie_that_is_none_gets_nothing(client, gathering, cookie):
    gathering.round()
    client.set_cookie(PLACE_COOKIE, cookie)

    assert client.get("/place/room").status_code == 204
