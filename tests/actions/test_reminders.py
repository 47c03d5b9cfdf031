"""A reminder comes once, on its day or late, and not at all when nothing is left to do."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.actions import operations
from lcm.actions.queries import action_link
from lcm.actions.reminders import remind_due
from lcm.clock import now, today
from lcm.db import db
from lcm.mail.models import MailState
from tests.actions.conftest import NOON, bodies, delivered, mails
from tests.factories import make_meeting, make_person

pytestmark = pytest.mark.usefixtures("both_engines")


@pytest.fixture
def in_days(noon):
    """Gives the day so many days from now."""
    return lambda number: today() + timedelta(days=number)


def remind(days=0):
    with clock.set_to(NOON + timedelta(days=days)):
        db.session.commit()
        remind_due(now())


def test_an_owner_is_reminded_once_a_week_before(make, fatima, in_days):
    make(owner=fatima, due_on=in_days(20))

    for day in range(22):
        remind(day)
        remind(day)

    assert [mail.created_at for mail in mails("reminder")] == [NOON + timedelta(days=13)]


def test_all_that_is_due_goes_in_one_mail_with_the_rest_below(make, fatima, in_days):
    make("Folder maken", owner=fatima, due_on=in_days(20))
    make("Tolk regelen", owner=fatima, due_on=in_days(20))
    make("Zaal huren", owner=fatima, due_on=in_days(60))

    with clock.set_to(NOON + timedelta(days=13)):
        remind(13)
        [mail] = delivered("reminder")
        text, html = bodies(mail)

    for body in (text, html):
        assert body.index("Folder maken") < body.index("Zaal huren")
        assert "Tolk regelen" in body
        assert body.count("http://localhost/a/") >= 3


def test_a_missed_day_is_made_up_for_until_the_date(make, fatima, in_days):
    make(owner=fatima, due_on=in_days(20))

    remind(18)
    remind(19)

    assert len(mails("reminder")) == 1


def test_nobody_is_reminded_after_the_date_or_without_one(make, fatima, in_days):
    make(owner=fatima, due_on=in_days(20))
    make(owner=fatima)

    remind(21)

    assert mails("reminder") == []


def test_who_is_done_gets_no_reminder(make, fatima, in_days):
    operations.finish(make(owner=fatima, due_on=in_days(20)))

    remind(13)

    assert mails("reminder") == []


def test_who_is_done_before_the_mail_leaves_gets_none(make, fatima, in_days):
    action = make(owner=fatima, due_on=in_days(20))
    remind(13)
    operations.finish(action)

    with clock.set_to(NOON + timedelta(days=13)):
        [mail] = delivered("reminder")

    assert (mail.state, mail.text) == (MailState.CANCELLED, "")


def test_a_new_owner_is_reminded_too(make, fatima, in_days):
    action = make(owner=fatima, due_on=in_days(20))
    remind(13)
    joost = make_person("Joost", "joost@example.org")
    with clock.set_to(NOON + timedelta(days=14)):
        operations.settle(action.item, joost, "", action.due_on, "Sanne")

    remind(14)
    remind(15)

    assert [mail.to_address for mail in mails("reminder")] == [fatima.email, joost.email]


def test_a_date_that_moves_on_earns_another_reminder(make, fatima, in_days):
    action = make(owner=fatima, due_on=in_days(20))
    remind(13)
    operations.settle(action.item, fatima, "", in_days(40), "Sanne")

    remind(32)
    remind(33)

    assert len(mails("reminder")) == 2


def test_two_owners_get_a_mail_each_in_their_own_language(make, fatima, meeting, in_days):
    james = make_person("James", "james@example.org")
    james.locale = "en"
    make(owner=fatima, due_on=in_days(20))
    make(owner=james, due_on=in_days(20))

    remind(13)

    assert {mail.to_address: mail.locale for mail in mails("reminder")} == {
        fatima.email: "nl",
        james.email: "en",
    }


def test_the_day_is_counted_where_the_session_is(community, make, fatima, in_days):
    far = make_meeting(community, starts_at=NOON - timedelta(days=1))
    far.zone = "Pacific/Auckland"
    action = make(owner=fatima, due_on=in_days(20))
    action.item.meeting = far
    db.session.flush()

    with clock.set_to(NOON + timedelta(days=12)):
        remind_at = now() - timedelta(hours=1)
        db.session.commit()
        remind_due(remind_at)

    assert len(mails("reminder")) == 1


def test_the_link_in_the_mail_opens_the_action(client, make, fatima, in_days):
    action = make(owner=fatima, due_on=in_days(20))
    remind(13)
    with clock.set_to(NOON + timedelta(days=13)):
        [mail] = delivered("reminder")

        assert f"http://localhost{action_link(action)}" in bodies(mail)[0]
        assert client.get(action_link(action)).status_code == 200
