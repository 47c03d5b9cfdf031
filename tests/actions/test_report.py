"""The report tells a community what a session came to; outsiders find none."""

from datetime import date

import pytest

from lcm.actions import operations
from lcm.actions.models import ItemKind
from lcm.communities.models import Role
from lcm.communities.operations import add_member
from lcm.people.queries import domains
from tests.factories import (
    make_community,
    make_item,
    make_person,
    make_place,
    make_revealed_vote,
)


@pytest.fixture
def path(meeting):
    return f"/m/{meeting.slug}/report"


def test_a_member_reads_what_it_came_to(client, path, meeting, make, fatima):
    make_revealed_vote(meeting, "Korte lijntjes", "Hulp op maat", "Zorg die past", "Weten wie")
    make_item(meeting, "Vaste stoel in de stuurgroep", kind=ItemKind.DECISION)
    make_item(meeting, "Eén telefoonnummer")
    action = make("Folder maken", owner=fatima, due_on=date(2027, 1, 12))
    operations.finish(action, note="Ligt bij de drukker")
    member = make_person()
    add_member(meeting.community, member, Role.MEMBER)
    client.sign_in(member)

    page = client.get(path, headers={"Accept-Language": "en"}).text

    order = ["Korte lijntjes", "Weten wie", "Vaste stoel", "Folder maken", "Eén telefoonnummer"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "Ligt bij de drukker" in page
    assert "6 votes" in page
    assert "/follow-up" not in page


def test_who_was_there_is_counted_by_domain(organiser, path, meeting):
    medical, social = domains()[:2]
    for number in range(3):
        make_place(meeting, f"A{number}", domain=medical, person=make_person())
    make_place(meeting, "B", domain=social, person=make_person()).present_at = None
    make_place(meeting, "C", domain=None)

    page = organiser.get(path, headers={"Accept-Language": "en"}).text

    assert "4 there, 4 registered" in page
    assert "3 of 3" in page
    assert "0 of 1" in page


def test_a_session_without_anything_has_a_report_too(organiser, path):
    assert organiser.get(path).status_code == 200


def test_where_all_became_actions_the_harvest_says_so(organiser, path, make):
    make("Folder maken")

    page = organiser.get(path, headers={"Accept-Language": "en"}).text

    assert "Nothing else was written down in the rooms." in page


@pytest.mark.parametrize("is_leader_elsewhere", [True, False])
def test_outsiders_find_no_report(client, path, is_leader_elsewhere):
    person = make_person()
    if is_leader_elsewhere:
        make_community(leader=person)
    client.sign_in(person)

    assert client.get(path).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, path):
    assert client.get(path).location.startswith("/sign-in")
