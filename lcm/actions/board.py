"""How the follow-up of a session is laid out: what needs settling first, then by urgency."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lcm.actions.due import Standing
from lcm.actions.queries import ActionLine
from lcm.people.identity import name_key


class Column(StrEnum):
    """A part of the follow-up board; in this order."""

    UNSETTLED = "unsettled"
    LATE = "late"
    DUE_SOON = "due_soon"
    WAITING = "waiting"
    OPEN = "open"
    BUSY = "busy"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Part:
    """Actions under one heading; ``person`` is "" when the heading is the column's word."""

    column: Column | None
    person: str
    lines: tuple[ActionLine, ...]


_COLUMNS: Final = {
    Standing.DECLINED: Column.UNSETTLED,
    **{Standing(column.value): column for column in Column if column != Column.UNSETTLED},
}


def column_of(line: ActionLine) -> Column:
    """Return the one part that shows ``line``; without owner or date it needs settling first."""
    return Column.UNSETTLED if line.is_unsettled else _COLUMNS[line.standing]


def by_urgency(lines: Sequence[ActionLine]) -> list[Part]:
    """Return the columns that hold anything, in their order; within each the order of ``lines``."""
    found = {column: [line for line in lines if column_of(line) == column] for column in Column}
    return [Part(column, "", tuple(shown)) for column, shown in found.items() if shown]


def by_person(lines: Sequence[ActionLine]) -> list[Part]:
    """Return the actions of each owner by name, most urgent first; nobody's come first of all."""
    order = list(Column)
    people: dict[tuple[str, int], list[ActionLine]] = {}
    for line in sorted(lines, key=lambda one: order.index(column_of(one))):
        owner = (name_key(line.owner_name), line.action.owner_id or 0)
        people.setdefault(owner, []).append(line)
    return [
        Part(None, people[owner][0].owner_name, tuple(people[owner])) for owner in sorted(people)
    ]
