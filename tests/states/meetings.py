"""Meetings that are announced, and people who register and are there."""

from datetime import datetime, timedelta
from itertools import count

from lcm import clock
from lcm.communities.models import Community
from lcm.db import transaction
from lcm.meetings.models import Meeting, MeetingKind
from lcm.meetings.operations import (
    MeetingDraft,
    plan_meeting,
    publish_meeting,
)
from lcm.meetings.running import local_time
from lcm.registration import operations as registration
from lcm.registration import places
from lcm.registration.models import Place, Registration
from lcm.registration.operations import Answers

SPREAD = ("medical", "social", "public-health", "municipality", "research", "lived-experience")
numbers = count(1)


def open_meeting(community: Community, title: str, *, seats: int | None = None) -> Meeting:
    """Announce a meeting that starts in a moment, with a vote on the community's aims."""
    return announced(community, title, clock.now() + timedelta(minutes=5), seats)


def register(meeting: Meeting, domain: str = "social") -> Registration:
    """Register one more person; call it inside a transaction."""
    number = next(numbers)
    return registration.register(
        meeting,
        Answers(
            name=f"Gast {number}",
            email=f"gast{number}@example.org",
            organisation=f"Wijkteam {number}",
            domain_slug=domain,
            role="",
            locale="nl",
        ),
    )


def guests_there(meeting: Meeting, number: int) -> list[Place]:
    """Let ``number`` people register and say that they are there."""
    with transaction():
        there = [
            places.place_of(register(meeting, SPREAD[one % len(SPREAD)])) for one in range(number)
        ]
        for place in there:
            places.say_here(place)
    return there


def announced(
    community: Community, title: str, starts_at: datetime, seats: int | None = None
) -> Meeting:
    with transaction():
        meeting = plan_meeting(community, draft_of(title, starts_at, seats))
        publish_meeting(meeting)
    return meeting


def draft_of(title: str, starts_at: datetime, seats: int | None = None) -> MeetingDraft:
    return MeetingDraft(
        kind=MeetingKind.NETWORK,
        title=title,
        starts_local=local_time(starts_at, clock.HOME_ZONE).replace(
            second=0, microsecond=0, tzinfo=None
        ),
        place="Stadhuis, zaal B2",
        link="https://video.example.org/den-haag",
        seats=seats,
        locale="nl",
        description="Wat willen wij samen?",
    )
