"""Open answers, as they are frozen at the reveal and as programs read them."""

from dataclasses import dataclass
from typing import Any, ClassVar

from lcm.live.results.counted import Counted, Turnout
from lcm.live.scoring.answers import Answer, AnswerGroup


@dataclass(frozen=True, slots=True)
class AnswersResult(Counted):
    """The answers in groups, the largest first; what the host hid is not among them."""

    shape: ClassVar[str] = "answers"

    groups: tuple[AnswerGroup, ...]

    @property
    def answer_count(self) -> int:
        return sum(len(group.answers) for group in self.groups)

    def to_json(self) -> dict[str, Any]:
        groups = [
            {"key": group.key, "answers": [[answer.id, answer.text] for answer in group.answers]}
            for group in self.groups
        ]
        return self.frozen() | {"groups": groups}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "AnswersResult":
        groups = [
            AnswerGroup(group["key"], tuple(Answer(*answer) for answer in group["answers"]))
            for group in kept["groups"]
        ]
        return cls(kind=kept["kind"], turnout=Turnout.from_json(kept), groups=tuple(groups))

    def shown(self) -> dict[str, Any]:
        """Return the result for programs: the texts of each group, the most typical first."""
        return {
            "shape": self.shape,
            "decides_by": self.decides_by,
            **self.turnout.to_json(),
            "answers": [[answer.text for answer in group.answers] for group in self.groups],
        }
