"""A vote that is open by mail until a moment, one to be opened so, and votes on paper."""

from datetime import timedelta

from lcm import clock
from lcm.communities.models import Community
from lcm.db import transaction
from lcm.live import beforehand, operations
from lcm.live.ballots import paper
from lcm.live.models import Poll
from lcm.live.queries import polls_of
from lcm.registration.tokens import place_token
from tests.states.meetings import announced, open_meeting, register


def by_mail(community: Community) -> dict[str, str]:
    """Two votes of sessions to come: one mailed about already, and one not yet."""
    asked, ready = (
        announced(community, title, clock.now() + timedelta(days=10))
        for title in ("Vooraf stemmen", "Straks vooraf stemmen")
    )
    with transaction():
        guest = register(asked)
        register(ready)
        beforehand.open_until(polls_of(asked)[0].rounds[0], clock.now() + timedelta(days=3))
    return {
        "by mail": f"/m/{asked.slug}",
        "link of a mail": f"/p/{place_token(guest)}/vote",
        "until": _page(polls_of(ready)[0], "until"),
        "end of a vote": _page(polls_of(asked)[0], "until"),
        **_on_paper(community),
    }


def _on_paper(community: Community) -> dict[str, str]:
    meeting = open_meeting(community, "Stemmen op papier")
    poll = polls_of(meeting)[0]
    with transaction():
        operations.open_round(poll.rounds[0])
        for number in range(3):
            paper.enter(poll.rounds[0], f"sheet {number}", None, [poll.options[number].public_id])
    return {"papers": _page(poll, "paper"), "vote with papers": f"/m/{meeting.slug}"}


def _page(poll: Poll, name: str) -> str:
    return f"/m/{poll.meeting.slug}/vote/{poll.public_id}/{name}"
