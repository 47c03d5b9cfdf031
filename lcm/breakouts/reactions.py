"""What the rooms do when meetings and registrations tell what happened."""

from sqlalchemy import select

from lcm.breakouts import operations, seating
from lcm.breakouts.drafts import RoundDraft
from lcm.breakouts.models import BreakoutRound
from lcm.db import db
from lcm.events import AgendaBlockAdded, AgendaBlockRemoved, MeetingClosed, PlacePresent
from lcm.meetings.models import AgendaItem, BlockKind
from lcm.registration.models import Place


def prepare_rooms(fact: AgendaBlockAdded) -> None:
    """A break-out block brings a round of rooms."""
    block = db.session.get_one(AgendaItem, fact.agenda_item_id)
    if block.kind == BlockKind.BREAKOUT:
        operations.make_round(block.meeting, block, RoundDraft(block.title, block.minutes))


def drop_rooms(fact: AgendaBlockRemoved) -> None:
    """A round that nobody has been in leaves with its block."""
    for round_ in db.session.scalars(
        select(BreakoutRound).where(BreakoutRound.agenda_item_id == fact.agenda_item_id)
    ).all():
        operations.drop_round(round_)


def seat_present(fact: PlacePresent) -> None:
    """Who comes in while rooms are open has a room at once."""
    operations.seat_latecomer(db.session.get_one(Place, fact.place_id))


def close_rooms(fact: MeetingClosed) -> None:
    """A closed meeting has no open rooms."""
    round_ = seating.find_open(fact.meeting_id)
    if round_ is not None:
        operations.close_round(round_)
