"""Every page of a community, for every role, in one's own community and in another one."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from lcm.communities.drafts import CommunityDraft, PartnerDraft
from lcm.communities.models import Community, Role
from lcm.communities.operations import add_member, make_community
from lcm.db import db
from lcm.people.models import Organisation, Person
from lcm.people.operations import person_for

STRANGER, FOREIGN, VISITOR = "stranger", "coordinator of another community", "visitor"
ROLES = (VISITOR, STRANGER, FOREIGN, *Role)
EVERYBODY = frozenset(Role)
LEADERS = frozenset({Role.COORDINATOR, Role.PROJECT_LEADER})
COORDINATOR = frozenset({Role.COORDINATOR})
GOOD = {
    "name": "Nieuw",
    "purpose": "Anders",
    "locale": "en",
    "aims": "Iets",
    "partners": "Siriz",
    "email": "nieuw@example.org",
    "role": "member",
}

# Who may; everybody else must find nothing there, and leave everything as it was.
MATRIX: dict[tuple[str, str], frozenset[Role]] = {
    ("communities.show", "GET"): EVERYBODY,
    ("communities.edit", "GET"): COORDINATOR,
    ("communities.edit", "POST"): COORDINATOR,
    ("communities.partners", "GET"): EVERYBODY,
    ("communities.partners", "POST"): LEADERS,
    ("communities.change_partner", "POST"): LEADERS,
    ("communities.remove_partner", "POST"): LEADERS,
    ("communities.members", "GET"): EVERYBODY,
    ("communities.members", "POST"): LEADERS,
    ("communities.change_role", "POST"): COORDINATOR,
    ("communities.remove_member", "POST"): COORDINATOR,
}
CASES = [(route, role) for route in MATRIX for role in ROLES]


@pytest.fixture
def somebody(community: Community, member_in: Callable[[Role], Person]):
    """Gives the person who tries, for each role of the matrix; None for a visitor."""

    def find(role: str) -> Person | None:
        if role == VISITOR:
            return None
        if role in list(Role):
            return member_in(Role(role))
        person = person_for(f"Een {role}", "elders@example.org")
        if role == FOREIGN:
            own = make_community(person, CommunityDraft("Elders", "Iets.", "Utrecht", "nl"))
            own.slug = "elders"
        return person

    return find


def everything(app) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Return all rows of all tables but the sign-ins of those who try."""
    db.session.rollback()
    return [
        (table.name, sorted((tuple(row) for row in db.session.execute(select(table))), key=repr))
        for table in db.metadata.sorted_tables
        if table.name != "login"
    ]


def address_of(app, endpoint, community, member):
    fiom = db.session.scalars(select(Organisation).where(Organisation.name == "Fiom")).one()
    values = {"slug": community.slug, "organisation_id": fiom.public_id}
    values["person_id"] = member.public_id
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    wanted = {name: value for name, value in values.items() if name in rule.arguments}
    fields = {f"{fiom.public_id}-domain": "medical", f"{member.public_id}-role": "facilitator"}
    return app.url_map.bind("localhost").build(endpoint, wanted), GOOD | fields


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{'-'.join(case[0])}-{case[1]}")
def test_a_page_opens_for_its_roles_and_is_nothing_for_all_others(
    app, client, community, somebody, case
):
    (endpoint, method), role = case
    target = person_for("Robin", "robin@example.org")
    add_member(community, target, Role.MEMBER)
    person = somebody(role)
    path, fields = address_of(app, endpoint, community, target)
    if person is not None:
        client.sign_in(person)
    db.session.commit()
    before = everything(app)

    answer = client.open(path, method=method, data=fields if method == "POST" else None)

    is_allowed = role in MATRIX[endpoint, method]
    if is_allowed:
        assert answer.status_code == (303 if method == "POST" else 200)
        assert (everything(app) != before) == (method == "POST")
    else:
        assert answer.status_code == (302 if role == VISITOR else 404)
        assert everything(app) == before


def test_the_matrix_holds_every_page_of_communities(app):
    routes = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("communities.")
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }

    assert routes == {*MATRIX, ("communities.new", "GET"), ("communities.new", "POST")}


@pytest.mark.parametrize("endpoint", ["change_partner", "remove_partner"])
def test_a_partner_of_another_community_is_not_found_under_ones_own(
    app, organiser, community, endpoint
):
    other = person_for("Elders", "elders@example.org")
    draft = CommunityDraft("Elders", "Iets.", "", "nl", (), (PartnerDraft("Siriz"),))
    foreign = make_community(other, draft).partners[0].organisation
    path = f"/c/{community.slug}/partners/{foreign.public_id}"
    path += "/remove" if endpoint == "remove_partner" else ""
    db.session.commit()
    before = everything(app)

    answer = organiser.post(path, data={f"{foreign.public_id}-domain": "medical"})

    assert answer.status_code == 404
    assert everything(app) == before


@pytest.mark.parametrize("tail", ["", "/remove"])
def test_a_member_of_another_community_is_not_found_under_ones_own(app, organiser, community, tail):
    other = person_for("Elders", "elders@example.org")
    make_community(other, CommunityDraft("Elders", "Iets.", "", "nl"))
    path = f"/c/{community.slug}/members/{other.public_id}{tail}"
    db.session.commit()
    before = everything(app)

    answer = organiser.post(path, data={f"{other.public_id}-role": "member"})

    assert answer.status_code == 404
    assert everything(app) == before


def test_a_change_here_does_not_show_in_another_community(app, organiser, community):
    other = person_for("Elders", "elders@example.org")
    draft = CommunityDraft("Elders", "Iets.", "", "nl", (), (PartnerDraft("Fiom", "", "medical"),))
    elsewhere = make_community(other, draft)
    fiom = elsewhere.partners[0].organisation
    path = f"/c/{community.slug}/partners/{fiom.public_id}"

    organiser.post(path, data={f"{fiom.public_id}-domain": "research"})
    organiser.post(f"{path}/remove")

    assert elsewhere.partners[0].domain.slug == "medical"
    assert elsewhere.partners[0].organisation.domain.slug == "social"


def test_a_project_leader_hands_out_no_more_than_their_own_rights(
    app, client, community, member_in
):
    client.sign_in(member_in(Role.PROJECT_LEADER))
    fields = {"name": "Tweede Ik", "email": "ik@example.org", "role": "coordinator"}

    answer = client.post(f"/c/{community.slug}/members", data=fields)

    assert answer.status_code == 422
    assert "Tweede Ik" in answer.text
    assert [one.person.name for one in community.memberships if one.role == "coordinator"] == [
        "Sanne de Wit"
    ]
