"""A room, at once, for who comes in after the division."""

from collections.abc import Sequence

from lcm.breakouts.allocation.room import Attendee, Room, filled
from lcm.breakouts.allocation.rules import Rules


def place_latecomer(
    rooms: Sequence[Sequence[str]], people: Sequence[Attendee], person: Attendee, rules: Rules
) -> int:
    """Return the index of the room, of one or more, that ``person`` joins; nobody else moves.

    ``people`` hold everyone in ``rooms``. Sizes that differed by at most 2 still do. Among the
    rooms that allow this the rules choose, in the order of ``allocate``; then the smallest room.
    """
    candidates = filled(rooms, people)
    size_limit = min(len(room.members) for room in candidates) + 2
    return min(
        (index for index, room in enumerate(candidates) if len(room.members) < size_limit),
        key=lambda index: _drawbacks(candidates[index], person, rules),
    )


def _drawbacks(room: Room, person: Attendee, rules: Rules) -> tuple[int, ...]:
    alone = lacking = colleague_count = 0
    of_domain = room.domains[person.domain]
    if rules.protect_experience and person.has_lived_experience:
        alone = (room.expert_count == 0) - (room.expert_count == 1)
    if rules.mix_domains and person.domain in rules.expected_domains:
        lacking = -(of_domain == 0)
    if rules.separate_organisations:
        colleague_count = room.colleague_count(person)
    return alone, lacking, colleague_count, len(room.members), of_domain * rules.mix_domains
