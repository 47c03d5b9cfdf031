"""The page of a phone: /j/CODE, which works without JavaScript and never redirects."""

from typing import Any, cast

from flask import Response, abort, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from lcm.clock import now
from lcm.db import transaction
from lcm.errors import DomainError
from lcm.live import queries
from lcm.live.ballots import participation
from lcm.live.ballots.ballot_fields import Filled, filled_again
from lcm.live.ballots.casting import cast_by_form
from lcm.live.choices import BallotKind, ChoiceError
from lcm.live.entry import misses
from lcm.live.entry.codes import spaced
from lcm.live.entry.devices import Device, form_token, is_known
from lcm.live.entry.pass_forms import SlipForm
from lcm.live.forms import CodeForm, HereForm
from lcm.live.models import LiveMeeting
from lcm.live.push.doors import DoorRefusal
from lcm.live.push.page import PhonePage, phone_page
from lcm.live.push.station import the_station
from lcm.live.refusals import UnknownCode
from lcm.live.views.blueprint import bp
from lcm.live.views.device_cookie import device_here, keep_device, require_own_form
from lcm.people.queries import domains, find_domain
from lcm.registration import places
from lcm.registration.cookies import PLACE_COOKIE, set_place_cookie
from lcm.registration.linked import place_by_cookie
from lcm.registration.models import Place
from lcm.registration.queries import are_doors_open
from lcm.web.guards import keeps_no_transaction
from lcm.web.tokens import token


@bp.route("/j/", methods=["GET", "POST"])
@bp.route("/j", methods=["GET", "POST"])
@keeps_no_transaction
def join_by_form() -> ResponseReturnValue:
    form = CodeForm()
    if form.validate_on_submit():
        live = queries.live_by_code(form.code.data)
        if live is not None and is_in_term(live):
            g.content_locale = live.meeting.locale
            return page_of(live, device_here(live))
        _note_miss()
        form.code.errors = [UnknownCode.message]
    return render_template("live/join_by_form.html", form=form), 422 if form.errors else 200


@bp.get("/j/<code>")
def join(code: str) -> ResponseReturnValue:
    live = live_here(code)
    return page_of(live, device_here(live))


@bp.post("/j/<code>")
@keeps_no_transaction
def vote_by_form(code: str) -> ResponseReturnValue:
    """Without JavaScript: the domain, the ballot, or both; answers with the page as it is then."""
    live = live_here(code)
    device = device_here(live)
    require_own_form(device)
    if "skip" in request.form:
        device = device.with_domain(None)
    elif "domain" in request.form:
        device = device.with_domain(_domain_id(request.form["domain"]))
    if "round" not in request.form:
        return page_of(live, device)
    fields = request.form.getlist
    try:
        cast_by_form(the_station(), live, request.form["round"], device, fields)
    except (DoorRefusal, ChoiceError) as refusal:
        return page_of(live, device, refusal=refusal)
    _note_voted(live, device)
    return page_of(live, device)


@bp.post("/j/<code>/here")
def here(code: str) -> ResponseReturnValue:
    """Somebody says "I am here": by their personal link's place, or with a first name."""
    live = live_here(code)
    device = device_here(live)
    require_own_form(device)
    form = HereForm()
    if not form.validate():
        return page_of(live, device, here_form=form), 422
    place = place_here(live)
    if place is None:
        domain = find_domain(request.form.get("domain", ""))
        place = places.walk_in(live.meeting, *form.said(), domain, form.visit.data)
    places.say_here(place)
    answer = page_of(live, device, place=place)
    set_place_cookie(answer, place)
    return answer


def live_here(code: str) -> LiveMeeting:
    """Return the live meeting of ``code``; unknown, closed and expired are one 404 page."""
    live = queries.live_by_code(code)
    if live is None or not is_in_term(live):
        _note_miss()
        raise UnknownCode
    g.content_locale = live.meeting.locale
    return live


def is_in_term(live: LiveMeeting) -> bool:
    return live.opens_at <= now() < live.expires_at


def place_here(live: LiveMeeting) -> Place | None:
    """Return the place this browser acts for in this very meeting, or None."""
    place = place_by_cookie(request.cookies.get(PLACE_COOKIE, ""))
    return place if place is not None and place.meeting_id == live.meeting_id else None


def _note_voted(live: LiveMeeting, device: Device) -> None:
    """Note that this person needs no reminder, where people were mailed about the vote."""
    if queries.find_mailed_round(live.meeting_id) is not None:
        with transaction():
            participation.note_voted(live, device, place_here(live))


def room_token(place: Place) -> str:
    """Return what the link to the room page of ``place`` carries."""
    return token("room", place.public_id, place.version)


def page_of(live: LiveMeeting, device: Device, **notes: Any) -> Response:
    """Answer with the page as it stands for ``device``; ``notes`` tell what just happened."""
    refusal = notes.get("refusal")
    page = phone_page(live, device)
    if device.is_counted and request.method == "POST":
        the_station().phones.saw(live.code, device.key)
    shown: dict[str, Any] = {"refusal": None, "here_form": HereForm(), "place": place_here(live)}
    shown |= {"slip_form": SlipForm(formdata=None), "filled": _filled(page, refusal)}
    html = render_template(
        "live/join.html",
        page=page,
        code=spaced(live.code),
        form_token=form_token(the_station().secret, device),
        domains=(all_domains := domains()),
        domain_names={domain.slug: domain.name for domain in all_domains},
        domain_swatches={domain.slug: domain.swatch for domain in all_domains},
        are_doors_open=are_doors_open(live.meeting),
        room_token=room_token,
        **(shown | notes),
    )
    answer = make_response(html, refusal.status if refusal else 200)
    keep_device(answer, live, device)
    return answer


def _filled(page: PhonePage, refusal: DomainError | None) -> Filled:
    """Return the ballot's form: as it was sent and refused, else as this device's ballot says."""
    if refusal is None or page.round is None or "round" not in request.form:
        return page.filled
    kind = cast(BallotKind, page.round.poll.kind)
    if request.form["round"] != page.round.public_id:
        return filled_again(kind, page.filled.fields, refusal)
    return filled_again(kind, dict(request.form.lists()), refusal)


def _domain_id(slug: str) -> int | None:
    domain = find_domain(slug)
    return domain.id if domain else None


def _note_miss() -> None:
    """Count a wrong code against its source, unless the device is known; 429 when used up."""
    station = the_station()
    if is_known(station.secret, request.headers.get("Cookie", "")):
        return
    if misses.note(request.remote_addr or ""):
        abort(429)
