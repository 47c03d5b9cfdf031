"""The sweeps, and one leader by lease that runs them; APScheduler is only the clock."""

import logging
import os
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lcm.clock import now
from lcm.db import Model, db, transaction

LEASE = timedelta(seconds=25)
NAME = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"

log = logging.getLogger(__name__)

Sweep = Callable[[datetime], None]
SWEEPS: list[Sweep] = []


class Lease(Model):
    """Who may run the sweeps until when; ``fence`` grows with every change of leader."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    fence: Mapped[int]
    expires_at: Mapped[datetime]


def start(app: Flask) -> BackgroundScheduler:
    """Run the sweeps every ``sweep_seconds`` in a background thread; returns the running clock."""
    clock = BackgroundScheduler(timezone="UTC")
    # It tells of every run otherwise, each few seconds.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    seconds = app.config["LCM"].sweep_seconds
    clock.add_job(lambda: run_due(app), "interval", seconds=seconds, coalesce=True, max_instances=1)
    clock.start()
    return clock


def run_due(app: Flask) -> None:
    """Run every sweep once if this process leads; a sweep that fails is logged, the rest run."""
    with app.app_context():
        if not lead(NAME):
            return
        for sweep in SWEEPS:
            try:
                sweep(now())
            except Exception:
                log.exception("sweep %s failed", sweep.__name__)
                db.session.rollback()


def lead(holder: str) -> bool:
    """Take or extend the lease for ``holder``; False while somebody else's is running."""
    with transaction():
        lease = db.session.get(Lease, "sweeps", with_for_update=True)
        if lease is None:
            lease = Lease(name="sweeps", holder=holder, fence=0, expires_at=now())
            db.session.add(lease)
        if lease.holder != holder and lease.expires_at > now():
            return False
        lease.fence += lease.holder != holder
        lease.holder, lease.expires_at = holder, now() + LEASE
    return True


def standing() -> dict[str, object]:
    """Return facts for /readyz: who leads and for how long still (seconds)."""
    lease = db.session.get(Lease, "sweeps")
    seconds = (lease.expires_at - now()).total_seconds() if lease else 0
    return {"has_leader": seconds > 0, "lease_seconds": round(max(0, seconds))}
