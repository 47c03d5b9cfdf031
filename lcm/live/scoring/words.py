"""From short words to a word cloud: one word however it was typed; the host merges and hides."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lcm.live.scoring.folding import folded, tidied


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the cloud; ``spelling`` is for people, ``key`` is any of its spellings `folded`.

    ``ballot_count`` is how many ballots hold it, at least 1; ``share_of_top`` is that over the
    count of the largest word shown, above 0 and at most 1.
    """

    key: str
    spelling: str
    ballot_count: int
    share_of_top: Fraction


def cloud(
    ballots: Sequence[Sequence[str]],
    *,
    merged: Mapping[str, str] | None = None,
    hidden: Collection[str] = (),
) -> tuple[Word, ...]:
    """Return the words of ``ballots``, most frequent first, equals by key; signs alone are none.

    ``merged`` maps a key to the key whose word it counts with, and is followed to its end; keys
    that merge in a ring count as the first of them. A word whose own key or end is in
    ``hidden`` is left out. A ballot counts once per word, whatever it repeats. The spelling shown
    is the most frequent one of the key itself, or of what merged into it if nobody wrote the key;
    equally frequent ones in code point order. The order of ``ballots`` is no matter.
    """
    ballot_counts: Counter[str] = Counter()
    spellings: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for ballot in ballots:
        ends = set()
        for text in ballot:
            key = folded(text)
            end = _end(key, merged or {})
            if key and not {key, end} & set(hidden):
                ends.add(end)
                spellings[end][key == end, tidied(text)] += 1
        ballot_counts.update(ends)
    top_count = max(ballot_counts.values(), default=1)
    return tuple(
        Word(key, _spelling(spellings[key]), count, Fraction(count, top_count))
        for key, count in sorted(ballot_counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _spelling(times: Counter[tuple[bool, str]]) -> str:
    (_, spelling) = min(times, key=lambda one: (not one[0], -times[one], one[1]))
    return spelling


def _end(key: str, merged: Mapping[str, str]) -> str:
    path: list[str] = []
    while key not in path:
        path.append(key)
        key = merged.get(key, key)
    return min(path[path.index(key) :])
