"""Builds the demo: one session held last month, one live now, one coming up."""

from datetime import datetime, timedelta
from typing import Literal

from lcm import clock
from lcm.breakouts import operations as breakouts
from lcm.breakouts.drafts import ALL_RULES
from lcm.breakouts.queries import rounds_of
from lcm.communities import operations as communities
from lcm.communities.models import Community, Role
from lcm.db import db, transaction
from lcm.demo import held
from lcm.demo.case import Case
from lcm.demo.steps import arrive, at, invite_all, register_all, vote
from lcm.live import operations as live
from lcm.live.queries import polls_of
from lcm.meetings.models import Meeting, MeetingKind
from lcm.meetings.operations import MeetingDraft, plan_next, publish_meeting
from lcm.meetings.running import local_time
from lcm.people.operations import make_domains, organisation_named, person_for
from lcm.people.queries import find_domain

ONLINE = "https://video.example.org/den-haag"
LIVE_MINUTES_IN = 53
LIVE_ROOMS = 5
LIVE_COUNT, LIVE_PRESENT, LIVE_VOTED = 34, 24, 17
NEXT_COUNT, NEXT_SEATS = 19, 40


def load(language: Literal["nl", "en"]) -> None:
    """Build the demo in ``language`` in an installation without communities; dates follow today."""
    case = Case(language)
    today = clock.now().replace(hour=9, minute=0, second=0, microsecond=0)
    community = _found(case, today - timedelta(days=75))
    meeting = held.play(case, community, today)
    _go_live(case, meeting)
    _plan_coming(case, meeting, today)


def _found(case: Case, moment: datetime) -> Community:
    with clock.set_to(moment), transaction():
        make_domains()
        people = [(one, person_for(one.name, one.address)) for one in case.people]
        for _one, person in people:
            person.locale = case.language
        community = communities.make_community(people[0][1], case.community())
        for one, person in people[1:]:
            if one.community_role:
                organisation = organisation_named(one.organisation, find_domain(one.domain))
                role = Role(one.community_role)
                communities.add_member(community, person, role, organisation)
    return community


def _go_live(case: Case, previous: Meeting) -> None:
    """Start a session so that its vote is the block of now, and open that vote."""
    now = clock.now()
    begin = now - timedelta(minutes=LIVE_MINUTES_IN)
    begin = begin.replace(minute=begin.minute // 5 * 5, second=0, microsecond=0)
    with at(now - timedelta(days=20)):
        draft = MeetingDraft(
            kind=MeetingKind.NETWORK,
            title=case.texts["live"],
            starts_local=local_time(begin, clock.HOME_ZONE),
            place=case.texts["place"],
            link=ONLINE,
            seats=52,
            locale=case.language,
            description=case.texts["live_text"],
        )
        meeting = plan_next(previous, draft)
        publish_meeting(meeting)
    invite_all(meeting, case.people, now - timedelta(days=19))
    days = [now - timedelta(days=number) for number in (18, 15, 11, 6, 2)]
    register_all(meeting, case.people[:LIVE_COUNT], days)
    arrive(meeting, case.people[:LIVE_PRESENT], begin)
    with transaction():
        breakouts.prepare(rounds_of(meeting)[0], ALL_RULES, LIVE_ROOMS)
        live.open_round(polls_of(meeting)[0].rounds[-1])
    vote(meeting, case.people[:LIVE_VOTED], seed=2)


def _plan_coming(case: Case, previous: Meeting, today: datetime) -> None:
    moment = today - timedelta(days=6)
    day = (today + timedelta(days=12)).date()
    with at(moment):
        draft = MeetingDraft(
            kind=MeetingKind.LEARNING,
            title=case.texts["next"],
            starts_local=datetime(day.year, day.month, day.day, 14, 0),  # noqa: DTZ001 - local
            place=case.texts["place"],
            seats=NEXT_SEATS,
            locale=case.language,
            description=case.texts["next_text"],
        )
        meeting = plan_next(previous, draft)
        publish_meeting(meeting)
    invite_all(meeting, case.people, moment + timedelta(hours=1))
    days = [today - timedelta(days=number) for number in (5, 4, 2)]
    register_all(meeting, case.people[:NEXT_COUNT], days)


def is_empty() -> bool:
    """Say whether this installation has no community yet."""
    return db.session.query(Community.id).first() is None
