"""Makes rounds of break-out rooms, opens and closes them; seating is in its own module."""

import secrets
from datetime import timedelta

from sqlalchemy import delete

from lcm.breakouts.allocation import Rules
from lcm.breakouts.attendance import seats
from lcm.breakouts.drafts import RoomDraft, RoundDraft
from lcm.breakouts.models import (
    AnotherRoundOpen,
    BreakoutRound,
    Room,
    RoundNotOpen,
    RoundStarted,
    RoundState,
)
from lcm.breakouts.seating import (
    ask_priorities,
    describe_room,
    fill,
    find_open,
    hold,
    hold_planned,
    make_rooms,
    move,
    seat_latecomer,
    seat_rest,
)
from lcm.clock import now
from lcm.db import db
from lcm.events import RoomsOpened, publish
from lcm.live import operations as live
from lcm.meetings.models import AgendaItem, Meeting

__all__ = ["RoomDraft", "RoundDraft", "close_round", "describe_room", "drop_round", "extend"]
__all__ += ["fill", "make_round", "move", "open_round", "prepare", "seat_latecomer"]

_SEED_LIMIT = 2**62


def make_round(
    meeting: Meeting, agenda_item: AgendaItem | None, draft: RoundDraft
) -> BreakoutRound:
    """Make a planned round, with empty rooms when ``draft`` says how many."""
    round_ = BreakoutRound(
        meeting=meeting,
        agenda_item=agenda_item,
        title=draft.title,
        minutes=draft.minutes,
        mix_domains=draft.rules.mix_domains,
        separate_organisations=draft.rules.separate_organisations,
        protect_experience=draft.rules.protect_experience,
        seed=secrets.randbelow(_SEED_LIMIT),
    )
    db.session.add(round_)
    make_rooms(round_, draft.room_count)
    for room, question in zip(round_.rooms, draft.questions, strict=False):
        describe_room(room, question)
    return round_


def drop_round(round_: BreakoutRound) -> None:
    """Take away a planned round with its rooms; one that people have been in stays."""
    if round_.state == RoundState.PLANNED:
        db.session.execute(delete(BreakoutRound).where(BreakoutRound.id == round_.id))


def prepare(round_: BreakoutRound, rules: Rules, room_count: int) -> None:
    """Give a planned round these switches, 1 or more rooms and a new seed for the next division.

    Rooms that stay keep their title, place and link; those without a title get a winning
    priority of the vote. Raises RoundStarted, RoundOver.
    """
    hold_planned(round_)
    round_.mix_domains = rules.mix_domains
    round_.separate_organisations = rules.separate_organisations
    round_.protect_experience = rules.protect_experience
    round_.seed = (round_.seed + 1) % _SEED_LIMIT
    surplus = [room.id for room in round_.rooms[room_count:]]
    db.session.execute(delete(Room).where(Room.id.in_(surplus)))
    db.session.expire(round_, ["rooms"])
    make_rooms(round_, room_count)
    ask_priorities(round_)


def open_round(round_: BreakoutRound, *, minutes: int | None = None) -> None:
    """Send everyone present to their room for ``minutes`` (default: as planned).

    Rooms that were not filled are filled; who came in since gets a room as a latecomer does. A
    closed round may be opened again. Publishes RoomsOpened; raises RoundStarted,
    AnotherRoundOpen and NobodyPresent.
    """
    db.session.get_one(Meeting, round_.meeting_id, with_for_update=True)
    hold(round_)
    if round_.state == RoundState.OPEN:
        raise RoundStarted
    if find_open(round_.meeting_id) is not None:
        raise AnotherRoundOpen
    if not seats(round_):
        fill(round_)
    seat_rest(round_)
    if round_.state == RoundState.PLANNED:
        ask_priorities(round_)
    round_.state, round_.closed_at = RoundState.OPEN, None
    round_.opened_at = now()
    round_.ends_at = now() + timedelta(minutes=minutes or round_.planned_minutes)
    db.session.flush()
    publish(RoomsOpened(round_.id))
    live.touch(round_.meeting_id)


def extend(round_: BreakoutRound, minutes: int) -> None:
    """Move the end of an open round on, counted from now if it has passed. Raises RoundNotOpen."""
    _hold_open(round_)
    round_.ends_at = max(round_.ends_at or now(), now()) + timedelta(minutes=minutes)
    live.touch(round_.meeting_id)


def close_round(round_: BreakoutRound) -> None:
    """Call everyone back to the plenary; texts on their way still count. Raises RoundNotOpen."""
    _hold_open(round_)
    round_.state, round_.closed_at = RoundState.CLOSED, now()
    db.session.flush()
    live.touch(round_.meeting_id)


def _hold_open(round_: BreakoutRound) -> None:
    hold(round_)
    if round_.state != RoundState.OPEN:
        raise RoundNotOpen
