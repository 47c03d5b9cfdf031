"""The day: checking in by name or by code, who walks in, and the list on paper or in a file."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.policy import Act, may, require
from lcm.i18n import current_locale
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import signed_in, the_person
from lcm.people.queries import domains
from lcm.registration import checking_in
from lcm.registration.attendance import Attendance, Attendee, Mark, attendance, attendee
from lcm.registration.attendance import may_check_in as may_check_in_now
from lcm.registration.attendance_forms import SearchForm, WalkInForm
from lcm.registration.attendance_words import attendance_table, first_time, said
from lcm.registration.linked import registration_by_link
from lcm.registration.models import ChoiceMissing, RegistrationState
from lcm.registration.queries import find_place
from lcm.registration.tokens import CHECK_IN
from lcm.registration.views import bp
from lcm.web.spreadsheets import csv_file, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = ("all", "missing", "here")


@bp.route("/m/<slug>/check-in", methods=["GET", "POST"])
@login_required
def check_in(slug: str) -> ResponseReturnValue:
    """Show who is there and who is not; a post adds somebody who walked in."""
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    form = WalkInForm()
    if not form.validate_on_submit():
        return _page(meeting, form), 422 if form.is_submitted() else 200
    answers = (form.name.data, form.organisation.data or "", form.side(), form.visit.data)
    place = checking_in.add_walk_in(meeting, *answers)
    flash(_("%(name)s is checked in.", name=place.name), "done")
    return redirect(url_for(".check_in", slug=slug), 303)


@bp.post("/m/<slug>/check-in/<person_id>")
@login_required
def mark(slug: str, person_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    as_ = _chosen_mark()
    before = checking_in.mark(meeting, person_id, as_)
    flash(*said(before, as_, meeting))
    shown = request.args.get("show")
    if shown not in SHOWN:
        return redirect(url_for(".check_in", slug=slug), 303)
    return redirect(url_for(".check_in", slug=slug, show=shown, _anchor=f"p-{before.id}"), 303)


@bp.get("/check-in/<token>")
def scanned(token: str) -> str:
    """What the camera of a phone opens: the host sees who it is, others whom to show it to."""
    registration = registration_by_link(token, CHECK_IN)
    meeting = registration.meeting
    if not may(signed_in(), Act.PLAN, meeting.community):
        return render_template("registration/scanned.html", meeting=meeting, one=None)
    one = attendee(registration, find_place(registration))
    return render_template(
        "registration/scanned.html",
        token=token,
        meeting=meeting,
        one=one,
        first_time=first_time(one, meeting),
        is_cancelled=registration.state == RegistrationState.CANCELLED,
        may_check_in=may_check_in_now(meeting),
    )


@bp.post("/check-in/<token>")
def mark_scanned(token: str) -> ResponseReturnValue:
    registration = registration_by_link(token, CHECK_IN)
    meeting = registration.meeting
    require(signed_in(), Act.PLAN, meeting.community)
    as_ = _chosen_mark()
    before = checking_in.mark(meeting, registration.public_id, as_)
    flash(*said(before, as_, meeting))
    return redirect(url_for(".scanned", token=token), 303)


@bp.get("/m/<slug>/check-in/list")
@login_required
def paper_list(slug: str) -> str:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    return render_template(
        "registration/paper_list.html", meeting=meeting, groups=attendance(meeting).by_domain()
    )


@bp.get("/m/<slug>/attendance.<any(csv, xlsx):form>")
@login_required
def attendance_file(slug: str, form: str) -> Response:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    tables = [attendance_table(meeting, attendance(meeting))]
    if form == "csv":
        mark = "," if current_locale() == "nl" else "."
        answer = Response(csv_file(tables, decimal_mark=mark), mimetype="text/csv; charset=utf-8")
    else:
        answer = Response(xlsx_file(tables, _("Attendance")), mimetype=XLSX)
    word = _("attendance")
    name = f"{meeting.slug}-{word}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(meeting: Meeting, form: WalkInForm) -> str:
    everybody, search = attendance(meeting), SearchForm(request.args)
    shown = request.args.get("show", "all")
    return render_template(
        "registration/check_in.html",
        meeting=meeting,
        attendance=everybody,
        people=_people(everybody, search.words(), shown),
        search=search,
        shown=shown if shown in SHOWN else "all",
        form=form,
        swatches={domain.slug: domain.swatch for domain in domains()},
        may_check_in=may_check_in_now(meeting),
    )


def _people(everybody: Attendance, words: str, shown: str) -> tuple[Attendee, ...]:
    if words:
        return everybody.found(words)
    return {"missing": everybody.missing, "here": everybody.here}.get(shown, everybody.people)


def _chosen_mark() -> Mark:
    """Return the mark of the button that was pressed; raises ChoiceMissing without one."""
    chosen = request.form.get("mark", "")
    if chosen not in list(Mark):
        raise ChoiceMissing
    return Mark(chosen)
