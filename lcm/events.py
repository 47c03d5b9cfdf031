"""Facts that travel upward between the packages, and publish()."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lcm import db


@dataclass(frozen=True)
class MeetingPublished:
    meeting_id: int


@dataclass(frozen=True)
class MeetingChanged:
    """Title, time, place or link of an announced meeting changed.

    ``is_moved`` when calendars must take a new time or venue; ``was`` holds the old values of
    what changed, as JSON, by the name of the column.
    """

    meeting_id: int
    is_moved: bool
    was: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SeatsChanged:
    """A meeting has more or fewer seats than before."""

    meeting_id: int


@dataclass(frozen=True)
class MeetingCancelled:
    meeting_id: int


@dataclass(frozen=True)
class MeetingClosed:
    meeting_id: int


@dataclass(frozen=True)
class AgendaBlockAdded:
    """A block of the programme was made; its package above prepares what the block needs."""

    agenda_item_id: int


@dataclass(frozen=True)
class AgendaBlockRemoved:
    """A block is about to leave the programme; it is still there while this is told."""

    agenda_item_id: int


@dataclass(frozen=True)
class SuccessorPlanned:
    """``meeting_id`` is the next meeting of ``previous_id``."""

    meeting_id: int
    previous_id: int


@dataclass(frozen=True)
class LiveChanged:
    """What phones, stage and host see in a meeting changed: poll state, rooms or presence."""

    meeting_id: int


@dataclass(frozen=True)
class StageChanged:
    """The host chose what the big screen shows; phones stay as they are."""

    meeting_id: int


@dataclass(frozen=True)
class RehearsalBegan:
    """A round that never counts is open; made-up phones may come."""

    round_id: int


@dataclass(frozen=True)
class RehearsalWiped:
    """A rehearsal and all that came of it is gone."""

    round_id: int


@dataclass(frozen=True)
class RoomsOpened:
    round_id: int


@dataclass(frozen=True)
class PlacePresent:
    """A person said "Ik ben er" (first time, or again after having left)."""

    place_id: int


@dataclass(frozen=True)
class ItemsChanged:
    """Something was captured, changed or hidden in a meeting's rooms or plenary."""

    meeting_id: int


Handler = Callable[[Any], None]
_within: dict[type, tuple[Handler, ...]] = {}
_after: dict[type, tuple[Handler, ...]] = {}


def subscribe(
    within: dict[type, tuple[Handler, ...]], after: dict[type, tuple[Handler, ...]]
) -> None:
    """Set the two tables: handlers in the same transaction in order, and after its commit."""
    _within.clear()
    _within.update(within)
    _after.clear()
    _after.update(after)


def publish(fact: object) -> None:
    """Tell those who listen: now, in this transaction, and once it is committed."""
    for handler in _within.get(type(fact), ()):
        handler(fact)
    for handler in _after.get(type(fact), ()):
        db.after_commit(_call(handler, fact))


def _call(handler: Handler, fact: object) -> Callable[[], None]:
    return lambda: handler(fact)
