"""Places and invitations in each state."""

from datetime import timedelta

from lcm import clock
from lcm.breakouts.queries import room_link
from lcm.communities.models import Community
from lcm.db import transaction
from lcm.meetings import agenda
from lcm.meetings.models import BlockKind, Meeting
from lcm.meetings.operations import cancel_meeting
from lcm.registration import invitations, places
from lcm.registration import operations as registration
from lcm.registration.addresses import Invitee
from lcm.registration.operations import Answers
from lcm.registration.sharing import Sharing, share_seats
from lcm.registration.tokens import check_in_token, invitation_token, place_token
from lcm.registration.waiting_list import lapse_overdue
from tests.states.meetings import announced, open_meeting, register


def guests(coming: Meeting) -> dict[str, str]:
    """A place that was given up, and invitations in each state."""
    with transaction():
        sure, gone = register(coming), register(coming)
        registration.cancel(gone)
        people = [Invitee(f"Genodigde {one}", f"genodigd{one}@example.org") for one in range(3)]
        invited, declined, registered = invitations.invite(coming, people)
        invitations.decline(declined)
        answers = Answers(registered.name, registered.email, "GGD", "public-health", "", "nl")
        registration.register(coming, answers, registered)
        return {
            "place confirmed": f"/p/{place_token(sure)}",
            "place cancelled": f"/p/{place_token(gone)}",
            "invitation invited": f"/i/{invitation_token(invited)}",
            "invitation declined": f"/i/{invitation_token(declined)}",
            "invitation registered": f"/i/{invitation_token(registered)}",
        }


def full(community: Community) -> dict[str, str]:
    """A full meeting whose programme has lost its rooms, so that it ends before it says."""
    meeting = open_meeting(community, "Volle zaal", seats=1)
    with transaction():
        for block in [one for one in meeting.agenda if one.kind == BlockKind.BREAKOUT]:
            agenda.remove_block(block)
        first, second = register(meeting), register(meeting)
        own = places.place_of(first)
        places.say_here(own)
        return {
            "full": f"/m/{meeting.slug}",
            "place present": f"/p/{place_token(first)}",
            "room waiting": room_link(own),
            "place waiting": f"/p/{place_token(second)}",
            "scanned": f"/check-in/{check_in_token(second)}",
            "scanned again": f"/check-in/{check_in_token(first)}",
        }


def offered(community: Community) -> dict[str, str]:
    """A full meeting with a seat kept for who waited for it, and one whose time ran out."""
    starts_at = clock.now() + timedelta(days=20)
    meeting = announced(community, "Volle zaal met wachtlijst", starts_at, seats=1)
    with transaction():
        going, late, waiting = register(meeting), register(meeting), register(meeting)
        registration.cancel(going)
        late.offered_until = clock.now() - timedelta(minutes=1)
    lapse_overdue(clock.now())
    with transaction():
        return {
            "place lapsed": f"/p/{place_token(late)}",
            "place offered": f"/p/{place_token(waiting)}",
        }


def cancelled(community: Community) -> dict[str, str]:
    starts_at = clock.now() + timedelta(days=20)
    meeting = announced(community, "Gaat niet door", starts_at)
    with transaction():
        guest = register(meeting)
        cancel_meeting(meeting, "De zaal is niet vrij.")
        return {
            "cancelled": f"/m/{meeting.slug}",
            "place of cancelled": f"/p/{place_token(guest)}",
        }


def by_invitation(community: Community) -> dict[str, str]:
    """A session whose public form takes nobody."""
    starts_at = clock.now() + timedelta(days=25)
    meeting = announced(community, "Op uitnodiging", starts_at)
    with transaction():
        sharing = Sharing(None, claim_hours=24, straight_hours=12, is_by_invitation=True)
        share_seats(meeting, sharing)
        return {"by invitation": f"/m/{meeting.slug}"}
