"""Plans meetings, changes them, and takes them through their states."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from slugify import slugify
from sqlalchemy import select

from lcm.clock import HOME_ZONE, now
from lcm.communities.models import Community
from lcm.db import db, new_public_id
from lcm.events import (
    MeetingCancelled,
    MeetingChanged,
    MeetingClosed,
    MeetingPublished,
    SeatsChanged,
    SuccessorPlanned,
    publish,
)
from lcm.meetings.agenda import programme_minutes, replace_agenda
from lcm.meetings.models import Meeting, MeetingKind, MeetingState
from lcm.meetings.programmes import BlockDraft, programme
from lcm.meetings.running import utc_instant

__all__ = ["BlockDraft", "MeetingDraft", "announce_end", "cancel_meeting", "change_meeting"]
__all__ += ["close_meeting", "hold", "plan_meeting", "plan_next", "publish_meeting"]
__all__ += ["replace_agenda", "told_changes"]

_SLUG_CHARS: Final = 60
_TOLD: Final = ("title", "starts_local", "place", "link")
_MOVING: Final = frozenset({"starts_local", "minutes", "place", "link"})


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting as its organiser describes it; ``starts_local`` is naive clock time in ``zone``.

    ``seats`` None means no limit; ``locale`` is the language of title and programme.
    """

    kind: MeetingKind
    title: str
    starts_local: datetime
    zone: str = HOME_ZONE
    place: str = ""
    link: str = ""
    seats: int | None = None
    locale: str = "nl"
    description: str = ""


def plan_meeting(community: Community, draft: MeetingDraft) -> Meeting:
    """Make a draft meeting with the programme of its kind; publishes AgendaBlockAdded per block.

    Raises UnknownZone.
    """
    return _planned(community, draft, None)


def plan_next(meeting: Meeting, draft: MeetingDraft) -> Meeting:
    """Make the meeting after ``meeting``, which opens with what became of the actions.

    Publishes AgendaBlockAdded per block and SuccessorPlanned.
    """
    successor = _planned(meeting.community, draft, meeting)
    publish(SuccessorPlanned(successor.id, meeting.id))
    return successor


def change_meeting(meeting: Meeting, draft: MeetingDraft) -> None:
    """Give ``meeting`` the values of ``draft``; its kind and programme stay. Raises MeetingOver.

    Once it is announced, publishes MeetingChanged for what people were told (`told_changes`),
    and raises the calendar sequence when it moved in time or place (RFC 5546, 2.1.4). Publishes
    SeatsChanged.
    """
    meeting = hold(meeting)
    meeting.require_changeable()
    was = told_changes(meeting, draft)
    seats_before = meeting.seats
    _write(meeting, draft)
    _tell(meeting, was)
    if meeting.seats != seats_before:
        publish(SeatsChanged(meeting.id))


def announce_end(meeting: Meeting) -> None:
    """Let ``meeting`` end when its programme does, and tell its people if that is another time.

    Raises MeetingOver.
    """
    meeting = hold(meeting)
    meeting.require_changeable()
    before, meeting.minutes = meeting.minutes, programme_minutes(meeting)
    if meeting.minutes != before:
        _tell(meeting, {"minutes": before})


def publish_meeting(meeting: Meeting) -> None:
    """Announce ``meeting``: its public page and registration open; a repeat changes nothing.

    Raises MeetingOver.
    """
    meeting = hold(meeting)
    meeting.require_changeable()
    if meeting.state == MeetingState.PUBLISHED:
        return
    meeting.state, meeting.published_at = MeetingState.PUBLISHED, now()
    db.session.flush()
    publish(MeetingPublished(meeting.id))


def cancel_meeting(meeting: Meeting, reason: str) -> None:
    """Cancel ``meeting`` for a reason of up to 400 characters that people read.

    Raises MeetingOver, also the second time, so that nobody is told twice.
    """
    meeting = hold(meeting)
    meeting.require_changeable()
    meeting.state, meeting.cancel_reason = MeetingState.CANCELLED, reason
    meeting.calendar_sequence += 1
    meeting.changed_at = now()
    db.session.flush()
    publish(MeetingCancelled(meeting.id))


def close_meeting(meeting: Meeting) -> None:
    """Close ``meeting`` after it was held; a repeat changes nothing. Raises MeetingOver."""
    meeting = hold(meeting)
    if meeting.state == MeetingState.CLOSED:
        return
    meeting.require_changeable()
    meeting.state, meeting.closed_at = MeetingState.CLOSED, now()
    db.session.flush()
    publish(MeetingClosed(meeting.id))


def told_changes(meeting: Meeting, draft: MeetingDraft) -> dict[str, Any]:
    """Return the old values, as JSON, of what ``draft`` changes and people were told."""
    return {
        name: _as_json(value)
        for name in _TOLD
        if (value := getattr(meeting, name)) != getattr(draft, name)
    }


def hold(meeting: Meeting) -> Meeting:
    """Return ``meeting`` as it is now, its row held for this transaction: it owns the limits."""
    db.session.flush()
    return db.session.get_one(Meeting, meeting.id, with_for_update=True, populate_existing=True)


def _planned(community: Community, draft: MeetingDraft, previous: Meeting | None) -> Meeting:
    meeting = Meeting(
        slug=_free_slug(draft),
        community=community,
        kind=draft.kind,
        state=MeetingState.DRAFT,
        minutes=0,
        calendar_uid=str(uuid4()),
        previous=previous,
    )
    _write(meeting, draft)
    db.session.add(meeting)
    db.session.flush()
    blocks = programme(draft.kind, draft.locale, opens_with_actions=previous is not None)
    replace_agenda(meeting, blocks)
    return meeting


def _write(meeting: Meeting, draft: MeetingDraft) -> None:
    meeting.title, meeting.description = draft.title, draft.description
    meeting.starts_local, meeting.zone = draft.starts_local, draft.zone
    meeting.starts_at = utc_instant(draft.starts_local, draft.zone)
    meeting.place, meeting.link = draft.place, draft.link
    meeting.seats, meeting.locale = draft.seats, draft.locale
    meeting.changed_at = now()


def _tell(meeting: Meeting, was: dict[str, Any]) -> None:
    meeting.version += 1
    is_moved = not _MOVING.isdisjoint(was)
    if meeting.is_open and is_moved:
        meeting.calendar_sequence += 1
    db.session.flush()
    if meeting.is_open and was:
        publish(MeetingChanged(meeting.id, is_moved=is_moved, was=was))


def _as_json(value: str | datetime) -> str:
    return value.isoformat() if isinstance(value, datetime) else value


def _free_slug(draft: MeetingDraft) -> str:
    """Return an address of title and day, with random letters behind when it is taken."""
    words = slugify(draft.title, max_length=_SLUG_CHARS, word_boundary=True)
    slug = f"{words or draft.kind}-{draft.starts_local:%Y-%m-%d}"
    is_taken = db.session.scalar(select(Meeting.id).where(Meeting.slug == slug)) is not None
    return f"{slug}-{new_public_id()[:6]}" if is_taken else slug
