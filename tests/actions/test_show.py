"""One action by its link: a person answers in two taps, a scanner changes nothing."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lcm import clock
from lcm.actions import operations
from lcm.actions.links import GOOD_FOR, action_token
from lcm.actions.models import Action, ActionChange, ActionState, Item
from lcm.actions.queries import action_link
from lcm.db import db
from lcm.mail.models import OutboxMail
from lcm.people.models import Person
from lcm.web.tokens import token
from tests.actions.conftest import NOON, mails
from tests.factories import make_person, make_place

PAYLOAD = "<script>alert(1)</script> & {{7*7}} 'ja' \"nee\""


@pytest.fixture
def action(make, fatima):
    return make(owner=fatima, due_on=date(2026, 12, 12))


@pytest.fixture
def link(action):
    return action_link(action)


def everything():
    """All rows of the tables an answer could touch."""
    tables = (Action, ActionChange, Item, OutboxMail, Person)
    queries = [sa.select(table.__table__) for table in tables]
    return [tuple(row) for query in queries for row in db.session.execute(query)]


def post(client, path, **fields):
    answer = client.post(path, data=fields)
    return client.get(answer.location) if answer.status_code == 303 else answer


def test_the_page_says_what_by_when_and_asks(client, link):
    page = client.get(link, headers={"Accept-Language": "nl"}).text

    assert "Lijst maken van contactpersonen" in page
    assert "12 december" in page
    assert page.count('name="choice"') == 1


def test_a_scanner_that_looks_and_sends_what_it_sees_changes_nothing(client, link):
    db.session.commit()
    before = everything()

    for _look in range(20):
        client.get(link)
        client.head(link)
    for step in ("done", "hand_over", "give_back", "x"):
        page = client.get(f"{link}?step={step}").text
        served = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
        assert client.post(link, data=served).status_code == 422

    assert everything() == before
    post(client, link, choice="accept")
    assert len(everything()) == len(before) + 1


def test_an_answer_can_be_given_twice_and_changed_later(client, action, link):
    post(client, link, choice="accept")
    assert post(client, link, choice="accept").status_code == 200
    post(client, link, choice="busy")
    page = post(client, link, choice="done", note="Staat op de site")

    assert action.state == ActionState.DONE
    assert "Staat op de site" in page.text
    assert [change.by_name for change in action.history][-3:] == ["Fatima el Idrissi"] * 3

    post(client, link, choice="busy")
    assert action.state == ActionState.BUSY


def test_giving_back_asks_why_and_keeps_the_page_open(client, action, link):
    empty = client.post(link, data={"choice": "give_back", "reason": "  "})
    assert empty.status_code == 422
    assert action.state == ActionState.PROPOSED

    page = post(client, link, choice="give_back", reason="Geen tijd voor de zomer")
    assert (action.state, action.owner) == (ActionState.DECLINED, None)
    assert 'value="accept"' in page.text

    operations.settle(action.item, None, "", date(2026, 12, 19), "Sanne de Wit")
    post(client, link, choice="accept")
    assert action.owner.name == "Fatima el Idrissi"
    assert action.history[-1].by_name == "Fatima el Idrissi"


def test_it_is_handed_over_to_somebody_of_the_session(client, action, link, meeting):
    joost = make_person("Joost Verhoeven", "joost@example.org")
    make_place(meeting, "Joost", person=joost)
    assert "Joost Verhoeven" in client.get(f"{link}?step=hand_over").text

    thanks = post(client, link, choice="hand_over", person=joost.public_id)
    again = post(client, link, choice="hand_over", person=joost.public_id)

    assert thanks.status_code == again.status_code == 200
    assert thanks.request.path == again.request.path == "/a/handed-over"
    assert (action.owner, len(mails("handed_over"))) == (joost, 1)
    assert client.get(link).status_code == 404


def test_it_is_handed_over_to_somebody_nobody_knew(client, action, link):
    half = client.post(link, data={"choice": "hand_over", "name": "Nieuw", "email": "nieuw"})
    assert half.status_code == 422
    assert 'value="nieuw"' in half.text

    post(client, link, choice="hand_over", name="Nieuw Iemand", email="nieuw@example.org")

    assert (action.owner.name, action.owner.email) == ("Nieuw Iemand", "nieuw@example.org")


def test_the_owner_cannot_hand_it_to_themselves(client, action, link, fatima):
    named = {"choice": "hand_over", "name": fatima.name, "email": fatima.email}

    assert client.post(link, data=named).status_code == 422
    assert action.version == 1


def test_a_person_of_another_session_cannot_be_chosen(client, action, link):
    stranger = make_person("Vreemd")

    answer = client.post(link, data={"choice": "hand_over", "person": stranger.public_id})

    assert answer.status_code == 422
    assert "Vreemd" not in answer.text


def test_what_was_dropped_answers_with_its_sentence(client, action, link):
    operations.drop(action, "Niet meer nodig", by_name="Sanne")

    assert "Niet meer nodig" in client.get(link).text
    assert client.post(link, data={"choice": "accept"}).status_code == 409
    assert action.state == ActionState.DROPPED


def test_what_was_done_long_ago_answers_with_its_sentence(client, action, link):
    operations.finish(action)

    with clock.set_to(NOON + timedelta(days=8)):
        assert 'name="choice"' not in client.get(link).text
        assert client.post(link, data={"choice": "busy"}).status_code == 409
        assert client.post(link, data={"choice": "done"}).status_code == 303


def test_every_link_that_does_not_work_gives_the_same_page(client, action, make, fatima):
    other = make("Ruimte regelen", owner=fatima)
    good = action_token(action)
    public_id, version, signature = good.split(".")
    bad = [
        good[:-1] + ("a" if good[-1] != "a" else "b"),
        f"{other.item.public_id}.{version}.{signature}",
        f"{public_id}.2.{signature}",
        token("action", public_id, 2),
        token("action", "bestaat-niet", 1),
        token("place", public_id, 1),
        "x",
    ]

    answers = [client.get(f"/a/{text}") for text in bad]
    pages = {re.sub(r"next=[^\"]*", "", answer.text) for answer in answers}

    assert {answer.status_code for answer in answers} == {404}
    assert len(pages) == 1
    assert all(
        client.post(f"/a/{text}", data={"choice": "accept"}).status_code == 404 for text in bad
    )
    assert action.state == ActionState.PROPOSED


def test_a_link_ends_ninety_days_after_the_date(client, action, link):
    due = clock.now() + (action.due_on - clock.today()) * 1

    with clock.set_to(due + GOOD_FOR):
        assert client.get(link).status_code == 200
    with clock.set_to(due + GOOD_FOR + timedelta(days=1)):
        assert client.get(link).status_code == 404
        assert client.post(link, data={"choice": "accept"}).status_code == 404


def test_what_was_taken_away_has_no_page(client, action, link):
    action.item.hidden_at = clock.now()

    assert client.get(link).status_code == 404


def test_hostile_text_is_text(client, make, meeting):
    owner = make_person(PAYLOAD[:100], "kwaad@example.org")
    meeting.title = PAYLOAD
    action = make(PAYLOAD, owner=owner)

    page = client.get(action_link(action)).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{7*7}}" in page


def test_an_answer_makes_nobody_a_person(client, link):
    db.session.commit()
    count = db.session.scalar(sa.select(sa.func.count(Person.id)))

    client.post(link, data={"choice": "hand_over", "name": "Half", "email": ""})
    client.post(link, data={"choice": "accept"})

    assert db.session.scalar(sa.select(sa.func.count(Person.id))) == count
    assert db.session.scalars(sa.select(Action.state)).all() == [ActionState.ACCEPTED]
