"""What a server process is asked to do in a race; each answers with an HTTP status.

With functools.partial each becomes a call for the crew.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import Flask
from flask.testing import FlaskClient

from lcm import clock
from lcm.db import db, transaction
from lcm.errors import DomainError
from lcm.events import SeatsChanged, publish
from lcm.meetings.models import Meeting
from lcm.meetings.operations import MeetingDraft, change_meeting
from lcm.people.queries import find_domain
from lcm.registration import operations, waiting_list
from lcm.registration.models import Registration
from lcm.registration.sharing import Sharing, share_seats
from lcm.registration.tokens import place_token
from tests.registration.conftest import filled_in


def registering(meeting, name, side="medical"):
    """A call that sends the form of ``meeting``."""
    fields = filled_in(name=name, email=f"{name}@example.org", domain=side)
    return partial(post, f"/m/{meeting.slug}/register", fields)


def pressing(registration, word):
    """A call that presses a button of my place."""
    return partial(post, f"/p/{place_token(registration)}/{word}", {"choice": word})


def at(moment: datetime, call, app: Flask) -> int:
    """Make ``call`` by a clock of its own."""
    with clock.set_to(moment):
        return call(app)


def post(path: str, fields: dict[str, str], app: Flask) -> int:
    """Send a form from a browser of its own."""
    return FlaskClient(app).post(path, data=fields).status_code


def sweep(app: Flask) -> int:
    """Do what the scheduler does."""
    with app.app_context():
        waiting_list.lapse_overdue(clock.now())
        waiting_list.release_due(clock.now())
    return 303


def resize(meeting_id: int, plan: MeetingDraft, app: Flask) -> int:
    return _write(app, lambda: change_meeting(db.session.get_one(Meeting, meeting_id), plan))


def share(meeting_id: int, sharing: Sharing, app: Flask) -> int:
    return _write(app, lambda: share_seats(db.session.get_one(Meeting, meeting_id), sharing))


def tell_seats_changed(meeting_id: int, app: Flask) -> int:
    return _write(app, lambda: publish(SeatsChanged(meeting_id)))


def switch(registration_id: int, side: str, app: Flask) -> int:
    def move() -> None:
        registration = db.session.get_one(Registration, registration_id)
        domain = find_domain(side)
        assert domain is not None
        operations.switch_domain(registration, domain)

    return _write(app, move)


def _write(app: Flask, act: Callable[[], None]) -> int:
    with app.app_context():
        try:
            with transaction():
                act()
        except DomainError as refusal:
            return refusal.status
    return 303
