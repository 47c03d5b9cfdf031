"""Compares what the server acknowledged, phone by phone, with what it stored."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot of one phone: its sequence number and the option ids chosen, best first."""

    seq: int
    choice: tuple[str, ...]


@dataclass(slots=True)
class Journal:
    """Per phone the last acknowledged ballot, and those sent that never got an answer."""

    last: dict[int, Cast] = field(default_factory=dict)
    unanswered: dict[int, set[Cast]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many phones: stored as acknowledged; stored one that was still in flight; the faults.

    ``lost``: an acknowledged ballot is gone. ``altered``: stored is a ballot this phone never
    sent, or one sent before with another choice. ``phones`` is their sum, ``ballots`` how many of
    them have one stored.
    """

    kept: int = 0
    ahead: int = 0
    lost: int = 0
    altered: int = 0
    ballots: int = 0

    @property
    def phones(self) -> int:
        return self.kept + self.ahead + self.lost + self.altered

    def __add__(self, other: "Verdict") -> "Verdict":
        return Verdict(
            self.kept + other.kept,
            self.ahead + other.ahead,
            self.lost + other.lost,
            self.altered + other.altered,
            self.ballots + other.ballots,
        )


def note(journal: Journal, lines: Iterable[str]) -> None:
    """Add the lines of one run (``ack|sent``, phone, seq, choice, by tabs) to ``journal``.

    Runs are noted in the order they were made: their sequence numbers only go up.
    """
    for line in lines:
        what, phone, seq, choice = line.rstrip("\n").split("\t")
        cast = Cast(int(seq), tuple(json.loads(choice)))
        if what == "ack":
            journal.last[int(phone)] = cast
        else:
            journal.unanswered.setdefault(int(phone), set()).add(cast)


def compare(journal: Journal, stored: Mapping[int, Cast | None]) -> Verdict:
    """Judge every phone of ``stored`` (phone to what the server holds, None for nothing)."""
    found = {"kept": 0, "ahead": 0, "lost": 0, "altered": 0}
    for phone, ballot in stored.items():
        found[_judged(journal.last.get(phone), journal.unanswered.get(phone, set()), ballot)] += 1
    ballots = sum(ballot is not None for ballot in stored.values())
    return Verdict(**found, ballots=ballots)


def _judged(last: Cast | None, unanswered: set[Cast], stored: Cast | None) -> str:
    if stored == last:
        return "kept"
    if stored is None or (last is not None and stored.seq < last.seq):
        return "lost"
    if stored in unanswered:
        return "ahead"
    return "altered"
