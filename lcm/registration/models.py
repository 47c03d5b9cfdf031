"""Who is invited, who is registered, and who takes part in a meeting."""

import enum
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lcm.clock import now
from lcm.db import Model, PublicId, word_column
from lcm.errors import DomainError
from lcm.meetings.models import Meeting
from lcm.people.models import Domain, Organisation, Person


class RegistrationClosed(DomainError):
    message = _l("You cannot register for this session any more.")


class InvitationNeeded(DomainError):
    message = _l("This session is by invitation. Register by the link in the mail you got.")


class TooLateToUndo(DomainError):
    message = _l("Your place cannot be given back any more. You can register again.")


class PlaceGivenUp(DomainError):
    message = _l("You cancelled this place. Take it back, or register again.")


class DoorsClosed(DomainError):
    message = _l("You can say that you are here from three hours before the start.")


class DoorsNotOpen(DomainError):
    message = _l("You can check people in from three hours before the start.")


class ChoiceMissing(DomainError):
    message = _l("Choose one of the buttons; nothing has been changed yet.")
    status = 422


class DomainFull(DomainError):
    message = _l("This side is full. You keep the place you have.")


class OfferPassed(DomainError):
    message = _l("This offer has passed; the place went to the next one on the waiting list.")


class InvitationAnswered(DomainError):
    message = _l("You are registered already. Use the link in your mail to cancel your place.")


class InvitationState(enum.StrEnum):
    INVITED = "invited"
    REGISTERED = "registered"
    DECLINED = "declined"


class RegistrationState(enum.StrEnum):
    CONFIRMED = "confirmed"
    OFFERED = "offered"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class Absence(enum.StrEnum):
    EXCUSED = "excused"
    ABSENT = "absent"


# An offer keeps its seat until it is taken or has passed.
SEATED = (RegistrationState.CONFIRMED, RegistrationState.OFFERED)


class SeatRules(Model):
    """How the seats of one meeting are given out; a meeting without the row goes by DEFAULTS.

    ``is_released``: what was kept for domains is open to all, from ``released_on`` (local date).
    ``claim_hours`` is how long an offer stands, ``straight_hours`` how long before the start a
    free seat goes to the next one without asking. ``reminds_silent``: who was invited and does
    not answer is reminded a week before. ``is_by_invitation``: the public form takes nobody.
    """

    __tablename__ = "seat_rules"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    released_on: Mapped[date | None]
    is_released: Mapped[bool] = mapped_column(default=False)
    claim_hours: Mapped[int] = mapped_column(default=24)
    straight_hours: Mapped[int] = mapped_column(default=12)
    reminds_silent: Mapped[bool] = mapped_column(default=True)
    is_by_invitation: Mapped[bool] = mapped_column(default=False)


class SeatShare(Model):
    """The seats of a meeting that are kept for a domain, and the most it gets; None: no limit."""

    __tablename__ = "seat_share"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    domain_id: Mapped[int] = mapped_column(ForeignKey("domain.id"), primary_key=True)
    minimum: Mapped[int] = mapped_column(default=0)
    maximum: Mapped[int | None]


class AskedQuestions(Model):
    """What a meeting asks at registration beside who somebody is; see ``asked.Question``.

    ``is_forgotten``: what was answered about health has been removed.
    """

    __tablename__ = "asked_questions"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    questions: Mapped[dict[str, Any]]
    is_forgotten: Mapped[bool] = mapped_column(default=False)


class Invitation(Model, PublicId):
    """An address asked to a meeting, with a link of its own (computed, not stored)."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("meeting_id", "email_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    state: Mapped[InvitationState] = mapped_column(
        word_column(InvitationState), default=InvitationState.INVITED
    )
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    reminded_at: Mapped[datetime | None]
    meeting: Mapped[Meeting] = relationship()


class Registration(Model, PublicId):
    """A person's seat or turn in a meeting; domain and organisation as they were then.

    ``removal_count`` counts how often the person was taken out of the meeting's calendar entry;
    every later calendar file of theirs is numbered that much higher. Who registered together and
    has to wait shares a ``group_key``: they get their seats at the same moment or not yet. Only
    organisers see ``note``. ``replies``: what they answered to the meeting's own questions, by
    ``asked.Question.key``.
    """

    __tablename__ = "registration"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    organisation_text: Mapped[str] = mapped_column(String(160), default="")
    domain_id: Mapped[int | None] = mapped_column(ForeignKey("domain.id"))
    role: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    state: Mapped[RegistrationState] = mapped_column(word_column(RegistrationState))
    queued_at: Mapped[datetime] = mapped_column(default=now)
    offered_until: Mapped[datetime | None] = mapped_column(index=True)
    cancelled_at: Mapped[datetime | None]
    cancelled_from: Mapped[RegistrationState | None] = mapped_column(word_column(RegistrationState))
    removal_count: Mapped[int] = mapped_column(default=0)
    group_key: Mapped[str | None] = mapped_column(String(20))
    replies: Mapped[dict[str, Any]] = mapped_column(default=dict)
    absence: Mapped[Absence | None] = mapped_column(word_column(Absence))
    version: Mapped[int] = mapped_column(default=1)
    locale: Mapped[str] = mapped_column(String(5))
    created_at: Mapped[datetime] = mapped_column(default=now)
    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    domain: Mapped[Domain | None] = relationship()


class Place(Model, PublicId):
    """A person in the meeting, registered or walked in; never tied to a device of the vote."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("registration_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"))
    name: Mapped[str] = mapped_column(String(120), default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    organisation_text: Mapped[str] = mapped_column(String(160), default="")
    domain_id: Mapped[int | None] = mapped_column(ForeignKey("domain.id"))
    number: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    present_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    is_online: Mapped[bool] = mapped_column(default=False)
    meeting: Mapped[Meeting] = relationship()
    registration: Mapped[Registration | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    domain: Mapped[Domain | None] = relationship()

    @property
    def is_present(self) -> bool:
        return self.present_at is not None and self.left_at is None
