"""Who has a seat and who waits: the rule, decided from counts alone."""

from dataclasses import dataclass
from enum import StrEnum


class Placement(StrEnum):
    """Where one more person goes."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The seats of one meeting and how many are taken, counted from rows under the lock.

    ``seats`` None means no limit. ``taken`` may exceed ``seats``: lowering seats removes nobody.
    """

    seats: int | None
    taken: int


def place(ledger: Ledger) -> Placement:
    """Say whether one more person is confirmed or waits.

    Confirmed exactly when a seat is free, so that confirming never takes more than ``seats``.
    """
    return Placement.CONFIRMED if promotable(ledger, 1) else Placement.WAITING


def promotable(ledger: Ledger, waiting_count: int) -> int:
    """Give how many of ``waiting_count`` waiting people may move up now, in their order."""
    if ledger.seats is None:
        return waiting_count
    return min(waiting_count, max(0, ledger.seats - ledger.taken))


def free(ledger: Ledger) -> int | None:
    """Give how many seats are free, at least 0; None without a limit."""
    return None if ledger.seats is None else max(0, ledger.seats - ledger.taken)


def overbooked_by(ledger: Ledger) -> int:
    """Give by how many the taken seats exceed the seats there are; 0 when they fit."""
    return 0 if ledger.seats is None else max(0, ledger.taken - ledger.seats)
