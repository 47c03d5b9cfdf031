"""Dates are written in the language of the page, for the place they are read for."""

from datetime import UTC, datetime

import pytest

from lcm import clock
from lcm.i18n import force_locale
from lcm.web.filters import day, local, month, short_day

LATE = datetime(2031, 3, 4, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("nl", ("woensdag 5 maart 2031", "5 maart 2031", "mrt")),
        ("en", ("Wednesday 5 March 2031", "5 March 2031", "Mar")),
    ],
)
def test_a_day_is_written_in_the_language_in_force(app, code, words):
    at_home = local(LATE)

    with force_locale(code):
        written = day(at_home), short_day(at_home), month(at_home)

    assert written == words


def test_one_instant_is_two_days_in_two_zones(app):
    with force_locale("en"):
        written = [short_day(local(LATE, zone)) for zone in ("Europe/Amsterdam", "Europe/London")]

    assert local(LATE, "Europe/London") == local(LATE, "Europe/Amsterdam")
    assert written == ["5 March 2031", "4 March 2031"]


def test_the_year_is_written_only_when_it_is_another(app):
    with force_locale("en"):
        with clock.set_to(LATE):
            this_year = short_day(LATE)
        with clock.set_to(LATE.replace(year=2032)):
            last_year = short_day(LATE)

    assert (this_year, last_year) == ("4 March", "4 March 2031")
