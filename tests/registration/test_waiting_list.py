"""The waiting list: free seats are offered in order, for a time, and kept for nobody for long."""

from datetime import date, timedelta

import pytest

from lcm import clock
from lcm.db import db
from lcm.people.queries import find_domain
from lcm.registration import operations, waiting_list
from lcm.registration.models import DomainFull, OfferPassed, RegistrationState
from lcm.registration.queries import ledger, waiting_position
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from tests.registration.conftest import answers, kinds, sign_up

MEDICAL, SOCIAL, GEMEENTE = "medical", "social", "municipality"


def share(meeting, released_on=None, claim_hours=24, straight_hours=12, **shares):
    of_domains = {find_domain(slug.replace("_", "-")).id: one for slug, one in shares.items()}
    share_seats(meeting, Sharing(released_on, claim_hours, straight_hours, shares=of_domains))


def join(meeting, name, side):
    return operations.register(meeting, answers(name, domain_slug=side))


def states(registrations):
    return [registration.state.value for registration in registrations]


def sweep():
    db.session.commit()
    waiting_list.lapse_overdue(clock.now())
    waiting_list.release_due(clock.now())


@pytest.fixture
def later():
    """Move the clock on."""

    def on(**time):
        return clock.set_to(clock.now() + timedelta(**time))

    return on


@pytest.mark.usefixtures("both_engines")
def test_an_offer_nobody_takes_goes_to_the_next(make, later):
    meeting = make(seats=1)
    anna, bram, cato = sign_up(meeting, "Anna", "Bram", "Cato")
    operations.cancel(anna)

    with later(hours=20):
        sweep()
        in_time = states([bram, cato])
    with later(days=2):
        sweep()
        sweep()

    assert in_time == ["offered", "waiting"]
    assert states([bram, cato]) == ["cancelled", "offered"]
    assert kinds(to="bram@example.org") == ["waiting", "offered", "lapsed"]
    assert kinds(to="cato@example.org") == ["waiting", "offered"]
    assert cato.offered_until > bram.offered_until


def test_an_offer_is_taken_once_and_never_after_its_time(make, later):
    meeting = make(seats=1)
    anna, bram = sign_up(meeting, "Anna", "Bram")
    with pytest.raises(OfferPassed):
        waiting_list.claim(bram)
    operations.cancel(anna)

    with later(days=2), pytest.raises(OfferPassed):
        waiting_list.claim(bram)
    waiting_list.claim(bram)
    waiting_list.claim(bram)

    assert states([bram]) == ["confirmed"]
    assert kinds(to="bram@example.org") == ["waiting", "offered", "confirmed"]


def test_who_declines_an_offer_passes_it_on(make):
    meeting = make(seats=1)
    anna, bram, cato = sign_up(meeting, "Anna", "Bram", "Cato")
    operations.cancel(anna)

    operations.cancel(bram)

    assert states([bram, cato]) == ["cancelled", "offered"]


def test_near_the_start_the_next_one_has_the_seat_at_once(make):
    meeting = make(seats=1)
    anna, bram = sign_up(meeting, "Anna", "Bram")

    with clock.set_to(meeting.starts_at - timedelta(hours=11)):
        operations.cancel(anna)

    assert states([bram]) == ["confirmed"]
    assert kinds(to="bram@example.org") == ["waiting", "promoted"]


def test_an_offered_seat_is_nobody_elses(make):
    meeting = make(seats=1)
    anna, bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(anna)

    (cato,) = sign_up(meeting, "Cato")

    assert states([bram, cato]) == ["offered", "waiting"]


def test_seats_kept_for_a_domain_wait_for_it_until_the_release(make, later):
    meeting = make(seats=3)
    share(meeting, released_on=date(2026, 11, 25), medical=Share(minimum=2))
    anna, bram = join(meeting, "Anna", SOCIAL), join(meeting, "Bram", SOCIAL)
    cato = join(meeting, "Cato", MEDICAL)

    with later(days=5):
        sweep()
        before = states([anna, bram, cato])
    with later(days=6):
        sweep()
        sweep()

    assert before == ["confirmed", "waiting", "confirmed"]
    assert states([anna, bram, cato]) == ["confirmed", "offered", "confirmed"]


def test_a_full_domain_waits_beside_free_seats_and_has_a_row_of_its_own(make):
    meeting = make(seats=10)
    share(meeting, medical=Share(maximum=1))
    anna, bram = join(meeting, "Anna", MEDICAL), join(meeting, "Bram", MEDICAL)
    cato, driss = join(meeting, "Cato", SOCIAL), join(meeting, "Driss", MEDICAL)

    assert states([anna, bram, cato, driss]) == ["confirmed", "waiting", "confirmed", "waiting"]
    assert [waiting_position(one) for one in (bram, driss)] == [1, 2]

    operations.cancel(anna)
    assert states([bram, driss]) == ["offered", "waiting"]


def test_more_room_for_a_domain_is_offered_and_less_takes_nobody_away(make):
    meeting = make(seats=10)
    share(meeting, medical=Share(maximum=1))
    people = [join(meeting, name, MEDICAL) for name in ("Anna", "Bram", "Cato")]

    share(meeting, medical=Share(maximum=2))
    more = states(people)
    share(meeting, medical=Share(maximum=0))

    assert more == ["confirmed", "offered", "waiting"]
    assert states(people) == more


def test_who_changes_sides_keeps_the_seat_and_leaves_theirs_to_who_waits(make):
    meeting = make(seats=10)
    share(meeting, medical=Share(maximum=1))
    anna, bram = join(meeting, "Anna", MEDICAL), join(meeting, "Bram", MEDICAL)

    operations.switch_domain(anna, find_domain(SOCIAL))

    assert states([anna, bram]) == ["confirmed", "offered"]
    with pytest.raises(DomainFull):
        operations.switch_domain(anna, find_domain(MEDICAL))
    assert anna.domain.slug == SOCIAL


def test_who_waits_on_a_full_side_gets_a_seat_on_another(make):
    meeting = make(seats=10)
    share(meeting, medical=Share(maximum=0))
    anna = join(meeting, "Anna", MEDICAL)

    operations.switch_domain(anna, find_domain(SOCIAL))

    assert anna.state is RegistrationState.OFFERED
    assert ledger(meeting).of(find_domain(SOCIAL).id) == 1
