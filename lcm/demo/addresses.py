"""The addresses of the demo that people and programs start from."""

from collections.abc import Mapping

from flask import current_app
from sqlalchemy import select

from lcm.actions.links import action_token
from lcm.actions.models import Action, ActionState, Item
from lcm.breakouts.models import RoomPlace
from lcm.breakouts.queries import room_link
from lcm.communities.models import Community
from lcm.db import db
from lcm.errors import NotFound
from lcm.live.queries import join_link, live_of, stage_link
from lcm.mail.render import link
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meetings_of
from lcm.registration.models import Place
from lcm.registration.queries import registrations_of
from lcm.registration.tokens import place_token
from lcm.web.tokens import token


def facts() -> Mapping[str, str]:
    """Return the addresses promised in docs/contract.md; raises NotFound without the demo."""
    community = db.session.scalar(select(Community).order_by(Community.id))
    if community is None:
        raise NotFound
    held, live, coming = meetings_of(community)[:3]
    leader = community.memberships[0].person
    registration = registrations_of(live)[2]
    origin = current_app.config["LCM"].origin()
    return {
        "base_url": origin,
        "organiser_sign_in": link(
            "people.sign_in_demo", token=token("demo-sign-in", leader.public_id)
        ),
        "community": link("communities.show", slug=community.slug),
        "meeting_held": link("meetings.show", slug=held.slug),
        "meeting_live": link("meetings.show", slug=live.slug),
        "meeting_next": link("meetings.show", slug=coming.slug),
        "join_code": live_of(live).code,
        "join": origin + join_link(live),
        "stage": origin + stage_link(live),
        "host": link("live.vote", slug=live.slug),
        "personal_link": link(
            "registration.place",
            token=place_token(registration),
        ),
        "room_link": origin + room_link(_place_in_a_room(held)),
        "action_link": _action_link(held),
        "mailbox": link("mail.mailbox"),
    }


def _place_in_a_room(meeting: Meeting) -> Place:
    place = db.session.scalars(
        select(Place)
        .join(RoomPlace, RoomPlace.place_id == Place.id)
        .where(Place.meeting_id == meeting.id)
        .order_by(Place.id)
    ).first()
    if place is None:
        raise NotFound
    return place


def _action_link(meeting: Meeting) -> str:
    action = db.session.scalars(
        select(Action)
        .join(Item)
        .where(
            Item.meeting_id == meeting.id,
            Action.state == ActionState.PROPOSED,
            Action.owner_id.is_not(None),
        )
        .order_by(Action.item_id)
    ).first()
    if action is None:
        raise NotFound
    return link("actions.show", token=action_token(action))
