"""The rooms board, as the organiser sees and uses it."""

import pytest
import sqlalchemy as sa

from lcm.breakouts import operations
from lcm.breakouts.drafts import RoundDraft
from lcm.breakouts.models import RoundState
from lcm.breakouts.queries import rounds_of
from lcm.db import db
from lcm.people.queries import find_domain
from tests.factories import make_place
from tests.gatherings import gather

SWITCHES = {"mix_domains": "y", "separate_organisations": "y", "protect_experience": "y"}


@pytest.fixture
def gathering(app):
    return gather(10)


@pytest.fixture
def organiser(client, gathering):
    client.sign_in(gathering.leader)
    return client


@pytest.fixture
def path(gathering):
    return f"/m/{gathering.meeting.slug}/rooms"


def planned(gathering):
    return operations.make_round(gathering.meeting, None, RoundDraft("Deelgroepen", 30))


def test_a_session_without_a_block_can_have_rooms_all_the_same(organiser, path, gathering):
    page = organiser.get(path)
    assert "Make break-out rooms" in page.text or "Maak deelgroepen" in page.text

    answer = organiser.post(path)

    assert answer.status_code == 303
    assert len(rounds_of(gathering.meeting)) == 1


def test_dividing_shows_everybody_in_a_room(organiser, path, gathering):
    round_ = planned(gathering)

    organiser.post(f"{path}/{round_.public_id}/divide", data={"room_count": "3", **SWITCHES})
    page = organiser.get(path)

    assert len(round_.rooms) == 3
    assert all(f">{place.name.split()[0]}<" in page.text for place in gathering.places)


def test_with_nobody_present_rooms_are_made_and_the_page_says_why_they_are_empty(client, app):
    empty = gather(0)
    client.sign_in(empty.leader)
    round_ = planned(empty)
    path = f"/m/{empty.meeting.slug}/rooms"

    answer = client.post(f"{path}/{round_.public_id}/divide", data={"room_count": "2", **SWITCHES})
    page = client.get(path, headers={"Accept-Language": "en"})

    assert answer.status_code == 303
    assert len(round_.rooms) == 2
    assert "Nobody has said “I am here” yet" in page.text


@pytest.mark.parametrize("room_count", ["", "0", "-3", "131", "vijf", "9" * 400])
def test_an_unusable_number_of_rooms_is_refused_beside_the_field(
    organiser, path, gathering, room_count
):
    round_ = planned(gathering)

    answer = organiser.post(f"{path}/{round_.public_id}/divide", data={"room_count": room_count})

    assert answer.status_code == 422
    assert 'id="room_count-error"' in answer.text
    assert round_.rooms == []


def test_a_rule_that_cannot_be_met_is_named_with_the_reason(organiser, path, gathering):
    for place in gathering.places:
        place.domain = find_domain("social")
    gathering.places[0].domain = find_domain("medical")
    round_ = planned(gathering)

    organiser.post(f"{path}/{round_.public_id}/divide", data={"room_count": "3", **SWITCHES})
    page = organiser.get(path, headers={"Accept-Language": "en"})

    assert page.text.count("Medical: nobody here, only 1 came.") == 2
    assert page.text.count("Well mixed") == 1


def test_colleagues_and_lone_experts_are_named(organiser, path, gathering):
    for place in gathering.places:
        place.organisation_text, place.domain = "GGD Haaglanden", find_domain("medical")
    gathering.places[0].domain = find_domain("lived-experience")
    round_ = planned(gathering)

    organiser.post(f"{path}/{round_.public_id}/divide", data={"room_count": "2", **SWITCHES})
    page = organiser.get(path, headers={"Accept-Language": "en"})

    assert page.text.count("5 people of GGD Haaglanden in one room.") == 2
    assert "One expert by experience is alone here, because only one came." in page.text


def test_a_switch_that_is_off_is_not_complained_about(organiser, path, gathering):
    for place in gathering.places:
        place.organisation_text, place.domain = "GGD Haaglanden", None
    round_ = planned(gathering)

    organiser.post(f"{path}/{round_.public_id}/divide", data={"room_count": "2"})
    page = organiser.get(path, headers={"Accept-Language": "en"})

    assert "GGD Haaglanden in one room" not in page.text
    assert "nobody here" not in page.text


