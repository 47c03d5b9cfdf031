"""The page of a community: what it wants, who takes part, and its sessions."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from lcm.clock import now
from lcm.communities.drafts import PartnerDraft
from lcm.communities.models import Role
from lcm.communities.operations import add_member, add_partner
from lcm.db import db
from lcm.meetings.models import MeetingState
from lcm.people.operations import person_for
from tests.factories import make_meeting


def test_the_page_tells_purpose_aims_and_which_domains_are_missing(organiser, community):
    page = organiser.get(f"/c/{community.slug}").text

    assert "Samen beter." in page
    assert "Korte lijntjes" in page
    assert "GGD Haaglanden" in page
    assert page.count("nog niemand") + page.count("nobody yet") == 4


def test_sessions_stand_in_order_and_apart(organiser, community):
    for days, title in ((30, "Later"), (2, "Binnenkort"), (-3, "Geweest")):
        make_meeting(community, starts_at=now() + timedelta(days=days)).title = title
    cancelled = make_meeting(
        community, starts_at=now() + timedelta(days=1), state=MeetingState.CANCELLED
    )
    cancelled.title = "Afgelast"

    page = organiser.get(f"/c/{community.slug}").text

    order = [page.index(title) for title in ("Binnenkort", "Later", "Afgelast", "Geweest")]
    assert order == sorted(order)


def test_a_draft_is_for_those_who_plan(organiser, client, community, member_in):
    make_meeting(
        community, starts_at=now() + timedelta(days=9), state=MeetingState.DRAFT
    ).title = "Nog in de maak"
    for_leaders = organiser.get(f"/c/{community.slug}").text

    client.sign_in(member_in(Role.MEMBER))
    for_members = client.get(f"/c/{community.slug}").text

    assert "Nog in de maak" in for_leaders
    assert "Nog in de maak" not in for_members
    assert "/edit" not in for_members


def test_a_role_that_was_taken_away_opens_nothing_any_more(organiser, client, community, member_in):
    facilitator = member_in(Role.FACILITATOR)
    organiser.post(f"/c/{community.slug}/members/{facilitator.public_id}/remove")
    client.sign_in(facilitator)

    answer = client.get(f"/c/{community.slug}")

    assert answer.status_code == 404


@pytest.mark.parametrize("page", ["", "/partners", "/members"])
def test_more_rows_take_no_more_questions_to_the_database(organiser, community, page):
    def grow(numbers):
        for number in numbers:
            person = person_for(f"Lid {number}", f"lid{number}@example.org")
            add_member(community, person, Role.MEMBER)
            add_partner(community, PartnerDraft(f"Partner {number}", "", "medical"))
            make_meeting(community, starts_at=now() + timedelta(days=number))
        db.session.commit()

    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    path = f"/c/{community.slug}{page}"
    grow([1])
    organiser.get(path)
    statements.clear()
    organiser.get(path)
    with_one = len(statements)
    grow([2, 3])
    path = f"/c/{community.slug}{page}"
    db.session.commit()
    statements.clear()

    organiser.get(path)

    assert len(statements) == with_one
