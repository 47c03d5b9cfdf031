"""My place: the one page a participant needs, and what its buttons do."""

from datetime import datetime

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lcm.actions import queries as actions_queries
from lcm.actions.queries import ActionLine
from lcm.breakouts import queries as breakouts_queries
from lcm.clock import now
from lcm.i18n import current_locale
from lcm.live import queries as live_queries
from lcm.mail.render import link
from lcm.meetings.queries import timetable
from lcm.people.forms import AddressForm
from lcm.people.identity import email_key, first_name
from lcm.registration import operations, places, posting, waiting_list
from lcm.registration.attendance import was_there
from lcm.registration.cookies import set_place_cookie
from lcm.registration.linked import registration_by_link
from lcm.registration.models import ChoiceMissing, DoorsClosed, Registration, RegistrationState
from lcm.registration.queries import (
    are_doors_open,
    find_place,
    is_lapsed,
    is_registration_open,
    may_undo,
    seat_rules,
    seat_shares,
    waiting_position,
)
from lcm.registration.tokens import check_in_token, place_token
from lcm.registration.views import bp
from lcm.web.filters import local
from lcm.web.qr import qr_svg


@bp.get("/p/<token>")
def place(token: str) -> str:
    registration = _registration(token)
    meeting = registration.meeting
    return render_template(
        "registration/place.html",
        token=token,
        registration=registration,
        meeting=meeting,
        first_name=first_name(registration.person.name),
        position=waiting_position(registration),
        timetable=timetable(meeting),
        is_open=is_registration_open(meeting),
        is_by_invitation=seat_rules(meeting).is_by_invitation,
        are_doors_open=are_doors_open(meeting),
        may_undo=may_undo(registration),
        is_lapsed=is_lapsed(registration),
        offered_until=_offered_until(registration),
        is_by_domain=bool(seat_shares(meeting)),
        public_page=link("meetings.show", slug=meeting.slug),
        **_on_the_day(registration),
    )


@bp.post("/p/<token>/here")
def say_here(token: str) -> ResponseReturnValue:
    registration = _registration(token)
    _require_choice("here", "yes")
    if not are_doors_open(registration.meeting):
        raise DoorsClosed
    own = places.place_of(registration)
    places.say_here(own)
    answer = redirect(url_for(".place", token=token), 303)
    set_place_cookie(answer, own)
    return answer


@bp.post("/p/<token>/claim")
def claim(token: str) -> ResponseReturnValue:
    """Take the seat that is offered."""
    registration = _registration(token)
    _require_choice("choice", "claim")
    waiting_list.claim(registration)
    return redirect(url_for(".place", token=token), 303)


@bp.route("/p/<token>/cancel", methods=["GET", "POST"])
def cancel(token: str) -> ResponseReturnValue:
    registration = _registration(token)
    if request.method != "POST":
        return render_template(
            "registration/cancel.html",
            token=token,
            registration=registration,
            meeting=registration.meeting,
        )
    _require_choice("choice", "cancel")
    operations.cancel(registration)
    return redirect(url_for(".place", token=token), 303)


@bp.post("/p/<token>/undo")
def undo_cancel(token: str) -> ResponseReturnValue:
    registration = _registration(token)
    _require_choice("choice", "undo")
    operations.undo_cancel(registration)
    return redirect(url_for(".place", token=token), 303)


@bp.route("/p/", methods=["GET", "POST"])
def new_link() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        page = render_template("registration/new_link.html", form=form, is_stale=False)
        return page, 422 if form.is_submitted() else 200
    posting.tell_new_links(email_key(form.email.data), now().isoformat(), current_locale())
    return redirect(url_for(".link_sent"), 303)


@bp.get("/p/sent")
def link_sent() -> str:
    return render_template("registration/link_sent.html")


def _registration(token: str) -> Registration:
    registration = registration_by_link(token)
    g.content_locale = registration.locale
    return registration


def _on_the_day(registration: Registration) -> dict[str, object]:
    """Return their code for the door, room and where they vote; None for what is not there."""
    meeting, own = registration.meeting, find_place(registration)
    is_live = live_queries.find_live(meeting) is not None
    room = breakouts_queries.room_of(own) if own else None
    is_mailed = own is not None and live_queries.find_mailed_round(meeting.id) is not None
    join_path = live_queries.join_link(meeting, registration.domain) if is_live else None
    if is_mailed:
        join_path = url_for("live.vote_by_link", token=place_token(registration))
    return {
        "own": own,
        "own_code": _own_code(registration),
        "was_there": was_there(registration),
        "is_vote_mailed": is_mailed,
        "join_path": join_path,
        "is_vote_open": live_queries.open_poll(meeting) is not None,
        "room": room,
        "room_path": breakouts_queries.room_link(own) if own and room else None,
        "my_actions": _actions(registration),
    }


def _own_code(registration: Registration) -> str | None:
    """Return the QR code a host scans at the door; None for who has no place to show it for."""
    if registration.state != RegistrationState.CONFIRMED:
        return None
    if not is_registration_open(registration.meeting):
        return None
    return qr_svg(link("registration.scanned", token=check_in_token(registration)))


def _actions(registration: Registration) -> list[tuple[str, ActionLine]]:
    """Return this person's open actions in the community, each with its owner's page."""
    community_id = registration.meeting.community_id
    owned = actions_queries.actions_owned_by([registration.person])
    return [
        (actions_queries.action_link(line.action), line)
        for line in actions_queries.lines(owned)
        if line.meeting.community_id == community_id
    ]


def _offered_until(registration: Registration) -> datetime | None:
    """Return until when an offer stands, by the clock of the meeting; None without one."""
    until = registration.offered_until
    if registration.state != RegistrationState.OFFERED or until is None:
        return None
    return local(until, registration.meeting.zone)


def _require_choice(name: str, value: str) -> None:
    """Raise ChoiceMissing unless a button was pressed: a form sent as served changes nothing."""
    if request.form.get(name) != value:
        raise ChoiceMissing
