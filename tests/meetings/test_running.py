"""The clock: running times of a programme, and local time on both sides of a clock change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lcm.meetings.running import (
    UnknownZone,
    current_block,
    is_nonexistent,
    local_time,
    minutes_left,
    running_times,
    total_minutes,
    utc_instant,
)

at = datetime.fromisoformat
HOME = "Europe/Amsterdam"
TWO_O_CLOCK = at("2026-03-12T13:00Z")
moments = st.datetimes(at("1990-01-01"), at("2090-01-01"))
zones = st.sampled_from([HOME, "UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"])
programmes = st.lists(st.integers(0, 240), max_size=12)


def test_every_block_starts_where_the_one_before_it_ends() -> None:
    times = running_times(at("2026-03-12T14:00"), [15, 45, 0, 30])

    assert [f"{start:%H:%M}-{end:%H:%M}" for start, end in times] == [
        "14:00-14:15",
        "14:15-15:00",
        "15:00-15:00",
        "15:00-15:30",
    ]
    assert running_times(at("2026-03-12T14:00"), []) == ()


@given(moments, programmes)
def test_running_times_are_gapless_and_add_up(starts: datetime, minutes: list[int]) -> None:
    times = running_times(starts, minutes)

    assert [end - start for start, end in times] == [timedelta(minutes=each) for each in minutes]
    assert [start for start, _ in times[1:]] == [end for _, end in times[:-1]]
    if times:
        assert times[0][0] == starts
        assert times[-1][1] == starts + timedelta(minutes=total_minutes(minutes))


@given(moments, programmes)
def test_moving_blocks_around_never_moves_the_end(starts: datetime, minutes: list[int]) -> None:
    assume(minutes)
    turned = minutes[::-1]

    assert running_times(starts, turned)[-1][1] == running_times(starts, minutes)[-1][1]


@pytest.mark.parametrize(
    ("clock", "block", "left"),
    [
        ("12:59:59", None, None),
        ("13:00", 0, 15),
        ("13:00:01", 0, 15),
        ("13:14:59", 0, 1),
        ("13:15", 1, 45),
        ("13:30:30", 1, 30),
        ("14:00", 3, 30),
        ("14:30", None, None),
    ],
)
def test_the_running_block_and_what_is_left_of_it(
    clock: str, block: int | None, left: int | None
) -> None:
    now = at(f"2026-03-12T{clock}Z")

    assert current_block(TWO_O_CLOCK, [15, 45, 0, 30], now) == block
    assert minutes_left(TWO_O_CLOCK, [15, 45, 0, 30], now) == left


@given(programmes, st.integers(-60, 1500))
def test_the_running_block_is_the_one_whose_times_hold_now(minutes: list[int], later: int) -> None:
    now = TWO_O_CLOCK + timedelta(minutes=later)
    times = running_times(TWO_O_CLOCK, minutes)

    block = current_block(TWO_O_CLOCK, minutes, now)

    holding = [index for index, (start, end) in enumerate(times) if start <= now < end]
    assert holding == ([] if block is None else [block])
    expected = None if block is None else (times[block][1] - now) // timedelta(minutes=1)
    assert minutes_left(TWO_O_CLOCK, minutes, now) == expected


def test_a_block_of_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="less than 0"):
        running_times(TWO_O_CLOCK, [15, -5])


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        ("2026-03-28T14:00", "2026-03-28T13:00Z"),
        ("2026-03-29T14:00", "2026-03-29T12:00Z"),
        ("2026-10-24T14:00", "2026-10-24T12:00Z"),
        ("2026-10-25T14:00", "2026-10-25T13:00Z"),
        ("2026-03-29T01:59", "2026-03-29T00:59Z"),
        ("2026-03-29T02:30", "2026-03-29T01:30Z"),
        ("2026-03-29T03:00", "2026-03-29T01:00Z"),
        ("2026-10-25T02:30", "2026-10-25T00:30Z"),
        ("2026-10-25T03:00", "2026-10-25T02:00Z"),
    ],
)
def test_local_times_around_the_clock_changes(local: str, instant: str) -> None:
    assert utc_instant(at(local), HOME) == at(instant)


def test_a_skipped_time_moves_forward_and_a_double_one_is_the_first() -> None:
    skipped, double = at("2026-03-29T02:30"), at("2026-10-25T02:30")

    assert local_time(utc_instant(skipped, HOME), HOME) == at("2026-03-29T03:30")
    assert is_nonexistent(skipped, HOME)
    assert not is_nonexistent(double, HOME)
    assert utc_instant(double.replace(fold=1), HOME) == utc_instant(double, HOME)
    assert local_time(at("2026-10-25T01:30Z"), HOME) == double


@given(moments, zones)
def test_a_local_time_that_exists_survives_the_way_there_and_back(
    local: datetime, zone: str
) -> None:
    instant = utc_instant(local, zone)
    back = local_time(instant, zone)

    assert instant.tzinfo == UTC
    assert (back > local) if is_nonexistent(local, zone) else (back == local)


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "Europe", "../etc/passwd", "/etc/localtime", "a\0", "x" * 9999]
)
def test_a_name_that_is_no_zone_is_refused(zone: str) -> None:
    with pytest.raises(UnknownZone):
        utc_instant(at("2026-03-12T14:00"), zone)
