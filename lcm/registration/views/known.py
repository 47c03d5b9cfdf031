"""Inviting people who came to earlier sessions: choose which, look, untick, send."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.registration import invitations
from lcm.registration.known import Wanted, earlier_meetings, known_people, past_registrations
from lcm.registration.known_forms import KnownPeopleForm, WantedForm
from lcm.registration.queries import is_registration_open
from lcm.registration.views import bp
from lcm.registration.views.inviting import tell_sent


@bp.route("/m/<slug>/invite/known", methods=["GET", "POST"])
@login_required
def invite_known(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    if not is_registration_open(meeting):
        return redirect(url_for(".invite", slug=slug), 303)
    past = past_registrations(meeting)
    wanted_form = WantedForm(request.args)
    wanted_form.offer(earlier_meetings(meeting), past)
    is_fine = wanted_form.validate()
    found = known_people(meeting, past, wanted_form.wanted() if is_fine else Wanted())
    form = KnownPeopleForm(found)
    if is_fine and request.form.get("step") == "send" and form.validate_on_submit():
        tell_sent(invitations.invite(meeting, form.invitees(found)))
        return redirect(url_for(".invite", slug=slug), 303)
    page = render_template(
        "registration/invite_known.html",
        meeting=meeting,
        wanted_form=wanted_form,
        form=form,
        found=found,
    )
    return page, 200 if is_fine and not form.errors else 422
