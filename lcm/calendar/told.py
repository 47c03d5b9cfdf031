"""What people are told of a meeting at one moment, kept as JSON until mails and files are made."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from lcm.calendar.ics import CalendarMeeting
from lcm.clock import HOME_ZONE
from lcm.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class ToldMeeting:
    """A meeting as it was when something was said about it; times are naive, in its zone."""

    slug: str
    uid: str
    sequence: int
    community: str
    title: str
    description: str
    starts_local: datetime
    minutes: int
    zone: str
    place: str
    link: str
    changed_at: datetime

    @property
    def ends_local(self) -> datetime:
        return self.starts_local + timedelta(minutes=self.minutes)

    def as_facts(self) -> dict[str, Any]:
        """Give the same as JSON values, for a mail's facts."""
        facts = asdict(self)
        facts["starts_local"] = self.starts_local.isoformat()
        facts["changed_at"] = self.changed_at.isoformat()
        return facts


def told(meeting: Meeting) -> ToldMeeting:
    """Return what people are told of ``meeting`` now."""
    return ToldMeeting(
        slug=meeting.slug,
        uid=meeting.calendar_uid,
        sequence=meeting.calendar_sequence,
        community=meeting.community.name,
        title=meeting.title,
        description=meeting.description,
        starts_local=meeting.starts_local,
        minutes=meeting.minutes,
        zone=meeting.zone or HOME_ZONE,
        place=meeting.place,
        link=meeting.link,
        changed_at=meeting.changed_at,
    )


def told_then(facts: dict[str, Any]) -> ToldMeeting:
    """Return what was told when ``facts`` were made by `ToldMeeting.as_facts`."""
    instants = {
        name: datetime.fromisoformat(facts[name]) for name in ("starts_local", "changed_at")
    }
    return ToldMeeting(**{**facts, **instants})


def entry(
    meeting: ToldMeeting, page: str, *, raised: int = 0, is_public: bool = False
) -> CalendarMeeting:
    """Return what a calendar shows of ``meeting``; ``page`` is the address of its public page.

    ``raised`` is added to the sequence for somebody whose entry was removed before. A public
    file keeps the online link back: it is for who has a seat.
    """
    settings = current_app.config["LCM"]
    return CalendarMeeting(
        uid=meeting.uid,
        sequence=meeting.sequence + raised,
        title=meeting.title,
        starts_local=meeting.starts_local,
        ends_local=meeting.ends_local,
        zone=meeting.zone,
        place=meeting.place,
        link="" if is_public else meeting.link,
        description=meeting.description,
        url=page,
        organiser_name=meeting.community,
        organiser_address=settings.mail_from_address,
        modified_at=meeting.changed_at,
    )
