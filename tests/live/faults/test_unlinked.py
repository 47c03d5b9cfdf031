"""When a vote is finished nothing is left that ties a ballot to a phone: no key, no order."""

import pytest
import sqlalchemy as sa

from lcm.db import db, transaction
from lcm.live import operations
from lcm.live.entry.devices import Device, keyed_device
from lcm.live.models import Ballot, Poll
from tests.live.faults.lines import Line

pytestmark = pytest.mark.usefixtures("both_engines")
VOTES = 200


@pytest.fixture
def poll(poll):
    """A poll with a known secret: of random ones, one in two hundred has an order by chance."""
    poll.secret = bytes(range(32))
    db.session.commit()
    return poll


@pytest.fixture
def devices(server, live, round_, device_cookie):
    """Two hundred phones, in the order in which they voted."""
    line = Line(server.port, live.code, "")
    devices = [Device(number.to_bytes(16)) for number in range(1, VOTES + 1)]
    option = round_.poll.options[0].public_id
    for device in devices:
        line.cookie = device_cookie(device)
        assert line.vote(round_.public_id, [option])[0] == 200
    line.close()
    with transaction():
        operations.close_round(round_)
    return devices


def finish(poll):
    with transaction():
        operations.reveal_round(poll.rounds[0])
        operations.finish_poll(poll)


def orders():
    """Return the keys of all ballots in each order a query may find without being told one."""
    found = [sa.select(Ballot.device_key)]
    if db.engine.dialect.name == "postgresql":
        for hidden in ("ctid", "xmin::text::bigint"):
            found.append(sa.select(Ballot.device_key).order_by(sa.text(hidden), Ballot.device_key))
    else:
        found.append(sa.text("SELECT device_key FROM ballot NOT INDEXED"))
    return [list(db.session.scalars(query)) for query in found]


def correlation(keys, votes):
    """Spearman's rank correlation of two orders of the same keys (no ties)."""
    places = {key: place for place, key in enumerate(keys)}
    squares = sum((place - places[key]) ** 2 for place, key in enumerate(votes))
    return 1 - 6 * squares / (len(votes) * (len(votes) ** 2 - 1))


def everything_stored():
    """Yield every value of every table."""
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(sa.select(table)):
            yield from row


def test_no_stored_order_is_the_order_of_the_votes(devices, poll):
    secret = poll.secret
    votes = [keyed_device(secret, device.key) for device in devices]
    finish(poll)

    found = [correlation(keys, votes) for keys in orders()]

    assert max(abs(one) for one in found) < 0.2


def test_the_same_look_finds_an_order_that_is_there(devices, poll):
    votes = [keyed_device(poll.secret, device.key) for device in devices]
    by_place = {key: place for place, key in enumerate(votes)}

    assert correlation(sorted(votes, key=by_place.__getitem__), votes) == 1
    if db.engine.dialect.name == "postgresql":
        assert max(correlation(keys, votes) for keys in orders()) > 0.9


def test_what_keyed_the_ballots_is_nowhere_any_more(devices, poll):
    secret = poll.secret
    before = secret in set(map(_hashable, everything_stored()))
    finish(poll)

    stored = set(map(_hashable, everything_stored()))

    assert before
    assert secret not in stored
    assert db.session.scalars(sa.select(Poll.secret).where(Poll.secret.is_not(None))).all() == []
    assert not stored & {device.key for device in devices}
    columns = {column.name for column in sa.inspect(Ballot).local_table.columns}
    assert columns == {"round_id", "device_key", "domain_id", "choice", "seq", "minute_at"}


def _hashable(value):
    return value if isinstance(value, bytes) else str(value)
