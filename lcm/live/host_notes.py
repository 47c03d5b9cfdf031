"""What a host reads beside the steps of a vote: whom it is mailed to, papers, what is odd."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lcm.db import db
from lcm.live import beforehand, queries
from lcm.live.anomalies import Heads, anomalies
from lcm.live.models import PollRound, RoundState
from lcm.live.paper import paper_count, takes_paper
from lcm.live.station import the_station
from lcm.registration.models import Place
from lcm.registration.queries import confirmed


@dataclass(frozen=True, slots=True)
class HostNotes:
    """``seats``: who would be mailed now; ``asked``: who was; ``papers``: ballots on paper."""

    may_open_until: bool
    may_move_end: bool
    seats: int
    asked: int
    takes_paper: bool
    papers: int
    anomalies: Sequence[str]


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
    )


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
