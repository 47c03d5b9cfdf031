"""Who may do what in a community: one table."""

import enum

from sqlalchemy import select

from lcm.communities.models import Community, Membership, Role
from lcm.db import db
from lcm.errors import NotFound
from lcm.people.models import Person


class Act(enum.StrEnum):
    SEE = "see"
    PLAN = "plan"
    FOLLOW_UP = "follow_up"
    MANAGE = "manage"


_EVERYBODY = frozenset(Role)
_LEADERS = frozenset({Role.COORDINATOR, Role.PROJECT_LEADER})

ALLOWED: dict[Act, frozenset[Role]] = {
    Act.SEE: _EVERYBODY,
    Act.PLAN: _LEADERS,
    Act.FOLLOW_UP: _LEADERS,
    Act.MANAGE: frozenset({Role.COORDINATOR}),
}


def may(person: Person | None, act: Act, community: Community) -> bool:
    """Say whether ``person`` may do ``act`` in ``community``; nobody may anything by default."""
    if person is None:
        return False
    role = db.session.scalar(
        select(Membership.role).where(
            Membership.community_id == community.id, Membership.person_id == person.id
        )
    )
    return role in ALLOWED[act]


def require(person: Person | None, act: Act, community: Community) -> None:
    """Raise NotFound unless ``person`` may; a foreign thing looks like an absent one."""
    if not may(person, act, community):
        raise NotFound
