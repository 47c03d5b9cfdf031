"""Changes how the seats of a meeting are given out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete

from lcm.db import db
from lcm.meetings.models import Meeting
from lcm.meetings.operations import hold
from lcm.registration.models import SeatShare
from lcm.registration.queries import seat_rules
from lcm.registration.seats import Share
from lcm.registration.waiting_list import fill_free_seats


@dataclass(frozen=True, slots=True)
class Sharing:
    """How an organiser wants seats given out; ``shares`` by the domain's id, only where limited.

    ``released_on`` None: what is kept for a domain stays so until the start.
    """

    released_on: date | None
    claim_hours: int
    straight_hours: int
    is_by_invitation: bool = False
    shares: Mapping[int, Share] = field(default_factory=dict)


def share_seats(meeting: Meeting, sharing: Sharing) -> None:
    """Give the seats of ``meeting`` out by ``sharing`` from now on. Raises MeetingOver.

    Nobody loses a seat or an offer; who waits and now fits is offered one.
    """
    meeting = hold(meeting)
    meeting.require_changeable()
    rules = seat_rules(meeting)
    if rules.released_on != sharing.released_on:
        rules.is_released = False
    rules.released_on = sharing.released_on
    rules.claim_hours, rules.straight_hours = sharing.claim_hours, sharing.straight_hours
    rules.is_by_invitation = sharing.is_by_invitation
    db.session.merge(rules)
    db.session.execute(delete(SeatShare).where(SeatShare.meeting_id == meeting.id))
    db.session.add_all(
        SeatShare(
            meeting_id=meeting.id,
            domain_id=domain_id,
            minimum=share.minimum,
            maximum=share.maximum,
        )
        for domain_id, share in sharing.shares.items()
    )
    db.session.flush()
    db.session.expire_all()
    fill_free_seats(meeting)
