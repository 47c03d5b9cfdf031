"""Meetings by their address and by their community."""

from collections.abc import Sequence

from sqlalchemy import select

from lcm.communities.models import Community
from lcm.communities.policy import Act, require
from lcm.db import db
from lcm.errors import NotFound
from lcm.meetings.models import Meeting, MeetingState
from lcm.people.models import Person


def meeting_for(slug: str, person: Person | None, act: Act) -> Meeting:
    """Return the meeting ``slug`` if ``person`` may do ``act`` in its community; else NotFound."""
    meeting = _meeting(slug)
    require(person, act, meeting.community)
    return meeting


def public_meeting(slug: str) -> Meeting:
    """Return the meeting ``slug`` as anybody may see it: not while it is a draft; else NotFound."""
    meeting = _meeting(slug)
    if meeting.state == MeetingState.DRAFT:
        raise NotFound
    return meeting


def meetings_of(community: Community) -> Sequence[Meeting]:
    """Return all meetings of ``community`` by their start."""
    return db.session.scalars(
        select(Meeting).where(Meeting.community_id == community.id).order_by(Meeting.starts_at)
    ).all()


def _meeting(slug: str) -> Meeting:
    meeting = db.session.scalar(select(Meeting).where(Meeting.slug == slug))
    if meeting is None:
        raise NotFound
    return meeting
