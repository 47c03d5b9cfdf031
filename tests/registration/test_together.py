"""Who registers colleagues gets places for all of them together, or waits with them as one."""

import pytest

from lcm.db import db
from lcm.people.queries import find_domain
from lcm.registration import operations
from lcm.registration.models import Registration, SeatShare
from lcm.registration.queries import registrations_of, waiting_position
from tests.registration.conftest import answers, delivered, filled_in, kinds, mails, sign_up

ANNA = {
    "colleague-1-name": "Anna Mulder",
    "colleague-1-email": "anna@example.org",
    "colleague-1-domain": "social",
}
BRAM = {
    "colleague-3-name": "Bram Vos",
    "colleague-3-email": "bram@example.org",
    "colleague-3-domain": "medical",
}


def together(meeting, *names, **changes):
    return operations.register_together(meeting, [answers(name, **changes) for name in names])


def states(registrations):
    return [registration.state.value for registration in registrations]


def count():
    return db.session.query(Registration).count()


@pytest.mark.usefixtures("both_engines")
def test_a_group_of_three_on_two_seats_waits_as_one_and_is_offered_as_one(make):
    meeting = make(seats=3)
    (zoe,) = sign_up(meeting, "Zoe")

    group = together(meeting, "Anna", "Bram", "Cato")
    waited = states(group)
    (driss,) = sign_up(meeting, "Driss")
    operations.cancel(zoe)
    too_few = states(group)
    operations.cancel(driss)

    assert waited == too_few == ["waiting"] * 3
    assert states(group) == ["offered"] * 3
    assert kinds(to="cato@example.org") == ["waiting", "offered"]


def test_a_group_has_one_turn_on_the_list(make):
    meeting = make(seats=0)
    (zoe,) = sign_up(meeting, "Zoe")

    group = together(meeting, "Anna", "Bram")
    (cato,) = sign_up(meeting, "Cato")

    assert [waiting_position(one) for one in (zoe, *group, cato)] == [1, 2, 2, 3]


def test_a_group_waits_when_one_of_its_sides_is_full(make):
    meeting = make(seats=10)
    medical = find_domain("medical")
    db.session.add(SeatShare(meeting_id=meeting.id, domain_id=medical.id, minimum=0, maximum=1))
    db.session.flush()

    group = operations.register_together(
        meeting,
        [answers("Anna", domain_slug="social"), answers("Bram"), answers("Cato")],
    )

    assert states(group) == ["waiting"] * 3


def test_who_leaves_a_group_that_waits_makes_room_for_the_others(make):
    meeting = make(seats=2)
    group = together(meeting, "Anna", "Bram", "Cato")

    operations.cancel(group[0])

    assert states(group) == ["cancelled", "offered", "offered"]


def test_who_is_registered_already_keeps_the_row_and_the_others_are_a_group(make):
    meeting = make(seats=2)
    (bram,) = sign_up(meeting, "Bram")

    group = together(meeting, "Anna", "Bram", "Cato")

    assert states(group) == ["waiting", "confirmed", "waiting"]
    assert group[1] is bram
    assert kinds(to="bram@example.org") == ["confirmed", "already"]


def test_each_of_a_group_gets_a_mail_with_a_link_of_their_own(client, meeting):
    answer = client.post(f"/m/{meeting.slug}/register", data=filled_in(**ANNA, **BRAM))

    bodies = {mail.to_address: mail.text for mail in delivered()}

    assert answer.location == f"/m/{meeting.slug}/thanks"
    assert [one.person.name for one in registrations_of(meeting)] == [
        "Anna Mulder",
        "Bram Vos",
        "Fatima el Idrissi",
    ]
    assert "Fatima heeft je aangemeld." in bodies["anna@example.org"]
    assert "aangemeld." not in bodies["fatima@example.org"]
    assert {one.organisation_text for one in registrations_of(meeting)} == {
        "Ella Verloskundige Zorg"
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"colleague-3-email": "bram"},
        {"colleague-3-name": " "},
        {"colleague-3-domain": ""},
        {"colleague-3-domain": "elsewhere"},
        {"colleague-3-name": "x" * 121},
        {"colleague-3-name": "ANNA mulder", "colleague-3-email": " Anna@example.org"},
        {"colleague-3-name": "Fatima el Idrissi", "colleague-3-email": "fatima@example.org"},
    ],
)
def test_half_a_group_is_nobody_and_keeps_what_was_typed(client, meeting, wrong):
    page = client.post(f"/m/{meeting.slug}/register", data=filled_in(**ANNA, **{**BRAM, **wrong}))

    assert page.status_code == 422
    assert "Collega 3 klopt nog niet." in page.text
    assert "Er is nog niemand aangemeld." in page.text
    assert 'value="Anna Mulder"' in page.text
    assert 'value="Fatima el Idrissi"' in page.text
    assert (count(), mails()) == (0, [])
