"""What a round came to, as it is frozen at the reveal: one shape per sort of vote."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from lcm.live.results.answers import AnswersResult
from lcm.live.results.consent import ConsentResult
from lcm.live.results.impact import ImpactResult
from lcm.live.results.ranking import RankedResult
from lcm.live.results.scale import ScaleResult
from lcm.live.results.words import WordsResult

CountedRound: TypeAlias = (
    RankedResult | ImpactResult | ScaleResult | ConsentResult | WordsResult | AnswersResult
)

_READERS: Final[Mapping[str, Callable[[dict[str, Any]], CountedRound]]] = {
    "ranking": RankedResult.from_json,
    "impact": ImpactResult.from_json,
    "scale": ScaleResult.from_json,
    "consent": ConsentResult.from_json,
    "words": WordsResult.from_json,
    "answers": AnswersResult.from_json,
}


def kept_result(kept: dict[str, Any]) -> CountedRound:
    """Return what was frozen at a reveal; what was kept before there were shapes is a ranking."""
    return _READERS[kept.get("shape", "ranking")](kept)
