"""The parts of a frozen ranking as JSON and back."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from lcm.live.results.exact import fraction, kept, tenths
from lcm.live.scoring import groups as grouping
from lcm.live.scoring.head_to_head import Duel, HeadToHead
from lcm.live.scoring.rounds import Comparison, Move
from lcm.live.scoring.standings import Group, Standing


def shown_standing(standing: Standing) -> dict[str, Any]:
    """Return a standing for programs: figures with one decimal, as text."""
    share = standing.share_of_top
    return {
        "id": standing.option,
        "place": standing.place,
        "score": tenths(standing.score),
        "share": None if share is None else round(float(share), 4),
        "common_ground": tenths(standing.common_ground),
        "is_winner": standing.is_winner,
        "is_shared": standing.is_shared,
        "is_contested": standing.is_contested,
    }


def kept_standing(standing: Standing) -> dict[str, Any]:
    return {
        "option": standing.option,
        "place": standing.place,
        "score": kept(standing.score),
        "share": kept(standing.share_of_top),
        "common_ground": kept(standing.common_ground),
        "winner": standing.is_winner,
        "shared": standing.is_shared,
        "contested": standing.is_contested,
    }


def standing(kept_one: dict[str, Any], groups: tuple[Group, ...]) -> Standing:
    """Return what `kept_standing` kept; older ones get their common ground from the groups."""
    means = [group.means[kept_one["option"]] for group in groups if group.means is not None]
    common_ground = kept_one.get("common_ground", kept(min(means, default=None)))
    return Standing(
        option=kept_one["option"],
        place=kept_one["place"],
        score=fraction(kept_one["score"]),
        share_of_top=fraction(kept_one["share"]),
        common_ground=fraction(common_ground),
        is_winner=kept_one["winner"],
        is_shared=kept_one["shared"],
        is_contested=kept_one["contested"],
    )


def kept_group(group: Group) -> dict[str, Any]:
    means = group.means
    return {
        "domains": list(group.domains),
        "ballots": group.ballot_count,
        "weight": str(group.weight),
        "means": None if means is None else {key: str(mean) for key, mean in means.items()},
        "places": dict(group.places),
    }


def group(kept_one: dict[str, Any], personal: list[dict[str, Any]]) -> Group:
    """Return the group; without figures there is only one, whose places are those of ``personal``.

    Its means are all that broke ties there, so the places are the same.
    """
    means = None
    places = {standing["option"]: standing["place"] for standing in personal}
    if kept_one["means"] is not None:
        means = {option: Fraction(mean) for option, mean in kept_one["means"].items()}
        places = {option: grouping.place(means, option) for option in means}
    return Group(
        domains=tuple(kept_one["domains"]),
        ballot_count=kept_one["ballots"],
        weight=Fraction(kept_one["weight"]),
        means=means,
        places=kept_one.get("places", places),
    )


def without_margins(duels: HeadToHead | None) -> HeadToHead | None:
    """Return who wins from whom, and not by how much: that is all a result tells of duels."""
    if duels is None:
        return None
    return replace(duels, duels=tuple(replace(duel, margin=None) for duel in duels.duels))


def kept_duels(duels: HeadToHead | None) -> dict[str, Any] | None:
    if duels is None:
        return None
    return {
        "verdict": duels.verdict,
        "winner": duels.winner,
        "beaten_by": list(duels.beaten_by),
        "duels": [[duel.option, duel.other, duel.winner] for duel in duels.duels],
    }


def duels(kept_one: dict[str, Any] | None) -> HeadToHead | None:
    if kept_one is None:
        return None
    return HeadToHead(
        verdict=kept_one["verdict"],
        winner=kept_one["winner"],
        beaten_by=tuple(kept_one["beaten_by"]),
        duels=tuple(Duel(one, other, won, None) for one, other, won in kept_one["duels"]),
    )


def kept_comparison(compared: Comparison | None) -> dict[str, Any] | None:
    if compared is None:
        return None
    return {
        "moves": [[move.option, move.place_before, move.place_after] for move in compared.moves],
        "common": compared.common_count,
        "top": compared.top_count,
        "changed": kept(compared.changed_share),
        "before": kept(compared.agreement_before),
        "after": kept(compared.agreement_after),
        "settled": compared.is_settled,
    }


def comparison(kept_one: dict[str, Any] | None) -> Comparison | None:
    if kept_one is None:
        return None
    return Comparison(
        moves=tuple(Move(*move) for move in kept_one["moves"]),
        common_count=kept_one["common"],
        top_count=kept_one["top"],
        changed_share=fraction(kept_one["changed"]),
        agreement_before=fraction(kept_one["before"]),
        agreement_after=fraction(kept_one["after"]),
        is_settled=kept_one["settled"],
    )
