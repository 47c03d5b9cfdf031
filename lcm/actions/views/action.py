"""One action, as its owner sees it by a link: no account, nothing preselected."""

from collections.abc import Callable
from typing import Any, Final

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lcm.actions import links, operations
from lcm.actions.changes import OPEN_STATES, given_back, is_closed
from lcm.actions.follow_up_forms import HandOverForm, NoteForm, ReasonForm
from lcm.actions.models import Action, AlreadyOwner, ChoiceNeeded, MailedOften
from lcm.actions.queries import lines
from lcm.actions.views.blueprint import bp
from lcm.clock import now
from lcm.i18n import current_locale
from lcm.people.forms import AddressForm
from lcm.people.identity import email_key
from lcm.registration.queries import people_of
from lcm.web.forms import Form
from lcm.web.tokens import LinkUnusable

STEPS: Final = ("done", "hand_over", "give_back")


@bp.route("/a/<token>", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    try:
        action = links.action_by_link(token)
    except LinkUnusable:
        return _without_link(token)
    g.content_locale = action.item.meeting.locale
    if request.method != "POST":
        step = request.args.get("step", "")
        return _page(token, action, _form(step, action), step)
    choice = request.form.get("choice", "")
    if choice not in CHOICES:
        flash(str(ChoiceNeeded.message), "warning")
        return _page(token, action, None, ""), ChoiceNeeded.status
    return _answer(token, action, choice)


@bp.get("/a/handed-over")
def handed_over() -> str:
    return render_template("actions/handed_over.html")


@bp.route("/a/", methods=["GET", "POST"])
def new_link() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        page = render_template("actions/new_link.html", form=form, is_stale=False)
        return page, 422 if form.is_submitted() else 200
    links.renew(email_key(form.email.data), now().isoformat(), current_locale())
    return redirect(url_for(".link_sent"), 303)


@bp.get("/a/sent")
def link_sent() -> str:
    return render_template("actions/link_sent.html")


def _without_link(token: str) -> ResponseReturnValue:
    """Offer a new link; who tapped "hand over" twice gets the answer of the first tap."""
    is_second_tap = request.form.get("choice") == "hand_over"
    if is_second_tap and links.was_just_handed_over(token):
        return redirect(url_for(".handed_over"), 303)
    page = render_template("actions/new_link.html", form=AddressForm(formdata=None), is_stale=True)
    return page, LinkUnusable.status


def _answer(token: str, action: Action, choice: str) -> ResponseReturnValue:
    form = _form(choice, action)
    if form is not None and not form.validate_on_submit():
        return _page(token, action, form, choice), 422
    try:
        said = CHOICES[choice](action, form)
    except (AlreadyOwner, MailedOften) as refusal:
        flash(str(refusal.message), "warning")
        return _page(token, action, form, choice), refusal.status
    if choice == "hand_over":
        return redirect(url_for(".handed_over"), 303)
    flash(said, "done")
    return redirect(url_for(".show", token=token), 303)


def _form(step: str, action: Action) -> Form | None:
    if step == "hand_over":
        meeting = action.item.meeting
        return HandOverForm.of([one for one in people_of(meeting) if one != action.owner])
    return {"done": NoteForm, "give_back": ReasonForm}[step]() if step in STEPS else None


def _page(token: str, action: Action, form: Form | None, step: str) -> str:
    is_possible = action.state in OPEN_STATES and form is not None
    return render_template(
        "actions/show.html",
        token=token,
        line=lines([action])[0],
        form=form,
        step=step if is_possible else "",
        is_closed=is_closed(action),
    )


def _accept(action: Action, _form: Form | None) -> str:
    operations.accept(action, by_name=_owner_name(action))
    return str(_("Thank you. It is on your name now."))


def _start(action: Action, _form: Form | None) -> str:
    operations.start(action, by_name=_owner_name(action))
    return str(_("Good. We have noted that you are busy with it."))


def _finish(action: Action, form: Any) -> str:
    operations.finish(action, by_name=_owner_name(action), note=form.text())
    return str(_("Well done. We have noted that it is done."))


def _give_back(action: Action, form: Any) -> str:
    operations.give_back(action, form.text(), by_name=_owner_name(action))
    return str(_("Thank you for saying so. The coordinator looks for somebody else."))


def _hand_over(action: Action, form: Any) -> str:
    operations.hand_over(action, form.chosen(), by_name=_owner_name(action))
    return ""


def _owner_name(action: Action) -> str:
    """Return who answers by the link: the owner, or who gave it back last."""
    given = given_back(action) if action.owner is None else None
    if given is not None:
        return given.by_name
    return action.owner.name if action.owner else ""


CHOICES: Final[dict[str, Callable[[Action, Any], str]]] = {
    "accept": _accept,
    "busy": _start,
    "done": _finish,
    "give_back": _give_back,
    "hand_over": _hand_over,
}
