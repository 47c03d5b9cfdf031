"""Invitations go to each address once, and registering answers them."""

import pytest

from lcm.mail.models import MailState
from lcm.meetings.operations import cancel_meeting
from lcm.registration import invitations, operations
from lcm.registration.addresses import Invitee
from lcm.registration.models import InvitationAnswered, InvitationState
from tests.registration.conftest import answers, delivered, kinds, sign_up


def test_each_address_is_invited_once(meeting):
    invitees = [Invitee("Bram", "bram@example.org"), Invitee("Cato", "cato@example.org")]

    first = invitations.invite(meeting, invitees)
    second = invitations.invite(meeting, [*invitees, Invitee("Driss", "driss@example.org")])

    assert [one.name for one in first] == ["Bram", "Cato"]
    assert [one.name for one in second] == ["Driss"]
    assert kinds() == ["invitation"] * 3


def test_who_registered_already_is_not_asked_to(meeting):
    sign_up(meeting, "Anna")

    (invitation,) = invitations.invite(meeting, [Invitee("Anna", "anna@example.org")])

    assert invitation.state == InvitationState.REGISTERED
    assert kinds() == ["confirmed"]


def test_registering_answers_the_invitation_however_it_is_done(meeting):
    anna, bram, cato = invitations.invite(
        meeting, [Invitee(name, f"{name.lower()}@example.org") for name in ("Anna", "Bram", "Cato")]
    )

    operations.register(meeting, answers("Anna"))
    operations.register(meeting, answers("Bram", "bram.prive@example.org"), bram)
    operations.register(meeting, answers("Een collega", "collega@example.org"), cato)

    assert [one.state for one in (anna, bram, cato)] == ["registered", "registered", "invited"]


def test_who_answered_before_the_mail_left_is_not_invited_any_more(meeting):
    invitations.invite(meeting, [Invitee("Anna", "anna@example.org")])
    sign_up(meeting, "Anna")

    letters = delivered(to="anna@example.org")

    assert [mail.state for mail in letters] == [MailState.CANCELLED, MailState.ACCEPTED]


def test_nobody_is_invited_to_what_was_cancelled_before_the_mail_left(meeting):
    invitations.invite(meeting, [Invitee("Anna", "anna@example.org")])
    cancel_meeting(meeting, "De zaal is dubbel geboekt")

    assert [mail.state for mail in delivered()] == [MailState.CANCELLED]


def test_who_declined_may_still_register_and_not_the_other_way_round(meeting):
    (invitation,) = invitations.invite(meeting, [Invitee("Bram", "bram@example.org")])
    invitations.decline(invitation)
    declined = invitation.state

    operations.register(meeting, answers("Bram"), invitation)

    assert (declined, invitation.state) == (InvitationState.DECLINED, InvitationState.REGISTERED)
    with pytest.raises(InvitationAnswered):
        invitations.decline(invitation)
