"""Impact x feasibility for any votes: exact, fair, and telling nothing of one to four people."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lcm.live.scoring.axes import Vote, axes_of
from lcm.live.scoring.impact import tally
from tests.live.scoring.counting import DOMAINS

OPTIONS = ("bus", "app", "loket")
answers = st.one_of(st.none(), st.integers(1, 5))
knowing = st.integers(1, 5)
ratings = st.fixed_dictionaries(
    {"bus": st.tuples(answers, answers), "app": st.tuples(knowing, knowing)},
    optional={"loket": st.tuples(answers, knowing)},
)
ballots = st.one_of(ratings, st.just({}), st.just({"bus": (None, None)}))
domains = st.sampled_from((*DOMAINS[:3], None))
votes = st.lists(st.builds(Vote, domains, ballots), max_size=30)


def counted(votes):
    return tally(votes, OPTIONS, domain_order=DOMAINS)


def known(vote, option, axis):
    return vote.ratings.get(option, (None, None))[axis] is not None


def published(votes):
    """Return every number about answers that leaves the count, each under its own name."""
    result = counted(votes)
    numbers = {}
    for name, standings in (("balanced", result.balanced), ("personal", result.personal)):
        for s in standings:
            numbers[name, s.option] = (s.impact, s.feasibility)
    for number, group in enumerate(result.groups):
        numbers |= {(number, option): means for option, means in group.means.items()}
    return {
        (*name, axis): mean
        for name, means in numbers.items()
        for axis, mean in enumerate(means)
        if mean is not None
    }


def pulling_alike(votes, figures=published):
    """Return, per option and axis, how many answers pull alike at all that is published.

    Figures are sums of answers times fixed weights, so raising one answer by 1 shows its weights.
    Whatever is computed from figures counts answers of equal weights alike, so it is about all
    of such a set or none; answers that no figure moves with are in no set.
    """
    before = figures(votes)
    sets = {}
    for number, vote in enumerate(votes):
        for option, rating in vote.ratings.items():
            for axis, mark in enumerate(rating):
                if mark is None:
                    continue
                raised = tuple(m + 1 if a == axis else m for a, m in enumerate(rating))
                other = Vote(vote.domain, {**vote.ratings, option: raised})
                after = figures([*votes[:number], other, *votes[number + 1 :]])
                pull = tuple(sorted((repr(n), after[n] - before[n]) for n in after))
                if any(weight for _, weight in pull):
                    sets.setdefault((option, axis), Counter())[pull] += 1
    return sets


@settings(max_examples=60, deadline=None)
@given(votes)
def test_nothing_published_is_about_one_to_four_answers(votes):
    for sets in pulling_alike(votes).values():
        assert min(sets.values()) >= 5


def test_the_measure_would_find_four():
    def told_without_hiding(votes):
        axis, _ = axes_of(votes, [("medical",), ("social",)], "bus")
        return {("balanced", "bus", 0): axis.balanced, ("personal", "bus", 0): axis.personal}

    seven = [Vote("medical", {"bus": (4, 4)})] * 7
    four = [Vote("social", {"bus": (2, 4)})] * 4 + [Vote("social", {"app": (1, 1)})]
    five = [Vote("social", {"bus": (2, 4)})] * 5

    assert sorted(pulling_alike([*seven, *five])["bus", 0].values()) == [5, 7]
    assert ("bus", 0) not in pulling_alike([*seven, *four])
    assert sorted(pulling_alike([*seven, *four], told_without_hiding)["bus", 0].values()) == [4, 7]


@given(votes)
def test_an_option_is_hidden_if_and_only_if_one_to_four_answered_in_a_group(votes):
    result = counted(votes)

    for s in (*result.balanced, *result.personal):
        sizes = {
            sum(known(vote, s.option, axis) for vote in votes if vote.domain in group.domains)
            for group in result.groups
            for axis in (0, 1)
        }
        assert s.is_hidden == (bool(sizes & {1, 2, 3, 4}) or not result.is_figures_shown)


@given(votes, st.randoms(use_true_random=False))
def test_the_order_of_the_votes_changes_nothing(votes, random):
    assert counted(random.sample(votes, len(votes))) == counted(votes)


@given(votes)
def test_blank_ballots_are_turnout_and_nothing_else(votes):
    marked = [v for v in votes if any(m is not None for r in v.ratings.values() for m in r)]

    result = counted(votes)

    blank_count = len(votes) - len(marked)
    assert result == replace(counted(marked), ballot_count=len(votes), blank_count=blank_count)


@given(votes)
def test_places_follow_feasibility_and_then_impact(votes):
    result = counted(votes)

    for standings in (result.balanced, result.personal):
        for s in standings:
            assert s.place == 1 + sum(other.place < s.place for other in standings)
        shown = [s for s in standings if s.impact is not None]
        strengths = [((s.feasibility or 0) >= 3, s.impact) for s in shown]
        assert strengths == sorted(strengths, reverse=True)
        assert all(one.place <= other.place for one, other in pairwise(standings))
        hidden = {s.place for s in standings if s.is_hidden}
        assert not hidden & {s.place for s in standings if not s.is_hidden}


@given(votes)
def test_every_mean_is_exact_and_from_one_to_five(votes):
    means = published(votes).values()

    assert all(type(mean) is Fraction and 1 <= mean <= 5 for mean in means)


@given(votes)
def test_the_person_mean_is_over_all_who_answered(votes):
    for s in counted(votes).personal:
        marks = [v.ratings[s.option][0] for v in votes if s.option in v.ratings]
        told = [mark for mark in marks if mark is not None]
        if s.impact is not None:
            assert (s.impact, s.answer_counts[0]) == (Fraction(sum(told), len(told)), len(told))


@given(st.lists(st.builds(Vote, st.just("medical"), ratings), min_size=5, max_size=12))
def test_one_group_is_counted_by_person(votes):
    result = counted(votes)

    assert result.decides_by == "personal"
    assert result.balanced == result.personal
