"""Queues the mails that tell people of a meeting what became of their place in it."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select

from lcm.calendar.told import told
from lcm.communities.models import Community, Membership, Role
from lcm.db import db
from lcm.events import MeetingCancelled, MeetingChanged
from lcm.mail import outbox
from lcm.mail.outbox import About, To
from lcm.meetings.models import Meeting
from lcm.people.identity import first_name
from lcm.people.models import Person
from lcm.registration.models import Invitation, Registration, RegistrationState
from lcm.registration.queries import registrations_of, waiting_position

MAILS_PER_HOUR: Final = 3
_PUBLIC_KINDS: Final = (
    "registration/confirmed",
    "registration/waiting",
    "registration/already",
    "registration/new_link",
)
_LEADERS: Final = (Role.COORDINATOR, Role.PROJECT_LEADER)
# Built once: every registration asks it, while others wait for the lock.
_CONTACT: Final = (
    select(Person)
    .join(Membership, Membership.person_id == Person.id)
    .where(Membership.community_id == bindparam("community_id"), Membership.role.in_(_LEADERS))
    .order_by(Membership.role != Role.COORDINATOR, Membership.id)
    .limit(1)
)


def tell_outcome(registration: Registration, by: str = "") -> None:
    """Queue the mail that says a seat is confirmed, or which turn it is on the waiting list.

    ``by``: the name of the colleague who registered them.
    """
    facts = {"by": first_name(by)} if by else {}
    if registration.state == RegistrationState.CONFIRMED:
        tell(registration, "confirmed", **facts)
    else:
        tell(registration, "waiting", position=waiting_position(registration), **facts)


def tell(registration: Registration, word: str, **facts: Any) -> None:
    """Queue one mail of kind registration/``word``; once per coming and going of the person."""
    _queue(registration, word, str(registration.removal_count), facts)


def tell_anew(registration: Registration, word: str, at: datetime) -> None:
    """Queue one mail of kind registration/``word`` about what happened ``at`` this moment."""
    _queue(registration, word, at.isoformat(), {})


def tell_again(registration: Registration, asked: str) -> None:
    """Queue the mail that somebody was registered already; once per ``asked``."""
    _queue(registration, "already", asked, {})


def tell_invited(invitation: Invitation, word: str = "invitation") -> None:
    """Queue an invitation, or the ``word`` "reminder" of it, in the language of the meeting."""
    meeting = invitation.meeting
    outbox.enqueue(
        f"registration-{word}:{invitation.id}:{invitation.version}",
        to=To(invitation.name, invitation.email_key, meeting.locale),
        kind=f"registration/{word}",
        about=_about(meeting, invitation.id, {}),
    )


def tell_new_links(email_key: str, asked: str, locale: str) -> None:
    """Queue the mail with all links of an address, known or not: the loader drops it if not.

    So the answer takes as long for an unknown address as for a known one.
    """
    if not has_mail_enough(email_key):
        outbox.enqueue(
            f"registration-new-link:{email_key[:120]}:{asked}",
            to=To("", email_key, locale),
            kind="registration/new_link",
            about=About(),
        )


def tell_changed(fact: MeetingChanged) -> None:
    """Queue for everybody with a seat or a turn what changed in their meeting."""
    meeting = db.session.get_one(Meeting, fact.meeting_id)
    for registration in registrations_of(meeting):
        is_waiting = registration.state != RegistrationState.CONFIRMED
        facts = {"was": dict(fact.was), "is_waiting": is_waiting}
        _queue(registration, "meeting_changed", f"v{meeting.version}", facts)


def tell_cancelled(fact: MeetingCancelled) -> None:
    """Queue for everybody with a seat or a turn that the meeting is cancelled, and why."""
    meeting = db.session.get_one(Meeting, fact.meeting_id)
    for registration in registrations_of(meeting):
        facts = {"reason": meeting.cancel_reason}
        _queue(registration, "meeting_cancelled", f"v{meeting.version}", facts)


def has_mail_enough(email_key: str) -> bool:
    """Say whether an address got as many mails this hour as public forms may send it."""
    return outbox.recent_count(email_key, _PUBLIC_KINDS) >= MAILS_PER_HOUR


def contact_of(community: Community) -> Person | None:
    """Return who answers mail about the meetings of ``community``: its coordinator, if any."""
    return db.session.scalar(_CONTACT, {"community_id": community.id})


def _queue(registration: Registration, word: str, version: str, facts: dict[str, Any]) -> None:
    person = registration.person
    facts = {**facts, "raised": registration.removal_count}
    outbox.enqueue(
        f"registration-{word.replace('_', '-')}:{registration.id}:{version}",
        to=To(person.name, person.email_key, registration.locale),
        kind=f"registration/{word}",
        about=_about(registration.meeting, registration.id, facts),
    )


def _about(meeting: Meeting, object_id: int, facts: dict[str, Any]) -> About:
    contact = contact_of(meeting.community)
    return About(
        object_id=object_id,
        meeting_id=meeting.id,
        facts={**facts, "meeting": told(meeting).as_facts()},
        reply_to=contact.email if contact else "",
    )
