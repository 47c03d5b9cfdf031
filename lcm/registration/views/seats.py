"""Seats per domain: what is kept for whom, until when, and how offers are made."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.registration.queries import seat_rules, seat_shares
from lcm.registration.seats_form import SeatsForm
from lcm.registration.sharing import share_seats
from lcm.registration.views import bp


@bp.route("/m/<slug>/seats", methods=["GET", "POST"])
@login_required
def seats(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    meeting.require_changeable()
    form = SeatsForm(meeting, seat_rules(meeting), seat_shares(meeting))
    if not form.validate_on_submit():
        page = render_template("registration/seats.html", meeting=meeting, form=form)
        return page, 422 if form.is_submitted() else 200
    share_seats(meeting, form.sharing())
    flash(_("The seats are given out this way from now on. Nobody loses a place."), "done")
    return redirect(url_for(".invite", slug=slug), 303)
