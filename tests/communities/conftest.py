"""A community with everybody in it, and one it must never reach."""

from collections.abc import Callable

import pytest
from flask import Flask

from lcm.communities.drafts import AimDraft, CommunityDraft, PartnerDraft
from lcm.communities.models import Community, Role
from lcm.communities.operations import add_member, make_community
from lcm.db import db
from lcm.people.models import Person
from lcm.people.operations import make_domains, person_for
from tests.conftest import Browser

AIMS = (AimDraft("A", "Bereiken", "Meer vrouwen bereiken"), AimDraft("B", "Korte lijntjes"))
PARTNERS = (
    PartnerDraft("Fiom", "expertisecentrum", "social", "partner", "landelijk"),
    PartnerDraft("GGD Haaglanden", "GGD", "public-health", "partner", "Den Haag"),
)


@pytest.fixture(autouse=True)
def known_domains(app: Flask) -> None:
    make_domains()


@pytest.fixture
def coordinator(app: Flask) -> Person:
    return person_for("Sanne de Wit", "sanne@example.org")


@pytest.fixture
def community(coordinator: Person) -> Community:
    draft = CommunityDraft("Kansrijke Start", "Samen beter.", "Den Haag", "nl", AIMS, PARTNERS)
    return make_community(coordinator, draft)


@pytest.fixture
def member_in(community: Community) -> Callable[[Role], Person]:
    """Makes a person with a role in the community."""

    def make(role: Role) -> Person:
        person = person_for(f"Een {role.value}", f"{role.value}@example.org")
        add_member(community, person, role)
        db.session.flush()
        return person

    return make


@pytest.fixture
def organiser(client: Browser, coordinator: Person, community: Community) -> Browser:
    """The browser of the coordinator of the community."""
    client.sign_in(coordinator)
    return client
