"""Who was invited and stays silent is reminded once: by a button, or by itself a week before."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.db import db
from lcm.mail.models import MailState
from lcm.meetings.operations import cancel_meeting
from lcm.registration import invitations, operations
from lcm.registration.addresses import Invitee
from lcm.registration.models import RegistrationClosed
from lcm.registration.reminding import remind_before_start, remind_by_itself, remind_silent
from tests.registration.conftest import answers, bodies, delivered, mails

SARA, ALI = Invitee("Sara Bakker", "sara@example.org"), Invitee("Ali Demir", "ali@example.org")


@pytest.fixture
def invited(meeting):
    return invitations.invite(meeting, [SARA, ALI])


def reminded():
    return [mail.to_address for mail in mails("reminder")]


def sweep(meeting, before):
    db.session.commit()
    with clock.set_to(meeting.starts_at - before):
        remind_before_start(clock.now())


def test_only_the_silent_are_reminded_and_each_once(both_engines, meeting, invited):
    operations.register(meeting, answers("Ali Demir", "ali@example.org"), invited[1])

    counts = remind_silent(meeting), remind_silent(meeting)

    assert (counts, reminded()) == ((1, 0), ["sara@example.org"])


def test_who_declined_is_left_alone(meeting, invited):
    invitations.decline(invited[0])

    remind_silent(meeting)

    assert reminded() == ["ali@example.org"]


def test_the_reminder_has_the_same_link_as_the_invitation(client, meeting, invited):
    remind_silent(meeting)

    delivered()
    [asked], [again] = mails("invitation", SARA.address), mails("reminder", SARA.address)
    [page] = {word for word in bodies(again)[0].split() if "/i/" in word}
    assert page in bodies(asked)[0].split()
    assert page in bodies(again)[1]
    assert client.get(page).status_code == 200


def test_who_answers_before_the_mail_leaves_gets_none(meeting, invited):
    remind_silent(meeting)
    invitations.decline(invited[0])

    delivered()

    assert [mail.state for mail in mails("reminder", SARA.address)] == [MailState.CANCELLED]


def test_nobody_is_reminded_of_a_session_that_is_off(meeting, invited):
    cancel_meeting(meeting, "De zaal is niet vrij.")

    with pytest.raises(RegistrationClosed):
        remind_silent(meeting)
    sweep(meeting, timedelta(days=6))

    assert reminded() == []


def test_by_itself_it_goes_out_a_week_before_and_once(both_engines, meeting, invited):
    for before in (timedelta(days=8), timedelta(days=7), timedelta(days=6), timedelta(days=2)):
        sweep(meeting, before)

    sent = {mail.to_address: mail.created_at for mail in mails("reminder")}
    assert list(sent.values()) == [meeting.starts_at - timedelta(days=7)] * 2


def test_by_itself_it_never_goes_out_at_night_or_after_the_start(meeting, invited):
    sweep(meeting, timedelta(days=6, hours=-5))
    sweep(meeting, timedelta(days=6, hours=5))
    sweep(meeting, timedelta(hours=-1))

    assert reminded() == []


def test_who_was_invited_lately_gets_three_days_to_answer(meeting, invited):
    with clock.set_to(meeting.starts_at - timedelta(days=6)):
        invitations.invite(meeting, [Invitee("Mo", "mo@example.org")])

    sweep(meeting, timedelta(days=4))
    first = reminded()
    sweep(meeting, timedelta(days=3))

    assert (first, reminded()[2:]) == ([ALI.address, SARA.address], ["mo@example.org"])


def test_an_organiser_can_keep_it_from_going_out_by_itself(organiser, meeting, invited):
    organiser.post(f"/m/{meeting.slug}/invite/reminding", data={"is_on": "no"})
    sweep(meeting, timedelta(days=5))
    silent = reminded()

    remind_by_itself(meeting, is_on=True)
    sweep(meeting, timedelta(days=5))

    assert (silent, len(reminded())) == ([], 2)


def test_a_switch_without_a_choice_is_refused(organiser, meeting, invited):
    assert organiser.post(f"/m/{meeting.slug}/invite/reminding").status_code == 422


def test_the_invite_tab_says_how_many_are_silent_and_reminds_them(organiser, meeting, invited):
    page = organiser.get(f"/m/{meeting.slug}/invite")
    organiser.post(f"/m/{meeting.slug}/invite/remind")
    again = organiser.get(f"/m/{meeting.slug}/invite")

    assert "2 mensen herinneren" in page.text
    assert "26 nov" in page.text
    assert "2 herinneringen zijn onderweg." in again.text
    assert "/invite/remind" not in again.text


def test_the_reminder_can_be_read_before_it_is_sent(organiser, meeting):
    page = organiser.get(f"/m/{meeting.slug}/invite/reminder")

    assert (page.status_code, mails()) == (200, [])
    assert meeting.title in page.text
