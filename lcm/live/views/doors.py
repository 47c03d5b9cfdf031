"""The live contract behind a plain WSGI server; the gateway answers the same without Flask."""

from flask import Response, request

from lcm.live import queries
from lcm.live.choices import ChoiceError
from lcm.live.entry import misses
from lcm.live.entry.devices import Device, is_known, opened_in
from lcm.live.push import doors
from lcm.live.push.doors import Answer, DoorRefusal
from lcm.live.push.snapshots import Snapshot
from lcm.live.push.station import Station, the_station
from lcm.live.views.blueprint import bp
from lcm.web.guards import keeps_no_transaction


@bp.get("/live/<code>/ping")
def ping(code: str) -> Response:
    del code
    return Response("ok", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@bp.get("/live/<code>/state")
def state(code: str) -> Response:
    station = the_station()
    snapshot = station.snapshot(code)
    if snapshot is None:
        return _response(_miss())
    device = _device(station, snapshot)
    _saw(station, snapshot, device)
    own = station.own(snapshot, device) if device else None
    return _response(doors.state_answer(snapshot, own, request.headers.get("If-None-Match", "")))


@bp.put("/live/<code>/polls/<round_id>/ballot")
@keeps_no_transaction
def ballot(code: str, round_id: str) -> Response:
    station = the_station()
    try:
        doors.require_own_site(
            {name.lower(): value for name, value in request.headers}, station.own_hosts
        )
        body = request.stream.read(doors.BODY_LIMIT + 1)
        snapshot = station.snapshot(code)
        if snapshot is None:
            return _response(_miss())
        device = _device(station, snapshot)
        cast = doors.cast_of(snapshot, round_id, device, body)
    except (DoorRefusal, ChoiceError) as refusal:
        return _response(doors.problem(refusal))
    _saw(station, snapshot, device)
    outcome = station.box.cast(cast)
    return _response(doors.accepted(outcome) or doors.problem(doors.refusal_of(outcome)))


@bp.get("/live/<code>/events")
def events(code: str) -> Response:
    """Without the gateway there is no stream; 204 tells an EventSource to give up, and it polls."""
    del code
    return Response(status=204)


@bp.get("/live/<code>/turnout/<token>")
def turnout(code: str, token: str) -> Response:
    station = the_station()
    live = queries.live_of_stage(token)
    snapshot = station.snapshot(code)
    if snapshot is None or live.code != snapshot.code:
        return _response(doors.problem(doors.unknown_code()))
    return _response(Answer(200, station.turnout(code), headers=doors.PRIVATE))


def _miss() -> Answer:
    """Answer an unknown code, and count it against its source unless the device is known."""
    is_stopped = False
    if not is_known(the_station().secret, request.headers.get("Cookie", "")):
        is_stopped = misses.note(request.remote_addr or "")
    return doors.problem(doors.unknown_code(is_stopped=is_stopped))


def _device(station: Station, snapshot: Snapshot) -> Device | None:
    return opened_in(station.secret, snapshot.code, request.headers.get("Cookie", ""))


def _saw(station: Station, snapshot: Snapshot, device: Device | None) -> None:
    if device is not None and device.is_counted:
        station.phones.saw(snapshot.code, device.key)


def _response(answer: Answer) -> Response:
    response = Response(answer.body, answer.status, content_type=answer.content_type)
    response.headers.update(answer.headers)
    return response
