"""The host's run sheet, on a laptop and as a remote on a phone."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.actions.queries import carried_over
from lcm.actions.run_sheet import run_sheet
from lcm.actions.views.blueprint import bp
from lcm.communities.policy import Act
from lcm.live import operations, queries
from lcm.live.entry.codes import spaced
from lcm.live.forms import OpenForm, ReasonForm
from lcm.live.outcome.host_notes import host_notes
from lcm.live.push.station import the_station
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person


@bp.get("/m/<slug>/run")
@login_required
def run(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    sheet = run_sheet(meeting)
    live = sheet.live
    return render_template(
        "actions/run.html",
        meeting=meeting,
        sheet=sheet,
        poll=sheet.poll,
        round=sheet.round,
        result=queries.result_of(sheet.round) if sheet.round else None,
        figures=the_station().figures(live.code, sheet.round) if live else None,
        stage_link=queries.stage_link(meeting) if live else None,
        try_out_link=queries.try_out_link(meeting) if live else None,
        chat_words=chat_words(meeting) if live else "",
        notes=host_notes(sheet.round) if sheet.round else None,
        reason_form=ReasonForm(formdata=None),
        open_form=OpenForm(formdata=None),
        carried=carried_over(meeting),
        back=url_for(".run", slug=slug),
    )


@bp.post("/m/<slug>/run/stage")
@login_required
def show_on_stage(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    view, rule = request.form.get("view", ""), request.form.get("rule", "")
    operations.show_on_stage(meeting, "result" if rule else view, rule)
    flash(_("The big screen follows."), "done")
    return redirect(url_for(".run", slug=slug), 303)


def chat_words(meeting: Meeting) -> str:
    """Return what a host pastes into the chat of an online meeting: link, code, one sentence."""
    address = current_app.config["LCM"].origin() + queries.join_link(meeting)
    code = spaced(queries.live_of(meeting).code)
    words = _("Take part with your phone: %(address)s (code %(code)s)", address=address, code=code)
    return str(words)
