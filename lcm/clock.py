"""The one place that knows what time it is; tests and the demo move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HOME_ZONE = "Europe/Amsterdam"

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


def now() -> datetime:
    """Return this instant as aware UTC, or the instant the clock was set to."""
    return _set_to.get() or datetime.now(UTC)


def today(zone: str = HOME_ZONE) -> date:
    """Return the calendar day people in ``zone`` have now."""
    return now().astimezone(ZoneInfo(zone)).date()


def is_standing_still() -> bool:
    """Say whether the clock was set in this context."""
    return _set_to.get() is not None


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Within the block this context's clock stands still at ``instant`` (aware)."""
    reset = _set_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(reset)
