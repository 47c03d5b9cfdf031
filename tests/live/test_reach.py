"""Who would be counted with whom, in words, before a vote is opened."""

import pytest
from sqlalchemy import select

from lcm.clock import now
from lcm.db import db
from lcm.i18n import force_locale
from lcm.live.editor.reach import likely_groups
from lcm.people.models import Domain
from lcm.registration.models import Place
from tests.factories import make_person, make_place


@pytest.fixture
def come(poll):
    """Let as many people of each domain say that they are there."""

    def came(**counts):
        for slug, count in counts.items():
            domain = db.session.scalar(select(Domain).where(Domain.slug == slug))
            for number in range(count):
                make_place(poll.meeting, f"Gast {number}", domain=domain)
        db.session.flush()

    return came


def sentences(poll):
    with force_locale("en"):
        return likely_groups(poll).sentences()


def test_small_domains_count_together_and_the_page_says_so(poll, come):
    come(medical=6, social=4, municipality=2)

    assert sentences(poll) == [
        "Social and municipality count together: fewer than 5.",
        "Medical counts on its own.",
    ]


def test_a_host_who_chose_reads_their_own_choice(poll, come):
    come(medical=6, social=6, municipality=2)
    poll.joined = {"municipality": "medical"}

    assert sentences(poll) == [
        "Medical and municipality count together: you chose so.",
        "Social counts on its own.",
    ]


def test_a_choice_that_is_still_too_small_grows_further(poll, come):
    come(medical=6, social=1, municipality=2)
    poll.joined = {"municipality": "social"}

    reach = likely_groups(poll)

    assert reach.is_one_group
    assert len(reach.groups[0]) == 3


def test_who_did_not_state_a_domain_is_named(poll, come):
    come(medical=6, nowhere=3, social=3)

    assert "Social and domain not stated count together: fewer than 5." in sentences(poll)


def test_those_registered_stand_in_until_somebody_is_there(poll):
    medical = db.session.scalar(select(Domain).where(Domain.slug == "medical"))
    for _number in range(5):
        make_place(poll.meeting, "Nog thuis", domain=medical, person=make_person())
    for place in db.session.scalars(select(Place)):
        place.present_at = None
    db.session.flush()

    before = likely_groups(poll)
    db.session.scalars(select(Place)).first().present_at = now()
    after = likely_groups(poll)

    assert (before.is_present, before.count_of(medical)) == (False, 5)
    assert (after.is_present, after.count_of(medical)) == (True, 1)
    assert after.is_small(medical)
    assert not before.is_small(medical)


def test_nobody_expected_gives_no_groups(poll):
    reach = likely_groups(poll)

    assert not reach.counts
    assert reach.sentences() == []
