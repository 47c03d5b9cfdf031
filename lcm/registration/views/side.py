"""Taking part from another side than the one that was chosen."""

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lcm.meetings.models import MeetingOver
from lcm.people.queries import domains
from lcm.registration import operations
from lcm.registration.forms import SideForm
from lcm.registration.linked import registration_by_link
from lcm.registration.models import (
    SEATED,
    DomainFull,
    PlaceGivenUp,
    Registration,
    RegistrationState,
)
from lcm.registration.queries import is_registration_open, ledger
from lcm.registration.side_notes import side_notes
from lcm.registration.views import bp


@bp.route("/p/<token>/side", methods=["GET", "POST"])
def side(token: str) -> ResponseReturnValue:
    registration = registration_by_link(token)
    g.content_locale = registration.locale
    if registration.state == RegistrationState.CANCELLED:
        raise PlaceGivenUp
    if not is_registration_open(registration.meeting):
        raise MeetingOver
    form = SideForm(domain=registration.domain.slug if registration.domain else None)
    if not form.validate_on_submit():
        return _page(token, registration, form), 422 if form.is_submitted() else 200
    try:
        operations.switch_domain(registration, form.chosen())
    except DomainFull as full:
        form.domain.errors = [str(full.message)]
        return _page(token, registration, form), full.status
    return redirect(url_for(".place", token=token), 303)


def _page(token: str, registration: Registration, form: SideForm) -> str:
    every, others = domains(), ledger(registration.meeting)
    if registration.state in SEATED:
        others = others.without((registration.domain_id,))
    return render_template(
        "registration/side.html",
        token=token,
        registration=registration,
        meeting=registration.meeting,
        form=form,
        swatches={domain.slug: domain.swatch for domain in every},
        notes=side_notes(every, others, full=_("Full.")),
    )
