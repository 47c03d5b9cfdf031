"""Many people register at the same moment, at several server processes: no seat goes twice."""

import pytest

from lcm.people.queries import find_domain
from lcm.registration.queries import confirmed, waiting, waiting_position
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from tests.registration.conftest import mails
from tests.registration.races.acts import registering

CLIENTS = 8
QUOTAS = {"medical": 10, "social": 6, "municipality": 4}


def crowd(meeting, size=CLIENTS):
    return [registering(meeting, f"m{meeting.id}p{number}") for number in range(size)]


def mailed(kind):
    """Whom a mail of this kind was queued for, each as often as that."""
    return sorted(mail.to_address for mail in mails(kind))


def addresses(registrations):
    return sorted(one.person.email_key for one in registrations)


@pytest.mark.parametrize("seats", [1, 20])
def test_eight_people_get_the_seats_there_are_every_time(at_once, make, in_full, seats):
    rounds = 10 if in_full else 3
    meetings = [make(seats=seats) for _round in range(rounds)]

    statuses = [at_once(crowd(meeting)) for meeting in meetings]

    seated = [one for meeting in meetings for one in confirmed(meeting)]
    queues = [waiting(meeting) for meeting in meetings]
    given = min(seats, CLIENTS)
    assert statuses == [[303] * CLIENTS] * rounds
    assert [len(confirmed(meeting)) for meeting in meetings] == [given] * rounds
    for queue in queues:
        assert [waiting_position(one) for one in queue] == list(range(1, CLIENTS - given + 1))
    assert mailed("confirmed") == addresses(seated)
    assert mailed("waiting") == addresses(one for queue in queues for one in queue)


def test_without_the_lock_the_same_people_get_more_seats_than_there_are(at_once, make):
    meeting = make(seats=1)

    at_once(crowd(meeting), guarded=False)

    assert len(confirmed(meeting)) > 1


def test_a_crowd_from_three_domains_gets_exactly_what_each_domain_has(at_once, make, in_full):
    size = 500 if in_full else 60
    meeting = make(seats=20)
    shares = {find_domain(side).id: Share(most, most) for side, most in QUOTAS.items()}
    share_seats(meeting, Sharing(None, 24, 12, shares=shares))
    sides = [list(QUOTAS)[number % 3] for number in range(size)]
    calls = [registering(meeting, f"p{number}", side) for number, side in enumerate(sides)]

    statuses = at_once(calls)

    seated, queue = confirmed(meeting), waiting(meeting)
    assert statuses == [303] * size
    assert mailed("confirmed") == addresses(seated)
    assert mailed("waiting") == addresses(queue)
    for side, most in QUOTAS.items():
        turns = [waiting_position(one) for one in queue if one.domain.slug == side]
        assert len([one for one in seated if one.domain.slug == side]) == most
        assert turns == list(range(1, sides.count(side) - most + 1))
