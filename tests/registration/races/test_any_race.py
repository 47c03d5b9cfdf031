"""Races drawn at random on one meeting that goes on: after each one its seats are right."""

import random
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

from lcm import clock
from lcm.db import db
from lcm.people.queries import find_domain
from lcm.registration import operations
from lcm.registration.models import SEATED, Registration, RegistrationState
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from tests.registration.conftest import answers, draft, filled_in
from tests.registration.ledgers import look, newly_offered, passed_over
from tests.registration.races import acts

SEED = 20261119
SIDES = ("medical", "social")
PEOPLE = 14
FAR_AWAY = datetime(2039, 12, 3, 14, 0)
MOMENT = timedelta(microseconds=1)
OFFERED, WAITING = RegistrationState.OFFERED, RegistrationState.WAITING


def busy(make):
    """A meeting of six seats, at most four for one side, and more people than seats."""
    meeting = make(seats=6, starts_local=FAR_AWAY)
    shares = {find_domain("medical").id: Share(1, 4)}
    share_seats(meeting, Sharing(None, 24, 12, shares=shares))
    for number in range(PEOPLE):
        operations.register(meeting, answers(f"N{number}", domain_slug=SIDES[number % 2]))
    return meeting


def drawn(chance, meeting, last):
    """Calls that go for the same seats, at the instant at which the oldest offer passes."""
    people = list(db.session.query(Registration).order_by(Registration.id))
    seated = [one for one in people if one.state in SEATED]
    offered = [one for one in people if one.state is OFFERED]
    until = min((one.offered_until for one in offered), default=last)
    instant = max(until, last + timedelta(minutes=1))
    calls = [acts.pressing(one, "claim") for one in offered]
    calls += [acts.pressing(one, "cancel") for one in chance.sample(seated, min(2, len(seated)))]
    others = [one for one in people if one.state is WAITING]
    calls += [acts.pressing(one, "cancel") for one in chance.sample(others, len(others) > 4)]
    calls += [_coming_back(chance, meeting, one) for one in people if _is_gone(one)][:4]
    calls += [partial(acts.at, instant + MOMENT, acts.sweep), partial(acts.at, instant, acts.sweep)]
    plan = draft(seats=chance.choice((5, 6, 7)), starts_local=FAR_AWAY)
    calls += chance.sample([partial(acts.resize, meeting.id, plan)], chance.random() < 0.2)
    chance.shuffle(calls)
    return instant, calls


def _is_gone(registration):
    return registration.state is RegistrationState.CANCELLED


def _coming_back(chance, meeting, registration):
    """Somebody who left undoes that, or registers anew."""
    if chance.random() < 0.3:
        return acts.pressing(registration, "undo")
    person = registration.person
    fields = filled_in(name=person.name, email=person.email, domain=chance.choice(SIDES))
    return partial(acts.post, f"/m/{meeting.slug}/register", fields)


def faults(before, after):
    """What is wrong after a race; nothing when all is right."""
    found, seats = [], before.ledger.seats
    if after.idle:
        found.append("a seat is idle while somebody waits who fits")
    # Who was offered a seat and left in one race has the mail, and passed the seat on.
    passing = Counter(row.id for row in before.in_state(WAITING) if _is_gone(after.rows[row.id]))
    mailed = after.offers - before.offers
    if mailed - passing != newly_offered(before, after):
        found.append("an offer was mailed twice, or not at all")
    if passed_over(before, after):
        found.append("somebody was passed over")
    if after.ledger.taken_count > max(before.ledger.taken_count, seats, after.ledger.seats):
        found.append("more seats were given than there are")
    if after.excess - before.excess and after.ledger.seats == seats:
        found.append("a side got more than its maximum")
    return found


def test_whatever_happens_at_once_the_seats_are_right_after_it(at_once, make, in_full):
    meeting, chance = busy(make), random.Random(SEED)
    instant, found, answered = clock.now(), [], Counter()

    for number in range(1000 if in_full else 8):
        before = look(meeting)
        instant, calls = drawn(chance, meeting, instant)
        with clock.set_to(instant):
            answered.update(at_once(calls))
        after = look(meeting)
        found += [(number, fault) for fault in faults(before, after)]

    assert found == []
    assert set(answered) <= {303, 409}
