"""After a commit: tell phones, stage and host of a meeting; asks nothing of the database."""

from lcm.events import ItemsChanged, LiveChanged, StageChanged
from lcm.live.push.station import the_station


def state_changed(fact: LiveChanged) -> None:
    """What phones see changed: a vote's state, or rooms."""
    the_station().tell("state", str(fact.meeting_id))


def items_changed(fact: ItemsChanged) -> None:
    """Something was captured; stage and host look again, phones need not."""
    the_station().tell("wall", str(fact.meeting_id))


def stage_changed(fact: StageChanged) -> None:
    """The host chose what the big screen shows."""
    the_station().tell("wall", str(fact.meeting_id))
