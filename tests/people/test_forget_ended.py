"""What was needed to sign in is gone a day after it ended."""

from datetime import timedelta

from sqlalchemy import select

from lcm import clock
from lcm.db import db
from lcm.people import signing_in
from lcm.people.models import Login, SignInRequest

from .conftest import MORNING, count, is_inside


def sweep_after(time: timedelta) -> None:
    db.session.commit()
    signing_in.forget_ended(MORNING + time)


def test_requests_are_gone_a_day_after_they_expired(client, sanne):
    client.post("/sign-in", data={"email": sanne.email})
    client.post("/sign-in", data={"email": "nobody@example.org"})

    sweep_after(timedelta(hours=24, minutes=10))
    kept = count(SignInRequest)
    sweep_after(timedelta(hours=24, minutes=20))

    assert kept == 2
    assert count(SignInRequest) == 0


def test_ended_sign_ins_are_gone_and_open_ones_stay(client, another, sanne):
    phone = another()
    client.sign_in(sanne)
    phone.sign_in(sanne)
    client.post("/sign-out")

    sweep_after(timedelta(days=2))

    assert len(db.session.scalars(select(Login)).all()) == 1
    with clock.set_to(MORNING + timedelta(days=13)):
        assert is_inside(phone)


def test_a_sign_in_lasts_fourteen_days_and_is_then_forgotten(client, sanne):
    client.sign_in(sanne)

    with clock.set_to(MORNING + timedelta(days=14, minutes=1)):
        is_open = is_inside(client)
    sweep_after(timedelta(days=15, minutes=1))

    assert not is_open
    assert count(Login) == 0
