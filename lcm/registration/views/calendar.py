"""The calendar files people fetch; the ones they get by mail are made in mails.py."""

from flask import request
from werkzeug.wrappers import Response

from lcm.calendar import ics
from lcm.calendar.told import entry, told
from lcm.mail.render import link
from lcm.meetings.models import Meeting, MeetingState
from lcm.meetings.queries import public_meeting
from lcm.registration.linked import registration_by_link
from lcm.registration.models import RegistrationState
from lcm.registration.views import bp
from lcm.web.guards import public_page


@bp.get("/m/<slug>/calendar.ics")
@public_page
def calendar(slug: str) -> Response:
    return _file(public_meeting(slug), raised=0, is_public=True)


@bp.get("/p/<token>/calendar.ics")
def place_calendar(token: str) -> Response:
    registration = registration_by_link(token)
    has_seat = registration.state == RegistrationState.CONFIRMED
    meeting, raised = registration.meeting, registration.removal_count
    is_off = registration.state == RegistrationState.CANCELLED
    return _file(meeting, raised=raised, is_public=not has_seat, is_off=is_off)


def _file(meeting: Meeting, *, raised: int, is_public: bool, is_off: bool = False) -> Response:
    page = link("meetings.show", slug=meeting.slug)
    shown = entry(told(meeting), page, raised=raised, is_public=is_public)
    is_cancelled = is_off or meeting.state == MeetingState.CANCELLED
    # Stamped with the meeting's last change, so that the same meeting gives the same file.
    text = ics.publication(shown, meeting.changed_at, cancelled=is_cancelled)
    response = Response(text, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{meeting.slug}.ics"'
    response.add_etag()
    return response.make_conditional(request)
