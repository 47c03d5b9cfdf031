"""Actions with all that lists say of them: owner, standing, and where they came from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from lcm.actions.captured import is_unsettled
from lcm.actions.changes import OPEN_STATES
from lcm.actions.due import Standing, days_late, standing
from lcm.actions.links import action_token
from lcm.actions.models import Action, ActionChange, ActionState, Item, ItemKind
from lcm.actions.priorities import Priority, origin_id, priorities
from lcm.breakouts.models import Room
from lcm.clock import now, today
from lcm.communities.models import Community
from lcm.db import db
from lcm.errors import NotFound
from lcm.meetings.models import Meeting
from lcm.people.models import Person

UNSETTLED_STATES: Final = (*OPEN_STATES, ActionState.DECLINED)
MOST_WISHES: Final = 60


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as lists show it today, in the zone of its meeting."""

    action: Action
    standing: Standing
    days_late: int
    priority: Priority | None

    @property
    def item(self) -> Item:
        return self.action.item

    @property
    def meeting(self) -> Meeting:
        return self.action.item.meeting

    @property
    def room(self) -> Room | None:
        return self.action.item.room

    @property
    def owner_name(self) -> str:
        """Who has it; "" for nobody."""
        owner = self.action.owner
        return owner.name if owner else self.action.owner_text

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done; given back counts too."""
        return self.action.state in UNSETTLED_STATES

    @property
    def is_unsettled(self) -> bool:
        """Whether the coordinator has to find an owner or a date first."""
        return is_unsettled(self.item)


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Open actions, most often postponed first, and what was done since the meeting before."""

    open: tuple[ActionLine, ...]
    done: tuple[ActionLine, ...]

    def __bool__(self) -> bool:
        return bool(self.open or self.done)


def lines(actions: Sequence[Action]) -> list[ActionLine]:
    """Return a line for each of ``actions``, in their order."""
    found = priorities(action.item for action in actions)
    return [_line(action, found) for action in actions]


def actions_of(meeting: Meeting) -> list[ActionLine]:
    """Return the actions that came from ``meeting`` as written down, with their history."""
    wanted = _actions().where(Item.meeting_id == meeting.id).order_by(Item.id)
    return lines(_all(wanted.options(selectinload(Action.history).joinedload(ActionChange.owner))))


def actions_in(communities: Collection[Community]) -> list[ActionLine]:
    """Return the open actions of ``communities``, most often postponed first, then by date."""
    return lines(_unsettled(communities))


def open_actions(community: Community) -> list[ActionLine]:
    """Return what is open in ``community``, most often postponed first, then by date."""
    return actions_in([community])


def open_action_items(community: Community) -> list[Item]:
    """Return the same actions as they were written down, without how they stand."""
    return [action.item for action in _unsettled([community])]


def actions_done(community: Community, since: datetime, until: datetime) -> list[ActionLine]:
    """Return what became done in ``community`` after ``since``, up to and including ``until``."""
    wanted = _actions().where(
        Meeting.community_id == community.id,
        Action.state == ActionState.DONE,
        Action.state_at > since,
        Action.state_at <= until,
    )
    return lines(_all(wanted.order_by(Action.state_at)))


def carried_over(meeting: Meeting) -> CarryOver:
    """Return what earlier meetings of the community left to ``meeting``; nothing is copied.

    What was done shows once: from the end of the meeting before until this one is closed. A
    meeting without one before it has nothing carried over.
    """
    previous = meeting.previous
    if previous is None:
        return CarryOver((), ())
    done = actions_done(meeting.community, previous.ends_at, meeting.closed_at or now())
    still_open = open_actions(meeting.community)
    return CarryOver(_earlier(still_open, meeting), _earlier(done, meeting))


def wishes_before(meeting: Meeting) -> Sequence[Item]:
    """Return what was wished for in earlier meetings of the community, the newest meeting first.

    What was taken away since is left out, and what became an action.
    """
    return db.session.scalars(
        select(Item)
        .join(Item.meeting)
        .where(Meeting.community_id == meeting.community_id, Meeting.starts_at < meeting.starts_at)
        .where(Item.kind == ItemKind.WISH, Item.hidden_at.is_(None))
        .order_by(Meeting.starts_at.desc(), Item.id)
        .limit(MOST_WISHES)
    ).all()


def actions_owned_by(persons: Collection[Person]) -> Sequence[Action]:
    """Return the open actions of ``persons``, by date; those without one come last."""
    ids = [person.id for person in persons]
    wanted = _actions().where(Action.owner_id.in_(ids), Action.state.in_(OPEN_STATES))
    return _all(wanted.order_by(Action.due_on.is_(None), Action.due_on, Item.id))


def action_link(action: Action) -> str:
    """Return the path of its owner's page."""
    return f"/a/{action_token(action)}"


def action_in(meeting: Meeting, public_id: str) -> Action:
    """Return the action ``public_id`` of ``meeting``; raises NotFound, also for a foreign one."""
    wanted = _actions().where(Item.meeting_id == meeting.id, Item.public_id == public_id)
    action = db.session.scalar(wanted)
    if action is None:
        raise NotFound
    return action


def _unsettled(communities: Collection[Community]) -> Sequence[Action]:
    ids = [community.id for community in communities]
    wanted = _actions().where(Meeting.community_id.in_(ids), Action.state.in_(UNSETTLED_STATES))
    return _all(_by_urgency(wanted))


def _earlier(found: Sequence[ActionLine], meeting: Meeting) -> tuple[ActionLine, ...]:
    return tuple(line for line in found if line.meeting.starts_at < meeting.starts_at)


def _actions() -> Select[Action]:
    return (
        select(Action)
        .join(Action.item)
        .join(Item.meeting)
        .where(Item.hidden_at.is_(None))
        .options(
            contains_eager(Action.item).contains_eager(Item.meeting),
            contains_eager(Action.item).joinedload(Item.room).joinedload(Room.round),
            joinedload(Action.owner),
            joinedload(Action.organisation),
        )
    )


def _by_urgency(wanted: Select[Action]) -> Select[Action]:
    return wanted.order_by(
        Action.postponed_count.desc(), Action.due_on.is_(None), Action.due_on, Item.id
    )


def _all(wanted: Select[Action]) -> Sequence[Action]:
    return db.session.scalars(wanted).unique().all()


def _line(action: Action, found: dict[int, Priority]) -> ActionLine:
    day = today(action.item.meeting.zone)
    option_id = origin_id(action.item)
    return ActionLine(
        action=action,
        standing=standing(action.state, action.due_on, day),
        days_late=days_late(action.due_on, day) if action.state in UNSETTLED_STATES else 0,
        priority=found.get(option_id) if option_id is not None else None,
    )
