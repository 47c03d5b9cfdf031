"""Whether the winner also wins from each other option."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lcm.live.scoring.head_to_head import Duel, head_to_head
from lcm.live.scoring.standings import Vote
from tests.live.scoring.counting import DOMAINS, OPTIONS, agreed, counted

GOLDEN = json.loads(Path(__file__).with_name("golden_head_to_head.json").read_text("utf-8"))
orders = st.permutations(OPTIONS)
choices = orders.flatmap(lambda order: st.integers(0, 5).map(lambda n: tuple(order[:n])))
votes = st.lists(st.builds(Vote, st.sampled_from((*DOMAINS, None)), choices), max_size=40)
camps = st.dictionaries(
    st.sampled_from((*DOMAINS, None)),
    st.lists(choices.filter(bool), min_size=5, max_size=8),
    min_size=2,
).map(lambda camps: [Vote(domain, choice) for domain in camps for choice in camps[domain]])
first_places = st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=3, unique=True)


@pytest.mark.parametrize("case", GOLDEN, ids=[case["name"] for case in GOLDEN])
def test_known_rounds_come_out_exactly(case):
    votes = [
        vote
        for domain, times, choice in case["votes"]
        for vote in agreed(domain, times, *choice.split())
    ]
    options = tuple(case["options"].split())
    groups = counted(votes, options=options).groups if case["is_balanced"] else ()

    result = head_to_head(votes, options, case["first_place"].split(), groups=groups)

    assert (result.verdict, result.winner) == (case["verdict"], case["winner"])
    assert result.beaten_by == tuple(case["beaten_by"].split())
    assert list(result.duels) == [
        Duel(*pair.split(), winner, None if margin is None else Fraction(margin))
        for pair, (winner, margin) in case["duels"].items()
    ]


def test_who_beats_the_winner_is_named_even_if_that_one_is_beaten_too():
    ring = [
        *agreed("medical", 3, "smoking", "debt", "language"),
        *agreed("medical", 2, "debt", "language", "smoking"),
        *agreed("medical", 2, "language", "smoking", "debt"),
    ]

    result = head_to_head(ring, ("smoking", "debt", "language"), ["smoking"])

    assert (result.verdict, result.winner, result.beaten_by) == ("cycle", None, ("language",))
    assert [result.won_count(option) for option in ("smoking", "debt", "language")] == [1, 1, 1]


@given(votes, first_places)
def test_by_person_each_duel_is_a_count_of_ballots(votes, first_place):
    result = head_to_head(votes, OPTIONS, first_place)
    assume(result)
    marked = [vote.choice for vote in votes if vote.choice]

    for duel in result.duels:
        ahead = sum(places(choice, duel.option) < places(choice, duel.other) for choice in marked)
        behind = sum(places(choice, duel.option) > places(choice, duel.other) for choice in marked)

        leader = (duel.option if ahead > behind else duel.other) if ahead != behind else None
        margin = Fraction(abs(ahead - behind), len(marked))
        assert duel.winner == leader
        assert duel.margin == (margin if len(marked) >= 5 else None)


@given(camps, first_places)
def test_by_domain_each_duel_is_a_weighted_sum_of_the_duels_in_the_groups(votes, first_place):
    groups = counted(votes).groups

    result = head_to_head(votes, OPTIONS, first_place, groups=groups)

    within = [
        head_to_head([v for v in votes if v.domain in group.domains], OPTIONS, first_place)
        for group in groups
    ]
    for position, duel in enumerate(result.duels):
        parts = [signed(one.duels[position]) for one in within]
        weighted = [group.weight * part for group, part in zip(groups, parts, strict=True)]
        assert signed(duel) == sum(weighted)


@given(votes, first_places, st.randoms(use_true_random=False))
def test_the_order_of_votes_and_of_groups_changes_nothing(votes, first_place, random):
    groups = list(counted(votes).groups)
    before = head_to_head(votes, OPTIONS, first_place, groups=groups)
    shuffled = list(votes)
    random.shuffle(shuffled)
    random.shuffle(groups)

    assert head_to_head(shuffled, OPTIONS, first_place[::-1], groups=groups) == before


@given(votes, first_places)
def test_blank_ballots_change_nothing(votes, first_place):
    with_blank = [Vote("medical", ()), *votes, Vote(None, ())]

    assert head_to_head(with_blank, OPTIONS, first_place) == head_to_head(
        votes, OPTIONS, first_place
    )


@given(votes, first_places)
def test_the_verdict_is_what_the_duels_say(votes, first_place):
    result = head_to_head(votes, OPTIONS, first_place)
    assume(result)
    beaters = {
        option: {d.winner for d in result.duels if option in (d.option, d.other)} - {option, None}
        for option in OPTIONS
    }
    best = [option for option in OPTIONS if result.won_count(option) == len(OPTIONS) - 1]

    assert [result.winner] == (best or [None])
    assert set(result.beaten_by) == set.intersection(*(beaters[one] for one in first_place))
    assert result.verdict == (
        ("wins" if best[0] in first_place else "beaten")
        if best
        else ("cycle" if all(beaters.values()) else "tied")
    )


@given(votes, st.permutations(OPTIONS), first_places)
def test_other_names_for_the_options_give_the_same_result_under_those_names(votes, names, first):
    renamed = {**dict(zip(OPTIONS, names, strict=True)), None: None}
    before = head_to_head(votes, OPTIONS, first)
    assume(before)

    after = head_to_head(
        [Vote(vote.domain, tuple(renamed[option] for option in vote.choice)) for vote in votes],
        [renamed[option] for option in OPTIONS],
        [renamed[option] for option in first],
    )

    assert after.duels == tuple(
        replace(d, option=renamed[d.option], other=renamed[d.other], winner=renamed[d.winner])
        for d in before.duels
    )
    assert (after.verdict, after.winner) == (before.verdict, renamed[before.winner])


@pytest.mark.parametrize(
    ("votes", "options", "first_place"),
    [
        ([], OPTIONS, ["debt"]),
        ([Vote("medical", ())], OPTIONS, ["debt"]),
        (agreed("medical", 6, "debt"), ("debt",), ["debt"]),
        (agreed("medical", 6, "debt"), OPTIONS, []),
    ],
    ids=["no ballots", "all blank", "one option", "nothing in the first place"],
)
def test_without_ballots_or_a_choice_there_is_nothing_to_say(votes, options, first_place):
    assert head_to_head(votes, options, first_place) is None


def test_no_figure_is_rounded():
    result = head_to_head(agreed("medical", 6, "debt", "sleep"), OPTIONS, ["debt"])

    assert {type(duel.margin) for duel in result.duels} == {Fraction}


def places(choice, option):
    return choice.index(option) if option in choice else len(OPTIONS)


def signed(duel):
    return duel.margin if duel.winner in (duel.option, None) else -duel.margin
