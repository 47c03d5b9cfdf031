"""What a ballot of each kind may hold, whatever a phone sends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.ballots.ballot_reading import ballot_choice
from lcm.live.choices import BLANK, KINDS, SENTENCES, BallotRule, ChoiceError

OPTIONS = ("debt", "housing", "language", "smoking", "sleep")
RULES = {kind: BallotRule(kind, 3, OPTIONS) for kind in KINDS}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(OPTIONS),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(OPTIONS) | st.text(), inner),
)
near_misses = (
    st.lists(st.sampled_from(OPTIONS) | anything)
    | st.dictionaries(st.sampled_from(OPTIONS), st.sampled_from([-10, 0, 10, 30, 40, 100, 1e309]))
    | st.dictionaries(st.sampled_from(OPTIONS), st.lists(st.none() | st.integers(0, 6)))
    | st.integers(-1, 7)
    | st.fixed_dictionaries({"word": st.sampled_from(["fine", "objection"]), "text": st.text()})
    | st.lists(st.text())
)


@given(st.permutations(OPTIONS), st.integers(0, 3))
def test_up_to_k_different_options_are_a_ballot_in_their_order(order, length):
    assert ballot_choice(RULES["top"], order[:length]) == order[:length]


@given(st.permutations(OPTIONS), st.integers(0, 3))
def test_a_pick_has_no_order(order, length):
    picked = ballot_choice(RULES["pick"], order[:length])

    assert picked == [option for option in OPTIONS if option in order[:length]]


@given(st.permutations(OPTIONS))
def test_a_full_order_may_hold_every_option(order):
    assert ballot_choice(RULES["order"], order) == order


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "questions"])
def test_an_empty_list_is_a_blank_ballot_of_every_kind(kind):
    assert ballot_choice(RULES[kind], []) == BLANK


@pytest.mark.parametrize(
    ("kind", "sent", "stored"),
    [
        ("points", {"sleep": 0, "housing": 40, "debt": 60}, {"debt": 60, "housing": 40}),
        ("points", {"debt": 0}, []),
        ("impact", {"housing": [None, 5], "debt": [1, 2]}, {"debt": [1, 2], "housing": [None, 5]}),
        ("impact", {"debt": [None, None]}, []),
        ("scale", 5, 5),
        ("consent", "fine", {"word": "fine", "text": ""}),
        ("consent", {"word": "can-live", "text": "but"}, {"word": "can-live", "text": ""}),
        (
            "consent",
            {"word": "objection", "text": " too \n soon\u0000 "},
            {"word": "objection", "text": "too soon"},
        ),
        ("words", "rust", ["rust"]),
        ("words", [" rust ", "", "rust"], ["rust"]),
        ("open", ["cafe\u0301 open"], ["caf\u00e9 open"]),
    ],
)
def test_a_ballot_is_stored_in_one_form(kind, sent, stored):
    assert ballot_choice(RULES[kind], sent) == stored


@pytest.mark.parametrize("kind", KINDS)
@given(choice=anything | near_misses)
def test_whatever_arrives_is_a_valid_ballot_or_refused_in_words(kind, choice):
    rule = RULES[kind]
    outcome = ballot_or_refusal(rule, choice)

    if isinstance(outcome, ChoiceError):
        assert outcome.status == 422
        assert str(outcome) == SENTENCES[outcome.reason]
        assert outcome.field.startswith("choice")
    else:
        assert ballot_choice(rule, json.loads(json.dumps(outcome))) == outcome


@pytest.mark.parametrize(
    ("kind", "sent", "field", "reason"),
    [
        ("top", '"debt"', "choice", "not-a-list"),
        ("top", '{"debt": 1}', "choice", "not-a-list"),
        ("top", "null", "choice", "not-a-list"),
        ("top", "3", "choice", "not-a-list"),
        ("top", "NaN", "choice", "not-a-list"),
        ("top", '["debt", "housing", "language", "sleep"]', "choice", "too-many"),
        ("top", '["debt", "debt"]', "choice[1]", "twice"),
        ("top", '["debt", "money"]', "choice[1]", "unknown-option"),
        ("top", '["DEBT"]', "choice[0]", "unknown-option"),
        ("top", "[NaN]", "choice[0]", "unknown-option"),
        ("top", "[0]", "choice[0]", "unknown-option"),
        ("top", "[true]", "choice[0]", "unknown-option"),
        ("top", '[["debt"]]', "choice[0]", "unknown-option"),
        ("top", '[{"id": "debt"}]', "choice[0]", "unknown-option"),
        ("top", f'["{"debt" * 100_000}"]', "choice[0]", "unknown-option"),
        ("top", f"{'[' * 900}{']' * 900}", "choice[0]", "unknown-option"),
        ("pick", '["debt", "debt"]', "choice[1]", "twice"),
        ("order", '["debt", "housing", "money"]', "choice[2]", "unknown-option"),
        ("points", '["debt"]', "choice", "not-points"),
        ("points", '{"money": 100}', "choice", "unknown-option"),
        ("points", '{"debt": 110, "housing": -10}', "choice.housing", "not-points"),
        ("points", '{"debt": 1e309}', "choice.debt", "not-points"),
        ("points", '{"debt": NaN}', "choice.debt", "not-points"),
        ("points", '{"debt": 100.0}', "choice.debt", "not-points"),
        ("points", '{"debt": true}', "choice.debt", "not-points"),
        ("points", '{"debt": 95, "housing": 5}', "choice.debt", "not-in-tens"),
        ("points", '{"debt": 60, "housing": 50}', "choice", "not-a-hundred"),
        ("points", '{"debt": 90}', "choice", "not-a-hundred"),
        ("impact", '{"debt": 3}', "choice.debt", "not-marks"),
        ("impact", '{"debt": [0, 3]}', "choice.debt", "not-marks"),
        ("impact", '{"debt": [1, 6]}', "choice.debt", "not-marks"),
        ("impact", '{"debt": [1, 2, 3]}', "choice.debt", "not-marks"),
        ("impact", '{"debt": [1, true]}', "choice.debt", "not-marks"),
        ("impact", '{"money": [1, 1]}', "choice", "unknown-option"),
        ("scale", "0", "choice", "not-on-scale"),
        ("scale", "6", "choice", "not-on-scale"),
        ("scale", "3.0", "choice", "not-on-scale"),
        ("scale", "true", "choice", "not-on-scale"),
        ("scale", '"3"', "choice", "not-on-scale"),
        ("consent", '"maybe"', "choice.word", "not-a-consent"),
        ("consent", '{"word": []}', "choice.word", "not-a-consent"),
        ("consent", '{"word": "fine", "who": "me"}', "choice", "not-a-consent"),
        ("consent", f'{{"word": "objection", "text": "{"a" * 301}"}}', "choice.text", "too-long"),
        ("words", '["a", "b", "c", "d"]', "choice", "too-many"),
        ("words", "[1]", "choice[0]", "not-words"),
        ("words", f'["{"a" * 31}"]', "choice[0]", "too-long"),
        ("open", f'["{"a" * 301}"]', "choice[0]", "too-long"),
        ("open", '{"a": 1}', "choice", "not-words"),
        ("questions", '["why?"]', "choice", "no-ballot"),
    ],
)
def test_a_wrong_choice_is_refused_with_its_field_and_reason(kind, sent, field, reason):
    with pytest.raises(ChoiceError) as refusal:
        ballot_choice(RULES[kind], json.loads(sent))

    assert (refusal.value.field, refusal.value.reason) == (field, reason)


def ballot_or_refusal(rule, choice):
    try:
        return ballot_choice(rule, choice)
    except ChoiceError as refusal:
        return refusal
