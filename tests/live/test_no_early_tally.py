"""Before the reveal no byte to anybody depends on what people chose, whatever the kind of vote."""

import re
from datetime import timedelta

import pytest

from lcm import clock
from lcm.clock import now
from lcm.db import db
from lcm.live import operations, queries
from lcm.live.choices import KINDS, LIVE_KINDS
from lcm.live.models import Ballot, PaperBallot
from tests.ballots import cast_by_all, cast_on_paper, choice_of

HIDDEN = [kind for kind in KINDS if kind not in LIVE_KINDS]
ROOM = {"medical": 8, "social": 6, "municipality": 5}
# A new visit and a form's own time stamp differ each time a page is asked for.
CHANGING = re.compile(rb'name="visit" type="hidden" value="[^"]*"|name="csrf_token" value="[^"]*"')


@pytest.fixture
def round_(request, poll):
    """An open round of each kind, in which the whole room voted, one of them on paper."""
    poll.kind = request.param
    operations.open_round(poll.rounds[0], minutes=20)
    cast_by_all(poll.rounds[0], ROOM)
    cast_on_paper(poll.rounds[0], choice_of(poll, 1), "social")
    db.session.commit()
    return poll.rounds[0]


@pytest.fixture
def host(client, leader):
    client.sign_in(leader)
    return client


def choose_otherwise(round_):
    """Let everybody choose something else; who voted, and how many, stays as it is."""
    for rows in (Ballot, PaperBallot):
        for number, ballot in enumerate(db.session.query(rows).filter_by(round_id=round_.id)):
            ballot.choice = choice_of(round_.poll, 3 * (number % 2) + 2)
    db.session.commit()


def seen(client, round_, views=("", "?view=vote", "?view=result", "?view=result&how=y")):
    """Return what phones, programs, stages and the host can ask for, by address."""
    meeting = round_.poll.meeting
    slug, code = meeting.slug, queries.live_of(meeting).code
    stage = queries.stage_link(meeting)
    addresses = [f"/j/{code}", f"/live/{code}/state"]
    addresses += [f"{stage}{view}" for view in views]
    addresses += [f"/live/{code}/turnout/{stage.rpartition('/')[2]}", f"/p/{slug}"]
    addresses += [f"/m/{slug}/{page}" for page in ("vote", "run", "report", "summary", "results")]
    addresses += [f"/m/{slug}/results/{round_.public_id}.{form}" for form in ("csv", "xlsx")]
    addresses += [f"/m/{slug}/vote/{round_.poll.public_id}/said", "/"]
    answers = {address: client.get(address) for address in addresses}
    return {
        address: (answer.status_code, CHANGING.sub(b"", answer.data))
        for address, answer in answers.items()
    }


@pytest.mark.parametrize(
    ("round_", "is_closed"),
    [("top", False), ("consent", False), *((kind, True) for kind in HIDDEN)],
    indirect=["round_"],
)
def test_nothing_anybody_can_see_depends_on_the_choices(host, round_, is_closed):
    with clock.set_to(now() + timedelta(seconds=1)):
        if is_closed:
            operations.close_round(round_)
            db.session.commit()
        before = seen(host, round_)
        choose_otherwise(round_)
        after = seen(host, round_)

    assert before == after
    assert sum(status == 200 for status, _ in before.values()) >= 12


@pytest.mark.parametrize("round_", ["top", "consent"], indirect=True)
def test_after_the_reveal_what_they_see_does_depend_on_them(host, round_):
    with clock.set_to(now() + timedelta(seconds=1)):
        before = seen(host, round_)
        operations.close_round(round_)
        operations.reveal_round(round_)
        db.session.commit()
        after = seen(host, round_)

    stage = queries.stage_link(round_.poll.meeting)
    assert before[f"{stage}?view=result"] != after[f"{stage}?view=result"]
    assert b'"result"' in after[f"/live/{queries.live_of(round_.poll.meeting).code}/state"][1]


@pytest.mark.parametrize("round_", ["words", "open"], indirect=True)
def test_words_and_answers_are_on_the_stage_at_once_and_on_phones_later(host, round_):
    stage = queries.stage_link(round_.poll.meeting)
    code = queries.live_of(round_.poll.meeting).code
    with clock.set_to(now() + timedelta(seconds=1)):
        before = seen(host, round_)
        choose_otherwise(round_)
        after = seen(host, round_)

    assert before[f"{stage}?view=vote"] != after[f"{stage}?view=vote"]
    for address in (f"/j/{code}", f"/live/{code}/state"):
        assert before[address] == after[address]
