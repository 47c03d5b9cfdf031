"""The ballot box: groups, sequences, one bad ballot among good ones, and its end."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from lcm import clock
from lcm.db import db, transaction
from lcm.live import operations
from lcm.live.ballots.ballot_box import BallotBox, Fate, Outcome
from lcm.live.ballots.ballot_rows import Cast
from lcm.live.models import Ballot
from tests import loops

pytestmark = pytest.mark.usefixtures("both_engines")

NOWHERE = 999


@pytest.fixture
def told():
    return []


@pytest.fixture
def box(app, told):
    box = BallotBox(db.engine, told.append)
    yield box
    box.close()


@pytest.fixture
def ballot(round_, live):
    """Make a ballot of one device; what is not given stays the same."""
    code, round_id = live.code, round_.id

    def make(device=1, choice=("a",), seq=1, domain_id=None, is_counted=True):
        key = device.to_bytes(16)
        return Cast(code, round_id, key, domain_id, list(choice), seq, is_counted)

    return make


def stored():
    db.session.rollback()
    rows = db.session.execute(select(Ballot.device_key, Ballot.seq, Ballot.choice))
    return {int.from_bytes(row.device_key): (row.seq, row.choice) for row in rows}


def test_a_ballot_is_stored_when_it_is_answered(box, ballot, told, live):
    outcome = box.cast(ballot(choice=["a", "b"]))

    assert outcome == Outcome(Fate.ACCEPTED, 1, ["a", "b"])
    assert stored() == {1: (1, ["a", "b"])}
    assert told == [{live.code}]


def test_a_ballot_has_the_minute_of_who_cast_it_and_no_second(box, ballot):
    with clock.set_to(datetime(2026, 11, 19, 14, 5, 42, tzinfo=UTC)):
        box.cast(ballot())

    db.session.rollback()
    assert db.session.scalars(select(Ballot.minute_at)).one() == datetime(
        2026, 11, 19, 14, 5, tzinfo=UTC
    )


def test_a_higher_sequence_replaces_and_a_lower_one_does_not(box, ballot):
    box.cast(ballot(seq=5, choice=["a"]))

    higher = box.cast(ballot(seq=7, choice=["b"]))
    lower = box.cast(ballot(seq=6, choice=["c"]))

    assert higher.fate is Fate.ACCEPTED
    assert lower == Outcome(Fate.KEPT_OTHER, 7, ["b"])
    assert stored() == {1: (7, ["b"])}


def test_the_same_ballot_twice_is_accepted_twice_and_stored_once(box, ballot):
    outcomes = [box.cast(ballot(seq=3)), box.cast(ballot(seq=3))]

    assert [outcome.fate for outcome in outcomes] == [Fate.ACCEPTED, Fate.ACCEPTED]
    assert stored() == {1: (3, ["a"])}


def test_the_same_sequence_with_another_choice_is_told_what_is_stored(box, ballot):
    box.cast(ballot(seq=3, choice=["a"]))

    other = box.cast(ballot(seq=3, choice=["b"]))

    assert other == Outcome(Fate.KEPT_OTHER, 3, ["a"])


def test_ballots_of_one_device_in_one_group_count_in_their_order(box, ballot):
    async def all_at_once():
        return await asyncio.gather(
            box.cast_soon(ballot(seq=2, choice=["b"])),
            box.cast_soon(ballot(seq=1, choice=["a"])),
            box.cast_soon(ballot(seq=3, choice=["c"])),
        )

    outcomes = loops.run(all_at_once())

    assert [outcome.fate for outcome in outcomes] == [
        Fate.ACCEPTED,
        Fate.KEPT_OTHER,
        Fate.ACCEPTED,
    ]
    assert stored() == {1: (3, ["c"])}


def test_one_bad_ballot_never_fails_its_group(box, ballot):
    async def all_at_once():
        casts = [ballot(device=device) for device in range(1, 21)]
        casts.insert(10, ballot(device=99, domain_id=NOWHERE))
        return await asyncio.gather(*(box.cast_soon(cast) for cast in casts))

    outcomes = loops.run(all_at_once())

    assert [outcome.fate for outcome in outcomes].count(Fate.ACCEPTED) == 20
    assert outcomes[10].fate is Fate.FAILED
    assert sorted(stored()) == list(range(1, 21))


def test_a_closed_round_takes_nothing(box, ballot, round_):
    operations.close_round(round_)
    db.session.commit()

    outcome = box.cast(ballot())

    assert outcome.fate is Fate.NOT_OPEN
    assert stored() == {}


def test_a_try_out_is_answered_and_not_stored(box, ballot):
    outcome = box.cast(ballot(is_counted=False))

    assert outcome.fate is Fate.ACCEPTED
    assert stored() == {}


def test_the_box_empties_itself_before_it_closes(box, ballot):
    with ThreadPoolExecutor(30) as threads:
        answers = [threads.submit(box.cast, ballot(device=device)) for device in range(1, 31)]
        box.close()

    assert {answer.result().fate for answer in answers} == {Fate.ACCEPTED}
    assert len(stored()) == 30


def test_a_closed_box_starts_again_with_the_next_ballot(box, ballot):
    box.close()

    assert box.cast(ballot()).fate is Fate.ACCEPTED


def test_a_ballot_in_flight_at_the_close_waits_and_is_refused(box, ballot, round_):
    with ThreadPoolExecutor(1) as threads, transaction():
        operations.close_round(round_)
        answer = threads.submit(box.cast, ballot())
        time.sleep(0.2)
        was_answered_meanwhile = answer.done()

    assert not was_answered_meanwhile
    assert answer.result().fate is Fate.NOT_OPEN
    assert stored() == {}
