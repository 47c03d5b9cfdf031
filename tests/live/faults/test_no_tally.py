"""Before the reveal nothing that is sent depends on what people chose, only on how many did."""

import pytest
from sqlalchemy import select

from lcm.db import db, transaction
from lcm.live import operations
from lcm.live.choices import KINDS, LIVE_KINDS
from lcm.live.editor import drafting
from lcm.live.editor.option_lines import OptionDraft
from lcm.live.entry.devices import keyed_device, new_device
from lcm.live.models import Ballot
from tests.live.faults.ballots import GOOD, filled_in
from tests.live.faults.bytes_sent import addresses, sent

VOTERS = 6
HIDDEN = [kind for kind in KINDS if kind not in LIVE_KINDS]
# The pages, answers and streams that surely must be looked at.
SURELY = ("/live/{}/state", "/live/{}/events", "/j/{}", "/m/{}/vote", "/m/{}/run", "/m/{}/report")


@pytest.fixture
def held(app, poll, live):
    """Prepare a vote of a kind, open it, and let six phones have a ballot."""
    meeting, devices = poll.meeting, [new_device() for _ in range(VOTERS)]
    for device in devices:
        app.extensions["station"].phones.saw(live.code, device.key)

    def hold(kind):
        with transaction():
            poll = drafting.fill(
                drafting.add_poll(meeting, kind), [OptionDraft(label, "") for label in "abcdef"]
            )
            round_ = poll.rounds[0]
            operations.open_round(round_)
            keys = [keyed_device(poll.secret, device.key) for device in devices]
            minute_at = round_.opened_at.replace(second=0, microsecond=0)
            about = {"round_id": round_.id, "choice": [], "seq": 1, "minute_at": minute_at}
            db.session.add_all(Ballot(device_key=key, **about) for key in keys)
        return round_, devices[0], keys[0]

    return hold


@pytest.fixture
def host_cookie(client, leader, poll):
    client.sign_in(leader)
    return f"session={client.get_cookie('session').value}"


@pytest.fixture
def recorded(server, app, live, host_cookie, device_cookie):
    """All that is sent when all but one, who looks too, chose the first or the second sample."""

    watcher = new_device()
    app.extensions["station"].phones.saw(live.code, watcher.key)
    phone = device_cookie(watcher)

    def record(round_, device, own_key, which):
        ids = {f"@{option.letter}": option.public_id for option in round_.poll.options}
        samples = [filled_in(choice, ids) for choice in GOOD[round_.poll.kind]]
        with transaction():
            for ballot in db.session.scalars(select(Ballot).filter_by(round_id=round_.id)):
                ballot.choice = samples[0 if ballot.device_key == own_key else which]
            operations.touch(live.meeting_id)
        readers = {"voter": device_cookie(device), "phone": phone}
        readers["host"] = f"{host_cookie}; {phone}"
        return sent(server.port, readers, list(addresses(app, live, round_.poll)))

    return record


def different(one, other):
    return [place for place in one if one[place] != other[place]]


@pytest.mark.parametrize("kind", HIDDEN)
def test_no_byte_before_the_reveal_depends_on_what_was_chosen(held, recorded, live, kind):
    round_, *own = held(kind)
    surely = [one.format(live.code if "/m/" not in one else live.meeting.slug) for one in SURELY]

    while_open = [recorded(round_, *own, which) for which in (0, 1)]
    with transaction():
        operations.close_round(round_)
    while_closed = [recorded(round_, *own, which) for which in (1, 0)]

    assert different(*while_open) == []
    assert different(*while_closed) == []
    assert {while_open[0]["host", path][0] for path in surely} == {200}


def test_the_same_look_finds_what_is_shown_as_it_comes(held, recorded):
    round_, *own = held("words")

    assert different(recorded(round_, *own, 0), recorded(round_, *own, 1))
