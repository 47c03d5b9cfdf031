"""The people of a meeting as the division over rooms looks at them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from lcm.breakouts.allocation import Attendee, Rules
from lcm.breakouts.models import BreakoutRound, RoomPlace
from lcm.db import db
from lcm.people.identity import name_key
from lcm.people.models import Domain
from lcm.registration.models import Place


def seats(round_: BreakoutRound) -> Sequence[RoomPlace]:
    """Return who is in which room of ``round_``, by room and then by place number."""
    return db.session.scalars(
        select(RoomPlace)
        .join(RoomPlace.place)
        .where(RoomPlace.round_id == round_.id)
        .order_by(RoomPlace.room_id, Place.number)
        .options(
            joinedload(RoomPlace.place).options(
                joinedload(Place.domain), joinedload(Place.organisation)
            )
        )
        .execution_options(populate_existing=True)
    ).all()


def attendees(places: Iterable[Place]) -> list[Attendee]:
    """Return the places as the rules look at them, under their public ids."""
    return [
        Attendee(
            id=place.public_id,
            domain=place.domain.slug if place.domain else None,
            organisation=organisation_key(place) or None,
            has_lived_experience=place.domain is not None and place.domain.is_lived_experience,
        )
        for place in places
    ]


def organisation_key(place: Place) -> str:
    """Return what two people of one organisation share; "" for who named none."""
    return place.organisation.name_key if place.organisation else name_key(place.organisation_text)


def rules_of(round_: BreakoutRound) -> Rules:
    """Return the switches of ``round_`` with the domains that every room should have."""
    expected = select(Domain.slug).where(Domain.is_expected_in_rooms).order_by(Domain.position)
    return Rules(
        mix_domains=round_.mix_domains,
        separate_organisations=round_.separate_organisations,
        protect_experience=round_.protect_experience,
        expected_domains=tuple(db.session.scalars(expected)),
    )
