"""The word cloud: what counts as one word, how often, and what the host changes."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.scoring.folding import folded
from lcm.live.scoring.words import cloud

texts = st.one_of(st.text(max_size=12), st.sampled_from(("Hoop", "hoop!", "HOÓP", "taal", "…")))
ballots = st.lists(st.lists(texts, max_size=3), max_size=15)


def counts(words):
    return [(word.spelling, word.ballot_count) for word in words]


@pytest.mark.parametrize(
    "spelling", ["cafe", "Café", "CAFE\u0301", "  «café» ", "café!!", "\uff23\uff21\uff26\uff25"]
)
def test_case_accents_width_and_outer_signs_make_no_other_word(spelling):
    assert folded(spelling) == "cafe"


def test_signs_and_single_spaces_within_a_word_stay():
    assert folded("Samen\u00a0 -\tsterk") == "samen - sterk"
    assert folded("zo'n") == "zo'n"
    assert folded("Straße") == folded("STRASSE")


def test_the_most_frequent_spelling_is_shown_and_the_sizes_are_exact():
    words = cloud([["Café"], ["café"], ["café "], ["hoop", "taal"], ["Hoop"]])

    assert counts(words) == [("café", 3), ("Hoop", 2), ("taal", 1)]
    assert [word.share_of_top for word in words] == [1, Fraction(2, 3), Fraction(1, 3)]


def test_a_ballot_that_repeats_a_word_counts_once():
    assert counts(cloud([["hoop", "Hoop", "hoop."], ["taal"], ["taal"]])) == [
        ("taal", 2),
        ("hoop", 1),
    ]


def test_a_merged_word_shows_the_spelling_it_merged_into():
    written = [["verzorgers"], ["verzorgers"], ["Zorgers"], ["zorg", "zorgers"]]

    words = cloud(written, merged={"verzorgers": "zorgers", "zorg": "verzorgers"})

    assert counts(words) == [("Zorgers", 4)]


def test_a_word_that_nobody_wrote_shows_what_merged_into_it():
    assert counts(cloud([["GP"], ["gp"], ["gp"]], merged={"gp": "huisarts"})) == [("gp", 3)]


def test_words_merged_in_a_ring_are_one_word():
    words = cloud([["b"], ["a"], ["c"]], merged={"a": "b", "b": "a", "c": "b"})

    assert [(word.key, word.ballot_count) for word in words] == [("a", 3)]


def test_a_hidden_word_stays_hidden_when_it_merges_and_sizes_nothing():
    written = [["rot"], ["rot"], ["boos"], ["blij"]]

    assert counts(cloud(written, hidden={"rot"})) == [("blij", 1), ("boos", 1)]
    assert counts(cloud(written, hidden={"rot"}, merged={"rot": "boos"})) == counts(
        cloud(written, hidden={"rot"})
    )
    assert counts(cloud(written, hidden={"boos"}, merged={"rot": "boos"})) == [("blij", 1)]
    assert cloud(written, hidden={"rot"})[0].share_of_top == 1


@given(st.text())
def test_the_key_of_a_key_is_that_key(text):
    assert folded(folded(text)) == folded(text)


@given(ballots, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_changes_nothing(ballots, random):
    shuffled = [random.sample(ballot, len(ballot)) for ballot in ballots]
    random.shuffle(shuffled)

    assert cloud(shuffled) == cloud(ballots)


@given(ballots)
def test_each_word_counts_the_ballots_that_hold_it(ballots):
    words = cloud(ballots)

    held = Counter(key for ballot in ballots for key in {folded(text) for text in ballot} if key)
    assert {word.key: word.ballot_count for word in words} == dict(held)
    assert all(folded(word.spelling) == word.key for word in words)
    assert all(
        word.share_of_top == Fraction(word.ballot_count, max(held.values())) for word in words
    )


@given(ballots, st.dictionaries(st.sampled_from(("hoop", "taal", "ho")), texts.map(folded)))
def test_merging_keeps_every_ballot_that_wrote_a_word(ballots, merged):
    merged = {key: into for key, into in merged.items() if into}

    together = cloud(ballots, merged=merged)

    with_words = sum(any(folded(text) for text in ballot) for ballot in ballots)
    assert max((word.ballot_count for word in together), default=0) <= with_words
    assert sum(word.ballot_count for word in together) >= with_words
    assert len(together) <= len(cloud(ballots))
