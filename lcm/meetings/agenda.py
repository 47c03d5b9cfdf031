"""Changes the blocks of a meeting's programme, which keep their clock times by themselves."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from lcm.clock import now
from lcm.db import db
from lcm.events import AgendaBlockAdded, AgendaBlockRemoved, publish
from lcm.meetings.models import AgendaItem, BlockKind, Meeting, MeetingState
from lcm.meetings.programmes import BlockDraft
from lcm.meetings.running import total_minutes

EMPTY_MINUTES: Final = 60


def add_block(meeting: Meeting, draft: BlockDraft) -> AgendaItem:
    """Put a block at the end of the programme; publishes AgendaBlockAdded. Raises MeetingOver."""
    meeting.require_changeable()
    item = _made(meeting, draft, len(meeting.agenda))
    _settle(meeting, [*meeting.agenda])
    publish(AgendaBlockAdded(item.id))
    return item


def change_block(item: AgendaItem, draft: BlockDraft) -> None:
    """Give a block the title, length, leader and kind of ``draft``. Raises MeetingOver.

    Polls and rooms belong to a block as it was, so another kind gives the place in the programme
    to a new block.
    """
    meeting = item.meeting
    meeting.require_changeable()
    if draft.kind == item.kind:
        _write(item, draft)
        _settle(meeting, [*meeting.agenda])
        return
    fresh = _made(meeting, draft, item.position)
    order = [fresh if one is item else one for one in meeting.agenda if one is not fresh]
    _delete(item)
    _settle(meeting, order)
    publish(AgendaBlockAdded(fresh.id))


def move_block(item: AgendaItem, step: int) -> None:
    """Move a block ``step`` places down (negative: up), at most to an end. Raises MeetingOver."""
    meeting = item.meeting
    meeting.require_changeable()
    order = [one for one in meeting.agenda if one is not item]
    order.insert(min(max(item.position + step, 0), len(order)), item)
    _settle(meeting, order)


def remove_block(item: AgendaItem) -> None:
    """Take a block out of the programme; publishes AgendaBlockRemoved. Raises MeetingOver."""
    meeting = item.meeting
    meeting.require_changeable()
    order = [one for one in meeting.agenda if one is not item]
    _delete(item)
    _settle(meeting, order)


def replace_agenda(meeting: Meeting, blocks: Sequence[BlockDraft]) -> None:
    """Make ``blocks`` the whole programme. Raises MeetingOver.

    In their order, blocks of the same kind keep their rows, so that a poll stays with its block.
    Publishes AgendaBlockAdded per new block and AgendaBlockRemoved per one that goes.
    """
    meeting.require_changeable()
    spare: dict[BlockKind, list[AgendaItem]] = defaultdict(list)
    for item in meeting.agenda:
        spare[item.kind].append(item)
    order, added = [], []
    for position, draft in enumerate(blocks):
        if spare[draft.kind]:
            item = spare[draft.kind].pop(0)
            _write(item, draft)
        else:
            item = _made(meeting, draft, position)
            added.append(item)
        order.append(item)
    for left in [one for items in spare.values() for one in items]:
        _delete(left)
    _settle(meeting, order)
    for item in added:
        publish(AgendaBlockAdded(item.id))


def programme_minutes(meeting: Meeting) -> int:
    """Return how long the blocks take together; an hour as long as there are none."""
    return total_minutes([item.minutes for item in meeting.agenda]) or EMPTY_MINUTES


def _made(meeting: Meeting, draft: BlockDraft, position: int) -> AgendaItem:
    item = AgendaItem(position=position)
    _write(item, draft)
    meeting.agenda.append(item)
    return item


def _write(item: AgendaItem, draft: BlockDraft) -> None:
    item.kind, item.title = draft.kind, draft.title
    item.minutes, item.leader = draft.minutes, draft.leader


def _delete(item: AgendaItem) -> None:
    publish(AgendaBlockRemoved(item.id))
    db.session.delete(item)


def _settle(meeting: Meeting, order: Sequence[AgendaItem]) -> None:
    """Number the blocks; as long as nobody was told an end, the meeting lasts as they do."""
    for position, item in enumerate(order):
        item.position = position
    meeting.changed_at = now()
    db.session.flush()
    db.session.expire(meeting, ["agenda"])
    if meeting.state == MeetingState.DRAFT:
        meeting.minutes = programme_minutes(meeting)
        db.session.flush()
