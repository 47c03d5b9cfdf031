"""A session in ten days, people with a seat in it, and a vote that they may answer by mail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lcm.clock import now
from lcm.db import db
from lcm.live import beforehand
from lcm.live.ballots.participation import VoteSeen
from lcm.mail import delivery
from lcm.mail.models import OutboxMail
from lcm.people.operations import make_domains
from lcm.people.queries import find_domain
from lcm.registration.models import Invitation, Registration, RegistrationState
from lcm.registration.queries import find_place
from lcm.web.tokens import unsealed
from tests.factories import make_community, make_meeting, make_person, make_vote

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def leader(app):
    make_domains()
    return make_person("Sanne de Wit", "sanne@example.org")


@pytest.fixture
def poll(leader):
    """A Top-3 poll of a session in ten days; Fatima and Joost have a seat, Els waits for one."""
    meeting = make_meeting(make_community(leader=leader), starts_at=now() + 10 * DAY)
    poll = make_vote(meeting)
    seat(meeting, "Fatima", "medical")
    seat(meeting, "Joost", "social")
    seat(meeting, "Els", "social", RegistrationState.WAITING)
    db.session.add(
        Invitation(
            meeting=meeting, name="Petra", email="petra@example.org", email_key="petra@example.org"
        )
    )
    db.session.commit()
    return poll


@pytest.fixture
def asked(poll):
    """The round of the poll, open by mail until three days from now."""
    beforehand.open_until(poll.rounds[0], now() + 3 * DAY)
    db.session.commit()
    return poll.rounds[0]


def seat(meeting, name, domain, state=RegistrationState.CONFIRMED):
    person = make_person(name, f"{name.lower()}@example.org")
    registration = Registration(
        meeting=meeting, person=person, domain=find_domain(domain), state=state, locale="nl"
    )
    db.session.add(registration)
    db.session.flush()
    return registration


def of(name):
    """Return somebody's registration."""
    person = Registration.person.has(name=name)
    return db.session.scalars(select(Registration).where(person)).one()


def place_of(name):
    return find_place(of(name))


def to_whom(kind):
    """Return the names of who has a mail of ``kind`` in the outbox, in the order of queueing."""
    found = select(OutboxMail.to_name).where(OutboxMail.kind == f"live/{kind}")
    return list(db.session.scalars(found.order_by(OutboxMail.id)))


def delivered(kind):
    """Deliver what is due and return the mails of ``kind`` with their text, links filled in."""
    db.session.commit()
    delivery.deliver_due(now())
    db.session.expire_all()
    found = select(OutboxMail).where(OutboxMail.kind == f"live/{kind}").order_by(OutboxMail.id)
    return list(db.session.scalars(found))


def link_in(mail):
    """Return the path of the personal link in the text of a mail."""
    words = unsealed(mail.text).split()
    return next(word for word in words if word.endswith("/vote")).removeprefix("http://localhost")


def seen():
    return [(row.round_id, row.place_id) for row in db.session.scalars(select(VoteSeen))]
