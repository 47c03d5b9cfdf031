"""Every kind of vote is counted from its rows, frozen, and read back as it was."""

import json
from datetime import timedelta

import pytest

from lcm.clock import now
from lcm.db import db
from lcm.live import operations, queries
from lcm.live.choices import KINDS, OPTION_KINDS
from lcm.live.models import Ballot, Ruling
from lcm.live.outcome.counting import count_again, counted
from lcm.live.refusals import StepNotPossible
from lcm.live.results import kept_result
from lcm.live.talk.text_keys import answer_key, objection_key
from tests.ballots import cast, cast_by_all, cast_on_paper, choice_of, reveal

pytestmark = pytest.mark.usefixtures("both_engines")

VOTES = [kind for kind in KINDS if kind != "questions"]
ROOM = {"medical": 8, "social": 6, "municipality": 5}


@pytest.fixture(params=VOTES)
def round_(request, poll):
    """An open round of each kind, in which nobody voted yet."""
    return opened(poll, request.param)


def opened(poll, kind):
    poll.kind, poll.is_balanced = kind, True
    operations.open_round(poll.rounds[-1])
    return poll.rounds[-1]


def hide(round_, key):
    db.session.add(Ruling(round_id=round_.id, key=key, is_hidden=True))
    db.session.flush()


def test_every_kind_is_counted_and_read_back_exactly(round_):
    cast_by_all(round_, ROOM)

    result = counted(round_)

    assert (result.kind, result.ballot_count, result.blank_count) == (round_.poll.kind, 19, 0)
    assert kept_result(json.loads(json.dumps(result.to_json()))) == result
    assert bool(result.winner_ids) == bool(result.places) == (result.kind in OPTION_KINDS)
    assert json.loads(json.dumps(result.shown()))["ballots"] == 19
    assert result.decides_by in result.readings


def test_nothing_at_all_is_counted_too(round_):
    cast(round_, [[], []], "social")

    result = counted(round_)

    assert (result.ballot_count, result.blank_count) == (2, 2)
    assert kept_result(json.loads(json.dumps(result.to_json()))) == result
    assert result.winner_ids == ()


def test_paper_and_early_ballots_count_and_are_told_apart(round_):
    cast_by_all(round_, ROOM)
    cast_on_paper(round_, choice_of(round_.poll, 1), "social")
    cast_on_paper(round_, [], None)
    early = db.session.query(Ballot).filter_by(round_id=round_.id).limit(3).all()
    for ballot in early:
        ballot.minute_at = now() - timedelta(days=2)
    db.session.flush()

    turnout = counted(round_).turnout

    assert (turnout.ballot_count, turnout.blank_count) == (21, 1)
    assert (turnout.beforehand_count, turnout.paper_count) == (3, 2)


def test_small_domains_count_with_whom_the_host_chose(poll):
    round_ = opened(poll, "points")
    poll.joined = {"municipality": "medical"}
    cast_by_all(round_, ROOM)

    assert counted(round_).together == (("medical", "municipality"), ("social",))


@pytest.mark.parametrize("kind", OPTION_KINDS)
def test_a_second_round_is_compared_with_the_first_over_the_same_groups(poll, kind):
    cast_by_all(opened(poll, kind), ROOM)
    first = counted(reveal(poll))
    operations.open_round(operations.reset_round(poll.rounds[-1], "Tweede ronde"))
    cast_by_all(poll.rounds[-1], ROOM | {"municipality": 2}, shift=3)

    second = counted(reveal(poll))

    assert first.together == (("medical",), ("social",), ("municipality",))
    assert second.together == (("medical",), ("social", "municipality"))
    assert first.comparison is None
    assert {move.option for move in second.comparison.moves} == set(second.places)
    assert second.comparison.changed_share is not None
    assert second.readings[-1] == "rounds"
    assert kept_result(json.loads(json.dumps(second.to_json()))) == second


def test_fewer_than_five_changed_minds_are_not_told(poll):
    cast_by_all(opened(poll, "top"), ROOM)
    reveal(poll)
    operations.open_round(operations.reset_round(poll.rounds[-1], "Tweede ronde"))
    cast_by_all(poll.rounds[-1], ROOM)
    for ballot in db.session.query(Ballot).filter_by(round_id=poll.rounds[-1].id).limit(4):
        ballot.choice = list(reversed(ballot.choice))
    db.session.flush()

    assert counted(poll.rounds[-1]).comparison.changed_share is None


