"""A session with somebody who was there and somebody who was not."""

import pytest

from tests.factories import (
    make_person,
    make_place,
)


@pytest.fixture
def path(meeting):
    return f"/m/{meeting.slug}/summary"


@pytest.fixture
def joost(meeting):
    """Somebody who registered and did not come."""
    person = make_person("Joost Verhoeven", "joost@example.org")
    make_place(meeting, "Joost", person=person).present_at = None
    return person


@pytest.fixture
def present(meeting, fatima):
    """Fatima's place: she was there."""
    return make_place(meeting, fatima.name, person=fatima)
