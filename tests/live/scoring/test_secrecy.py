"""No published figures, alone or combined, tell what fewer than 5 people of a domain chose.

What a result holds about opinions is linear in the sums per domain: of a figure about one option,
the coefficient of each domain. They are read off the real count, by a round in which each domain
names an option of its own. Whatever readers compute by adding and subtracting lies in the span of
those rows, so the proof is exact linear algebra: no row but 0 in that span rests on domains with
1 to 4 ballots in all.
"""

import random
from fractions import Fraction
from itertools import combinations

import pytest

from lcm.live.grouping import grouped
from lcm.live.results.counted import Turnout
from lcm.live.results.ranking import RankedResult
from lcm.live.scoring import standings as ranking_rules
from lcm.live.scoring.standings import Group, Rules, Standing, Vote, tally

DOMAINS = ("medical", "social", "public", "lived", "municipal", "research")
ALL = (*DOMAINS, None)
SPLITS, FEWEST = 400, 5
# All that is published of an option and of a group: sums per domain, what follows from these sums
# alone, and what is no opinion. Something new has to be sorted here, and proved if it is a sum.
SUMS = {"score", "means"}
FOLLOWS = {"place", "places", "share_of_top", "common_ground"}
FOLLOWS |= {"is_winner", "is_shared", "is_contested"}
NO_OPINION = {"option", "domains", "ballot_count", "weight"}
SHOWN = {"shape", "decides_by", "ballots", "blank", "beforehand", "paper", "groups"}
# Agreement is one figure of all people, or of all groups, who voted.
SHOWN |= {"balanced", "personal", "people_agreement", "domain_agreement"}


def splits(count=SPLITS, seed=3):
    """Return up to 40 ballots over the domains, small ones often, with what the host joined."""
    chance = random.Random(seed)
    for _ in range(count):
        sizes = dict.fromkeys(ALL, 0)
        for _ in range(chance.randint(0, 40)):
            sizes[chance.choices(ALL, weights=[13, 8, 5, 3, 2, 1, 3])[0]] += 1
        joined = {
            domain: chance.choice(DOMAINS) for domain in DOMAINS if chance.random() < Fraction(1, 3)
        }
        yield sizes, joined


def probe(sizes):
    """Return a round in which each domain names an option of its own."""
    return [Vote(domain, (str(domain),)) for domain in ALL for _ in range(sizes[domain])]


def rows(result, sizes):
    """Return the coefficients per domain of every figure about an option that ``result`` holds."""
    found = [{s.option: s.score for s in ranking} for ranking in (result.balanced, result.personal)]
    found += [dict(group.means) for group in result.groups if group.means is not None]
    return [
        [
            Fraction(row[str(domain)], sizes[domain]) if sizes[domain] else Fraction(0)
            for domain in ALL
        ]
        for row in found
        if None not in row.values()
    ]


def counted(sizes, joined=None, groups=None):
    options = [str(domain) for domain in ALL]
    return tally(probe(sizes), options, Rules("pick", 3, DOMAINS, joined, groups))


def unmerged(sizes):
    """Return the count as it would be if every domain were a group, however small."""
    options = [str(domain) for domain in ALL]
    ballots = ranking_rules._ballots(probe(sizes), options, "pick")
    alone = [(domain,) for domain in ALL if sizes[domain]]
    return ranking_rules._counted(ballots, options, 3, alone)


def rank(matrix):
    """Return the rank of ``matrix`` by exact elimination."""
    left, found = [list(row) for row in matrix], 0
    for column in range(len(ALL)):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        found += 1
        for row in left:
            factor = row[column] / pivot[column]
            row[:] = [value - factor * other for value, other in zip(row, pivot, strict=True)]
    return found


def isolated(matrix, sizes):
    """Return the first domains with 1 to 4 ballots in all about which ``matrix`` tells something.

    It does if a combination of its rows is 0 at all other domains and not at all of these: then
    leaving these domains out makes the rank smaller.
    """
    full = rank(matrix)
    present = [number for number, domain in enumerate(ALL) if sizes[domain]]
    for length in range(1, FEWEST):
        for numbers in combinations(present, length):
            few = sum(sizes[ALL[number]] for number in numbers) < FEWEST
            others = [[x for n, x in enumerate(row) if n not in numbers] for row in matrix]
            if few and rank([[*row, *[Fraction(0)] * length] for row in others]) < full:
                return tuple(ALL[number] for number in numbers)
    return None


