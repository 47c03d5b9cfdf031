"""Makes communities and changes who and what belongs to them."""

from slugify import slugify
from sqlalchemy import select

from lcm.communities.drafts import AimDraft, CommunityDraft, PartnerDraft
from lcm.communities.models import Community, Goal, Membership, Partner, Role
from lcm.db import db, new_public_id
from lcm.people.models import Organisation, Person
from lcm.people.operations import organisation_named
from lcm.people.queries import find_domain, find_organisation

__all__ = ["AimDraft", "CommunityDraft", "PartnerDraft", "add_member", "add_partner"]
__all__ += ["make_community"]

SLUG_LENGTH = 60
RESERVED_SLUGS = ("new",)


def make_community(founder: Person, draft: CommunityDraft) -> Community:
    """Make the community of ``draft`` with ``founder`` as its coordinator."""
    community = Community(
        slug=_free_slug(draft.name),
        name=draft.name,
        purpose=draft.purpose,
        municipality=draft.municipality,
        locale=draft.locale,
    )
    db.session.add(community)
    db.session.flush()
    add_member(community, founder, Role.COORDINATOR)
    for position, aim in enumerate(draft.aims, start=1):
        goal = Goal(position=position, letter=aim.letter, label=aim.label, text=aim.text)
        community.goals.append(goal)
    for partner in draft.partners:
        add_partner(community, partner)
    db.session.flush()
    return community


def add_member(
    community: Community, person: Person, role: Role, organisation: Organisation | None = None
) -> Membership:
    """Return the membership of ``person``; who is a member already keeps role and organisation."""
    membership = db.session.scalar(
        select(Membership).where(
            Membership.community_id == community.id, Membership.person_id == person.id
        )
    )
    if membership is None:
        membership = Membership(person=person, role=role, organisation=organisation)
        community.memberships.append(membership)
        db.session.flush()
    return membership


def add_partner(community: Community, draft: PartnerDraft) -> Partner:
    """Return the partner of this name; one that takes part already stays as it is.

    An organisation new to the register gets kind, domain and municipality of ``draft``; one that
    is known keeps its own, because other communities see them too. Without a domain in ``draft``
    the partner takes that of the register.
    """
    organisation = find_organisation(draft.name) or _new_organisation(draft)
    partner = db.session.scalar(
        select(Partner).where(
            Partner.community_id == community.id, Partner.organisation_id == organisation.id
        )
    )
    if partner is None:
        domain = find_domain(draft.domain_slug) or organisation.domain
        partner = Partner(organisation=organisation, role=draft.role, domain=domain)
        community.partners.append(partner)
        db.session.flush()
    return partner


def _new_organisation(draft: PartnerDraft) -> Organisation:
    organisation = organisation_named(draft.name, find_domain(draft.domain_slug))
    organisation.kind, organisation.municipality = draft.kind, draft.municipality
    return organisation


def _free_slug(name: str) -> str:
    """Return an address for ``name``: its words, with random letters behind when it is taken."""
    slug = slugify(name, max_length=SLUG_LENGTH, word_boundary=True) or new_public_id()
    is_taken = db.session.scalar(select(Community.id).where(Community.slug == slug)) is not None
    return f"{slug}-{new_public_id()[:6]}" if is_taken or slug in RESERVED_SLUGS else slug
