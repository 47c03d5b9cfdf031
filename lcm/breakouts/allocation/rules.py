"""The organiser's rules, and which of them a room does not meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lcm.breakouts.allocation.room import Attendee, Room, filled

RuleName = Literal["mix_domains", "separate_organisations", "protect_experience"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The organiser's three switches; ``expected_domains`` are wanted in every room when mixing."""

    mix_domains: bool
    separate_organisations: bool
    protect_experience: bool
    expected_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """One rule that one room (by its index) does not meet.

    ``mix_domains``: nobody of ``domain`` is in it, and ``count`` people of it are present at all.
    ``separate_organisations``: ``count`` people in it, two or more, are of ``organisation``.
    ``protect_experience``: one expert by experience is alone in it; ``count`` are present at all.
    """

    room: int
    rule: RuleName
    domain: str | None
    count: int
    organisation: str | None = None


def remarks(
    rooms: Sequence[Sequence[str]], people: Sequence[Attendee], rules: Rules
) -> tuple[Remark, ...]:
    """Name every rule of ``rules`` that a room does not meet, and none that it does, room by room.

    ``people`` are all who are present, and hold everyone in ``rooms``. An empty room meets all.
    """
    present = Room(people)
    return tuple(
        remark
        for index, room in enumerate(filled(rooms, people))
        for remark in _remarks_on(index, room, present, rules)
    )


def _remarks_on(index: int, room: Room, present: Room, rules: Rules) -> Iterator[Remark]:
    if rules.mix_domains and room.members:
        for domain in rules.expected_domains:
            if not room.domains[domain]:
                yield Remark(index, "mix_domains", domain, present.domains[domain])
    if rules.separate_organisations:
        for organisation, count in room.organisations.items():
            if organisation is not None and count > 1:
                yield Remark(index, "separate_organisations", None, count, organisation)
    if rules.protect_experience and room.expert_count == 1:
        yield Remark(index, "protect_experience", None, present.expert_count)
