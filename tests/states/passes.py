"""A vote in which each person has one ballot, and one that is rehearsed."""

from lcm.communities.models import Community
from lcm.db import db, transaction
from lcm.live import operations as live
from lcm.live.models import PollRound
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
    return {
        "join pass": join_link(meeting),
        "pass vote": f"/m/{meeting.slug}",
        "pass votes": f"/m/{meeting.slug}/vote",
    }


def rehearsed(community: Community) -> dict[str, str]:
    """A meeting whose vote is being rehearsed, without the phones that would come."""
    meeting = open_meeting(community, "We oefenen de stemming")
    waiting = open_meeting(community, "Stemming staat klaar")
    with transaction():
        poll = polls_of(meeting)[0]
        round_ = PollRound(poll=poll, number=2, is_rehearsal=True)
        db.session.add(round_)
        db.session.flush()
        live.open_round(round_)
    return {
        "join rehearsal": join_link(meeting),
        "vote rehearsed": f"/m/{meeting.slug}/vote",
        "run before a rehearsal": f"/m/{waiting.slug}/run",
    }
