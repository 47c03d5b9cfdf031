"""What actions do when meetings tell what happened."""

from sqlalchemy import select

from lcm.actions.models import Action, Item
from lcm.actions.queries import UNSETTLED_STATES
from lcm.db import db
from lcm.events import MeetingClosed
from lcm.meetings.models import Meeting


def count_postponed(fact: MeetingClosed) -> None:
    """What was due by a next meeting, and is open when that closes, is postponed once more.

    Actions that came up in this very meeting are not counted: it was nobody's next.
    """
    meeting = db.session.get_one(Meeting, fact.meeting_id)
    if meeting.previous_id is None:
        return
    open_ones = db.session.scalars(
        select(Action)
        .join(Action.item)
        .join(Item.meeting)
        .where(Meeting.community_id == meeting.community_id, Meeting.id != meeting.id)
        .where(Action.state.in_(UNSETTLED_STATES), Item.hidden_at.is_(None))
        .where(Action.due_on <= meeting.starts_local.date())
        .with_for_update(of=Action)
    )
    for action in open_ones:
        action.postponed_count += 1
