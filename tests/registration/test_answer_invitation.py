"""An invitee's link shows, and changes something only when a button was pressed."""

import pytest

from lcm.meetings.operations import cancel_meeting
from lcm.registration import invitations
from lcm.registration.addresses import Invitee
from lcm.registration.models import InvitationState
from lcm.registration.queries import registrations_of
from lcm.registration.tokens import invitation_token
from tests.registration.conftest import filled_in, kinds, post, shown, sign_up


@pytest.fixture
def invitation(meeting):
    (one,) = invitations.invite(meeting, [Invitee("Sara Bakker", "sara@example.org")])
    return one


@pytest.fixture
def path(app, invitation):
    return f"/i/{invitation_token(invitation)}"


def test_the_page_knows_the_invitee(client, path):
    page = client.get(path)

    assert page.status_code == 200
    assert 'value="Sara Bakker"' in page.text
    assert 'value="sara@example.org"' in page.text
    assert '<meta name="robots" content="noindex">' in page.text


def test_looking_changes_nothing(client, path, invitation):
    for _again in range(5):
        client.head(path)
        client.get(path)

    assert invitation.state == InvitationState.INVITED
    assert kinds() == ["invitation"]


def test_a_form_sent_as_it_was_served_changes_nothing(client, path, invitation, meeting):
    answer = client.post(path, data=filled_in(name="Sara Bakker", email="sara@example.org"))

    assert answer.status_code == 422
    assert invitation.state == InvitationState.INVITED
    assert registrations_of(meeting) == ()


def test_one_press_declines(client, path, invitation):
    answer = post(client, path, answer="decline")

    assert answer.status_code == 200
    assert invitation.state == InvitationState.DECLINED
    assert kinds() == ["invitation"]


def test_who_declined_can_still_register(client, path, invitation, meeting):
    client.post(path, data={"answer": "decline"})

    answer = client.post(path, data=filled_in(answer="register", name="Sara Bakker"))

    assert answer.location == f"/m/{meeting.slug}/thanks"
    assert invitation.state == InvitationState.REGISTERED


def test_who_is_registered_cannot_decline_by_this_link(client, path, invitation, meeting):
    data = filled_in(answer="register", name="Sara Bakker", email="sara@example.org")
    client.post(path, data=data)

    answer = client.post(path, data={"answer": "decline"})

    assert answer.status_code == 409
    assert len(registrations_of(meeting)) == 1
    assert 'value="decline"' not in client.get(path).text


def test_a_registered_invitees_page_does_not_show_their_own_link(client, path, meeting):
    client.post(
        path, data=filled_in(answer="register", name="Sara Bakker", email="sara@example.org")
    )

    page = client.get(path)

    assert "/p/" in page.text
    assert registrations_of(meeting)[0].public_id not in page.text


def test_what_is_not_right_is_said_and_kept(client, path, meeting):
    answer = client.post(path, data=filled_in(answer="register", email="nee"))

    assert answer.status_code == 422
    assert 'value="verloskundige"' in answer.text
    assert registrations_of(meeting) == ()


def test_a_cancelled_session_takes_no_answers(client, path, meeting, invitation):
    cancel_meeting(meeting, "Ziek.")

    page = client.get(path)
    answers = [client.post(path, data=filled_in(answer=word)) for word in ("register", "decline")]

    assert "Ziek." in page.text
    assert [answer.status_code for answer in answers] == [409, 409]
    assert invitation.state == InvitationState.INVITED


def test_links_that_do_not_work_all_get_the_same_page(client, path, meeting, invitation):
    (anna,) = sign_up(meeting, "Anna")
    public_id, version, signature = path.removeprefix("/i/").split(".")
    pages = [
        client.get(f"/i/{text}")
        for text in (
            "x",
            f"{public_id}.{version}.{signature[:-1]}",
            f"{public_id}.2.{signature}",
            f"{anna.public_id}.{version}.{signature}",
            f"{public_id}.{version}.{'a' * 26}",
            "%00.1.é",
        )
    ]
    invitation.version = 2
    pages.append(client.get(path))

    assert {page.status_code for page in pages} == {404}
    assert len({shown(page) for page in pages}) == 1
    assert 'action="/p/"' in pages[0].text
