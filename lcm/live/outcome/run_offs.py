"""A run-off between the options that tie over the cut line of a vote, and what it settles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from lcm.db import db
from lcm.i18n import force_locale
from lcm.live.editor.first_words import QUESTION_LIMIT
from lcm.live.models import Option, Poll, PollRound, RoundState, Tally
from lcm.live.outcome.ties import settled, tie_over_cut
from lcm.live.refusals import StepNotPossible
from lcm.live.results import CountedRound, kept_result

ORIGIN = "option"


@dataclass(frozen=True, slots=True)
class RunOff:
    """A tie over the cut: who ties, how many of them may win, and the run-off if it was made.

    ``chosen`` is empty until the run-off was revealed; more than ``seat_count`` if it tied too.
    """

    tied: tuple[Option, ...]
    seat_count: int
    poll: Poll | None
    chosen: tuple[Option, ...]

    @property
    def is_settled(self) -> bool:
        return 0 < len(self.chosen) <= self.seat_count


def add_run_off(round_: PollRound) -> Poll:
    """Prepare a run-off between the tied options of a revealed round, as a draft of its own.

    Everybody picks as many as may still win, by the same rule and for the same people. A run-off
    that was made and not revealed yet is returned as it is, so that a second tap makes no second
    one. Raises StepNotPossible without such a tie, MeetingOver.
    """
    poll = round_.poll
    poll.meeting.require_changeable()
    db.session.refresh(poll, with_for_update=True)
    kept = db.session.get(Tally, round_.id)
    tie = tie_over_cut(kept_result(kept.result)) if kept else None
    if tie is None or round_.is_rehearsal:
        raise StepNotPossible
    made = _last_run_off(poll)
    if made is not None and made.rounds[-1].state != RoundState.REVEALED:
        return made
    by_id = {option.public_id: option for option in poll.options}
    return _drafted(poll, [by_id[option] for option in tie.tied], tie.seat_count)


def run_off_of(round_: PollRound, counted: CountedRound) -> RunOff | None:
    """Return the tie over the cut of a revealed round and its run-off; None without a tie."""
    tie = tie_over_cut(counted)
    if tie is None or round_.is_rehearsal:
        return None
    by_id = {option.public_id: option for option in round_.poll.options}
    told = _told_since(round_.poll, round_.revealed_at)
    return RunOff(
        tied=tuple(by_id[option] for option in tie.tied),
        seat_count=tie.seat_count,
        poll=_last_run_off(round_.poll),
        chosen=tuple(by_id[option] for option in told if option in tie.tied),
    )


def winners_of(round_: PollRound, counted: CountedRound) -> list[Option]:
    """Return the options that won a revealed round, best first; a run-off breaks its tie."""
    by_id = {option.public_id: option for option in round_.poll.options}
    return [by_id[option] for option in _winner_ids(round_, counted)]


def _winner_ids(round_: PollRound, counted: CountedRound) -> tuple[str, ...]:
    tie = tie_over_cut(counted)
    if tie is None:
        return counted.winner_ids
    return settled(tie, _told_since(round_.poll, round_.revealed_at))


def _told_since(poll: Poll, moment: datetime | None) -> tuple[str, ...]:
    """Return the options of ``poll`` that its last run-off revealed after ``moment`` chose."""
    found = db.session.execute(
        select(PollRound, Tally.result)
        .join(PollRound.poll)
        .join(Tally, Tally.round_id == PollRound.id)
        .where(Poll.run_off_of_id == poll.id, PollRound.state == RoundState.REVEALED)
        .where(~PollRound.is_rehearsal, PollRound.revealed_at >= moment)
        .order_by(PollRound.revealed_at.desc(), PollRound.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return ()
    round_, result = found
    same = _same_options(round_.poll, poll)
    chosen = _winner_ids(round_, kept_result(result))
    return tuple(same[option] for option in chosen if option in same)


def _same_options(run_off: Poll, poll: Poll) -> Mapping[str, str]:
    """Return by option of ``run_off`` the one of ``poll`` it stands for, also if reworded."""
    by_row = {option.id: option.public_id for option in poll.options}
    by_label = {option.label.casefold(): option.public_id for option in poll.options}
    return {
        option.public_id: found
        for option in run_off.options
        if (found := _row_of(option, by_row) or by_label.get(option.label.casefold()))
    }


def _row_of(option: Option, by_row: Mapping[int, str]) -> str | None:
    is_taken = option.origin_kind == ORIGIN and option.origin_id is not None
    return by_row.get(option.origin_id) if is_taken and option.origin_id else None


def _last_run_off(poll: Poll) -> Poll | None:
    made = select(Poll).where(Poll.run_off_of_id == poll.id).order_by(Poll.id.desc())
    return db.session.scalar(made.limit(1))


def _drafted(poll: Poll, tied: list[Option], seat_count: int) -> Poll:
    run_off = Poll(
        meeting=poll.meeting,
        agenda_item_id=poll.agenda_item_id,
        kind="pick",
        question=_question(poll),
        k=seat_count,
        is_balanced=poll.is_balanced,
        joined=dict(poll.joined),
        is_pass=poll.is_pass,
        run_off_of_id=poll.id,
    )
    run_off.options = [_copy(option, position) for position, option in enumerate(tied)]
    run_off.rounds = [PollRound(number=1, state=RoundState.DRAFT)]
    db.session.add(run_off)
    db.session.flush()
    return run_off


def _copy(option: Option, position: int) -> Option:
    return Option(
        position=position,
        letter=option.letter,
        label=option.label,
        text=option.text,
        origin_kind=ORIGIN,
        origin_id=option.id,
    )


def _question(poll: Poll) -> str:
    """Return the question of ``poll`` as one of a run-off; a run-off of a run-off says it once."""
    if poll.run_off_of_id is not None:
        return poll.question
    with force_locale(poll.meeting.locale):
        question = str(_("Run-off: %(question)s", question=poll.question))
    return question if len(question) <= QUESTION_LIMIT else poll.question
