"""Bringing rooms closer to the rules by swapping people two by two."""

from collections.abc import Sequence
from itertools import combinations

from lcm.breakouts.allocation.room import Attendee, Room
from lcm.breakouts.allocation.rules import Rules

_Change = tuple[int, int, int, int]


def swap_while_better(rooms: Sequence[Room], rules: Rules) -> None:
    """Swap people until no swap of two brings ``rooms`` closer to ``rules``.

    Closer is: fewer experts by experience alone; then fewer rooms without an expected domain;
    then domains spread more evenly (a lower sum of squared numbers); then fewer pairs of people
    from one organisation in a room. Every swap is closer, so this ends; sizes stay as they are.
    """
    is_better = True
    while is_better:
        is_better = False
        for first, second in combinations(rooms, 2):
            is_better |= _swap_between(first, second, rules)


def _swap_between(first: Room, second: Room, rules: Rules) -> bool:
    is_better = False
    for place in range(len(first.members)):
        for other_place in range(len(second.members)):
            person, other = first.members[place], second.members[other_place]
            change = zip(
                _change(first, person, other, rules),
                _change(second, other, person, rules),
                strict=True,
            )
            if tuple(map(sum, change)) < (0, 0, 0, 0):
                first.replace(place, other)
                second.replace(other_place, person)
                is_better = True
    return is_better


def _change(room: Room, leaver: Attendee, comer: Attendee, rules: Rules) -> _Change:
    """Return what ``comer`` instead of ``leaver`` adds: lone experts, lacks, unevenness, pairs."""
    alone = lacking = uneven = pairs = 0
    if rules.protect_experience:
        expert_count = room.expert_count + comer.has_lived_experience - leaver.has_lived_experience
        alone = (expert_count == 1) - (room.expert_count == 1)
    if rules.mix_domains and leaver.domain != comer.domain:
        left, joined = room.domains[leaver.domain], room.domains[comer.domain]
        is_last = left == 1 and leaver.domain in rules.expected_domains
        is_first = joined == 0 and comer.domain in rules.expected_domains
        lacking = is_last - is_first
        uneven = joined - left + 1
    if rules.separate_organisations and leaver.organisation != comer.organisation:
        pairs = room.colleague_count(comer) - max(0, room.colleague_count(leaver) - 1)
    return alone, lacking, uneven, pairs
