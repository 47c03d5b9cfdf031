"""Meetings by their address and by their community."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from lcm.clock import now
from lcm.communities.models import Community, Membership
from lcm.communities.policy import Act, require
from lcm.db import db
from lcm.errors import NotFound
from lcm.meetings.models import AgendaItem, Meeting, MeetingState
from lcm.meetings.running import running_times
from lcm.people.models import Person

_MEETING: Final = (
    select(Meeting).where(Meeting.slug == bindparam("slug")).options(joinedload(Meeting.community))
)


@dataclass(frozen=True, slots=True)
class TimedBlock:
    """A block of the programme with its naive clock times."""

    item: AgendaItem
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class MeetingLists:
    """Meetings still to come, the first one first, and past ones, the last one first."""

    upcoming: tuple[Meeting, ...]
    past: tuple[Meeting, ...]


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


def lists_for(person: Person) -> MeetingLists:
    """Return the meetings of all communities ``person`` is a member of; cancelled ones are past."""
    found = db.session.scalars(
        select(Meeting)
        .join(Membership, Membership.community_id == Meeting.community_id)
        .where(Membership.person_id == person.id)
        .order_by(Meeting.starts_at)
        .options(joinedload(Meeting.community))
    ).all()
    return _lists(found)


def lists_of(community: Community, *, with_drafts: bool) -> MeetingLists:
    """Return the meetings of ``community``; drafts only for who may plan them."""
    found = meetings_of(community)
    return _lists([one for one in found if with_drafts or one.state != MeetingState.DRAFT])


def timetable(meeting: Meeting) -> tuple[TimedBlock, ...]:
    """Return the programme with the clock times its blocks run at."""
    times = running_times(meeting.starts_local, [item.minutes for item in meeting.agenda])
    return tuple(
        TimedBlock(item, starts, ends)
        for item, (starts, ends) in zip(meeting.agenda, times, strict=True)
    )


def block_of(meeting: Meeting, public_id: str) -> AgendaItem:
    """Return the block ``public_id`` of ``meeting``; another meeting's is NotFound."""
    for item in meeting.agenda:
        if item.public_id == public_id:
            return item
    raise NotFound


def _lists(found: Sequence[Meeting]) -> MeetingLists:
    upcoming = [one for one in found if _is_to_come(one)]
    past = [one for one in reversed(found) if not _is_to_come(one)]
    return MeetingLists(tuple(upcoming), tuple(past))


def _is_to_come(meeting: Meeting) -> bool:
    is_held = meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED)
    return not is_held and meeting.ends_at > now()


def _meeting(slug: str) -> Meeting:
    meeting = db.session.scalar(_MEETING, {"slug": slug})
    if meeting is None:
        raise NotFound
    return meeting
