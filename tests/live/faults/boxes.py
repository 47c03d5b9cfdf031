"""Ballot boxes that are wrong on purpose: what the proofs must catch."""

import time
from dataclasses import replace
from itertools import count

from sqlalchemy import select

from lcm.live.ballots import ballot_rows
from lcm.live.ballots.ballot_box import NOT_OPEN, BallotBox, Fate, Outcome
from lcm.live.models import PollRound, RoundState

LOOK_AWAY_SECONDS = 5


class CarelessBox(BallotBox):
    """Looks whether a round is open in one transaction, and stores in the next.

    From its second group on a whole closing and revealing fits between the two.
    """

    has_stored = False

    def _committed(self, ballots):
        opened = self._in_state(RoundState.OPEN)
        until = time.monotonic() + LOOK_AWAY_SECONDS * self.has_stored
        while opened and not self._in_state(RoundState.REVEALED) and time.monotonic() < until:
            time.sleep(0.01)
        self.has_stored = True
        with self._engine.connect() as connection:
            taken = [ballot for ballot in ballots if ballot.round_id in opened]
            ballot_rows.upserted(connection, taken)
            connection.commit()
        return [
            Outcome(Fate.ACCEPTED, ballot.seq, ballot.choice) if ballot in taken else NOT_OPEN
            for ballot in ballots
        ]

    def _in_state(self, state):
        with self._engine.connect() as connection:
            return set(connection.scalars(select(PollRound.id).where(PollRound.state == state)))


class LastArrivalBox(BallotBox):
    """Goes by the order of arrival, whatever number a phone gave its ballot."""

    def __init__(self, engine, told):
        super().__init__(engine, told)
        self._arrivals = count(1)

    async def cast_soon(self, ballot):
        return await super().cast_soon(replace(ballot, seq=next(self._arrivals)))
