"""A ballot that comes by the page's form: the server counts its sequence."""

from lcm.db import begin_reading, db
from lcm.live.ballots.ballot_box import Fate, Outcome
from lcm.live.ballots.ballot_forms import Fields, form_choice
from lcm.live.ballots.ballot_reading import ballot_choice
from lcm.live.ballots.ballot_rows import Cast
from lcm.live.entry.devices import Device, keyed_device
from lcm.live.models import LiveMeeting
from lcm.live.push import doors
from lcm.live.push.doors import DoorRefusal
from lcm.live.push.snapshots import stored_ballot
from lcm.live.push.station import Station
from lcm.live.refusals import RoundNotOpen

TRIES = 5


def cast_by_form(
    station: Station, live: LiveMeeting, round_id: str, device: Device, fields: Fields
) -> Outcome:
    """Cast what a form says after whatever this device cast before; return what is stored.

    The caller's reading begins anew, so that it sees the ballot. Raises ChoiceError (422)
    and DoorRefusal: 403 without a pass where one is
    needed, 409 when the round is not open, 503 on failure.
    """
    snapshot = station.snapshot(live.code)
    rules = snapshot.rounds.get(round_id) if snapshot else None
    if snapshot is None or rules is None or rules.secret is None:
        raise DoorRefusal(409, "not-open", RoundNotOpen.message)
    doors.require_pass(rules, device)
    choice = ballot_choice(rules.rule, form_choice(rules.rule, fields))
    key = keyed_device(rules.secret, device.key)
    stored = stored_ballot(db.session, rules.round_id, key)
    seq = stored.seq if stored else 0
    for _ in range(TRIES):
        outcome = station.box.cast(
            Cast(
                live.code, rules.round_id, key, device.domain_id, choice, seq + 1, device.is_counted
            )
        )
        if outcome.fate is not Fate.KEPT_OTHER:
            break
        seq = outcome.seq
    begin_reading()
    if doors.accepted(outcome) is None:
        raise doors.refusal_of(outcome)
    return outcome
