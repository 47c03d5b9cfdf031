"""Which priority of a vote an action came from, by the room it was thought of in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from lcm.actions.models import Item
from lcm.db import db
from lcm.live.choices import OPTION_KINDS
from lcm.live.models import Option, Poll, PollRound, RoundState, Tally
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
    revealed = db.session.execute(
        select(Meeting.community_id, PollRound.poll_id, Tally.result)
        .join(Poll, Poll.meeting_id == Meeting.id)
        .join(PollRound, PollRound.poll_id == Poll.id)
        .join(Tally, Tally.round_id == PollRound.id)
        .where(Meeting.community_id.in_(community_ids), PollRound.state == RoundState.REVEALED)
        .where(Poll.kind.in_(OPTION_KINDS), ~PollRound.is_rehearsal)
        .order_by(PollRound.revealed_at)
    ).all()
    last = {community_id: (poll_id, result) for community_id, poll_id, result in revealed}
    polls = {poll_id for poll_id, _result in last.values()}
    results = {community_id: kept_result(kept) for community_id, (_, kept) in last.items()}
    options = {
        option.public_id: option
        for option in db.session.scalars(select(Option).where(Option.poll_id.in_(polls)))
    }
    return {
        community_id: [
            Priority(option.id, option.letter, option.label, counted.places[option.public_id])
            for option in (options[option_id] for option_id in counted.winner_ids)
        ]
        for community_id, counted in results.items()
    }


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
