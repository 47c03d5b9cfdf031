"""What a summary tells of a vote, as JSON that stays as it is: by its kind, in a few lines."""

from typing import Any, Final

from lcm.live.models import Option
from lcm.live.outcome.run_offs import winners_of
from lcm.live.outcome.shown_rounds import ShownVote
from lcm.live.results import CountedRound
from lcm.live.results.answers import AnswersResult
from lcm.live.results.consent import ConsentResult
from lcm.live.results.exact import tenths
from lcm.live.results.scale import ScaleResult
from lcm.live.results.words import WordsResult

MOST_TOLD: Final = 5


def vote_facts(vote: ShownVote) -> dict[str, Any]:
    """Return the question, how many voted and by which rule, and what the vote came to.

    ``chosen`` are its winners, best first, after a run-off; ``told`` is what other kinds say
    instead: the mean of a scale, the answers of a consent check, the first words and answers.
    Figures that are not shown are None or left out.
    """
    counted = vote.result
    return {
        "question": vote.poll.question,
        "decides_by": counted.decides_by,
        "ballots": counted.ballot_count,
        "shape": counted.shape,
        "is_run_off": vote.run_off is not None and vote.run_off.is_settled,
        "chosen": [
            {"place": place, "label": option.label} for place, option in _placed(vote, counted)
        ],
        "told": _told(counted),
    }


def _placed(vote: ShownVote, counted: CountedRound) -> list[tuple[int, Option]]:
    """Return the winners with their places; whom a run-off chose stands alone on a place."""
    options = winners_of(vote.round, counted)
    is_settled = vote.run_off is not None and vote.run_off.is_settled
    tied = vote.run_off.tied if vote.run_off and is_settled else ()
    return [
        (number if option in tied else counted.places[option.public_id], option)
        for number, option in enumerate(options, start=1)
    ]


def _told(counted: CountedRound) -> dict[str, Any]:
    if isinstance(counted, ScaleResult):
        whole = counted.result.whole
        return {"mean": tenths(whole.mean) if whole else None}
    if isinstance(counted, ConsentResult):
        answers = counted.result.whole
        objections = list(counted.result.objections)
        return {"counts": dict(answers.counts) if answers else None, "objections": objections}
    if isinstance(counted, WordsResult):
        return {"words": [word.spelling for word in counted.words[:MOST_TOLD]]}
    if isinstance(counted, AnswersResult):
        return {"answers": [group.answers[0].text for group in counted.groups[:MOST_TOLD]]}
    return {}
