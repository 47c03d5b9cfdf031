"""Short words for the tests of scoring: agreed votes in, places and scores out."""

from itertools import pairwise

from hypothesis import strategies as st

from lcm.live.scoring.standings import Rules, Vote, tally

DOMAINS = ("medical", "social", "public", "municipal")
OPTIONS = ("smoking", "debt", "language", "housing", "sleep")
KINDS = ("pick", "top", "order", "points")


def ranked(longest):
    return st.permutations(OPTIONS).flatmap(
        lambda order: st.integers(0, longest).map(lambda length: tuple(order[:length]))
    )


def hundred(cuts):
    """Divide ten steps of 10 points where the four cuts fall."""
    edges = [0, *sorted(cuts), 10]
    steps = [high - low for low, high in pairwise(edges)]
    return {option: 10 * step for option, step in zip(OPTIONS, steps, strict=True)}


cuts = st.tuples(*[st.integers(0, 10)] * 4)
CHOICES = {
    "pick": ranked(3),
    "top": ranked(3),
    "order": ranked(len(OPTIONS)),
    "points": cuts.map(hundred) | st.just(()),
}
MOST_POINTS = {"pick": 3, "top": 6, "order": 10, "points": 100}
kinds = st.sampled_from(KINDS)
ks = st.integers(1, 3)


def votes_of(kind, most=40):
    return st.lists(
        st.builds(Vote, st.sampled_from((*DOMAINS, None)), CHOICES[kind]), max_size=most
    )


rounds = kinds.flatmap(lambda kind: st.tuples(st.just(kind), votes_of(kind)))
"""A kind and votes of that kind."""


def counted(votes, k=3, options=OPTIONS, kind="top", **more):
    return tally(votes, options, Rules(kind, k, DOMAINS, **more))


def scores(standings):
    return {standing.option: standing.score for standing in standings}


def places(standings):
    return [(standing.option, standing.place) for standing in standings]


def winners(standings):
    return {standing.option for standing in standings if standing.is_winner}


def agreed(domain, times, *choice):
    return [Vote(domain, choice)] * times
