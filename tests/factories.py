"""Valid rows for tests; each call makes one and flushes it."""

from datetime import date, datetime
from itertools import count
from typing import TypeVar

from lcm.actions.capture import ItemDraft, add_item
from lcm.actions.models import Action, Item, ItemKind
from lcm.actions.operations import give_owner
from lcm.breakouts.models import Room
from lcm.clock import now
from lcm.communities.models import Community, Goal, Membership, Role
from lcm.db import db
from lcm.live import operations as live
from lcm.live.editor.drafting import prepare_poll
from lcm.live.models import Ballot, Option, Poll, PollRound
from lcm.live.operations import make_live
from lcm.meetings.models import AgendaItem, BlockKind, Meeting, MeetingKind, MeetingState
from lcm.meetings.running import local_time
from lcm.people.identity import email_key, name_key
from lcm.people.models import Domain, Organisation, Person
from lcm.registration.models import Place, Registration, RegistrationState

numbers = count(1)
Row = TypeVar("Row")


def make_person(name: str = "", email: str = "") -> Person:
    number = next(numbers)
    name = name or f"Persoon {number}"
    email = email or f"persoon{number}@example.org"
    person = Person(name=name, name_key=name_key(name), email=email, email_key=email_key(email))
    return _saved(person)


def make_organisation(name: str = "") -> Organisation:
    name = name or f"Organisatie {next(numbers)}"
    return _saved(Organisation(name=name, name_key=name_key(name)))


def make_community(*, leader: Person | None = None, role: Role = Role.COORDINATOR) -> Community:
    """A community with six aims; ``leader`` gets ``role`` in it."""
    number = next(numbers)
    community = _saved(Community(slug=f"netwerk-{number}", name=f"Netwerk {number}", locale="nl"))
    for position, letter in enumerate("ABCDEF"):
        community.goals.append(Goal(position=position, letter=letter, label=f"Doel {letter}"))
    if leader is not None:
        community.memberships.append(Membership(person=leader, role=role))
    db.session.flush()
    return community


def make_meeting(
    community: Community | None = None,
    *,
    starts_at: datetime,
    seats: int | None = None,
    state: MeetingState = MeetingState.PUBLISHED,
) -> Meeting:
    """A published kick-off of two hours in Amsterdam."""
    number = next(numbers)
    return _saved(
        Meeting(
            slug=f"kick-off-{number}",
            community=community or make_community(),
            kind=MeetingKind.KICK_OFF,
            state=state,
            locale="nl",
            title=f"Kick-off {number}",
            starts_local=local_time(starts_at, "Europe/Amsterdam").replace(tzinfo=None),
            starts_at=starts_at,
            minutes=130,
            place="Stadhuis, zaal B2",
            seats=seats,
            calendar_uid=f"uid-{number}",
        )
    )


def make_vote(meeting: Meeting) -> Poll:
    """A Top-3 vote over the aims in a block of an hour, not opened yet; the session is live."""
    block = AgendaItem(
        meeting=meeting, position=0, kind=BlockKind.VOTE, title="Speerpunten", minutes=60
    )
    _saved(block)
    make_live(meeting)
    return prepare_poll(block)


def make_place(
    meeting: Meeting,
    name: str,
    *,
    domain: Domain | None = None,
    organisation: str = "",
    person: Person | None = None,
) -> Place:
    """Somebody who is in ``meeting``, registered when ``person`` is given, else walked in."""
    registration = None
    if person is not None:
        state = RegistrationState.CONFIRMED
        registration = _saved(
            Registration(
                meeting=meeting, person=person, domain=domain, state=state, locale=meeting.locale
            )
        )
    return _saved(
        Place(
            meeting=meeting,
            registration=registration,
            name=name,
            domain=domain,
            organisation_text=organisation,
            number=next(numbers),
            present_at=now(),
        )
    )


def make_item(
    meeting: Meeting, text: str, *, kind: ItemKind = ItemKind.WISH, room: Room | None = None
) -> Item:
    """Something said in ``room``, or in the plenary."""
    draft = ItemDraft(kind, text, f"client-{next(numbers)}")
    return add_item(None, meeting, room, draft)


def make_action(
    meeting: Meeting,
    text: str = "Lijst maken van contactpersonen",
    *,
    owner: Person | None = None,
    owner_text: str = "",
    due_on: date | None = None,
    room: Room | None = None,
) -> Action:
    """An action of ``meeting``: proposed to ``owner``, if there is one."""
    item = make_item(meeting, text, kind=ItemKind.ACTION, room=room)
    return give_owner(item, owner, owner_text, due_on)


def make_revealed_vote(meeting: Meeting, *labels: str) -> list[Option]:
    """Six ballots that rank three of ``labels`` in that order, revealed; returns the options."""
    make_live(meeting)
    poll = _saved(Poll(meeting=meeting, question="Wat vind jij het belangrijkst?"))
    for position, label in enumerate(labels):
        poll.options.append(Option(position=position, letter="ABCDEF"[position], label=label))
    round_ = _saved(PollRound(poll=poll, number=1))
    db.session.refresh(poll)
    live.open_round(round_)
    choice = [option.public_id for option in poll.options[:3]]
    for number in range(6):
        key = number.to_bytes(16, "big")
        db.session.add(
            Ballot(round_id=round_.id, device_key=key, choice=choice, seq=1, minute_at=now())
        )
    live.close_round(round_)
    live.reveal_round(round_)
    return list(poll.options)


def _saved(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row
