"""Persons, organisations, domains, and the sign-ins a person has open."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lcm.clock import now
from lcm.db import Model, PublicId
from lcm.errors import DomainError
from lcm.i18n import current_locale


class SignInRefused(DomainError):
    message = _l("This code is not right or no longer works. Ask for a new one below.")
    status = 422


class TooManyTries(DomainError):
    message = _l("Too many tries. Wait a quarter of an hour, then ask for a new code.")
    status = 429


class Domain(Model):
    """A side care is given from; the installation's own ordered list."""

    __tablename__ = "domain"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int]
    swatch: Mapped[int]
    name_nl: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    is_lived_experience: Mapped[bool] = mapped_column(default=False)
    is_expected_in_rooms: Mapped[bool] = mapped_column(default=False)

    @property
    def name(self) -> str:
        """The name in the language of the page or mail being made."""
        return self.name_en if current_locale() == "en" else self.name_nl


class Organisation(Model, PublicId):
    """A partner organisation in the register of the installation."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    name_key: Mapped[str] = mapped_column(String(160), unique=True)
    kind: Mapped[str] = mapped_column(String(120), default="")
    municipality: Mapped[str] = mapped_column(String(80), default="")
    domain_id: Mapped[int | None] = mapped_column(ForeignKey("domain.id"))
    domain: Mapped[Domain | None] = relationship()


class Person(Model, PublicId):
    """A name and a normalised address; practices share a mailbox, so the pair is unique."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("email_key", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254), index=True)
    locale: Mapped[str] = mapped_column(String(5), default="")
    is_administrator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)


class SignInRequest(Model, PublicId):
    """One mailed link with its code: single use, short, bound to the browser that asked.

    Link and code are computed from the installation's secret; the row holds neither.
    """

    __tablename__ = "sign_in_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    email_key: Mapped[str] = mapped_column(String(254), index=True)
    browser_key: Mapped[str] = mapped_column(String(64))
    next_url: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person | None] = relationship()


class Login(Model, PublicId):
    """A browser a person is signed in with; revoking the row signs that browser out."""

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
