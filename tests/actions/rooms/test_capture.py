"""What rooms say is written down once each, and nothing of it is overwritten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from lcm.actions import capture
from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.captured import items_in
from lcm.actions.models import ActionState, EditConflict, Item, ItemKind
from lcm.actions.operations import convert
from lcm.breakouts.operations import close_round
from lcm.db import db
from tests.gatherings import gather

pytestmark = pytest.mark.usefixtures("both_engines")


@pytest.fixture
def gathering(app):
    gathering = gather(6)
    gathering.round()
    return gathering


def say(gathering, text="Eén telefoonnummer", kind=ItemKind.WISH, name="", **ownership):
    draft = ItemDraft(kind, text, name or f"name-of-{text}"[:40], Ownership(**ownership))
    return capture.add_item(gathering.places[0], gathering.meeting, gathering.room(0), draft)


def test_what_is_sent_twice_is_there_once(gathering):
    first, second = say(gathering, name="one-name-1"), say(gathering, name="one-name-1")

    assert first == second
    assert len(items_in(gathering.room(0))) == 1


def test_five_phones_that_send_the_same_at_once_leave_one_sentence(app, gathering):
    round_id = gathering.room(0).round.public_id
    path = f"{gathering.link()}/rounds/{round_id}/items"
    filled = {"kind": "wish", "text": "Een vast aanspreekpunt", "client_id": "a1b2c3d4-same"}
    db.session.commit()

    def send(_number):
        phone = FlaskClient(app, app.response_class)
        return phone.post(path, data=filled, headers={"Accept": "application/json"}).status_code

    with ThreadPoolExecutor(5) as phones:
        statuses = list(phones.map(send, range(5)))

    db.session.expire_all()
    assert statuses == [204] * 5
    assert len(db.session.scalars(select(Item)).all()) == 1


def test_a_retry_does_not_undo_what_others_changed(gathering):
    item = say(gathering, "Een lijst", name="retry-me-1")
    capture.change_item(item, item.version, "Een lijst per wijk")

    again = say(gathering, "Een lijst", name="retry-me-1")

    assert again.text == "Een lijst per wijk"


def test_a_sentence_that_comes_after_closing_is_kept(gathering):
    room = gathering.room(0)
    close_round(room.round)

    say(gathering, "Net te laat")

    assert [item.text for item in items_in(room)] == ["Net te laat"]


def test_two_who_change_one_sentence_do_not_overwrite_each_other(gathering):
    item = say(gathering)
    seen = item.version
    capture.change_item(item, seen, "Eén nummer voor alle verloskundigen")

    with pytest.raises(EditConflict):
        capture.change_item(item, seen, "Eén nummer")

    assert item.text == "Eén nummer voor alle verloskundigen"


def test_an_action_is_written_down_with_who_said_yes_and_by_when(gathering):
    owner = gathering.places[1].registration.person

    item = say(
        gathering,
        "Lijst maken",
        ItemKind.ACTION,
        owner=owner,
        due_on=date(2027, 1, 12),
        is_accepted=True,
    )

    action = item.action
    assert (action.owner, action.due_on) == (owner, date(2027, 1, 12))
    assert action.state == ActionState.ACCEPTED


def test_an_owner_who_said_nothing_is_still_asked(gathering):
    item = say(gathering, "Lijst maken", ItemKind.ACTION, owner_text="de wijkverpleegkundige")

    assert item.action.owner_called == "de wijkverpleegkundige"
    assert item.action.state == ActionState.PROPOSED


def test_changing_the_words_of_an_action_leaves_its_owner(gathering):
    owner = gathering.places[1].registration.person
    item = say(gathering, "Lijst maken", ItemKind.ACTION, owner=owner, is_accepted=True)

    capture.change_item(item, item.version, "Lijst maken per wijk", Ownership(owner=owner))

    assert item.text == "Lijst maken per wijk"
    assert (item.action.owner, item.action.state) == (owner, ActionState.ACCEPTED)


def test_a_room_shares_one_thing(gathering):
    first, second = say(gathering, "Het een"), say(gathering, "Het ander")

    capture.pin(first)
    capture.pin(second)

    db.session.expire_all()
    assert (first.is_pinned, second.is_pinned) == (False, True)


def test_what_is_taken_away_can_be_put_back(gathering):
    item = say(gathering)
    capture.pin(item)

    capture.hide(item)
    gone = items_in(gathering.room(0))
    capture.restore(item)

    assert gone == []
    assert items_in(gathering.room(0)) == [item]
    assert not item.is_pinned


def test_a_wish_becomes_an_action_and_stays_itself(gathering):
    wish = say(gathering, "Korter wachten")
    address, author = wish.public_id, wish.author_place

    convert(wish)

    assert wish.kind == ItemKind.ACTION
    assert (wish.public_id, wish.author_place, wish.converted_from) == (
        address,
        author,
        ItemKind.WISH,
    )
    assert wish.action.state == ActionState.PROPOSED


def test_a_phone_that_changes_an_old_wish_learns_that_it_is_an_action_now(gathering):
    wish = say(gathering, "Korter wachten")
    seen = wish.version
    convert(wish)

    with pytest.raises(EditConflict):
        capture.change_item(wish, seen, "Veel korter wachten")
