"""Who counts together in a vote, so that small domains keep both their secrecy and their voice."""

from collections.abc import Mapping, Sequence

SMALLEST_GROUP = 5

Domain = str | None


def grouped(
    ballot_counts: Mapping[Domain, int],
    domain_order: Sequence[str],
    joined: Mapping[str, str] | None = None,
) -> tuple[tuple[Domain, ...], ...]:
    """Return the groups of the domains with ballots, in ``domain_order``; None, "not stated", last.

    First every domain in ``joined`` counts with the domain the host chose for it. Then, while some
    group has fewer than 5 ballots and more than one group is left, the two smallest merge; of
    equal sizes the earlier in ``domain_order``. So a group under 5 is left only if it is the only
    one. Merging comes before scoring: a hidden small group could be found by subtraction.
    A domain outside ``domain_order`` comes after those in it, by name.
    """
    rank = {domain: position for position, domain in enumerate(domain_order)}

    def place(domain: Domain) -> tuple[int, str]:
        return (
            (len(rank) + (domain is None), "")
            if domain is None
            else (rank.get(domain, len(rank)), domain)
        )

    groups = _chosen_groups(
        [domain for domain in ballot_counts if ballot_counts[domain]], joined or {}
    )

    def size(group: list[Domain]) -> int:
        return sum(ballot_counts[domain] for domain in group)

    while len(groups) > 1 and min(map(size, groups)) < SMALLEST_GROUP:
        groups.sort(key=lambda group: (size(group), min(map(place, group))))
        smallest, second, *others = groups
        groups = [smallest + second, *others]
    ordered = [tuple(sorted(group, key=place)) for group in groups]
    return tuple(sorted(ordered, key=lambda group: place(group[0])))


def _chosen_groups(domains: Sequence[Domain], joined: Mapping[str, str]) -> list[list[Domain]]:
    groups: dict[Domain, list[Domain]] = {}
    for domain in domains:
        groups.setdefault(_joins(domain, joined), []).append(domain)
    return list(groups.values())


def _joins(domain: Domain, joined: Mapping[str, str]) -> Domain:
    """Follow ``joined`` to its end; of domains that join in a ring the first by name."""
    path: list[str] = []
    while domain is not None and domain not in path:
        path.append(domain)
        domain = joined.get(domain)
    if not path:
        return None
    return path[-1] if domain is None else min(path[path.index(domain) :])
