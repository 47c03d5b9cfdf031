"""How everyone present is divided over the rooms."""

import time
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lcm.breakouts.allocation import Attendee, allocate, room_count_for
from tests.breakouts.allocation.gatherings import (
    ALL_RULES,
    DOMAINS,
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
@given(gatherings(), room_counts, rules_of_any_kind, seeds)
def test_everyone_is_in_one_room_and_sizes_differ_by_at_most_one(people, room_count, rules, seed):
    rooms = allocate(people, room_count, rules, seed=seed).rooms

    sizes = [len(room) for room in rooms]
    assert len(rooms) == room_count
    assert sorted(id_ for room in rooms for id_ in room) == sorted(p.id for p in people)
    assert max(sizes) - min(sizes) <= 1


@unhurried
@given(gatherings(), room_counts, rules_of_any_kind, seeds, st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_rooms(people, room_count, rules, seed, random):
    shuffled = list(people)
    random.shuffle(shuffled)

    first = allocate(people, room_count, rules, seed=seed)
    again = allocate(shuffled, room_count, rules, seed=seed)

    assert allocate(people, room_count, rules, seed=seed) == first
    assert [set(room) for room in again.rooms] == [set(room) for room in first.rooms]


@unhurried
@given(gatherings(), room_counts, st.booleans(), seeds)
def test_mixing_spreads_every_domain_evenly(people, room_count, apart, seed):
    rooms = allocate(
        people, room_count, only(mix_domains=True, separate_organisations=apart), seed=seed
    ).rooms

    for domain in DOMAINS:
        counts = [[p.domain for p in room].count(domain) for room in members(rooms, people)]
        assert max(counts) - min(counts) <= 1


@unhurried
@given(gatherings(), room_counts, rules_of_any_kind, seeds)
def test_nobody_is_alone_as_expert_by_experience(people, room_count, rules, seed):
    assume(rules.protect_experience)
    expert_count = sum(person.has_lived_experience for person in people)
    assume(expert_count != 1 and len(people) >= 3 * room_count)

    rooms = allocate(people, room_count, rules, seed=seed).rooms

    assert 1 not in expert_counts(rooms, people)


@unhurried
@given(gatherings(), room_counts, seeds)
def test_experts_by_experience_are_in_as_many_rooms_as_pairs_allow(people, room_count, seed):
    assume(len(people) >= 3 * room_count)

    rooms = allocate(people, room_count, only(protect_experience=True), seed=seed).rooms

    counts = expert_counts(rooms, people)
    expected = max(min(sum(counts) // 2, room_count), min(sum(counts), 1))
    assert sum(count > 0 for count in counts) == expected


@unhurried
@given(gatherings(max_size=24), st.integers(1, 6), rules_of_any_kind, seeds)
def test_no_swap_of_two_people_comes_closer_to_the_rules(people, room_count, rules, seed):
    rooms = allocate(people, room_count, rules, seed=seed).rooms

    distance = distance_from_rules(rooms, people, rules)
    assert all(
        distance_from_rules(swapped, people, rules) >= distance
        for swapped in after_each_swap(rooms)
    )


@unhurried
@given(st.integers(0, 500), st.integers(3, 12))
def test_rooms_are_neither_too_large_nor_under_three_people(people_count, size):
    room_count = room_count_for(people_count, size=size)

    assert room_count >= 1
    assert room_count == 1 or people_count // room_count >= 3
    largest = -(-people_count // room_count)
    assert largest <= size or people_count // (room_count + 1) < 3


@pytest.mark.parametrize(
    ("people_count", "room_count"),
    [(0, 1), (2, 1), (6, 1), (7, 2), (12, 2), (13, 3), (26, 5), (60, 10)],
)
def test_rooms_are_about_six_people(people_count, room_count):
    assert room_count_for(people_count) == room_count


def test_sixty_people_of_eighteen_organisations_are_mixed_without_a_remark():
    kinds = ["medical"] * 24 + ["social"] * 20 + ["public"] * 10 + ["lived"] * 6
    people = [
        Attendee(f"p{n}", domain, None if domain == "lived" else f"o{n % 18}", domain == "lived")
        for n, domain in enumerate(kinds)
    ]

    for seed in range(20):
        division = allocate(people, 10, ALL_RULES, seed=seed)

        assert division.remarks == ()
        assert sorted(expert_counts(division.rooms, people)) == [0] * 7 + [2] * 3


def test_experts_who_sit_together_leave_a_place_for_each_expected_domain():
    kinds = [("medical", True)] * 3 + [("medical", False)]
    kinds += [("social", False)] * 2 + [("public", False)] * 2
    people = [Attendee(f"p{n}", kind[0], None, kind[1]) for n, kind in enumerate(kinds)]

    found = {allocate(people, 2, ALL_RULES, seed=seed).remarks for seed in range(30)}

    assert found == {()}


def test_no_room_is_always_the_larger_or_the_one_with_the_experts():
    people = [Attendee(f"p{n}", "social", None, has_lived_experience=n < 2) for n in range(10)]

    divisions = [allocate(people, 3, ALL_RULES, seed=seed).rooms for seed in range(60)]

    assert {expert_counts(rooms, people).index(2) for rooms in divisions} == {0, 1, 2}
    assert {[len(room) for room in rooms].index(4) for rooms in divisions} == {0, 1, 2}


def test_another_seed_mixes_anew():
    people = [Attendee(f"p{n}", "social", None, has_lived_experience=False) for n in range(12)]

    divisions = {allocate(people, 3, ALL_RULES, seed=seed).rooms for seed in range(10)}

    assert len(divisions) == 10


def test_two_hundred_people_are_divided_well_within_a_second():
    people = [
        Attendee(f"p{n}", DOMAINS[n % 4], f"o{n % 25}", has_lived_experience=n < 15)
        for n in range(200)
    ]

    started = time.process_time()
    division = allocate(people, 33, ALL_RULES, seed=1)

    assert time.process_time() - started < 0.8
    assert division.remarks == ()


def distance_from_rules(rooms, people, rules):
    """Return how far rooms are from the rules, strongest rule first, written out plainly."""
    seated = members(rooms, people)
    alone = expert_counts(rooms, people).count(1)
    lacking = sum(
        domain not in {person.domain for person in room}
        for room in seated
        for domain in rules.expected_domains
    )
    unevenness = sum(
        count**2 for room in seated for count in Counter(p.domain for p in room).values()
    )
    pairs = sum(
        first.organisation is not None and first.organisation == second.organisation
        for room in seated
        for first, second in combinations(room, 2)
    )
    return (
        alone if rules.protect_experience else 0,
        lacking if rules.mix_domains else 0,
        unevenness if rules.mix_domains else 0,
        pairs if rules.separate_organisations else 0,
    )


def after_each_swap(rooms):
    for a, b in combinations(range(len(rooms)), 2):
        for i in range(len(rooms[a])):
            for j in range(len(rooms[b])):
                swapped = [list(room) for room in rooms]
                swapped[a][i], swapped[b][j] = swapped[b][j], swapped[a][i]
                yield swapped
