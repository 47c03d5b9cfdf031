"""Six people in two open rooms, and what a page of theirs holds."""

import pytest

from lcm.breakouts.queries import room_link
from tests.gatherings import Gathering, gather


@pytest.fixture
def gathering(app) -> Gathering:
    gathering = gather(6)
    gathering.round()
    return gathering


@pytest.fixture
def path(gathering) -> str:
    """Where the first person's sentences go."""
    place, round_ = gathering.places[0], gathering.room().round
    return f"{room_link(place)}/rounds/{round_.public_id}/items"
