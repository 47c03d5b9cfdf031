"""Votes and rooms in each state."""

from datetime import timedelta

from sqlalchemy import select

from lcm import clock
from lcm.actions import capture
from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.models import Item, ItemKind
from lcm.breakouts import operations as breakouts
from lcm.breakouts.drafts import ALL_RULES
from lcm.breakouts.queries import latest_room_of, room_link, rounds_of
from lcm.communities.models import Community
from lcm.db import db, transaction
from lcm.demo.case import Case
from lcm.demo.steps import vote
from lcm.live import operations as live
from lcm.live.queries import join_link, polls_of, stage_link
from lcm.meetings.models import Meeting
from lcm.registration import places
from lcm.registration.models import Place
from lcm.registration.tokens import place_token
from tests.states.meetings import guests_there, open_meeting, register


def votes(community: Community) -> dict[str, str]:
    """A meeting before its vote, one whose vote is closed, one with a result and open rooms."""
    waiting = open_meeting(community, "Stemming nog dicht")
    closed = open_meeting(community, "Stemming gesloten")
    revealed = open_meeting(community, "Uitslag en deelgroepen")
    with transaction():
        live.open_round(polls_of(closed)[0].rounds[-1])
        live.close_round(polls_of(closed)[0].rounds[-1])
        live.open_round(polls_of(revealed)[0].rounds[-1])
    there = guests_there(revealed, 12)
    vote(revealed, Case("nl").people[:12], seed=3)
    with transaction():
        live.close_round(polls_of(revealed)[0].rounds[-1])
        live.reveal_round(polls_of(revealed)[0].rounds[-1])
    own = _open_rooms(revealed, there[0])
    return {
        "join waiting": join_link(waiting),
        "join closed": join_link(closed),
        "stage vote closed": stage_link(closed),
        "join revealed": join_link(revealed),
        "before the vote": f"/m/{waiting.slug}",
        "vote closed": f"/m/{closed.slug}",
        "with rooms": f"/m/{revealed.slug}",
        "stage with rooms": stage_link(revealed),
        "stage before the vote": stage_link(waiting),
        **own,
    }


def _open_rooms(meeting: Meeting, place: Place) -> dict[str, str]:
    with transaction():
        round_ = rounds_of(meeting)[0]
        breakouts.prepare(round_, ALL_RULES, 3)
        breakouts.fill(round_)
        breakouts.open_round(round_)
        room = latest_room_of(place)
        item = capture.add_item(
            place, meeting, room, ItemDraft(ItemKind.WISH, "Korte lijnen met de huisarts", "s-wish")
        )
        owner = place.registration and place.registration.person
        due = Ownership(owner=owner, due_on=clock.today() - timedelta(days=2))
        todo = ItemDraft(ItemKind.ACTION, "Wij bellen de GGD", "s-todo", due)
        capture.add_item(place, meeting, room, todo)
        late = places.place_of(register(meeting))
        return {
            "room open": room_link(place),
            "room item": f"{room_link(place)}/items/{item.public_id}",
            "room none": room_link(late),
            "place with room": f"/p/{place_token(place.registration)}",
        }


def closed_room(held: Meeting) -> dict[str, str]:
    place = db.session.scalars(
        select(Place)
        .join(Item, Item.author_place_id == Place.id)
        .where(Item.meeting == held, Place.registration_id.is_not(None))
    ).first()
    assert place is not None
    assert place.registration is not None
    return {
        "room closed": room_link(place),
        "place was there": f"/p/{place_token(place.registration)}",
    }
