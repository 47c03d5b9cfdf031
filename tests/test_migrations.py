"""Migrations lead from nothing to the models and back, on both engines, with rows in the tables."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask_migrate import check, downgrade, upgrade

from lcm.app import create_app
from lcm.db import db
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
