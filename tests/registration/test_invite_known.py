"""An organiser invites people who came to earlier sessions, chosen by where they came from."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.db import db
from lcm.registration import invitations, operations
from lcm.registration.addresses import Invitee
from lcm.registration.known import Wanted, known_people, past_registrations
from tests.factories import make_community
from tests.registration.conftest import IN_TWO_WEEKS, answers, mails, sign_up

pytestmark = pytest.mark.usefixtures("later")


@pytest.fixture
def first(make):
    meeting = make(title="Eerste")
    operations.register(meeting, answers("Fatima", organisation="Ella", role="Verloskundige"))
    operations.register(meeting, answers("Joost", organisation="GGD", domain_slug="public-health"))
    operations.cancel(*sign_up(meeting, "Weggegaan"))
    return meeting


@pytest.fixture
def later(first):
    """The clock stands after the first session."""
    with clock.set_to(first.ends_at + timedelta(days=1)) as moment:
        yield moment


@pytest.fixture
def coming(make, later):
    return make(title="Tweede", starts_local=IN_TWO_WEEKS + timedelta(days=30))


def names(meeting, **wanted):
    found = known_people(meeting, past_registrations(meeting), Wanted(**wanted))
    return [one.person.name for one in found.registrations]


def path(meeting, query=""):
    return f"/m/{meeting.slug}/invite/known{query}"


def test_everybody_who_had_a_seat_is_found_once(make, coming, first):
    between = make(title="Tussen", starts_local=IN_TWO_WEEKS + timedelta(days=10))
    sign_up(between, "Fatima")

    with clock.set_to(between.ends_at):
        assert names(coming) == ["Fatima", "Joost"]


@pytest.mark.parametrize(
    "wanted",
    [{"domain": "medical"}, {"organisation": "ella"}, {"role": "verlos"}],
)
def test_people_are_found_by_domain_organisation_and_role(coming, wanted):
    assert names(coming, **wanted) == ["Fatima"]


def test_people_are_found_by_the_session_they_came_to(make, coming, first):
    with clock.set_to(IN_TWO_WEEKS.astimezone() + timedelta(days=60)):
        other = make(title="Nog een", starts_local=IN_TWO_WEEKS + timedelta(days=70))
        sign_up(other, "Sara")

    with clock.set_to(other.ends_at):
        assert names(coming, session=other.slug) == ["Sara"]
        assert names(coming, session=first.slug) == ["Fatima", "Joost"]


def test_who_was_invited_registered_or_cancelled_is_left_out(coming):
    invitations.invite(coming, [Invitee("F. el Idrissi", "fatima@example.org")])
    operations.cancel(operations.register(coming, answers("Joost")))

    assert names(coming) == []


def test_people_of_another_community_are_never_found(make, coming, first):
    first.community = make_community()
    db.session.flush()

    assert names(coming) == []


def test_the_page_shows_whom_and_sends_nothing(organiser, coming):
    page = organiser.get(path(coming, "?domain=medical"))
    looked = organiser.post(path(coming), data={"people": ["x"]})

    assert "1 persoon om uit te nodigen" in page.text
    assert "Ella" in page.text
    assert "Joost" not in page.text
    assert (looked.status_code, mails("invitation")) == (200, [])


def test_only_who_stays_ticked_is_invited_and_once(organiser, coming, first):
    [fatima, _joost] = [one.person for one in past_registrations(coming)]
    data = {"people": [fatima.public_id, "unknown"], "step": "send"}

    sent = organiser.post(path(coming), data=data)
    again = organiser.post(path(coming), data=data)

    assert [mail.to_address for mail in mails("invitation")] == ["fatima@example.org"]
    assert (sent.status_code, sent.location) == (303, f"/m/{coming.slug}/invite")
    assert again.status_code == 303


def test_nobody_ticked_is_refused(organiser, coming):
    page = organiser.post(path(coming), data={"step": "send"})

    assert page.status_code == 422
    assert "Kies minstens één persoon." in page.text


def test_a_choice_that_is_not_there_is_refused_and_shows_everybody(organiser, coming):
    page = organiser.get(path(coming, "?session=elsewhere"))

    assert page.status_code == 422
    assert "Fatima" in page.text


def test_a_session_nobody_can_be_invited_to_leads_back_to_its_guests(organiser, first):
    answer = organiser.get(path(first))

    assert (answer.status_code, answer.location) == (303, f"/m/{first.slug}/invite")
