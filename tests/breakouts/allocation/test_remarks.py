"""What is said of a room that does not meet a rule."""

from hypothesis import given
from hypothesis import strategies as st

from lcm.breakouts.allocation import Attendee, Remark, allocate, remarks
from tests.breakouts.allocation.gatherings import (
    ALL_RULES,
    EXPECTED,
    expert_counts,
    gatherings,
    members,
    only,
    room_counts,
    rules_of_any_kind,
    seeds,
    unhurried,
)


@unhurried
@given(gatherings(), room_counts, rules_of_any_kind, seeds, st.randoms(use_true_random=False))
def test_every_rule_that_is_not_met_is_named_and_none_that_is(
    people, room_count, rules, seed, random
):
    division = allocate(people, room_count, rules, seed=seed)
    moved = by_hand([list(room) for room in division.rooms], random)

    assert division.remarks == remarks(division.rooms, people, rules)
    for rooms in (division.rooms, moved):
        assert set(remarks(rooms, people, rules)) == broken_rules(rooms, people, rules)


def test_a_room_without_a_medical_person_says_that_only_three_came():
    people = [Attendee(f"m{n}", "medical", None, has_lived_experience=False) for n in range(3)]
    people += [Attendee(f"s{n}", "social", None, has_lived_experience=False) for n in range(15)]

    division = allocate(people, 4, ALL_RULES, seed=7)

    without = [
        index for index, room in enumerate(division.rooms) if not set(room) & {"m0", "m1", "m2"}
    ]
    assert division.remarks == (Remark(without[0], "mix_domains", "medical", 3),)


def test_the_only_expert_by_experience_is_named():
    people = [Attendee(f"p{n}", "social", None, has_lived_experience=n == 4) for n in range(9)]

    division = allocate(people, 3, only(protect_experience=True), seed=1)

    alone = [index for index, room in enumerate(division.rooms) if "p4" in room]
    assert division.remarks == (Remark(alone[0], "protect_experience", None, 1),)


def test_three_experts_by_experience_sit_together():
    people = [Attendee(f"p{n}", "social", None, has_lived_experience=n < 3) for n in range(10)]

    division = allocate(people, 3, only(protect_experience=True), seed=1)

    assert sorted(expert_counts(division.rooms, people)) == [0, 0, 3]
    assert division.remarks == ()


def test_an_organisation_larger_than_the_rooms_is_named_in_the_room_where_it_meets_itself():
    people = [Attendee(f"p{n}", "social", "council", has_lived_experience=False) for n in range(3)]
    people += [Attendee(f"q{n}", "social", None, has_lived_experience=False) for n in range(3)]

    division = allocate(people, 2, only(separate_organisations=True), seed=1)

    two = [len({"p0", "p1", "p2"} & set(room)) for room in division.rooms].index(2)
    assert division.remarks == (Remark(two, "separate_organisations", None, 2, "council"),)


def test_who_works_alone_has_no_colleagues():
    people = [Attendee(f"p{n}", None, None, has_lived_experience=False) for n in range(6)]

    assert allocate(people, 2, ALL_RULES, seed=1).remarks == tuple(
        Remark(room, "mix_domains", domain, 0) for room in (0, 1) for domain in EXPECTED
    )


def test_a_room_that_everyone_left_breaks_no_rule():
    people = [Attendee(f"p{n}", "social", None, has_lived_experience=False) for n in range(2)]

    assert remarks(((), ("p0", "p1")), people, ALL_RULES) == (
        Remark(1, "mix_domains", "medical", 0),
    )


def by_hand(rooms, random):
    """Move a few people about, as an organiser might."""
    for _ in range(3):
        source, target = random.choice(rooms), random.choice(rooms)
        if source:
            target.append(source.pop())
    return rooms


def broken_rules(rooms, people, rules):
    """Return the remarks that the rules ask for, written out plainly."""
    broken = set()
    for index, room in enumerate(members(rooms, people)):
        for domain in rules.expected_domains:
            if rules.mix_domains and room and all(p.domain != domain for p in room):
                came = len([p for p in people if p.domain == domain])
                broken.add(Remark(index, "mix_domains", domain, came))
        for person in room:
            colleagues = [p for p in room if p.organisation == person.organisation]
            if rules.separate_organisations and person.organisation and len(colleagues) > 1:
                broken.add(
                    Remark(
                        index,
                        "separate_organisations",
                        None,
                        len(colleagues),
                        person.organisation,
                    )
                )
        if rules.protect_experience and [p.has_lived_experience for p in room].count(True) == 1:
            came = len([p for p in people if p.has_lived_experience])
            broken.add(Remark(index, "protect_experience", None, came))
    return broken
