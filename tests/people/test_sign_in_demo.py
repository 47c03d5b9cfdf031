"""The demo has one address that signs in by itself; no other installation has it."""

import pytest
from sqlalchemy import func, select

from lcm.app import create_app
from lcm.db import db
from lcm.people.models import Login
from lcm.web.tokens import token


@pytest.fixture
def address(sanne) -> str:
    return f"/demo/{token('demo-sign-in', sanne.public_id)}"


def open_logins() -> int:
    return db.session.scalar(select(func.count(Login.id)).where(Login.revoked_at.is_(None)))


def test_following_the_address_signs_in(client, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_the_address_works_again_and_in_another_browser(client, another, address):
    phone = another()
    client.get(address)
    client.get(address)

    phone.get(address)

    assert phone.get("/").status_code == 200
    assert open_logins() == 2


def test_a_look_at_the_head_of_the_address_signs_nobody_in(client, address):
    client.head(address)

    assert open_logins() == 0


def test_the_address_is_nothing_outside_the_demo(settings, sanne, address):
    db.session.commit()
    real = create_app(settings.model_copy(update={"demo": False}))

    answer = real.test_client().get(address)

    assert answer.status_code == 404
    assert open_logins() == 0
    with real.app_context():
        db.engine.dispose()


def test_a_wrong_signature_is_nobodys(client, address):
    answer = client.get(address[:-1])

    assert answer.status_code == 404
    assert open_logins() == 0
