"""A community is made on one page, from what an organiser has in a mail or a sheet."""

import pytest
from sqlalchemy import func, select

from lcm.communities.models import Community, Membership, Role
from lcm.db import db
from lcm.people.operations import person_for

FIELDS = {
    "name": "Coalitie Kansrijke Start",
    "purpose": "Samen zorgen we voor een goede start.",
    "municipality": "Den Haag",
    "locale": "nl",
    "aims": "D; Korte lijntjes; Sneller doorverwijzen\nMeer vrouwen bereiken",
    "partners": "Fiom; expertisecentrum; sociaal; partner\nGGD Haaglanden\tGGD\tPublic health",
}
HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}"


def communities() -> int:
    return db.session.scalar(select(func.count(Community.id)))


@pytest.fixture
def founder(client, coordinator):
    client.sign_in(coordinator)
    return client


def test_one_page_makes_a_community_with_aims_and_partners(founder, coordinator):
    answer = founder.post("/c/new", data=FIELDS)

    made = db.session.scalars(select(Community)).one()
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/c/coalitie-kansrijke-start"
    assert [(goal.letter, goal.label, goal.text) for goal in made.goals] == [
        ("D", "Korte lijntjes", "Sneller doorverwijzen"),
        ("A", "Meer vrouwen bereiken", ""),
    ]
    assert [
        (one.organisation.name, one.organisation.kind, one.domain.slug, one.role)
        for one in made.partners
    ] == [
        ("Fiom", "expertisecentrum", "social", "partner"),
        ("GGD Haaglanden", "GGD", "public-health", ""),
    ]
    assert [(one.person, one.role) for one in made.memberships] == [(coordinator, Role.COORDINATOR)]
    assert founder.get(answer.headers["Location"]).status_code == 200


def test_a_look_at_what_was_read_makes_nothing(founder):
    answer = founder.post("/c/new", data=FIELDS | {"choice": "look"})

    assert answer.status_code == 200
    assert communities() == 0
    assert "Korte lijntjes" in answer.text
    assert "Publieke gezondheid" in answer.text or "Public health" in answer.text
    assert 'value="Den Haag"' in answer.text


def test_lines_that_are_not_understood_are_named_and_nothing_is_lost(founder):
    pasted = "Fiom; centrum; sociaal\nSiriz; hulp; maatschappelijk"

    answer = founder.post("/c/new", data=FIELDS | {"partners": pasted, "aims": "A; Een\nA; Twee"})

    assert answer.status_code == 422
    assert communities() == 0
    assert "maatschappelijk" in answer.text
    assert "Siriz; hulp; maatschappelijk" in answer.text
    assert "A; Twee" in answer.text


@pytest.mark.parametrize("field", ["name", "purpose", "municipality", "aims", "partners"])
def test_hostile_text_is_shown_as_text(founder, field):
    answer = founder.post("/c/new", data=FIELDS | {field: HOSTILE})
    page = founder.get(answer.headers["Location"])

    assert answer.status_code == 303
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in page.text


@pytest.mark.parametrize(
    ("field", "limit"),
    [("name", 160), ("purpose", 2000), ("municipality", 80), ("aims", 20000), ("partners", 20000)],
)
def test_too_long_a_text_is_refused_and_kept(founder, field, limit):
    text = "lang " * (limit // 5) + "woord"

    answer = founder.post("/c/new", data=FIELDS | {field: text})

    assert answer.status_code == 422
    assert communities() == 0
    assert text in answer.text


@pytest.mark.parametrize("field", ["name", "purpose"])
def test_what_is_needed_must_say_something(founder, field):
    answers = [
        founder.post("/c/new", data=FIELDS | {field: text}) for text in ("", "  ", "\x00\u202e")
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert communities() == 0


def test_fields_that_are_not_of_the_form_change_nothing(founder):
    founder.post("/c/new", data=FIELDS | {"slug": "mine", "id": "7", "created_at": "1999-01-01"})

    made = db.session.scalars(select(Community)).one()
    assert made.slug == "coalitie-kansrijke-start"
    assert made.created_at.year > 1999


def test_two_communities_of_one_name_have_two_addresses(founder):
    first = founder.post("/c/new", data=FIELDS)
    second = founder.post("/c/new", data=FIELDS)

    assert first.headers["Location"] != second.headers["Location"]
    assert second.headers["Location"].startswith("/c/coalitie-kansrijke-start-")


@pytest.mark.parametrize("name", ["New", "新", "!!!", "\U0001f600"])
def test_every_name_gets_an_address_of_its_own(founder, name):
    answer = founder.post("/c/new", data=FIELDS | {"name": name})

    assert answer.status_code == 303
    assert founder.get(answer.headers["Location"]).status_code == 200
    assert db.session.scalars(select(Community.name)).one() == name


def test_a_visitor_is_asked_to_sign_in(client):
    answer = client.post("/c/new", data=FIELDS)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")
    assert communities() == 0


def test_anybody_who_signed_in_may_make_one(client):
    client.sign_in(person_for("Robin", "robin@example.org"))

    answer = client.post("/c/new", data=FIELDS)

    assert answer.status_code == 303
    assert db.session.scalars(select(Membership.role)).all() == [Role.COORDINATOR]
