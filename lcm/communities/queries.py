"""Communities a person belongs to."""

from collections.abc import Sequence

from sqlalchemy import select

from lcm.communities.models import Community, Membership
from lcm.communities.policy import Act, require
from lcm.db import db
from lcm.errors import NotFound
from lcm.people.models import Person


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
