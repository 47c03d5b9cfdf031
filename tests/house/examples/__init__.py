"""For every rule a text that must raise its alarm and a text that must not."""

from dataclasses import dataclass

from ..checks.reading import Rule


@dataclass(frozen=True)
class Example:
    """Files by path; ``line`` is where the alarm must point, 0 when it is about a whole file."""

    rule: Rule
    files: dict[str, str]
    line: int = 0


def one(rule: Rule, path: str, text: str, line: int = 1) -> Example:
    """Return an example of one file whose alarm must point to ``line``."""
    return Example(rule, {path: text}, line)
