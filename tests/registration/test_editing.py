"""An organiser changes registrations for people: seats stay right, each change is told once."""

import pytest

from lcm.people.queries import find_domain
from lcm.registration import editing, operations
from lcm.registration.editing import Amendment, NothingToGive
from lcm.registration.models import DomainFull
from lcm.registration.queries import ledger, waiting
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from tests.registration.conftest import answers, delivered, kinds, sign_up


def amendment(**changes):
    return Amendment(**{"organisation": "", "role": "", "note": "", "domain": None, **changes})


def states(registrations):
    return [registration.state.value for registration in registrations]


@pytest.mark.usefixtures("both_engines")
def test_cancelling_for_somebody_gives_the_seat_to_the_next_and_is_told_once(make):
    meeting = make(seats=1)
    anna, bram = sign_up(meeting, "Anna", "Bram")

    editing.remove(anna)
    editing.remove(anna)

    assert states([anna, bram]) == ["cancelled", "offered"]
    assert kinds(to="anna@example.org") == ["confirmed", "removed"]
    assert kinds(to="bram@example.org") == ["waiting", "offered"]
    assert ledger(meeting).taken_count == 1


@pytest.mark.usefixtures("both_engines")
def test_out_of_turn_somebody_gets_the_next_seat_and_never_one_too_many(make):
    meeting = make(seats=1)
    anna, bram, cato = sign_up(meeting, "Anna", "Bram", "Cato")

    editing.promote(cato)
    editing.promote(cato)
    first = states([anna, bram, cato]), waiting(meeting)[0].person.name
    operations.cancel(anna)

    assert first == (["confirmed", "waiting", "waiting"], "Cato")
    assert states([anna, bram, cato]) == ["cancelled", "waiting", "offered"]
    assert kinds(to="cato@example.org") == ["waiting", "first_in_line", "offered"]
    assert kinds(to="bram@example.org") == ["waiting"]


def test_an_offered_seat_is_taken_for_who_said_yes_aloud(make):
    meeting = make(seats=1)
    anna, bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(anna)

    editing.promote(bram)
    editing.promote(bram)

    assert states([bram]) == ["confirmed"]
    assert bram.offered_until is None
    assert kinds(to="bram@example.org") == ["waiting", "offered", "promoted"]


def test_who_cancelled_is_given_nothing(make):
    (anna,) = sign_up(make(), "Anna")
    operations.cancel(anna)

    with pytest.raises(NothingToGive):
        editing.promote(anna)


def test_who_registered_together_is_put_first_together(make):
    meeting = make(seats=1)
    _anna, bram = sign_up(meeting, "Anna", "Bram")
    pair = operations.register_together(meeting, [answers("Cato"), answers("Dirk")])

    editing.promote(pair[1])

    assert list(waiting(meeting)) == [*pair, bram]
    assert kinds(to="cato@example.org") == ["waiting", "first_in_line"]


@pytest.mark.usefixtures("both_engines")
def test_another_side_is_told_once_and_only_when_it_has_a_seat(meeting):
    social, gemeente = find_domain("social"), find_domain("municipality")
    share_seats(meeting, Sharing(None, 24, 12, shares={gemeente.id: Share(maximum=0)}))
    (anna,) = sign_up(meeting, "Anna")

    editing.amend(anna, amendment(domain=social))
    editing.amend(anna, amendment(domain=social))
    with pytest.raises(DomainFull):
        editing.amend(anna, amendment(domain=gemeente, note="belt terug"))

    assert anna.domain is social
    assert anna.note == ""
    assert kinds(to="anna@example.org") == ["confirmed", "moved"]
    assert "Sociaal" in delivered(to="anna@example.org")[-1].text


def test_a_note_or_organisation_is_written_and_told_to_nobody(meeting):
    (anna,) = sign_up(meeting, "Anna")

    editing.amend(
        anna, amendment(organisation=" GGD  Haaglanden ", role="arts", note="belt\nterug")
    )

    assert (anna.organisation_text, anna.role, anna.note) == (
        "GGD Haaglanden",
        "arts",
        "belt terug",
    )
    assert anna.domain.slug == "medical"
    assert kinds(to="anna@example.org") == ["confirmed"]


def test_somebody_added_by_hand_is_told_however_busy_their_mailbox_is(meeting):
    names = ["Anna", "Bram", "Cato", "Dirk", "Eva"]

    added = [editing.add(meeting, answers(name, "praktijk@example.org")) for name in names]
    again = editing.add(meeting, answers("Anna", "praktijk@example.org"))

    assert [is_new for _registration, is_new in added] == [True] * 5
    assert again == (added[0][0], False)
    assert kinds(to="praktijk@example.org") == ["confirmed"] * 5


def test_the_mails_say_that_it_was_the_organiser(make):
    meeting = make(seats=1)
    anna, _bram, cato = sign_up(meeting, "Anna", "Bram", "Cato")

    editing.promote(cato)
    first = delivered(to="cato@example.org")[-1]
    editing.remove(anna)
    gone = delivered(to="anna@example.org")[-1]

    assert "de organisator" in first.text
    assert "de organisator" in gone.text
    assert b"METHOD:CANCEL" in gone.calendar
