"""Open answers that say much the same, together; what the host decides goes first."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lcm.live.scoring.folding import folded
from lcm.live.scoring.similarity import similarities, stems, vectors

THRESHOLD: Final = 0.16

_Pairs = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; ``id`` is unique and tells nothing of who gave it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Answers shown together, at least one; the most typical first, the others by text.

    ``key`` is the host's, or the smallest id among those that the machine put together, hidden
    ones included.
    """

    key: str
    answers: tuple[Answer, ...]


def answer_groups(
    answers: Sequence[Answer],
    *,
    regrouped: Mapping[str, str] | None = None,
    hidden: Collection[str] = (),
) -> tuple[AnswerGroup, ...]:
    """Return the groups, the largest first, then by the text of their first answer.

    ``regrouped`` gives the answers that the host placed, id to key: two of them are together
    if and only if their keys are equal. A key that is the id of an answer that was not placed is
    the machine's group around that answer; such groups never grow together. The machine adds
    nothing to any other key. ``hidden`` ids stay out of sight but keep their place, so hiding and
    undoing moves no other answer. The order of ``answers`` is no matter.
    """
    placed = regrouped or {}
    anchors = set(placed.values()) - set(placed)
    members: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.id in placed:
            members[placed[answer.id]].append(answer)
    free = [answer for answer in answers if answer.id not in placed]
    for cluster in _clusters(free, anchors):
        members[_key(cluster, anchors)] += cluster
    groups = [
        AnswerGroup(key, _typical_first([one for one in group if one.id not in hidden]))
        for key, group in members.items()
        if any(one.id not in hidden for one in group)
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.answers), _rank(group.answers[0]))))


def _key(cluster: Sequence[Answer], anchors: Collection[str]) -> str:
    ids = sorted(answer.id for answer in cluster)
    return next((id_ for id_ in ids if id_ in anchors), ids[0])


def _clusters(answers: Sequence[Answer], anchors: Collection[str]) -> list[list[Answer]]:
    """Return ``answers`` divided by what they say, with at most one of ``anchors`` in each.

    Answers of the same stems start together. Then, once over all pairs from the most alike down,
    two clusters merge if their answers are on average at least THRESHOLD alike (average linkage,
    Sokal and Michener 1958). Floats are summed in one fixed order, so equal answers give equal
    clusters.
    """
    same: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    for answer in sorted(answers, key=_rank):
        apart = ("", answer.id) if answer.id in anchors else ()
        same[apart or _meaning(answer)].append(answer)
    started = list(same.values())
    pairs = similarities(vectors([_meaning(cluster[0]) for cluster in started]))
    return _merged(started, pairs, anchors)


def _merged(
    clusters: Sequence[list[Answer]], pairs: _Pairs, anchors: Collection[str]
) -> list[list[Answer]]:
    merged = dict(enumerate(clusters))
    is_anchored = {
        position: any(answer.id in anchors for answer in cluster)
        for position, cluster in merged.items()
    }
    home = {position: position for position in merged}
    totals: dict[int, dict[int, float]] = {position: {} for position in merged}
    for (one, other), cosine in pairs.items():
        total = cosine * len(merged[one]) * len(merged[other])
        totals[one][other] = totals[other][one] = total
    for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        if pairs[one, other] < THRESHOLD:
            break
        into, away = sorted((home[one], home[other]))
        size = len(merged[into]) * len(merged[away])
        if into == away or (is_anchored[into] and is_anchored[away]):
            continue
        if totals[into][away] >= THRESHOLD * size:
            _move(away, into, totals)
            is_anchored[into] |= is_anchored[away]
            merged[into] = merged[into] + merged.pop(away)
            home = {start: into if at == away else at for start, at in home.items()}
    return list(merged.values())


def _move(away: int, into: int, totals: dict[int, dict[int, float]]) -> None:
    """Let ``into`` have the similarities of ``away`` beside its own."""
    for other, total in totals.pop(away).items():
        del totals[other][away]
        if other != into:
            sum_ = totals[into].get(other, 0) + total
            totals[into][other] = totals[other][into] = sum_


def _typical_first(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return ``answers`` by text, but first the one that is most alike to all of them."""
    ordered = sorted(answers, key=_rank)
    texts = vectors([_meaning(answer) for answer in ordered])
    heart: dict[str, float] = defaultdict(float)
    for vector in texts:
        for gram, weight in vector.items():
            heart[gram] += weight
    sums = [sum(heart[gram] * weight for gram, weight in vector.items()) for vector in texts]
    first = max(range(len(ordered)), key=lambda position: (round(sums[position], 9), -position))
    return (ordered[first], *ordered[:first], *ordered[first + 1 :])


def _meaning(answer: Answer) -> tuple[str, ...]:
    """Return its stems; an answer without words, such as a smiley, means its signs."""
    return stems(answer.text) or (" ".join(answer.text.split()),)


def _rank(answer: Answer) -> tuple[str, str, str]:
    return folded(answer.text), answer.text, answer.id
