"""Both clock changes: two o'clock stays two o'clock, whoever reads the file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import recurring_ical_events
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from lcm.calendar.ics import invite, publication
from tests.calendar.checker import assert_calendar_file
from tests.calendar.samples import AMSTERDAM, FATIMA, MEETING, NOW, local


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (local("2026-03-28"), 13),
        (local("2026-03-29"), 12),
        (local("2026-10-24"), 12),
        (local("2026-10-25"), 13),
        (local("2027-03-27"), 13),
        (local("2027-03-28"), 12),
    ],
)
def test_two_o_clock_is_two_o_clock_on_both_sides_of_a_clock_change(
    day: datetime, utc_hour: int
) -> None:
    starts = day.replace(hour=14)
    meeting = replace(MEETING, starts_local=starts, ends_local=starts + timedelta(hours=2))

    raw = invite(meeting, FATIMA, NOW)

    assert_calendar_file(raw)
    (found,) = recurring_ical_events.of(Calendar.from_ical(raw)).at(day.date())
    seen_by_vobject = vobject.readOne(raw.decode()).vevent.dtstart.value
    for seen in (found["DTSTART"].dt, seen_by_vobject):
        assert seen.replace(tzinfo=None) == starts
        assert seen.astimezone(UTC) == day.replace(hour=utc_hour, tzinfo=UTC)


@given(st.datetimes(local("1997-01-01"), local("2099-01-01")))
def test_our_two_rules_are_the_clocks_of_amsterdam(moment: datetime) -> None:
    (zone,) = Calendar.from_ical(publication(MEETING, NOW)).walk("VTIMEZONE")
    ours, real = moment.replace(tzinfo=zone.to_tz()), moment.replace(tzinfo=AMSTERDAM)

    is_certain = real.utcoffset() == real.replace(fold=1).utcoffset()

    assert not is_certain or ours.utcoffset() == real.utcoffset()
