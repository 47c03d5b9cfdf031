"""Seats are freed, offered, taken and lost at the same moment: each goes to one person."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from lcm import clock
from lcm.people.queries import find_domain
from lcm.registration import operations
from lcm.registration.models import RegistrationState
from lcm.registration.queries import waiting, waiting_position
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from tests.registration.conftest import answers, draft, kinds, mails, sign_up
from tests.registration.ledgers import look, newly_offered, passed_over
from tests.registration.races import acts

CANCELS = 20
AS_IT_WAS = Sharing(None, 24, 12)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def afternoon(at_once, make):
    """22 seats; one offer of three days ago that has passed, one of today, and 31 who wait."""
    meeting = make(seats=22)
    with clock.set_to(clock.now() - timedelta(days=3)):
        people = sign_up(meeting, *(f"N{number}" for number in range(55)))
        operations.cancel(people[0])
    operations.cancel(people[1])
    return meeting, people


def test_twenty_freed_seats_are_each_offered_once(afternoon, at_once):
    meeting, people = afternoon
    before = look(meeting)
    cancels = [acts.pressing(one, "cancel") for one in people[2 : 2 + CANCELS]]
    promoters = [
        acts.pressing(people[23], "claim"),
        acts.sweep,
        acts.sweep,
        partial(acts.share, meeting.id, AS_IT_WAS),
        partial(acts.tell_seats_changed, meeting.id),
    ]

    statuses = at_once([*cancels, *promoters])

    after = look(meeting)
    states = Counter(row.state.value for row in after.rows.values())
    offers = after.offers - before.offers
    assert statuses == [303] * 25
    assert offers == newly_offered(before, after)
    assert sum(offers.values()) == CANCELS + 1
    assert (after.idle, after.excess, passed_over(before, after)) == ([], {}, [])
    assert states == {"confirmed": 1, "offered": 21, "waiting": 10, "cancelled": 23}
    assert people[23].state is RegistrationState.CONFIRMED
    assert kinds().count("lapsed") == 1


def claims_as_it_passes(offered):
    """Two who take an offer at its last instant, and two sweeps just after that."""
    until = offered.offered_until
    claim = partial(acts.at, until, acts.pressing(offered, "claim"))
    return [claim, partial(acts.at, until + MOMENT, acts.sweep)] * 2


def test_an_offer_taken_as_it_passes_is_taken_or_lost_and_never_both(at_once, make):
    for number in range(6):
        meeting = make(seats=1)
        first, second, third = sign_up(meeting, *(f"N{number}{letter}" for letter in "abc"))
        operations.cancel(first)
        calls = claims_as_it_passes(second)

        statuses = at_once(calls if number % 2 else calls[::-1])

        told = kinds(to=second.person.email_key)
        if second.state is RegistrationState.CONFIRMED:
            assert statuses == [303] * 4
            assert (told[-1], third.state.value) == ("confirmed", "waiting")
        else:
            assert sorted(statuses) == [303, 303, 409, 409]
            assert (told[-1], third.state.value) == ("lapsed", "offered")
        assert told[:-1] == ["waiting", "offered"]


def test_without_the_lock_an_offer_is_taken_and_lost_at_once(at_once, make):
    meeting = make(seats=1)
    first, second, _third = sign_up(meeting, "Anna", "Bram", "Cato")
    operations.cancel(first)

    at_once(claims_as_it_passes(second), guarded=False)

    told = set(kinds(to="bram@example.org"))
    assert look(meeting).excess or {"confirmed", "lapsed"} <= told


@pytest.fixture
def one_seat_left(make):
    """Two seats for the social side: one taken, and two of the medical side who want the other."""
    meeting = make(seats=10)
    of_domains = {find_domain(side).id: Share(maximum=2) for side in ("medical", "social")}
    share_seats(meeting, Sharing(None, 24, 12, shares=of_domains))
    sides = {"Anna": "medical", "Bram": "medical", "Cato": "social", "Dirk": "medical"}
    people = [
        operations.register(meeting, answers(name, domain_slug=side))
        for name, side in sides.items()
    ]
    return meeting, people


def moves(people):
    return [partial(acts.switch, one.id, "social") for one in people[:2]] * 2


def test_two_who_change_to_the_last_seat_of_a_side_move_one(at_once, one_seat_left):
    meeting, people = one_seat_left
    before = look(meeting)

    statuses = at_once(moves(people))

    after = look(meeting)
    assert sorted(statuses) == [303, 303, 409, 409]
    assert sorted(one.domain.slug for one in people[:2]) == ["medical", "social"]
    assert newly_offered(before, after) == {people[3].id: 1}
    assert (after.idle, after.excess) == ([], {})


def test_without_the_lock_both_change_to_the_last_seat_of_a_side(at_once, one_seat_left):
    meeting, people = one_seat_left

    at_once(moves(people), guarded=False)

    assert look(meeting).excess == {find_domain("social").id: 1}


def test_seats_lowered_and_raised_while_people_register_are_taken_in_order(at_once, make):
    meeting = make(seats=5)
    sizes = [partial(acts.resize, meeting.id, draft(seats=seats)) for seats in (2, 8, 3, 12)]
    people = [acts.registering(meeting, f"p{number}") for number in range(16)]

    statuses = at_once([*people[:8], *sizes, *people[8:]])

    after = look(meeting)
    turns = [waiting_position(one) for one in waiting(meeting)]
    outcomes = [mail.to_address for kind in ("confirmed", "waiting") for mail in mails(kind)]
    assert statuses == [303] * 20
    assert (after.idle, after.ledger.taken_count <= 12) == ([], True)
    assert turns == list(range(1, 17 - after.ledger.taken_count))
    assert sorted(outcomes) == sorted({f"p{number}@example.org" for number in range(16)})
