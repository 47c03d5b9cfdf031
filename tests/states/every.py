"""The demo with everything else beside it that a page can show: each state, and its address."""

from datetime import timedelta

from sqlalchemy import select

from lcm import clock
from lcm.communities.models import Community
from lcm.db import db, transaction
from lcm.live.queries import join_link, stage_link
from lcm.mail.models import OutboxMail
from lcm.meetings.operations import plan_next
from lcm.meetings.queries import meetings_of
from lcm.people.operations import person_for
from lcm.people.signing_in import first_link
from lcm.web.tokens import token
from tests.states.asking import asking
from tests.states.ballots import ballots
from tests.states.by_mail import by_mail
from tests.states.drafted import drafted
from tests.states.guests import by_invitation, cancelled, full, guests, offered
from tests.states.meetings import draft_of
from tests.states.owned import owned
from tests.states.passes import pass_vote, rehearsed
from tests.states.spoken import spoken
from tests.states.tied import tied
from tests.states.together import closed_room, votes


def add_states() -> dict[str, str]:
    """Add every state to the demo in this app's database; return the paths of all, by name."""
    community = db.session.scalars(select(Community).order_by(Community.id)).first()
    assert community is not None
    held, at_vote, coming = meetings_of(community)[:3]
    leader = community.memberships[0].person
    mail = db.session.scalars(select(OutboxMail).where(OutboxMail.text != "")).first()
    assert mail is not None
    paths = {
        "sign in demo": f"/demo/{token('demo-sign-in', leader.public_id)}",
        **_newcomer(),
        "community": f"/c/{community.slug}",
        "held": f"/m/{held.slug}",
        "at the vote": f"/m/{at_vote.slug}",
        "coming": f"/m/{coming.slug}",
        "mail": f"/mailbox/{mail.public_id}",
        "join open": join_link(at_vote),
        "stage held": stage_link(held),
        "stage at the vote": stage_link(at_vote),
    }
    paths |= _draft(community) | votes(community) | owned(held) | guests(coming)
    paths |= (
        pass_vote(community)
        | rehearsed(community)
        | drafted(community)
        | spoken(community)
        | tied(community)
    )
    paths |= by_mail(community) | by_invitation(community)
    paths |= ballots(community) | asking(community)
    return paths | full(community) | offered(community) | cancelled(community) | closed_room(held)


def _draft(community: Community) -> dict[str, str]:
    with transaction():
        previous = meetings_of(community)[2]
        draft = draft_of("Leerbijeenkomst 2", clock.now() + timedelta(days=60))
        return {"draft": f"/m/{plan_next(previous, draft).slug}"}


def _newcomer() -> dict[str, str]:
    """Somebody without a community, who signs in by a mailed link or, in the demo, by a click."""
    with transaction():
        person = person_for("Nieuwe Leider", "nieuw@example.org")
        link = first_link("nieuw@example.org", "Nieuwe Leider")
        return {
            "sign in link": f"/sign-in/{link}",
            "sign in newcomer": f"/demo/{token('demo-sign-in', person.public_id)}",
        }
