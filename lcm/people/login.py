"""Who is signed in: Flask-Login behind one module, with sign-ins that can be revoked."""

import secrets

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import select

from lcm.clock import now
from lcm.db import db
from lcm.people.models import Login, Person

manager = LoginManager()


class OpenLogin(UserMixin):  # type: ignore[misc]
    """A browser's sign-in. Its id is the row's random id, so revoking the row ends it."""

    def __init__(self, login: Login) -> None:
        self.login_id = login.public_id
        self.person = login.person

    def get_id(self) -> str:
        return self.login_id


def prepare(app: Flask) -> None:
    """Let Flask-Login find sign-ins through this module."""
    manager.init_app(app)
    manager.session_protection = None
    manager.user_loader(_open_login)
    manager.unauthorized_handler(_ask_to_sign_in)


def signed_in() -> Person | None:
    """Return the person of this browser, or None."""
    return current_user.person if current_user.is_authenticated else None


def the_person() -> Person:
    """Return the person of this browser; only behind ``login_required``."""
    person: Person = current_user.person
    return person


def browser_secret() -> str:
    """Return what this browser is known by while it waits for its mail; made when first asked."""
    if "browser" not in session:
        session["browser"] = secrets.token_urlsafe(16)
        session.permanent = True
    return str(session["browser"])


def sign_in(person: Person) -> None:
    """Open a sign-in for ``person`` in this browser under a new id; one open before ends."""
    sign_out()
    login = Login(person=person)
    db.session.add(login)
    db.session.flush()
    login_user(OpenLogin(login), remember=False)
    session.permanent = True


def sign_out() -> None:
    """Revoke this browser's sign-in; its cookie is worth nothing afterwards."""
    if current_user.is_authenticated:
        login = _login(current_user.login_id)
        if login is not None:
            login.revoked_at = now()
    logout_user()
    session.clear()


def _open_login(login_id: str) -> OpenLogin | None:
    login = _login(login_id)
    if login is None or login.revoked_at is not None:
        return None
    if login.created_at < now() - current_app.permanent_session_lifetime:
        return None
    g.person_locale = login.person.locale
    return OpenLogin(login)


def _login(login_id: str) -> Login | None:
    return db.session.scalar(select(Login).where(Login.public_id == login_id))


def _ask_to_sign_in() -> ResponseReturnValue:
    back = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else ""
    return redirect(url_for("people.sign_in", next=back or None))


def greeting(first: str, hour: int) -> str:
    """Return "Good morning, Sanne" for the local ``hour`` (0..23)."""
    if hour < 12:
        return str(_("Good morning, %(name)s", name=first))
    if hour < 18:
        return str(_("Good afternoon, %(name)s", name=first))
    return str(_("Good evening, %(name)s", name=first))
