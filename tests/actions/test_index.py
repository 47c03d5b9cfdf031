"""All open actions of one's communities, one's own on top."""

from lcm.actions import operations
from lcm.actions.queries import action_link
from lcm.clock import today
from lcm.communities.models import Role
from lcm.communities.operations import add_member
from tests.actions.conftest import HELD
from tests.actions.test_follow_up import statements_of
from tests.factories import make_action, make_community, make_meeting, make_person


def test_what_is_open_anywhere_is_shown_and_what_is_done_is_not(organiser, make, sanne, fatima):
    second = make_meeting(make_community(leader=sanne), starts_at=HELD)
    make_action(second, "Elders open")
    operations.finish(make("Hier klaar", owner=fatima))
    make("Hier open")

    page = organiser.get("/actions").text

    assert "Hier open" in page
    assert "Elders open" in page
    assert "Hier klaar" not in page


def test_one_community_can_be_chosen(organiser, make, sanne, community):
    second = make_meeting(make_community(leader=sanne), starts_at=HELD)
    make_action(second, "Elders open")
    make("Hier open")

    page = organiser.get(f"/actions?community={community.slug}").text

    assert "Hier open" in page
    assert "Elders open" not in page


def test_another_community_stays_closed(organiser, make):
    foreign = make_community()
    make_action(make_meeting(foreign, starts_at=HELD), "Van een ander")

    assert organiser.get(f"/actions?community={foreign.slug}").status_code == 404
    assert "Van een ander" not in organiser.get("/actions").text


def test_a_member_answers_their_own_and_steers_nothing(client, make, community):
    member = make_person("Noor")
    add_member(community, member, Role.MEMBER)
    own = make("Van Noor", owner=member)
    client.sign_in(member)

    page = client.get("/actions").text

    assert action_link(own) in page
    assert "/follow-up" not in page


def test_nothing_open_says_what_to_do(organiser, community):
    assert "/meetings" in organiser.get("/actions").text


def test_a_visitor_is_asked_to_sign_in(client, app):
    assert client.get("/actions").location.startswith("/sign-in")


def test_three_actions_cost_as_many_statements_as_one(organiser, make):
    def page():
        return organiser.get("/actions")

    make(owner=make_person(), due_on=today())
    page()
    one = statements_of(page)
    for _number in range(2):
        make(owner=make_person(), due_on=today())

    assert statements_of(page) == one
