"""Makes communities and changes who and what belongs to them."""

from collections.abc import Sequence

from slugify import slugify
from sqlalchemy import select

from lcm.clock import now
from lcm.communities.drafts import AimDraft, CommunityDraft, PartnerDraft
from lcm.communities.models import Community, Goal, LastCoordinator, Membership, Partner, Role
from lcm.db import db, new_public_id
from lcm.people.models import Domain, Organisation, Person
from lcm.people.operations import organisation_named
from lcm.people.queries import find_domain, find_organisation

__all__ = ["AimDraft", "CommunityDraft", "PartnerDraft", "add_member", "add_partner"]
__all__ += ["change_community", "change_partner", "change_role", "make_community"]
__all__ += ["remove_member", "remove_partner"]

SLUG_LENGTH = 60
RESERVED_SLUGS = ("new",)


def make_community(founder: Person, draft: CommunityDraft) -> Community:
    """Make the community of ``draft`` with ``founder`` as its coordinator."""
    community = Community(slug=_free_slug(draft.name))
    _describe(community, draft)
    db.session.add(community)
    db.session.flush()
    add_member(community, founder, Role.COORDINATOR)
    _set_aims(community, draft.aims)
    for partner in draft.partners:
        add_partner(community, partner)
    return community


def change_community(community: Community, draft: CommunityDraft) -> None:
    """Give the community the words and aims of ``draft``; its address and partners stay.

    An aim is the same one as long as its letter is; one whose letter is not in ``draft`` is
    retired, and comes back as itself when its letter does.
    """
    _hold(community)
    _describe(community, draft)
    _set_aims(community, draft.aims)


def add_member(
    community: Community, person: Person, role: Role, organisation: Organisation | None = None
) -> Membership:
    """Return the membership of ``person``; who is a member already keeps role and organisation."""
    _hold(community)
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
    _hold(community)
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


def change_partner(partner: Partner, domain: Domain | None, role: str) -> None:
    """Set domain and role of a partner in its community; the shared register does not change."""
    partner.domain, partner.role = domain, role
    db.session.flush()


def remove_partner(partner: Partner) -> None:
    """Take the organisation out of the community; sessions that it came to keep its name."""
    db.session.delete(partner)
    db.session.flush()


def change_role(membership: Membership, role: Role) -> None:
    """Give a member another role; raises LastCoordinator when none would be left."""
    if role != Role.COORDINATOR:
        _keep_a_coordinator(membership)
    membership.role = role
    db.session.flush()


def remove_member(membership: Membership) -> None:
    """End a membership; raises LastCoordinator when no coordinator would be left."""
    _keep_a_coordinator(membership)
    db.session.delete(membership)
    db.session.flush()


def _hold(community: Community) -> None:
    """Hold the community's row: it owns who and what belongs to it, once each."""
    db.session.get_one(Community, community.id, with_for_update=True)


def _describe(community: Community, draft: CommunityDraft) -> None:
    community.name, community.purpose = draft.name, draft.purpose
    community.municipality, community.locale = draft.municipality, draft.locale


def _set_aims(community: Community, aims: Sequence[AimDraft]) -> None:
    known = {
        goal.letter: goal
        for goal in db.session.scalars(select(Goal).where(Goal.community_id == community.id))
    }
    for goal in known.values():
        goal.retired_at = goal.retired_at or now()
    for position, aim in enumerate(aims, start=1):
        goal = known.get(aim.letter) or Goal(community_id=community.id, letter=aim.letter)
        goal.position, goal.label, goal.text = position, aim.label, aim.text
        goal.retired_at = None
        db.session.add(goal)
    db.session.flush()
    db.session.expire(community, ["goals"])


def _keep_a_coordinator(membership: Membership) -> None:
    _hold(membership.community)
    coordinators = db.session.scalars(
        select(Membership.id).where(
            Membership.community_id == membership.community_id,
            Membership.role == Role.COORDINATOR,
        )
    ).all()
    if list(coordinators) == [membership.id]:
        raise LastCoordinator


def _new_organisation(draft: PartnerDraft) -> Organisation:
    organisation = organisation_named(draft.name, find_domain(draft.domain_slug))
    organisation.kind, organisation.municipality = draft.kind, draft.municipality
    return organisation


def _free_slug(name: str) -> str:
    """Return an address for ``name``: its words, with random letters behind when it is taken."""
    slug = slugify(name, max_length=SLUG_LENGTH, word_boundary=True) or new_public_id()
    is_taken = db.session.scalar(select(Community.id).where(Community.slug == slug)) is not None
    return f"{slug}-{new_public_id()[:6]}" if is_taken or slug in RESERVED_SLUGS else slug
