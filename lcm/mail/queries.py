"""How the outbox stands."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from lcm.clock import now
from lcm.db import db
from lcm.mail.models import MailState, OutboxMail

# A list shows no bodies; reading those of hundreds of mails costs more than all the rest.
WITHOUT_BODIES = (defer(OutboxMail.text), defer(OutboxMail.html))
WAITING = (MailState.QUEUED, MailState.DEFERRED, MailState.SENDING)


def backlog() -> dict[str, object]:
    """Return facts for /readyz: mails waiting, and the age of the oldest one in seconds."""
    count, oldest = db.session.execute(
        select(func.count(), func.min(OutboxMail.created_at)).where(OutboxMail.state.in_(WAITING))
    ).one()
    age = (now() - oldest).total_seconds() if oldest else 0
    return {"waiting_count": count, "oldest_seconds": round(age)}


def mailbox(*, address: str = "", text: str = "", limit: int = 200) -> Sequence[OutboxMail]:
    """Return the newest written mails, to ``address`` or with ``text`` in the subject if given."""
    wanted = select(OutboxMail).options(*WITHOUT_BODIES).where(OutboxMail.text != "")
    wanted = wanted.order_by(OutboxMail.id.desc())
    if address:
        wanted = wanted.where(func.lower(OutboxMail.to_address) == address.strip().lower())
    if text:
        wanted = wanted.where(OutboxMail.subject.icontains(text.strip(), autoescape=True))
    return db.session.scalars(wanted.limit(limit)).all()


def mails_of(meeting_id: int, kind: str) -> Sequence[OutboxMail]:
    """Return the mails of one kind about a meeting, the newest first: their state per person."""
    return db.session.scalars(
        select(OutboxMail)
        .options(*WITHOUT_BODIES)
        .where(OutboxMail.meeting_id == meeting_id, OutboxMail.kind == kind)
        .order_by(OutboxMail.id.desc())
    ).all()


def mail_by_key(key: str) -> OutboxMail:
    """Return the mail queued under ``key``; raises NoResultFound."""
    return db.session.scalars(select(OutboxMail).where(OutboxMail.key == key)).one()
