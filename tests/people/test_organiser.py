"""`lcm organiser` gives the first person of an empty installation a link to sign in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from lcm import clock
from lcm.db import db, transaction
from lcm.people import signing_in
from lcm.people.models import Domain, Person

from .conftest import MORNING


@pytest.fixture
def link(app):
    """The path of a first link for Sanne, as the command prints it."""
    with transaction():
        token = signing_in.first_link("Sanne@example.org", "Sanne de Wit")
    return f"/sign-in/{token}"


def the_person():
    return db.session.scalars(select(Person)).one()


def test_the_link_signs_in_any_browser_by_its_button(client, link):
    page = client.get(link)
    answer = client.post(link, data={"person": the_person().public_id})

    assert "Sanne de Wit" in page.text
    assert answer.status_code == 303
    assert client.get("/").status_code == 200


def test_the_link_works_a_day_and_once(client, another, link):
    with clock.set_to(MORNING + timedelta(hours=23)):
        first = client.post(link, data={"person": the_person().public_id})
        second = another().post(link, data={"person": the_person().public_id})

    assert first.status_code == 303
    assert second.status_code == 404


def test_the_link_ends_after_a_day(client, link):
    with clock.set_to(MORNING + timedelta(hours=24)):
        answer = client.post(link, data={"person": the_person().public_id})

    assert answer.status_code == 404


def test_a_second_link_is_for_the_same_person(app, link):
    with transaction():
        signing_in.first_link("sanne@example.org", "")

    assert the_person().name == "Sanne de Wit"


def test_without_a_name_the_address_gives_one(app):
    with transaction():
        signing_in.first_link("robin@example.org", "")

    assert the_person().name == "robin"


def test_the_person_is_no_administrator(link):
    assert the_person().is_administrator is False


def test_the_command_prepares_an_empty_installation_and_prints_the_link(tmp_path, monkeypatch):
    monkeypatch.setenv("LCM_DATA", str(tmp_path / "fresh"))
    from lcm.app import create_app

    fresh = create_app()

    result = fresh.test_cli_runner().invoke(args=["lcm", "organiser", "sanne@example.org"])

    assert result.exit_code == 0, result.output
    assert re.search(r"^http://127\.0\.0\.1:8000/sign-in/\S+$", result.output, re.MULTILINE)
    with fresh.app_context():
        assert len(db.session.scalars(select(Domain)).all()) == 6
        db.session.remove()
        db.engine.dispose()


def test_the_command_refuses_what_is_no_address(app):
    result = app.test_cli_runner().invoke(args=["lcm", "organiser", "sanne"])

    assert result.exit_code == 2
    assert "sanne" in result.output
