"""Which domains count together in two rounds of a poll, and that both results keep the secret."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lcm.live.grouping import SMALLEST_GROUP, grouped, groups_for_both

DOMAINS = ("medical", "social", "public", "lived", "municipal")

counts = st.dictionaries(st.sampled_from((*DOMAINS, None)), st.integers(0, 9))
joins = st.dictionaries(st.sampled_from(DOMAINS), st.sampled_from(DOMAINS), max_size=2)
REGROUPED = ({"medical": 12, "social": 6, "lived": 2}, {"medical": 3, "social": 9, "lived": 3})


@given(counts, counts, joins)
@example(*REGROUPED, {})
def test_what_both_rounds_show_isolates_no_one_to_four_ballots(first, second, joined):
    before = grouped(first, DOMAINS, joined)
    both = groups_for_both(before, first, second, DOMAINS, joined)

    shown = [*sums(1, before, first), *sums(1, both, first), *sums(2, both, second)]

    assert not isolated(shown, first, second)


@pytest.mark.parametrize("rule", [lambda _, second: second, min], ids=["second", "smaller"])
def test_grouping_afresh_would_isolate_two_ballots(rule):
    first, second = REGROUPED
    before = grouped(first, DOMAINS)
    afresh = grouped({domain: rule(first[domain], second[domain]) for domain in first}, DOMAINS)

    # To stand beside the second round the first is shown in those groups as well.
    shown = [*sums(1, before, first), *sums(1, afresh, first), *sums(2, afresh, second)]

    assert {(1, "lived")} in isolated(shown, first, second)
    assert afresh != groups_for_both(before, first, second, DOMAINS)


@given(counts, joins)
def test_the_same_people_voting_again_keep_their_groups(ballot_counts, joined):
    before = grouped(ballot_counts, DOMAINS, joined)

    assert groups_for_both(before, ballot_counts, ballot_counts, DOMAINS, joined) == before


@given(counts, counts, joins)
def test_no_group_of_the_first_round_is_parted_and_each_domain_is_in_one(first, second, joined):
    before = grouped(first, DOMAINS, joined)

    both = groups_for_both(before, first, second, DOMAINS, joined)

    members = [domain for group in both for domain in group]
    present = {d for c in (first, second) for d in c if c[d]}
    assert sorted(members, key=str) == sorted(present, key=str)
    assert all(any(set(part) <= set(group) for group in both) for part in before)


@given(counts, counts, joins)
def test_each_group_has_five_ballots_in_both_rounds_or_is_the_only_one(first, second, joined):
    before = grouped(first, DOMAINS, joined)

    both = groups_for_both(before, first, second, DOMAINS, joined)

    rounds = (first, second) if before else (second,)
    sizes = [size(group, one) for group in both for one in rounds]
    assert len(both) <= 1 or min(sizes) >= SMALLEST_GROUP


@given(counts, counts, st.randoms(use_true_random=False))
def test_the_order_of_counting_and_of_groups_does_not_matter(first, second, random):
    before = grouped(first, DOMAINS)
    shuffled = [list(one) for one in (before, first.items(), second.items())]
    for one in shuffled:
        random.shuffle(one)

    both = groups_for_both(shuffled[0], dict(shuffled[1]), dict(shuffled[2]), DOMAINS)

    assert both == groups_for_both(before, first, second, DOMAINS)


@pytest.mark.parametrize(
    ("before", "first", "second", "both"),
    [
        (
            (("medical",), ("social", "public")),
            {"medical": 12, "social": 4, "public": 3},
            {"medical": 12, "social": 6, "public": 5},
            (("medical",), ("social", "public")),
        ),
        (
            (("medical",), ("social",), ("public",)),
            {"medical": 12, "social": 6, "public": 5},
            {"medical": 12, "social": 6, "public": 4},
            (("medical",), ("social", "public")),
        ),
        (
            (("medical",), ("social",)),
            {"medical": 12, "social": 6},
            {"medical": 12, "social": 6, "lived": 8},
            (("medical",), ("social", "lived")),
        ),
        (
            (("medical",), ("social",)),
            {"medical": 12, "social": 6},
            {"medical": 12},
            (("medical", "social"),),
        ),
        (
            (("medical", None),),
            {"medical": 3, None: 1},
            {"medical": 9, "social": 9, None: 2},
            (("medical", "social", None),),
        ),
    ],
    ids=[
        "large enough now and still together",
        "too small now",
        "new in the second round",
        "gone in the second round",
        "few at first",
    ],
)
def test_the_second_round_begins_with_the_groups_of_the_first(before, first, second, both):
    assert groups_for_both(before, first, second, DOMAINS) == both


def test_who_comes_later_counts_with_the_domain_the_host_chose():
    before = (("medical",), ("social",))
    first, second = {"medical": 12, "social": 6}, {"medical": 12, "social": 6, "lived": 8}

    both = groups_for_both(before, first, second, DOMAINS, {"lived": "medical"})

    assert both == (("medical", "lived"), ("social",))


def test_after_a_round_without_ballots_the_second_is_grouped_by_itself():
    second = {"medical": 6, "social": 5}

    assert groups_for_both((), {}, second, DOMAINS) == (("medical",), ("social",))


def size(group, ballot_counts):
    return sum(ballot_counts.get(domain, 0) for domain in group)


def sums(round_number, groups, ballot_counts):
    """Return what a round shows: of each group, and of all, whose ballots are added up.

    All figures are made of these sums: means, both scores, shares. Below 5 ballots there are none.
    """
    everybody = [domain for group in groups for domain in group]
    if size(everybody, ballot_counts) < SMALLEST_GROUP:
        return []
    return [
        {(round_number, domain) for domain in group if ballot_counts.get(domain)}
        for group in (*groups, everybody)
    ]


def isolated(shown, first, second):
    """Return the sets of 1 to 4 ballots of one round of which the sum follows from ``shown``.

    That is so if the vector with a 1 for each of those ballots is a linear combination of the
    shown ones. These are equal within a domain's ballots of one round, so a set can only follow
    if it holds whole domains: one coordinate for each domain and round is enough.
    """
    numbers = {(1, d): n for d, n in first.items() if n} | {
        (2, d): n for d, n in second.items() if n
    }
    cells = sorted(numbers, key=str)
    rows = [[Fraction(cell in one) for cell in cells] for one in shown]
    candidates = [
        set(chosen)
        for number in (1, 2)
        for length in range(1, SMALLEST_GROUP)
        for chosen in combinations([cell for cell in cells if cell[0] == number], length)
        if sum(numbers[cell] for cell in chosen) < SMALLEST_GROUP
    ]
    return [
        one
        for one in candidates
        if rank([*rows, [Fraction(cell in one) for cell in cells]]) == rank(rows)
    ]


def rank(rows):
    """Return how many rows are independent, by elimination in exact fractions."""
    found = 0
    rows = [list(row) for row in rows]
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        found += 1
        rows[found:] = [
            [x - row[column] / pivot[column] * y for x, y in zip(row, pivot, strict=True)]
            for row in rows[found:]
        ]
    return found
