"""Changing a meeting and taking it through its states."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.meetings import operations
from lcm.meetings.forms import CancelForm, MeetingForm
from lcm.meetings.queries import meeting_for
from lcm.meetings.views import bp
from lcm.people.login import the_person
from lcm.registration.queries import registrations_of


@bp.route("/m/<slug>/edit", methods=["GET", "POST"])
@login_required
def edit(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    form = MeetingForm.about(meeting)
    if not form.validate_on_submit():
        page = render_template("meetings/edit.html", meeting=meeting, form=form, changes={})
        return page, 422 if form.is_submitted() else 200
    draft = form.draft(meeting.kind)
    changes = operations.told_changes(meeting, draft) if meeting.is_open else {}
    people = registrations_of(meeting) if changes else ()
    if people and request.form.get("choice") != "tell":
        return render_template(
            "meetings/edit.html", meeting=meeting, form=form, changes=changes, people=people
        )
    operations.change_meeting(meeting, draft)
    flash(_told(len(people)), "done")
    return redirect(url_for(".plan", slug=slug), 303)


@bp.post("/m/<slug>/publish")
@login_required
def publish(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    operations.publish_meeting(meeting)
    flash(_("The session is published. Now invite people."), "done")
    return redirect(url_for("registration.invite", slug=slug), 303)


@bp.post("/m/<slug>/end")
@login_required
def announce_end(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    operations.announce_end(meeting)
    flash(_told(len(registrations_of(meeting))), "done")
    return redirect(url_for(".plan", slug=slug), 303)


@bp.route("/m/<slug>/cancel", methods=["GET", "POST"])
@login_required
def cancel(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    meeting.require_changeable()
    form, people = CancelForm(), registrations_of(meeting)
    if not form.validate_on_submit():
        page = render_template("meetings/cancel.html", meeting=meeting, form=form, people=people)
        return page, 422 if form.is_submitted() else 200
    operations.cancel_meeting(meeting, form.reason.data)
    flash(_told(len(people)), "done")
    return redirect(url_for(".plan", slug=slug), 303)


@bp.post("/m/<slug>/close")
@login_required
def close(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    operations.close_meeting(meeting)
    flash(_("The session is closed. Here is what became of it."), "done")
    return redirect(url_for("actions.follow_up", slug=slug), 303)


def _told(count: int) -> str:
    if count == 0:
        return str(_("Saved."))
    return str(ngettext("Saved. %(num)d person gets a mail.", "Saved. %(num)d get a mail.", count))
