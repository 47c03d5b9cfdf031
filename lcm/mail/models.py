"""The outbox: one row per recipient and message."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lcm.clock import now
from lcm.db import Model, PublicId, word_column


class MailState(enum.StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    CANCELLED = "cancelled"


class OutboxMail(Model, PublicId):
    """A mail to one person, written in the transaction of its cause.

    ``key`` is unique per cause, version and person: a repeat adds nothing. ``facts`` is what was
    true at its cause and must stay so; subject, text, html and calendar are written once, when
    the mail is first handed to the mail server, and never change after.
    """

    __tablename__ = "outbox_mail"
    __table_args__ = (Index("ix_outbox_mail_due", "state", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int | None]
    meeting_id: Mapped[int | None] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    to_name: Mapped[str] = mapped_column(String(120), default="")
    to_address: Mapped[str] = mapped_column(String(254), index=True)
    locale: Mapped[str] = mapped_column(String(5))
    reply_to: Mapped[str] = mapped_column(String(254), default="")
    message_id: Mapped[str] = mapped_column(String(200))
    state: Mapped[MailState] = mapped_column(word_column(MailState), default=MailState.QUEUED)
    attempt_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    next_try_at: Mapped[datetime] = mapped_column(default=now)
    leased_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    last_answer: Mapped[str] = mapped_column(String(300), default="")
    subject: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    calendar: Mapped[bytes | None] = mapped_column(LargeBinary)


class SuppressedAddress(Model):
    """An address the mail server refused for good; nothing more is sent until a person lifts it."""

    __tablename__ = "suppressed_address"

    address_key: Mapped[str] = mapped_column(String(254), primary_key=True)
    answer: Mapped[str] = mapped_column(String(300))
    since_at: Mapped[datetime] = mapped_column(default=now)
