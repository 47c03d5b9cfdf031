"""The list of sessions puts what comes first, and costs the same for one and for many."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lcm.db import db
from lcm.meetings import operations
from tests.factories import make_community
from tests.meetings.conftest import draft


def statements_of(call):
    seen = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    call()
    return len(seen)


def test_what_comes_stands_before_what_was(organiser, community):
    for title, starts in (
        ("Vroeger", datetime(2026, 11, 1, 14, 0)),
        ("Later", datetime(2027, 1, 14, 14, 0)),
        ("Straks", datetime(2026, 11, 20, 14, 0)),
    ):
        operations.plan_meeting(community, draft(title=title, starts_local=starts))

    page = organiser.get("/meetings").text

    assert page.index("Straks") < page.index("Later") < page.index("Vroeger")


def test_meetings_of_other_communities_are_not_shown(organiser, community):
    operations.plan_meeting(make_community(), draft(title="Van een ander"))

    assert "Van een ander" not in organiser.get("/meetings").text


def test_who_has_no_meetings_reads_what_to_do(organiser, community):
    assert f"/c/{community.slug}/meetings/new" in organiser.get("/meetings").text


def test_three_meetings_cost_as_many_statements_as_one(organiser, community):
    operations.plan_meeting(community, draft())
    one = statements_of(lambda: organiser.get("/meetings"))
    for days in (1, 2):
        starts = draft().starts_local + timedelta(days=days)
        operations.plan_meeting(community, draft(starts_local=starts))
    db.session.commit()

    three = statements_of(lambda: organiser.get("/meetings"))

    assert three == one
