"""The harvest page and the wall: all that was said, and who takes what by when."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lcm.actions import capture
from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.captured import harvest, wall
from lcm.actions.models import ActionState, Item, ItemKind
from lcm.clock import today
from lcm.db import db
from tests.gatherings import gather


@pytest.fixture
def gathering(app):
    gathering = gather(6)
    gathering.round(room_count=2)
    return gathering


@pytest.fixture
def organiser(client, gathering):
    client.sign_in(gathering.leader)
    return client


@pytest.fixture
def path(gathering):
    return f"/m/{gathering.meeting.slug}/harvest"


def say(gathering, text, kind=ItemKind.WISH, number=0, **ownership):
    place = gathering.places[number]
    draft = ItemDraft(kind, text, f"said-{number}-{text}"[:40], Ownership(**ownership))
    return capture.add_item(place, gathering.meeting, gathering.room(number), draft)


def test_actions_without_an_owner_or_a_day_stand_on_top(gathering):
    owner, day = gathering.leader, today()
    loose = say(gathering, "Zonder iemand", ItemKind.ACTION, due_on=day)
    dateless = say(gathering, "Zonder dag", ItemKind.ACTION, owner=owner)
    say(gathering, "Rond", ItemKind.ACTION, owner=owner, due_on=day)
    say(gathering, "Een wens")

    brought = harvest(gathering.meeting)

    assert brought.unsettled == (loose, dateless)
    assert brought.item_count == 4


def test_everything_stands_by_room_and_kind(gathering):
    other = next(number for number in range(6) if gathering.room(number) != gathering.room())
    say(gathering, "Een wens")
    say(gathering, "Een actie", ItemKind.ACTION)
    say(gathering, "Van hiernaast", number=other)
    draft = ItemDraft(ItemKind.DECISION, "Plenair besloten", "plenary-1")
    capture.add_item(None, gathering.meeting, None, draft)

    rooms = {
        part.room.number if part.room else 0: [item.text for item in part.items]
        for part in harvest(gathering.meeting).rooms
    }

    assert rooms == {
        0: ["Plenair besloten"],
        gathering.room().number: ["Een actie", "Een wens"],
        gathering.room(other).number: ["Van hiernaast"],
    }


def test_an_owner_and_a_day_are_given_in_place(organiser, gathering, path):
    item = say(gathering, "Lijst maken", ItemKind.ACTION)
    owner = gathering.places[2].registration.person
    due_on = today() + timedelta(days=10)
    name = f"item-{item.public_id}-"

    answer = organiser.post(
        f"{path}/items/{item.public_id}/owner",
        data={
            f"{name}owner": owner.public_id,
            f"{name}due_on": due_on.isoformat(),
            f"{name}is_accepted": "y",
        },
    )

    assert answer.status_code == 303
    assert (item.action.owner, item.action.due_on) == (owner, due_on)
    assert item.action.state == ActionState.ACCEPTED
    assert harvest(gathering.meeting).unsettled == ()


def test_somebody_without_an_account_is_named_in_words(organiser, gathering, path):
    item = say(gathering, "Lijst maken", ItemKind.ACTION)

    organiser.post(
        f"{path}/items/{item.public_id}/owner",
        data={f"item-{item.public_id}-owner_text": "De nieuwe wijkverpleegkundige"},
    )

    assert item.action.owner_called == "De nieuwe wijkverpleegkundige"
    assert item.action.state == ActionState.PROPOSED


@pytest.mark.parametrize(
    "wrong", [{"due_on": "2020-01-01"}, {"due_on": "x"}, {"owner": "x"}, {"owner_text": "x" * 121}]
)
def test_an_unusable_owner_or_day_is_refused_beside_its_field(organiser, gathering, path, wrong):
    item = say(gathering, "Lijst maken", ItemKind.ACTION)
    filled = {f"item-{item.public_id}-{name}": value for name, value in wrong.items()}

    answer = organiser.post(f"{path}/items/{item.public_id}/owner", data=filled)

    [name] = filled
    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text
    assert item.action.owner_called == ""


def test_an_owner_of_another_community_cannot_be_chosen(organiser, gathering, path):
    item = say(gathering, "Lijst maken", ItemKind.ACTION)
    stranger = gather(1).places[0].registration.person

    answer = organiser.post(
        f"{path}/items/{item.public_id}/owner",
        data={f"item-{item.public_id}-owner": stranger.public_id},
    )

    assert answer.status_code == 422
    assert item.action.owner is None


def test_a_wish_becomes_an_action_in_place(organiser, gathering, path):
    wish = say(gathering, "Korter wachten")

    organiser.post(f"{path}/items/{wish.public_id}/convert")
    page = organiser.get(path, headers={"Accept-Language": "nl"})

    assert wish.kind == ItemKind.ACTION
    assert harvest(gathering.meeting).unsettled == (wish,)
    assert "was: Wens" in page.text


def test_a_barrier_does_not_become_an_action(organiser, gathering, path):
    barrier = say(gathering, "Wachttijd", ItemKind.BARRIER)

    answer = organiser.post(f"{path}/items/{barrier.public_id}/convert")

    assert answer.status_code == 409
    assert barrier.kind == ItemKind.BARRIER


def test_the_organiser_writes_down_what_the_plenary_says(organiser, gathering, path):
    filled = {"kind": "decision", "text": "We gaan door", "form_id": "0" * 32}

    for _press in range(2):
        organiser.post(f"{path}/items", data=filled)

    [item] = db.session.scalars(sa.select(Item)).all()
    assert (item.kind, item.text, item.room) == (ItemKind.DECISION, "We gaan door", None)


@pytest.mark.parametrize("text", ["", "x" * 401, "\u200b"])
def test_an_unusable_plenary_sentence_is_refused_and_kept(organiser, path, text):
    answer = organiser.post(f"{path}/items", data={"kind": "wish", "text": text})

    assert answer.status_code == 422
    assert text.strip("\u200b") in answer.text


def test_what_is_taken_away_leaves_the_wall_and_can_come_back(organiser, gathering, path):
    item = say(gathering, "Een flauwe grap")

    organiser.post(f"{path}/items/{item.public_id}/hide")
    gone = wall(gathering.meeting).item_count
    page = organiser.get(path)
    organiser.post(f"{path}/items/{item.public_id}/restore")

    assert gone == 0
    assert "Een flauwe grap" in page.text
    assert wall(gathering.meeting).item_count == 1


def test_items_of_another_meeting_are_not_found(organiser, gathering, path):
    foreign = gather(2)
    foreign.round(room_count=1)
    item = say(foreign, "Niet van jou")

    answers = [
        organiser.post(f"{path}/items/{item.public_id}/{step}")
        for step in ("owner", "convert", "hide", "restore")
    ]
    answers.append(organiser.get(f"/m/{foreign.meeting.slug}/harvest"))

    assert {answer.status_code for answer in answers} == {404}
    assert (item.kind, item.hidden_at) == (ItemKind.WISH, None)


def test_more_rooms_take_no_more_questions_to_the_database(client, app):
    statements = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    def asked(room_count):
        gathering = gather(9)
        client.sign_in(gathering.leader)
        gathering.round(room_count=room_count)
        for number in range(room_count * 3):
            say(gathering, f"Nummer {number}", ItemKind.ACTION, number)
        page = f"/m/{gathering.meeting.slug}/harvest"
        client.get(page)
        statements.clear()
        client.get(page)
        return len(statements)

    assert asked(1) == asked(3)
