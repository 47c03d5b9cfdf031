"""Rooms and what they said on the big screen."""

import pytest

from lcm.actions import capture
from lcm.actions.capture import ItemDraft
from lcm.actions.captured import wall
from lcm.actions.models import ItemKind
from lcm.live.queries import stage_link
from tests.gatherings import gather


@pytest.fixture
def gathering(app):
    gathering = gather(6)
    gathering.round(room_count=2)
    return gathering


def say(gathering, text):
    draft = ItemDraft(ItemKind.WISH, text, f"said-{text}"[:40])
    place, room = gathering.places[0], gathering.room()
    return capture.add_item(place, gathering.meeting, room, draft)


def test_the_wall_has_every_room_with_what_it_shares_first(client, gathering):
    for number in range(6):
        say(gathering, f"Zin {number}")
    shared = say(gathering, "Dit delen wij echt")
    capture.pin(shared)
    say(gathering, "Als laatste")

    shown = wall(gathering.meeting)
    page = client.get(f"{stage_link(gathering.meeting)}?view=wall")

    part = next(part for part in shown.rooms if part.room == gathering.room())
    assert len(shown.rooms) == 2
    assert part.pinned == shared
    assert part.items[0].text == "Als laatste"
    assert (len(part.items), part.more_count) == (3, 4)
    assert page.text.index("Dit delen wij echt") < page.text.index("Als laatste")


def test_the_wall_shows_one_room_in_full(client, gathering):
    for number in range(7):
        say(gathering, f"Zin {number}")
    number = gathering.room().number

    page = client.get(f"{stage_link(gathering.meeting)}?view=wall&room={number}")

    assert page.status_code == 200
    assert all(f"Zin {count}" in page.text for count in range(7))


def test_the_stage_shows_in_which_room_everybody_is(client, gathering):
    page = client.get(f"{stage_link(gathering.meeting)}?view=rooms")

    assert all(place.name.split()[0] in page.text for place in gathering.places)
    assert "Jansen" not in page.text
