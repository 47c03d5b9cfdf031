"""What became of the priorities that communities chose: actions counted by their state."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lcm.actions.models import Action, ActionState, Item
from lcm.actions.priorities import ORIGIN, Priority, chosen_in, chosen_last
from lcm.breakouts.models import Room
from lcm.communities.models import Community
from lcm.db import db
from lcm.live.models import Poll
from lcm.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of a priority: its actions that are done, busy, otherwise open, or dropped."""

    priority: Priority
    done_count: int
    busy_count: int
    open_count: int
    dropped_count: int

    @property
    def all_count(self) -> int:
        """How many actions came of it; those that were dropped are left out."""
        return self.done_count + self.busy_count + self.open_count

    @property
    def done_share(self) -> float:
        """The done part of all, 0 to 1; 0 when there are none."""
        return self.done_count / max(1, self.all_count)

    @property
    def busy_share(self) -> float:
        """The busy part of all, 0 to 1; 0 when there are none."""
        return self.busy_count / max(1, self.all_count)


@dataclass(frozen=True, slots=True)
class CommunityProgress:
    """The priorities a community chose last, best first."""

    community: Community
    priorities: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class VoteProgress:
    """What became of the priorities that one vote chose, best first."""

    poll: Poll
    priorities: tuple[Progress, ...]

    @property
    def meeting(self) -> Meeting:
        return self.poll.meeting


def progress(communities: Sequence[Community]) -> Iterator[CommunityProgress]:
    """Yield what became of the priorities chosen last, for communities that chose any."""
    chosen = chosen_last([community.id for community in communities])
    counts = _state_counts(one.option_id for found in chosen.values() for one in found)
    for community in communities:
        if community.id in chosen:
            lines = tuple(_progress_of(one, counts) for one in chosen[community.id])
            yield CommunityProgress(community, lines)


def priority_history(community: Community) -> list[VoteProgress]:
    """Return what every vote of ``community`` chose and what became of it, the last vote first."""
    chosen = chosen_in(community)
    counts = _state_counts(one.option_id for vote in chosen for one in vote.priorities)
    return [
        VoteProgress(vote.poll, tuple(_progress_of(one, counts) for one in vote.priorities))
        for vote in chosen
    ]


def _progress_of(priority: Priority, counts: Counter[tuple[int, ActionState]]) -> Progress:
    by_state = {state: counts[priority.option_id, state] for state in ActionState}
    done, busy = by_state[ActionState.DONE], by_state[ActionState.BUSY]
    dropped = by_state[ActionState.DROPPED]
    open_states = (ActionState.PROPOSED, ActionState.ACCEPTED, ActionState.DECLINED)
    left = sum(by_state[state] for state in open_states)
    return Progress(priority, done, busy, left, dropped)


def _state_counts(option_ids: Iterable[int]) -> Counter[tuple[int, ActionState]]:
    rows = db.session.execute(
        select(Room.origin_id, Action.state, func.count())
        .join(Item, Item.room_id == Room.id)
        .join(Action, Action.item_id == Item.id)
        .where(Room.origin_kind == ORIGIN, Room.origin_id.in_(list(option_ids)))
        .where(Item.hidden_at.is_(None))
        .group_by(Room.origin_id, Action.state)
    )
    return Counter({(option_id, state): count for option_id, state, count in rows if option_id})
