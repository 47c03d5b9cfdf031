"""Until when an offer stands: by day, on a weekday, and always in time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.registration.claims import SHORTEST, claim_until

HOME = "Europe/Amsterdam"
FAR = datetime(2026, 12, 31, 12, tzinfo=UTC)
moments = st.datetimes(
    datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(ZoneInfo("UTC"))
)


def local(*parts):
    return datetime(*parts, tzinfo=ZoneInfo(HOME))


@pytest.mark.parametrize(
    ("offered", "until"),
    [
        (local(2026, 11, 18, 11), local(2026, 11, 19, 11)),
        (local(2026, 11, 18, 20), local(2026, 11, 19, 20)),
        (local(2026, 11, 18, 21), local(2026, 11, 20, 10)),
        (local(2026, 11, 18, 3), local(2026, 11, 19, 10)),
        (local(2026, 11, 21, 11), local(2026, 11, 23, 10)),
        (local(2026, 11, 20, 22), local(2026, 11, 23, 10)),
    ],
    ids=["by day", "in the evening", "at night", "before dawn", "saturday", "friday night"],
)
def test_a_day_later_but_never_at_night_or_on_a_sunday(offered, until):
    assert claim_until(offered, hours=24, latest=FAR, zone=HOME) == until


def test_near_the_session_it_ends_sooner():
    offered, latest = local(2026, 11, 18, 11), local(2026, 11, 18, 23)

    assert claim_until(offered, hours=24, latest=latest, zone=HOME) == local(2026, 11, 18, 20)


def test_without_time_to_answer_there_is_no_offer():
    offered = local(2026, 11, 18, 21)

    assert claim_until(offered, hours=24, latest=local(2026, 11, 19, 7), zone=HOME) is None
    assert claim_until(offered, hours=24, latest=local(2026, 11, 18, 22), zone=HOME) is None
    assert claim_until(offered, hours=24, latest=local(2026, 11, 1, 12), zone=HOME) is None


@given(moments, st.integers(2, 168), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_every_offer_ends_by_day_and_in_time(offered, hours, left):
    until = claim_until(offered, hours=hours, latest=offered + left, zone=HOME)

    if until is not None:
        assert time(8) <= until.time() <= time(20)
        assert until.weekday() != 6
        assert offered + SHORTEST <= until <= offered + left
