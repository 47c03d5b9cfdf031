"""The page of a meeting that anybody may see."""

from flask import g, render_template

from lcm.actions.queries import carried_over
from lcm.communities.policy import Act, may
from lcm.errors import NotFound
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for, public_meeting, timetable
from lcm.meetings.views import bp
from lcm.people.login import signed_in
from lcm.registration import queries as registration_queries
from lcm.web.guards import public_page


@bp.get("/m/<slug>")
@public_page
def show(slug: str) -> str:
    meeting = _shown(slug)
    g.content_locale = meeting.locale
    is_member = may(signed_in(), Act.SEE, meeting.community)
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        timetable=timetable(meeting),
        is_open=registration_queries.is_registration_open(meeting),
        is_by_invitation=registration_queries.seat_rules(meeting).is_by_invitation,
        free_seats=registration_queries.free_seats(meeting),
        carried=carried_over(meeting) if is_member else None,
    )


def _shown(slug: str) -> Meeting:
    """Return the meeting; a draft only to those who plan it."""
    try:
        return public_meeting(slug)
    except NotFound:
        return meeting_for(slug, signed_in(), Act.PLAN)
