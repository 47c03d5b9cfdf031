"""Due dates: the columns of the board, and reminders that come once, in time or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.actions.due import (
    LEAD,
    OPEN_STATES,
    Standing,
    Timing,
    days_late,
    needs_reminder,
    reminder_day,
    standing,
)

day = date.fromisoformat
TODAY = day("2026-03-12")
days = st.dates(day("2020-01-01"), day("2040-01-01"))
spans = st.integers(-30, 60).map(timedelta)
states = st.sampled_from(["proposed", "accepted", "busy", "done", "dropped", "declined"])


@pytest.mark.parametrize(
    ("state", "due_in_days", "expected"),
    [
        ("accepted", -1, Standing.LATE),
        ("busy", -40, Standing.LATE),
        ("proposed", -1, Standing.LATE),
        ("accepted", 0, Standing.DUE_SOON),
        ("busy", 7, Standing.DUE_SOON),
        ("accepted", 8, Standing.OPEN),
        ("busy", 8, Standing.BUSY),
        ("proposed", 0, Standing.WAITING),
        ("accepted", None, Standing.OPEN),
        ("busy", None, Standing.BUSY),
        ("proposed", None, Standing.WAITING),
        ("done", -1, Standing.DONE),
        ("dropped", -1, Standing.DROPPED),
        ("declined", 3, Standing.DECLINED),
    ],
)
def test_an_action_stands_in_one_column(
    state: str, due_in_days: int | None, expected: Standing
) -> None:
    due_on = None if due_in_days is None else TODAY + timedelta(days=due_in_days)

    assert standing(state, due_on, TODAY) is expected


def test_a_state_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="lost"):
        standing("lost", None, TODAY)


@given(states, days, days)
def test_late_on_the_board_is_late_in_days(state: str, due_on: date, today: date) -> None:
    is_late = state in OPEN_STATES and days_late(due_on, today) > 0

    assert (standing(state, due_on, today) is Standing.LATE) == is_late


@pytest.mark.parametrize(
    ("due_on", "late"), [(None, 0), ("2026-03-13", 0), ("2026-03-12", 0), ("2026-03-10", 2)]
)
def test_days_late_are_counted_from_the_day_after(due_on: str | None, late: int) -> None:
    assert days_late(day(due_on) if due_on else None, TODAY) == late


@pytest.mark.parametrize(
    ("made_on", "expected"),
    [
        (None, "2026-03-13"),
        ("2026-03-01", "2026-03-13"),
        ("2026-03-12", "2026-03-13"),
        ("2026-03-13", "2026-03-14"),
        ("2026-03-18", "2026-03-19"),
        ("2026-03-19", "2026-03-20"),
        ("2026-03-20", None),
        ("2026-03-25", None),
    ],
)
def test_a_reminder_comes_a_week_ahead_or_the_next_morning(
    made_on: str | None, expected: str | None
) -> None:
    found = reminder_day(day("2026-03-20"), day(made_on) if made_on else None)

    assert found == (day(expected) if expected else None)


@given(days, spans)
def test_a_reminder_never_comes_after_the_due_date_or_at_once(
    due_on: date, span: timedelta
) -> None:
    made_on = due_on - span
    found = reminder_day(due_on, made_on)

    assert found is None or made_on < found <= due_on
    assert (found is None) == (made_on >= due_on)


@given(states, days, spans, st.integers(1, 5))
def test_a_daily_run_reminds_exactly_once(
    state: str, due_on: date, span: timedelta, every: int
) -> None:
    timing = Timing(state=state, due_on=due_on, made_on=due_on - span)
    reminded: list[date] = []

    for later in range(0, 80, every):
        today = timing.made_on + timedelta(days=later)
        last = reminded[-1] if reminded else None
        if needs_reminder(Timing(state, due_on, timing.made_on, last), today):
            reminded.append(today)

    is_open = state in OPEN_STATES
    assert len(reminded) <= is_open
    assert len(reminded) == 1 or not is_open or span < timedelta(days=every)
    assert all(timing.made_on < one <= due_on for one in reminded)


def test_a_missed_run_is_made_up_for_until_the_due_date() -> None:
    timing = Timing("accepted", due_on=day("2026-03-20"), made_on=day("2026-03-01"))

    asked = [needs_reminder(timing, day(f"2026-03-{number}")) for number in (12, 13, 16, 20, 21)]

    assert asked == [False, True, True, True, False]


def test_a_date_moved_further_away_earns_a_new_reminder() -> None:
    reminded_on = day("2026-03-13")
    moved = Timing("busy", day("2026-04-20"), day("2026-03-01"), reminded_on)

    assert not needs_reminder(moved, day("2026-04-12"))
    assert needs_reminder(moved, moved.due_on - LEAD if moved.due_on else TODAY)


@given(st.sampled_from(["done", "dropped", "declined"]), days, days, days)
def test_what_is_closed_stays_silent(state: str, due_on: date, made_on: date, today: date) -> None:
    assert not needs_reminder(Timing(state, due_on, made_on), today)


@given(st.sampled_from(sorted(OPEN_STATES)), days, days)
def test_what_has_no_date_stays_silent(state: str, made_on: date, today: date) -> None:
    assert not needs_reminder(Timing(state, None, made_on), today)
