"""The links that carry a right to a place or an invitation, and what they open."""

from typing import Final

from lcm.registration.models import Invitation, Place, Registration
from lcm.web.tokens import token

PLACE: Final = "place"
PLACE_COOKIE: Final = "place-cookie"
INVITATION: Final = "invitation"
CHECK_IN: Final = "check-in"


def place_token(registration: Registration) -> str:
    """Return what opens the page of one registration."""
    return token(PLACE, registration.public_id, registration.version)


def check_in_token(registration: Registration) -> str:
    """Return what shows the host who stands before them; it lets nobody act for that person."""
    return token(CHECK_IN, registration.public_id, registration.version)


def invitation_token(invitation: Invitation) -> str:
    """Return what opens one invitation."""
    return token(INVITATION, invitation.public_id, invitation.version)


def cookie_token(place: Place) -> str:
    """Return what lets a browser act for one place."""
    return token(PLACE_COOKIE, place.public_id, place.version)
