"""A vote of every kind with its result, and those that are live while they are open."""

from datetime import timedelta

from lcm import clock
from lcm.communities.models import Community
from lcm.db import transaction
from lcm.live import operations
from lcm.live.editor import drafting
from lcm.live.models import Poll
from lcm.live.queries import join_link, polls_of, stage_link
from lcm.meetings.models import Meeting
from tests.ballots import cast_by_all, cast_on_paper, choice_of, reveal
from tests.states.meetings import announced

ROOM = {
    "medical": 12,
    "social": 8,
    "municipality": 6,
    "public-health": 5,
    "lived-experience": 3,
    "research": 2,
}
REVEALED = ("top", "impact", "scale", "consent", "words", "open")
LIVE = ("words", "open")


def ballots(community: Community) -> dict[str, str]:
    """Return the stage, the phone page and the meeting of each vote, by name."""
    paths = {}
    for kind in REVEALED:
        meeting = voted(community, f"Uitslag {kind}", kind)
        with transaction():
            reveal(polls_of(meeting)[0])
        paths |= _paths(meeting, f"revealed {kind}")
    for kind in LIVE:
        paths |= _paths(voted(community, f"Nu open {kind}", kind), f"live {kind}")
    paths |= _paths(_voted_twice(community), "second round")
    return paths | _paths(_too_few(community), "too few")


def voted(community: Community, title: str, kind: str) -> Meeting:
    """Make a session that runs, with a vote of ``kind`` open in which everybody voted."""
    meeting = announced(community, title, clock.now() - timedelta(minutes=20))
    with transaction():
        poll = _opened(meeting, kind)
        cast_by_all(poll.rounds[-1], ROOM)
        cast_on_paper(poll.rounds[-1], choice_of(poll, 2), "lived-experience")
    return meeting


def _opened(meeting: Meeting, kind: str) -> Poll:
    poll = polls_of(meeting)[0]
    if kind != poll.kind:
        drafting.change_kind(poll, kind)
    operations.open_round(poll.rounds[-1], minutes=5)
    return poll


def _voted_twice(community: Community) -> Meeting:
    meeting = voted(community, "Twee rondes", "top")
    with transaction():
        poll = polls_of(meeting)[0]
        reveal(poll)
        operations.open_round(operations.reset_round(poll.rounds[-1], "Na het gesprek"))
        cast_by_all(poll.rounds[-1], ROOM, shift=1)
        reveal(poll)
    return meeting


def _too_few(community: Community) -> Meeting:
    meeting = announced(community, "Een klein groepje", clock.now() - timedelta(minutes=20))
    with transaction():
        poll = _opened(meeting, "consent")
        cast_by_all(poll.rounds[-1], {"social": 2, "medical": 2})
        reveal(poll)
    return meeting


def _paths(meeting: Meeting, name: str) -> dict[str, str]:
    return {
        f"stage {name}": stage_link(meeting),
        f"join {name}": join_link(meeting),
        f"at {name}": f"/m/{meeting.slug}",
    }
