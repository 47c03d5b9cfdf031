"""Seats are given in order, waited for, given up and taken back, each with its one mail."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.meetings.models import MeetingOver
from lcm.meetings.operations import cancel_meeting, change_meeting
from lcm.people.operations import organisation_named
from lcm.registration import invitations, operations
from lcm.registration.addresses import Invitee
from lcm.registration.models import (
    RegistrationClosed,
    RegistrationState,
    TooLateToUndo,
)
from lcm.registration.queries import ledger, registrations_of, waiting_position
from tests.registration.conftest import answers, draft, kinds, mails, sign_up


def states(registrations):
    return [registration.state for registration in registrations]


def test_who_comes_first_has_the_seats_and_the_rest_waits_in_order(make):
    meeting = make(seats=2)

    people = sign_up(meeting, "Anna", "Bram", "Cato", "Driss")

    assert states(people) == ["confirmed", "confirmed", "waiting", "waiting"]
    assert [waiting_position(one) for one in people[2:]] == [1, 2]
    assert kinds() == ["confirmed", "confirmed", "waiting", "waiting"]
    assert mails("waiting")[1].facts["position"] == 2


def test_a_meeting_without_a_limit_seats_everybody(meeting):
    people = sign_up(meeting, *"ABCDEFGH")

    assert set(states(people)) == {"confirmed"}


def test_a_freed_seat_is_offered_to_who_waits_longest(make):
    meeting = make(seats=1)
    anna, bram, cato = sign_up(meeting, "Anna", "Bram", "Cato")

    operations.cancel(anna)

    assert states([anna, bram, cato]) == ["cancelled", "offered", "waiting"]
    assert kinds()[3:] == ["cancelled", "offered"]
    assert waiting_position(cato) == 1


def test_more_seats_are_offered_in_order_and_fewer_take_nobody_away(make):
    meeting = make(seats=1)
    people = sign_up(meeting, "Anna", "Bram", "Cato", "Driss")

    change_meeting(meeting, draft(seats=3))
    offered = states(people)
    change_meeting(meeting, draft(seats=1))

    assert offered == ["confirmed", "offered", "offered", "waiting"]
    assert states(people) == offered
    assert (ledger(meeting).taken_count, ledger(meeting).seats) == (3, 1)
    assert kinds().count("offered") == 2


def test_a_cancelled_seat_of_an_overfull_meeting_is_not_given_on(make):
    meeting = make(seats=2)
    anna, _bram, cato = sign_up(meeting, "Anna", "Bram", "Cato")
    change_meeting(meeting, draft(seats=1))

    operations.cancel(anna)

    assert cato.state == RegistrationState.WAITING


def test_who_cancelled_waiting_moves_the_others_up_and_promotes_nobody(make):
    meeting = make(seats=1)
    _anna, bram, cato = sign_up(meeting, "Anna", "Bram", "Cato")

    operations.cancel(bram)

    assert waiting_position(cato) == 1
    assert "promoted" not in kinds()


def test_cancelling_twice_is_once(meeting):
    (anna,) = sign_up(meeting, "Anna")

    operations.cancel(anna)
    operations.cancel(anna)

    assert kinds() == ["confirmed", "cancelled"]
    assert anna.removal_count == 1


def test_a_cancelling_can_be_taken_back_for_ten_minutes(meeting):
    (anna,) = sign_up(meeting, "Anna")
    operations.cancel(anna)

    with clock.set_to(clock.now() + timedelta(minutes=10)):
        operations.undo_cancel(anna)
        operations.undo_cancel(anna)

    assert anna.state == RegistrationState.CONFIRMED
    assert kinds() == ["confirmed", "cancelled", "confirmed"]


def test_after_ten_minutes_it_is_too_late(meeting):
    (anna,) = sign_up(meeting, "Anna")
    operations.cancel(anna)

    with clock.set_to(clock.now() + timedelta(minutes=10, seconds=1)), pytest.raises(TooLateToUndo):
        operations.undo_cancel(anna)

    assert anna.state == RegistrationState.CANCELLED


def test_a_seat_that_went_on_cannot_be_taken_back(make):
    meeting = make(seats=1)
    anna, bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(anna)

    with pytest.raises(TooLateToUndo):
        operations.undo_cancel(anna)

    assert states([anna, bram]) == ["cancelled", "offered"]


def test_who_takes_back_a_turn_keeps_its_place_in_the_row(make):
    meeting = make(seats=1)
    _anna, bram, cato = sign_up(meeting, "Anna", "Bram", "Cato")
    operations.cancel(bram)

    operations.undo_cancel(bram)

    assert bram.state == RegistrationState.WAITING
    assert (waiting_position(bram), waiting_position(cato)) == (1, 2)


def test_who_takes_back_a_turn_and_finds_a_free_seat_hears_once_of_it(make):
    meeting = make(seats=1)
    _anna, bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(bram)
    change_meeting(meeting, draft(seats=2))

    operations.undo_cancel(bram)

    assert bram.state == RegistrationState.CONFIRMED
    assert kinds(to="bram@example.org") == ["waiting", "cancelled", "confirmed"]


def test_who_registers_again_after_cancelling_joins_the_end(make):
    meeting = make(seats=1)
    anna, _bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(anna)

    with clock.set_to(clock.now() + timedelta(hours=2)):
        again = operations.register(meeting, answers("Anna", domain_slug="social"))

    assert again is anna
    assert (anna.state, anna.domain.slug) == (RegistrationState.WAITING, "social")


def test_the_same_person_again_keeps_one_row_and_hears_of_it(meeting):
    first = operations.register(meeting, answers("Fatima el Idrissi", "fatima@example.org"))

    second = operations.register(
        meeting, answers(" fatima  EL idrissi ", " Fatima@Example.org ", domain_slug="social")
    )

    assert second is first
    assert first.domain.slug == "medical"
    assert kinds() == ["confirmed", "already"]


def test_a_request_that_came_in_before_the_row_was_there_is_the_same_tap(meeting):
    early = clock.now() - timedelta(seconds=1)
    operations.register(meeting, answers("Anna"))

    operations.register(meeting, answers("Anna", asked_at=early))

    assert kinds() == ["confirmed"]


def test_two_colleagues_may_share_a_mailbox(meeting):
    operations.register(meeting, answers("Anna", "praktijk@example.org"))
    operations.register(meeting, answers("Bram", "praktijk@example.org"))

    assert len(registrations_of(meeting)) == 2


def test_a_known_organisation_is_linked_and_a_new_one_kept_as_typed(meeting):
    known = organisation_named("MEE Zuid-Holland Noord")

    linked = operations.register(meeting, answers("Anna", organisation=" mee  zuid-holland noord"))
    typed = operations.register(meeting, answers("Bram", organisation="Buurthuis De Brug"))

    assert (linked.organisation, linked.organisation_text) == (known, known.name)
    assert (typed.organisation, typed.organisation_text) == (None, "Buurthuis De Brug")


@pytest.mark.parametrize("way", ["past", "cancelled"])
def test_nobody_registers_for_what_is_over(meeting, way):
    moment = meeting.ends_at if way == "past" else clock.now()
    if way == "cancelled":
        cancel_meeting(meeting, "Ziek.")

    with clock.set_to(moment), pytest.raises(RegistrationClosed):
        operations.register(meeting, answers())

    assert registrations_of(meeting) == ()


def test_nobody_cancels_or_is_invited_after_the_end(meeting):
    (anna,) = sign_up(meeting, "Anna")

    with clock.set_to(meeting.ends_at):
        with pytest.raises(MeetingOver):
            operations.cancel(anna)
        with pytest.raises(RegistrationClosed):
            invitations.invite(meeting, [Invitee("Bram", "bram@example.org")])
