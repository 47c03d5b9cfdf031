"""Ballot boxes that are wrong on purpose: what the proofs must catch."""

import time
from dataclasses import replace
from itertools import count

from sqlalchemy import select

from lcm.live.ballots import ballot_rows
from lcm.live.ballots.ballot_box import NOT_OPEN, BallotBox, Fate, Outcome
from lcm.live.models import PollRound, RoundState

LOOK_AWAY_SECONDS = 0.25


class CarelessBox(BallotBox):
    """Looks whether a round is open in one transaction, and stores in the next."""

    def _committed(self, ballots):
        with self._engine.connect() as connection:
            opened = set(
                connection.scalars(select(PollRound.id).where(PollRound.state == RoundState.OPEN))
            )
        time.sleep(LOOK_AWAY_SECONDS)
        with self._engine.connect() as connection:
            taken = [ballot for ballot in ballots if ballot.round_id in opened]
            ballot_rows.upserted(connection, taken)
            connection.commit()
        return [
            Outcome(Fate.ACCEPTED, ballot.seq, ballot.choice) if ballot in taken else NOT_OPEN
            for ballot in ballots
        ]


class LastArrivalBox(BallotBox):
    """Goes by the order of arrival, whatever number a phone gave its ballot."""

    def __init__(self, engine, told):
        super().__init__(engine, told)
        self._arrivals = count(1)

    async def cast_soon(self, ballot):
        return await super().cast_soon(replace(ballot, seq=next(self._arrivals)))
