"""The whole chain from an empty installation, as a leader and two phones live it."""

import pytest

from tests.e2e.conftest import LAPTOP, PHONE, STAGE
from tests.e2e.journey import after, before, live
from tests.e2e.journey.story import ACTION, WISH, Story
from tests.e2e.people import Leader, Phone, Reader
from tests.e2e.records import Records
from tests.e2e.site import Site


@pytest.fixture
def site(tmp_path):
    """An empty installation; it outlives the browsers, which ask it until they are closed."""
    empty = Site(tmp_path, has_demo=False)
    empty.start()
    yield empty
    empty.stop()


@pytest.fixture
def story(site, new_page):
    phones = [Phone(new_page(PHONE), site) for _ in range(3)]
    leader = Leader(new_page(LAPTOP), site)
    return Story(site, Records(site), leader, *phones, Reader(new_page(STAGE), site))


def test_the_chain_holds_from_an_empty_installation_to_the_next_session(story):
    before.found_and_plan(story)
    before.invite_and_register(story)
    before.gather(story)
    live.vote(story)
    live.reveal(story)
    live.talk_in_a_room(story)
    after.settle_the_harvest(story)
    after.close_and_sum_up(story)
    after.take_up_the_action(story)
    after.plan_the_next(story)

    story.leader.open_tab("report")
    story.leader.reads("Verslag", "Hulp op maat", WISH, ACTION)
    assert story.records.rows("SELECT DISTINCT state FROM outbox_mail") == [("accepted",)]
