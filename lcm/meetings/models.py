"""Meetings and the blocks of their programme."""

import enum
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lcm.clock import HOME_ZONE, now, today
from lcm.communities.models import Community
from lcm.db import Model, PublicId, word_column
from lcm.errors import DomainError


class MeetingOver(DomainError):
    message = _l("This session is over or was cancelled, so this can no longer be changed.")


class MeetingKind(enum.StrEnum):
    KICK_OFF = "kick_off"
    NETWORK = "network"
    LEARNING = "learning"


class MeetingState(enum.StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class BlockKind(enum.StrEnum):
    TALK = "talk"
    VOTE = "vote"
    BREAKOUT = "breakout"
    HARVEST = "harvest"
    BREAK = "break"
    ACTIONS = "actions"


class Meeting(Model):
    """One session. Local time and zone are the truth; the instants beside them serve queries."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[MeetingKind] = mapped_column(word_column(MeetingKind))
    state: Mapped[MeetingState] = mapped_column(
        word_column(MeetingState), default=MeetingState.DRAFT
    )
    locale: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    starts_local: Mapped[datetime] = mapped_column(sa.DateTime())
    zone: Mapped[str] = mapped_column(String(40), default=HOME_ZONE)
    minutes: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(200), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    seats: Mapped[int | None]
    calendar_uid: Mapped[str] = mapped_column(String(80))
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    cancel_reason: Mapped[str] = mapped_column(String(400), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    community: Mapped[Community] = relationship()
    previous: Mapped["Meeting | None"] = relationship(remote_side="Meeting.id")
    agenda: Mapped[list["AgendaItem"]] = relationship(
        order_by="AgendaItem.position", back_populates="meeting"
    )

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def ends_local(self) -> datetime:
        return self.starts_local + timedelta(minutes=self.minutes)

    @property
    def days_to_go(self) -> int:
        """Days until it starts by the calendar of its zone; below 0 once that day is past."""
        return (self.starts_local.date() - today(self.zone)).days

    @property
    def has_begun(self) -> bool:
        """Whether its start is past, or it was closed, so that there is something to tell."""
        return self.state == MeetingState.CLOSED or now() >= self.starts_at

    @property
    def is_open(self) -> bool:
        """Whether it is announced and neither closed nor cancelled."""
        return self.state == MeetingState.PUBLISHED

    def require_changeable(self) -> None:
        """Raise MeetingOver once the session is closed or cancelled."""
        if self.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
            raise MeetingOver


class AgendaItem(Model, PublicId):
    """A block of the programme; what it shows (a poll, a round) points to it from above."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    kind: Mapped[BlockKind] = mapped_column(word_column(BlockKind))
    title: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[int]
    leader: Mapped[str] = mapped_column(String(120), default="")
    meeting: Mapped[Meeting] = relationship(back_populates="agenda")
