"""Dates, times and codes as people read them, in the language of the page."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import dates, numbers
from flask import Flask

from lcm.clock import HOME_ZONE, now
from lcm.i18n import current_locale
from lcm.web.rounding import one_decimal


def prepare(app: Flask) -> None:
    """Register the filters for all templates."""
    app.jinja_env.filters.update(
        clock_time=clock_time,
        day=day,
        decimal=decimal,
        local=local,
        month=month,
        short_day=short_day,
        percentage=percentage,
        span=span,
        tenths=tenths,
    )


def day(value: date | datetime) -> str:
    """'donderdag 3 december' (the year is added when it is not this one's)."""
    pattern = "EEEE d MMMM" if value.year == now().year else "EEEE d MMMM y"
    return _written(value, pattern)


def short_day(value: date | datetime) -> str:
    """'3 december', with the year when it is not this one's."""
    pattern = "d MMMM" if value.year == now().year else "d MMMM y"
    return _written(value, pattern)


def month(value: date | datetime) -> str:
    """'dec' for a date tile."""
    return _written(value, "MMM").rstrip(".")


def clock_time(value: datetime) -> str:
    """'14.00' in Dutch, '14:00' in English; ``value`` is local already."""
    return value.strftime("%H.%M" if current_locale() == "nl" else "%H:%M")


def span(start: datetime, minutes: int) -> str:
    """'14.00–16.10 uur' / '14:00–16:10' for a local start and a length in minutes."""
    text = f"{clock_time(start)}–{clock_time(start + timedelta(minutes=minutes))}"
    return f"{text} uur" if current_locale() == "nl" else text


def decimal(value: Decimal) -> str:
    """'2,4' in Dutch, '2.4' in English: always one decimal."""
    return str(numbers.format_decimal(value, "0.0", locale=current_locale()))


def tenths(value: Fraction) -> str:
    """'2,4' in Dutch, '2.4' in English: an exact figure with one decimal, halves up."""
    return decimal(one_decimal(value))


def percentage(value: Fraction) -> str:
    """'36%': a share in whole percents."""
    share = Decimal(value.numerator) / value.denominator
    return str(numbers.format_percent(share, locale=current_locale()))


def local(value: datetime, zone: str = HOME_ZONE) -> datetime:
    """Return an instant as the local time of ``zone``."""
    return value.astimezone(ZoneInfo(zone))


def _written(value: date | datetime, pattern: str) -> str:
    # Two equal instants of different zones may lie on different days: only the day is a key.
    the_day = value.date() if isinstance(value, datetime) else value
    return _day_words(the_day, pattern, current_locale())


@lru_cache(maxsize=1024)
def _day_words(the_day: date, pattern: str, code: str) -> str:
    return str(dates.format_date(the_day, pattern, locale=code))
