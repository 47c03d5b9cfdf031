"""Recounts the rounds that end in places: lists, points, and impact x feasibility."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final, cast

from lcm.live import agreement
from lcm.live.ballots.cast_ballots import Held, changes, turnout
from lcm.live.results.impact import ImpactResult, winners
from lcm.live.results.ranking import RankedResult
from lcm.live.results.ranking_parts import without_margins
from lcm.live.scoring import axes, impact
from lcm.live.scoring.head_to_head import HeadToHead, head_to_head
from lcm.live.scoring.points import Choice, Kind, is_blank
from lcm.live.scoring.rounds import RoundOutcome, compare
from lcm.live.scoring.standings import Result, Rules, Standing, Vote, tally

RANKING_KINDS: Final = ("top", "order")
_AGREEMENTS: Final[Mapping[str, Callable[[Any, Sequence[str]], Fraction | None]]] = {
    "top": agreement.agreement_between_people,
    "order": agreement.agreement_between_people,
    "pick": agreement.agreement_between_pickers,
    "points": agreement.agreement_between_givers,
}


def counted(held: Held) -> RankedResult | ImpactResult:
    """Return what the ballots of ``held`` come to."""
    return _impact(held) if held.round.poll.kind == "impact" else _ranked(held)


def compared(held: Held, before: Held) -> RankedResult | ImpactResult:
    """Return what ``held`` comes to, beside the round ``before`` it counted over its groups."""
    now, then = counted(held), counted(before)
    return replace(
        now,
        comparison=compare(
            _outcome(then, now.decides_by),
            _outcome(now, now.decides_by),
            changes(before.ballots, held.ballots),
        ),
    )


def _ranked(held: Held) -> RankedResult:
    poll = held.round.poll
    options = [option.public_id for option in poll.options]
    votes = [Vote(ballot.domain, _fixed(ballot.choice)) for ballot in held.ballots]
    kind = cast(Kind, poll.kind)
    rules = Rules(kind, poll.k, held.domain_order, joined=held.joined, groups=held.groups)
    result = tally(votes, options, rules)
    is_balanced = poll.is_balanced and result.decides_by == "balanced"
    between_people, between_groups = _agreements(result, kind, votes, options)
    return RankedResult(
        kind=kind,
        turnout=turnout(held.ballots),
        result=result,
        is_balanced=poll.is_balanced,
        k=poll.k,
        people_agreement=between_people,
        domain_agreement=between_groups,
        duels=_duels(result, votes, options, is_balanced=is_balanced)
        if kind in RANKING_KINDS
        else None,
    )


def _agreements(
    result: Result, kind: str, votes: Sequence[Vote], options: Sequence[str]
) -> tuple[Fraction | None, Fraction | None]:
    """Return r between people and between groups; both None while figures are hidden."""
    if not result.is_figures_shown:
        return None, None
    chosen = [vote.choice for vote in votes if not is_blank(vote.choice)]
    means = [group.means for group in result.groups]
    return _AGREEMENTS[kind](chosen, options), agreement.agreement_between_groups(means)


def _duels(
    result: Result, votes: Sequence[Vote], options: Sequence[str], *, is_balanced: bool
) -> HeadToHead | None:
    standings = result.balanced if is_balanced else result.personal
    first = [one.option for one in standings if one.place == 1 and one.is_winner]
    groups = result.groups if is_balanced else ()
    return without_margins(head_to_head(votes, options, first, groups=groups))


def _impact(held: Held) -> ImpactResult:
    poll = held.round.poll
    votes = [axes.Vote(ballot.domain, _ratings(ballot.choice)) for ballot in held.ballots]
    return ImpactResult(
        kind=poll.kind,
        turnout=turnout(held.ballots),
        result=impact.tally(
            votes,
            [option.public_id for option in poll.options],
            domain_order=held.domain_order,
            joined=held.joined,
            groups=held.groups,
        ),
        is_balanced=poll.is_balanced,
        k=poll.k,
    )


def _outcome(counted_round: RankedResult | ImpactResult, rule: str) -> RoundOutcome:
    if isinstance(counted_round, RankedResult):
        return RoundOutcome(counted_round.ranking(rule), counted_round.people_agreement)
    standings = counted_round.ranking(rule)
    won = winners(standings, counted_round.k) if counted_round.result.groups else ()
    is_shown = counted_round.is_figures_shown
    return RoundOutcome([_as_ranked(one, won, is_shown=is_shown) for one in standings], None)


def _as_ranked(standing: impact.Standing, won: Sequence[str], *, is_shown: bool) -> Standing:
    """Return where an option ended, so that two rounds of this kind can be compared too."""
    return Standing(
        option=standing.option,
        place=standing.place,
        score=(standing.impact or Fraction(0)) if is_shown else None,
        share_of_top=None,
        common_ground=None,
        is_winner=standing.option in won,
        is_shared=False,
        is_contested=False,
    )


def _fixed(choice: Any) -> Choice:
    return choice if isinstance(choice, dict) else tuple(choice)


def _ratings(choice: Any) -> Mapping[str, axes.Rating]:
    return {key: (marks[0], marks[1]) for key, marks in choice.items()} if choice else {}
