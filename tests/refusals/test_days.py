"""Days and times at the ends of the calendar, where clocks have no instant in UTC."""

from itertools import product

import pytest

from tests.refusals.sending import form_on

DAYS = ("0001-01-01", "1900-01-01", "2037-03-29", "2199-01-01", "9999-12-31")
TIMES = ("00:00", "02:30", "14:00", "23:59")


@pytest.mark.parametrize("page", ["coming/edit", "draft/edit", "community/meetings/new/network"])
def test_a_session_on_a_day_that_cannot_be_is_refused(world, page):
    organiser = world.organiser()
    name, _slash, rest = page.partition("/")
    form = form_on(organiser.read(f"{world.paths[name]}/{rest}").page, "day")

    answers = {
        (day, time): organiser.send(form, title="Bijeenkomst", day=day, time=time)
        for day, time in product(DAYS, TIMES)
    }

    assert {when: one.status for when, one in answers.items() if one.status != 422} == {}
    assert "This moment is past." in answers["0001-01-01", "00:00"].page.text
    assert "This day is too far away." in answers["9999-12-31", "23:59"].page.text
