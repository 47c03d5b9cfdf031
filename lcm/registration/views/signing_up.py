"""Registering: the public form, an invitee's page, and the one page both end on."""

from typing import Final

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from lcm.clock import now
from lcm.errors import DomainError
from lcm.i18n import current_locale
from lcm.mail.render import link
from lcm.meetings.models import Meeting
from lcm.meetings.queries import public_meeting, timetable
from lcm.people.queries import domains, organisations
from lcm.registration import invitations, operations
from lcm.registration.asking import questions_of
from lcm.registration.forms import RegistrationForm
from lcm.registration.linked import invitation_by_link
from lcm.registration.models import InvitationNeeded, RegistrationClosed
from lcm.registration.queries import is_registration_open, ledger, seat_rules
from lcm.registration.seats import free
from lcm.registration.side_notes import side_notes
from lcm.registration.views import bp
from lcm.web.guards import public_page

_LIVED: Final = _l(
    "As a parent or from your own experience. An organisation is not needed; "
    "a first name or nickname will do."
)


@bp.route("/m/<slug>/register", methods=["GET", "POST"])
@public_page
def register(slug: str) -> ResponseReturnValue:
    asked_at = now()
    meeting = _meeting(slug)
    if not is_registration_open(meeting):
        return _refused(meeting, RegistrationClosed)
    if seat_rules(meeting).is_by_invitation:
        return _refused(meeting, InvitationNeeded)
    form = RegistrationForm(questions_of(meeting))
    if not form.validate_on_submit():
        page = render_template("registration/register.html", form=form, **_around(meeting))
        return page, 422 if form.is_submitted() else 200
    operations.register_together(meeting, form.everybody(current_locale(), asked_at))
    return redirect(url_for(".thanks", slug=slug), 303)


@bp.get("/m/<slug>/thanks")
@public_page
def thanks(slug: str) -> str:
    return render_template("registration/thanks.html", meeting=_meeting(slug))


@bp.route("/i/<token>", methods=["GET", "POST"])
def answer_invitation(token: str) -> ResponseReturnValue:
    asked_at = now()
    invitation = invitation_by_link(token)
    meeting = _meeting(invitation.meeting.slug)
    answer = request.form.get("answer")
    if request.method == "POST" and not is_registration_open(meeting):
        raise RegistrationClosed
    if answer == "decline":
        invitations.decline(invitation)
        return redirect(url_for(".answer_invitation", token=token), 303)
    form = RegistrationForm(questions_of(meeting), name=invitation.name, email=invitation.email)
    if answer == "register" and form.validate_on_submit():
        everybody = form.everybody(current_locale(), asked_at)
        operations.register_together(meeting, everybody, invitation)
        return redirect(url_for(".thanks", slug=meeting.slug), 303)
    public = link("meetings.show", slug=meeting.slug)
    around = {**_around(meeting), "invitation": invitation, "answer": answer, "public_page": public}
    page = render_template("registration/answer_invitation.html", form=form, **around)
    return page, 422 if form.is_submitted() else 200


def _meeting(slug: str) -> Meeting:
    meeting = public_meeting(slug)
    g.content_locale = meeting.locale
    return meeting


def _refused(meeting: Meeting, why: type[DomainError]) -> ResponseReturnValue:
    """Say on the session's own page that this form takes nobody; refuse what was sent."""
    if request.method == "POST":
        raise why
    return redirect(url_for("meetings.show", slug=meeting.slug))


def _around(meeting: Meeting) -> dict[str, object]:
    every, counted = domains(), ledger(meeting)
    notes = side_notes(every, counted)
    for lived in [one.slug for one in every if one.is_lived_experience]:
        notes[lived] = f"{_LIVED} {notes.get(lived, '')}".strip()
    return {
        "meeting": meeting,
        "timetable": timetable(meeting),
        "is_open": is_registration_open(meeting),
        "free_seats": free(counted),
        "organisations": organisations(),
        "swatches": {domain.slug: domain.swatch for domain in every},
        "notes": notes,
    }
