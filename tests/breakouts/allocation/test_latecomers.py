"""Where people go who come in after the division."""

from hypothesis import given

from lcm.breakouts.allocation import Attendee, allocate, place_latecomer
from tests.breakouts.allocation.gatherings import (
    ALL_RULES,
    expert_counts,
    gatherings,
    only,
    room_counts,
    rules_of_any_kind,
    seeds,
    unhurried,
)


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
