"""Counts refusals per key, so that guessing codes comes to a stop."""

from datetime import timedelta

from lcm import db as database
from lcm.clock import now
from lcm.db import db
from lcm.web.models import Attempts

WINDOW = timedelta(minutes=15)


def is_stopped(key: str, limit: int) -> bool:
    """Say whether ``key`` has been refused ``limit`` times within the running window."""
    row = db.session.get(Attempts, key)
    return row is not None and row.window_ends_at > now() and row.refused_count >= limit


def note_refusal(key: str) -> None:
    """Count one refusal for ``key``; kept although the request itself is undone."""
    database.keep_despite_refusal(lambda: _count(key))


def _count(key: str) -> None:
    row = db.session.get(Attempts, key, with_for_update=True)
    if row is None:
        db.session.add(Attempts(key=key, refused_count=1, window_ends_at=now() + WINDOW))
    elif row.window_ends_at <= now():
        row.refused_count, row.window_ends_at = 1, now() + WINDOW
    else:
        row.refused_count += 1
