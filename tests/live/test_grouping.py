"""Which domains count together."""

from hypothesis import given
from hypothesis import strategies as st

from lcm.live.grouping import SMALLEST_GROUP, grouped

DOMAINS = ("medical", "social", "public", "lived", "municipal")

counts = st.dictionaries(st.sampled_from((*DOMAINS, None)), st.integers(0, 9))
joins = st.dictionaries(st.sampled_from(DOMAINS), st.sampled_from(DOMAINS))


@given(counts, joins)
def test_every_domain_with_ballots_is_in_one_group_and_no_group_is_under_five(counts, joins):
    groups = grouped(counts, DOMAINS, joins)

    members = [domain for group in groups for domain in group]
    sizes = [sum(counts[domain] for domain in group) for group in groups]
    assert sorted(members, key=str) == sorted((d for d in counts if counts[d]), key=str)
    assert len(groups) <= 1 or min(sizes) >= SMALLEST_GROUP


@given(counts, st.randoms(use_true_random=False))
def test_the_order_of_counting_does_not_matter(counts, random):
    shuffled = list(counts.items())
    random.shuffle(shuffled)

    assert grouped(dict(shuffled), DOMAINS) == grouped(counts, DOMAINS)


@given(counts)
def test_groups_stand_in_the_order_of_the_domains_with_not_stated_last(counts):
    groups = grouped(counts, DOMAINS)

    rank = [*DOMAINS, None].index
    assert all(list(group) == sorted(group, key=rank) for group in groups)
    assert list(groups) == sorted(groups, key=lambda group: rank(group[0]))


@given(counts, joins)
def test_a_domain_counts_with_the_one_the_host_chose(counts, joins):
    groups = grouped(counts, DOMAINS, joins)

    for domain, host_choice in joins.items():
        if counts.get(domain) and counts.get(host_choice):
            assert any({domain, host_choice} <= set(group) for group in groups)


def test_the_two_smallest_merge_first():
    assert grouped({"medical": 12, "social": 4, "public": 3, "lived": 5}, DOMAINS) == (
        ("medical",),
        ("social", "public"),
        ("lived",),
    )


def test_of_equal_sizes_the_earlier_domains_merge():
    assert grouped({"medical": 4, "social": 4, "public": 4, "lived": 9}, DOMAINS) == (
        ("medical", "social", "public"),
        ("lived",),
    )
    assert grouped({"medical": 9, "social": 3, "public": 3, "lived": 3}, DOMAINS) == (
        ("medical",),
        ("social", "public", "lived"),
    )
    assert grouped({"medical": 3, "social": 3, "public": 5, "lived": 5}, DOMAINS) == (
        ("medical", "social"),
        ("public",),
        ("lived",),
    )


def test_not_stated_is_a_group_and_merges_like_any_other():
    assert grouped({"medical": 6, None: 6}, DOMAINS) == (("medical",), (None,))
    assert grouped({"medical": 6, "social": 5, None: 2}, DOMAINS) == (
        ("medical",),
        ("social", None),
    )


def test_the_host_may_choose_who_joins_whom_even_of_domains_that_are_large_enough():
    counts = {"medical": 8, "social": 7, "lived": 6}

    assert grouped(counts, DOMAINS, {"lived": "medical"}) == (("medical", "lived"), ("social",))


def test_domains_that_join_one_without_ballots_still_count_together():
    counts = {"medical": 8, "social": 7, "lived": 6}

    assert grouped(counts, DOMAINS, {"lived": "public", "social": "public"}) == (
        ("medical",),
        ("social", "lived"),
    )


def test_a_domain_outside_the_order_comes_after_those_in_it():
    assert grouped({"zoo": 5, "art": 5, "lived": 5, None: 5}, DOMAINS) == (
        ("lived",),
        ("art",),
        ("zoo",),
        (None,),
    )


def test_without_ballots_there_is_no_group():
    assert grouped({}, DOMAINS) == ()
    assert grouped({"medical": 0}, DOMAINS) == ()
