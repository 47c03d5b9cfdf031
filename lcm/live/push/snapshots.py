"""What phones see of a meeting, as bytes made once per version and sent to all of them."""

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session, scoped_session

from lcm.db import db
from lcm.live import queries
from lcm.live.choices import BallotKind, BallotRule, Choice
from lcm.live.entry import codes
from lcm.live.models import Ballot, LiveMeeting, Poll, PollRound, RoundState

FRESH_SECONDS = 1.0
OWN = "\u0000own\u0000"


Reader = Connection | Session | scoped_session[Any]


@dataclass(frozen=True, slots=True)
class RoundRule:
    """What a ballot needs to know of its round; fixed from the moment the round is opened."""

    round_id: int
    rule: BallotRule
    secret: bytes | None
    is_pass: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A meeting at one version: the same bytes for all phones, with a gap for one's own ballot.

    ``rounds`` holds every round by its public id, ``current`` is the one phones see (or None).
    """

    code: str
    slug: str
    meeting_id: int
    link_version: int
    version: int
    closes_at: datetime | None
    rounds: Mapping[str, RoundRule]
    current: str | None
    poll_id: str
    body: tuple[bytes, bytes]
    event: bytes

    def for_phone(self, own: "OwnBallot | None") -> bytes:
        """Return the state with this phone's own ballot in it."""
        before, after = self.body
        if self.current is None:
            return before
        return before + (own.as_json() if own else b"null") + after

    def etag(self, own: "OwnBallot | None") -> str:
        return f'"{self.version}-{own.seq if own else 0}"'


@dataclass(frozen=True, slots=True)
class OwnBallot:
    choice: Choice
    seq: int

    def as_json(self) -> bytes:
        return json.dumps({"choice": self.choice, "seq": self.seq}).encode()


class Snapshots:
    """The latest snapshot per code; a version read before is never replaced by an older one."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, Snapshot]] = {}
        self._changed_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def fresh(self, code: str) -> Snapshot | None:
        """Return what was compared with the database within the last second, without a query."""
        checked_at, snapshot = self._kept.get(code, (0.0, None))
        is_fresh = time.monotonic() - checked_at < FRESH_SECONDS
        return snapshot if is_fresh and self.is_newer(code, checked_at) else None

    def is_newer(self, code: str, read_at: float) -> bool:
        """Say whether what was read at ``read_at`` (monotonic) holds all that was announced."""
        return read_at > self._changed_at.get(code, 0.0)

    def forget(self, meeting_id: int) -> str | None:
        """Let the next caller compare with the database at once; return the code if it is kept.

        What is being read at this moment is forgotten too.
        """
        for code, (_, snapshot) in list(self._kept.items()):
            if snapshot.meeting_id == meeting_id:
                self._changed_at[code] = time.monotonic()
                return code
        return None

    def of(self, code: str) -> Snapshot | None:
        """Return the snapshot of a live code as the database is now; None outside its term."""
        checked_at = time.monotonic()
        normal = codes.normalised(code)
        live = normal and db.session.scalar(select(LiveMeeting).where(LiveMeeting.code == normal))
        if not live or not live.is_in_term:
            return None
        _, kept = self._kept.get(live.code, (0.0, None))
        snapshot = kept if kept and _is_same(kept, live) else made(live)
        with self._lock:
            _, kept = self._kept.get(live.code, (0.0, None))
            if kept is None or kept.version <= snapshot.version:
                self._kept[live.code] = (checked_at, snapshot)
            return self._kept[live.code][1]


def stored_ballot(reader: Reader, round_id: int, device_key: bytes) -> OwnBallot | None:
    """Return the ballot stored under ``device_key`` (keyed) in a round, or None."""
    found = reader.execute(
        select(Ballot.choice, Ballot.seq).where(
            Ballot.round_id == round_id, Ballot.device_key == device_key
        )
    ).first()
    return None if found is None else OwnBallot(found.choice, found.seq)


def made(live: LiveMeeting) -> Snapshot:
    """Read the snapshot of ``live``; its version is read first, so it is never too new."""
    current = queries.current_round(live.meeting_id)
    is_asking = queries.questions_round(live.meeting_id) is not None
    poll = _poll(current) if current else None
    state = {"version": live.version, "questions": is_asking, "poll": poll}
    before, _, after = json.dumps(state).partition(json.dumps(OWN))
    shared = json.dumps(_without_own(state), separators=(",", ":"))
    return Snapshot(
        code=live.code,
        slug=live.meeting.slug,
        meeting_id=live.meeting_id,
        link_version=live.link_version,
        version=live.version,
        closes_at=current.closes_at if current and current.state == RoundState.OPEN else None,
        rounds=_rules(live.meeting_id),
        current=current.public_id if current else None,
        poll_id=current.poll.public_id if current else "",
        body=(before.encode(), after.encode()),
        event=f"id: {live.version}\nevent: state\ndata: {shared}\n\n".encode(),
    )


def ballot_rule(poll: Poll) -> BallotRule:
    """Return what a ballot of ``poll`` may hold."""
    option_ids = tuple(option.public_id for option in poll.options)
    return BallotRule(cast(BallotKind, poll.kind), poll.k, option_ids)


def _is_same(kept: Snapshot, live: LiveMeeting) -> bool:
    return (kept.version, kept.link_version) == (live.version, live.link_version)


def _poll(round_: PollRound) -> dict[str, Any]:
    poll = round_.poll
    shown: dict[str, Any] = {
        "id": poll.public_id,
        "round": round_.public_id,
        "kind": poll.kind,
        "question": poll.question,
        "state": round_.state.value,
        "k": poll.k,
        "options": [
            {
                "id": option.public_id,
                "letter": option.letter,
                "label": option.label,
                "text": option.text,
            }
            for option in poll.options
        ],
        "ballot": OWN,
    }
    counted = queries.result_of(round_) if round_.state == RoundState.REVEALED else None
    return shown if counted is None else shown | {"result": counted.shown()}


def _without_own(state: dict[str, Any]) -> dict[str, Any]:
    poll = state["poll"]
    if poll is None:
        return state
    shared = {key: part for key, part in poll.items() if key != "ballot"}
    return state | {"poll": shared}


def _rules(meeting_id: int) -> dict[str, RoundRule]:
    rounds = db.session.scalars(
        select(PollRound).join(PollRound.poll).where(Poll.meeting_id == meeting_id)
    )
    return {
        round_.public_id: RoundRule(
            round_.id,
            ballot_rule(round_.poll),
            round_.poll.secret,
            round_.poll.is_pass,
        )
        for round_ in rounds
    }
