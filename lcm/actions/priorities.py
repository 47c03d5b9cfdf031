"""Which priority of a vote an action came from, by the room it was thought of in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lcm.actions.models import Item
from lcm.communities.models import Community
from lcm.db import db
from lcm.live.choices import OPTION_KINDS
from lcm.live.models import Option, Poll, PollRound, RoundState, Tally
from lcm.live.outcome.run_offs import winners_of
from lcm.live.results import kept_result
from lcm.meetings.models import Meeting

ORIGIN = "option"


@dataclass(frozen=True, slots=True)
class Priority:
    """An option of a vote; ``place`` is where it ended in the deciding ranking, None before."""

    option_id: int
    letter: str
    label: str
    place: int | None


@dataclass(frozen=True, slots=True)
class MeetingPriorities:
    """What one vote of a meeting chose, best first."""

    poll: Poll
    priorities: tuple[Priority, ...]

    @property
    def meeting(self) -> Meeting:
        return self.poll.meeting


def origin_id(item: Item) -> int | None:
    """Return the id of the option that the question of the item's room came from, if any."""
    room = item.room
    return room.origin_id if room is not None and room.origin_kind == ORIGIN else None


def priorities(items: Iterable[Item]) -> dict[int, Priority]:
    """Return by option id the priorities that ``items`` came from, in two statements for all."""
    wanted = {found for item in items if (found := origin_id(item)) is not None}
    options = db.session.scalars(select(Option).where(Option.id.in_(wanted))).all()
    places = _places({option.poll_id for option in options})
    return {
        option.id: Priority(option.id, option.letter, option.label, places.get(option.public_id))
        for option in options
    }


def chosen_last(community_ids: Collection[int]) -> dict[int, list[Priority]]:
    """Return by community the winning options of the vote revealed last there, best first.

    A community that has revealed no vote is left out.
    """
    last = {community_id: (round_, kept) for community_id, round_, kept in _revealed(community_ids)}
    return {community_id: _chosen(*shown) for community_id, shown in last.items()}


def chosen_in(community: Community) -> list[MeetingPriorities]:
    """Return what every vote of ``community`` chose, the vote revealed last first.

    Of a vote that was held again the last result counts; one that chose nothing is left out.
    """
    last: dict[Poll, tuple[PollRound, dict[str, Any]]] = {}
    for _community_id, round_, kept in _revealed([community.id]):
        last.pop(round_.poll, None)
        last[round_.poll] = (round_, kept)
    found = [MeetingPriorities(poll, tuple(_chosen(*shown))) for poll, shown in last.items()]
    return [one for one in reversed(found) if one.priorities]


def _revealed(community_ids: Collection[int]) -> Sequence[Any]:
    """Return (community id, round, frozen result) of all votes that end in places, oldest first.

    A run-off is no vote of its own: it settles the one before it.
    """
    return db.session.execute(
        select(Meeting.community_id, PollRound, Tally.result)
        .join(Poll, Poll.meeting_id == Meeting.id)
        .join(PollRound, PollRound.poll_id == Poll.id)
        .join(Tally, Tally.round_id == PollRound.id)
        .where(Meeting.community_id.in_(community_ids), PollRound.state == RoundState.REVEALED)
        .where(Poll.kind.in_(OPTION_KINDS), Poll.run_off_of_id.is_(None))
        .where(~PollRound.is_rehearsal)
        .order_by(PollRound.revealed_at, PollRound.id)
        .options(selectinload(PollRound.poll).selectinload(Poll.options))
    ).all()


def _chosen(round_: PollRound, kept: dict[str, Any]) -> list[Priority]:
    counted = kept_result(kept)
    return [
        Priority(option.id, option.letter, option.label, counted.places[option.public_id])
        for option in winners_of(round_, counted)
    ]


def _places(poll_ids: set[int]) -> dict[str, int]:
    """Return by public id of an option its place in its poll's result revealed last."""
    results = db.session.scalars(
        select(Tally.result)
        .join(PollRound, PollRound.id == Tally.round_id)
        .where(PollRound.poll_id.in_(poll_ids), PollRound.state == RoundState.REVEALED)
        .where(~PollRound.is_rehearsal)
        .order_by(PollRound.revealed_at)
    )
    return {option: place for kept in results for option, place in kept_result(kept).places.items()}
