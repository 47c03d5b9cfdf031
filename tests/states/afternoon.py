"""One session in full swing, with somebody in it: what each part of taking part starts from."""

from lcm import clock
from lcm.actions import capture
from lcm.actions import operations as actions
from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.links import action_token
from lcm.actions.models import ItemKind
from lcm.breakouts import operations as breakouts
from lcm.breakouts.drafts import ALL_RULES
from lcm.breakouts.queries import room_link, rounds_of
from lcm.communities.models import Community
from lcm.db import db, transaction
from lcm.live import operations as live
from lcm.live.queries import join_link, polls_of
from lcm.meetings.models import Meeting
from lcm.registration.tokens import place_token
from tests.states.meetings import guests_there, open_meeting, register

DAYS = 10


def session_at_work(title: str) -> dict[str, str]:
    """Make a session with its vote and its rooms open; return the paths of somebody in it."""
    community = db.session.query(Community).first()
    assert community is not None
    meeting = open_meeting(community, title)
    there = guests_there(meeting, 8)
    with transaction():
        live.open_round(polls_of(meeting)[0].rounds[-1])
        round_ = rounds_of(meeting)[0]
        breakouts.prepare(round_, ALL_RULES, 2)
        breakouts.open_round(round_)
        guest = register(meeting)
        owner = there[0].registration
        due = Ownership(owner=owner and owner.person, due_on=clock.today())
        draft = ItemDraft(ItemKind.ACTION, "Wij bellen de wijkverpleging", "a-call", due)
        action = actions.action_of(capture.add_item(there[0], meeting, None, draft))
        return {
            "slug": meeting.slug,
            "session": f"/m/{meeting.slug}",
            "place": f"/p/{place_token(guest)}",
            "join": join_link(meeting),
            "room": room_link(there[0]),
            "action": f"/a/{action_token(action)}",
        }


def close_and_reveal(slug: str) -> None:
    """Close the vote of a session and show its result."""
    with transaction():
        meeting = db.session.query(Meeting).filter_by(slug=slug).one()
        live.close_round(polls_of(meeting)[0].rounds[-1])
        live.reveal_round(polls_of(meeting)[0].rounds[-1])


def hold_again(slug: str) -> None:
    """Start the vote of a session again, and open it."""
    with transaction():
        meeting = db.session.query(Meeting).filter_by(slug=slug).one()
        live.open_round(live.reset_round(polls_of(meeting)[0].rounds[-1], "Nog eens"))
