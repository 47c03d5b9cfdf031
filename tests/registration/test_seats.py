"""Seats: what place and promotable decide never overbooks and never leaves a seat idle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from lcm.registration.seats import Ledger, Placement, overbooked_by, place, promotable

ledgers = st.builds(Ledger, seats=st.none() | st.integers(0, 60), taken=st.integers(0, 80))


@pytest.mark.parametrize(
    ("seats", "taken", "placement", "over"),
    [
        (20, 0, Placement.CONFIRMED, 0),
        (20, 19, Placement.CONFIRMED, 0),
        (20, 20, Placement.WAITING, 0),
        (20, 23, Placement.WAITING, 3),
        (0, 0, Placement.WAITING, 0),
        (None, 900, Placement.CONFIRMED, 0),
    ],
)
def test_one_more_person_fits_or_waits(
    seats: int | None, taken: int, placement: Placement, over: int
) -> None:
    ledger = Ledger(seats=seats, taken=taken)

    assert place(ledger) is placement
    assert overbooked_by(ledger) == over


@given(ledgers, st.integers(0, 30))
def test_moving_up_fills_the_free_seats_and_no_more(ledger: Ledger, waiting: int) -> None:
    moved = promotable(ledger, waiting)
    after = Ledger(seats=ledger.seats, taken=ledger.taken + moved)

    assert 0 <= moved <= waiting
    assert overbooked_by(after) == overbooked_by(ledger)
    assert moved == waiting or place(after) is Placement.WAITING


class Meeting(RuleBasedStateMachine):
    """A meeting whose people and seats come and go, with every decision carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.seats: int | None = 3
        self.confirmed: list[int] = []
        self.waiting: list[int] = []
        self.arrived = 0
        self.was_over_by = 0

    @property
    def ledger(self) -> Ledger:
        return Ledger(seats=self.seats, taken=len(self.confirmed))

    @rule()
    def register(self) -> None:
        self.arrived += 1
        fits = place(self.ledger) is Placement.CONFIRMED
        (self.confirmed if fits else self.waiting).append(self.arrived)

    @rule(which=st.integers(0, 20))
    def cancel(self, which: int) -> None:
        people = self.confirmed + self.waiting
        if people:
            leaving = people[which % len(people)]
            self.confirmed = [one for one in self.confirmed if one != leaving]
            self.waiting = [one for one in self.waiting if one != leaving]
            self.promote()

    @rule(seats=st.none() | st.integers(0, 6))
    def resize(self, seats: int | None) -> None:
        self.seats = seats
        self.was_over_by = overbooked_by(self.ledger)
        self.promote()

    def promote(self) -> None:
        count = promotable(self.ledger, len(self.waiting))
        self.confirmed += self.waiting[:count]
        del self.waiting[:count]

    @invariant()
    def nobody_is_added_to_a_full_meeting(self) -> None:
        assert overbooked_by(self.ledger) <= self.was_over_by
        self.was_over_by = overbooked_by(self.ledger)

    @invariant()
    def no_seat_is_idle_while_somebody_waits(self) -> None:
        assert not self.waiting or place(self.ledger) is Placement.WAITING

    @invariant()
    def who_waits_keeps_the_order_of_arrival(self) -> None:
        assert self.waiting == sorted(self.waiting)


TestAMeetingOverTime = Meeting.TestCase
