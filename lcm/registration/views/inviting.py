"""The Invite tab: paste addresses, look, send; who comes, who is missing."""

from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.registration import invitations, mails, reminding
from lcm.registration.addresses import Pasted, pasted
from lcm.registration.forms import PasteForm
from lcm.registration.guests import guest_list
from lcm.registration.known import earlier_meetings
from lcm.registration.models import ChoiceMissing, Invitation, InvitationState
from lcm.registration.queries import (
    coverage,
    invitations_of,
    is_registration_open,
    seat_rules,
)
from lcm.registration.reminder_mails import sample_reminder
from lcm.registration.views import bp
from lcm.web.guards import framed_by_own_pages


@bp.route("/m/<slug>/invite", methods=["GET", "POST"])
@login_required
def invite(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    form = PasteForm()
    if not form.validate_on_submit():
        return _page(meeting, form, None), 422 if form.is_submitted() else 200
    understood = pasted(form.addresses.data)
    if request.form.get("step") != "send" or not understood.invitees:
        return _page(meeting, form, understood)
    tell_sent(invitations.invite(meeting, understood.invitees))
    return redirect(url_for(".invite", slug=slug), 303)


@bp.get("/m/<slug>/invite/mail")
@login_required
@framed_by_own_pages
def invitation_mail(slug: str) -> Response:
    """Show the invitation as it will arrive, in a frame of the Invite tab."""
    person = the_person()
    meeting = meeting_for(slug, person, Act.PLAN)
    return Response(mails.sample_invitation(meeting, person), mimetype="text/html")


@bp.post("/m/<slug>/invite/remind")
@login_required
def remind(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    count = reminding.remind_silent(meeting)
    if count:
        told = ngettext("%(num)d reminder is on its way.", "%(num)d are on their way.", count)
    else:
        told = _("Everybody has answered, or was reminded before.")
    flash(told, "done")
    return redirect(url_for(".invite", slug=slug), 303)


@bp.post("/m/<slug>/invite/reminding")
@login_required
def reminding_by_itself(slug: str) -> ResponseReturnValue:
    """Switch on or off that the silent are reminded a week before, by ``is_on`` "yes" or "no"."""
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    wanted = request.form.get("is_on")
    if wanted not in ("yes", "no"):
        raise ChoiceMissing
    reminding.remind_by_itself(meeting, is_on=wanted == "yes")
    return redirect(url_for(".invite", slug=slug, _anchor="remind-title"), 303)


@bp.get("/m/<slug>/invite/reminder")
@login_required
@framed_by_own_pages
def reminder_mail(slug: str) -> Response:
    """Show the reminder as it will arrive, in a frame of the Invite tab."""
    person = the_person()
    meeting = meeting_for(slug, person, Act.PLAN)
    return Response(sample_reminder(meeting, person), mimetype="text/html")


def tell_sent(sent: Sequence[Invitation]) -> None:
    """Say on the next page how many of ``sent`` are on their way by mail."""
    count = sum(invitation.state == InvitationState.INVITED for invitation in sent)
    flash(ngettext("%(num)d invitation is on its way.", "%(num)d are on their way.", count), "done")


def _page(meeting: Meeting, form: PasteForm, understood: Pasted | None) -> str:
    known = {invitation.email_key for invitation in invitations_of(meeting)}
    invitees = understood.invitees if understood else ()
    return render_template(
        "registration/invite.html",
        meeting=meeting,
        form=form,
        understood=understood,
        fresh=[one for one in invitees if one.address not in known],
        known_count=sum(one.address in known for one in invitees),
        list=guest_list(meeting),
        coverage=coverage(meeting),
        is_open=is_registration_open(meeting),
        has_earlier=bool(earlier_meetings(meeting)),
        silent=reminding.silent(meeting),
        reminding_day=reminding.reminding_day(meeting),
        rules=seat_rules(meeting),
    )
