"""Votes with one ballot per person: the slips a host prints, and the one a person types."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.live import operations, queries
from lcm.live.entry import misses
from lcm.live.entry.codes import join_address, spaced
from lcm.live.entry.pass_forms import SlipForm, SlipsForm
from lcm.live.entry.passes import find_slip_device, slips, spaced_slip
from lcm.live.models import LiveMeeting
from lcm.live.push.station import the_station
from lcm.live.refusals import UnknownSlip
from lcm.live.views.blueprint import bp
from lcm.live.views.device_cookie import device_here, require_own_form
from lcm.live.views.phone import live_here, page_of
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person


@bp.get("/m/<slug>/vote/slips")
@login_required
def vote_slips(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    live = queries.live_of(meeting)
    form = SlipsForm(count=live.pass_count or 30)
    return _page(meeting, live, form)


@bp.post("/m/<slug>/vote/slips")
@login_required
def make_slips(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    live = queries.live_of(meeting)
    form = SlipsForm()
    if not form.validate():
        return _page(meeting, live, form), 422
    operations.make_slips(live, form.count.data)
    flash(_("The slips are ready to print."), "done")
    return redirect(url_for("live.vote_slips", slug=slug), 303)


@bp.post("/j/<code>/pass")
def use_slip(code: str) -> ResponseReturnValue:
    """Somebody types the code of their slip; a second browser with it continues the same ballot."""
    live = live_here(code)
    device = device_here(live)
    require_own_form(device)
    form = SlipForm()
    typed = form.slip.data if form.validate() else ""
    found = find_slip_device(the_station().secret, live.code, live.pass_count, typed)
    if found is None:
        if misses.note(f"slip-{request.remote_addr or ''}"):
            abort(429)
        form.slip.errors = [*form.slip.errors, UnknownSlip.message][:1]
        return page_of(live, device, slip_form=form), UnknownSlip.status
    return page_of(live, found.with_domain(device.domain_id) if device.was_asked else found)


def _page(meeting: Meeting, live: LiveMeeting, form: SlipsForm) -> str:
    made = slips(the_station().secret, live.code, live.pass_count)
    return render_template(
        "live/slips.html",
        meeting=meeting,
        form=form,
        slips=[spaced_slip(slip) for slip in made],
        code=spaced(live.code),
        address=join_address(current_app.config["LCM"].origin()),
    )
