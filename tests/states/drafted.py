"""Votes of every kind that nobody opened yet, and a session without any."""

from lcm.communities.models import Community
from lcm.db import transaction
from lcm.live import queries
from lcm.live.editor import drafting
from lcm.live.editor.kinds import RULES
from tests.states.meetings import open_meeting


def drafted(community: Community) -> dict[str, str]:
    """Return the pages of a draft of each kind, of its kinds, and of a session without a vote."""
    meeting, without = open_meeting(community, "Alle soorten"), open_meeting(community, "Geen stem")
    with transaction():
        for poll in queries.polls_of(without):
            drafting.remove_poll(poll)
        made = {kind: drafting.add_poll(meeting, kind).public_id for kind in RULES}
    page = f"/m/{meeting.slug}/vote"
    drafts = {f"draft of {kind}": f"{page}?poll={poll_id}" for kind, poll_id in made.items()}
    return {
        **drafts,
        "kinds of vote": f"{page}/{made['top']}/kind",
        "without a vote": f"/m/{without.slug}",
    }
