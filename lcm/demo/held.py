"""The kick-off held last month: from invitation to followed-up action."""

from datetime import date, datetime, timedelta

from lcm import clock
from lcm.actions import capture, summaries
from lcm.actions import operations as actions
from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.models import Item, ItemKind
from lcm.actions.summaries import Group
from lcm.breakouts import operations as breakouts
from lcm.breakouts.drafts import ALL_RULES
from lcm.breakouts.models import BreakoutRound, Room
from lcm.breakouts.queries import rounds_of
from lcm.communities.models import Community
from lcm.db import transaction
from lcm.demo.case import Case, CaseItem
from lcm.demo.steps import arrive, at, invite_all, register_all, vote
from lcm.live import operations as live
from lcm.live.queries import polls_of
from lcm.meetings.models import Meeting, MeetingKind
from lcm.meetings.operations import MeetingDraft, close_meeting, plan_meeting, publish_meeting
from lcm.meetings.running import utc_instant
from lcm.people.models import Person
from lcm.people.operations import person_for
from lcm.registration.models import Place

DAYS_AGO = 31
HOUR = 14
REGISTERED, PRESENT, VOTED = 34, 31, 29
ROOM_COUNT = 5
VIDEO = "https://video.example.org/deelgroep-{number}"


def play(case: Case, community: Community, today: datetime) -> Meeting:
    """Hold the kick-off and follow it up until today; returns it, closed."""
    day = (today - timedelta(days=DAYS_AGO)).date()
    starts_local = datetime(day.year, day.month, day.day, HOUR)  # noqa: DTZ001 - clock time at home
    begin = utc_instant(starts_local, clock.HOME_ZONE)
    meeting = _announce(case, community, starts_local, begin)
    arrive(meeting, case.people[:PRESENT], begin)
    _make_acquaintance(meeting, begin + timedelta(minutes=10))
    _choose(case, meeting, begin + timedelta(minutes=47))
    items = _talk(case, meeting, begin + timedelta(minutes=72))
    with clock.set_to(begin + timedelta(minutes=132)), transaction():
        close_meeting(meeting)
    with at(begin + timedelta(hours=20)):
        summaries.write_opening(meeting, case.texts["opening"])
        summaries.send(meeting, list(Group))
    _follow_up(case, items, begin)
    return meeting


def _announce(case: Case, community: Community, starts_local: datetime, begin: datetime) -> Meeting:
    with at(begin - timedelta(days=30)):
        draft = MeetingDraft(
            kind=MeetingKind.KICK_OFF,
            title=case.texts["held"],
            starts_local=starts_local,
            link="https://video.example.org/kick-off",
            seats=45,
            locale=case.language,
            description=case.texts["held_text"],
        )
        meeting = plan_meeting(community, draft)
        publish_meeting(meeting)
    invite_all(meeting, case.people, begin - timedelta(days=29))
    days = [begin - timedelta(days=number) for number in (28, 25, 20, 12, 5)]
    register_all(meeting, case.people[:REGISTERED], days)
    return meeting


def _make_acquaintance(meeting: Meeting, moment: datetime) -> None:
    round_ = rounds_of(meeting)[0]
    with clock.set_to(moment), transaction():
        breakouts.prepare(round_, ALL_RULES, PRESENT // 4)
        breakouts.fill(round_)
        breakouts.open_round(round_)
    with clock.set_to(moment + timedelta(minutes=19)), transaction():
        breakouts.close_round(round_)


def _choose(case: Case, meeting: Meeting, moment: datetime) -> None:
    round_ = polls_of(meeting)[0].rounds[-1]
    with clock.set_to(moment), transaction():
        live.open_round(round_)
    with clock.set_to(moment + timedelta(minutes=3)):
        vote(meeting, case.people[:VOTED], seed=1)
    with clock.set_to(moment + timedelta(minutes=8)), transaction():
        live.close_round(round_)
        live.reveal_round(round_)
        live.finish_poll(round_.poll)


def _talk(case: Case, meeting: Meeting, moment: datetime) -> list[Item]:
    """Put everybody in a room for a while and write down what they bring."""
    round_ = _rooms(meeting, moment)
    rooms = {room.number: room for room in round_.rooms}
    items = []
    for number, brought in enumerate(case.items):
        with clock.set_to(moment + timedelta(minutes=6 + number)), transaction():
            owner = _person(case, brought.owner)
            ownership = Ownership(owner=owner, due_on=_due(brought))
            draft = ItemDraft(ItemKind(brought.kind), brought.text, f"demo-{number}", ownership)
            room = rooms[brought.room]
            item = capture.add_item(_author(room, brought.author, number), meeting, room, draft)
            if brought.then == "pinned":
                capture.pin(item)
            items.append(item)
    with clock.set_to(moment + timedelta(minutes=40)), transaction():
        breakouts.close_round(round_)
    return items


def _author(room: Room, name: str, number: int) -> Place:
    """Return the place of ``name`` if they sit in ``room``, else somebody who does."""
    inside = [seat.place for seat in room.room_places]
    named = [one for one in inside if one.registration and one.registration.person.name == name]
    return named[0] if named else inside[number % len(inside)]


def _rooms(meeting: Meeting, moment: datetime) -> BreakoutRound:
    round_ = rounds_of(meeting)[-1]
    with clock.set_to(moment), transaction():
        breakouts.prepare(round_, ALL_RULES, ROOM_COUNT)
        breakouts.fill(round_)
        for room in round_.rooms:
            room.link = VIDEO.format(number=room.number)
        breakouts.open_round(round_)
    return round_


def _follow_up(case: Case, items: list[Item], begin: datetime) -> None:
    """Let the owners answer in the days after, as owners do: some soon, some late, some not."""
    for number, (brought, item) in enumerate(zip(case.items, items, strict=True)):
        answered = begin + timedelta(days=2 + number % 5, hours=3)
        if brought.then in ("accepted", "busy", "done"):
            with at(answered):
                actions.accept(actions.action_of(item), by_name=brought.owner)
        if brought.then in ("busy", "done"):
            with at(answered + timedelta(days=6)):
                actions.start(actions.action_of(item), by_name=brought.owner)
        if brought.then == "done":
            with at(answered + timedelta(days=15)):
                note = case.texts["done_note"]
                actions.finish(actions.action_of(item), by_name=brought.owner, note=note)
        if brought.then == "declined":
            with at(answered):
                reason = case.texts["too_busy"]
                actions.give_back(actions.action_of(item), reason, by_name=brought.owner)


def _person(case: Case, name: str) -> Person | None:
    address = next((one.address for one in case.people if one.name == name), "")
    return person_for(name, address) if address else None


def _due(case_item: CaseItem) -> date | None:
    """Return the day the item is due; the case counts from the day the demo is made."""
    if case_item.due_days is None:
        return None
    return clock.today() + timedelta(days=DAYS_AGO + case_item.due_days)
