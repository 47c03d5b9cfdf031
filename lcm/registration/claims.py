"""Until when somebody may take the seat they are offered: long enough for who works in care."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DAY_BEGINS: Final = time(8)
DAY_ENDS: Final = time(20)
MORNING: Final = time(10)
SHORTEST: Final = timedelta(hours=2)
_SUNDAY: Final = 6


def claim_until(
    offered_at: datetime, *, hours: int, latest: datetime, zone: str
) -> datetime | None:
    """Give until when an offer made at ``offered_at`` stands; None when there is no time for one.

    That is ``hours`` later, but never after ``latest``, between 20:00 and 08:00, or on a Sunday by
    the clock of ``zone``: it moves on to ten in the morning of the next day that is not a Sunday,
    or back to eight in the evening when that would be too late. Instants are aware, in and out.
    """
    local = ZoneInfo(zone)
    until = min(offered_at + timedelta(hours=hours), latest).astimezone(local)
    if not _is_good(until):
        later = _next_morning(until)
        until = later if later <= latest else _evening_before(until)
    return until if until - offered_at >= SHORTEST else None


def _is_good(moment: datetime) -> bool:
    is_by_day = DAY_BEGINS <= moment.time() <= DAY_ENDS
    return is_by_day and moment.weekday() != _SUNDAY


def _next_morning(moment: datetime) -> datetime:
    """Return ten o'clock of the first day that is not a Sunday, at or after ``moment``."""
    morning = _at(moment, MORNING)
    while morning < moment or morning.weekday() == _SUNDAY:
        morning = _at(morning + timedelta(days=1), MORNING)
    return morning


def _evening_before(moment: datetime) -> datetime:
    """Return eight in the evening of the last day that is not a Sunday, at or before ``moment``."""
    evening = _at(moment, DAY_ENDS)
    while evening > moment or evening.weekday() == _SUNDAY:
        evening = _at(evening - timedelta(days=1), DAY_ENDS)
    return evening


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, tzinfo=day.tzinfo)