@pytest.mark.parametrize("kind", ["scale", "consent"])
def test_a_second_round_without_places_keeps_the_groups_of_the_first(poll, kind):
    cast_by_all(opened(poll, kind), ROOM)
    reveal(poll)
    operations.open_round(operations.reset_round(poll.rounds[-1], "Tweede ronde"))
    cast_by_all(poll.rounds[-1], ROOM | {"social": 2})

    assert counted(poll.rounds[-1]).together == (("medical",), ("social", "municipality"))


def test_a_rehearsal_is_no_earlier_round(poll):
    cast_by_all(opened(poll, "top"), ROOM)
    rehearsed = reveal(poll)
    operations.open_round(operations.reset_round(rehearsed, "Nu echt"))
    rehearsed.is_rehearsal = True
    cast_by_all(poll.rounds[-1], ROOM)

    assert counted(poll.rounds[-1]).comparison is None


def test_a_ranking_tells_agreement_and_duels(poll):
    round_ = opened(poll, "top")
    ids = [option.public_id for option in poll.options]
    cast(round_, [ids[:3]] * 7, "medical")
    cast(round_, [ids[:3]] * 5, "social")

    result = counted(round_)

    assert (result.people_agreement, result.domain_agreement) == (1, 1)
    assert (result.duels.verdict, result.duels.winner) == ("wins", ids[0])
    assert {duel.margin for duel in result.duels.duels} == {None}


def test_words_are_hidden_and_merged_as_the_host_ruled(poll):
    round_ = opened(poll, "words")
    cast(round_, [["Warm"], ["warm", "rot"], ["hartelijk"]])
    hide(round_, "rot")
    db.session.add(Ruling(round_id=round_.id, key="hartelijk", joins="warm"))
    db.session.flush()

    words = counted(round_).words

    assert [(word.spelling, word.ballot_count) for word in words] == [("Warm", 3)]


@pytest.mark.parametrize(("people", "told"), [(4, None), (5, 2)])
def test_how_many_wrote_a_word_is_told_from_five_people(poll, people, told):
    round_ = opened(poll, "words")
    cast(round_, [["warm"], ["warm"], *[["rust"]] * (people - 2)])

    words = counted(round_)

    shown = {word["word"]: word["ballots"] for word in words.shown()["words"]}
    assert shown["warm"] == told
    assert (len({placed.size for placed in words.cloud.placed}) == 1) == (told is None)


def test_answers_are_hidden_and_moved_as_the_host_ruled(poll):
    round_ = opened(poll, "open")
    cast(round_, [["Meer tijd"], ["Naar"], ["Iets heel anders"]])
    key_of = {
        answer.text: answer.id for group in counted(round_).groups for answer in group.answers
    }
    hide(round_, key_of["Naar"])
    joined = Ruling(round_id=round_.id, key=key_of["Iets heel anders"])
    joined.joins = key_of["Meer tijd"]
    db.session.add(joined)
    db.session.flush()

    groups = counted(round_).groups

    assert [{answer.text for answer in group.answers} for group in groups] == [
        {"Meer tijd", "Iets heel anders"}
    ]


def test_a_ruling_after_the_reveal_is_kept_when_counted_again(poll):
    cast(opened(poll, "consent"), [{"word": "objection", "text": "Jan  is lui"}])
    round_ = reveal(poll)
    before = queries.result_of(round_).result.objections
    hide(round_, objection_key("Jan is lui"))

    count_again(round_)

    result = queries.result_of(round_).result
    assert before == ("Jan is lui",)
    assert (result.objections, result.is_objected) == ((), True)


def test_a_changed_answer_has_another_name():
    assert answer_key(b"a", "Meer tijd") != answer_key(b"a", "Meer geld")
    assert answer_key(b"a", "Meer tijd") != answer_key(b"b", "Meer tijd")


def test_questions_to_the_speaker_have_no_result(poll):
    round_ = opened(poll, "questions")
    operations.close_round(round_)

    with pytest.raises(StepNotPossible):
        operations.reveal_round(round_)
