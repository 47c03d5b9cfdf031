"""Puts mails into the outbox: one row per recipient and message, beside their cause."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import make_msgid
from typing import Any, Final

from flask import current_app
from sqlalchemy import bindparam, func, select

from lcm.clock import now
from lcm.db import db
from lcm.inserting import insert_new
from lcm.mail.models import OutboxMail

# Built once: every registration asks it, while others wait for the lock.
_RECENT: Final = select(func.count(OutboxMail.id)).where(
    OutboxMail.to_address == bindparam("address"),
    OutboxMail.kind.in_(bindparam("kinds", expanding=True)),
    OutboxMail.created_at > bindparam("since"),
)


@dataclass(frozen=True)
class Contents:
    """What a loader gives for rendering: template values, and a calendar file if there is one."""

    values: dict[str, Any]
    calendar: bytes | None = None


Loader = Callable[[OutboxMail], Contents | None]


@dataclass(frozen=True)
class To:
    """Whom a mail is for, in which language."""

    name: str
    address: str
    locale: str


@dataclass(frozen=True)
class About:
    """What a mail is about: the row its loader reads, its meeting, facts that must not change."""

    object_id: int | None = None
    meeting_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    reply_to: str = ""


def enqueue(key: str, *, to: To, kind: str, about: About) -> bool:
    """Queue one mail in the caller's transaction; False when ``key`` was queued before.

    ``kind`` is "<package>/<kind>", the folder under templates/mail. The text is made when the
    mail is first sent, by the kind's loader; the loader's None cancels the mail.
    """
    domain = current_app.config["LCM"].mail_from_address.rpartition("@")[2]
    added = insert_new(
        OutboxMail,
        key=key,
        kind=kind,
        object_id=about.object_id,
        meeting_id=about.meeting_id,
        facts=about.facts,
        reply_to=about.reply_to,
        to_name=to.name,
        to_address=to.address,
        locale=to.locale,
        created_at=now(),
        next_try_at=now(),
        message_id=make_msgid(domain=domain),
    )
    return added is not None


def recent_count(address: str, kinds: tuple[str, ...], hours: int = 1) -> int:
    """Return how many mails of ``kinds`` were queued for ``address`` in the last ``hours``.

    ``address`` is written as it was when they were queued.
    """
    since = now() - timedelta(hours=hours)
    asked = {"address": address, "kinds": kinds, "since": since}
    return db.session.scalar(_RECENT, asked) or 0
