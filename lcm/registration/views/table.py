"""The organiser's table of registrations: find, change, add, print and take along."""

from collections.abc import Callable

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.i18n import current_locale
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.people.queries import domains, organisations
from lcm.registration import editing, operations, table
from lcm.registration.models import (
    ChoiceMissing,
    DomainFull,
    Registration,
    RegistrationClosed,
    RegistrationState,
)
from lcm.registration.queries import is_registration_open, may_undo
from lcm.registration.table_form import AddForm, AmendForm, TableForm
from lcm.registration.table_sheet import sheet
from lcm.registration.views import bp
from lcm.web.spreadsheets import Table, csv_file, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/m/<slug>/registrations")
@login_required
def registrations(slug: str) -> str:
    meeting = _meeting(slug)
    form = TableForm(request.args)
    wanted = form.wanted()
    return render_template(
        "registration/registrations.html",
        meeting=meeting,
        form=form,
        wanted=wanted,
        found=table.page_of(meeting, wanted),
        is_open=is_registration_open(meeting),
    )


@bp.get("/m/<slug>/registrations/print")
@login_required
def print_registrations(slug: str) -> str:
    """Show everybody who is wanted on one page, with a box to tick, to print."""
    meeting, wanted = _meeting(slug), TableForm(request.args).wanted()
    lines = table.all_lines(meeting, wanted)
    return render_template(
        "registration/print_registrations.html", meeting=meeting, wanted=wanted, lines=lines
    )


@bp.get("/m/<slug>/registrations.<any(csv, xlsx):form>")
@login_required
def registrations_file(slug: str, form: str) -> Response:
    """Give everybody who is wanted as a file; organisers' notes stay here."""
    meeting = _meeting(slug)
    lines = table.all_lines(meeting, TableForm(request.args).wanted())
    content, mimetype = FILES[form](sheet(meeting, lines))
    answer = Response(content, mimetype=mimetype)
    name = f"{meeting.slug}-registrations.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.route("/m/<slug>/registrations/new", methods=["GET", "POST"])
@login_required
def add_registration(slug: str) -> ResponseReturnValue:
    meeting = _meeting(slug)
    if not is_registration_open(meeting):
        raise RegistrationClosed
    form = AddForm()
    if not form.validate_on_submit():
        page = render_template(
            "registration/add_registration.html",
            meeting=meeting,
            form=form,
            organisations=organisations(),
            swatches={one.slug: one.swatch for one in domains()},
        )
        return page, 422 if form.is_submitted() else 200
    registration, is_new = editing.add(meeting, form.answers(meeting.locale))
    if is_new:
        flash(_added_words(registration), "done")
    else:
        flash(_("%(name)s was registered already.", name=registration.person.name), "warning")
    return redirect(url_for(".registrations", slug=slug), 303)


@bp.route("/m/<slug>/registrations/<registration_id>", methods=["GET", "POST"])
@login_required
def change_registration(slug: str, registration_id: str) -> ResponseReturnValue:
    meeting = _meeting(slug)
    line = table.line_of(meeting, registration_id)
    form = AmendForm(line.registration)
    if not form.validate_on_submit():
        return _change_page(meeting, line, form), 422 if form.is_submitted() else 200
    try:
        editing.amend(line.registration, form.amendment())
    except DomainFull as error:
        full = _("This side is full. %(name)s keeps the place as it was; nothing has been changed.")
        form.domain.errors = [full % {"name": line.registration.person.name}]
        return _change_page(meeting, line, form), error.status
    flash(_("Saved: %(name)s.", name=line.registration.person.name), "done")
    return _back_to_table(slug)


@bp.post("/m/<slug>/registrations/<registration_id>/seat")
@login_required
def change_seat(slug: str, registration_id: str) -> ResponseReturnValue:
    """Give somebody the next free seat, cancel for them, or take that back."""
    registration = table.line_of(_meeting(slug), registration_id).registration
    change = CHANGES.get(request.form.get("choice", ""))
    if change is None:
        raise ChoiceMissing
    change(registration)
    flash(_changed_words(registration), "done")
    return _back_to_table(slug)


def _meeting(slug: str) -> Meeting:
    return meeting_for(slug, the_person(), Act.PLAN)


def _back_to_table(slug: str) -> ResponseReturnValue:
    """Lead back to the table as it was asked for."""
    asked = TableForm(request.args).wanted().asked()
    return redirect(url_for(".registrations", slug=slug, **asked), 303)


def _change_page(meeting: Meeting, line: table.Line, form: AmendForm) -> str:
    return render_template(
        "registration/change_registration.html",
        meeting=meeting,
        registration=line.registration,
        position=line.position,
        form=form,
        asked=TableForm(request.args).wanted().asked(),
        is_open=is_registration_open(meeting),
        may_undo=may_undo(line.registration),
    )


def _added_words(registration: Registration) -> str:
    if registration.state == RegistrationState.CONFIRMED:
        words = _("%(name)s has a place and gets a mail about it.")
    else:
        words = _("It is full: %(name)s is on the waiting list and gets a mail about it.")
    return str(words) % {"name": registration.person.name}


def _changed_words(registration: Registration) -> str:
    words = {
        RegistrationState.CONFIRMED: _("%(name)s has a place and gets a mail about it."),
        RegistrationState.CANCELLED: _("The place of %(name)s is cancelled, with a mail about it."),
    }
    waits = _("No place is free for this side now. %(name)s gets the next one that is.")
    return str(words.get(registration.state, waits)) % {"name": registration.person.name}


def _csv(tables: list[Table]) -> tuple[bytes, str]:
    decimal_mark = "," if current_locale() == "nl" else "."
    return csv_file(tables, decimal_mark=decimal_mark), "text/csv; charset=utf-8"


def _xlsx(tables: list[Table]) -> tuple[bytes, str]:
    return xlsx_file(tables, _("Registrations")), XLSX


FILES: dict[str, Callable[[list[Table]], tuple[bytes, str]]] = {"csv": _csv, "xlsx": _xlsx}
CHANGES: dict[str, Callable[[Registration], None]] = {
    "promote": editing.promote,
    "remove": editing.remove,
    "undo": operations.undo_cancel,
}
