"""Clock arithmetic of a meeting: zones, instants and the agenda's running times."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class UnknownZone(ValueError):
    """The name is no time zone that lcm can use."""


def running_times(
    starts_local: datetime, minutes: Sequence[int]
) -> tuple[tuple[datetime, datetime], ...]:
    """Give each block's (start, end) as naive local clock times.

    The first block starts at ``starts_local`` and every other where the one before it ends, so
    moving a block moves the rest. ``minutes`` are whole and not negative. The clock is taken to
    run on evenly: no meeting is held across the night of a clock change.
    """
    edges = [starts_local + offset for offset in _edges(minutes)]
    return tuple(pairwise(edges))


def total_minutes(minutes: Sequence[int]) -> int:
    """Give the length of the whole agenda in minutes; 0 when it is empty."""
    return sum(minutes)


def current_block(starts_at: datetime, minutes: Sequence[int], now: datetime) -> int | None:
    """Give the index of the block that is running at ``now``.

    Both instants are aware. A block runs from its start up to but not including its end, so a
    block of 0 minutes never runs. None before the first block, after the last, or without any.
    """
    elapsed = now - starts_at
    for index, (start, end) in enumerate(pairwise(_edges(minutes))):
        if start <= elapsed < end:
            return index
    return None


def minutes_left(starts_at: datetime, minutes: Sequence[int], now: datetime) -> int | None:
    """Give the minutes until the running block ends, rounded up, so at least 1.

    None exactly when ``current_block`` is None.
    """
    index = current_block(starts_at, minutes, now)
    if index is None:
        return None
    left = starts_at + _edges(minutes)[index + 1] - now
    return -(-left // timedelta(minutes=1))


def utc_instant(local: datetime, zone: str) -> datetime:
    """Give the aware UTC instant of the naive clock time ``local`` in ``zone``.

    A time skipped in spring is moved forward by the gap; a time that comes twice in autumn means
    the first (RFC 5545, 3.3.5). Raises UnknownZone.
    """
    return local.replace(tzinfo=_zone(zone), fold=0).astimezone(UTC)


def local_time(instant: datetime, zone: str) -> datetime:
    """Give the naive clock time in ``zone`` at the aware ``instant``. Raises UnknownZone."""
    return instant.astimezone(_zone(zone)).replace(tzinfo=None, fold=0)


def is_nonexistent(local: datetime, zone: str) -> bool:
    """Say whether the clocks of ``zone`` skip the naive time ``local``. Raises UnknownZone."""
    return local_time(utc_instant(local, zone), zone) != local


def _edges(minutes: Sequence[int]) -> list[timedelta]:
    if any(length < 0 for length in minutes):
        raise ValueError("a block cannot last less than 0 minutes")
    return [timedelta(minutes=total) for total in accumulate(minutes, initial=0)]


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    # A folder's name ("Europe") and a name that is too long raise OSError, "../x" ValueError.
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(name) from error
