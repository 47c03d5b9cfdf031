"""How the outbox stands."""

from sqlalchemy import func, select

from lcm.clock import now
from lcm.db import db
from lcm.mail.models import MailState, OutboxMail

WAITING = (MailState.QUEUED, MailState.DEFERRED, MailState.SENDING)


def backlog() -> dict[str, object]:
    """Return facts for /readyz: mails waiting, and the age of the oldest one in seconds."""
    count, oldest = db.session.execute(
        select(func.count(), func.min(OutboxMail.created_at)).where(OutboxMail.state.in_(WAITING))
    ).one()
    age = (now() - oldest).total_seconds() if oldest else 0
    return {"waiting_count": count, "oldest_seconds": round(age)}
