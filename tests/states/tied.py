"""Votes whose result leads on: a tie over the cut line, a settled one, and a second round."""

from lcm.communities.models import Community
from lcm.db import transaction
from lcm.live import operations as live
from lcm.live.models import PollRound
from lcm.live.outcome.run_offs import add_run_off
from lcm.live.queries import polls_of
from lcm.meetings.models import Meeting
from tests.live.counted_votes import reveal, reveal_tie
from tests.states.meetings import open_meeting


def tied(community: Community) -> dict[str, str]:
    """A meeting with a tie, one whose run-off decided, one in its second round, one after it."""
    level = open_meeting(community, "Gelijke stand")
    settled = open_meeting(community, "Beslissende ronde geweest")
    again = open_meeting(community, "Tweede ronde klaar")
    twice = open_meeting(community, "Twee rondes geweest")
    with transaction():
        reveal_tie(_round(level))
        reveal_tie(_round(settled))
        reveal(add_run_off(_round(settled)).rounds[0], *([["D"]] * 6))
        _second(again)
        reveal(_second(twice), *([["B", "A"]] * 6))
    return {
        "tied": f"/m/{level.slug}",
        "settled": f"/m/{settled.slug}",
        "second round": f"/m/{again.slug}",
        "two rounds": f"/m/{twice.slug}",
    }


def _second(meeting: Meeting) -> PollRound:
    reveal(_round(meeting), *([["A", "B", "C"]] * 6))
    return live.reset_round(_round(meeting), "Na het gesprek kiezen we opnieuw")


def _round(meeting: Meeting) -> PollRound:
    return polls_of(meeting)[0].rounds[-1]
