"""Who voted is remembered, never what; only the silent are reminded, once."""

import pytest
from sqlalchemy import inspect

from lcm import clock
from lcm.clock import now
from lcm.db import db
from lcm.live import beforehand, operations, queries
from lcm.live.ballots import participation
from lcm.live.ballots.ballot_rows import this_minute
from lcm.live.ballots.participation import VoteSeen
from lcm.live.entry.devices import keyed_device, new_device
from lcm.live.models import Ballot
from lcm.mail.models import MailState
from lcm.registration import operations as registration
from lcm.registration.models import RegistrationState
from lcm.registration.waiting_list import claim
from tests.live.beforehand.conftest import (
    DAY,
    HOUR,
    delivered,
    of,
    place_of,
    seat,
    seen,
    to_whom,
)

pytestmark = pytest.mark.usefixtures("both_engines")


def cast(round_, device):
    key = keyed_device(round_.poll.secret, device.key)
    db.session.add(
        Ballot(round_id=round_.id, device_key=key, choice=[], seq=1, minute_at=this_minute())
    )
    db.session.commit()


def vote(round_, name):
    device = new_device()
    cast(round_, device)
    participation.note_voted(queries.live_of(round_.poll.meeting), device, place_of(name))
    db.session.commit()


def sweep(at):
    db.session.commit()
    with clock.set_to(at):
        beforehand.remind_silent(now())
    db.session.expire_all()


def test_only_the_silent_are_reminded_and_once(asked):
    vote(asked, "Joost")

    for at in (asked.closes_at - DAY - HOUR, asked.closes_at - DAY, asked.closes_at - HOUR):
        sweep(at)
        sweep(at)

    assert to_whom("vote_reminder") == ["Fatima"]


def test_nobody_is_reminded_before_the_last_day_or_after_the_end(asked):
    sweep(asked.closes_at - DAY - HOUR)
    sweep(asked.closes_at)

    assert to_whom("vote_reminder") == []


def test_who_votes_after_the_reminder_was_queued_does_not_get_it(asked):
    with clock.set_to(asked.closes_at - DAY):
        sweep(now())
        vote(asked, "Fatima")
        mails = delivered("vote_reminder")

    assert [(mail.to_name, mail.state) for mail in mails] == [
        ("Fatima", MailState.CANCELLED),
        ("Joost", MailState.ACCEPTED),
    ]


def test_who_gets_a_seat_later_is_asked_then_and_not_reminded_at_once(asked):
    sweep(asked.closes_at - DAY - HOUR)
    seat(asked.poll.meeting, "Anouk", "social")

    sweep(asked.closes_at - DAY + HOUR)
    sweep(asked.closes_at - DAY + 2 * HOUR)

    assert to_whom("vote_until") == ["Fatima", "Joost", "Anouk"]
    assert to_whom("vote_reminder") == ["Fatima", "Joost"]


def test_who_gave_the_seat_up_gets_no_mail_and_who_takes_it_is_asked(asked):
    registration.cancel(of("Fatima"))
    claim(of("Els"))

    sweep(asked.closes_at - DAY)

    assert to_whom("vote_until") == ["Fatima", "Joost", "Els"]

    assert to_whom("vote_reminder") == ["Joost"]


def test_a_mail_that_waited_too_long_is_not_sent(asked):
    with clock.set_to(asked.closes_at):
        mails = delivered("vote_until")

    assert {mail.state for mail in mails} == {MailState.CANCELLED}


def test_a_place_without_a_ballot_has_not_voted(asked):
    live = queries.live_of(asked.poll.meeting)

    participation.note_voted(live, new_device(), place_of("Fatima"))
    participation.note_voted(live, new_device(), None)

    assert seen() == []


def test_voting_twice_is_remembered_once(asked):
    vote(asked, "Fatima")
    vote(asked, "Fatima")

    assert seen() == [(asked.id, place_of("Fatima").id)]


@pytest.mark.parametrize("end", ["close", "reset"])
def test_who_voted_is_forgotten_when_the_vote_closes(asked, end):
    vote(asked, "Fatima")

    if end == "close":
        operations.close_round(asked)
    else:
        operations.reset_round(asked, "De vraag was onduidelijk")
    db.session.commit()

    assert seen() == []


def test_nobody_is_remembered_in_a_vote_on_stage(poll):
    registration_ = of("Fatima")
    registration_.state = RegistrationState.CONFIRMED
    operations.open_round(poll.rounds[0])
    device = new_device()
    cast(poll.rounds[0], device)

    participation.note_voted(queries.live_of(poll.meeting), device, place_of("Fatima"))

    assert seen() == []


def test_the_row_of_who_voted_holds_no_choice_device_or_time():
    assert set(inspect(VoteSeen).columns.keys()) == {"round_id", "place_id"}


def test_rows_of_who_voted_stand_in_no_order_of_voting(asked):
    """On PostgreSQL rows lie in the order of writing; beside ballots in theirs that would tell."""
    names = ["Joost", "Fatima"]
    for number in range(6):
        name = f"Persoon {number}"
        seat(asked.poll.meeting, name, "social")
        names.insert(0, name)
    sweep(now())

    for name in names:
        vote(asked, name)

    assert [place for _, place in seen()] == sorted(place_of(name).id for name in names)
