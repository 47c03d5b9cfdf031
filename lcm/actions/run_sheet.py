"""The host's run sheet: what runs now, what it needs, and who is here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lcm.breakouts import queries as breakouts
from lcm.breakouts.models import BreakoutRound
from lcm.clock import now
from lcm.live import queries as live_queries
from lcm.live.models import LiveMeeting, Poll, PollRound, RoundState
from lcm.meetings.models import AgendaItem, BlockKind, Meeting
from lcm.meetings.queries import TimedBlock, timetable
from lcm.meetings.running import current_block, minutes_left
from lcm.people.models import Domain
from lcm.people.queries import domains
from lcm.registration.queries import confirmed, present_places

ICONS = {
    BlockKind.TALK: "message-square",
    BlockKind.VOTE: "vote",
    BlockKind.BREAKOUT: "layout-grid",
    BlockKind.HARVEST: "sparkles",
    BlockKind.BREAK: "coffee",
    BlockKind.ACTIONS: "list-checks",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A block on the sheet: past, now, or to come."""

    block: TimedBlock
    is_past: bool
    is_now: bool

    @property
    def icon(self) -> str:
        return "circle-check" if self.is_past else ICONS[self.block.item.kind]


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many of those expected are here, in all and per domain (None: not stated)."""

    here_count: int
    expected_count: int
    domains: Sequence[tuple[Domain | None, int, int]]


@dataclass(frozen=True, slots=True)
class RunSheet:
    """``minutes_left`` is None outside the programme; ``poll`` and ``rooms`` are those of now."""

    lines: Sequence[Line]
    minutes_left: int | None
    live: LiveMeeting | None
    poll: Poll | None
    rooms: BreakoutRound | None
    attendance: Attendance

    @property
    def current(self) -> AgendaItem | None:
        return next((line.block.item for line in self.lines if line.is_now), None)

    @property
    def round(self) -> PollRound | None:
        return live_queries.latest_round(self.poll) if self.poll else None

    @property
    def questions(self) -> Sequence[Poll]:
        """The rounds of questions to the speaker, beside the vote of now."""
        polls = live_queries.polls_of(self.live.meeting) if self.live else ()
        return [poll for poll in polls if poll.kind == "questions"]


def run_sheet(meeting: Meeting) -> RunSheet:
    """Return the sheet of ``meeting`` as it stands now."""
    lengths = [block.minutes for block in meeting.agenda]
    at = current_block(meeting.starts_at, lengths, now())
    passed = len(lengths) if now() >= meeting.ends_at else (at or 0)
    lines = [
        Line(block, is_past=position < passed, is_now=position == at)
        for position, block in enumerate(timetable(meeting))
    ]
    return RunSheet(
        lines=lines,
        minutes_left=minutes_left(meeting.starts_at, lengths, now()),
        live=live_queries.find_live(meeting),
        poll=_poll_of_now(meeting, lines),
        rooms=breakouts.current_round(meeting),
        attendance=attendance(meeting),
    )


def attendance(meeting: Meeting) -> Attendance:
    """Return who is here of those registered, walk-ins among both."""
    here = present_places(meeting)
    walked_in = [place for place in here if place.registration_id is None]
    registered = confirmed(meeting)
    here_by = Counter(place.domain_id for place in here)
    expected_by = Counter(one.domain_id for one in registered)
    expected_by.update(place.domain_id for place in walked_in)
    rows = [(domain, domain.id) for domain in domains()] + [(None, None)]
    return Attendance(
        here_count=len(here),
        expected_count=len(registered) + len(walked_in),
        domains=[
            (domain, here_by[key], max(expected_by[key], here_by[key]))
            for domain, key in rows
            if here_by[key] or expected_by[key]
        ],
    )


def _poll_of_now(meeting: Meeting, lines: Sequence[Line]) -> Poll | None:
    """Return the poll a host works with: one that is going on, that of this block, or the next."""
    polls = [poll for poll in live_queries.polls_of(meeting) if poll.kind != "questions"]
    going_on = [poll for poll in polls if _state(poll) in (RoundState.OPEN, RoundState.CLOSED)]
    running = [line.block.item.id for line in lines if line.is_now]
    of_now = [poll for poll in polls if poll.agenda_item_id in running]
    to_come = [poll for poll in polls if _state(poll) == RoundState.DRAFT]
    return next(iter([*going_on, *of_now, *to_come, *reversed(polls)]), None)


def _state(poll: Poll) -> RoundState:
    return live_queries.latest_round(poll).state
