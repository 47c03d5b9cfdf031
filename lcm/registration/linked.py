"""What a personal link or a cookie stands for."""

from sqlalchemy import select

from lcm.db import db
from lcm.registration import tokens
from lcm.registration.models import Invitation, Place, Registration
from lcm.registration.queries import WITH_PEOPLE
from lcm.web.tokens import LinkUnusable, opened


def place_by_cookie(text: str) -> Place | None:
    """Return the place a browser's cookie stands for; None for any text that is not one."""
    try:
        public_id, version = opened(tokens.PLACE_COOKIE, text)
    except LinkUnusable:
        return None
    return db.session.scalar(
        select(Place).where(Place.public_id == public_id, Place.version == version)
    )


def registration_by_link(text: str, purpose: str = tokens.PLACE) -> Registration:
    """Return the registration of a personal link, or one for ``purpose``; raises LinkUnusable."""
    public_id, version = opened(purpose, text)
    registration = db.session.scalar(
        select(Registration)
        .where(Registration.public_id == public_id, Registration.version == version)
        .options(*WITH_PEOPLE)
    )
    if registration is None:
        raise LinkUnusable
    return registration


def invitation_by_link(text: str) -> Invitation:
    """Return the invitation of an invitee's link; raises LinkUnusable."""
    public_id, version = opened(tokens.INVITATION, text)
    invitation = db.session.scalar(
        select(Invitation).where(Invitation.public_id == public_id, Invitation.version == version)
    )
    if invitation is None:
        raise LinkUnusable
    return invitation
