"""One writer per process: takes all waiting ballots, stores them together, then answers each."""

import asyncio
import enum
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from lcm import db as database
from lcm.clock import now
from lcm.errors import Busy
from lcm.live.ballots import ballot_rows
from lcm.live.ballots.ballot_rows import Cast
from lcm.live.choices import Choice
from lcm.live.models import PollRound, RoundState
from lcm.turns import WAIT_SECONDS

GROUP_SIZE = 2_000
IDLE_SECONDS = 2.0

log = logging.getLogger(__name__)


class Fate(enum.Enum):
    """What became of a ballot: stored; an earlier or other one kept; refused; not stored."""

    ACCEPTED = "accepted"
    KEPT_OTHER = "kept other"
    NOT_OPEN = "not open"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the database holds for this device after the sync; empty unless something is stored."""

    fate: Fate
    seq: int = 0
    choice: Choice = None


_Soon = asyncio.Future[Outcome]
_Waiting = tuple[Cast, "_Soon | Future[Outcome]"]
NOT_OPEN = Outcome(Fate.NOT_OPEN)
FAILED = Outcome(Fate.FAILED)


class BallotBox:
    """Ballots from any thread or event loop; one transaction per group, answers after its sync.

    The writer starts with the first ballot, ends when idle, and empties the box before it ends.
    ``told`` hears the codes of the meetings whose turnout changed, after each commit.
    """

    def __init__(self, engine: sa.Engine, told: Callable[[set[str]], None]) -> None:
        self._engine = engine
        self._told = told
        self._waiting: list[_Waiting] = []
        self._changed = threading.Condition()
        self._writer: threading.Thread | None = None
        self._is_closing = False

    def cast(self, ballot: Cast) -> Outcome:
        """Store ``ballot`` and return what became of it; blocks. Never call inside a write."""
        answer: Future[Outcome] = Future()
        self._put(ballot, answer)
        return answer.result(WAIT_SECONDS * 2)

    async def cast_soon(self, ballot: Cast) -> Outcome:
        """Store ``ballot`` and return what became of it, without blocking the event loop."""
        answer: _Soon = asyncio.get_running_loop().create_future()
        self._put(ballot, answer)
        return await answer

    def close(self) -> None:
        """Return once every ballot that waits is answered and the writer has ended."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
            writer = self._writer
        if writer is not None:
            writer.join()
        self._is_closing = False

    def _put(self, ballot: Cast, answer: "_Soon | Future[Outcome]") -> None:
        with self._changed:
            self._waiting.append((ballot, answer))
            if self._writer is None:
                self._start()
            elif len(self._waiting) == 1:
                self._changed.notify()

    def _start(self) -> None:
        self._writer = threading.Thread(target=self._write, name="ballot-box")
        self._writer.start()

    def _write(self) -> None:
        database.begin_writing()
        try:
            while group := self._next_group():
                self._settle(group)
        except BaseException:
            with self._changed:
                self._start()
            raise

    def _next_group(self) -> list[_Waiting]:
        with self._changed:
            if not self._waiting and not self._is_closing:
                self._changed.wait(IDLE_SECONDS)
            group, self._waiting = self._waiting[:GROUP_SIZE], self._waiting[GROUP_SIZE:]
            if not group:
                self._writer = None
            return group

    def _settle(self, group: list[_Waiting]) -> None:
        ballots = [ballot for ballot, _ in group]
        outcomes = [FAILED] * len(group)
        try:
            outcomes = self._stored(ballots)
        finally:
            _answer(group, outcomes)
        stored = {
            ballot.code
            for ballot, outcome in zip(ballots, outcomes, strict=True)
            if outcome.fate is Fate.ACCEPTED
        }
        if stored:
            self._told(stored)

    def _stored(self, ballots: list[Cast]) -> list[Outcome]:
        """Store a group; when it fails as a whole each ballot is tried alone."""
        try:
            return self._committed(ballots)
        except (SQLAlchemyError, Busy) as error:
            log.warning("a group of %d ballots failed: %s", len(ballots), error)
            is_busy = isinstance(error, sa.exc.OperationalError | Busy)
            if len(ballots) == 1 or is_busy:
                return [FAILED] * len(ballots)
            return [outcome for ballot in ballots for outcome in self._stored([ballot])]

    def _committed(self, ballots: list[Cast]) -> list[Outcome]:
        with self._engine.connect() as connection:
            open_rounds = _open_rounds(connection, {ballot.round_id for ballot in ballots})
            outcomes = [NOT_OPEN] * len(ballots)
            for wave in _waves(ballots, open_rounds):
                for position, outcome in _written(connection, ballots, wave):
                    outcomes[position] = outcome
            connection.commit()
        return outcomes


def _open_rounds(connection: sa.Connection, round_ids: Iterable[int]) -> set[int]:
    """Return which rounds take ballots until this transaction ends; closing one waits for it."""
    rounds = sa.select(PollRound.id).where(
        PollRound.id.in_(round_ids),
        PollRound.state == RoundState.OPEN,
        sa.or_(PollRound.closes_at.is_(None), PollRound.closes_at > now()),
    )
    return set(connection.scalars(rounds.with_for_update(read=True)))


def _waves(ballots: Sequence[Cast], open_rounds: set[int]) -> Iterator[list[int]]:
    """Yield positions, in order of arrival, such that no wave holds two ballots of one device."""
    waiting = [at for at, ballot in enumerate(ballots) if ballot.round_id in open_rounds]
    while waiting:
        seen: set[tuple[int, bytes]] = set()
        wave: list[int] = []
        later: list[int] = []
        for position in waiting:
            device = (ballots[position].round_id, ballots[position].device_key)
            (later if device in seen else wave).append(position)
            seen.add(device)
        yield wave
        waiting = later


def _written(
    connection: sa.Connection, ballots: Sequence[Cast], wave: Sequence[int]
) -> Iterator[tuple[int, Outcome]]:
    """Store one ballot per device where its sequence is higher; say what is stored for each."""
    counted = [ballots[position] for position in wave if ballots[position].is_counted]
    is_all_newer = ballot_rows.upserted(connection, counted) == len(counted)
    stored = {} if is_all_newer else ballot_rows.stored(connection, counted)
    for position in wave:
        ballot = ballots[position]
        mine = (ballot.seq, ballot.choice)
        kept = stored.get((ballot.round_id, ballot.device_key), mine)
        yield position, Outcome(Fate.ACCEPTED if kept == mine else Fate.KEPT_OTHER, *kept)


def _answer(group: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
    """Answer blocking callers at once, and each event loop with one call for all of its own."""
    soon: dict[asyncio.AbstractEventLoop, list[tuple[_Soon, Outcome]]] = {}
    for (_, answer), outcome in zip(group, outcomes, strict=True):
        if isinstance(answer, Future):
            answer.set_result(outcome)
        else:
            soon.setdefault(answer.get_loop(), []).append((answer, outcome))
    for loop, answers in soon.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_set_results, answers)


def _set_results(answers: Sequence[tuple[_Soon, Outcome]]) -> None:
    for answer, outcome in answers:
        if not answer.done():
            answer.set_result(outcome)
