"""The results of a session's votes: a page that prints, files for a spreadsheet, a run-off."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.clock import HOME_ZONE
from lcm.communities.policy import Act, may
from lcm.i18n import current_locale
from lcm.live import queries
from lcm.live.editor.kinds import RULES
from lcm.live.models import PollRound
from lcm.live.outcome import run_offs, sheets
from lcm.live.outcome.sheet_tables import Names
from lcm.live.outcome.shown_rounds import round_in, shown_votes
from lcm.live.refusals import NotShownYet
from lcm.live.results import CountedRound
from lcm.live.views.blueprint import bp
from lcm.live.views.host import poll_here
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.people.queries import domains
from lcm.web.filters import local
from lcm.web.spreadsheets import Table, csv_file, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/m/<slug>/results")
@login_required
def results(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.SEE)
    return render_template(
        "live/results.html",
        meeting=meeting,
        votes=shown_votes(meeting),
        winners=queries.winners(meeting),
        kinds=RULES,
        domain_names={domain.slug: domain.name for domain in domains()},
        domain_swatches={domain.slug: domain.swatch for domain in domains()},
        may_plan=may(the_person(), Act.PLAN, meeting.community),
    )


@bp.get("/m/<slug>/results/<round_id>.<any(csv, xlsx):form>")
@login_required
def result_file(slug: str, round_id: str, form: str) -> ResponseReturnValue:
    """Give one revealed round as a file; before the reveal there is nothing to give."""
    meeting = meeting_for(slug, the_person(), Act.SEE)
    round_ = round_in(meeting, round_id)
    counted = queries.result_of(round_)
    if counted is None:
        raise NotShownYet
    content, mimetype = FILES[form](round_tables(round_, counted))
    answer = Response(content, mimetype=mimetype)
    name = f"{meeting.slug}-{round_.public_id}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.post("/m/<slug>/vote/<poll_id>/run-off")
@login_required
def run_off(slug: str, poll_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    poll = poll_here(meeting, poll_id)
    made = run_offs.add_run_off(queries.latest_round(poll))
    flash(_("The run-off is ready: only the options that tied. Open it when you are."), "done")
    return redirect(url_for("live.vote", slug=slug, poll=made.public_id), 303)


def round_tables(round_: PollRound, counted: CountedRound) -> list[Table]:
    """Return what is told of a revealed round, in the reader's language."""
    poll, meeting = round_.poll, round_.poll.meeting
    run_off = run_offs.run_off_of(round_, counted)
    names = Names(
        options={option.public_id: option for option in poll.options},
        domains={domain.slug: domain.name for domain in domains()},
    )
    held = sheets.HeldRound(
        session=meeting.title,
        question=poll.question,
        number=round_.number,
        opened=_there(meeting, round_.opened_at),
        closed=_there(meeting, round_.closed_at),
        is_pass=poll.is_pass,
        note=sheets.run_off_words(run_off) if run_off else "",
    )
    return sheets.tables(held, counted, names)


def _there(meeting: Meeting, moment: datetime | None) -> datetime | None:
    return local(moment, meeting.zone or HOME_ZONE) if moment else None


def _csv(tables: list[Table]) -> tuple[bytes, str]:
    decimal_mark = "," if current_locale() == "nl" else "."
    return csv_file(tables, decimal_mark=decimal_mark), "text/csv; charset=utf-8"


def _xlsx(tables: list[Table]) -> tuple[bytes, str]:
    return xlsx_file(tables, _("Result")), XLSX


FILES: dict[str, Callable[[list[Table]], tuple[bytes, str]]] = {"csv": _csv, "xlsx": _xlsx}
