"""The follow-up of one session: what needs settling, what is late, and answers by telephone."""

from collections.abc import Callable
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.actions import operations, summaries
from lcm.actions.board import by_person, by_urgency
from lcm.actions.follow_up_forms import RecordForm, SettleForm
from lcm.actions.models import Action, ChoiceNeeded, OwnerNeeded, ReasonNeeded
from lcm.actions.queries import action_in, actions_of, carried_over
from lcm.actions.views.blueprint import bp
from lcm.communities.policy import Act
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.registration.queries import people_of
from lcm.web.forms import Form

ANSWERS: Final[dict[str, Callable[[Action, str, str], None]]] = {
    "accept": lambda action, by, _note: operations.accept(action, by_name=by),
    "busy": lambda action, by, _note: operations.start(action, by_name=by),
    "done": lambda action, by, note: operations.finish(action, by_name=by, note=note),
    "give_back": lambda action, by, note: operations.give_back(action, note, by_name=by),
    "drop": lambda action, by, note: operations.drop(action, note, by_name=by),
    "reopen": lambda action, by, _note: operations.reopen(action, by_name=by),
}


@bp.get("/m/<slug>/follow-up")
@login_required
def follow_up(slug: str) -> ResponseReturnValue:
    return _board(meeting_for(slug, the_person(), Act.FOLLOW_UP))


@bp.post("/m/<slug>/follow-up/<item_id>/owner")
@login_required
def settle(slug: str, item_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.FOLLOW_UP)
    action = action_in(meeting, item_id)
    form = SettleForm.of(action, people_of(meeting))
    if not form.validate_on_submit():
        return _board(meeting, {item_id: form}), 422
    owner, text = form.chosen()
    operations.settle(action.item, owner, text, form.due_on.data, the_person().name)
    flash(_("Owner and date are saved."), "done")
    return _back(meeting, item_id)


@bp.post("/m/<slug>/follow-up/<item_id>/answer")
@login_required
def record(slug: str, item_id: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.FOLLOW_UP)
    action = action_in(meeting, item_id)
    form = RecordForm(prefix=f"n-{item_id}")
    choice = request.form.get("choice", "")
    if choice not in ANSWERS:
        raise ChoiceNeeded
    if not form.validate_on_submit():
        return _board(meeting, {}, {item_id: form}), 422
    try:
        ANSWERS[choice](action, the_person().name, form.text())
    except (ReasonNeeded, OwnerNeeded) as refusal:
        form.note.errors = [str(refusal.message)]
        return _board(meeting, {}, {item_id: form}), refusal.status
    flash(_("The answer is noted."), "done")
    return _back(meeting, item_id)


def _back(meeting: Meeting, item_id: str) -> ResponseReturnValue:
    return redirect(url_for(".follow_up", slug=meeting.slug, _anchor=f"item-{item_id}"), 303)


def _board(
    meeting: Meeting,
    settled: dict[str, Any] | None = None,
    noted: dict[str, Form] | None = None,
) -> str:
    """Return the page; ``settled`` and ``noted`` are forms with something to mend, by item."""
    lines, people = actions_of(meeting), people_of(meeting)
    forms = {line.item.public_id: SettleForm.of(line.action, people) for line in lines}
    notes = {
        line.item.public_id: RecordForm(None, prefix=f"n-{line.item.public_id}") for line in lines
    }
    summary = summaries.find_summary(meeting)
    return render_template(
        "actions/follow_up.html",
        meeting=meeting,
        parts=by_person(lines) if request.args.get("by") == "person" else by_urgency(lines),
        is_by_person=request.args.get("by") == "person",
        people=people,
        forms=forms | (settled or {}),
        notes=notes | (noted or {}),
        carried=carried_over(meeting),
        summary=summary,
        mails=summaries.sent_mails(summary) if summary else (),
        has_started=meeting.has_begun,
    )
