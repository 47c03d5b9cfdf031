"""Invites people and notes who cannot come."""

from collections.abc import Sequence

from lcm.db import db
from lcm.meetings.models import Meeting
from lcm.meetings.operations import hold
from lcm.people.identity import clean_text, email_key
from lcm.registration import posting
from lcm.registration.addresses import Invitee
from lcm.registration.models import (
    Invitation,
    InvitationAnswered,
    InvitationState,
    RegistrationClosed,
)
from lcm.registration.queries import invitations_of, is_registration_open, registrations_of


def invite(meeting: Meeting, invitees: Sequence[Invitee]) -> list[Invitation]:
    """Invite each address once, by mail, and return the new invitations.

    Who was invited before is left alone; who registered already is written down as such and gets
    no mail. Raises RegistrationClosed.
    """
    meeting = hold(meeting)
    if not is_registration_open(meeting):
        raise RegistrationClosed
    known = {invitation.email_key for invitation in invitations_of(meeting)}
    registered = {one.person.email_key for one in registrations_of(meeting)}
    fresh = []
    for invitee in invitees:
        key = email_key(invitee.address)
        if key in known:
            continue
        known.add(key)
        state = InvitationState.REGISTERED if key in registered else InvitationState.INVITED
        name = clean_text(invitee.name, limit=120)
        invitation = Invitation(
            meeting=meeting, name=name, email=invitee.address, email_key=key, state=state
        )
        db.session.add(invitation)
        fresh.append(invitation)
    db.session.flush()
    for invitation in fresh:
        if invitation.state == InvitationState.INVITED:
            posting.tell_invited(invitation)
    return fresh


def decline(invitation: Invitation) -> None:
    """Write down that an invitee cannot come; a repeat changes nothing.

    Raises InvitationAnswered once they registered: a place is cancelled by its own link.
    """
    db.session.refresh(invitation, with_for_update=True)
    if invitation.state == InvitationState.REGISTERED:
        raise InvitationAnswered
    invitation.state = InvitationState.DECLINED
