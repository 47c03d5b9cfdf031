"""Makes persons, organisations and the installation's domains."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from sqlalchemy import bindparam, select

from lcm.db import Model, db
from lcm.inserting import insert_new
from lcm.people.identity import clean_text, email_key, name_key
from lcm.people.models import Domain, Organisation, Person
from lcm.people.queries import find_organisation

T = TypeVar("T", bound=Model)

# Built once: who registers asks it while others wait for the lock.
_PERSON: Final = select(Person).where(
    Person.email_key == bindparam("email_key"), Person.name_key == bindparam("name_key")
)


@dataclass(frozen=True)
class _Domain:
    slug: str
    name_nl: str
    name_en: str
    is_lived_experience: bool = False
    is_expected_in_rooms: bool = False


_DOMAINS: Final = (
    _Domain("medical", "Medisch", "Medical", is_expected_in_rooms=True),
    _Domain("social", "Sociaal", "Social", is_expected_in_rooms=True),
    _Domain("public-health", "Publieke gezondheid", "Public health"),
    _Domain("municipality", "Gemeente", "Municipality"),
    _Domain("research", "Onderzoek en onderwijs", "Research and education"),
    _Domain(
        "lived-experience", "Ervaringsdeskundigheid", "Lived experience", is_lived_experience=True
    ),
)


def make_domains() -> None:
    """Make the six domains of the field with swatches 1..6; those that exist stay as they are."""
    present = set(db.session.scalars(select(Domain.slug)))
    for position, domain in enumerate(_DOMAINS, start=1):
        if domain.slug not in present:
            db.session.add(
                Domain(
                    slug=domain.slug,
                    position=position,
                    swatch=position,
                    name_nl=domain.name_nl,
                    name_en=domain.name_en,
                    is_lived_experience=domain.is_lived_experience,
                    is_expected_in_rooms=domain.is_expected_in_rooms,
                )
            )
    db.session.flush()


def person_for(name: str, email: str) -> Person:
    """Return the person of this name at this address, made if there is none; safe to repeat.

    Practices share a mailbox, so another name at the same address is another person. Case,
    accents and spaces do not make a difference. The address must be valid (``is_address``).
    """
    shown, address = clean_text(name, limit=120), clean_text(email, limit=254)
    keys = {"email_key": email_key(address), "name_key": name_key(shown)}
    return _found_or_made(
        lambda: db.session.scalar(_PERSON, keys),
        lambda: insert_new(Person, name=shown, email=address, **keys),
    )


def organisation_named(name: str, domain: Domain | None = None) -> Organisation:
    """Return the organisation of this name, made with ``domain`` if there is none; may repeat.

    One that exists keeps its domain: the register is shared by all communities.
    """
    shown = clean_text(name, limit=160)
    return _found_or_made(
        lambda: find_organisation(shown),
        lambda: insert_new(
            Organisation,
            name=shown,
            name_key=name_key(shown),
            domain_id=domain.id if domain else None,
        ),
    )


def _found_or_made(find: Callable[[], T | None], make: Callable[[], int | None]) -> T:
    """Return the row found, else the one made; when another transaction was first, that one."""
    row = find()
    if row is None:
        make()
        row = find()
    if row is None:
        raise LookupError("a row that was there cannot be found")
    return row
