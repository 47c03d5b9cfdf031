"""The whole chain from an empty installation, as a leader and two phones live it."""

import pytest

from tests.e2e.conftest import LAPTOP, PHONE, STAGE
from tests.e2e.journey import after, before, live
from tests.e2e.journey.story import ACTION, WISH, Story
from tests.e2e.people import Leader, Phone, Reader
from tests.e2e.records import Records
from tests.e2e.site import Site


@pytest.fixture
def story(tmp_path, new_page):
    site = Site(tmp_path, has_demo=False)
    site.start()
    phones = [Phone(new_page(PHONE), site) for _ in range(3)]
    yield Story(
        site,
        Records(site),
        Leader(new_page(LAPTOP), site),
        *phones,
        Reader(new_page(STAGE), site),
    )
    site.stop()


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
