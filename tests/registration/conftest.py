"""A published meeting in two weeks, people who register for it, and the mails they get."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from lcm import clock
from lcm.communities.models import Community
from lcm.db import db
from lcm.mail import delivery
from lcm.mail.models import OutboxMail
from lcm.meetings.models import Meeting, MeetingKind
from lcm.meetings.operations import MeetingDraft, plan_meeting, publish_meeting
from lcm.people.models import Person
from lcm.people.operations import make_domains
from lcm.registration.operations import Answers, register
from lcm.web.tokens import unsealed
from tests.conftest import Browser
from tests.factories import make_community, make_person

MORNING = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
IN_TWO_WEEKS = datetime(2026, 12, 3, 14, 0)


@pytest.fixture(autouse=True)
def morning() -> Iterator[datetime]:
    with clock.set_to(MORNING):
        yield MORNING


@pytest.fixture
def sanne(app: Flask) -> Person:
    make_domains()
    return make_person("Sanne de Wit", "sanne@example.org")


@pytest.fixture
def community(sanne: Person) -> Community:
    return make_community(leader=sanne)


@pytest.fixture
def make(community: Community) -> Callable[..., Meeting]:
    """Makes a published meeting."""

    def published(**changes: object) -> Meeting:
        meeting = plan_meeting(community, draft(**changes))
        publish_meeting(meeting)
        return meeting

    return published


@pytest.fixture
def meeting(make: Callable[..., Meeting]) -> Meeting:
    """A published kick-off in two weeks, with room for everybody."""
    return make()


@pytest.fixture
def organiser(client: Browser, sanne: Person) -> Browser:
    client.sign_in(sanne)
    return client


@pytest.fixture
def just_before(meeting: Meeting) -> Iterator[datetime]:
    """The clock stands ten minutes before the meeting starts."""
    with clock.set_to(meeting.starts_at - timedelta(minutes=10)) as moment:
        yield moment


def draft(**changes):
    values = {
        "kind": MeetingKind.KICK_OFF,
        "title": "Kick-off samenwerking",
        "starts_local": IN_TWO_WEEKS,
        "place": "Stadhuis, zaal B2",
    }
    return MeetingDraft(**{**values, **changes})


def answers(name="Fatima el Idrissi", email="", **changes):
    address = email or f"{name.split()[0].lower()}@example.org"
    values = {"organisation": "", "domain_slug": "medical", "role": "", "locale": "nl"}
    return Answers(name=name, email=address, **{**values, **changes})


def sign_up(meeting, *names):
    """Register people in this order and return their registrations."""
    return [register(meeting, answers(name)) for name in names]


def filled_in(**changes):
    """What the registration form sends."""
    values = {
        "name": "Fatima el Idrissi",
        "email": "fatima@example.org",
        "organisation": "Ella Verloskundige Zorg",
        "domain": "medical",
        "role": "verloskundige",
    }
    return {**values, **changes}


def mails(kind="", to=""):
    """The mails in the outbox, oldest first."""
    wanted = select(OutboxMail).order_by(OutboxMail.id)
    if kind:
        wanted = wanted.where(OutboxMail.kind == f"registration/{kind}")
    if to:
        wanted = wanted.where(OutboxMail.to_address == to)
    return list(db.session.scalars(wanted))


def delivered(to=""):
    """The same after everything due was written."""
    db.session.commit()
    for _mail in mails():
        delivery.deliver_due(clock.now())
    db.session.expire_all()
    return mails(to=to)


def bodies(mail):
    """Text and HTML of a mail as they leave, their links filled in."""
    return unsealed(mail.text), unsealed(mail.html)


def kinds(to=""):
    return [mail.kind.removeprefix("registration/") for mail in mails(to=to)]


def shown(page):
    """The text of a page without what only repeats its own address."""
    return re.sub(r"next=[^\"]*", "", page.text)


def post(client, path, **fields):
    """Press a button and go where it leads."""
    answer = client.post(path, data=fields)
    return client.get(answer.location) if answer.status_code == 303 else answer
