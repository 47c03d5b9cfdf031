"""What rooms bring (items), the owned actions among them, and the summaries that follow."""

import enum
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lcm.breakouts.models import Room
from lcm.clock import now
from lcm.db import Model, PublicId, word_column
from lcm.errors import DomainError
from lcm.meetings.models import Meeting
from lcm.people.identity import first_name
from lcm.people.models import Organisation, Person
from lcm.registration.models import Place


class ChoiceNeeded(DomainError):
    message = _l("Choose one of the buttons; nothing has been changed yet.")
    status = 422


class ActionClosed(DomainError):
    message = _l("This action was finished or dropped meanwhile, so nothing has been changed.")


class ReasonNeeded(DomainError):
    message = _l("Say in a few words why, so that the coordinator can look for another way.")
    status = 422


class OwnerNeeded(DomainError):
    message = _l("Nobody owns this action yet. Choose who takes it first.")
    status = 422


class AlreadyOwner(DomainError):
    message = _l("This person has this action already. Choose somebody else.")
    status = 422


class MailedOften(DomainError):
    message = _l("This address got several mails from us already. Try again in an hour.")
    status = 429


class SummaryNotPossible(DomainError):
    message = _l("The summary can be sent once the session has started.")


class NoAction(DomainError):
    message = _l("This is not an action. Turn it into one first; only a wish or an idea can be.")


class EditConflict(DomainError):
    message = _l("Somebody else changed this text meanwhile. Both texts are below.")


class ItemKind(enum.StrEnum):
    WISH = "wish"
    ACTION = "action"
    DECISION = "decision"
    BARRIER = "barrier"
    IDEA = "idea"
    QUESTION = "question"


class ActionState(enum.StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    BUSY = "busy"
    DONE = "done"
    DECLINED = "declined"
    DROPPED = "dropped"


class Item(Model, PublicId):
    """One sentence from a room or the plenary; ``client_id`` makes its arrival happen once.

    ``version`` counts changes of its text, kind and ownership, so that two who write at once do
    not overwrite each other; ``converted_from`` is what an action was captured as before.
    """

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("meeting_id", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)
    author_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    client_id: Mapped[str] = mapped_column(String(40))
    kind: Mapped[ItemKind] = mapped_column(word_column(ItemKind))
    converted_from: Mapped[ItemKind | None] = mapped_column(word_column(ItemKind))
    text: Mapped[str] = mapped_column(String(400))
    version: Mapped[int] = mapped_column(default=1)
    is_pinned: Mapped[bool] = mapped_column(default=False)
    hidden_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    meeting: Mapped[Meeting] = relationship()
    room: Mapped[Room | None] = relationship()
    author_place: Mapped[Place | None] = relationship()
    action: Mapped["Action | None"] = relationship(back_populates="item")

    @property
    def author_called(self) -> str:
        """The first name of who wrote it down; "" for the plenary and who gave no name."""
        return first_name(self.author_place.name) if self.author_place else ""


class Action(Model):
    """What makes an item of kind action owned: who, by when, and how it stands.

    ``version`` counts its owners, and so ends the links of earlier ones; ``state_at`` is since
    when it stands as it does, ``assigned_on`` and ``reminded_on`` are local days of the present
    owner, and a link asked anew at ``renewed_at`` is good for a full term again.
    """

    __tablename__ = "action"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    owner_text: Mapped[str] = mapped_column(String(120), default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    due_on: Mapped[date | None]
    state: Mapped[ActionState] = mapped_column(
        word_column(ActionState), default=ActionState.PROPOSED
    )
    postponed_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(String(400), default="")
    state_at: Mapped[datetime] = mapped_column(default=now)
    assigned_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
    renewed_at: Mapped[datetime | None]
    item: Mapped[Item] = relationship(back_populates="action")
    owner: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    history: Mapped[list["ActionChange"]] = relationship(order_by="ActionChange.id")

    @property
    def owner_called(self) -> str:
        """The first name of its owner, or who has it in words; "" when nobody does."""
        return first_name(self.owner.name) if self.owner else self.owner_text


class ActionChange(Model):
    """One line of an action's history; ``owner`` is who had it when this was done."""

    __tablename__ = "action_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(
        ForeignKey("action.item_id", ondelete="CASCADE"), index=True
    )
    changed_at: Mapped[datetime] = mapped_column(default=now)
    by_name: Mapped[str] = mapped_column(String(120), default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[ActionState] = mapped_column(word_column(ActionState))
    note: Mapped[str] = mapped_column(String(400), default="")
    owner: Mapped[Person | None] = relationship()


class Summary(Model, PublicId):
    """A version of a meeting's summary: its opening words, and when it was sent."""

    __tablename__ = "summary"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    number: Mapped[int]
    opening: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    meeting: Mapped[Meeting] = relationship()
