"""The report of one session, for its community; prints as it stands."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import login_required

from lcm.actions.report import report as report_of
from lcm.actions.views.blueprint import bp
from lcm.communities.policy import Act, may
from lcm.meetings.queries import meeting_for, timetable
from lcm.people.login import the_person


@bp.get("/m/<slug>/report")
@login_required
def report(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.SEE)
    return render_template(
        "actions/report.html",
        meeting=meeting,
        report=report_of(meeting),
        timetable=timetable(meeting),
        may_follow_up=may(the_person(), Act.FOLLOW_UP, meeting.community),
    )
