"""Who has a seat and who waits: the rule, decided from counts alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

# The domains, by id, of people who want seats together; None for a person without one.
Wish = tuple[int | None, ...]


class Placement(StrEnum):
    """Where one more person goes."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Share:
    """What a meeting keeps for one domain, and the most it gives to it; None: no limit."""

    minimum: int = 0
    maximum: int | None = None


NO_SHARE: Final = Share()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The seats of one meeting and how many each domain has taken, counted under the lock.

    ``seats`` None means no limit. ``taken`` and ``shares`` go by a domain's id; ``is_released``:
    what is kept for domains and was not taken is open to all. More may be taken than there is:
    lowering seats removes nobody.
    """

    seats: int | None
    taken: Mapping[int | None, int] = field(default_factory=dict)
    shares: Mapping[int, Share] = field(default_factory=dict)
    is_released: bool = False

    def of(self, domain: int | None) -> int:
        return self.taken.get(domain, 0)

    def share(self, domain: int | None) -> Share:
        return NO_SHARE if domain is None else self.shares.get(domain, NO_SHARE)

    def with_more(self, wish: Wish) -> "Ledger":
        """Return the ledger once everybody of ``wish`` has a seat."""
        return replace(self, taken=Counter(self.taken) + Counter(wish))

    def without(self, wish: Wish) -> "Ledger":
        """Return the ledger once everybody of ``wish`` has given their seat up."""
        return replace(self, taken=Counter(self.taken) - Counter(wish))

    @property
    def taken_count(self) -> int:
        return sum(self.taken.values())


def place(domain: int | None, ledger: Ledger) -> Placement:
    """Say whether one more person of ``domain`` is confirmed or waits.

    Confirmed exactly when the seats suffice in total, beside what is kept for other domains until
    the release, and within the domain's own maximum.
    """
    most = ledger.share(domain).maximum
    if most is not None and ledger.of(domain) >= most:
        return Placement.WAITING
    kept = sum(kept_for(other, ledger) for other in ledger.shares if other != domain)
    is_full = ledger.seats is not None and ledger.taken_count + kept >= ledger.seats
    return Placement.WAITING if is_full else Placement.CONFIRMED


def is_room_for(wish: Wish, ledger: Ledger) -> bool:
    """Say whether everybody of ``wish`` gets a seat now: all of them or nobody."""
    for domain in wish:
        if place(domain, ledger) is Placement.WAITING:
            return False
        ledger = ledger.with_more((domain,))
    return True


def kept_for(domain: int, ledger: Ledger) -> int:
    """Give how many seats of a domain's minimum nobody of it has taken yet; 0 once released."""
    if ledger.is_released:
        return 0
    return max(0, ledger.share(domain).minimum - ledger.of(domain))


def promotable(queue: Sequence[Wish], ledger: Ledger) -> list[int]:
    """Give the positions in ``queue`` of those who get their seats now, in their order.

    One who cannot be placed (its domain is full, a group is too large) keeps nobody else waiting:
    no seat stays empty while somebody in the queue could sit on it.
    """
    placed = []
    for position, wish in enumerate(queue):
        if is_room_for(wish, ledger):
            ledger = ledger.with_more(wish)
            placed.append(position)
    return placed


def free(ledger: Ledger) -> int | None:
    """Give how many seats are free, at least 0; None without a limit."""
    return None if ledger.seats is None else max(0, ledger.seats - ledger.taken_count)


def overbooked_by(ledger: Ledger) -> int:
    """Give by how many the taken seats exceed the seats there are; 0 when they fit."""
    return 0 if ledger.seats is None else max(0, ledger.taken_count - ledger.seats)
