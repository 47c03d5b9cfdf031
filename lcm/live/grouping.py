"""Who counts together in a vote, so that small domains keep both their secrecy and their voice."""

from collections.abc import Callable, Mapping, Sequence

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
    parts = _chosen_groups([domain for domain in ballot_counts if ballot_counts[domain]], joined)

    def size(domains: Sequence[Domain]) -> int:
        return sum(ballot_counts[domain] for domain in domains)

    return _merged(parts, size, domain_order)


def groups_for_both(
    first_groups: Sequence[Sequence[Domain]],
    first_counts: Mapping[Domain, int],
    second_counts: Mapping[Domain, int],
    domain_order: Sequence[str],
    joined: Mapping[str, str] | None = None,
) -> tuple[tuple[Domain, ...], ...]:
    """Return groups for two rounds of a poll, of which the first is known by ``first_groups``.

    None of ``first_groups`` is ever parted. A domain with ballots in the second round only counts
    with the one the host chose for it in ``joined``, or begins alone. Then they merge as in
    `grouped`, where a group's size is the smaller of its two counts: so each has 5 ballots in
    both rounds, unless it is the only one. Whoever puts both results side by side learns nothing
    of fewer ballots: what both show are sums over whole groups of the first round. Had the second
    round its own groups, the difference of two sums could be what two people chose.
    A first round without ballots told nothing, so then the second is grouped by itself.
    """
    if not first_groups:
        return grouped(second_counts, domain_order, joined)

    def size(domains: Sequence[Domain]) -> int:
        return min(
            sum(counts.get(domain, 0) for domain in domains)
            for counts in (first_counts, second_counts)
        )

    return _merged(_with_newcomers(first_groups, second_counts, joined), size, domain_order)


def _with_newcomers(
    groups: Sequence[Sequence[Domain]],
    ballot_counts: Mapping[Domain, int],
    joined: Mapping[str, str] | None,
) -> list[list[Domain]]:
    parts = [list(group) for group in groups]
    known = {domain for part in parts for domain in part}
    new = [domain for domain in ballot_counts if ballot_counts[domain] and domain not in known]
    for chosen in _chosen_groups(new, joined):
        end = _joins(chosen[0], joined)
        host = next((part for part in parts if end in {_joins(d, joined) for d in part}), None)
        if host is None:
            parts.append(chosen)
        else:
            host += chosen
    return parts


def _merged(
    parts: Sequence[Sequence[Domain]],
    size: Callable[[Sequence[Domain]], int],
    domain_order: Sequence[str],
) -> tuple[tuple[Domain, ...], ...]:
    rank = {domain: position for position, domain in enumerate(domain_order)}

    def place(domain: Domain) -> tuple[int, str]:
        return (len(rank) + 1, "") if domain is None else (rank.get(domain, len(rank)), domain)

    groups = [tuple(sorted(part, key=place)) for part in parts]
    while len(groups) > 1 and min(map(size, groups)) < SMALLEST_GROUP:
        groups.sort(key=lambda group: (size(group), place(group[0])))
        smallest, second, *others = groups
        groups = [tuple(sorted(smallest + second, key=place)), *others]
    return tuple(sorted(groups, key=lambda group: place(group[0])))


def _chosen_groups(
    domains: Sequence[Domain], joined: Mapping[str, str] | None
) -> list[list[Domain]]:
    groups: dict[Domain, list[Domain]] = {}
    for domain in domains:
        groups.setdefault(_joins(domain, joined), []).append(domain)
    return list(groups.values())


def _joins(domain: Domain, joined: Mapping[str, str] | None) -> Domain:
    """Follow ``joined`` to its end; of domains that join in a ring the first by name."""
    path: list[str] = []
    while domain is not None and domain not in path:
        path.append(domain)
        domain = (joined or {}).get(domain)
    if not path:
        return None
    return path[-1] if domain is None else min(path[path.index(domain) :])
