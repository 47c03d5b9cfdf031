"""A group of ballots as rows: stored in one statement, read back where one was not newer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from lcm.clock import now
from lcm.db import db
from lcm.live.choices import Choice
from lcm.live.entry.devices import KEY_BYTES
from lcm.live.models import Ballot, PollRound

COLUMNS = ["round_id", "device_key", "domain_id", "choice", "seq", "minute_at"]
KEYS = COLUMNS[:2]


def this_minute() -> datetime:
    """Return the minute the clock of the caller shows; the exact time of a ballot is not kept."""
    return now().replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot that is valid for its round; ``is_counted`` False: a try-out, never stored.

    ``device_key`` is keyed with the poll's secret.
    """

    code: str
    round_id: int
    device_key: bytes
    domain_id: int | None
    choice: Choice
    seq: int
    is_counted: bool = True
    minute_at: datetime = field(default_factory=this_minute)


def upserted(connection: sa.Connection, ballots: Sequence[Cast]) -> int:
    """Store each ballot that has a higher sequence than what its device has; return how many.

    No two ballots may be of one device in one round. They all get the minute of the last one.
    """
    if not ballots:
        return 0
    minute_at = max(ballot.minute_at for ballot in ballots)
    if connection.dialect.name == "sqlite":
        return connection.execute(_sqlite_upsert(), _packed(ballots, minute_at)).rowcount
    # In one order everywhere: two processes that store the same devices must not wait in a ring.
    ordered = sorted(ballots, key=lambda ballot: ballot.device_key)
    rows = [_row(ballot) | {"minute_at": minute_at} for ballot in ordered]
    return connection.execute(_postgresql_upsert(), rows).rowcount


def stored(
    connection: sa.Connection, ballots: Sequence[Cast]
) -> dict[tuple[int, bytes], tuple[int, Choice]]:
    """Return sequence and choice as they are stored for the devices of ``ballots``."""
    rounds = {ballot.round_id for ballot in ballots}
    keys = [ballot.device_key for ballot in ballots]
    found = connection.execute(
        sa.select(Ballot.round_id, Ballot.device_key, Ballot.seq, Ballot.choice).where(
            Ballot.round_id.in_(rounds), Ballot.device_key.in_(keys)
        )
    )
    return {(row.round_id, row.device_key): (row.seq, row.choice) for row in found}


def forget_order(poll_id: int) -> None:
    """Store the ballots of a poll anew in the order of their keys, which are random; repeatable.

    PostgreSQL keeps rows in the order they came, and numbers each transaction; SQLite's table is
    in the order of its keys already.
    """
    if db.engine.dialect.name == "sqlite":
        return
    is_of_poll = Ballot.round_id.in_(sa.select(PollRound.id).where(PollRound.poll_id == poll_id))
    columns = sa.inspect(Ballot).columns
    found = sa.select(*columns).where(is_of_poll).order_by(Ballot.round_id, Ballot.device_key)
    rows = [dict(row) for row in db.session.execute(found).mappings()]
    if rows:
        db.session.execute(sa.delete(Ballot).where(is_of_poll))
        db.session.execute(sa.insert(Ballot), rows)


@cache
def _sqlite_upsert() -> sqlite.Insert:
    """One statement for any number of ballots: SQLite runs it outside Python's lock.

    With a statement per row the writer would wait for that lock at each of them.
    """
    rows = sa.func.json_each(sa.bindparam("rows")).table_valued("key", "value")
    start = 1 + KEY_BYTES * sa.cast(rows.c.key, sa.Integer)
    chosen = sa.select(
        rows.c.value.op("->>")(0),
        sa.func.substr(sa.bindparam("keys", type_=sa.LargeBinary), start, KEY_BYTES),
        rows.c.value.op("->>")(1),
        rows.c.value.op("->>")(2),
        rows.c.value.op("->>")(3),
        sa.bindparam("minute_at", type_=Ballot.minute_at.type),
    ).where(sa.true())
    insert = sqlite.insert(Ballot).from_select(COLUMNS, chosen)
    is_newer = Ballot.seq < insert.excluded.seq
    changed = {name: insert.excluded[name] for name in COLUMNS[2:]}
    return insert.on_conflict_do_update(index_elements=KEYS, set_=changed, where=is_newer)


@cache
def _postgresql_upsert() -> postgresql.Insert:
    insert = postgresql.insert(Ballot)
    is_newer = Ballot.seq < insert.excluded.seq
    changed = {name: insert.excluded[name] for name in COLUMNS[2:]}
    return insert.on_conflict_do_update(index_elements=KEYS, set_=changed, where=is_newer)


def _packed(ballots: Sequence[Cast], minute_at: datetime) -> dict[str, object]:
    rows = [
        (ballot.round_id, ballot.domain_id, json.dumps(ballot.choice), ballot.seq)
        for ballot in ballots
    ]
    keys = b"".join(ballot.device_key for ballot in ballots)
    return {"rows": json.dumps(rows), "keys": keys, "minute_at": minute_at}


def _row(ballot: Cast) -> dict[str, object]:
    return {
        "round_id": ballot.round_id,
        "device_key": ballot.device_key,
        "domain_id": ballot.domain_id,
        "choice": ballot.choice,
        "seq": ballot.seq,
    }
