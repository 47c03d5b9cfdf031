"""Everybody with a seat gets one mail the day before: where, when, what and their own actions."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lcm import clock
from lcm.actions.day_before import tell_day_before
from lcm.clock import HOME_ZONE
from lcm.db import db
from lcm.mail.models import MailState
from lcm.meetings.models import MeetingKind
from lcm.meetings.operations import (
    MeetingDraft,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    publish_meeting,
)
from lcm.meetings.running import utc_instant
from lcm.registration.operations import Answers, cancel, register
from tests.actions.conftest import bodies, delivered, mails

pytestmark = pytest.mark.usefixtures("both_engines")
DRAFT = MeetingDraft(
    kind=MeetingKind.KICK_OFF,
    title="Kick-off samenwerking",
    starts_local=datetime(2026, 12, 3, 14, 0),
    place="Stadhuis, zaal B2",
    link="https://meet.example.org/a",
    seats=2,
)


@pytest.fixture
def coming(community):
    """A kick-off in two weeks with two seats."""
    meeting = plan_meeting(community, DRAFT)
    publish_meeting(meeting)
    return meeting


def sign_up(meeting, name="Fatima el Idrissi"):
    address = f"{name.split()[0].lower()}@example.org"
    return register(meeting, Answers(name, address, "", "medical", "", "nl"))


def local(day, hour, minute=0):
    return clock.set_to(utc_instant(datetime(2026, 12, day, hour, minute), HOME_ZONE))


def tell(day, hour, minute=0):
    with local(day, hour, minute):
        db.session.commit()
        tell_day_before(clock.now())
    return [mail.to_address for mail in mails("day_before")]


def test_it_goes_out_once_at_ten_the_day_before(coming):
    sign_up(coming)

    early = tell(1, 12), tell(2, 9, 59)
    again = tell(2, 10), tell(2, 11), tell(3, 8)

    assert early == ([], [])
    assert again == (["fatima@example.org"],) * 3


def test_a_late_run_makes_up_for_it_but_not_at_night_or_at_the_last_moment(coming):
    sign_up(coming)

    assert (tell(2, 21), tell(3, 6), tell(3, 13, 30)) == ([], [], [])
    assert tell(3, 8) == ["fatima@example.org"]


def test_who_waits_or_gave_up_gets_nothing(coming):
    sign_up(coming)
    cancel(sign_up(coming, "Sara"))
    sign_up(coming, "Ali")
    sign_up(coming, "Joost")

    assert sorted(tell(2, 10)) == ["ali@example.org", "fatima@example.org"]


def test_who_registers_that_afternoon_has_read_it_already(coming):
    with local(2, 15):
        sign_up(coming)

    assert tell(2, 16) == []


def test_nothing_goes_out_for_a_cancelled_session(coming):
    sign_up(coming)
    cancel_meeting(coming, "De zaal is niet vrij.")

    assert tell(2, 10) == []


def test_a_session_that_moves_to_another_day_gets_another_mail_before_that(coming):
    sign_up(coming)
    tell(2, 10)
    with local(2, 12):
        change_meeting(coming, replace(DRAFT, starts_local=datetime(2026, 12, 9, 14, 0)))

    assert (len(tell(2, 13)), len(tell(8, 10)), len(tell(8, 11))) == (1, 2, 2)


def test_a_mail_that_did_not_leave_in_time_is_dropped(coming):
    held, given_up = sign_up(coming), sign_up(coming, "Sara")
    tell(2, 10)
    with local(2, 11):
        cancel(given_up)

    with local(2, 12):
        states = {mail.object_id: mail.state for mail in delivered("day_before")}

    assert states == {held.id: MailState.ACCEPTED, given_up.id: MailState.CANCELLED}


def test_it_says_where_when_what_and_ones_own_actions(coming, make, fatima):
    sign_up(coming)
    make("Folder maken", owner=fatima)
    make("Tolk regelen")
    tell(2, 10)

    with local(2, 10, 5):
        [mail] = delivered("day_before")

    assert mail.subject == "Morgen: Kick-off samenwerking"
    for body in bodies(mail):
        assert "Tot morgen, Fatima." in body
        assert "Stadhuis, zaal B2" in body
        assert "https://meet.example.org/a" in body
        assert body.index("14.00") < body.index(coming.agenda[0].title)
        assert "Folder maken" in body
        assert "Tolk regelen" not in body
        assert "http://localhost/p/" in body


def test_on_the_day_itself_it_says_today(coming):
    sign_up(coming)
    tell(3, 8)

    with local(3, 8, 5):
        [mail] = delivered("day_before")

    assert "Tot vandaag, Fatima." in bodies(mail)[0]
    assert "open actie" not in bodies(mail)[0]


def test_the_day_is_the_day_of_the_sessions_zone(coming):
    sign_up(coming)
    coming.zone = "Pacific/Auckland"
    coming.starts_at = utc_instant(coming.starts_local, coming.zone)
    due = utc_instant(datetime(2026, 12, 2, 10, 0), coming.zone)
    db.session.commit()

    with clock.set_to(due - timedelta(minutes=1)):
        tell_day_before(clock.now())
        early = len(mails("day_before"))
    with clock.set_to(due):
        tell_day_before(clock.now())

    assert (early, len(mails("day_before"))) == (0, 1)
