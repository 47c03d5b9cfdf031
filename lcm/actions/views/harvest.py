"""The harvest: everything that was written down, and who takes which action by when."""

from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_required

from lcm.actions import capture, captured, operations
from lcm.actions.forms import KIND_WORDS, PersonOwnerForm, PlenaryForm
from lcm.actions.models import Item, ItemKind
from lcm.actions.views.blueprint import bp
from lcm.communities.policy import Act
from lcm.meetings.models import Meeting
from lcm.meetings.queries import meeting_for
from lcm.people.login import the_person
from lcm.registration.queries import people_of

MARKS: Final = {"hide": capture.hide, "restore": capture.restore}


@bp.get("/m/<slug>/harvest")
@login_required
def harvest(slug: str) -> ResponseReturnValue:
    return _harvest(meeting_for(slug, the_person(), Act.FOLLOW_UP))


@bp.post("/m/<slug>/harvest/items")
@login_required
def add_plenary_item(slug: str) -> ResponseReturnValue:
    meeting = meeting_for(slug, the_person(), Act.FOLLOW_UP)
    form = PlenaryForm.empty()
    if not form.validate_on_submit():
        return _harvest(meeting, plenary_form=form, status=422)
    item = capture.add_item(None, meeting, None, form.draft())
    return _back(item)


@bp.post("/m/<slug>/harvest/items/<item_id>/owner")
@login_required
def own_item(slug: str, item_id: str) -> ResponseReturnValue:
    meeting, item = _scoped(slug, item_id)
    people = people_of(meeting)
    form = PersonOwnerForm.of(people, item)
    if not form.validate_on_submit():
        return _harvest(meeting, refused=(item, form), status=422)
    said = form.chosen()
    operations.give_owner(
        item, said.owner, said.owner_text, said.due_on, is_accepted=said.is_accepted
    )
    flash(_("Saved."), "done")
    return _back(item)


@bp.post("/m/<slug>/harvest/items/<item_id>/convert")
@login_required
def convert_item(slug: str, item_id: str) -> ResponseReturnValue:
    _meeting, item = _scoped(slug, item_id)
    operations.convert(item)
    flash(_("This is an action now. Who takes it, by when?"), "done")
    return _back(item)


@bp.post("/m/<slug>/harvest/items/<item_id>/<any(hide,restore):mark>")
@login_required
def mark_harvested(slug: str, item_id: str, mark: str) -> ResponseReturnValue:
    _meeting, item = _scoped(slug, item_id)
    MARKS[mark](item)
    if mark == "hide":
        flash(_("Taken away. You find it at the foot of this page and can put it back."), "done")
    return _back(item)


def _scoped(slug: str, item_id: str) -> tuple[Meeting, Item]:
    meeting = meeting_for(slug, the_person(), Act.FOLLOW_UP)
    return meeting, captured.item_in(meeting, item_id)


def _back(item: Item) -> ResponseReturnValue:
    page = url_for(".harvest", slug=item.meeting.slug, _anchor=f"item-{item.public_id}")
    return redirect(page, 303)


def _harvest(
    meeting: Meeting,
    *,
    plenary_form: PlenaryForm | None = None,
    refused: tuple[Item, PersonOwnerForm] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """Render the page, with a form that was refused in its place."""
    kind = request.args.get("kind", "")
    chosen = ItemKind(kind) if kind in KIND_WORDS else None
    brought = captured.harvest(meeting, chosen)
    page: dict[str, Any] = {
        "meeting": meeting,
        "harvest": brought,
        "chosen": chosen,
        "kind_words": KIND_WORDS,
        "owner_forms": _owner_forms(meeting, brought),
        "plenary_form": plenary_form or PlenaryForm.empty(),
        "refused_id": refused[0].public_id if refused else "",
    }
    if refused:
        page["owner_forms"][refused[0].public_id] = refused[1]
    return render_template("actions/harvest.html", **page), status


def _owner_forms(meeting: Meeting, brought: captured.Harvest) -> dict[str, PersonOwnerForm]:
    people = people_of(meeting)
    return {item.public_id: PersonOwnerForm.of(people, item) for item in brought.actions}