def test_the_host_opens_extends_and_closes(organiser, path, gathering):
    round_ = gathering.round(is_open=False)
    own = f"{path}/{round_.public_id}"

    organiser.post(f"{own}/open", data={"minutes": "25"})
    opened, ends_at = round_.state, round_.ends_at
    organiser.post(f"{own}/extend")
    longer = round_.ends_at
    organiser.post(f"{own}/close")

    assert opened == RoundState.OPEN
    assert (longer - ends_at).total_seconds() == 300
    assert round_.state == RoundState.CLOSED


def test_a_second_press_on_open_is_refused_in_words(organiser, path, gathering):
    round_ = gathering.round()
    ends_at = round_.ends_at

    answer = organiser.post(f"{path}/{round_.public_id}/open", data={"minutes": "99"})

    assert answer.status_code == 409
    assert round_.ends_at == ends_at


def test_somebody_is_moved_by_the_menu(organiser, path, gathering):
    round_ = gathering.round(room_count=2)
    target = next(room for room in round_.rooms if room != gathering.room(0))
    place = gathering.places[0]

    answer = organiser.post(
        f"{path}/{round_.public_id}/move/{place.public_id}", data={"room": target.public_id}
    )

    assert answer.status_code == 303
    assert gathering.room(0) == target


def test_foreign_rounds_rooms_and_places_are_not_found(organiser, path, gathering):
    round_, other = gathering.round(), gather(4)
    foreign = other.round()
    place, room = gathering.places[0], gathering.room(0)
    moves = [
        (round_.public_id, place.public_id, foreign.rooms[0].public_id),
        (round_.public_id, other.places[0].public_id, room.public_id),
        (foreign.public_id, place.public_id, foreign.rooms[0].public_id),
        (round_.public_id, place.public_id, ""),
    ]

    answers = [
        organiser.post(f"{path}/{one}/move/{who}", data={"room": target})
        for one, who, target in moves
    ]
    answers += [
        organiser.post(f"{path}/{foreign.public_id}/{step}", data={"minutes": "5"})
        for step in ("open", "close", "extend", "divide")
    ]
    answers += [
        organiser.get(f"{path}?round={foreign.public_id}"),
        organiser.get(f"{path}/{round_.public_id}/{foreign.rooms[0].public_id}"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert gathering.room(0) == room
    assert other.room(0) in foreign.rooms
    assert foreign.state == RoundState.OPEN


def test_the_board_is_closed_to_leaders_of_other_communities(client, path, gathering):
    round_ = gathering.round()
    stranger = gather(0).leader
    client.sign_in(stranger)

    page = client.get(path)
    answer = client.post(f"{path}/{round_.public_id}/close")

    assert (page.status_code, answer.status_code) == (404, 404)
    assert round_.state == RoundState.OPEN


def test_the_division_can_be_copied_for_the_chat(organiser, path, gathering):
    round_ = gathering.round(room_count=2)
    round_.rooms[0].link = "https://video.example.org/1"

    page = organiser.get(path)

    first = ", ".join(
        place.name.split()[0]
        for number, place in enumerate(gathering.places)
        if gathering.room(number) == round_.rooms[0]
    )
    assert f"Deelgroep 1 · https://video.example.org/1: {first}" in page.text


def test_the_board_asks_as_many_questions_for_three_rooms_as_for_one(app, organiser, path):
    def asked(room_count):
        gathering = gather(9)
        organiser.sign_in(gathering.leader)
        gathering.round(room_count=room_count)
        board = f"/m/{gathering.meeting.slug}/rooms"
        organiser.get(board)
        statements.clear()
        organiser.get(board)
        return len(statements)

    statements = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    assert asked(1) == asked(3)


def test_hostile_names_stay_text(organiser, path, gathering):
    make_place(gathering.meeting, "<script>alert(1)</script>", organisation='"><img src=x>')
    gathering.round()

    page = organiser.get(path)

    assert "<script>alert(1)" not in page.text
    assert "<img src=x>" not in page.text
    assert "&lt;script&gt;" in page.text
