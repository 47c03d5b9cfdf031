"""Finding the form to send, and seeing what it did to the rows."""

import sqlalchemy as sa

from lcm.db import db
from tests.refusals.conftest import World
from tests.refusals.visitor import Answer, Form, Page


def form_on(page: Page, field: str = "", button: str = "") -> Form:
    """Return the form of ``page`` with this field or button."""
    return next(
        one
        for one in page.forms
        if (field and any(f.name.endswith(field) for f in one.fields))
        or (button and any(button in pair for pair in one.buttons))
    )


def run(world: World, statement: str, **values: str) -> None:
    with world.app.app_context():
        db.session.execute(sa.text(statement), values)
        db.session.commit()


def count(world: World, table: str) -> int:
    with world.app.app_context():
        return int(db.session.scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0)  # noqa: S608


def code_of(world: World, name: str) -> str:
    return world.paths[name].rpartition("/")[2]


def said(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.page.text if answer.page else answer.body


def rows(world: World) -> dict[str, list[str]]:
    with world.app.app_context():
        return {
            table.name: sorted(map(str, db.session.execute(sa.select(table)).all()))
            for table in db.metadata.sorted_tables
        }
