"""The demo with everything else beside it that a page can show: each state, and its address."""

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import select

from lcm import clock
from lcm.actions import capture
from lcm.actions import operations as actions
from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.links import action_token
from lcm.actions.models import Action, ActionState, Item, ItemKind
from lcm.breakouts import operations as breakouts
from lcm.breakouts.drafts import ALL_RULES
from lcm.breakouts.queries import latest_room_of, room_link, rounds_of
from lcm.communities.models import Community
from lcm.db import db, transaction
from lcm.demo.case import Case
from lcm.demo.steps import vote
from lcm.live import operations as live
from lcm.live.queries import join_link, polls_of, stage_link
from lcm.mail.models import OutboxMail
from lcm.meetings import agenda
from lcm.meetings.models import BlockKind, Meeting, MeetingKind
from lcm.meetings.operations import (
    MeetingDraft,
    cancel_meeting,
    plan_meeting,
    plan_next,
    publish_meeting,
)
from lcm.meetings.queries import meetings_of
from lcm.meetings.running import local_time
from lcm.people.models import Person
from lcm.registration import operations as registration
from lcm.registration import places
from lcm.registration.addresses import Invitee
from lcm.registration.models import Place, Registration
from lcm.registration.operations import Answers
from lcm.registration.tokens import invitation_token, place_token
from lcm.web.tokens import token

SPREAD = ("medical", "social", "public-health", "municipality", "research", "lived-experience")
numbers = count(1)


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
        "community": f"/c/{community.slug}",
        "held": f"/m/{held.slug}",
        "at the vote": f"/m/{at_vote.slug}",
        "coming": f"/m/{coming.slug}",
        "mail": f"/mailbox/{mail.public_id}",
        "join open": join_link(at_vote),
        "stage held": stage_link(held),
        "stage at the vote": stage_link(at_vote),
    }
    paths |= _draft(community) | _votes(community) | _actions(held) | _guests(coming)
    return paths | _full(community) | _cancelled(community) | _rooms(held)


def open_meeting(community: Community, title: str, *, seats: int | None = None) -> Meeting:
    """Announce a meeting that starts in a moment, with a vote on the community's aims."""
    return _announced(community, title, clock.now() + timedelta(minutes=5), seats)


def register(meeting: Meeting, domain: str = "social") -> Registration:
    """Register one more person; call it inside a transaction."""
    number = next(numbers)
    return registration.register(
        meeting,
        Answers(
            name=f"Gast {number}",
            email=f"gast{number}@example.org",
            organisation=f"Wijkteam {number}",
            domain_slug=domain,
            role="",
            locale="nl",
        ),
    )


def guests_there(meeting: Meeting, number: int) -> list[Place]:
    """Let ``number`` people register and say that they are there."""
    with transaction():
        there = [
            places.place_of(register(meeting, SPREAD[one % len(SPREAD)])) for one in range(number)
        ]
        for place in there:
            places.say_here(place)
    return there


def _announced(
    community: Community, title: str, starts_at: datetime, seats: int | None = None
) -> Meeting:
    with transaction():
        meeting = plan_meeting(community, _draft_of(title, starts_at, seats))
        publish_meeting(meeting)
    return meeting


def _draft_of(title: str, starts_at: datetime, seats: int | None = None) -> MeetingDraft:
    return MeetingDraft(
        kind=MeetingKind.NETWORK,
        title=title,
        starts_local=local_time(starts_at, clock.HOME_ZONE).replace(
            second=0, microsecond=0, tzinfo=None
        ),
        place="Stadhuis, zaal B2",
        link="https://video.example.org/den-haag",
        seats=seats,
        locale="nl",
        description="Wat willen wij samen?",
    )


def _draft(community: Community) -> dict[str, str]:
    with transaction():
        previous = meetings_of(community)[2]
        draft = _draft_of("Leerbijeenkomst 2", clock.now() + timedelta(days=60))
        return {"draft": f"/m/{plan_next(previous, draft).slug}"}


def _votes(community: Community) -> dict[str, str]:
    """A meeting before its vote, one whose vote is closed, one with a result and open rooms."""
    waiting = open_meeting(community, "Stemming nog dicht")
    closed = open_meeting(community, "Stemming gesloten")
    revealed = open_meeting(community, "Uitslag en deelgroepen")
    with transaction():
        live.open_round(polls_of(closed)[0].rounds[-1])
        live.close_round(polls_of(closed)[0].rounds[-1])
        live.open_round(polls_of(revealed)[0].rounds[-1])
    there = guests_there(revealed, 12)
    vote(revealed, Case("nl").people[:12], seed=3)
    with transaction():
        live.close_round(polls_of(revealed)[0].rounds[-1])
        live.reveal_round(polls_of(revealed)[0].rounds[-1])
    own = _open_rooms(revealed, there[0])
    return {
        "join waiting": join_link(waiting),
        "join closed": join_link(closed),
        "join revealed": join_link(revealed),
        "before the vote": f"/m/{waiting.slug}",
        "vote closed": f"/m/{closed.slug}",
        "with rooms": f"/m/{revealed.slug}",
        "stage with rooms": stage_link(revealed),
        "stage before the vote": stage_link(waiting),
        **own,
    }


