"""A vote in which each person has one ballot."""

from lcm.communities.models import Community
from lcm.db import transaction
from lcm.live import operations as live
from lcm.live.queries import join_link, live_of, polls_of
from tests.states.meetings import open_meeting


def pass_vote(community: Community) -> dict[str, str]:
    """A meeting with such a vote open, and its printed slips."""
    meeting = open_meeting(community, "Iedereen één stem")
    with transaction():
        poll = polls_of(meeting)[0]
        poll.is_pass = True
        live.make_slips(live_of(meeting), 12)
        live.open_round(poll.rounds[-1])
    return {"join pass": join_link(meeting), "pass vote": f"/m/{meeting.slug}"}
