"""Ballots on paper: typed in with their domain, each once, until the result is shown."""

import re

import pytest
from sqlalchemy import select

from lcm.db import db
from lcm.live import operations, queries
from lcm.live.ballots import paper
from lcm.live.ballots.cast_ballots import cast_ballots, turnout
from lcm.live.editor.drafting import add_poll
from lcm.live.editor.kinds import RULES
from lcm.live.models import PaperBallot, RoundState
from lcm.live.refusals import StepNotPossible
from lcm.live.rehearsing import rehearsals
from tests.factories import make_community, make_person

KINDS = [kind for kind in RULES if kind != "questions"]


@pytest.fixture
def host(client, leader):
    client.sign_in(leader)
    return client


def page_of(poll):
    return f"/m/{poll.meeting.slug}/vote/{poll.public_id}/paper"


@pytest.fixture
def page(round_):
    return page_of(round_.poll)


def sheet_in(answer):
    return re.search(r'name="sheet"[^>]*value="([^"]+)"', answer.get_data(as_text=True))[1]


def typed(poll, sheet="one"):
    """A valid ballot of the kind of ``poll`` as its form sends it."""
    ids = [option.public_id for option in poll.options]
    fields = {
        "points": {f"points-{one}": "0" for one in ids}
        | {f"points-{one}": "50" for one in ids[:2]},
        "impact": {f"impact-{ids[0]}": "4", f"feasibility-{ids[0]}": ""} if ids else {},
        "scale": {"choice": "4"},
        "consent": {"choice": "objection", "text": "Te weinig tijd"},
        "words": {"choice": ["warm", "", "dichtbij"]},
        "open": {"choice": ["Wachtlijsten", "", ""]},
    }.get(poll.kind, {"choice": [*ids[:2], ""]})
    return {"sheet": sheet, "domain": "medical", **fields}


def stored():
    db.session.rollback()
    return list(db.session.scalars(select(PaperBallot).order_by(PaperBallot.id)))


def open_vote(poll, kind):
    """Open a vote of ``kind``; with options where it has some."""
    if kind == "top":
        made = poll
    else:
        made = add_poll(poll.meeting, kind)
        for position, option in enumerate(poll.options[: 3 if RULES[kind].has_options else 0]):
            copy = type(option)(position=position, letter=option.letter, label=option.label)
            made.options.append(copy)
        db.session.flush()
    operations.open_round(made.rounds[0])
    db.session.commit()
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_every_kind_is_typed_in_with_its_domain(host, poll, kind):
    made = open_vote(poll, kind)
    page = page_of(made)
    shown = host.get(page)
    fields = typed(made, sheet_in(shown))
    names = set(re.findall(r'name="([^"]+)"', shown.get_data(as_text=True)))

    answer = host.post(page, data=fields)

    assert set(fields) <= names
    assert answer.status_code == 303
    (ballot,) = stored()
    assert ballot.choice
    (counted,) = cast_ballots(made.rounds[0])
    assert (counted.domain, counted.is_paper) == ("medical", True)


def test_a_double_post_is_one_paper(host, page, poll):
    for _ in range(2):
        assert host.post(page, data=typed(poll)).status_code == 303

    assert len(stored()) == 1


def test_another_paper_on_a_used_page_is_kept_and_asked_about(host, page, poll):
    host.post(page, data=typed(poll))
    other = typed(poll) | {"domain": "social"}

    asked = host.post(page, data=other)

    assert asked.status_code == 409
    assert len(stored()) == 1
    assert re.search(r'<input checked[^>]*value="social"', asked.get_data(as_text=True))
    again = host.post(page, data=other | {"sheet": sheet_in(asked)})
    assert again.status_code == 303
    assert len(stored()) == 2


def test_a_refused_paper_stays_as_it_was_typed(host, page, poll):
    first = poll.options[0].public_id

    answer = host.post(page, data={"sheet": "x", "domain": "social", "choice": [first, first]})

    words = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words.count(f'<option value="{first}" selected>') == 2
    assert 'aria-invalid="true"' in words
    assert stored() == []


def test_a_paper_without_a_domain_stays_as_it_was_typed(host, page, poll):
    first = poll.options[0].public_id

    answer = host.post(page, data={"sheet": "x", "choice": [first, ""]})

    assert answer.status_code == 422
    assert f'<option value="{first}" selected>' in answer.get_data(as_text=True)
    assert stored() == []


