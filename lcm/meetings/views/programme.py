"""The Plan tab: the programme of a meeting, block by block."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.communities.policy import Act
from lcm.errors import NotFound
from lcm.mail.render import link
from lcm.meetings import agenda
from lcm.meetings.forms import BLOCK_NAMES, BlockForm
from lcm.meetings.models import AgendaItem, Meeting
from lcm.meetings.queries import block_of, meeting_for, timetable
from lcm.meetings.views import bp
from lcm.people.login import the_person
from lcm.registration.queries import overbooked_by, registrations_of

STEPS = {"up": -1, "down": 1}


@bp.get("/m/<slug>/plan")
@login_required
def plan(slug: str) -> str:
    return _page(meeting_for(slug, the_person(), Act.PLAN), BlockForm(prefix="new", minutes=15))


@bp.post("/m/<slug>/agenda/add")
@login_required
def add_block(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.PLAN)
    form = BlockForm(prefix="new")
    if not form.validate():
        return _page(meeting, form), 422
    item = agenda.add_block(meeting, form.draft())
    return _to_block(item)


@bp.route("/m/<slug>/agenda/<block>", methods=["GET", "POST"])
@login_required
def change_block(slug: str, block: str) -> ResponseReturnValue:
    item = _block(slug, block)
    form = BlockForm(obj=item)
    if not form.validate_on_submit():
        page = render_template(
            "meetings/change_block.html", meeting=item.meeting, item=item, form=form
        )
        return page, 422 if form.is_submitted() else 200
    agenda.change_block(item, form.draft())
    flash(_("Saved. The times after it have moved along."), "done")
    return redirect(url_for(".plan", slug=slug), 303)


@bp.post("/m/<slug>/agenda/<block>/move")
@login_required
def move_block(slug: str, block: str) -> ResponseReturnValue:
    item = _block(slug, block)
    step = STEPS.get(request.form.get("step", ""))
    if step is None:
        raise NotFound
    agenda.move_block(item, step)
    return _to_block(item)


@bp.post("/m/<slug>/agenda/<block>/remove")
@login_required
def remove_block(slug: str, block: str) -> ResponseReturnValue:
    item = _block(slug, block)
    agenda.remove_block(item)
    flash(_("“%(title)s” is out of the programme.", title=item.title), "done")
    return redirect(url_for(".plan", slug=slug), 303)


def _block(slug: str, block: str) -> AgendaItem:
    return block_of(meeting_for(slug, the_person(), Act.PLAN), block)


def _to_block(item: AgendaItem) -> ResponseReturnValue:
    anchor = f"block-{item.public_id}"
    return redirect(url_for(".plan", slug=item.meeting.slug, _anchor=anchor), 303)


def _page(meeting: Meeting, form: BlockForm) -> str:
    return render_template(
        "meetings/plan.html",
        meeting=meeting,
        timetable=timetable(meeting),
        names=BLOCK_NAMES,
        form=form,
        public_page=link("meetings.show", slug=meeting.slug),
        programme_minutes=agenda.programme_minutes(meeting),
        people_count=len(registrations_of(meeting)),
        overbooked_by=overbooked_by(meeting),
    )
