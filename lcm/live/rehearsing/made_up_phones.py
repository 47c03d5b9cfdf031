"""Sends thirty made-up phones into the vote of a rehearsal, through the ballot box like others."""

import logging
import random
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from lcm.db import db
from lcm.events import RehearsalBegan, RehearsalWiped
from lcm.i18n import force_locale
from lcm.live.ballots.ballot_box import Fate
from lcm.live.ballots.ballot_rows import Cast
from lcm.live.choices import BallotRule
from lcm.live.entry.devices import Device, keyed_device, new_device
from lcm.live.models import PollRound
from lcm.live.push.snapshots import ballot_rule
from lcm.live.push.station import Station, the_station
from lcm.live.queries import live_of
from lcm.live.rehearsing.made_up import made_up_choice
from lcm.meetings.models import Meeting
from lcm.people.queries import domains
from lcm.registration.queries import confirmed

PHONES = 30
SECONDS = 12.0
CHANGED_MINDS = 5
FEWEST_REGISTERED = 5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Visit:
    """What the phones of one rehearsal need to know."""

    code: str
    round_id: int
    secret: bytes
    rule: BallotRule
    sentences: Sequence[str]
    phones: Sequence[Device]


def send_phones(fact: RehearsalBegan) -> None:
    """After the commit: let made-up phones join and vote, spread over some seconds."""
    station = the_station()
    thread = threading.Thread(
        target=run, args=(station, fact.round_id), name="made-up-phones", daemon=True
    )
    thread.start()


def recall_phones(fact: RehearsalWiped) -> None:
    """After the commit: the phones of a wiped rehearsal were never there."""
    the_station().phones.forget(f"rehearsal-{fact.round_id}")


def run(station: Station, round_id: int, seconds: float = SECONDS) -> int:
    """Let the phones of a rehearsal vote within ``seconds``; return how many ballots were taken.

    Ends early when the round is closed or wiped, or the server stops.
    """
    visit = station.within(lambda: _find_visit(round_id))
    if visit is None:
        return 0
    dice = random.Random(round_id)  # noqa: S311
    group = f"rehearsal-{round_id}"
    for phone in visit.phones:
        station.phones.saw(visit.code, phone.key, group)
    again = dice.sample(visit.phones, CHANGED_MINDS)
    turns = [(phone, 1) for phone in visit.phones] + [(phone, 2) for phone in again]
    taken = 0
    for phone, seq in turns:
        if station.closing.wait(dice.uniform(0, 2 * seconds / len(turns))):
            break
        if not _is_taken(station, visit, phone, seq, dice):
            break
        station.phones.saw(visit.code, phone.key, group)
        taken += 1
    return taken


def _is_taken(
    station: Station, visit: _Visit, phone: Device, seq: int, dice: random.Random
) -> bool:
    ballot = Cast(
        code=visit.code,
        round_id=visit.round_id,
        device_key=keyed_device(visit.secret, phone.key),
        domain_id=phone.domain_id,
        choice=made_up_choice(visit.rule, phone.domain_id or 0, visit.sentences, dice),
        seq=seq,
    )
    return station.box.cast(ballot).fate is Fate.ACCEPTED


def _find_visit(round_id: int) -> _Visit | None:
    """Return what the phones need; None when the rehearsal was wiped meanwhile."""
    round_ = db.session.get(PollRound, round_id)
    if round_ is None or round_.poll.secret is None:
        return None
    meeting = round_.poll.meeting
    with force_locale(meeting.locale):
        sentences = _sentences()
    return _Visit(
        code=live_of(meeting).code,
        round_id=round_id,
        secret=round_.poll.secret,
        rule=ballot_rule(round_.poll),
        sentences=sentences,
        phones=_phones(meeting),
    )


def _phones(meeting: Meeting) -> list[Device]:
    """Return phones with domains in the proportion of who registered, or one domain as another."""
    registered = Counter(one.domain_id for one in confirmed(meeting) if one.domain_id)
    if registered.total() < FEWEST_REGISTERED:
        registered = Counter({domain.id: 1 for domain in domains()})
    slots = sorted(registered.elements())
    return [
        new_device().with_domain(slots[position * len(slots) // PHONES] if slots else None)
        for position in range(PHONES)
    ]


def _sentences() -> list[str]:
    return [
        _("Know each other by name."),
        _("One contact person per family."),
        _("Short lines with the GP."),
        _("More time for a conversation."),
        _("Plain language in every letter."),
        _("Start small, with one district."),
        _("Ask people what they need."),
        _("Share what works."),
    ]
