"""Communities, and who and what belongs to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from lcm.communities.models import Community, Goal, Membership, Partner
from lcm.communities.pasted import words_for
from lcm.communities.policy import ALLOWED, Act, require
from lcm.db import db
from lcm.errors import NotFound
from lcm.people.models import Domain, Organisation, Person
from lcm.people.queries import domains


@dataclass(frozen=True, slots=True)
class DomainPartners:
    """The partners of one domain; ``domain`` is None for those whose domain is not stated."""

    domain: Domain | None
    partners: tuple[Partner, ...]


def community_for(slug: str, person: Person | None, act: Act) -> Community:
    """Return the community ``slug`` if ``person`` may do ``act`` in it; raises NotFound."""
    community = db.session.scalar(select(Community).where(Community.slug == slug))
    if community is None:
        raise NotFound
    require(person, act, community)
    return community


def communities_of(person: Person) -> Sequence[Community]:
    """Return the communities ``person`` is a member of, the newest first."""
    return db.session.scalars(
        select(Community)
        .join(Membership)
        .where(Membership.person_id == person.id)
        .order_by(Community.id.desc())
    ).all()


def communities_where(person: Person, act: Act) -> Sequence[Community]:
    """Return the communities in which ``person`` may do ``act``, the newest first."""
    return db.session.scalars(
        select(Community)
        .join(Membership)
        .where(Membership.person_id == person.id, Membership.role.in_(ALLOWED[act]))
        .order_by(Community.id.desc())
    ).all()


def partners_by_domain(community: Community) -> Sequence[DomainPartners]:
    """Return every domain in order with its partners by name, also one without any.

    Partners whose domain is not stated stand at the end, if there are such.
    """
    partners = db.session.scalars(
        select(Partner)
        .join(Partner.organisation)
        .where(Partner.community_id == community.id)
        .order_by(Organisation.name_key)
        .options(joinedload(Partner.organisation))
    ).all()
    groups = [_group(domain, partners) for domain in domains()]
    unstated = _group(None, partners)
    return [*groups, unstated] if unstated.partners else groups


def partner_of(community: Community, organisation_id: str) -> Partner:
    """Return the partner with this organisation's public id; raises NotFound."""
    partner = db.session.scalar(
        select(Partner)
        .join(Partner.organisation)
        .where(Partner.community_id == community.id, Organisation.public_id == organisation_id)
    )
    if partner is None:
        raise NotFound
    return partner


def members_of(community: Community) -> Sequence[Membership]:
    """Return the memberships by the person's name."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.community_id == community.id)
        .order_by(Person.name_key)
        .options(joinedload(Membership.person), joinedload(Membership.organisation))
    ).all()


def membership_of(community: Community, person_id: str) -> Membership:
    """Return the membership of the person with this public id; raises NotFound."""
    membership = db.session.scalar(
        select(Membership)
        .join(Membership.person)
        .where(Membership.community_id == community.id, Person.public_id == person_id)
    )
    if membership is None:
        raise NotFound
    return membership


def letters_of(community: Community) -> Sequence[str]:
    """Return the letters of all aims there ever were; a new aim gets none of them by itself."""
    return db.session.scalars(select(Goal.letter).where(Goal.community_id == community.id)).all()


def domain_words() -> dict[str, str]:
    """Return what people may write for a domain, in both languages: word -> slug."""
    return words_for((domain.slug, domain.name_nl, domain.name_en) for domain in domains())


def _group(domain: Domain | None, partners: Sequence[Partner]) -> DomainPartners:
    domain_id = domain.id if domain else None
    return DomainPartners(domain, tuple(p for p in partners if p.domain_id == domain_id))
