"""Words that would run, load or break a page, put wherever people may write, by the operations."""

from datetime import timedelta

from sqlalchemy import select

from lcm import clock
from lcm.actions import capture, summaries
from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.models import ItemKind
from lcm.actions.summaries import Group
from lcm.breakouts import operations as breakouts
from lcm.breakouts.drafts import ALL_RULES, RoomDraft
from lcm.breakouts.queries import latest_room_of, room_link, rounds_of
from lcm.communities.drafts import AimDraft, CommunityDraft, PartnerDraft
from lcm.communities.operations import make_community
from lcm.db import db, transaction
from lcm.demo.steps import at
from lcm.live import operations as live
from lcm.live.editor import drafting
from lcm.live.editor.drafting import PollDraft
from lcm.live.editor.option_lines import OptionDraft
from lcm.live.models import Poll
from lcm.live.queries import join_link, polls_of, stage_link
from lcm.mail.models import OutboxMail
from lcm.meetings import operations as meetings
from lcm.meetings.models import Meeting, MeetingKind
from lcm.meetings.operations import MeetingDraft
from lcm.meetings.running import local_time
from lcm.people.operations import person_for
from lcm.registration import operations as registration
from lcm.registration import places
from lcm.registration.models import Place
from lcm.registration.operations import Answers
from lcm.registration.tokens import place_token
from lcm.web.tokens import token
from tests.states.spoken import hostile_spoken

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "'><svg/onload=alert(3)>",
    "</title></textarea></script><iframe src=javascript:alert(4)>",
    "{{constructor.constructor('alert(5)')()}}",
    "${alert(6)}<a href=javascript:alert(7)>klik</a>",
)
PEOPLE = 6


def words(limit: int) -> str:
    """Return as many of the payloads as fit into ``limit`` characters."""
    text = ""
    for payload in PAYLOADS:
        text += payload if len(text) + len(payload) <= limit else ""
    return text


def written_everywhere() -> dict[str, str]:
    """Hold a session of hostile words only; return its paths, and who may sign in to see it."""
    with transaction():
        leader = person_for(words(120), "kwaad@example.org")
        community = make_community(leader, _community())
        meeting = meetings.plan_meeting(community, _meeting())
        meetings.publish_meeting(meeting)
        poll = polls_of(meeting)[0]
        _redraft(poll)
        there = [_guest(meeting, number) for number in range(PEOPLE)]
        said = hostile_spoken(meeting, words(300), words(30))
        live.open_round(poll.rounds[-1])
    with transaction():
        live.close_round(poll.rounds[-1])
        live.reveal_round(poll.rounds[-1])
        round_ = rounds_of(meeting)[0]
        breakouts.prepare(round_, ALL_RULES, 1)
        own = RoomDraft(
            words(120), words(400), words(120), "https://x.example/?" + words(120), None
        )
        breakouts.describe_room(round_.rooms[0], own)
        breakouts.open_round(round_)
        room = latest_room_of(there[0])
        for kind in ItemKind:
            due = Ownership(None, words(120), clock.today())
            capture.add_item(there[0], meeting, room, ItemDraft(kind, words(400), f"h-{kind}", due))
        summaries.write_opening(meeting, words(2000))
    with at(clock.now()):
        summaries.send(meeting, list(Group))
    mails = select(OutboxMail).where(OutboxMail.meeting_id == meeting.id, OutboxMail.text != "")
    return {
        "sign in": f"/demo/{token('demo-sign-in', leader.public_id)}",
        "community": f"/c/{community.slug}",
        "session": f"/m/{meeting.slug}",
        "join": join_link(meeting),
        "stage": stage_link(meeting),
        "room": room_link(there[0]),
        "place": f"/p/{place_token(there[0].registration)}",
        **said,
        **{f"mail {one.kind}": f"/mailbox/{one.public_id}" for one in db.session.scalars(mails)},
    }


def _redraft(poll: Poll) -> None:
    options = [OptionDraft(f"{one} {words(70)}", words(400)) for one in (1, 2, 3)]
    drafting.redraft(poll, PollDraft(words(200), k=2, is_balanced=True, options=options))


def _community() -> CommunityDraft:
    aims = tuple(AimDraft(letter, words(80), words(400)) for letter in "ABC")
    partners = (PartnerDraft(words(160), words(60), "medical", words(120), words(60)),)
    return CommunityDraft(words(120), words(400), words(60), "nl", aims, partners)


def _meeting() -> MeetingDraft:
    begin = local_time(clock.now() - timedelta(minutes=10), clock.HOME_ZONE)
    return MeetingDraft(
        kind=MeetingKind.NETWORK,
        title=words(120),
        starts_local=begin.replace(second=0, microsecond=0, tzinfo=None),
        place=words(200),
        link="https://video.example.org/?" + words(300),
        description=words(2000),
    )


def _guest(meeting: Meeting, number: int) -> Place:
    answers = Answers(
        name=f"{number} {words(110)}",
        email=f"kwaad{number}@example.org",
        organisation=f"{number} {words(150)}",
        domain_slug="social",
        role=words(120),
        locale="nl",
    )
    place = places.place_of(registration.register(meeting, answers))
    places.say_here(place)
    return place
