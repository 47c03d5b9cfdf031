"""Steps that every demo meeting takes: people invited, registered, present, and their ballots."""

import random
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from lcm import clock
from lcm.db import db, transaction
from lcm.demo.case import CasePerson
from lcm.live.ballots.ballot_box import Fate
from lcm.live.ballots.ballot_rows import Cast
from lcm.live.entry.devices import keyed_device
from lcm.live.models import PollRound
from lcm.live.push.station import the_station
from lcm.live.queries import live_of, polls_of
from lcm.mail.delivery import deliver_due
from lcm.meetings.models import Meeting
from lcm.people.queries import domains
from lcm.registration import invitations, places
from lcm.registration import operations as registration
from lcm.registration.addresses import Invitee
from lcm.registration.operations import Answers
from lcm.registration.queries import registrations_of

# What each domain tends to choose, best first, by the letter of the aim: invented, but so that
# the two ways of counting differ and the reveal has something to tell.
LEANINGS = {
    "medical": "ADBCEF",
    "social": "DBFCEA",
    "public-health": "ADECBF",
    "municipality": "DEFABC",
    "research": "EAFDBC",
    "lived-experience": "FCDBAE",
}
SURENESS = 0.62


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Write one transaction with the clock at ``moment``; its mails go out the minute after."""
    with clock.set_to(moment), transaction():
        yield
    with clock.set_to(moment + timedelta(minutes=1)):
        deliver_due(clock.now())


def invite_all(meeting: Meeting, people: Sequence[CasePerson], moment: datetime) -> None:
    """Mail all ``people`` their invitation."""
    with at(moment):
        invitations.invite(meeting, [Invitee(one.name, one.address) for one in people])


def register_all(meeting: Meeting, people: Iterable[CasePerson], days: Sequence[datetime]) -> None:
    """Let ``people`` register one after the other, spread over ``days``."""
    for number, one in enumerate(people):
        moment = days[number % len(days)] + timedelta(minutes=7 * number)
        with at(moment):
            answers = Answers(
                name=one.name,
                email=one.address,
                organisation=one.organisation,
                domain_slug=one.domain,
                role=one.role,
                locale=meeting.locale,
            )
            registration.register(meeting, answers)


def arrive(meeting: Meeting, people: Sequence[CasePerson], moment: datetime) -> None:
    """Let ``people`` say "Ik ben er" at ``moment``."""
    names = {one.name for one in people}
    with clock.set_to(moment), transaction():
        for one in registrations_of(meeting):
            if one.person.name in names:
                places.say_here(places.place_of(one))


def vote(meeting: Meeting, people: Sequence[CasePerson], seed: int) -> None:
    """Cast one ballot for each of ``people`` through the ballot box, as a phone of their domain."""
    poll = polls_of(meeting)[0]
    round_: PollRound = poll.rounds[-1]
    letters = {option.letter: option.public_id for option in poll.options}
    domain_ids = {domain.slug: domain.id for domain in domains()}
    code, secret, round_id = live_of(meeting).code, poll.secret or b"", round_.id
    # Not for secrecy: the demo must look the same each time it is made.
    dice = random.Random(seed)  # noqa: S311
    box = the_station().box
    db.session.rollback()
    for one in people:
        ballot = Cast(
            code=code,
            round_id=round_id,
            device_key=keyed_device(secret, secrets.token_bytes(16)),
            domain_id=domain_ids[one.domain],
            choice=[letters[letter] for letter in _choice(one.domain, dice)],
            seq=1,
        )
        if box.cast(ballot).fate is not Fate.ACCEPTED:
            raise RuntimeError("a demo ballot was not accepted")


def _choice(domain: str, dice: random.Random) -> list[str]:
    """Return two or three letters: mostly what the domain leans to, in that order."""
    left, chosen = list(LEANINGS[domain]), []
    for _rank in range(dice.choice((3, 3, 3, 2))):
        index = 0
        while index < len(left) - 1 and dice.random() > SURENESS:
            index += 1
        chosen.append(left.pop(index))
    return chosen
