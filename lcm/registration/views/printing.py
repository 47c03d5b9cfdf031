"""What is printed: a badge for everybody, and the certificate of who was there."""

from flask import g, render_template
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.errors import NotFound
from lcm.mail.render import link
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.registration.attendance import attendance, was_there
from lcm.registration.linked import registration_by_link
from lcm.registration.models import Registration
from lcm.registration.tokens import check_in_token
from lcm.registration.views import bp
from lcm.web.qr import qr_svg


@bp.get("/m/<slug>/badges")
@login_required
def badges(slug: str) -> str:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    people = [(one, _code(one.registration)) for one in attendance(meeting).people]
    return render_template("registration/badges.html", meeting=meeting, people=people)


@bp.get("/p/<token>/certificate")
def certificate(token: str) -> str:
    """Say that somebody was there, once the session is over; NotFound for who was not."""
    registration = registration_by_link(token)
    g.content_locale = registration.locale
    if not was_there(registration):
        raise NotFound
    return render_template(
        "registration/certificate.html",
        token=token,
        registration=registration,
        meeting=registration.meeting,
    )


def _code(registration: Registration | None) -> str | None:
    """Return the code that checks somebody in; who walked in needs none any more."""
    if registration is None:
        return None
    return qr_svg(link("registration.scanned", token=check_in_token(registration)))