def _open_rooms(meeting: Meeting, place: Place) -> dict[str, str]:
    with transaction():
        round_ = rounds_of(meeting)[0]
        breakouts.prepare(round_, ALL_RULES, 3)
        breakouts.fill(round_)
        breakouts.open_round(round_)
        room = latest_room_of(place)
        item = capture.add_item(
            place, meeting, room, ItemDraft(ItemKind.WISH, "Korte lijnen met de huisarts", "s-wish")
        )
        todo = ItemDraft(ItemKind.ACTION, "Wij bellen de GGD", "s-todo", Ownership())
        capture.add_item(place, meeting, room, todo)
        late = places.place_of(register(meeting))
        return {
            "room open": room_link(place),
            "room item": f"{room_link(place)}/items/{item.public_id}",
            "room none": room_link(late),
            "place with room": f"/p/{place_token(place.registration)}",
        }


def _rooms(held: Meeting) -> dict[str, str]:
    place = db.session.scalars(
        select(Place).join(Item, Item.author_place_id == Place.id).where(Item.meeting == held)
    ).first()
    assert place is not None
    return {"room closed": room_link(place)}


def _actions(held: Meeting) -> dict[str, str]:
    """One action in each state, on somebody's name where the state has an owner."""
    owner = held.community.memberships[0].person
    with transaction():
        made = {state: _action(held, owner, state) for state in ActionState}
        return {f"action {state}": f"/a/{action_token(one)}" for state, one in made.items()}


def _action(held: Meeting, owner: Person, state: ActionState) -> Action:
    due = Ownership(owner=owner, due_on=clock.today() + timedelta(days=9))
    draft = ItemDraft(ItemKind.ACTION, f"Wij maken een overzicht ({state})", f"s-{state}", due)
    action = actions.action_of(capture.add_item(None, held, None, draft))
    steps = {
        ActionState.PROPOSED: lambda: None,
        ActionState.ACCEPTED: lambda: actions.accept(action, by_name=owner.name),
        ActionState.BUSY: lambda: actions.start(action, by_name=owner.name),
        ActionState.DONE: lambda: actions.finish(action, by_name=owner.name, note="Het is af."),
        ActionState.DECLINED: lambda: actions.give_back(action, "Geen tijd.", by_name=owner.name),
        ActionState.DROPPED: lambda: actions.drop(action, "Niet meer nodig.", by_name=owner.name),
    }
    steps[state]()
    return action


def _guests(coming: Meeting) -> dict[str, str]:
    """A place that was given up, and invitations in each state."""
    with transaction():
        sure, gone = register(coming), register(coming)
        registration.cancel(gone)
        people = [Invitee(f"Genodigde {one}", f"genodigd{one}@example.org") for one in range(3)]
        invited, declined, registered = registration.invite(coming, people)
        registration.decline(declined)
        answers = Answers(registered.name, registered.email, "GGD", "public-health", "", "nl")
        registration.register(coming, answers, registered)
        return {
            "place confirmed": f"/p/{place_token(sure)}",
            "place cancelled": f"/p/{place_token(gone)}",
            "invitation invited": f"/i/{invitation_token(invited)}",
            "invitation declined": f"/i/{invitation_token(declined)}",
            "invitation registered": f"/i/{invitation_token(registered)}",
        }


def _full(community: Community) -> dict[str, str]:
    """A full meeting whose programme has lost its rooms, so that it ends before it says."""
    meeting = open_meeting(community, "Volle zaal", seats=1)
    with transaction():
        for block in [one for one in meeting.agenda if one.kind == BlockKind.BREAKOUT]:
            agenda.remove_block(block)
        first, second = register(meeting), register(meeting)
        own = places.place_of(first)
        places.say_here(own)
        return {
            "full": f"/m/{meeting.slug}",
            "place present": f"/p/{place_token(first)}",
            "room waiting": room_link(own),
            "place waiting": f"/p/{place_token(second)}",
        }


def _cancelled(community: Community) -> dict[str, str]:
    starts_at = clock.now() + timedelta(days=20)
    meeting = _announced(community, "Gaat niet door", starts_at)
    with transaction():
        guest = register(meeting)
        cancel_meeting(meeting, "De zaal is niet vrij.")
        return {
            "cancelled": f"/m/{meeting.slug}",
            "place of cancelled": f"/p/{place_token(guest)}",
        }
