"""What the one reminder to a silent invitee says: values for its templates."""

from typing import Any

from lcm.calendar.told import told, told_then
from lcm.db import db
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import Contents
from lcm.mail.render import link, rendered
from lcm.meetings.models import Meeting
from lcm.people.identity import first_name
from lcm.people.models import Person
from lcm.registration.models import Invitation, InvitationState
from lcm.registration.queries import is_registration_open, seat_rules
from lcm.registration.tokens import invitation_token


def reminder(mail: OutboxMail) -> Contents | None:
    """Ask once more, by the same link; nothing once they answered or it is too late."""
    invited = db.session.get(Invitation, mail.object_id)
    if invited is None or invited.state != InvitationState.INVITED:
        return None
    if not is_registration_open(invited.meeting):
        return None
    answer = link("registration.answer_invitation", token=invitation_token(invited))
    return Contents(_values(mail, invited.meeting, answer))


def sample_reminder(meeting: Meeting, reader: Person) -> str:
    """Return the HTML of the reminder of ``meeting`` as ``reader`` would get it; queues nothing.

    Its button leads to the public form, for there is no invitation to answer.
    """
    mail = OutboxMail(
        kind="registration/reminder",
        facts={"meeting": told(meeting).as_facts()},
        to_name=reader.name,
        to_address=reader.email,
        locale=meeting.locale,
        subject=meeting.title,
    )
    page = link("registration.register", slug=meeting.slug)
    return rendered(mail, _values(mail, meeting, page)).html


def _values(mail: OutboxMail, meeting: Meeting, answer: str) -> dict[str, Any]:
    return {
        "meeting": told_then(mail.facts["meeting"]),
        "is_by_invitation": seat_rules(meeting).is_by_invitation,
        "first_name": first_name(mail.to_name),
        "public_page": link("meetings.show", slug=meeting.slug),
        "answer_page": answer,
    }
