"""What people wrote in a round, as the host sees it to tidy up: shown, put together, hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lcm.live.ballots.cast_ballots import cast_ballots, rulings
from lcm.live.models import Poll, PollRound, RoundState
from lcm.live.scoring.answers import Answer, AnswerGroup, answer_groups
from lcm.live.scoring.words import Word, cloud
from lcm.live.talk.text_keys import answer_key, objection_key

# What may be tidied up, and from when on: words and answers are live, objections wait.
LIVE, AFTER = ("words", "open"), ("consent",)
SAID_KINDS = LIVE + AFTER


@dataclass(frozen=True, slots=True)
class Text:
    """A word, answer or objection; ``key`` names it, ``into`` says what it is counted with."""

    key: str
    text: str
    count: int = 1
    into: str = ""


@dataclass(frozen=True, slots=True)
class Heap:
    """Texts that are shown together, at least one; ``joined`` are the keys a host put there."""

    key: str
    texts: Sequence[Text]
    joined: frozenset[str] = frozenset()

    @property
    def first(self) -> Text:
        return self.texts[0]


@dataclass(frozen=True, slots=True)
class Said:
    """What a round holds now: ``heaps`` are shown, ``joined`` a host joined, ``hidden`` are not."""

    kind: str
    heaps: Sequence[Heap] = ()
    joined: Sequence[Text] = ()
    hidden: Sequence[Text] = ()
    keys: frozenset[str] = frozenset()

    def heap_of(self, key: str) -> Heap | None:
        """Return the heap that shows what ``key`` names, or None."""
        found = (heap for heap in self.heaps if any(one.key == key for one in heap.texts))
        return next(found, None)

    def text_of(self, key: str) -> str:
        """Return what is written under a ``key`` that is shown; "" for another."""
        heap = self.heap_of(key)
        return next((one.text for one in heap.texts if one.key == key), "") if heap else ""

    def may_join(self, key: str, into: str) -> bool:
        """Say whether ``key`` can be put with ``into``: a heap, or an answer's own new one."""
        is_alone = self.kind == "open" and key == into
        others = {heap.key for heap in self.heaps if self.kind == "open" or heap.key != key}
        return self.kind in LIVE and key in self.keys and (is_alone or into in others)


def round_to_tidy(poll: Poll) -> PollRound:
    """Return the round whose texts people see: the newest that was opened, else the one to come."""
    held = [round_ for round_ in poll.rounds if round_.state != RoundState.DRAFT]
    return held[-1] if held else poll.rounds[-1]


def said_in(round_: PollRound) -> Said:
    """Return what was written in ``round_``, and what hosts decided; empty while nobody may see."""
    kind = round_.poll.kind
    is_shown = round_.state == RoundState.REVEALED or (
        kind in LIVE and round_.state != RoundState.DRAFT
    )
    if not is_shown or kind not in SAID_KINDS:
        return Said(kind)
    return {"words": _words, "open": _answers, "consent": _objections}[kind](round_)


def _words(round_: PollRound) -> Said:
    ballots = [ballot.choice for ballot in cast_ballots(round_)]
    ruled = rulings(round_)
    each = {word.key: word for word in cloud(ballots)}
    shown = cloud(ballots, merged=ruled.joins, hidden=ruled.hidden)
    return Said(
        kind="words",
        heaps=[Heap(word.key, [_text(word)]) for word in shown],
        joined=[
            _text(each[key], _spelling(each, into))
            for key, into in sorted(ruled.joins.items())
            if key in each and key not in ruled.hidden
        ],
        hidden=[_text(each[key]) for key in sorted(ruled.hidden & each.keys())],
        keys=frozenset(each),
    )


def _text(word: Word, into: str = "") -> Text:
    return Text(word.key, word.spelling, word.ballot_count, into)


def _spelling(each: Mapping[str, Word], key: str) -> str:
    return each[key].spelling if key in each else key


def _answers(round_: PollRound) -> Said:
    answers = [
        Answer(answer_key(ballot.key, text), text)
        for ballot in cast_ballots(round_)
        for text in ballot.choice
    ]
    ruled = rulings(round_)
    groups = answer_groups(answers, regrouped=ruled.joins, hidden=ruled.hidden)
    return Said(
        kind="open",
        heaps=[_heap(group, ruled.joins) for group in groups],
        hidden=[Text(one.id, one.text) for one in answers if one.id in ruled.hidden],
        keys=frozenset(one.id for one in answers),
    )


def _heap(group: AnswerGroup, joins: Mapping[str, str]) -> Heap:
    texts = [Text(one.id, one.text) for one in group.answers]
    return Heap(group.key, texts, frozenset(one.key for one in texts if one.key in joins))


def _objections(round_: PollRound) -> Said:
    choices = [ballot.choice or {} for ballot in cast_ballots(round_)]
    written = {
        " ".join(choice["text"].split())
        for choice in choices
        if choice.get("word") == "objection" and choice["text"]
    }
    texts = [Text(objection_key(text), text) for text in sorted(written, key=str.casefold)]
    hidden = rulings(round_).hidden
    return Said(
        kind="consent",
        heaps=[Heap(one.key, [one]) for one in texts if one.key not in hidden],
        hidden=[one for one in texts if one.key in hidden],
        keys=frozenset(one.key for one in texts),
    )
