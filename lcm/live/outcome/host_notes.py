"""What a host reads beside the steps of a vote: whom it is mailed to, papers, what is odd."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lcm.db import db
from lcm.live import beforehand, queries
from lcm.live.ballots.paper import paper_count, takes_paper
from lcm.live.models import Option, PollRound, RoundState
from lcm.live.outcome.anomalies import Heads, anomalies
from lcm.live.outcome.run_offs import RunOff, run_off_of
from lcm.live.push.station import the_station
from lcm.registration.models import Place
from lcm.registration.queries import confirmed


@dataclass(frozen=True, slots=True)
class HostNotes:
    """``seats``: who would be mailed now; ``asked``: who was; ``papers``: ballots on paper.

    ``before`` is the round this one repeats. ``run_off`` is a tie over the cut of a shown result;
    ``winners`` is what rooms can be made of, empty when a later vote decides that.
    """

    may_open_until: bool
    may_move_end: bool
    seats: int
    asked: int
    takes_paper: bool
    papers: int
    anomalies: Sequence[str]
    before: PollRound | None
    run_off: RunOff | None
    winners: Sequence[Option]


def host_notes(round_: PollRound) -> HostNotes:
    """Return what stands beside ``round_`` now; a rehearsal has nothing odd about it."""
    asked = beforehand.asked_count(round_) if round_.is_beforehand else 0
    papers = paper_count(round_)
    is_counted = round_.state != RoundState.DRAFT and not round_.is_rehearsal
    heads = Heads(
        ballots=queries.ballot_count(round_),
        papers=papers,
        phones=_phones(round_),
        people=_people(round_),
        asked=asked,
    )
    may_open = _may_open_until(round_)
    return HostNotes(
        may_open_until=may_open,
        may_move_end=round_.is_beforehand and round_.state == RoundState.OPEN,
        seats=len(confirmed(round_.poll.meeting)) if may_open else 0,
        asked=asked,
        takes_paper=takes_paper(round_),
        papers=papers,
        anomalies=anomalies(heads) if is_counted else (),
        before=_before(round_),
        run_off=_run_off(round_),
        winners=_winners(round_),
    )


def _before(round_: PollRound) -> PollRound | None:
    """Return the round that was held again as ``round_``; its reason says why."""
    earlier = [one for one in round_.poll.rounds if one.number < round_.number]
    return earlier[-1] if earlier and earlier[-1].reset_reason else None


def _run_off(round_: PollRound) -> RunOff | None:
    counted = queries.result_of(round_) if round_.state == RoundState.REVEALED else None
    return run_off_of(round_, counted) if counted else None


def _winners(round_: PollRound) -> Sequence[Option]:
    """Return what rooms would be made of, if it is this vote, or its run-off, that says so."""
    if round_.state != RoundState.REVEALED:
        return ()
    options = queries.winners(round_.poll.meeting)
    polls = {round_.poll.id, round_.poll.run_off_of_id}
    return options if options and options[0].poll_id in polls else ()


def _phones(round_: PollRound) -> int | None:
    """Return how many phones were seen in the last minutes; None once the vote is over."""
    live = queries.find_live(round_.poll.meeting)
    if live is None or round_.state != RoundState.OPEN:
        return None
    return the_station().phones.count(live.code)


def _may_open_until(round_: PollRound) -> bool:
    meeting = round_.poll.meeting
    is_ready = round_.state == RoundState.DRAFT and queries.find_live(meeting) is not None
    return is_ready and meeting.is_open and round_.poll.kind != "questions"


def _people(round_: PollRound) -> int:
    """Return how many people said that they are here, whether or not they left again."""
    here = select(func.count(Place.id)).where(
        Place.meeting_id == round_.poll.meeting_id, Place.present_at.is_not(None)
    )
    return db.session.scalar(here) or 0
