"""Many people at the same moment: seats are never given twice, and nobody sees an error."""

from collections.abc import Callable
from datetime import datetime
from multiprocessing import get_context

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from lcm import db as database
from lcm.app import create_app
from lcm.db import db
from lcm.registration.models import SEATED, Registration
from lcm.registration.queries import registrations_of, waiting, waiting_position
from lcm.registration.tokens import place_token
from lcm.settings import Settings
from tests.crowds import at_once, slow_down
from tests.registration.conftest import filled_in, kinds, sign_up

# Threads do not see the clock of the test, so the meeting must be to come on any day.
FAR_AWAY = datetime(2099, 12, 3, 14, 0)
CROWD = 8


@pytest.fixture
def slow_seats(both_engines, app):
    """Every seat takes a moment to write, so that requests surely overlap."""
    slow_down("UPDATE registration")


@pytest.fixture
def lock_off(slow_seats):
    """The guard is off: SQLite commits every statement at once, PostgreSQL holds no row."""
    if db.engine.dialect.name == "sqlite":
        sa.event.remove(db.engine, "begin", database._on_begin)
    else:
        sa.event.listen(db.engine, "before_cursor_execute", _without_lock, retval=True)


def _without_lock(_connection, _cursor, statement, parameters, *_rest):
    return statement.replace(" FOR UPDATE", ""), parameters


def registering(path: str, name: str) -> Callable[[FlaskClient], int]:
    fields = filled_in(name=name, email=f"{name}@example.org")
    return lambda browser: browser.post(path, data=fields).status_code


def pressing(path: str, choice: str) -> Callable[[FlaskClient], int]:
    return lambda browser: browser.post(path, data={"choice": choice}).status_code


def seated(meeting):
    return [one for one in registrations_of(meeting) if one.state in SEATED]


@pytest.mark.parametrize("seats", [1, 5])
def test_the_last_seats_are_given_once(app, slow_seats, make, seats):
    meeting = make(seats=seats, starts_local=FAR_AWAY)
    path = f"/m/{meeting.slug}/register"

    statuses = at_once(app, [registering(path, f"p{number}") for number in range(CROWD)])

    queue = waiting(meeting)
    assert statuses == [303] * CROWD
    assert len(seated(meeting)) == seats
    assert [waiting_position(one) for one in queue] == list(range(1, CROWD - seats + 1))
    assert sorted(kinds()) == ["confirmed"] * seats + ["waiting"] * (CROWD - seats)


def test_without_the_lock_the_last_seat_is_given_more_than_once(app, lock_off, make):
    meeting = make(seats=1, starts_local=FAR_AWAY)
    path = f"/m/{meeting.slug}/register"

    at_once(app, [registering(path, f"p{number}") for number in range(CROWD)])

    assert len(seated(meeting)) > 1


def test_one_person_tapping_eight_times_has_one_row_and_one_mail(app, slow_seats, make):
    meeting = make(starts_local=FAR_AWAY)
    path = f"/m/{meeting.slug}/register"

    statuses = at_once(app, [registering(path, "anna")] * CROWD)

    assert statuses == [303] * CROWD
    assert db.session.query(Registration).count() == 1
    assert kinds() == ["confirmed"]


def test_seats_freed_and_asked_for_at_once_are_each_given_once(app, slow_seats, make):
    meeting = make(seats=3, starts_local=FAR_AWAY)
    people = sign_up(meeting, *(f"Naam{number}" for number in range(6)))
    path = f"/m/{meeting.slug}/register"
    cancels = [pressing(f"/p/{place_token(one)}/cancel", "cancel") for one in people[:3]]

    statuses = at_once(app, [*cancels, *(registering(path, f"p{number}") for number in range(3))])

    assert statuses == [303] * 6
    assert [one.person.name for one in seated(meeting)] == ["Naam3", "Naam4", "Naam5"]
    assert kinds().count("offered") == 3
    assert len(waiting(meeting)) == 3


def test_cancelling_eight_times_at_once_frees_one_seat(app, slow_seats, make):
    meeting = make(seats=1, starts_local=FAR_AWAY)
    people = sign_up(meeting, "Anna", "Bram", "Cato")
    path = f"/p/{place_token(people[0])}/cancel"

    statuses = at_once(app, [pressing(path, "cancel")] * CROWD)

    assert statuses == [303] * CROWD
    assert [one.person.name for one in seated(meeting)] == ["Bram"]
    assert kinds().count("cancelled") == 1


def sign_up_in_a_process(settings: Settings, path: str, name: str, barrier, statuses) -> None:
    """Register one person from a server process of its own."""
    app = create_app(settings)
    app.config.update(WTF_CSRF_ENABLED=False)
    barrier.wait(60)
    statuses.put(registering(path, name)(FlaskClient(app)))


def test_server_processes_share_the_last_seat_too(app, settings, make):
    meeting = make(seats=1, starts_local=FAR_AWAY)
    path = f"/m/{meeting.slug}/register"
    db.session.commit()
    context = get_context("spawn")
    barrier, statuses = context.Barrier(4), context.Queue()
    processes = [
        context.Process(
            target=sign_up_in_a_process, args=(settings, path, f"p{number}", barrier, statuses)
        )
        for number in range(4)
    ]

    for process in processes:
        process.start()
    found = [statuses.get(timeout=90) for _process in processes]
    for process in processes:
        process.join()
    db.session.rollback()

    assert found == [303] * 4
    assert (len(seated(meeting)), len(waiting(meeting))) == (1, 3)
