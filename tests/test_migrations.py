"""Migrations lead from nothing to the models and back, on both engines, with rows in the tables."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask_migrate import check, downgrade, upgrade

from lcm.app import create_app
from lcm.db import begin_writing, db, leave_edge
from lcm.live.models import Ballot, LiveMeeting, Poll, PollRound
from lcm.mail.models import OutboxMail
from tests.factories import make_community, make_meeting, make_person


@pytest.fixture
def empty_app(both_engines, settings):
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables():
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_exactly_the_models(empty_app):
    upgrade()

    check()
    assert tables() == set(db.metadata.tables)


def test_a_model_without_migration_is_noticed(empty_app):
    upgrade()
    db.session.execute(sa.text("ALTER TABLE place DROP COLUMN number"))
    db.session.commit()

    with pytest.raises(SystemExit):
        check()


def test_down_and_up_again_works_with_rows_in_the_tables(empty_app):
    upgrade()
    make_meeting(make_community(leader=make_person()), starts_at=datetime(2027, 1, 1, tzinfo=UTC))
    db.session.commit()
    db.session.remove()

    downgrade(revision="base")
    assert tables() == set()
    upgrade()

    assert db.session.query(OutboxMail).count() == 0
    assert tables() == set(db.metadata.tables)


def test_votes_held_before_an_upgrade_are_all_there_after_it(empty_app):
    upgrade(revision="0001")
    old = sa.MetaData()
    old.reflect(db.engine)
    rows = votes_of_then()
    with begun() as connection:
        for table, values in rows:
            connection.execute(old.tables[table].insert(), values)

    upgrade()

    new = sa.MetaData()
    new.reflect(db.engine)
    with db.engine.connect() as connection:
        for table, values in rows:
            columns = [new.tables[table].c[name] for name in values]
            assert [row._asdict() for row in connection.execute(sa.select(*columns))] == [values]
        assert connection.execute(sa.select(new.tables["vote_seen"])).all() == []
    assert db.session.query(Ballot).one().choice == ["b", "a"]
    assert [round_.is_beforehand for round_ in db.session.query(PollRound)] == [False]
    assert db.session.query(Poll).one().joined == {}
    assert db.session.query(LiveMeeting).one().pass_count == 0


@contextmanager
def begun():
    """A connection that writes, and commits at the end."""
    begin_writing()
    with db.engine.begin() as connection:
        yield connection
    leave_edge()


def votes_of_then():
    """One row for each table of a vote as revision 0001 has them, and what they stand on."""
    then = datetime(2027, 1, 1, 12, 30)
    if db.engine.dialect.name == "postgresql":
        then = then.replace(tzinfo=UTC)
    community = {"id": 1, "slug": "c", "name": "C", "purpose": "", "municipality": ""}
    meeting = {"id": 2, "slug": "m", "community_id": 1, "kind": "kick_off", "state": "published"}
    meeting |= {"locale": "nl", "title": "M", "description": "", "zone": "Europe/Amsterdam"}
    meeting |= {"starts_local": then.replace(tzinfo=None), "starts_at": then, "minutes": 130}
    meeting |= {"place": "", "link": "", "cancel_reason": "", "version": 1, "changed_at": then}
    meeting |= {"calendar_uid": "u", "calendar_sequence": 0, "created_at": then}
    poll = {"id": 3, "public_id": "p", "meeting_id": 2, "kind": "top", "question": "Q", "k": 3}
    round_ = {"id": 4, "public_id": "r", "poll_id": 3, "number": 1, "state": "open"}
    option = {"id": 5, "public_id": "a", "poll_id": 3, "position": 0, "letter": "A", "label": "A"}
    ballot = {"round_id": 4, "device_key": b"k" * 16, "choice": ["b", "a"], "seq": 2**40}
    return [
        ("community", community | {"locale": "nl", "created_at": then}),
        ("meeting", meeting),
        (
            "live_meeting",
            {"meeting_id": 2, "code": "K7P4WN", "opens_at": then, "expires_at": then}
            | {"version": 7, "link_version": 1, "stage_view": "auto"},
        ),
        ("poll", poll | {"is_balanced": True, "secret": b"s" * 32, "created_at": then}),
        ("poll_option", option | {"text": "", "origin_kind": ""}),
        ("poll_round", round_ | {"reset_reason": "", "opened_at": then}),
        ("ballot", ballot | {"minute_at": then}),
    ]
