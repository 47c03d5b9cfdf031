"""A word cloud, as it is frozen at the reveal and as programs read it."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar

from lcm.live.grouping import SMALLEST_GROUP
from lcm.live.results.cloud_layout import Cloud, laid_out
from lcm.live.results.counted import Counted, Turnout
from lcm.live.scoring.words import Word


@dataclass(frozen=True, slots=True)
class WordsResult(Counted):
    """The words, most frequent first; what the host hid is not among them."""

    shape: ClassVar[str] = "words"

    words: tuple[Word, ...]

    @property
    def is_figures_shown(self) -> bool:
        """Whether it is told how many wrote a word: not of fewer than 5 people."""
        return self.ballot_count - self.blank_count >= SMALLEST_GROUP

    @property
    def cloud(self) -> Cloud:
        """Where the words stand; all of one size while figures are hidden."""
        if self.is_figures_shown:
            return laid_out(self.words)
        return laid_out(tuple(replace(word, share_of_top=Fraction(1)) for word in self.words))

    def to_json(self) -> dict[str, Any]:
        words = [[word.key, word.spelling, word.ballot_count] for word in self.words]
        return self.frozen() | {"words": words}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "WordsResult":
        top_count = max((count for _, _, count in kept["words"]), default=1)
        words = [
            Word(key, spelling, count, Fraction(count, top_count))
            for key, spelling, count in kept["words"]
        ]
        return cls(kind=kept["kind"], turnout=Turnout.from_json(kept), words=tuple(words))

    def shown(self) -> dict[str, Any]:
        """Return the result for programs: each word as written most, and how many wrote it."""
        return {
            "shape": self.shape,
            "decides_by": self.decides_by,
            **self.turnout.to_json(),
            "words": [
                {
                    "word": word.spelling,
                    "ballots": word.ballot_count if self.is_figures_shown else None,
                }
                for word in self.words
            ],
        }
