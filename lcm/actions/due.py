"""When an action is late, due soon or worth a reminder, in whole local days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

LEAD: Final = timedelta(days=7)

OPEN_STATES: Final = frozenset({"proposed", "accepted", "busy"})


class Standing(StrEnum):
    """The column of the follow-up board that an action belongs in."""

    LATE = "late"
    DUE_SOON = "due_soon"
    OPEN = "open"
    BUSY = "busy"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Timing:
    """What of an action decides about reminding its owner; dates are local days.

    ``made_on`` is the day the present owner got it, ``reminded_on`` the day of the last reminder
    to that owner (None: never), ``due_on`` None when no date was agreed.
    """

    state: str
    due_on: date | None
    made_on: date
    reminded_on: date | None = None


def standing(state: str, due_on: date | None, today: date) -> Standing:
    """Give the one column for an action in ``state`` with ``due_on`` (None: no date).

    While it is open, late goes before everything, waiting for acceptance before due soon (today
    up to and including 7 days ahead), due soon before busy. Raises ValueError on another state.
    """
    if state not in OPEN_STATES:
        return _CLOSED[state] if state in _CLOSED else _refuse(state)
    if days_late(due_on, today):
        return Standing.LATE
    if state == "proposed":
        return Standing.WAITING
    if due_on is not None and due_on - today <= LEAD:
        return Standing.DUE_SOON
    return Standing.BUSY if state == "busy" else Standing.OPEN


def days_late(due_on: date | None, today: date) -> int:
    """Give the whole days since ``due_on``; 0 on the day itself, before it and without a date."""
    return 0 if due_on is None else max(0, (today - due_on).days)


def reminder_day(due_on: date, made_on: date | None = None) -> date | None:
    """Give the day on which the owner is reminded once before ``due_on``.

    That is 7 days before. An action made on that day or later (``made_on``) is reminded of the
    next day; None when that would be after the due date.
    """
    planned = due_on - LEAD
    if made_on is None or made_on < planned:
        return planned
    next_morning = made_on + timedelta(days=1)
    return next_morning if next_morning <= due_on else None


def needs_reminder(timing: Timing, today: date) -> bool:
    """Say whether the owner is to be reminded of this action ``today``.

    True from the reminder day up to and including the due date, so that a missed run is made up
    for, until ``reminded_on`` says it was done; a date moved further away earns a new reminder.
    False for whatever is not open or has no date.
    """
    if timing.state not in OPEN_STATES or timing.due_on is None:
        return False
    day = reminder_day(timing.due_on, timing.made_on)
    if day is None or not day <= today <= timing.due_on:
        return False
    return timing.reminded_on is None or timing.reminded_on < day


_CLOSED: Final = {
    "done": Standing.DONE,
    "dropped": Standing.DROPPED,
    "declined": Standing.DECLINED,
}


def _refuse(state: str) -> Standing:
    raise ValueError(f"no such state of an action: {state}")
