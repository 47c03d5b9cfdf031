"""A community with its leader, on a morning that stands still."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask

from lcm import clock
from lcm.communities.models import Community
from lcm.meetings.models import Meeting, MeetingKind
from lcm.meetings.operations import MeetingDraft, plan_meeting
from lcm.people.models import Person
from lcm.people.operations import make_domains
from tests.conftest import Browser
from tests.factories import make_community, make_person

MORNING = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
IN_TWO_WEEKS = datetime(2026, 12, 3, 14, 0)


@pytest.fixture(autouse=True)
def morning() -> Iterator[datetime]:
    with clock.set_to(MORNING):
        yield MORNING


@pytest.fixture
def sanne(app: Flask) -> Person:
    make_domains()
    return make_person("Sanne de Wit")


@pytest.fixture
def community(sanne: Person) -> Community:
    return make_community(leader=sanne)


@pytest.fixture
def meeting(community: Community) -> Meeting:
    """A kick-off in two weeks, still a draft."""
    return plan_meeting(community, draft())


@pytest.fixture
def organiser(client: Browser, sanne: Person) -> Browser:
    """The browser of the community's leader."""
    client.sign_in(sanne)
    return client


def draft(**changes):
    values = {
        "kind": MeetingKind.KICK_OFF,
        "title": "Kick-off samenwerking",
        "starts_local": IN_TWO_WEEKS,
        "place": "Stadhuis, zaal B2",
    }
    return MeetingDraft(**{**values, **changes})


def filled_in(**changes):
    """What the form of a meeting sends."""
    values = {
        "title": "Kick-off samenwerking",
        "day": "2026-12-03",
        "time": "14:00",
        "place": "Stadhuis, zaal B2",
        "locale": "nl",
    }
    return {**values, **changes}
