"""Badges for everybody, and a certificate for who was there."""

import pytest

from lcm import clock
from lcm.db import db
from lcm.registration import places
from lcm.registration.tokens import place_token
from tests.registration.conftest import sign_up
from tests.registration.test_invite import statements_of


@pytest.mark.usefixtures("just_before")
def test_everybody_gets_a_badge_with_a_code_but_who_walked_in_gets_it_without(organiser, meeting):
    sign_up(meeting, "Anna Smit", "Bram")
    places.walk_in(meeting, "Ali", "Ella", None)

    page = organiser.get(f"/m/{meeting.slug}/badges")

    assert page.text.count('class="name-badge"') == 3
    assert page.text.count('class="name-badge-code"') == 2


def test_thirty_badges_cost_as_many_statements_as_three(organiser, meeting):
    path = f"/m/{meeting.slug}/badges"
    sign_up(meeting, *[f"Gast {number}" for number in range(3)])
    organiser.get(path)
    few = statements_of(lambda: organiser.get(path))
    sign_up(meeting, *[f"Gast {number}" for number in range(3, 30)])
    organiser.get(path)

    assert statements_of(lambda: organiser.get(path)) <= few


def test_who_was_there_finds_a_certificate_afterwards(client, meeting, just_before):
    anna, bram = sign_up(meeting, "Anna Smit", "Bram")
    places.say_here(places.place_of(anna))
    db.session.commit()
    own, other = f"/p/{place_token(anna)}", f"/p/{place_token(bram)}"

    before = client.get(f"{own}/certificate")
    with clock.set_to(meeting.ends_at):
        page, after = client.get(own), client.get(f"{own}/certificate")
        absent, not_theirs = client.get(other), client.get(f"{other}/certificate")

    assert before.status_code == 404
    assert f'href="{own}/certificate"' in page.text
    assert "Anna Smit" in after.text
    assert "/certificate" not in absent.text
    assert not_theirs.status_code == 404
