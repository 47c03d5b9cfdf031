"""Takes due mails out of the outbox: claim, send, settle; nothing is sent inside a transaction."""

import logging
import random
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from flask import current_app
from jinja2 import TemplateError
from sqlalchemy import or_, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from lcm.clock import now
from lcm.db import db, transaction
from lcm.errors import DomainError
from lcm.mail.models import MailState, OutboxMail, SuppressedAddress
from lcm.mail.outbox import Loader
from lcm.mail.render import rendered
from lcm.mail.smtp import Answer, Connection, message
from lcm.web.tokens import recorded, sealed

BATCH = 20
LEASE = timedelta(minutes=15)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360))
DUE_STATES = (MailState.QUEUED, MailState.DEFERRED)
OPEN_STATES = (*DUE_STATES, MailState.SENDING)
# What a loader or template may come to when a mail's cause is gone or its facts are not as awaited.
UNWRITABLE = (
    *(LookupError, AttributeError, ValueError, TypeError),
    *(TemplateError, NoResultFound, DomainError),
)

log = logging.getLogger(__name__)


class Carrier(Protocol):
    """What takes a rendered mail away and answers like a mail server."""

    def send(self, mail: OutboxMail) -> Answer: ...


_loaders: dict[str, Loader] = {}


class Mailbox(AbstractContextManager["Mailbox"]):
    """The carrier of demo and development: the row itself is the mailbox."""

    def __exit__(self, *_error: object) -> None:
        return None

    def send(self, mail: OutboxMail) -> Answer:
        """Accept whatever a mail server could read."""
        message(mail, current_app.config["LCM"])
        return Answer(250, "shown in the mailbox")


def load_with(loaders: Mapping[str, Loader]) -> None:
    """Set the table: mail kind -> the feature's loader of what its template shows."""
    _loaders.clear()
    _loaders.update(loaders)


def deliver_due(at: datetime) -> None:
    """Send every mail due at ``at``, at most ``mail_per_minute`` by SMTP; safe to run twice.

    A mail whose sender died while sending is due again when its lease ends; it keeps its
    Message-ID, so that a second copy can be told from a second mail.
    """
    settings = current_app.config["LCM"]
    is_smtp = settings.mail_backend == "smtp"
    left = max(1, settings.mail_per_minute * settings.sweep_seconds // 60) if is_smtp else 1000
    with Connection(settings) if is_smtp else Mailbox() as carrier:
        while left > 0:
            leased_until = now() + LEASE
            claimed = _claim(at, leased_until, min(BATCH, left))
            for mail_id in claimed:
                _deliver(mail_id, leased_until, carrier)
            left -= len(claimed)
            if not claimed:
                return


def _claim(at: datetime, leased_until: datetime, limit: int) -> list[int]:
    due = or_(
        OutboxMail.state.in_(DUE_STATES) & (OutboxMail.next_try_at <= at),
        (OutboxMail.state == MailState.SENDING) & (OutboxMail.leased_until <= at),
    )
    # One mail per recipient at a time and in order: a cancel cannot overtake its invite.
    earlier = aliased(OutboxMail)
    is_first = ~(
        select(earlier.id)
        .where(
            earlier.to_address == OutboxMail.to_address,
            earlier.id < OutboxMail.id,
            earlier.state.in_(OPEN_STATES),
        )
        .exists()
    )
    with transaction():
        ids = db.session.scalars(
            select(OutboxMail.id)
            .where(due, is_first)
            .order_by(OutboxMail.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        db.session.execute(
            update(OutboxMail)
            .where(OutboxMail.id.in_(ids))
            .values(state=MailState.SENDING, leased_until=leased_until)
        )
    return list(ids)


def _deliver(mail_id: int, leased_until: datetime, carrier: Carrier) -> None:
    if _write(mail_id, leased_until):
        mail = db.session.get_one(OutboxMail, mail_id)
        db.session.expunge(mail)
        db.session.rollback()
        answer = carrier.send(mail)
        with transaction():
            _settle(db.session.get_one(OutboxMail, mail_id), answer)


def _write(mail_id: int, leased_until: datetime) -> bool:
    """Write the mail's text once; False when there is nothing (more) for us to send."""
    with transaction():
        if not _lease_anew(mail_id, leased_until):
            return False
        mail = db.session.get_one(OutboxMail, mail_id)
        if db.session.get(SuppressedAddress, mail.to_address.lower()) is not None:
            _end(mail, MailState.SUPPRESSED, "this address refused mail before")
            return False
        if mail.text:
            return True
        try:
            with recorded() as made:
                contents = _loaders[mail.kind](mail)
                if contents is None:
                    _end(mail, MailState.CANCELLED, "there was nothing left to say")
                    return False
                parts = rendered(mail, contents.values)
        except UNWRITABLE as error:
            log.exception("mail %s (%s) cannot be written", mail.public_id, mail.kind)
            _end(mail, MailState.FAILED, f"cannot be written: {type(error).__name__}")
            return False
        mail.subject = parts.subject
        mail.text, mail.html = sealed(parts.text, made), sealed(parts.html, made)
        mail.calendar = contents.calendar
    return True


def _lease_anew(mail_id: int, leased_until: datetime) -> bool:
    """Say whether the mail is still ours: those before it may have outlasted our lease."""
    renewed = db.session.scalars(
        update(OutboxMail)
        .where(OutboxMail.id == mail_id, OutboxMail.leased_until == leased_until)
        .values(leased_until=now() + LEASE)
        .returning(OutboxMail.id)
    )
    return renewed.one_or_none() is not None


def _settle(mail: OutboxMail, answer: Answer) -> None:
    mail.attempt_count += 1
    mail.leased_until = None
    mail.last_answer = f"{answer.code} {answer.text}"[:300]
    if answer.is_accepted:
        _end(mail, MailState.ACCEPTED, mail.last_answer)
    elif answer.is_final:
        _end(mail, MailState.FAILED, mail.last_answer)
        if answer.code in (550, 551, 553):
            db.session.merge(
                SuppressedAddress(address_key=mail.to_address.lower(), answer=mail.last_answer)
            )
    elif mail.attempt_count > len(PAUSES):
        _end(mail, MailState.FAILED, mail.last_answer)
    else:
        pause = PAUSES[mail.attempt_count - 1] * random.uniform(0.9, 1.3)  # noqa: S311 - jitter
        mail.state, mail.next_try_at = MailState.DEFERRED, now() + pause


def _end(mail: OutboxMail, state: MailState, words: str) -> None:
    mail.state, mail.last_answer, mail.settled_at = state, words[:300], now()
    mail.leased_until = None
