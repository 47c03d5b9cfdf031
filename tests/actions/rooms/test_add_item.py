"""Writing in a room, with nothing but a form."""

from datetime import timedelta

import pytest
from markupsafe import escape

from lcm.actions.captured import items_in
from lcm.actions.models import ActionState
from lcm.breakouts.operations import close_round, move
from lcm.clock import today
from tests.actions.rooms.reading import field, texts
from tests.gatherings import gather

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "A & B <i>",
)


def test_a_sentence_is_written_down_without_a_script(client, gathering, path):
    page = client.get(f"{gathering.link()}?write=wish")
    filled = {"kind": "wish", "form_id": field(page, "form_id"), "text": "Eén telefoonnummer"}

    answer = client.post(path, data=filled)
    again = client.post(path, data=filled)
    shown = client.get(answer.headers["Location"])

    assert (answer.status_code, again.status_code) == (303, 303)
    assert texts(gathering) == ["Eén telefoonnummer"]
    assert "Eén telefoonnummer" in shown.text


def test_another_sentence_from_the_same_page_is_another_one(client, gathering, path):
    page = client.get(f"{gathering.link()}?write=wish")
    filled = {"kind": "wish", "form_id": field(page, "form_id")}

    client.post(path, data={**filled, "text": "Het een"})
    client.post(path, data={**filled, "text": "Het ander"})

    assert texts(gathering) == ["Het een", "Het ander"]


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "x" * 401])
def test_an_unusable_sentence_is_refused_and_kept(client, gathering, path, text):
    answer = client.post(path, data={"kind": "wish", "text": text})

    assert answer.status_code == 422
    assert text.strip("\u200b") in answer.text
    assert texts(gathering) == []


def test_a_script_is_told_what_is_wrong(client, gathering, path):
    answer = client.post(
        path,
        data={"kind": "wish", "text": "x" * 401},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 422
    assert "text" in answer.json["errors"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gossip"},
        {"kind": ""},
        {"client_id": "a b"},
        {"client_id": "x" * 41},
        {"kind": "action", "owner": "nobody"},
        {"kind": "action", "due_on": "gisteren"},
        {"kind": "action", "due_on": "2020-01-01"},
        {"kind": "action", "due_on": "9999-12-31"},
        {"kind": "action", "owner_text": "x" * 121},
    ],
)
def test_what_the_page_does_not_offer_is_refused(client, gathering, path, wrong):
    answer = client.post(path, data={"kind": "wish", "text": "Iets", **wrong})

    assert answer.status_code == 422
    assert texts(gathering) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(client, gathering, path, text):
    client.post(path, data={"kind": "wish", "text": text})
    page = client.get(gathering.link())

    assert texts(gathering) == [text]
    assert f">{escape(text)}</a>" in page.text


def test_an_action_gets_an_owner_of_the_room_and_a_day(client, gathering, path):
    mate = gathering.places[gathering.mate()]
    due_on = today() + timedelta(days=20)
    filled = {"kind": "action", "text": "Lijst maken", "due_on": due_on.isoformat()}

    client.post(path, data={**filled, "owner": mate.public_id, "is_accepted": "y"})

    [item] = items_in(gathering.room())
    assert (item.action.owner, item.action.due_on) == (mate.registration.person, due_on)
    assert item.action.state == ActionState.ACCEPTED


def test_who_writes_down_themselves_says_yes(client, gathering, path):
    me = gathering.places[0]

    client.post(path, data={"kind": "action", "text": "Ik bel", "owner": me.public_id})

    [item] = items_in(gathering.room())
    assert item.action.state == ActionState.ACCEPTED


def test_who_walked_in_owns_an_action_by_name(client, app):
    gathering = gather(4, registered=False)
    round_ = gathering.round(room_count=1)
    path = f"{gathering.link()}/rounds/{round_.public_id}/items"
    mate = gathering.places[1]

    client.post(path, data={"kind": "action", "text": "Lijst", "owner": mate.public_id})

    [item] = items_in(gathering.room())
    assert (item.action.owner, item.action.owner_text) == (None, mate.name)


def test_a_sentence_typed_before_moving_arrives_in_the_new_room(client, gathering, path):
    round_ = gathering.room().round
    target = next(room for room in round_.rooms if room != gathering.room())
    move(round_, gathering.places[0], target)

    answer = client.post(path, data={"kind": "wish", "text": "Onderweg"})

    assert answer.status_code == 303
    assert [item.text for item in items_in(target)] == ["Onderweg"]


def test_a_sentence_that_comes_after_closing_is_taken_and_shown(client, gathering, path):
    close_round(gathering.room().round)

    answer = client.post(path, data={"kind": "wish", "text": "Net te laat"})
    page = client.get(gathering.link(), headers={"Accept-Language": "nl"})

    assert answer.status_code == 303
    assert "Net te laat" in page.text
    assert "De deelgroepen zijn gesloten." in page.text
    assert 'data-kind="wish"' not in page.text
