"""The follow-up puts first what needs settling, and takes owner, date and answer in place."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lcm.actions import operations
from lcm.actions.models import ActionState, Summary
from lcm.clock import now, today
from lcm.communities.models import Role
from lcm.communities.operations import add_member
from lcm.db import db
from tests.actions.conftest import mails
from tests.factories import make_community, make_meeting, make_person, make_place


@pytest.fixture
def path(meeting):
    return f"/m/{meeting.slug}/follow-up"


def settle(browser, path, action, **fields):
    prefix = f"a-{action.item.public_id}-"
    values = {prefix + name: value for name, value in fields.items()}
    return browser.post(f"{path}/{action.item.public_id}/owner", data=values)


def record(browser, path, action, **fields):
    return browser.post(f"{path}/{action.item.public_id}/answer", data=fields)


def statements_of(call):
    seen = []

    def note(*arguments):
        seen.append(arguments[2])

    sa.event.listen(db.engine, "before_cursor_execute", note)
    call()
    sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_what_needs_settling_stands_above_what_is_late(organiser, path, make, fatima):
    make("Klaar", owner=fatima, due_on=today())
    make("Te laat", owner=fatima, due_on=today() - timedelta(days=3))
    make("Zonder datum", owner=fatima)
    make("Zonder houder", due_on=today())
    back = make("Teruggegeven", owner=fatima, due_on=today())
    operations.give_back(back, "Geen tijd")

    page = organiser.get(path).text

    places = [page.index(f">{text}<") for text in ("Zonder datum", "Zonder houder", "Teruggegeven")]
    assert max(places) < page.index(">Te laat</h3>") < page.index(">Klaar</h3>")
    assert "Geen tijd" in page


def test_owner_and_date_are_given_in_place(organiser, path, make, meeting, fatima):
    make_place(meeting, "Fatima", person=fatima)
    action = make()

    answer = settle(organiser, path, action, owner="fatima  EL idrissi", due_on="2027-01-12")

    assert answer.status_code == 303
    assert (action.owner, action.due_on.isoformat()) == (fatima, "2027-01-12")
    assert action.history[-1].by_name == "Sanne de Wit"


def test_a_new_name_with_an_address_becomes_a_person(organiser, path, make, meeting):
    db.session.add(Summary(meeting=meeting, number=1, sent_at=now(), facts={}))
    action = make()

    settle(organiser, path, action, owner="Joost Verhoeven", email="joost@example.org")

    assert action.owner.email == "joost@example.org"
    assert [mail.to_address for mail in mails("assigned")] == ["joost@example.org"]


def test_a_name_nobody_knows_stays_a_name(organiser, path, make):
    action = make()

    settle(organiser, path, action, owner="de wijkraad")

    assert (action.owner, action.owner_text) == (None, "de wijkraad")


def test_what_cannot_be_read_is_said_beside_the_field(organiser, path, make):
    action = make()

    answer = settle(organiser, path, action, owner="Joost", email="joost", due_on="ooit")

    assert answer.status_code == 422
    assert 'value="Joost"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert action.owner_text == ""


def test_an_answer_is_noted_on_behalf_of_the_owner(organiser, path, make, fatima):
    action = make(owner=fatima)

    for choice in ("accept", "busy", "done"):
        record(organiser, path, action, choice=choice)

    assert action.state == ActionState.DONE
    assert (action.history[-1].by_name, action.history[-1].owner) == ("Sanne de Wit", fatima)
    assert "Sanne de Wit" in organiser.get(path).text


def test_dropping_needs_a_reason_and_can_be_undone(organiser, path, make, fatima):
    action = make(owner=fatima)
    note = f"n-{action.item.public_id}-note"

    refused = record(organiser, path, action, choice="drop")
    assert refused.status_code == 422
    assert action.state == ActionState.PROPOSED

    record(organiser, path, action, choice="drop", **{note: "Al geregeld"})
    assert (action.state, action.note) == (ActionState.DROPPED, "Al geregeld")

    record(organiser, path, action, choice="reopen")
    assert action.state == ActionState.ACCEPTED


def test_a_note_that_is_too_long_is_refused_and_kept_whole(organiser, path, make, fatima):
    action = make(owner=fatima)
    note = "Besproken. " * 40

    answer = record(
        organiser, path, action, choice="done", **{f"n-{action.item.public_id}-note": note}
    )

    assert answer.status_code == 422
    assert note.strip() in answer.text
    assert action.state == ActionState.PROPOSED


def test_a_form_without_a_choice_changes_nothing(organiser, path, make, fatima):
    action = make(owner=fatima)

    assert record(organiser, path, action).status_code == 422
    assert action.state == ActionState.PROPOSED


def test_by_person_everybody_has_one_heading(organiser, path, make, fatima):
    for number in range(2):
        make(f"Actie {number}", owner=fatima)
    make("Van niemand")

    page = organiser.get(f"{path}?by=person").text

    assert len(re.findall(r"<h2[^>]*>Fatima el Idrissi</h2>", page)) == 1
    assert page.index("Van niemand") < page.index("Actie 0")


def test_an_action_of_another_session_is_not_found(organiser, path, community, make):
    from_elsewhere = make_meeting(community, starts_at=now())
    action = make()
    action.item.meeting = from_elsewhere

    assert settle(organiser, path, action, owner="Joost").status_code == 404
    assert action.owner_text == ""


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.FACILITATOR])
def test_only_who_leads_the_community_follows_up(client, path, make, community, role):
    person = make_person()
    if role is None:
        make_community(leader=person)
    else:
        add_member(community, person, role)
    client.sign_in(person)
    action = make()

    assert client.get(path).status_code == 404
    assert settle(client, path, action, owner="Joost").status_code == 404
    assert record(client, path, action, choice="done").status_code == 404
    assert action.state == ActionState.PROPOSED


def test_hostile_text_is_text(organiser, path, make):
    make("<img src=x onerror=alert(1)>", owner_text="<b>Joost</b>")

    page = organiser.get(path).text

    assert "<img" not in page
    assert "<b>" not in page


def test_three_actions_cost_as_many_statements_as_one(organiser, path, make):
    def page():
        return organiser.get(path)

    make(owner=make_person(), due_on=today())
    page()
    one = statements_of(page)
    for _number in range(2):
        make(owner=make_person(), due_on=today())

    assert statements_of(page) == one
