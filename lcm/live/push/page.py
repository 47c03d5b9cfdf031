"""What one phone's page shows: the vote as it stands, in this phone's order, and its own ballot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from lcm.clock import now
from lcm.db import db
from lcm.live import choices, queries
from lcm.live.ballots.ballot_fields import Filled, filled_from
from lcm.live.ballots.own_words import OwnLine, own_lines
from lcm.live.choices import BallotKind
from lcm.live.entry.devices import Device, keyed_device
from lcm.live.models import LiveMeeting, Option, Poll, PollRound, RoundState
from lcm.live.push.snapshots import OwnBallot, stored_ballot
from lcm.live.results import CountedRound
from lcm.meetings.models import Meeting
from lcm.meetings.queries import TimedBlock, timetable
from lcm.meetings.running import local_time

RANKED: Final = ("top", "order")


@dataclass(frozen=True, slots=True)
class PhonePage:
    """``options`` stand in this device's own order; ``ranks`` gives 1… for those it has ranked."""

    live: LiveMeeting
    device: Device
    round: PollRound | None
    options: Sequence[Option]
    own: OwnBallot | None
    result: CountedRound | None
    next_block: TimedBlock | None

    @property
    def meeting(self) -> Meeting:
        return self.live.meeting

    @property
    def state(self) -> str:
        """ "waiting", or the state of the round that phones see."""
        if self.round is None:
            return "waiting"
        is_over = self.round.state == RoundState.OPEN and is_past(self.round)
        return RoundState.CLOSED.value if is_over else self.round.state.value

    @property
    def key(self) -> str:
        """What must differ for a phone to draw its page anew."""
        return f"{self.round.public_id}-{self.state}" if self.round else self.state

    @property
    def ranks(self) -> Mapping[str, int]:
        if self.own is None or self.round is None or self.round.poll.kind not in RANKED:
            return {}
        return {option: place for place, option in enumerate(self.own.choice, start=1)}

    @property
    def needs_pass(self) -> bool:
        """Whether this browser must show who it stands for before it can vote."""
        if self.round is None or self.state != RoundState.OPEN:
            return False
        is_for_persons = self.round.poll.is_pass and self.device.is_counted
        return is_for_persons and not self.device.is_pass

    @property
    def is_by_mail(self) -> bool:
        """Whether people were mailed a link to the vote that is open now."""
        return self.state == RoundState.OPEN and bool(self.round and self.round.is_beforehand)

    @property
    def takes_questions(self) -> bool:
        """Whether people may ask the speaker something now, beside the vote."""
        return queries.questions_round(self.live.meeting_id) is not None

    @property
    def filled(self) -> Filled:
        """The form of the ballot as this device's own ballot says it."""
        if self.own is None or self.round is None:
            return Filled()
        return filled_from(cast(BallotKind, self.round.poll.kind), self.own.choice)

    @property
    def own_lines(self) -> Sequence[OwnLine]:
        """This device's ballot in words; empty without one, and for a blank one."""
        if self.own is None or self.round is None:
            return ()
        return own_lines(cast(BallotKind, self.round.poll.kind), self.own.choice, self.labels)

    @property
    def is_over(self) -> bool:
        return now() >= self.meeting.ends_at

    @property
    def most(self) -> int:
        """How many options, words or answers a ballot holds at most."""
        if self.round is None:
            return 0
        poll = self.round.poll
        if poll.kind == "order":
            return len(self.options)
        return min(poll.k, len(self.options)) if self.options else poll.k

    @property
    def labels(self) -> Mapping[str, str]:
        return {option.public_id: option.label for option in self.options}

    @property
    def by_id(self) -> Mapping[str, Option]:
        return {option.public_id: option for option in self.options}


def phone_page(live: LiveMeeting, device: Device) -> PhonePage:
    """Return what the page of ``device`` shows now."""
    round_ = queries.current_round(live.meeting_id)
    return PhonePage(
        live=live,
        device=device,
        round=round_,
        options=_in_own_order(round_.poll, device) if round_ else (),
        own=own_ballot(round_, device) if round_ else None,
        result=queries.result_of(round_) if round_ else None,
        next_block=_next_block(live.meeting),
    )


def is_past(round_: PollRound) -> bool:
    """Say whether the end of a round has passed, though no sweep has closed it yet."""
    return round_.closes_at is not None and round_.closes_at <= now()


def card_order(device: Device, poll_id: str, option_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the options of a poll in the order ``device`` sees them, the same at every visit."""
    return choices.option_order(device.key + poll_id.encode(), option_ids)


def own_ballot(round_: PollRound, device: Device) -> OwnBallot | None:
    """Return the ballot of ``device`` in ``round_``; None also once the secret is destroyed."""
    secret = round_.poll.secret
    return (
        stored_ballot(db.session, round_.id, keyed_device(secret, device.key)) if secret else None
    )


def _in_own_order(poll: Poll, device: Device) -> Sequence[Option]:
    options = {option.public_id: option for option in poll.options}
    return [options[public_id] for public_id in card_order(device, poll.public_id, options)]


def _next_block(meeting: Meeting) -> TimedBlock | None:
    """Return the block that begins next; None once the last one runs."""
    here = local_time(now(), meeting.zone)
    return next((block for block in timetable(meeting) if block.starts > here), None)
