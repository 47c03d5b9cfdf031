"""Two rounds of one poll beside each other."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.agreement import agreement_between_people
from lcm.live.grouping import groups_for_both
from lcm.live.scoring.rounds import Changes, Move, RoundOutcome, compare
from tests.live.scoring.counting import DOMAINS, OPTIONS, agreed, counted, ks, votes_of

FIRST = [
    *agreed("medical", 4, "smoking", "debt", "language"),
    *agreed("medical", 2, "debt", "sleep", "language"),
    *agreed("social", 2, "housing", "debt", "smoking"),
]
SECOND = [
    *agreed("medical", 4, "debt", "smoking", "housing"),
    *agreed("medical", 2, "debt", "sleep", "housing"),
    *agreed("social", 2, "housing", "debt", "smoking"),
]
votes = votes_of("top")


def outcome(votes, k=3, **rules):
    return RoundOutcome(
        counted(votes, k, **rules).balanced,
        agreement_between_people([vote.choice for vote in votes], OPTIONS),
    )


def test_every_option_shows_from_which_place_it_came():
    # By hand, points in all: smoking 14, debt 18, language 6, housing 6, sleep 4,
    # then debt 22, housing 12, smoking 10, sleep 4, language 0.
    comparison = compare(outcome(FIRST), outcome(SECOND), Changes(6, 8))

    assert [(move, move.rise) for move in comparison.moves] == [
        (Move("debt", 1, 1), 0),
        (Move("housing", 3, 2), 1),
        (Move("smoking", 2, 3), -1),
        (Move("sleep", 5, 4), 1),
        (Move("language", 3, 5), -2),
    ]


def test_the_overlap_counts_a_tie_over_the_cut_as_it_was_shown():
    comparison = compare(outcome(FIRST), outcome(SECOND))

    assert (comparison.common_count, comparison.top_count) == (3, 4)
    assert comparison.overlap == Fraction(3, 4)
    assert not comparison.is_settled


def test_the_overlap_is_of_k_where_nothing_ties():
    before, after = outcome(FIRST, k=2), outcome(SECOND, k=2)

    assert compare(before, after).overlap == Fraction(1, 2)


def test_agreement_stands_beside_agreement():
    comparison = compare(outcome(FIRST), outcome(SECOND))

    # By hand: S = 208 and 406 with m² (n³ - n) - m ΣT = 7296, so W = 13/38 and 203/304.
    assert comparison.agreement_before == Fraction(33, 133)
    assert comparison.agreement_after == Fraction(165, 266)


def test_the_vote_is_settled_when_the_same_options_lead_in_whatever_order():
    swapped = [
        replace(vote, choice=(vote.choice[1], vote.choice[0], *vote.choice[2:])) for vote in SECOND
    ]

    comparison = compare(outcome(SECOND), outcome(swapped))

    assert comparison.is_settled
    assert comparison.overlap == 1
    assert any(move.rise for move in comparison.moves)


def test_rounds_without_a_choice_settle_nothing():
    comparison = compare(outcome([]), outcome([]))

    assert not comparison.is_settled
    assert comparison.overlap is None
    assert comparison.agreement_before is comparison.agreement_after is None


def test_an_option_of_one_round_only_has_no_move():
    run_off = [*agreed("medical", 5, "language"), *agreed("medical", 3, "housing")]
    after = RoundOutcome(counted(run_off, 1, ("language", "housing")).balanced, None)

    comparison = compare(outcome(FIRST), after)

    assert comparison.moves == (Move("language", 3, 1), Move("housing", 3, 2))


@pytest.mark.parametrize(
    ("changes", "share"),
    [
        (Changes(6, 8), None),
        (Changes(15, 20), Fraction(3, 4)),
        (Changes(5, 10), Fraction(1, 2)),
        (Changes(5, 5), 1),
        (Changes(4, 8), None),
        (Changes(0, 8), None),
        (Changes(4, 4), None),
        (Changes(0, 0), None),
        (None, None),
    ],
)
def test_the_share_that_changed_is_shown_from_five_people(changes, share):
    assert compare(outcome(FIRST), outcome(SECOND), changes).changed_share == share


@pytest.mark.parametrize("few_first", [True, False])
def test_a_round_of_four_ballots_gives_places_and_no_figures(few_first):
    few, many = outcome(agreed("medical", 4, "debt", "sleep")), outcome(FIRST)
    before, after = (few, many) if few_first else (many, few)

    comparison = compare(before, after, Changes(6, 8))

    assert comparison.changed_share is None
    assert (comparison.agreement_before is None, comparison.agreement_after is None) == (
        few_first,
        not few_first,
    )
    assert len(comparison.moves) == len(OPTIONS)


@given(votes, ks)
def test_a_round_beside_itself_shows_no_change(votes, k):
    comparison = compare(outcome(votes, k), outcome(votes, k))

    assert not any(move.rise for move in comparison.moves)
    assert comparison.overlap in (1, None)
    assert comparison.is_settled == any(vote.choice for vote in votes)
    assert comparison.agreement_before == comparison.agreement_after


@given(votes, votes, ks)
def test_looking_back_turns_every_move_round(first, second, k):
    there = compare(outcome(first, k), outcome(second, k))
    back = compare(outcome(second, k), outcome(first, k))

    assert {m.option: m.rise for m in there.moves} == {m.option: -m.rise for m in back.moves}
    assert (there.overlap, there.is_settled) == (back.overlap, back.is_settled)
    assert there.is_settled == (there.overlap == 1)


@given(votes, votes, st.randoms(use_true_random=False))
def test_both_rounds_are_counted_over_the_groups_for_both(first, second, random):
    before = counted(first).groups
    counts = [per_domain(first), per_domain(second)]
    both = groups_for_both([group.domains for group in before], *counts, DOMAINS)

    rounds = [counted(votes, groups=both).groups for votes in (first, second)]

    for groups, ballot_counts in zip(rounds, counts, strict=True):
        shared = [{d for d in group if ballot_counts.get(d)} for group in both]
        seen = [{d for d in group.domains if ballot_counts.get(d)} for group in groups]
        assert sorted(map(key, seen)) == sorted(map(key, filter(None, shared)))


def per_domain(votes):
    marked = [vote.domain for vote in votes if vote.choice]
    return {domain: marked.count(domain) for domain in marked}


def key(domains):
    return sorted(map(str, domains))