def test_everything_that_is_published_is_named_here():
    sizes = dict.fromkeys(ALL, 6)
    result = counted(sizes)
    turnout = Turnout(result.ballot_count, result.blank_count)
    shown = RankedResult("top", turnout, result, is_balanced=True).shown()

    published = {*Standing.__slots__, *Group.__slots__}
    assert published == SUMS | FOLLOWS | NO_OPINION
    assert set(shown) == SHOWN
    assert set(shown["groups"][0]) <= {"ballots", *published}
    assert set(shown["balanced"][0]) <= {"id", "share", *published}


def test_no_figures_of_a_round_tell_about_fewer_than_five_people():
    for sizes, joined in splits():
        for host_choice in (None, joined):
            matrix = rows(counted(sizes, host_choice), sizes)

            assert isolated(matrix, sizes) is None, (sizes, host_choice)


def test_what_is_in_an_order_follows_from_the_sums():
    for sizes, joined in splits(100):
        result = counted(sizes, joined)
        if not result.is_figures_shown:
            continue
        for ranking in (result.balanced, result.personal):
            top = max(standing.score for standing in ranking)
            for standing in ranking:
                means = [group.means[standing.option] for group in result.groups]
                assert standing.share_of_top * top == standing.score
                assert standing.common_ground == min(means)


def test_nor_do_two_rounds_with_the_first_counted_again_in_the_groups_of_the_second():
    pairs = zip(splits(SPLITS // 2, 5), splits(SPLITS // 2, 7), strict=True)
    for (first_sizes, joined), (second_sizes, _) in pairs:
        first = counted(first_sizes, joined)
        second = counted(second_sizes, groups=[group.domains for group in first.groups])
        again = counted(first_sizes, groups=[group.domains for group in second.groups])

        both = [*rows(first, first_sizes), *rows(again, first_sizes)]
        assert isolated(both, first_sizes) is None, (first_sizes, second_sizes)
        assert isolated(rows(second, second_sizes), second_sizes) is None


def test_control_unmerged_domains_are_caught():
    caught = checked = 0
    for sizes, _ in splits(100):
        if sum(sizes.values()) < FEWEST or not any(0 < sizes[d] < 5 for d in ALL):
            continue
        checked += 1
        count = unmerged(sizes)
        means = [[mean[str(domain)] for domain in ALL] for mean in count.means]
        caught += isolated(means, sizes) is not None

    assert checked > 50
    assert caught == checked


def test_control_two_means_hidden_but_both_scores_shown_are_caught():
    sizes = dict.fromkeys(ALL, 0) | {"medical": 12, "social": 6, "lived": 3}
    count = unmerged(sizes)
    scores = [ranking_rules._balanced(count), count.personal]
    scores += [
        mean
        for group, mean in zip(count.groups, count.means, strict=True)
        if group.ballot_count >= FEWEST
    ]
    matrix = [
        [Fraction(row[str(d)], sizes[d]) if sizes[d] else Fraction(0) for d in ALL]
        for row in scores
    ]

    assert isolated(matrix, sizes) == ("lived",)
    assert isolated(matrix[:1], sizes) is None


def test_control_merging_anew_for_a_second_round_is_caught():
    order = ("research", "medical", "social", "public", "lived", "municipal")
    sizes = dict.fromkeys(ALL, 0) | {"research": 5, "medical": 4, "social": 4, "public": 5}
    fewer = sizes | {"public": 1}
    first = counted(sizes, groups=grouped(sizes, order))
    anew = counted(sizes, groups=grouped(fewer, order))
    kept = counted(fewer, groups=[group.domains for group in first.groups])
    again = counted(sizes, groups=[group.domains for group in kept.groups])

    assert isolated([*rows(first, sizes), *rows(anew, sizes)], sizes) in {("medical",), ("social",)}
    assert isolated([*rows(first, sizes), *rows(again, sizes)], sizes) is None


@pytest.mark.parametrize("total", range(FEWEST))
def test_fewer_than_five_ballots_give_no_row_at_all(total):
    sizes = dict.fromkeys(ALL, 0) | {"medical": total}

    assert rows(counted(sizes), sizes) == []
