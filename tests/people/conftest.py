"""Persons, mails and browsers for the tests of signing in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from lcm import clock
from lcm.db import db
from lcm.mail import delivery
from lcm.mail.models import OutboxMail
from lcm.people.models import Person
from lcm.people.operations import person_for
from lcm.web.tokens import unsealed
from tests.conftest import Browser

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Received:
    """The last sign-in mail somebody got: the path of its link, and its code."""

    mail: OutboxMail
    path: str
    code: str


@pytest.fixture(autouse=True)
def morning() -> Iterator[datetime]:
    with clock.set_to(MORNING):
        yield MORNING


@pytest.fixture
def sanne(app: Flask) -> Person:
    return person_for("Sanne de Wit", "sanne@example.org")


@pytest.fixture
def another(app: Flask) -> Callable[[], Browser]:
    """Makes a browser with no cookies yet."""
    return app.test_client  # type: ignore[return-value]


@pytest.fixture
def received(app: Flask) -> Callable[[str], Received]:
    """Delivers what waits, and reads the last mail to an address as its owner does."""

    def read(address: str) -> Received:
        delivery.deliver_due(clock.now())
        mail = db.session.scalars(
            select(OutboxMail)
            .where(OutboxMail.to_address == address)
            .order_by(OutboxMail.id.desc())
            .limit(1)
        ).one()
        path = re.search(r"http://localhost(/sign-in/\S+)", unsealed(mail.text))
        code = re.search(r"\b(\d{3} \d{3})\b", unsealed(mail.text))
        assert path is not None, mail.text
        assert code is not None, mail.text
        return Received(mail, path[1], code[1])

    return read


def is_inside(browser) -> bool:
    return browser.get("/").status_code == 200


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def press(browser, path, person):
    return browser.post(path, data={"person": person.public_id})
