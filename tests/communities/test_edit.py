"""A community's words and aims can be changed; an aim stays the same one by its letter."""

import pytest
from sqlalchemy import select

from lcm.communities.models import Goal
from lcm.db import db

FIELDS = {"name": "Kansrijke Start", "purpose": "Samen beter.", "locale": "nl"}


def change(organiser, community, **fields):
    return organiser.post(f"/c/{community.slug}/edit", data=FIELDS | fields)


def aims_of(community):
    return [(goal.letter, goal.label, goal.text) for goal in community.goals]


def test_the_page_shows_the_aims_as_lines_that_read_back_unchanged(organiser, community):
    page = organiser.get(f"/c/{community.slug}/edit").text
    lines = page.split('name="aims"')[1].split(">", 1)[1].split("</textarea>")[0].strip()
    before = aims_of(community)

    answer = change(organiser, community, aims=lines)

    assert "B; Korte lijntjes;" in page
    assert answer.status_code == 303
    assert aims_of(community) == before


def test_words_change_and_the_address_stays(organiser, community):
    slug = community.slug

    change(organiser, community, name="Stevige Start", locale="en", aims="A; Reach\nB; Lines")

    assert (community.slug, community.name, community.locale) == (slug, "Stevige Start", "en")


def test_an_aim_with_its_letter_is_the_same_aim(organiser, community):
    ids = {goal.letter: goal.public_id for goal in community.goals}

    change(organiser, community, aims="B; Korte lijnen; Snel\nA; Bereiken\nNieuw doel")

    assert aims_of(community) == [
        ("B", "Korte lijnen", "Snel"),
        ("A", "Bereiken", ""),
        ("C", "Nieuw doel", ""),
    ]
    assert {goal.letter: goal.public_id for goal in community.goals[:2]} == ids


def test_an_aim_taken_out_is_kept_for_what_came_from_it(organiser, community):
    was = community.goals[0].public_id

    change(organiser, community, aims="B; Korte lijntjes\nNieuw doel")
    letters_after = [goal.letter for goal in community.goals]
    kept = db.session.scalars(select(Goal).where(Goal.public_id == was)).one()
    is_retired = kept.retired_at is not None
    change(organiser, community, aims="A; Bereiken\nB; Korte lijntjes")

    assert letters_after == ["B", "C"]
    assert is_retired
    assert community.goals[0].public_id == was


@pytest.mark.parametrize("aims", ["A; Een\nA; Twee", f"A; {'x' * 81}; zin", "C;"])
def test_lines_that_are_not_understood_change_nothing(organiser, community, aims):
    before = aims_of(community)

    answer = change(organiser, community, name="Anders", aims=aims)

    assert answer.status_code == 422
    assert aims_of(community) == before
    assert community.name == "Kansrijke Start"
    assert aims in answer.text
