"""Whoever registers reads which sides are full, and may choose another one later."""

import pytest

from lcm.db import db
from lcm.people.queries import find_domain
from lcm.registration import operations
from lcm.registration.models import RegistrationState, SeatShare
from lcm.registration.tokens import place_token
from tests.registration.conftest import answers, post, sign_up

FULL = "Vol: je komt op de wachtlijst."


def limit(meeting, slug, minimum=0, maximum=None):
    share = SeatShare(
        meeting_id=meeting.id,
        domain_id=find_domain(slug).id,
        minimum=minimum,
        maximum=maximum,
    )
    db.session.add(share)
    db.session.flush()


@pytest.fixture
def anna(make):
    """Has a medical seat; the social side is full."""
    meeting = make(seats=10)
    limit(meeting, "social", maximum=1)
    operations.register(meeting, answers("Bram", domain_slug="social"))
    return sign_up(meeting, "Anna")[0]


def path(registration):
    return f"/p/{place_token(registration)}/side"


def test_the_form_says_which_side_is_full_and_where_seats_are_kept(client, anna):
    limit(anna.meeting, "research", minimum=3)

    page = client.get(f"/m/{anna.meeting.slug}/register").text

    assert page.count(FULL) == 1
    assert page.count("3 plekken zijn voor deze rol vrijgehouden.") == 1


def test_a_form_without_shares_says_nothing_beside_the_sides(client, make):
    meeting = make(seats=1)
    sign_up(meeting, "Anna")

    page = client.get(f"/m/{meeting.slug}/register").text

    assert FULL not in page


def test_another_side_is_chosen_with_one_press(client, anna):
    page = post(client, path(anna), domain="research")

    assert "Onderzoek en onderwijs" in page.text
    assert (anna.domain.slug, anna.state) == ("research", RegistrationState.CONFIRMED)


@pytest.mark.parametrize(
    ("domain", "status", "told"),
    [("social", 409, "Deze rol zit vol"), ("elsewhere", 422, "nog niet"), ("", 422, "nog niet")],
)
def test_a_side_that_cannot_be_had_leaves_everything_as_it_was(client, anna, domain, status, told):
    page = client.post(path(anna), data={"domain": domain})

    assert page.status_code == status
    assert anna.domain.slug == "medical"
    assert told in page.text


def test_who_cancelled_has_no_side_to_choose(client, anna):
    operations.cancel(anna)

    assert client.get(path(anna)).status_code == 409
    assert client.post(path(anna), data={"domain": "research"}).status_code == 409
    assert anna.domain.slug == "medical"
