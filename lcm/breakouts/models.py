"""Break-out rounds, their rooms, and who is in which."""

import enum
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lcm.clock import now
from lcm.db import Model, PublicId, word_column
from lcm.errors import DomainError
from lcm.meetings.models import AgendaItem, Meeting
from lcm.registration.models import Place


class NobodyPresent(DomainError):
    message = _l("Nobody has said “I am here” yet, so there is nobody to put in a room.")
    status = 422


class RoundOver(DomainError):
    message = _l("These break-out rooms are closed, so people can no longer be moved.")


class RoundStarted(DomainError):
    message = _l("These break-out rooms are open already. You can still move people one by one.")


class NothingChosen(DomainError):
    message = _l("No vote of this session has a result to make rooms of yet.")


class RoundNotOpen(DomainError):
    message = _l("These break-out rooms are not open just now.")


class AnotherRoundOpen(DomainError):
    message = _l("Other break-out rooms of this session are still open. Close those first.")


class RoundState(enum.StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class BreakoutRound(Model, PublicId):
    """One round of rooms with the rules it is filled by."""

    __tablename__ = "breakout_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="SET NULL")
    )
    title: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[int]
    state: Mapped[RoundState] = mapped_column(word_column(RoundState), default=RoundState.PLANNED)
    mix_domains: Mapped[bool] = mapped_column(default=True)
    separate_organisations: Mapped[bool] = mapped_column(default=True)
    protect_experience: Mapped[bool] = mapped_column(default=True)
    seed: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    meeting: Mapped[Meeting] = relationship()
    agenda_item: Mapped[AgendaItem | None] = relationship()
    rooms: Mapped[list["Room"]] = relationship(order_by="Room.number", back_populates="round")

    @property
    def name(self) -> str:
        """The title of its block in the programme, which the organiser may have changed since."""
        return self.agenda_item.title if self.agenda_item else self.title

    @property
    def planned_minutes(self) -> int:
        return self.agenda_item.minutes if self.agenda_item else self.minutes

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the rooms end; 0 once that has passed or when none was set."""
        left = (self.ends_at - now()).total_seconds() if self.ends_at else 0
        return max(0, round(left))


class Room(Model, PublicId):
    """A room with its question; (origin_kind, origin_id) tells the option the question is from."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("breakout_round.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120), default="")
    question: Mapped[str] = mapped_column(String(400), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    origin_kind: Mapped[str] = mapped_column(String(20), default="")
    origin_id: Mapped[int | None]
    round: Mapped[BreakoutRound] = relationship(back_populates="rooms")
    room_places: Mapped[list["RoomPlace"]] = relationship(order_by="RoomPlace.id")


class RoomPlace(Model):
    """A person's room in one round."""

    __tablename__ = "room_place"
    __table_args__ = (UniqueConstraint("round_id", "place_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("breakout_round.id", ondelete="CASCADE"))
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"))
    place: Mapped[Place] = relationship()
