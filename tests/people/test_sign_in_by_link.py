"""The mailed link signs in the browser that asked, once, by a press on its button."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lcm import clock
from lcm.db import db
from lcm.mail import delivery
from lcm.mail.models import OutboxMail
from lcm.people.models import Login, SignInRequest
from lcm.people.operations import person_for

from .conftest import MORNING, count, is_inside, press


def test_the_link_in_the_mail_signs_in_the_browser_that_asked(client, sanne, received):
    client.post("/sign-in", data={"email": "Sanne@Example.org "})

    page = client.get(received("sanne@example.org").path)
    answer = press(client, received("sanne@example.org").path, sanne)

    assert page.status_code == 200
    assert sanne.name in page.text
    assert answer.status_code == 303
    assert is_inside(client)


def test_opening_the_link_changes_nothing(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    path = received(sanne.email).path

    for _ in range(20):
        client.get(path)
        client.head(path)

    assert count(Login) == 0
    assert db.session.scalars(select(SignInRequest.used_at)).all() == [None]


def test_the_form_of_the_link_sent_back_unpressed_signs_nobody_in(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})

    answer = client.post(received(sanne.email).path, data={})

    assert answer.status_code == 422
    assert count(Login) == 0


def test_the_link_works_once(client, another, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    path = received(sanne.email).path
    press(client, path, sanne)

    again = press(client, path, sanne)

    assert again.status_code == 404
    assert "/sign-in" in again.text
    assert count(Login) == 1


def test_link_and_code_end_after_a_quarter_of_an_hour(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    mail = received(sanne.email)

    with clock.set_to(MORNING + timedelta(minutes=15)):
        link_answer = press(client, mail.path, sanne)
        code_answer = client.post("/sign-in/code", data={"code": mail.code})

    assert link_answer.status_code == 404
    assert code_answer.status_code == 422
    assert count(Login) == 0


def test_a_mail_sent_too_late_is_not_sent(client, sanne):
    client.post("/sign-in", data={"email": sanne.email})

    with clock.set_to(MORNING + timedelta(minutes=20)):
        delivery.deliver_due(clock.now())

    assert db.session.scalars(select(OutboxMail.state)).all() == ["cancelled"]


def test_who_shares_a_mailbox_chooses_who_they_are(client, sanne, received):
    joost = person_for("Joost Verhoeven", sanne.email)
    client.post("/sign-in", data={"email": sanne.email})
    mail = received(sanne.email)

    page = client.get(mail.path)
    asked = client.post("/sign-in/code", data={"code": mail.code})
    client.post("/sign-in/code", data={"code": mail.code, "person": joost.public_id})

    assert "Sanne de Wit" in page.text
    assert "Joost Verhoeven" in page.text
    assert "Joost Verhoeven" in asked.text
    assert db.session.scalars(select(Login)).one().person.name == "Joost Verhoeven"


def test_a_link_signs_in_nobody_of_another_mailbox(client, sanne, received):
    robin = person_for("Robin", "robin@example.org")
    client.post("/sign-in", data={"email": sanne.email})

    answer = press(client, received(sanne.email).path, robin)

    assert answer.status_code == 422
    assert count(Login) == 0


@pytest.mark.parametrize("change", ["id", "version", "signature", "short", "other"])
def test_a_link_that_was_tampered_with_gets_the_page_of_a_used_one(client, sanne, received, change):
    client.post("/sign-in", data={"email": sanne.email})
    path = received(sanne.email).path
    press(client, path, sanne)
    client.post("/sign-out")
    client.get("/sign-in")
    used = client.get(path)
    public_id, version, signature = path.rpartition("/")[2].split(".")
    tampered = {
        "id": f"a{public_id[1:]}.{version}.{signature}",
        "version": f"{public_id}.2.{signature}",
        "signature": f"{public_id}.{version}.{signature[::-1]}",
        "short": f"{public_id}.{version}.{signature[:-1]}",
        "other": "not-a-link",
    }

    answer = client.get(f"/sign-in/{tampered[change]}")

    assert answer.status_code == used.status_code == 404
    assert answer.text.replace(tampered[change], "") == used.text.replace(
        path.rpartition("/")[2], ""
    )


def test_another_browser_is_told_to_type_the_code_where_it_was_asked(
    client, another, sanne, received
):
    client.post("/sign-in", data={"email": sanne.email})
    mail = received(sanne.email)
    phone = another()

    page = phone.get(mail.path)
    answer = press(phone, mail.path, sanne)

    assert sanne.name not in page.text
    assert sanne.public_id not in page.text
    assert answer.status_code == 422
    assert not is_inside(phone)
