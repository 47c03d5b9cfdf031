"""A meeting whose form asks more, with an answer to show."""

from lcm.communities.models import Community
from lcm.db import transaction
from lcm.registration.asked import READY_MADE, Kind, Question, ready_made
from lcm.registration.asking import ask
from lcm.registration.operations import Answers
from lcm.registration.operations import register as sign_up
from tests.states.meetings import open_meeting


def asking(community: Community) -> dict[str, str]:
    """A meeting that asks all ready-made questions and two of its own, one with a condition."""
    meeting = open_meeting(community, "Bijeenkomst met lunch")
    poster = Question("own-1", Kind.YES_NO, "Neem je een poster mee?", is_required=True)
    size = Question("own-2", Kind.TEXT, "Hoe groot is die?", when="own-1", answer="yes")
    with transaction():
        ask(meeting, [*(ready_made(kind) for kind in READY_MADE), poster, size])
        replies = {"dietary": "vegetarisch", poster.text: "no"}
        name, email = "Lunchgast Een", "lunch@example.org"
        sign_up(meeting, Answers(name, email, "", "social", "", "nl", replies=replies))
    return {"asking": f"/m/{meeting.slug}"}
