"""A session by invitation registers nobody by its public form, and everybody by their link."""

import pytest

from lcm.registration import invitations
from lcm.registration.addresses import Invitee
from lcm.registration.queries import registrations_of
from lcm.registration.sharing import Sharing, share_seats
from lcm.registration.tokens import invitation_token
from tests.registration.conftest import bodies, delivered, filled_in, sign_up

SETTINGS = {"claim_hours": "24", "straight_hours": "12"}
COLLEAGUE = "Voor een collega"


@pytest.fixture
def closed(meeting):
    sharing = Sharing(None, claim_hours=24, straight_hours=12, is_by_invitation=True)
    share_seats(meeting, sharing)
    return meeting


def test_an_organiser_ticks_it_on_the_seats_page_and_takes_it_back(organiser, client, meeting):
    organiser.post(f"/m/{meeting.slug}/seats", data={**SETTINGS, "is_by_invitation": "y"})
    ticked = client.get(f"/m/{meeting.slug}").text
    page = organiser.get(f"/m/{meeting.slug}/seats").text
    organiser.post(f"/m/{meeting.slug}/seats", data=SETTINGS)

    assert "op uitnodiging" in ticked
    assert "<details open>" in page
    assert "op uitnodiging" not in client.get(f"/m/{meeting.slug}").text


def test_the_public_form_leads_back_and_takes_nobody(client, closed):
    page = client.get(f"/m/{closed.slug}/register")
    sent = client.post(f"/m/{closed.slug}/register", data=filled_in())

    assert (page.status_code, page.location) == (302, f"/m/{closed.slug}")
    assert sent.status_code == 409
    assert "op uitnodiging" in sent.text
    assert registrations_of(closed) == ()


def test_known_and_unknown_addresses_get_the_same_refusal(client, closed):
    sign_up(closed, "Fatima el Idrissi")

    answers = [
        client.post(f"/m/{closed.slug}/register", data=filled_in(email=address))
        for address in ("fatima@example.org", "nobody@example.org")
    ]

    assert answers[0].status_code == answers[1].status_code == 409
    assert answers[0].data == answers[1].data


def test_who_is_invited_registers_by_their_link(client, closed):
    [invitation] = invitations.invite(closed, [Invitee("Sara Bakker", "sara@example.org")])

    data = {**filled_in(name="Sara Bakker", email="sara@example.org"), "answer": "register"}
    sent = client.post(f"/i/{invitation_token(invitation)}", data=data)

    assert sent.status_code == 303
    assert [one.person.name for one in registrations_of(closed)] == ["Sara Bakker"]


def test_the_invitation_offers_no_link_for_colleagues_then(closed, make):
    invitations.invite(closed, [Invitee("Sara Bakker", "sara@example.org")])
    invitations.invite(make(title="Open"), [Invitee("Ali Demir", "ali@example.org")])

    [closed_mail], [open_mail] = delivered("sara@example.org"), delivered("ali@example.org")

    assert all(COLLEAGUE not in body for body in bodies(closed_mail))
    assert all(COLLEAGUE in body for body in bodies(open_mail))
