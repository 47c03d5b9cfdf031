"""What a meeting shows live: its code, links, polls, turnout and results."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from lcm.db import db
from lcm.errors import NotFound
from lcm.live.choices import OPTION_KINDS
from lcm.live.entry import codes
from lcm.live.models import Ballot, LiveMeeting, Option, Poll, PollRound, RoundState, Tally
from lcm.live.outcome.run_offs import winners_of
from lcm.live.results import CountedRound, kept_result
from lcm.meetings.models import AgendaItem, Meeting
from lcm.people.models import Domain
from lcm.web import tokens


def live_of(meeting: Meeting) -> LiveMeeting:
    """Return the live side of ``meeting``; NotFound before it was published."""
    live = find_live(meeting)
    if live is None:
        raise NotFound
    return live


def find_live(meeting: Meeting) -> LiveMeeting | None:
    """Return the live side of ``meeting``; None before it was published."""
    return db.session.get(LiveMeeting, meeting.id)


def live_by_code(typed: str) -> LiveMeeting | None:
    """Return the live meeting of a code as typed, whatever its term; None when there is none."""
    code = codes.normalised(typed)
    if code is None:
        return None
    return db.session.scalar(select(LiveMeeting).where(LiveMeeting.code == code))


def join_link(meeting: Meeting, domain: Domain | None = None) -> str:
    """Return the path of the phone page; with ``domain`` it carries that, and nobody's name."""
    code = live_of(meeting).code
    if domain is None:
        return f"/j/{code}"
    return f"/j/{code}?as={tokens.token('domain', f'{code}-{domain.slug}')}"


def try_out_link(meeting: Meeting) -> str:
    """Return the path of the phone page for a host who tries it; that device is not counted."""
    code = live_of(meeting).code
    return f"/j/{code}?try={tokens.token('try-out', f'{code}-host')}"


def stage_link(meeting: Meeting) -> str:
    """Return the path of the big screen; whoever has it may watch, not steer."""
    live = live_of(meeting)
    return f"/stage/{tokens.token('stage', meeting.slug, live.link_version)}"


def live_of_stage(token: str) -> LiveMeeting:
    """Return the live meeting of a big screen's link; raises LinkUnusable."""
    slug, version = tokens.opened("stage", token)
    live = db.session.scalar(
        select(LiveMeeting).join(LiveMeeting.meeting).where(Meeting.slug == slug)
    )
    if live is None or live.link_version != version:
        raise tokens.LinkUnusable
    return live


def polls_of(meeting: Meeting) -> Sequence[Poll]:
    """Return the polls of ``meeting`` in the order of its programme."""
    return db.session.scalars(
        select(Poll)
        .outerjoin(AgendaItem, Poll.agenda_item_id == AgendaItem.id)
        .where(Poll.meeting_id == meeting.id)
        .order_by(AgendaItem.position.is_(None), AgendaItem.position, Poll.id)
        .options(selectinload(Poll.rounds))
    ).all()


def polls_of_block(block: AgendaItem) -> Sequence[Poll]:
    """Return the polls that a vote block holds, the first made first; none for other blocks."""
    found = select(Poll).where(Poll.agenda_item_id == block.id).order_by(Poll.id)
    return db.session.scalars(found).all()


def open_poll(meeting: Meeting) -> Poll | None:
    """Return the poll that takes ballots now, or None."""
    current = current_round(meeting.id)
    return current.poll if current and current.state == RoundState.OPEN else None


def find_mailed_round(meeting_id: int) -> PollRound | None:
    """Return the round people were mailed about and can vote in now; None when there is none."""
    current = current_round(meeting_id)
    is_mailed = current and current.is_beforehand and current.state == RoundState.OPEN
    return current if is_mailed else None


def current_round(meeting_id: int) -> PollRound | None:
    """Return the round phones see: the open one, else the one opened last; None before any.

    A round that was held again is seen no more, unless it was revealed. Questions to the speaker
    run beside it (`questions_round`).
    """
    is_over = (PollRound.reset_reason != "") & (PollRound.state != RoundState.REVEALED)
    return db.session.scalar(
        select(PollRound)
        .join(PollRound.poll)
        .where(Poll.meeting_id == meeting_id, Poll.kind != "questions")
        .where(PollRound.state != RoundState.DRAFT, ~is_over)
        .order_by((PollRound.state == RoundState.OPEN).desc(), PollRound.opened_at.desc())
        .limit(1)
    )


def has_pass_vote(meeting: Meeting) -> bool:
    """Say whether any vote of ``meeting`` takes one ballot per person."""
    found = select(Poll.id).where(Poll.meeting_id == meeting.id, Poll.is_pass)
    return db.session.scalar(found.limit(1)) is not None


def questions_round(meeting_id: int) -> PollRound | None:
    """Return the round that takes questions to the speaker now, or None."""
    return db.session.scalar(
        select(PollRound)
        .join(PollRound.poll)
        .where(Poll.meeting_id == meeting_id, Poll.kind == "questions")
        .where(PollRound.state == RoundState.OPEN)
        .order_by(PollRound.opened_at.desc())
        .limit(1)
    )


def latest_round(poll: Poll) -> PollRound:
    """Return the round the host works with: the newest."""
    return poll.rounds[-1]


def ballot_count(round_: PollRound) -> int:
    """Return the turnout: how many devices have a ballot in ``round_``, blank ones included."""
    query = select(func.count()).select_from(Ballot).where(Ballot.round_id == round_.id)
    return db.session.scalar(query) or 0


def result_of(round_: PollRound) -> CountedRound | None:
    """Return what was frozen at the reveal; None before it."""
    kept = db.session.get(Tally, round_.id)
    return None if kept is None else kept_result(kept.result)


def winners(meeting: Meeting) -> list[Option]:
    """Return what won the last revealed round, best first; a run-off breaks its tie. May be empty.

    A run-off is no vote of its own here: it settles the one before it.
    """
    revealed = db.session.scalar(
        select(PollRound)
        .join(PollRound.poll)
        .where(Poll.meeting_id == meeting.id, PollRound.state == RoundState.REVEALED)
        .where(Poll.kind.in_(OPTION_KINDS), ~PollRound.is_rehearsal)
        .where(Poll.run_off_of_id.is_(None))
        .order_by(PollRound.revealed_at.desc())
        .limit(1)
    )
    result = result_of(revealed) if revealed else None
    return winners_of(revealed, result) if revealed and result else []
