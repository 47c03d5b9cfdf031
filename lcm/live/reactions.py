"""What live voting does when meetings tell what happened to them."""

from lcm.db import db
from lcm.events import (
    AgendaBlockAdded,
    AgendaBlockRemoved,
    MeetingCancelled,
    MeetingChanged,
    MeetingClosed,
    MeetingPublished,
    PlacePresent,
    StageChanged,
    publish,
)
from lcm.live import operations, queries
from lcm.live.editor import drafting
from lcm.live.models import RoundState
from lcm.meetings.models import AgendaItem, BlockKind, Meeting
from lcm.registration.models import Place


def give_code(fact: MeetingPublished) -> None:
    """A published meeting has a join code."""
    operations.make_live(db.session.get_one(Meeting, fact.meeting_id))


def move_term(fact: MeetingChanged) -> None:
    """The term of a join code follows the meeting's time."""
    meeting = db.session.get_one(Meeting, fact.meeting_id)
    if queries.find_live(meeting) is not None:
        operations.make_live(meeting)


def prepare_vote(fact: AgendaBlockAdded) -> None:
    """A vote block brings a poll over the community's aims."""
    block = db.session.get_one(AgendaItem, fact.agenda_item_id)
    if block.kind == BlockKind.VOTE:
        drafting.prepare_poll(block)


def drop_vote(fact: AgendaBlockRemoved) -> None:
    """A vote block that goes takes its polls along, except those that were opened already."""
    block = db.session.get_one(AgendaItem, fact.agenda_item_id)
    for poll in queries.polls_of_block(block):
        if not drafting.is_locked(poll):
            drafting.drop(poll)


def show_presence(fact: PlacePresent) -> None:
    """Host and stage see who came."""
    publish(StageChanged(db.session.get_one(Place, fact.place_id).meeting_id))


def close_votes(fact: MeetingClosed | MeetingCancelled) -> None:
    """A meeting that is closed or cancelled takes no more ballots."""
    meeting = db.session.get_one(Meeting, fact.meeting_id)
    for poll in queries.polls_of(meeting):
        for round_ in poll.rounds:
            if round_.state == RoundState.OPEN:
                operations.close_round(round_)
