"""Dividing everyone present over rooms of equal size."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from lcm.breakouts.allocation.room import Attendee, Room
from lcm.breakouts.allocation.rules import Remark, Rules, remarks
from lcm.breakouts.allocation.swaps import swap_while_better

SMALLEST_ROOM = 3


@dataclass(frozen=True, slots=True)
class Division:
    """The ids of the people in each room, and every rule that a room does not meet."""

    rooms: tuple[tuple[str, ...], ...]
    remarks: tuple[Remark, ...]


def allocate(people: Sequence[Attendee], room_count: int, rules: Rules, *, seed: int) -> Division:
    """Divide everyone over ``room_count`` rooms (1 or more), whose sizes differ by at most 1.

    The same people, rules and seed give the same rooms, whatever order the people come in; inside
    a room they keep the order given. When rules clash, experts by experience go before the mix of
    domains, and that before the spread of organisations: no swap of two people could bring the
    rooms closer to the rules in that order. Without experts to protect, the numbers of each
    domain in any two rooms differ by at most 1.
    """
    rooms = _dealt(sorted(people, key=lambda person: _lot(seed, person.id)), room_count, rules)
    swap_while_better(rooms, rules)
    rooms = [rooms[index] for index in sorted(range(room_count), key=lambda i: _lot(seed, f"{i}"))]
    room_of = {person.id: room for room in rooms for person in room.members}
    divided = tuple(
        tuple(person.id for person in people if room_of[person.id] is room) for room in rooms
    )
    return Division(divided, remarks(divided, people, rules))


def room_count_for(people_count: int, *, size: int = 6) -> int:
    """Return how many rooms, at least 1, hold at most ``size`` people (3 or more) each.

    Fewer and larger rooms where that keeps every room at 3 or more.
    """
    return max(1, min(-(-people_count // size), people_count // SMALLEST_ROOM))


def _lot(seed: int, name: str) -> bytes:
    return sha256(f"{seed} {name}".encode()).digest()


def _dealt(people: list[Attendee], room_count: int, rules: Rules) -> list[Room]:
    """Deal the people out, domain by domain when mixing; experts to protect first, in pairs."""
    base, larger_count = divmod(len(people), room_count)
    sizes = [base + (index < larger_count) for index in range(room_count)]
    rooms = [Room() for _ in sizes]
    if rules.mix_domains:
        people.sort(key=lambda person: (person.domain is None, person.domain or ""))
    if rules.protect_experience:
        experts = [person for person in people if person.has_lived_experience]
        people = [person for person in people if not person.has_lived_experience]
        _deal(experts, _expert_seats(len(experts), sizes), rooms, rules)
    _deal(people, sizes, rooms, rules)
    return rooms


def _deal(people: list[Attendee], sizes: list[int], rooms: list[Room], rules: Rules) -> None:
    """Seat each person among the fewest of their domain, then where most seats are free.

    While free seats differ by at most 1 they keep doing so, so that no room is full before all
    have had their share of a domain.
    """
    for person in people:

        def drawbacks(index: int, person: Attendee = person) -> tuple[int, ...]:
            room = rooms[index]
            of_domain = room.domains[person.domain] if rules.mix_domains else 0
            free_count = sizes[index] - len(room.members)
            return (of_domain, -free_count, room.colleague_count(person))

        free = (index for index, room in enumerate(rooms) if len(room.members) < sizes[index])
        rooms[min(free, key=drawbacks)].add(person)


def _expert_seats(expert_count: int, sizes: list[int]) -> list[int]:
    """Return how many experts by experience each room takes: two in as many rooms as there can be.

    ``sizes`` run from large to small, so that an odd one makes a room of three where one fits.
    """
    pair_count = min(expert_count // 2, sum(size >= 2 for size in sizes))
    seats = [2 * (index < pair_count) for index in range(len(sizes))]
    for _ in range(expert_count - 2 * pair_count):
        free = [index for index, size in enumerate(sizes) if seats[index] < size]
        seats[min(free, key=lambda index: (not seats[index], seats[index]))] += 1
    return seats
