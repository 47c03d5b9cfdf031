"""Votes of every kind made, ready-made, given another kind, and taken away."""

from html import unescape

import pytest

from lcm.db import db
from lcm.live import operations, queries
from lcm.live.editor.kinds import FRONT, MORE, RULES
from lcm.live.models import Poll
from lcm.meetings.models import AgendaItem, BlockKind, MeetingState
from tests.factories import make_revealed_vote
from tests.live.editor.reading import labels, newest, origins


def test_three_kinds_stand_in_front_and_the_others_are_folded(host, page):
    front, _, folded = host.get(f"{page}/new").text.partition("<details>")

    assert [kind for kind in RULES if f'value="{kind}"' in front] == list(FRONT)
    assert sorted(kind for kind in RULES if f'value="{kind}"' in folded) == sorted(MORE)


@pytest.mark.parametrize("kind", RULES)
def test_a_vote_of_every_kind_is_made_and_shown(host, page, make, kind):
    poll = make(kind=kind)

    shown = host.get(f"{page}?poll={poll.public_id}")

    assert (poll.kind, poll.options, poll.agenda_item_id) == (kind, [], None)
    assert shown.status_code == 200
    assert poll.question in unescape(shown.text)
    assert ('name="options"' in shown.text) == RULES[kind].has_options
    assert ('name="is_approved_first"' in shown.text) == (kind == "questions")


def test_a_vote_nobody_thought_of_is_refused(host, page):
    answer = host.post(f"{page}/new", data={"kind": "dice"})

    assert answer.status_code == 404
    assert len(list(db.session.scalars(db.select(Poll)))) == 1


def test_a_new_vote_takes_the_block_that_has_none(make, poll):
    block = AgendaItem(
        meeting=poll.meeting, position=1, kind=BlockKind.VOTE, title="Nog eens", minutes=10
    )
    db.session.add(block)
    db.session.commit()

    first, second = make(kind="scale"), make(kind="words")

    assert (first.agenda_item_id, second.agenda_item_id) == (block.id, None)
    assert list(queries.polls_of(poll.meeting)) == [poll, first, second]


def test_ready_made_priorities_come_from_the_aims(make, poll):
    made = make(ready="priorities")

    assert (made.kind, made.k, labels(made)) == ("top", 3, labels(poll))
    assert origins(made) == origins(poll)


def test_ready_made_impact_and_consent_come_from_what_won(make, poll):
    won = make_revealed_vote(poll.meeting, "Korte lijntjes", "Hulp op maat", "Taal", "Geld")[:3]
    expected = [("option", option.id) for option in won]

    impact, consent = make(ready="impact-feasibility"), make(ready="consent-round")

    assert (impact.kind, origins(impact)) == ("impact", expected)
    assert consent.kind == "consent"
    assert consent.question == "We gaan verder met: Korte lijntjes, Hulp op maat, Taal."


def test_ready_made_impact_without_a_winner_comes_from_the_aims(make):
    assert [kind for kind, _id in origins(make(ready="impact-feasibility"))] == ["goal"] * 6


def test_another_kind_keeps_question_and_options(host, page, poll):
    before = labels(poll)
    poll.question = "Waar beginnen we?"

    answer = host.post(f"{page}/{poll.public_id}/kind", data={"kind": "order"})

    assert answer.status_code == 303
    assert (poll.kind, poll.question, labels(poll)) == ("order", "Waar beginnen we?", before)


def test_a_vote_nobody_opened_is_removed(host, page, make, poll):
    made = make(kind="top")

    answer = host.post(f"{page}/{made.public_id}/remove")

    assert answer.status_code == 303
    assert list(queries.polls_of(poll.meeting)) == [poll]
    assert host.get(answer.headers["Location"]).status_code == 200


def test_a_closed_session_gets_no_new_vote(host, page, poll):
    poll.meeting.state = MeetingState.CLOSED

    answers = [host.get(f"{page}/new"), host.post(f"{page}/new", data={"kind": "top"})]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert newest() is poll


def test_a_kind_without_options_gives_them_back_until_it_is_opened(host, page, save, poll):
    before = labels(poll)

    def becomes(kind):
        host.post(f"{page}/{poll.public_id}/kind", data={"kind": kind})
        return save(poll, options="\n".join(labels(poll))).status_code

    there_and_back = [becomes("words"), becomes("top")]
    kept = labels(poll)
    becomes("scale")
    operations.open_round(poll.rounds[0])

    assert there_and_back == [303, 303]
    assert kept == before
    assert poll.options == []
