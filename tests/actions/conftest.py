"""A session held this morning, what its rooms brought, and what owners get by mail."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lcm import clock
from lcm.actions.models import Action
from lcm.communities.models import Community
from lcm.db import db
from lcm.mail import delivery
from lcm.mail.models import OutboxMail
from lcm.meetings.models import Meeting
from lcm.people.models import Person
from lcm.people.operations import make_domains
from lcm.web.tokens import unsealed
from tests.conftest import Browser
from tests.factories import make_action, make_community, make_meeting, make_person

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
HELD = NOON - timedelta(hours=3)


@pytest.fixture
def noon() -> Iterator[datetime]:
    with clock.set_to(NOON):
        yield NOON


@pytest.fixture
def sanne(app: Flask, noon: datetime) -> Person:
    make_domains()
    return make_person("Sanne de Wit", "sanne@example.org")


@pytest.fixture
def fatima(sanne: Person) -> Person:
    return make_person("Fatima el Idrissi", "fatima@example.org")


@pytest.fixture
def community(sanne: Person) -> Community:
    return make_community(leader=sanne)


@pytest.fixture
def meeting(community: Community) -> Meeting:
    """A session that began three hours ago."""
    return make_meeting(community, starts_at=HELD)


@pytest.fixture
def make(meeting: Meeting) -> Callable[..., Action]:
    """Makes an action of the session."""

    def made(text: str = "Lijst maken van contactpersonen", **changes: object) -> Action:
        return make_action(meeting, text, **changes)  # type: ignore[arg-type]

    return made


@pytest.fixture
def organiser(client: Browser, sanne: Person) -> Browser:
    client.sign_in(sanne)
    return client


def mails(kind="", to=""):
    """The mails about actions in the outbox, oldest first."""
    wanted = select(OutboxMail).where(OutboxMail.kind.startswith("actions/"))
    if kind:
        wanted = wanted.where(OutboxMail.kind == f"actions/{kind}")
    if to:
        wanted = wanted.where(OutboxMail.to_address == to)
    return list(db.session.scalars(wanted.order_by(OutboxMail.id)))


def delivered(kind="", to=""):
    """The same after everything due was written."""
    db.session.commit()
    for _mail in mails():
        delivery.deliver_due(clock.now())
    db.session.expire_all()
    return mails(kind, to)


def bodies(mail):
    """Text and HTML of a mail as they leave, their links filled in."""
    return unsealed(mail.text), unsealed(mail.html)
