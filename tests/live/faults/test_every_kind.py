"""Every kind of vote at its door: bad ballots, ballots out of time, and two changes at once."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from lcm.db import db, transaction
from lcm.live import operations
from lcm.live.choices import KINDS
from lcm.live.editor import drafting
from lcm.live.editor.option_lines import OptionDraft
from lcm.live.models import Ballot
from tests.live.faults.ballots import BAD, GOOD, filled_in
from tests.live.faults.lines import Line

CHANGES = 200


@pytest.fixture
def ids(poll):
    """The ids that the samples name: those of the poll's options, and one of another poll."""
    other = drafting.fill(
        drafting.add_poll(poll.meeting, "top"), [OptionDraft(label, "") for label in "xyz"]
    )
    db.session.commit()
    return {f"@{option.letter}": option.public_id for option in poll.options} | {
        "@other": other.options[0].public_id
    }


@pytest.fixture
def kind(poll, request):
    """Make the poll one of the kind that the test is about."""
    drafting.change_kind(poll, request.param)
    db.session.commit()
    return request.param


@pytest.fixture
def choices(kind, ids):
    return [filled_in(choice, ids) for choice in GOOD[kind]]


@pytest.fixture
def calling(server, live, device_cookie):
    """Open a connection of a device, a new one unless its cookie is given."""
    lines = []

    def call(cookie=""):
        lines.append(Line(server.port, live.code, cookie or device_cookie()))
        return lines[-1]

    yield call
    for one in lines:
        one.close()


def take(step, *arguments):
    with transaction():
        step(*arguments)


def rows():
    db.session.rollback()
    return [tuple(row) for row in db.session.execute(select(Ballot.choice, Ballot.seq))]


def test_the_samples_know_every_kind():
    assert set(BAD) == set(KINDS)
    assert set(GOOD) == set(KINDS) - {"questions"}


@pytest.mark.parametrize("kind", GOOD, indirect=True)
def test_a_bad_ballot_is_refused_with_reason_and_field_and_changes_nothing(
    calling, kind, choices, ids, round_
):
    phone, round_id = calling(), round_.public_id
    first = phone.vote(round_id, choices[0], 1)
    before = rows()

    found = []
    for seq, (choice, _, _) in enumerate(BAD[kind], start=2):
        status, answer = phone.vote(round_id, filled_in(choice, ids), seq)
        found.append((status, answer["reason"], answer["field"], bool(answer["title"])))

    assert first == (200, {"accepted": True, "seq": 1})
    assert found == [(422, reason, filled_in(field, ids), True) for _, reason, field in BAD[kind]]
    assert phone.state()["poll"]["ballot"] == {"choice": choices[0], "seq": 1}
    assert rows() == before == [(choices[0], 1)]


@pytest.mark.parametrize("kind", ["questions"], indirect=True)
def test_questions_take_no_ballot(calling, kind, round_):
    answers = [calling().vote(round_.public_id, choice) for choice, _, _ in BAD["questions"]]

    assert [(status, answer["reason"]) for status, answer in answers] == [(422, "no-ballot")] * 2
    assert rows() == []


@pytest.mark.parametrize("kind", GOOD, indirect=True)
def test_a_ballot_before_the_opening_or_after_the_close_is_refused_and_changes_nothing(
    calling, kind, choices, poll
):
    phone, round_ = calling(), poll.rounds[0]
    old_body = json.dumps({"choice": choices[0], "seq": 1}).encode()
    early = phone.put(round_.public_id, old_body)
    nothing = rows()
    take(operations.open_round, round_)
    accepted = phone.put(round_.public_id, old_body)
    take(operations.close_round, round_)
    before = rows()

    late = [phone.put(round_.public_id, old_body), phone.vote(round_.public_id, choices[1], 2)]
    take(operations.reset_round, round_, "Nog eens")
    late.append(phone.vote(poll.rounds[1].public_id, choices[1], 3))

    assert nothing == []
    assert accepted[0] == 200
    refused = [(status, answer["reason"]) for status, answer in [early, *late]]
    assert refused == [(409, "not-open")] * 4
    assert rows() == before == [(choices[0], 1)]


@pytest.mark.parametrize("kind", GOOD, indirect=True)
def test_two_changes_at_once_two_hundred_times_leave_one_whole_ballot(
    calling, kind, choices, round_
):
    first, watcher, round_id = calling(), calling(), round_.public_id
    second, watcher.cookie = calling(first.cookie), first.cookie
    together = threading.Barrier(2)

    def change(phone, own):
        statuses = []
        for turn in range(CHANGES):
            together.wait(30)
            statuses.append(phone.vote(round_id, choices[own], 1 + 2 * turn + own)[0])
        return statuses

    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(change, first, 0), threads.submit(change, second, 1)]
        seen = []
        while not all(run.done() for run in runs):
            seen.append(watcher.state()["poll"]["ballot"])

    assert [status for run in runs for status in run.result()] == [200] * (2 * CHANGES)
    assert len(seen) > 10
    assert all(ballot is None or ballot["choice"] in choices for ballot in seen)
    assert rows() == [(choices[1], 2 * CHANGES)]
