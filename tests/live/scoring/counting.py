"""Short words for the tests of scoring: agreed votes in, places and scores out."""

from hypothesis import strategies as st

from lcm.live.scoring.standings import Vote, tally

DOMAINS = ("medical", "social", "public", "municipal")
OPTIONS = ("smoking", "debt", "language", "housing", "sleep")
choices = st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(0, 3).map(lambda length: tuple(order[:length]))
)
votes = st.lists(st.builds(Vote, st.sampled_from((*DOMAINS, None)), choices), max_size=40)
ks = st.integers(1, 3)


def counted(votes, k=3, options=OPTIONS):
    return tally(votes, options, k, domain_order=DOMAINS)


def scores(standings):
    return {standing.option: standing.score for standing in standings}


def places(standings):
    return [(standing.option, standing.place) for standing in standings]


def winners(standings):
    return {standing.option for standing in standings if standing.is_winner}


def agreed(domain, times, *choice):
    return [Vote(domain, choice)] * times
