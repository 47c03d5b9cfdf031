"""People of a meeting divided over open rooms: where tests of rooms and capture start."""

from dataclasses import dataclass
from datetime import timedelta

from lcm import clock
from lcm.breakouts import operations
from lcm.breakouts.drafts import ALL_RULES, RoundDraft
from lcm.breakouts.models import BreakoutRound, Room
from lcm.breakouts.queries import latest_room_of, room_link
from lcm.db import db
from lcm.live.operations import make_live
from lcm.meetings.models import Meeting
from lcm.people.models import Person
from lcm.people.operations import make_domains
from lcm.people.queries import domains
from lcm.registration.models import Place
from tests.factories import make_community, make_meeting, make_person, make_place

NAMES = ("Samira", "Joost", "Petra", "Robin", "Noor", "Els", "Anouk", "Sjoerd", "Zoë", "Dewi")


@dataclass
class Gathering:
    """A meeting with its leader and the people who are present."""

    leader: Person
    meeting: Meeting
    places: list[Place]

    def round(self, *, room_count: int = 2, is_open: bool = True) -> BreakoutRound:
        """Divide the people over ``room_count`` rooms and open those, or only divide."""
        round_ = operations.make_round(self.meeting, None, RoundDraft("Deelgroepen", 30))
        operations.prepare(round_, ALL_RULES, room_count)
        operations.fill(round_)
        if is_open:
            operations.open_round(round_)
        return round_

    def link(self, number: int = 0) -> str:
        """The path of somebody's room page."""
        return room_link(self.places[number])

    def room(self, number: int = 0) -> Room:
        """The room somebody is in now or was in last."""
        room = latest_room_of(self.places[number])
        assert room is not None
        return room

    def mate(self, number: int = 0) -> int:
        """The number of somebody else in the same room."""
        room = self.room(number)
        return next(
            other
            for other, place in enumerate(self.places)
            if other != number and latest_room_of(place) == room
        )


def gather(people_count: int = 6, *, registered: bool = True) -> Gathering:
    """A meeting that began ten minutes ago with people of all domains in turn."""
    make_domains()
    leader = make_person("Sanne de Wit")
    begin = clock.now() - timedelta(minutes=10)
    meeting = make_meeting(make_community(leader=leader), starts_at=begin)
    make_live(meeting)
    kinds = domains()
    places = []
    for number in range(people_count):
        name = NAMES[number % len(NAMES)] + (" Jansen" if number < len(NAMES) else f" {number}")
        person = make_person(name) if registered else None
        domain = kinds[number % len(kinds)]
        places.append(make_place(meeting, name, domain=domain, person=person))
    db.session.flush()
    return Gathering(leader, meeting, places)
