"""Seats: what is decided never overbooks, keeps its promises, and leaves no seat idle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from lcm.registration.seats import (
    Ledger,
    Placement,
    Share,
    is_room_for,
    kept_for,
    overbooked_by,
    place,
    promotable,
)

MEDICAL, SOCIAL, NEITHER = 1, 2, None
sides = st.sampled_from([MEDICAL, SOCIAL, NEITHER])
shares = st.builds(
    lambda least, more: Share(least, None if more is None else least + more),
    st.integers(0, 6),
    st.none() | st.integers(0, 6),
)
ledgers = st.builds(
    Ledger,
    seats=st.none() | st.integers(0, 60),
    taken=st.dictionaries(sides, st.integers(0, 30)),
    shares=st.dictionaries(st.sampled_from([MEDICAL, SOCIAL]), shares),
    is_released=st.booleans(),
)
queues = st.lists(st.lists(sides, min_size=1, max_size=3).map(tuple), max_size=12)


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
def test_one_more_person_fits_or_waits(seats, taken, placement, over):
    ledger = Ledger(seats, {NEITHER: taken})

    assert place(NEITHER, ledger) is placement
    assert overbooked_by(ledger) == over


def test_what_is_kept_for_a_side_is_for_that_side_until_the_release():
    ledger = Ledger(20, {SOCIAL: 12}, {MEDICAL: Share(minimum=8)})
    released = Ledger(20, {SOCIAL: 12}, {MEDICAL: Share(minimum=8)}, is_released=True)

    assert place(SOCIAL, ledger) is Placement.WAITING
    assert place(MEDICAL, ledger) is Placement.CONFIRMED
    assert place(SOCIAL, released) is Placement.CONFIRMED


def test_a_side_gets_no_more_than_its_most_though_seats_are_free():
    ledger = Ledger(None, {MEDICAL: 10}, {MEDICAL: Share(maximum=10)})

    assert place(MEDICAL, ledger) is Placement.WAITING
    assert place(SOCIAL, ledger) is Placement.CONFIRMED


def test_a_group_gets_all_its_seats_or_none():
    ledger = Ledger(20, {NEITHER: 18})

    assert not is_room_for((MEDICAL, SOCIAL, SOCIAL), ledger)
    assert is_room_for((MEDICAL, SOCIAL), ledger)
    assert promotable([(MEDICAL,) * 3, (SOCIAL,), (SOCIAL,), (SOCIAL,)], ledger) == [1, 2]


def test_a_group_of_two_sides_takes_nothing_that_is_kept_for_one_of_them():
    ledger = Ledger(6, {NEITHER: 1}, {MEDICAL: Share(minimum=5)})

    assert is_room_for((MEDICAL, MEDICAL), ledger)
    assert not is_room_for((MEDICAL, SOCIAL), ledger)


@given(ledgers, queues)
def test_moving_up_fills_the_free_seats_and_no_more(ledger, queue):
    after = ledger
    for position in promotable(queue, ledger):
        assert is_room_for(queue[position], after)
        after = after.with_more(queue[position])

    left = [one for at, one in enumerate(queue) if at not in promotable(queue, ledger)]
    assert overbooked_by(after) == overbooked_by(ledger)
    assert not any(is_room_for(wish, after) for wish in left)


@given(ledgers, sides)
def test_nobody_of_a_side_with_an_unfilled_reserve_is_refused_while_it_fits(ledger, side):
    kept = sum(kept_for(domain, ledger) for domain in ledger.shares)
    does_fit = ledger.seats is None or ledger.taken_count + kept <= ledger.seats

    if side is not None and kept_for(side, ledger) and does_fit:
        assert place(side, ledger) is Placement.CONFIRMED


@given(ledgers, sides)
def test_giving_a_seat_up_makes_room_for_the_same_side(ledger, side):
    if is_room_for((side,), ledger):
        assert is_room_for((side,), ledger.with_more((side,)).without((side,)))


class Meeting(RuleBasedStateMachine):
    """A meeting whose people, offers and seats come and go, with every decision carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.seats: int | None = 4
        self.shares = {MEDICAL: Share(2, 3), SOCIAL: Share(1)}
        self.is_released = False
        self.seated: dict[int, int | None] = {}
        self.offered: dict[int, int | None] = {}
        self.waiting: list[tuple[int, int | None]] = []
        self.arrived = 0
        self.was_over_by = 0

    @property
    def ledger(self) -> Ledger:
        ledger = Ledger(self.seats, {}, self.shares, self.is_released)
        return ledger.with_more((*self.seated.values(), *self.offered.values()))

    @rule(side=sides)
    def register(self, side):
        self.arrived += 1
        if place(side, self.ledger) is Placement.CONFIRMED:
            self.seated[self.arrived] = side
        else:
            self.waiting.append((self.arrived, side))

    @rule(which=st.integers(0, 20))
    def cancel(self, which):
        people = [*self.seated, *self.offered, *(one for one, _ in self.waiting)]
        if people:
            leaving = people[which % len(people)]
            self.seated.pop(leaving, None)
            self.offered.pop(leaving, None)
            self.waiting = [one for one in self.waiting if one[0] != leaving]
            self.fill()

    @rule(which=st.integers(0, 20))
    def claim(self, which):
        if self.offered:
            taking = list(self.offered)[which % len(self.offered)]
            self.seated[taking] = self.offered.pop(taking)

    @rule(which=st.integers(0, 20))
    def lapse(self, which):
        if self.offered:
            self.offered.pop(list(self.offered)[which % len(self.offered)])
            self.fill()

    @rule(which=st.integers(0, 20), side=sides)
    def move(self, which, side):
        if self.seated:
            moving = list(self.seated)[which % len(self.seated)]
            others = self.ledger.without((self.seated[moving],))
            if place(side, others) is Placement.CONFIRMED:
                self.seated[moving] = side
                self.fill()

    @rule(seats=st.none() | st.integers(0, 7), medical=shares)
    def resize(self, seats, medical):
        self.seats, self.shares = seats, {**self.shares, MEDICAL: medical}
        self.was_over_by = overbooked_by(self.ledger)
        self.fill()

    @rule()
    def release(self):
        self.is_released = True
        self.fill()

    def fill(self) -> None:
        placed = promotable([(side,) for _, side in self.waiting], self.ledger)
        self.offered |= {self.waiting[at][0]: self.waiting[at][1] for at in placed}
        self.waiting = [one for at, one in enumerate(self.waiting) if at not in placed]

    @invariant()
    def nobody_is_added_to_a_full_meeting(self):
        assert overbooked_by(self.ledger) <= self.was_over_by
        self.was_over_by = overbooked_by(self.ledger)

    @invariant()
    def no_seat_is_idle_while_somebody_could_sit_on_it(self):
        assert not any(is_room_for((side,), self.ledger) for _, side in self.waiting)

    @invariant()
    def who_waits_keeps_the_order_of_arrival(self):
        assert self.waiting == sorted(self.waiting, key=lambda one: one[0])


TestAMeetingOverTime = Meeting.TestCase
