"""What a ballot may hold, whatever a phone sends, and the order a phone shows."""

import json
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.choices import SENTENCES, BallotRule, ChoiceError, ballot_choice, option_order

OPTIONS = ("debt", "housing", "language", "smoking", "sleep")
RULE = BallotRule("top", 3, OPTIONS)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(OPTIONS),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.permutations(OPTIONS), st.integers(0, 3))
def test_up_to_k_different_options_are_a_ballot_in_their_order(order, length):
    assert ballot_choice(RULE, order[:length]) == tuple(order[:length])


def test_an_empty_list_is_a_blank_ballot():
    assert ballot_choice(RULE, []) == ()


@given(anything | st.lists(st.sampled_from(OPTIONS) | anything))
def test_whatever_arrives_is_a_valid_ballot_or_refused_in_words(choice):
    outcome = ballot_or_refusal(choice)

    if isinstance(outcome, ChoiceError):
        assert outcome.status == 422
        assert str(outcome) == SENTENCES[outcome.reason]
        assert outcome.field.startswith("choice")
    else:
        assert list(outcome) == choice
        assert len(set(outcome)) == len(outcome) <= 3
        assert set(outcome) <= set(OPTIONS)


@pytest.mark.parametrize(
    ("sent", "field", "reason"),
    [
        ('"debt"', "choice", "not-a-list"),
        ('{"debt": 1}', "choice", "not-a-list"),
        ("null", "choice", "not-a-list"),
        ("3", "choice", "not-a-list"),
        ("NaN", "choice", "not-a-list"),
        ('["debt", "housing", "language", "sleep"]', "choice", "too-many"),
        ('["debt", "debt"]', "choice[1]", "twice"),
        ('["debt", "money"]', "choice[1]", "unknown-option"),
        ('["DEBT"]', "choice[0]", "unknown-option"),
        ("[NaN]", "choice[0]", "unknown-option"),
        ("[0]", "choice[0]", "unknown-option"),
        ("[true]", "choice[0]", "unknown-option"),
        ('[["debt"]]', "choice[0]", "unknown-option"),
        ('[{"id": "debt"}]', "choice[0]", "unknown-option"),
        (f'["{"debt" * 100_000}"]', "choice[0]", "unknown-option"),
        (f"{'[' * 900}{']' * 900}", "choice[0]", "unknown-option"),
    ],
)
def test_a_wrong_choice_is_refused_with_its_field_and_reason(sent, field, reason):
    with pytest.raises(ChoiceError) as refusal:
        ballot_choice(RULE, json.loads(sent))

    assert (refusal.value.field, refusal.value.reason) == (field, reason)


@given(st.binary(min_size=16, max_size=16), st.permutations(OPTIONS))
def test_a_device_sees_all_options_in_an_order_that_stays(seed, given_order):
    order = option_order(seed, OPTIONS)

    assert sorted(order) == sorted(OPTIONS)
    assert option_order(seed, given_order) == order


def test_every_order_is_as_likely_as_any_other():
    drawn = Counter(option_order(seed.to_bytes(16), "abcd") for seed in range(24 * 200))

    expected = 200
    chi_squared = sum((drawn[order] - expected) ** 2 for order in permutations("abcd")) / expected
    assert chi_squared < 49.7  # 23 degrees of freedom, p = 0.001; the seeds are fixed


def ballot_or_refusal(choice):
    try:
        return ballot_choice(RULE, choice)
    except ChoiceError as refusal:
        return refusal
