"""What became of the actions of earlier meetings: the first block of the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from lcm.actions.models import ActionState
from lcm.actions.queries import ActionLine, actions_done, open_actions
from lcm.clock import now
from lcm.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Open actions, most often postponed first, and what was done since the meeting before."""

    open: tuple[ActionLine, ...]
    done: tuple[ActionLine, ...]

    def __bool__(self) -> bool:
        return bool(self.open or self.done)


def carried_over(meeting: Meeting) -> CarryOver:
    """Return what earlier meetings of the community left to ``meeting``; nothing is copied.

    What was done shows once: from the end of the meeting before until this one is closed. A
    meeting without one before it has nothing carried over.
    """
    previous = meeting.previous
    if previous is None:
        return CarryOver((), ())
    done = actions_done(meeting.community, previous.ends_at, meeting.closed_at or now())
    return CarryOver(_earlier(open_actions(meeting.community), meeting), _earlier(done, meeting))


def _earlier(lines: Sequence[ActionLine], meeting: Meeting) -> tuple[ActionLine, ...]:
    return tuple(
        line
        for line in lines
        if line.meeting.starts_at < meeting.starts_at and line.action.state != ActionState.DROPPED
    )
