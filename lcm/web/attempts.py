"""Counts refusals per key, so that guessing codes comes to a stop."""

import hashlib
import hmac
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from lcm import db as database
from lcm.clock import now
from lcm.db import db
from lcm.web.models import Attempts

WINDOW = timedelta(minutes=15)


def is_stopped(key: str, limit: int) -> bool:
    """Say whether ``key`` has been refused ``limit`` times within the running window."""
    row = db.session.get(Attempts, _keyed(key))
    return row is not None and row.window_ends_at > now() and row.refused_count >= limit


def note_refusal(key: str) -> None:
    """Count one refusal for ``key``; kept although the request itself is undone."""
    database.keep_despite_refusal(lambda: _count(key))


def forget_ended(at: datetime) -> None:
    """Delete the counts whose window ended before ``at``; safe to run twice."""
    with database.transaction():
        db.session.execute(delete(Attempts).where(Attempts.window_ends_at < at))


def _keyed(key: str) -> str:
    """Return what stands for ``key`` in the table: it holds no address of anybody."""
    secret = current_app.config["LCM_SECRET"]
    return hmac.new(secret, key.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _count(key: str) -> None:
    row = db.session.get(Attempts, _keyed(key), with_for_update=True) or _added(_keyed(key))
    if row.window_ends_at <= now():
        row.refused_count, row.window_ends_at = 1, now() + WINDOW
    else:
        row.refused_count += 1


def _added(keyed: str) -> Attempts:
    """Return a new count of nothing; another guess in the same moment may have made it."""
    row = Attempts(key=keyed, refused_count=0, window_ends_at=now() + WINDOW)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return db.session.get_one(Attempts, keyed, with_for_update=True)
    return row
