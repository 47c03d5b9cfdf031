"""The steps of a vote: prepared, opened, closed, revealed, held again, finished."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from lcm.clock import now
from lcm.db import db
from lcm.events import LiveChanged, StageChanged, publish
from lcm.live.ballots import ballot_rows, participation
from lcm.live.choices import OPTION_KINDS
from lcm.live.entry import codes
from lcm.live.entry.devices import new_poll_secret
from lcm.live.models import LiveMeeting, Option, Poll, PollRound, RoundState, Tally
from lcm.live.outcome import counting
from lcm.live.refusals import AnotherRoundOpen, OptionsNeeded, ReasonNeeded, StepNotPossible
from lcm.meetings.models import Meeting

BEFORE = timedelta(days=1)
AFTER = timedelta(days=30)
CODE_TRIES = 5
STAGE_VIEWS = ("auto", "join", "vote", "result", "questions", "rooms", "wall")
STAGE_RULES = ("", "balanced", "personal", "groups", "shared", "rounds")


def make_live(meeting: Meeting) -> LiveMeeting:
    """Give ``meeting`` its join code, valid from a day before until 30 days after; safe to repeat.

    Called again after the meeting moved, it moves the term and keeps the code. Who was mailed about
    a vote before the meeting can reach it from its opening, and all the time it is open.
    """
    live = db.session.get(LiveMeeting, meeting.id)
    if live is None:
        live = _with_new_code(meeting)
    live.opens_at, live.expires_at = meeting.starts_at - BEFORE, meeting.ends_at + AFTER
    first, last = _term_of_votes_by_mail(meeting.id)
    if first and last:
        live.opens_at, live.expires_at = min(live.opens_at, first), max(live.expires_at, last)
    db.session.flush()
    return live


def touch(meeting_id: int) -> None:
    """Raise the version all phones of the meeting compare, and push it after the commit."""
    raised = {LiveMeeting.version: LiveMeeting.version + 1}
    db.session.execute(
        update(LiveMeeting).where(LiveMeeting.meeting_id == meeting_id).values(raised)
    )
    publish(LiveChanged(meeting_id))


def open_round(round_: PollRound, *, minutes: int | None = None) -> None:
    """Let phones vote, until closed or for ``minutes``.

    Raises AnotherRoundOpen, MeetingOver, OptionsNeeded, StepNotPossible. One round per meeting is
    open at a time, and one of questions to the speaker beside it: the live meeting's row is locked
    for the check.
    """
    poll = round_.poll
    db.session.get(LiveMeeting, poll.meeting_id, with_for_update=True)
    poll.meeting.require_changeable()
    _step(round_, RoundState.DRAFT)
    if _has_open_round(poll):
        raise AnotherRoundOpen
    if poll.kind in OPTION_KINDS and len(poll.options) < 2:
        raise OptionsNeeded
    if poll.kind not in OPTION_KINDS:
        db.session.execute(delete(Option).where(Option.poll_id == poll.id))
        db.session.expire(poll, ["options"])
    poll.secret = poll.secret or new_poll_secret()
    round_.state, round_.opened_at = RoundState.OPEN, now()
    round_.closes_at = now() + timedelta(minutes=minutes) if minutes else None
    touch(poll.meeting_id)


def close_round(round_: PollRound) -> None:
    """Take no more ballots; each in flight is counted before this or refused after it."""
    _step(round_, RoundState.OPEN)
    _shut(round_)
    touch(round_.poll.meeting_id)


def extend(round_: PollRound, minutes: int) -> None:
    """Move the end of an open round ``minutes`` on, from now if it had no end or it has passed."""
    _step(round_, RoundState.OPEN)
    round_.closes_at = max(round_.closes_at or now(), now()) + timedelta(minutes=minutes)
    touch(round_.poll.meeting_id)


def reveal_round(round_: PollRound) -> None:
    """Count a closed round, freeze its result and show it to all; cannot be undone."""
    _step(round_, RoundState.CLOSED)
    db.session.add(Tally(round_id=round_.id, result=counting.counted(round_).to_json()))
    round_.state, round_.revealed_at = RoundState.REVEALED, now()
    touch(round_.poll.meeting_id)


def reset_round(round_: PollRound, reason: str) -> PollRound:
    """End ``round_`` uncounted for ``reason`` and return a new draft round of the same poll.

    The old ballots stay in the log, under the same secret. A revealed round keeps its result.
    Raises ReasonNeeded, and StepNotPossible for a draft or a round that is not the last.
    """
    if not reason.strip():
        raise ReasonNeeded
    _locked(round_)
    if round_.state == RoundState.DRAFT or round_ is not round_.poll.rounds[-1]:
        raise StepNotPossible
    if round_.reset_reason:
        # Another host did so since the rounds were read.
        raise StepNotPossible
    if round_.poll.secret is None or round_.is_rehearsal:
        raise StepNotPossible
    if round_.state == RoundState.OPEN:
        _shut(round_)
    round_.reset_reason = reason.strip()
    following = PollRound(poll=round_.poll, number=round_.number + 1)
    db.session.add(following)
    db.session.flush()
    touch(round_.poll.meeting_id)
    return following


def finish_poll(poll: Poll) -> None:
    """Destroy the secret that ties ballots to devices; none can be found again. Safe to repeat.

    The order in which they came goes with it.
    """
    if any(round_.state == RoundState.OPEN for round_ in poll.rounds):
        raise StepNotPossible
    poll.secret = None
    ballot_rows.forget_order(poll.id)
    touch(poll.meeting_id)


def make_slips(live: LiveMeeting, count: int) -> None:
    """Let ``count`` one-time codes work in this meeting; never fewer than were made before."""
    db.session.refresh(live, with_for_update=True)
    live.pass_count = max(live.pass_count, count)


def show_on_stage(meeting: Meeting, view: str, rule: str = "") -> None:
    """Let the big screen show ``view`` (one of STAGE_VIEWS; "auto" follows the vote).

    ``rule`` is how a result is looked at, one of STAGE_RULES; "" is the way that decides.
    """
    if view not in STAGE_VIEWS or rule not in STAGE_RULES:
        raise StepNotPossible
    shown = {LiveMeeting.stage_view: view, LiveMeeting.stage_rule: rule}
    db.session.execute(
        update(LiveMeeting).where(LiveMeeting.meeting_id == meeting.id).values(shown)
    )
    publish(StageChanged(meeting.id))


def _with_new_code(meeting: Meeting) -> LiveMeeting:
    """Insert under a code nobody has; the database says whether it is taken."""
    for last in range(CODE_TRIES - 1, -1, -1):
        live = LiveMeeting(meeting_id=meeting.id, code=codes.new_code())
        live.opens_at, live.expires_at = meeting.starts_at - BEFORE, meeting.ends_at + AFTER
        try:
            with db.session.begin_nested():
                db.session.add(live)
        except IntegrityError:
            if not last:
                raise
        else:
            break
    return live


def _term_of_votes_by_mail(meeting_id: int) -> tuple[datetime | None, datetime | None]:
    """Return when the first vote by personal link was opened and the last one ends, or Nones."""
    found = select(func.min(PollRound.opened_at), func.max(PollRound.closes_at))
    found = found.join(PollRound.poll).where(Poll.meeting_id == meeting_id)
    first, last = db.session.execute(found.where(PollRound.is_beforehand)).one()
    return first, last


def _shut(round_: PollRound) -> None:
    """Close a round that is held by its row, and forget who voted in it: nobody is reminded now."""
    round_.state, round_.closed_at = RoundState.CLOSED, now()
    participation.forget(round_)


def _step(round_: PollRound, wanted: RoundState) -> None:
    _locked(round_)
    if round_.state != wanted:
        raise StepNotPossible


def _locked(round_: PollRound) -> None:
    """Hold the round's row: the ballot box, which shares it, waits until this is committed."""
    db.session.refresh(round_, with_for_update=True)


def _has_open_round(poll: Poll) -> bool:
    """Say whether another vote is open, or for questions to the speaker: other questions."""
    is_asking = Poll.kind == "questions"
    found = select(PollRound.id).join(PollRound.poll)
    found = found.where(Poll.meeting_id == poll.meeting_id)
    found = found.where(is_asking if poll.kind == "questions" else ~is_asking)
    found = found.where(PollRound.state == RoundState.OPEN)
    return db.session.scalar(found.limit(1)) is not None
