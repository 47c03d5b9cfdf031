"""The mail of the day before: everybody with a seat reads where, when, what and their actions."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import select

from lcm.actions.mails import shown_cards
from lcm.actions.queries import actions_owned_by, lines
from lcm.calendar.told import told, told_then
from lcm.clock import now, today
from lcm.db import db, for_each
from lcm.mail import outbox
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import About, Contents, To
from lcm.mail.render import link
from lcm.meetings.models import Meeting, MeetingState
from lcm.meetings.operations import hold
from lcm.meetings.queries import timetable
from lcm.meetings.running import local_time
from lcm.people.identity import first_name
from lcm.registration.models import Registration, RegistrationState
from lcm.registration.posting import contact_of
from lcm.registration.queries import confirmed
from lcm.registration.tokens import place_token

KIND: Final = "actions/day_before"
MORNING, EVENING = time(10), time(20)
EARLIEST: Final = time(8)
SOONEST: Final = timedelta(hours=1)


def tell_day_before(at: datetime) -> None:
    """Mail everybody with a seat in a session of tomorrow, from ten in the morning of its zone.

    Late runs make up for it until an hour before the start, never at night. Repeated runs add
    nothing: one mail per person and day the session is on, so a session that moves gets another.
    Who registered after ten has just had a mail with the same, and gets none.
    """
    soon = select(Meeting).where(
        Meeting.state == MeetingState.PUBLISHED,
        Meeting.starts_at.between(at + SOONEST, at + timedelta(days=2)),
    )

    def tell(meeting_id: int) -> None:
        meeting = hold(db.session.get_one(Meeting, meeting_id))
        if _is_due(meeting, at):
            for registration in _untold(meeting):
                _queue(meeting, registration)

    due = [one.id for one in db.session.scalars(soon) if _is_due(one, at) and _untold(one)]
    for_each(due, tell)


def day_before(mail: OutboxMail) -> Contents | None:
    """Say where and when it is, the programme and one's own open actions.

    Nothing once the seat was given up, or the session is off, on another day, or has begun.
    """
    registration = db.session.get(Registration, mail.object_id)
    if registration is None or registration.state != RegistrationState.CONFIRMED:
        return None
    meeting = registration.meeting
    was_on = told_then(mail.facts["meeting"]).starts_local.date()
    if not meeting.is_open or now() >= meeting.starts_at or meeting.starts_local.date() != was_on:
        return None
    owned = lines(actions_owned_by([registration.person]))
    return Contents(
        {
            "first_name": first_name(mail.to_name),
            "meeting": told(meeting),
            "is_today": was_on == today(meeting.zone),
            "programme": [
                {"starts": one.starts, "title": one.item.title} for one in timetable(meeting)
            ],
            "place_page": link("registration.place", token=place_token(registration)),
            "public_page": link("meetings.show", slug=meeting.slug),
            **shown_cards(owned),
        }
    )


def _is_due(meeting: Meeting, at: datetime) -> bool:
    local = local_time(at, meeting.zone)
    if at > meeting.starts_at - SOONEST or not EARLIEST <= local.time() < EVENING:
        return False
    return local >= _ten_the_day_before(meeting)


def _ten_the_day_before(meeting: Meeting) -> datetime:
    return datetime.combine(meeting.starts_local.date() - timedelta(days=1), MORNING)


def _untold(meeting: Meeting) -> Sequence[Registration]:
    """Return who has had their seat since before the mail was due and has no mail of this day."""
    due = _ten_the_day_before(meeting)
    day = meeting.starts_local.date().isoformat()
    queued = select(OutboxMail.object_id).where(
        OutboxMail.meeting_id == meeting.id, OutboxMail.key.startswith(f"day-before:{day}:")
    )
    known = set(db.session.scalars(queued))
    return [
        one
        for one in confirmed(meeting)
        if one.id not in known and local_time(one.queued_at, meeting.zone) < due
    ]


def _queue(meeting: Meeting, registration: Registration) -> None:
    person = registration.person
    contact = contact_of(meeting.community)
    outbox.enqueue(
        f"day-before:{meeting.starts_local.date().isoformat()}:{registration.public_id}",
        to=To(person.name, person.email_key, registration.locale),
        kind=KIND,
        about=About(
            object_id=registration.id,
            meeting_id=meeting.id,
            facts={"meeting": told(meeting).as_facts()},
            reply_to=contact.email if contact else "",
        ),
    )
