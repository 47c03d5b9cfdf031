"""What hosts decide about words, answers and objections: twice is once, and all can be undone."""

import pytest

from lcm.db import db
from lcm.live import operations, queries
from lcm.live.ballots.ballot_reading import ballot_choice
from lcm.live.choices import BallotRule, ChoiceError
from lcm.live.models import Ruling
from lcm.live.talk import rulings
from lcm.live.talk.said import said_in
from tests.ballots import cast
from tests.live.votes import open_vote

WORDS = [["Huisarts"], ["huisarts", "schulden"], ["huisartsen"], ["onzin"]]
ANSWERS = [["Te weinig tijd voor overleg"], ["Er is te weinig tijd om te overleggen"], ["Geld"]]


@pytest.fixture
def words(poll):
    round_ = open_vote(poll.meeting, "words")
    cast(round_, WORDS)
    db.session.commit()
    return round_


@pytest.fixture
def answers(poll):
    round_ = open_vote(poll.meeting, "open")
    cast(round_, ANSWERS)
    db.session.commit()
    return round_


def shown(round_) -> list[list[str]]:
    return [[one.text for one in heap.texts] for heap in said_in(round_).heaps]


def key_of(round_, text: str) -> str:
    """Return the key of a text, shown or hidden."""
    seen = said_in(round_)
    texts = [one for heap in seen.heaps for one in heap.texts]
    return next(one.key for one in [*texts, *seen.hidden] if one.text == text)


def test_words_are_live_and_the_host_sees_each_with_its_count(words):
    first = said_in(words).heaps[0].first

    assert (first.key, first.count) == ("huisarts", 2)


def test_a_hidden_word_is_gone_and_comes_back(words):
    for act in (rulings.hide, rulings.hide):
        act(words, "onzin")
    hidden = [one.text for one in said_in(words).hidden]
    gone = ["onzin"] in shown(words)
    for act in (rulings.show, rulings.show):
        act(words, "onzin")

    assert (hidden, gone) == (["onzin"], False)
    assert ["onzin"] in shown(words)


def test_words_put_together_count_as_one_until_they_are_taken_apart(words):
    rulings.join(words, "huisartsen", "huisarts")
    together = said_in(words)
    rulings.part(words, "huisartsen")

    assert (together.heaps[0].first.text, together.heaps[0].first.count) == ("Huisarts", 3)
    assert [(one.text, one.into) for one in together.joined] == [("huisartsen", "Huisarts")]
    assert said_in(words).heaps[0].first.count == 2


def test_an_answer_moves_to_another_group_or_its_own_and_back(answers):
    start = shown(answers)
    money = key_of(answers, "Geld")
    time = said_in(answers).heap_of(key_of(answers, ANSWERS[0][0]))
    rulings.join(answers, money, time.key)
    moved = shown(answers)
    rulings.join(answers, money, money)
    alone = shown(answers)
    rulings.part(answers, money)

    assert len(start) == len(alone) == 2
    assert sorted(moved[0]) == sorted(["Geld", ANSWERS[0][0], ANSWERS[1][0]])
    assert shown(answers) == start


def test_hiding_an_answer_moves_no_other(answers):
    key = key_of(answers, ANSWERS[1][0])

    rulings.hide(answers, key)

    assert shown(answers) == [["Geld"], [ANSWERS[0][0]]]
    assert [one.text for one in said_in(answers).hidden] == [ANSWERS[1][0]]


def test_objections_are_seen_after_the_reveal_and_hidden_in_the_result_too(poll):
    round_ = open_vote(poll.meeting, "consent")
    cast(round_, [{"word": "objection", "text": "Te duur"}, {"word": "fine", "text": ""}])
    before = shown(round_)
    operations.close_round(round_)
    operations.reveal_round(round_)
    after = shown(round_)

    rulings.hide(round_, key_of(round_, "Te duur"))
    hidden = queries.result_of(round_).shown()["objections"]
    rulings.show(round_, key_of(round_, "Te duur"))

    assert (before, after) == ([], [["Te duur"]])
    assert hidden == []
    assert queries.result_of(round_).shown()["objections"] == ["Te duur"]


def test_a_ruling_after_the_reveal_counts_anew_and_tells_phones(words, live):
    operations.close_round(words)
    operations.reveal_round(words)
    db.session.refresh(live)
    version = live.version

    rulings.hide(words, "onzin")
    db.session.refresh(live)

    found = [one["word"] for one in queries.result_of(words).shown()["words"]]
    assert "onzin" not in found
    assert live.version > version


def test_each_key_has_one_row_however_often_it_is_ruled_on(words):
    for act in (rulings.hide, rulings.show, rulings.hide):
        act(words, "onzin")
    rulings.join(words, "onzin", "huisarts")

    rows = db.session.query(Ruling).all()
    assert [(one.key, one.is_hidden, one.joins) for one in rows] == [("onzin", True, "huisarts")]


def test_a_word_too_long_to_be_named_once_folded_is_refused():
    rule = BallotRule("words", 3)

    with pytest.raises(ChoiceError) as refusal:
        ballot_choice(rule, ["goed", "\ufdfa" * 30])

    assert (refusal.value.field, refusal.value.reason) == ("choice[1]", "too-long")
    assert ballot_choice(rule, ["\ufdfa"]) == ["\ufdfa"]