def test_nothing_typed_is_no_blank_paper_by_accident(host, page, poll):
    empty = {"sheet": "x", "domain": "not-stated", "choice": ["", "", ""]}

    refused = host.post(page, data=empty)
    blank = host.post(page, data=empty | {"blank": "yes"})
    not_blank = host.post(page, data=typed(poll, "y") | {"blank": "yes"})

    assert (refused.status_code, blank.status_code, not_blank.status_code) == (422, 303, 422)
    assert [(one.choice, one.domain_id) for one in stored()] == [([], None)]


def test_the_domain_stays_for_the_next_paper_of_the_pile(host, page, poll):
    answer = host.post(page, data=typed(poll))

    following = host.get(answer.headers["Location"]).get_data(as_text=True)

    assert re.search(r'<input checked[^>]*value="medical"', following)


def test_a_paper_is_taken_out_and_a_second_tap_changes_nothing(host, page, poll):
    host.post(page, data=typed(poll, "one"))
    host.post(page, data=typed(poll, "two"))
    address = f"{page}/{stored()[0].public_id}/take-out"

    assert [host.post(address).status_code for _ in range(2)] == [303, 303]

    assert len(stored()) == 1


def test_what_is_on_a_paper_is_not_shown_again(host, page, poll):
    host.post(page, data=typed(poll) | {"domain": "social"})

    listed = host.get(page).get_data(as_text=True)

    assert "selected" not in listed
    assert "take-out" in listed


def test_the_turnout_says_how_many_are_on_paper(host, page, poll, round_):
    for number in range(3):
        host.post(page, data=typed(poll, f"sheet {number}"))

    for address in (page.removesuffix("/paper"), f"/m/{poll.meeting.slug}/run"):
        where = address.replace(f"/{poll.public_id}", f"?poll={poll.public_id}")
        assert "+3 op papier" in host.get(where).get_data(as_text=True)
    assert turnout(cast_ballots(round_)).paper_count == 3


def test_papers_come_in_after_the_close_and_not_after_the_reveal(host, page, poll, round_):
    operations.close_round(round_)
    closed = host.post(page, data=typed(poll, "one"))
    operations.reveal_round(round_)
    late = host.post(page, data=typed(poll, "two"))
    out = host.post(f"{page}/{stored()[0].public_id}/take-out")

    assert (closed.status_code, late.status_code, out.status_code) == (303, 409, 409)
    assert queries.result_of(round_).ballot_count == 1
    assert len(stored()) == 1
    assert host.get(page).status_code == 409


@pytest.mark.usefixtures("both_engines")
def test_only_a_real_round_between_opening_and_reveal_takes_papers(poll):
    draft = poll.rounds[0]
    with pytest.raises(StepNotPossible):
        paper.enter(draft, "one", None, [])

    rehearsed = rehearsals.rehearse(poll)
    with pytest.raises(StepNotPossible):
        paper.enter(rehearsed, "one", None, [])

    rehearsals.wipe(poll)
    operations.open_round(draft)
    assert paper.enter(draft, "one", None, []) is paper.enter(draft, "one", None, [])
    operations.reset_round(draft, "De vraag was onduidelijk")
    with pytest.raises(StepNotPossible):
        paper.enter(draft, "two", None, [])
    assert draft.state == RoundState.CLOSED


def test_a_paper_of_another_vote_cannot_be_taken_out_here(host, page, poll, round_):
    host.post(page, data=typed(poll))
    foreign = stored()[0].public_id
    operations.close_round(round_)
    other = open_vote(poll, "scale")

    host.post(f"{page_of(other)}/{foreign}/take-out")

    assert len(stored()) == 1


def test_a_stranger_finds_no_page_for_papers(client, page, poll):
    stranger = make_person()
    make_community(leader=stranger)
    client.sign_in(stranger)

    assert client.get(page).status_code == 404
    assert client.post(page, data=typed(poll)).status_code == 404
    assert stored() == []


def test_a_paper_of_a_round_that_was_held_again_meanwhile_is_refused(host, page, poll, round_):
    old = re.search(r'name="round" value="([^"]+)"', host.get(page).get_data(as_text=True))[1]
    operations.open_round(operations.reset_round(round_, "De vraag was onduidelijk"))
    db.session.commit()

    late = host.post(page, data=typed(poll) | {"round": old})

    assert late.status_code == 409
    assert stored() == []
