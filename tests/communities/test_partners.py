"""Partners are pasted, given a domain and a role, and taken out again."""

import pytest
from sqlalchemy import func, select

from lcm.communities.models import Partner
from lcm.db import db
from lcm.people.models import Organisation


def partner_named(name):
    return db.session.scalars(
        select(Partner).join(Partner.organisation).where(Organisation.name == name)
    ).one()


def path_of(community, partner):
    return f"/c/{community.slug}/partners/{partner.organisation.public_id}"


def test_pasted_partners_are_added_once(organiser, community):
    lines = "Siriz; hulp; sociaal; partner\nfiom\nLUMC"

    answers = [
        organiser.post(f"/c/{community.slug}/partners", data={"partners": lines}) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert sorted(partner.organisation.name for partner in community.partners) == [
        "Fiom",
        "GGD Haaglanden",
        "LUMC",
        "Siriz",
    ]
    assert partner_named("Fiom").domain.slug == "social"
    assert partner_named("LUMC").domain is None


def test_a_line_that_is_not_understood_adds_no_partner_at_all(organiser, community):
    lines = "Siriz\nLUMC; centrum; wetenschappelijk"

    answer = organiser.post(f"/c/{community.slug}/partners", data={"partners": lines})

    assert answer.status_code == 422
    assert "LUMC; centrum; wetenschappelijk" in answer.text
    assert len(community.partners) == 2


def test_domain_and_role_of_a_partner_change(organiser, community):
    fiom = partner_named("Fiom")
    key = fiom.organisation.public_id

    answer = organiser.post(
        path_of(community, fiom), data={f"{key}-domain": "research", f"{key}-role": "penvoerder"}
    )

    assert answer.status_code == 303
    assert (fiom.domain.slug, fiom.role) == ("research", "penvoerder")


def test_a_domain_may_be_left_open(organiser, community):
    fiom = partner_named("Fiom")

    organiser.post(path_of(community, fiom), data={f"{fiom.organisation.public_id}-domain": ""})

    assert fiom.domain is None
    assert "Fiom" in organiser.get(f"/c/{community.slug}/partners").text


@pytest.mark.parametrize(
    ("field", "text"), [("role", "x" * 61), ("domain", "no-such-domain"), ("domain", "<script>")]
)
def test_what_cannot_be_is_refused_and_kept_on_the_page(organiser, community, field, text):
    fiom = partner_named("Fiom")
    key = fiom.organisation.public_id
    fields = {f"{key}-domain": "social", f"{key}-role": "partner"} | {f"{key}-{field}": text}

    answer = organiser.post(path_of(community, fiom), data=fields)

    assert answer.status_code == 422
    assert "<details open>" in answer.text
    assert "<script>" not in answer.text
    assert (fiom.domain.slug, fiom.role) == ("social", "partner")
    assert field != "role" or text in answer.text


def test_a_partner_taken_out_leaves_the_organisation_to_others(organiser, community):
    answer = organiser.post(path_of(community, partner_named("Fiom")) + "/remove")

    assert answer.status_code == 303
    assert [one.organisation.name for one in community.partners] == ["GGD Haaglanden"]
    assert db.session.scalar(select(func.count(Organisation.id))) == 2


def test_taking_out_twice_finds_nothing_the_second_time(organiser, community):
    path = path_of(community, partner_named("Fiom")) + "/remove"
    organiser.post(path)

    answer = organiser.post(path)

    assert answer.status_code == 404
