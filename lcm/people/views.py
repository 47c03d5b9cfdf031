"""Signing in by mailed link or code, and signing out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lcm.db import transaction
from lcm.errors import NotFound
from lcm.i18n import current_locale
from lcm.people import login, signing_in
from lcm.people.forms import AddressForm, CodeForm, PersonForm
from lcm.people.models import SignInRefused
from lcm.people.queries import find_person
from lcm.web.paths import own_path
from lcm.web.tokens import LinkUnusable, opened

bp = Blueprint("people", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    back = own_path(request.args.get("next", ""))
    if login.signed_in():
        return redirect(back)
    form = AddressForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("people/sign_in.html", form=form, is_stale=False), status
    browser = login.browser_secret()
    signing_in.ask(form.email.data, browser, next_url=back, locale=current_locale())
    return redirect(url_for(".enter_code"), 303)


@bp.route("/sign-in/code", methods=["GET", "POST"])
def enter_code() -> ResponseReturnValue:
    form = CodeForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("people/enter_code.html", form=form, persons=()), status
    try:
        asked = signing_in.request_of_code(form.code.data, login.browser_secret())
    except SignInRefused as refusal:
        form.code.errors = [str(refusal.message)]
        return render_template("people/enter_code.html", form=form, persons=()), 422
    persons = signing_in.candidates(asked)
    chosen = form.person.data or (persons[0].public_id if len(persons) == 1 else "")
    if not chosen:
        return render_template("people/enter_code.html", form=form, persons=persons)
    login.sign_in(signing_in.use(asked, chosen))
    return redirect(own_path(asked.next_url), 303)


@bp.route("/sign-in/<token>", methods=["GET", "POST"])
def sign_in_by_link(token: str) -> ResponseReturnValue:
    try:
        asked = signing_in.request_of_link(token)
    except LinkUnusable:
        return _stale_link()
    form = PersonForm()
    is_own_browser = signing_in.is_for_browser(asked, login.browser_secret())
    if not (is_own_browser and form.validate_on_submit()):
        persons = signing_in.candidates(asked) if is_own_browser else ()
        status = 422 if form.is_submitted() else 200
        return render_template("people/sign_in_by_link.html", form=form, persons=persons), status
    login.sign_in(signing_in.use(asked, form.person.data))
    return redirect(own_path(asked.next_url), 303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    login.sign_out()
    flash(_("You are signed out."), "done")
    return redirect(url_for(".sign_in"), 303)


@bp.get("/demo/<token>")
def sign_in_demo(token: str) -> ResponseReturnValue:
    """Sign in by one click, in the demo only."""
    if not current_app.config["LCM"].demo:
        raise NotFound
    public_id, _version = opened("demo-sign-in", token)
    person = find_person(public_id)
    if person is None:
        raise LinkUnusable
    here = login.signed_in()
    if request.method == "GET" and (here is None or here.id != person.id):
        # The one GET that writes: programs follow this address and must end signed in. It opens
        # no more than the demo's invented people, so nothing is lost when a scanner follows it.
        with transaction():
            login.sign_in(person)
    return redirect(url_for("insight.home"))


def _stale_link() -> ResponseReturnValue:
    return render_template("people/sign_in.html", form=AddressForm(), is_stale=True), 404
