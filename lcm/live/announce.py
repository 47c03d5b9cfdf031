"""After a commit: tell phones, stage and host of a meeting; asks nothing of the database."""

from flask import current_app

from lcm.events import ItemsChanged, LiveChanged, StageChanged
from lcm.live.station import Station


def state_changed(fact: LiveChanged) -> None:
    """What phones see changed: a vote's state, or rooms."""
    changed(fact.meeting_id)


def items_changed(fact: ItemsChanged) -> None:
    """Something was captured; stage and host look again, phones need not."""
    station = _the_station()
    code = station.snapshots.forget(fact.meeting_id)
    if code is not None:
        station.hub.wall_changed(code)


def stage_changed(fact: StageChanged) -> None:
    """The host chose what the big screen shows."""
    items_changed(ItemsChanged(fact.meeting_id))


def changed(meeting_id: int) -> None:
    """Push the committed state of the meeting; nothing happens while nobody looks at it."""
    station = _the_station()
    code = station.snapshots.forget(meeting_id)
    if code is not None:
        station.hub.changed(code)


def _the_station() -> Station:
    station: Station = current_app.extensions["station"]
    return station
