"""One's own room: who is in it, what it says, and writing that down."""

from collections.abc import Callable
from datetime import UTC
from hashlib import sha256
from typing import Any, Final

from flask import g, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lcm.actions import capture, captured
from lcm.actions.forms import PROMPTS, CaptureForm, ItemForm
from lcm.actions.models import EditConflict, Item, ItemKind
from lcm.actions.views.blueprint import bp
from lcm.breakouts import queries as breakouts
from lcm.breakouts.models import Room
from lcm.breakouts.words import person_words
from lcm.errors import NotFound
from lcm.live.queries import find_live, join_link
from lcm.registration import places
from lcm.registration.cookies import PLACE_COOKIE, set_place_cookie
from lcm.registration.linked import place_by_cookie
from lcm.registration.models import Place, PlaceGivenUp, RegistrationState
from lcm.registration.queries import are_doors_open

MARKS: Final[dict[str, Callable[[Item], None]]] = {
    "pin": capture.pin,
    "unpin": capture.unpin,
    "hide": capture.hide,
    "restore": capture.restore,
}


@bp.get("/place/room")
def my_room() -> ResponseReturnValue:
    place = place_by_cookie(request.cookies.get(PLACE_COOKIE, ""))
    room = breakouts.room_of(place) if place else None
    if place is None or room is None:
        return "", 204
    return jsonify(room=_as_json(place, room))


@bp.get("/r/<token>")
def room(token: str) -> ResponseReturnValue:
    place = _place(token)
    own = breakouts.latest_room_of(place)
    kind = request.args.get("write", "")
    page = _page(token, place, own) | _surroundings(place, own)
    form = CaptureForm.of(page["people"], kind=kind)
    is_writing = own is not None and kind in _KINDS
    shown = render_template("actions/room.html", form=form, is_writing=is_writing, **page)
    response = make_response(shown)
    set_place_cookie(response, place)
    return response


@bp.post("/r/<token>/here")
def say_here(token: str) -> ResponseReturnValue:
    place = _place(token)
    if _is_given_up(place):
        raise PlaceGivenUp
    places.say_here(place)
    return redirect(url_for(".room", token=token), 303)


@bp.get("/r/<token>/items")
def room_items(token: str) -> ResponseReturnValue:
    """The part of the room page that changes, 204 while there is no room; asked every 2 s."""
    place = _place(token)
    own = breakouts.latest_room_of(place)
    if own is None:
        return "", 204
    response = make_response(
        render_template("actions/_room_items.html", **_page(token, place, own))
    )
    response.add_etag()
    return response.make_conditional(request)


@bp.post("/r/<token>/rounds/<round_id>/items")
def add_item(token: str, round_id: str) -> ResponseReturnValue:
    place = _place(token)
    own = breakouts.own_room(place, round_id)
    people = breakouts.people_of(own)
    form = CaptureForm.of(people)
    if form.validate_on_submit():
        capture.add_item(place, place.meeting, own, form.draft(place))
        return _done(token)
    if _wants_json():
        return jsonify(errors=form.errors), 422
    page = _page(token, place, own) | _surroundings(place, own)
    return render_template("actions/room.html", form=form, is_writing=True, **page), 422


@bp.route("/r/<token>/items/<item_id>", methods=["GET", "POST"])
def room_item(token: str, item_id: str) -> ResponseReturnValue:
    place = _place(token)
    item = captured.own_item(place, item_id)
    own = _own_room(item)
    people = breakouts.people_of(own)
    form = ItemForm.of_item(people, item)
    page = {"token": token, "meeting": place.meeting, "room": own, "item": item, "form": form}
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("actions/room_item.html", theirs="", **page), status
    try:
        capture.change_item(item, form.seen_version(), form.sentence(), form.ownership_of(place))
    except EditConflict:
        form.version.data = str(item.version)
        return render_template("actions/room_item.html", theirs=item.text, **page), 409
    return _done(token)


@bp.post("/r/<token>/items/<item_id>/<any(pin,unpin,hide,restore):mark>")
def mark_item(token: str, item_id: str, mark: str) -> ResponseReturnValue:
    item = captured.own_item(_place(token), item_id)
    MARKS[mark](item)
    hidden = item.public_id if mark == "hide" else None
    return redirect(url_for(".room", token=token, hidden=hidden), 303)


_KINDS: Final = frozenset(ItemKind)


def _place(token: str) -> Place:
    place = breakouts.place_by_link(token)
    g.content_locale = place.meeting.locale
    return place


def _page(token: str, place: Place, own: Room | None) -> dict[str, Any]:
    """Return what the page and its changing part show of ``own`` room, if there is one."""
    people = breakouts.people_of(own) if own else ()
    return {
        "token": token,
        "place": place,
        "meeting": place.meeting,
        "room": own,
        "people": people,
        "names": {one.place.id: person_words(one) for one in people},
        "stamp": _stamp(own) if own else "",
        "items": captured.items_in(own) if own else (),
    }


def _stamp(own: Room) -> str:
    """Return what differs once the frame of the page is out of date: the page loads anew then."""
    round_ = own.round
    frame = (own.public_id, round_.state, round_.ends_at, own.title, own.question)
    return sha256(repr((*frame, own.place, own.link)).encode()).hexdigest()[:16]


def _surroundings(place: Place, own: Room | None) -> dict[str, Any]:
    """Return what stands around that: where the question is from, and the way on."""
    meeting = place.meeting
    hidden = request.args.get("hidden", "")
    return {
        "origin": breakouts.origin_of(own) if own else None,
        "join_url": join_link(meeting, place.domain) if find_live(meeting) else "",
        "may_say_here": _may_say_here(place),
        "prompts": PROMPTS,
        "taken_away": captured.find_hidden(place, hidden) if hidden else None,
    }


def _may_say_here(place: Place) -> bool:
    return not (place.is_present or _is_given_up(place)) and are_doors_open(place.meeting)


def _is_given_up(place: Place) -> bool:
    registration = place.registration
    return registration is not None and registration.state == RegistrationState.CANCELLED


def _own_room(item: Item) -> Room:
    """Return the room of an item that `captured.own_item` found: it has one."""
    if item.room is None:
        raise NotFound
    return item.room


def _as_json(place: Place, own: Room) -> dict[str, Any]:
    origin = breakouts.origin_of(own)
    ends_at = own.round.ends_at
    return {
        "number": own.number,
        "title": own.title,
        "question": own.question,
        "origin": {"letter": origin.letter, "label": origin.label} if origin else None,
        "place": own.place,
        "link": own.link,
        "people": [
            {"name": person_words(one), "domain": one.domain.name if one.domain else None}
            for one in breakouts.people_of(own)
        ],
        "ends_at": ends_at.astimezone(UTC).isoformat() if ends_at else None,
        "url": breakouts.room_link(place),
    }


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _done(token: str) -> ResponseReturnValue:
    return ("", 204) if _wants_json() else redirect(url_for(".room", token=token), 303)
