"""Communities with their members, aims and partners."""

import enum
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lcm.clock import now
from lcm.db import Model, PublicId, word_column
from lcm.errors import DomainError
from lcm.people.models import Domain, Organisation, Person


class LastCoordinator(DomainError):
    message = _l("A community needs a coordinator. Make somebody else coordinator first.")


class Role(enum.StrEnum):
    COORDINATOR = "coordinator"
    PROJECT_LEADER = "project_leader"
    FACILITATOR = "facilitator"
    MEMBER = "member"

    @property
    def word(self) -> str:
        """The role as pages call it, in the language of the page."""
        return str(_ROLE_WORDS[self])


_ROLE_WORDS = {
    Role.COORDINATOR: _l("coordinator"),
    Role.PROJECT_LEADER: _l("project leader"),
    Role.FACILITATOR: _l("facilitator"),
    Role.MEMBER: _l("member"),
}


class Community(Model):
    """A learning community, coalition or working group."""

    __tablename__ = "community"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    purpose: Mapped[str] = mapped_column(Text, default="")
    municipality: Mapped[str] = mapped_column(String(80), default="")
    locale: Mapped[str] = mapped_column(String(5))
    created_at: Mapped[datetime] = mapped_column(default=now)
    goals: Mapped[list["Goal"]] = relationship(
        order_by="Goal.position",
        primaryjoin="and_(Community.id == Goal.community_id, Goal.retired_at.is_(None))",
    )
    partners: Mapped[list["Partner"]] = relationship(order_by="Partner.id")
    memberships: Mapped[list["Membership"]] = relationship(order_by="Membership.id")


class Membership(Model):
    """A person in a community, in a role, speaking for an organisation."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("community_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[Role] = mapped_column(word_column(Role))
    created_at: Mapped[datetime] = mapped_column(default=now)
    community: Mapped[Community] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class Goal(Model, PublicId):
    """An aim of the community: fixed letter, short label, full sentence.

    One that is taken off the list is retired, not deleted: votes and actions may come from it.
    """

    __tablename__ = "goal"
    __table_args__ = (UniqueConstraint("community_id", "letter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    position: Mapped[int]
    letter: Mapped[str] = mapped_column(String(2))
    label: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(400), default="")
    retired_at: Mapped[datetime | None]


class Partner(Model):
    """An organisation that takes part in a community.

    Its domain here is the community's own reading: the register of organisations is shared, so
    that one community must not change what another one sees.
    """

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("community_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    domain_id: Mapped[int | None] = mapped_column(ForeignKey("domain.id"))
    role: Mapped[str] = mapped_column(String(60), default="")
    organisation: Mapped[Organisation] = relationship()
    domain: Mapped[Domain | None] = relationship()
