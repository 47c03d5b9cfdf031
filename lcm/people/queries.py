"""Domains, organisations and persons, as several packages ask for them."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import bindparam, select

from lcm.db import db
from lcm.people.identity import email_key, name_key
from lcm.people.models import Domain, Organisation, Person

# Built once: who registers asks them while others wait for the lock.
_DOMAIN: Final = select(Domain).where(Domain.slug == bindparam("slug"))
_ORGANISATION: Final = select(Organisation).where(Organisation.name_key == bindparam("name_key"))


def domains() -> Sequence[Domain]:
    """Return the installation's domains in their order."""
    return db.session.scalars(select(Domain).order_by(Domain.position)).all()


def find_domain(slug: str) -> Domain | None:
    """Return the domain ``slug``; None for an unknown one and for ""."""
    return db.session.scalar(_DOMAIN, {"slug": slug})


def organisations() -> Sequence[Organisation]:
    """Return the register of organisations by name."""
    return db.session.scalars(select(Organisation).order_by(Organisation.name_key)).all()


def find_organisation(name: str) -> Organisation | None:
    """Return the organisation of this name, however it is capitalised or spaced; else None."""
    return db.session.scalar(_ORGANISATION, {"name_key": name_key(name)})


def persons_at(email: str) -> Sequence[Person]:
    """Return who shares this mail address, the longest known first; empty for an unknown one."""
    return db.session.scalars(
        select(Person).where(Person.email_key == email_key(email)).order_by(Person.id)
    ).all()


def find_person(public_id: str) -> Person | None:
    """Return the person with this random id; else None."""
    return db.session.scalar(select(Person).where(Person.public_id == public_id))
