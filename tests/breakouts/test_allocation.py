import time
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lcm.breakouts.allocation import (
    Attendee,
    Remark,
    Rules,
    allocate,
    place_latecomer,
    remarks,
    room_count_for,
)

DOMAINS = ("medical", "social", "public", "lived", None)
EXPECTED = ("medical", "social")
ALL_RULES = Rules(
    mix_domains=True,
    separate_organisations=True,
    protect_experience=True,
    expected_domains=EXPECTED,
)

rules_of_any_kind = st.builds(
    Rules,
    mix_domains=st.booleans(),
    separate_organisations=st.booleans(),
    protect_experience=st.booleans(),
    expected_domains=st.just(EXPECTED),
)
room_counts = st.integers(1, 12)
seeds = st.integers(0, 2**32)
unhurried = settings(deadline=None)


@st.composite
def gatherings(draw, max_size=60):
    """People of uneven domains, some from one organisation, a few experts by experience."""
    size = draw(st.integers(0, max_size))
    kinds = st.tuples(
        st.sampled_from(DOMAINS),
        st.sampled_from(("hospital", "council", "school", None)) | st.integers(0, 40).map(str),
        st.integers(0, 4).map(lambda number: number == 0),
    )
    drawn = draw(st.lists(kinds, min_size=size, max_size=size))
    return [Attendee(f"p{number}", *kind) for number, kind in enumerate(drawn)]


def only(**on):
    switches = ("mix_domains", "separate_organisations", "protect_experience")
    chosen = {switch: on.get(switch, False) for switch in switches}
    return Rules(**chosen, expected_domains=on.get("expected_domains", EXPECTED))


def members(rooms, people):
    by_id = {person.id: person for person in people}
    return [[by_id[id_] for id_ in room] for room in rooms]


def expert_counts(rooms, people):
    return [sum(person.has_lived_experience for person in room) for room in members(rooms, people)]


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
@given(gatherings(), room_counts, rules_of_any_kind, seeds, st.randoms(use_true_random=False))
def test_every_rule_that_is_not_met_is_named_and_none_that_is(
    people, room_count, rules, seed, random
):
    division = allocate(people, room_count, rules, seed=seed)
    moved = by_hand([list(room) for room in division.rooms], random)

    assert division.remarks == remarks(division.rooms, people, rules)
    for rooms in (division.rooms, moved):
        assert set(remarks(rooms, people, rules)) == broken_rules(rooms, people, rules)


@unhurried
@given(gatherings(max_size=40), room_counts, rules_of_any_kind, seeds, gatherings(max_size=12))
def test_latecomers_keep_sizes_within_two(people, room_count, rules, seed, late):
    rooms = [list(room) for room in allocate(people, room_count, rules, seed=seed).rooms]
    present = list(people)

    for number, person in enumerate(late):
        latecomer = Attendee(
            f"late{number}", person.domain, person.organisation, person.has_lived_experience
        )
        rooms[place_latecomer(rooms, present, latecomer, rules)].append(latecomer.id)
        present.append(latecomer)

        sizes = [len(room) for room in rooms]
        assert max(sizes) - min(sizes) <= 2


@unhurried
@given(gatherings(), room_counts, seeds)
def test_a_late_expert_by_experience_joins_another_when_sizes_allow(people, room_count, seed):
    rooms = allocate(people, room_count, ALL_RULES, seed=seed).rooms
    latecomer = Attendee("late", "lived", None, has_lived_experience=True)

    index = place_latecomer(rooms, people, latecomer, ALL_RULES)

    counts = expert_counts(rooms, people)
    assert counts[index] > 0 or not any(counts)
    assert counts[index] == 1 or 1 not in counts


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


def test_a_latecomer_goes_where_their_domain_lacks():
    people = [Attendee(f"m{n}", "medical", None, has_lived_experience=False) for n in range(2)]
    people += [Attendee(f"s{n}", "social", None, has_lived_experience=False) for n in range(5)]
    rooms = (("m0", "s0"), ("m1", "s1"), ("s2", "s3", "s4"))
    latecomer = Attendee("late", "medical", None, has_lived_experience=False)

    assert place_latecomer(rooms, people, latecomer, only(mix_domains=True)) == 2
    assert place_latecomer(rooms, people, latecomer, only()) == 0


def test_a_late_expert_joins_the_one_who_is_alone_rather_than_a_pair():
    people = [Attendee(f"e{n}", "lived", None, has_lived_experience=True) for n in range(3)]
    people += [Attendee("s0", "social", None, has_lived_experience=False)]
    rooms = (("e0", "e1"), ("e2", "s0"))
    latecomer = Attendee("late", "lived", None, has_lived_experience=True)

    assert place_latecomer(rooms, people, latecomer, only(protect_experience=True)) == 1


def test_a_latecomer_is_kept_from_colleagues():
    people = [Attendee(f"p{n}", "social", f"o{n}", has_lived_experience=False) for n in range(4)]
    rooms = (("p0", "p1"), ("p2", "p3"))
    latecomer = Attendee("late", "social", "o1", has_lived_experience=False)

    assert place_latecomer(rooms, people, latecomer, only(separate_organisations=True)) == 1
    assert place_latecomer(rooms, people, latecomer, only()) == 0


def test_two_hundred_people_are_divided_well_within_a_second():
    people = [
        Attendee(f"p{n}", DOMAINS[n % 4], f"o{n % 25}", has_lived_experience=n < 15)
        for n in range(200)
    ]

    started = time.process_time()
    division = allocate(people, 33, ALL_RULES, seed=1)

    assert time.process_time() - started < 0.8
    assert division.remarks == ()


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
