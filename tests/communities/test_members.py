"""Members are added by name and mail address, and a community keeps a coordinator."""

import pytest

from lcm.communities.models import Role
from lcm.communities.queries import membership_of
from lcm.people.operations import person_for

FIELDS = {
    "name": "Fatima el Idrissi",
    "email": "Fatima@example.org",
    "organisation": "Ella Verloskundige Zorg",
    "role": "project_leader",
}

pytestmark = pytest.mark.usefixtures("both_engines")


def roles_in(community):
    return {one.person.name: one.role for one in community.memberships}


def path_of(community, person):
    return f"/c/{community.slug}/members/{person.public_id}"


def test_a_coordinator_adds_a_member_with_role_and_organisation(organiser, community):
    answer = organiser.post(f"/c/{community.slug}/members", data=FIELDS)

    fatima = community.memberships[-1]
    assert answer.status_code == 303
    assert fatima.role == Role.PROJECT_LEADER
    assert fatima.organisation.name == "Ella Verloskundige Zorg"
    assert fatima.person.email_key == "fatima@example.org"


def test_a_member_added_again_keeps_the_role_they_have(organiser, community):
    organiser.post(f"/c/{community.slug}/members", data=FIELDS)
    again = FIELDS | {"name": "fatima  el idrissi", "role": "member"}

    answer = organiser.post(f"/c/{community.slug}/members", data=again)

    assert answer.status_code == 303
    assert roles_in(community)["Fatima el Idrissi"] == Role.PROJECT_LEADER
    assert len(community.memberships) == 2


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "x" * 121),
        ("email", "fatima"),
        ("email", "fatima@example.org\r\nBcc: alle@example.org"),
        ("email", "x" * 260 + "@example.org"),
        ("organisation", "y" * 161),
        ("role", "administrator"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(organiser, community, field, text):
    answer = organiser.post(f"/c/{community.slug}/members", data=FIELDS | {field: text})

    kept = "organisation" if field != "organisation" else "name"
    assert answer.status_code == 422
    assert FIELDS[kept] in answer.text
    assert len(community.memberships) == 1


def test_hostile_names_are_shown_as_text(organiser, community):
    organiser.post(f"/c/{community.slug}/members", data=FIELDS | {"name": "<img src=x> & {{ 1 }}"})

    page = organiser.get(f"/c/{community.slug}/members").text

    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt; &amp; {{ 1 }}" in page


def test_only_leaders_see_mail_addresses(organiser, client, community, member_in):
    for_leaders = organiser.get(f"/c/{community.slug}/members").text

    client.sign_in(member_in(Role.MEMBER))
    for_members = client.get(f"/c/{community.slug}/members").text

    assert "sanne@example.org" in for_leaders
    assert "sanne@example.org" not in for_members
    assert "Sanne de Wit" in for_members


def test_a_role_can_be_handed_over(organiser, community, coordinator, member_in):
    leader = member_in(Role.PROJECT_LEADER)

    organiser.post(path_of(community, leader), data={f"{leader.public_id}-role": "coordinator"})
    organiser.post(
        path_of(community, coordinator), data={f"{coordinator.public_id}-role": "member"}
    )

    assert membership_of(community, leader.public_id).role == Role.COORDINATOR
    assert membership_of(community, coordinator.public_id).role == Role.MEMBER


@pytest.mark.parametrize("tail", ["", "/remove"])
def test_the_last_coordinator_stays(organiser, community, coordinator, member_in, tail):
    member_in(Role.PROJECT_LEADER)

    answer = organiser.post(
        path_of(community, coordinator) + tail, data={f"{coordinator.public_id}-role": "member"}
    )

    assert answer.status_code == 409
    assert roles_in(community)["Sanne de Wit"] == Role.COORDINATOR


def test_a_member_who_is_taken_out_remains_a_person(organiser, community, member_in):
    facilitator = member_in(Role.FACILITATOR)

    answer = organiser.post(path_of(community, facilitator) + "/remove")

    assert answer.status_code == 303
    assert len(community.memberships) == 1
    assert person_for(facilitator.name, facilitator.email) == facilitator


def test_a_role_that_is_none_changes_nothing(organiser, community, member_in):
    member = member_in(Role.MEMBER)

    answer = organiser.post(path_of(community, member), data={f"{member.public_id}-role": "owner"})

    assert answer.status_code == 422
    assert answer.text.split("<details open>")[1].count('aria-invalid="true"') == 1
    assert membership_of(community, member.public_id).role == Role.MEMBER
