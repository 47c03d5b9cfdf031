"""The device of a request for a phone page, and its cookie on the answer."""

import hmac

from flask import Response, current_app, request

from lcm.live import queries
from lcm.live.entry.devices import (
    DAY_SECONDS,
    DAYS,
    Device,
    cookie_name,
    cookie_text,
    form_token,
    new_device,
    opened_in,
)
from lcm.live.entry.passes import device_of_link
from lcm.live.models import LiveMeeting
from lcm.live.push.station import the_station
from lcm.live.refusals import PageTooOld
from lcm.people.queries import find_domain
from lcm.registration.cookies import PLACE_COOKIE
from lcm.registration.linked import place_by_cookie
from lcm.web import tokens


def device_here(live: LiveMeeting) -> Device:
    """Return this browser's device in the meeting, a new one at its first visit.

    A link may bring a domain (for a device that has none) or make a new device a try-out, which it
    stays. Where each person has one ballot, somebody's personal link is their device in every
    other browser.
    """
    station = the_station()
    known = opened_in(station.secret, live.code, request.headers.get("Cookie", ""))
    if _carried("try-out", "try", live) and (known is None or known.is_counted):
        return new_device(is_counted=False)
    is_trying = known is not None and not known.is_counted
    device = (None if is_trying else _pass_of_link(live)) or known or new_device()
    domain = find_domain(_carried("domain", "as", live))
    return device.with_domain(domain.id) if domain and device.domain_id is None else device


def _pass_of_link(live: LiveMeeting) -> Device | None:
    """Return what a personal link stands for where each person has one ballot; else None."""
    place = place_by_cookie(request.cookies.get(PLACE_COOKIE, ""))
    if place is None or place.meeting_id != live.meeting_id or place.registration_id is None:
        return None
    if not queries.has_pass_vote(live.meeting):
        return None
    device = device_of_link(the_station().secret, live.code, place.public_id)
    return device.with_domain(place.domain_id) if place.domain_id else device


def keep_device(response: Response, live: LiveMeeting, device: Device) -> None:
    """Set the device cookie if the browser does not have this one already."""
    name, text = cookie_name(live.code), cookie_text(the_station().secret, live.code, device)
    if request.cookies.get(name) != text:
        response.set_cookie(
            name,
            text,
            max_age=DAYS * DAY_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["LCM"].is_secure(),
        )


def require_own_form(device: Device) -> None:
    """Refuse a post that does not carry the token of this device's page."""
    wanted = form_token(the_station().secret, device)
    sent = request.form.get("csrf_token", "")
    if not hmac.compare_digest(wanted.encode(), sent.encode("utf-8", "replace")):
        raise PageTooOld


def _carried(purpose: str, argument: str, live: LiveMeeting) -> str:
    """Return what a signed link to this meeting carries after the code; "" without one."""
    text = request.args.get(argument, "")
    if not text:
        return ""
    try:
        carried, _ = tokens.opened(purpose, text)
    except tokens.LinkUnusable:
        return ""
    code, _, rest = carried.partition("-")
    return rest if code == live.code else ""
