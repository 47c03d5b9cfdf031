"""Two leaders at the same moment: everything is added once, and nobody sees an error."""

import pytest
from flask.testing import FlaskClient

from lcm.communities.models import Membership, Partner
from lcm.db import db
from lcm.people.operations import organisation_named, person_for
from tests.crowds import at_once, slow_down
from tests.factories import make_community, make_person

CROWD = 6

pytestmark = pytest.mark.usefixtures("both_engines")


@pytest.fixture
def sent(app):
    """Sends one form many times at once, as the coordinator, and returns the statuses."""
    leader = make_person("Sanne de Wit")
    community = make_community(leader=leader)
    # Known to others already: making them anew would let one request wait for the other.
    person_for("Joost", "joost@example.org")
    organisation_named("Ella Verloskundige Zorg")
    path = f"/c/{community.slug}"
    browser = app.test_client()
    browser.sign_in(leader)
    [cookie] = [browser.get_cookie("session")]

    for table in ("partner", "membership"):
        slow_down(f"INSERT INTO {table} ")

    def send(page, **fields):
        def call(other: FlaskClient) -> int:
            other.set_cookie("session", cookie.value)
            return other.post(f"{path}/{page}", data=fields).status_code

        return at_once(app, [call] * CROWD)

    return send


def test_a_partner_added_at_once_is_one_partner(sent):
    assert sent("partners", partners="Ella Verloskundige Zorg; verloskundigen") == [303] * CROWD
    assert db.session.query(Partner).count() == 1


def test_a_member_added_at_once_is_one_member(sent):
    fields = {"name": "Joost", "email": "joost@example.org", "role": "member"}

    assert sent("members", **fields) == [303] * CROWD
    assert db.session.query(Membership).count() == 2
