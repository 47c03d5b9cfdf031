"""Recounts the ballots of a round from their rows, each kind in its own way."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from lcm.db import db
from lcm.live.ballots.cast_ballots import (
    Held,
    cast_ballots,
    domain_order,
    per_domain,
    rulings,
    turnout,
)
from lcm.live.choices import OPTION_KINDS
from lcm.live.grouping import groups_for_both
from lcm.live.models import PollRound, RoundState, Tally
from lcm.live.outcome import counting_ranked as ranked
from lcm.live.refusals import StepNotPossible
from lcm.live.results import CountedRound, kept_result
from lcm.live.results.answers import AnswersResult
from lcm.live.results.consent import ConsentResult
from lcm.live.results.scale import ScaleResult
from lcm.live.results.words import WordsResult
from lcm.live.scoring.answers import Answer, answer_groups
from lcm.live.scoring.spread import Mark, Say, consent, scale
from lcm.live.scoring.words import cloud
from lcm.live.talk.text_keys import answer_key, objection_key


def counted(round_: PollRound) -> CountedRound:
    """Return what the stored ballots of ``round_`` come to; repeating it gives the same.

    A round after a revealed one of the same poll is counted over groups that serve both, so that
    the two side by side tell of no fewer than 5, and compared with it where there are places.
    Raises StepNotPossible for questions to the speaker, which are no vote.
    """
    kind = round_.poll.kind
    if kind not in _COUNTERS and kind not in OPTION_KINDS:
        raise StepNotPossible
    held = Held(round_, cast_ballots(round_), domain_order())
    earlier = None if round_.is_rehearsal else _revealed_before(round_)
    if earlier is None:
        return _COUNTERS[kind](held) if kind in _COUNTERS else ranked.counted(held)
    held, before = _alike(held, *earlier)
    return _COUNTERS[kind](held) if kind in _COUNTERS else ranked.compared(held, before)


def count_again(round_: PollRound) -> None:
    """Freeze a revealed round anew, as after a ruling on its texts; before it nothing happens."""
    kept = db.session.get(Tally, round_.id, populate_existing=True)
    if kept is not None:
        kept.result = counted(round_).to_json()


def _revealed_before(round_: PollRound) -> tuple[PollRound, CountedRound] | None:
    found = db.session.execute(
        select(PollRound, Tally.result)
        .join(Tally, Tally.round_id == PollRound.id)
        .where(PollRound.poll_id == round_.poll_id, PollRound.number < round_.number)
        .where(PollRound.state == RoundState.REVEALED, ~PollRound.is_rehearsal)
        .order_by(PollRound.number.desc())
        .limit(1)
    ).first()
    return None if found is None else (found[0], kept_result(found[1]))


def _alike(held: Held, earlier: PollRound, told: CountedRound) -> tuple[Held, Held]:
    """Return ``held`` and the ``earlier`` round with the same groups, none of those told parted."""
    ballots = cast_ballots(earlier)
    groups = groups_for_both(
        told.together,
        per_domain(ballots),
        per_domain(held.ballots),
        held.domain_order,
        held.joined,
    )
    return replace(held, groups=groups), Held(earlier, ballots, held.domain_order, groups)


def _scale(held: Held) -> ScaleResult:
    marks = [
        Mark(ballot.domain, None if ballot.is_blank else ballot.choice) for ballot in held.ballots
    ]
    spread = scale(marks, domain_order=held.domain_order, joined=held.joined, groups=held.groups)
    return ScaleResult("scale", turnout(held.ballots), spread)


def _consent(held: Held) -> ConsentResult:
    says = [_say(ballot.domain, ballot.choice or {}) for ballot in held.ballots]
    hidden = rulings(held.round).hidden
    result = consent(
        says,
        domain_order=held.domain_order,
        joined=held.joined,
        groups=held.groups,
        hidden={
            text for say in says if objection_key(text := " ".join(say.text.split())) in hidden
        },
    )
    return ConsentResult("consent", turnout(held.ballots), result)


def _say(domain: str | None, choice: Mapping[str, str]) -> Say:
    return Say(domain, choice.get("word"), choice.get("text", ""))  # type: ignore[arg-type]


def _words(held: Held) -> WordsResult:
    ruled = rulings(held.round)
    written = [ballot.choice for ballot in held.ballots]
    words = cloud(written, merged=ruled.joins, hidden=ruled.hidden)
    return WordsResult("words", turnout(held.ballots), words)


def _answers(held: Held) -> AnswersResult:
    ruled = rulings(held.round)
    answers = [
        Answer(answer_key(ballot.key, text), text)
        for ballot in held.ballots
        for text in ballot.choice
    ]
    groups = answer_groups(answers, regrouped=ruled.joins, hidden=ruled.hidden)
    return AnswersResult("open", turnout(held.ballots), groups)


_COUNTERS: Final[Mapping[str, Callable[[Held], CountedRound]]] = {
    "scale": _scale,
    "consent": _consent,
    "words": _words,
    "open": _answers,
}
