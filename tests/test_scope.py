"""Nobody reaches another community's things: every route, every method, by a stranger."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from werkzeug.routing import AnyConverter

from lcm import clock
from lcm.communities.models import Role
from lcm.db import db
from lcm.people.models import Login
from tests.factories import make_community, make_meeting, make_person

# Routes whose slug anybody may open, with the reason.
PUBLIC = {
    "live.ballot_form": "its code is the join code",
    "meetings.show": "the public page of a published meeting",
    "registration.calendar": "the calendar file of a published meeting",
    "registration.register": "registering is open to everybody",
    "registration.thanks": "the same page for everybody",
}
UNTOUCHED_BY_DUMP = {"alembic_version", "lease", "login"}


def slug_routes(app):
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        if "slug" in rule.arguments and rule.endpoint not in PUBLIC
    ]


def dump():
    """Every row of every table as text, in a stable order."""
    db.session.rollback()
    return {
        table.name: sorted(map(str, db.session.execute(sa.select(table)).all()))
        for table in db.metadata.sorted_tables
        if table.name not in UNTOUCHED_BY_DUMP
    }


@pytest.fixture
def world(app):
    """A meeting of one community, and a coordinator and a plain member of somewhere else."""
    community = make_community(leader=make_person())
    meeting = make_meeting(community, starts_at=clock.now() + timedelta(days=3))
    stranger = make_person()
    make_community(leader=stranger, role=Role.COORDINATOR)
    db.session.commit()
    return community, meeting, stranger


def address(rule, community, meeting):
    slug = community.slug if rule.rule.startswith("/c/") else meeting.slug
    values = dict.fromkeys(rule.arguments, "1" * 14)
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            values[name] = sorted(converter.items)[0]
    return rule.build({**values, "slug": slug}, append_unknown=False)[1]


def test_a_stranger_finds_nothing_and_changes_nothing(app, client, world):
    community, meeting, stranger = world
    client.sign_in(stranger)
    before = dump()

    found = {}
    for rule, method in slug_routes(app):
        answer = client.open(address(rule, community, meeting), method=method, data={"name": "x"})
        if answer.status_code != 404:
            found[f"{method} {rule.rule}"] = answer.status_code

    assert found == {}
    assert dump() == before


def test_a_visitor_is_asked_to_sign_in_and_changes_nothing(app, client, world):
    community, meeting, _stranger = world
    before = dump()

    wrong = {}
    for rule, method in slug_routes(app):
        answer = client.open(address(rule, community, meeting), method=method, data={"name": "x"})
        is_asked = answer.status_code in (302, 303) and "/sign-in" in answer.headers["Location"]
        if not is_asked and answer.status_code != 404:
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}
    assert dump() == before


def test_the_scope_test_sees_every_organiser_page(app):
    """The control: without these routes in the list above the test would prove nothing."""
    endpoints = {rule.endpoint for rule, _method in slug_routes(app)}

    assert {
        "meetings.plan",
        "registration.invite",
        "communities.edit",
        "actions.summary",
    } <= endpoints


def test_a_plain_member_may_not_plan(app, client, world):
    community, meeting, _stranger = world
    member = make_person()
    community.memberships.append(type(community.memberships[0])(person=member, role=Role.MEMBER))
    db.session.commit()
    client.sign_in(member)

    answer = client.get(f"/m/{meeting.slug}/plan")

    assert answer.status_code == 404


def test_a_revoked_sign_in_is_worth_nothing(app, client, world):
    community, _meeting, _stranger = world
    leader = community.memberships[0].person
    client.sign_in(leader)
    assert client.get(f"/c/{community.slug}/edit").status_code == 200

    for login in db.session.query(Login):
        login.revoked_at = clock.now()
    answer = client.get(f"/c/{community.slug}/edit")

    assert answer.status_code == 302
