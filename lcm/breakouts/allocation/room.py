"""The people of one room, counted as the rules look at them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone who is present; None for what they did not say."""

    id: str
    domain: str | None
    organisation: str | None
    has_lived_experience: bool


class Room:
    """The members, in the order they came in, and how many there are of each kind."""

    __slots__ = ("domains", "expert_count", "members", "organisations")

    def __init__(self, members: Iterable[Attendee] = ()) -> None:
        self.members: list[Attendee] = []
        self.domains: Counter[str | None] = Counter()
        self.organisations: Counter[str | None] = Counter()
        self.expert_count = 0
        for person in members:
            self.add(person)

    def add(self, person: Attendee) -> None:
        self.members.append(person)
        self._count(person, 1)

    def replace(self, place: int, comer: Attendee) -> None:
        """Seat ``comer`` at ``place`` instead of the member who has it."""
        self._count(self.members[place], -1)
        self.members[place] = comer
        self._count(comer, 1)

    def colleague_count(self, person: Attendee) -> int:
        """Return how many people of the organisation of ``person`` are in the room, also they."""
        return 0 if person.organisation is None else self.organisations[person.organisation]

    def _count(self, person: Attendee, change: int) -> None:
        self.domains[person.domain] += change
        self.organisations[person.organisation] += change
        self.expert_count += change * person.has_lived_experience


def filled(rooms: Sequence[Sequence[str]], people: Iterable[Attendee]) -> list[Room]:
    """Return the rooms with the people whose ids are given; KeyError for an unknown id."""
    by_id = {person.id: person for person in people}
    return [Room(by_id[id_] for id_ in room) for room in rooms]
