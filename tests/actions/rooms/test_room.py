"""The room page: who is in it and what was said, for who has the link."""

import pytest
import sqlalchemy as sa

from lcm.breakouts.queries import room_of
from lcm.db import db
from lcm.registration.models import PlaceGivenUp, RegistrationState
from lcm.registration.places import say_gone
from tests.actions.rooms.reading import said, texts
from tests.factories import make_person, make_place
from tests.gatherings import gather


def test_the_page_shows_my_room_and_who_is_in_it(client, gathering):
    page = client.get(gathering.link(), headers={"Accept-Language": "nl"})

    mate = gathering.places[gathering.mate()].name.split()[0]
    assert f"Deelgroep {gathering.room().number}" in page.text
    assert f"<span>{mate}</span>" in page.text
    assert "Schrijf hier geen gegevens over cliënten" in page.text


def test_everybody_in_the_room_sees_it_and_nobody_outside(client, gathering, path):
    client.post(path, data={"kind": "idea", "text": "Samen lunchen"})
    mate = gathering.mate()
    outsider = next(number for number in range(6) if gathering.room(number) != gathering.room())

    inside = client.get(f"{gathering.link(mate)}/items")
    outside = client.get(f"{gathering.link(outsider)}/items")

    assert "Samen lunchen" in inside.text
    assert "Samen lunchen" not in outside.text


def test_asking_again_costs_nothing_until_something_changed(client, gathering, path):
    asked = f"{gathering.link()}/items"
    etag = client.get(asked).headers["ETag"]

    same = client.get(asked, headers={"If-None-Match": etag})
    client.post(path, data={"kind": "wish", "text": "Iets nieuws"})
    changed = client.get(asked, headers={"If-None-Match": etag})

    assert (same.status_code, same.text) == (304, "")
    assert changed.status_code == 200


def test_before_the_rooms_open_the_page_says_what_comes(client, app):
    waiting = gather(3)

    page = client.get(waiting.link(), headers={"Accept-Language": "nl"})
    fragment = client.get(f"{waiting.link()}/items")

    assert "Je deelgroep komt zo" in page.text
    assert fragment.status_code == 204


def test_who_is_not_there_yet_says_so_and_has_a_room(client, gathering):
    late = make_place(gathering.meeting, "Wim")
    say_gone(late)
    gathering.places.append(late)
    asked = client.get(gathering.link(6), headers={"Accept-Language": "nl"})

    client.post(f"{gathering.link(6)}/here")

    assert "Ben je er?" in asked.text
    assert room_of(late) is not None


def test_who_gave_the_place_up_cannot_come_in_by_an_old_link(client, gathering):
    place = make_place(gathering.meeting, "Wim", person=make_person("Wim"))
    say_gone(place)
    place.registration.state = RegistrationState.CANCELLED
    gathering.places.append(place)

    page = client.get(gathering.link(6), headers={"Accept-Language": "nl"})
    answer = client.post(f"{gathering.link(6)}/here")

    assert "Ben je er?" not in page.text
    assert answer.status_code == PlaceGivenUp.status
    assert room_of(place) is None


@pytest.mark.parametrize("token", ["x", "abc.1.def", "a.b.c", "..", "é"])
def test_a_link_that_is_none_opens_nothing(client, gathering, token):
    answers = [client.get(f"/r/{token}"), client.get(f"/r/{token}/items")]

    assert {answer.status_code for answer in answers} == {404}


def test_a_withdrawn_link_opens_nothing(client, gathering, path):
    link = gathering.link()
    gathering.places[0].version += 1

    answers = [client.get(link), client.post(path, data={"kind": "wish", "text": "Nog een"})]

    assert {answer.status_code for answer in answers} == {404}
    assert texts(gathering) == []


def test_reading_writes_nothing(client, gathering, path):
    _item, own = said(gathering, client, path)
    before = dump()

    for page in (gathering.link(), f"{gathering.link()}/items", own):
        client.get(page)
        client.head(page)

    assert dump() == before


def dump():
    return {
        table.name: sorted(map(str, db.session.execute(sa.select(table)).all()))
        for table in db.metadata.sorted_tables
    }


def test_more_sentences_take_no_more_questions_to_the_database(client, gathering, path):
    statements = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    def asked():
        statements.clear()
        client.get(f"{gathering.link()}/items")
        return len(statements)

    client.post(path, data={"kind": "action", "text": "Nummer 1"})
    with_one = asked()
    for number in (2, 3):
        client.post(path, data={"kind": "action", "text": f"Nummer {number}"})

    assert asked() == with_one
