"""The overview after signing in, and the state of the process for operators."""

from dataclasses import dataclass

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from lcm.db import db
from lcm.people.login import signed_in

bp = Blueprint("insight", __name__)


@dataclass(frozen=True)
class NavigationItem:
    """One line of the main menu."""

    url: str
    label: str
    icon: str
    is_current: bool


def navigation() -> list[NavigationItem]:
    """Return the main menu of who is signed in; empty for everybody else."""
    if signed_in() is None:
        return []
    blueprint = request.blueprint or ""
    entries = (("insight.home", _("Overview"), "house", {"insight"}),)
    return [
        NavigationItem(url_for(endpoint), label, icon, blueprint in current)
        for endpoint, label, icon, current in entries
    ]


@bp.get("/")
def home() -> ResponseReturnValue:
    if signed_in() is None:
        return redirect(url_for("people.sign_in"))
    return render_template("insight/home.html")


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    return jsonify(status="ok")


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answer 200 when lcm can serve, with facts on mail and scheduler; these never make it 503."""
    try:
        revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return jsonify(status="no database", database=False), 503
    facts = {name: fact() for name, fact in current_app.extensions["readiness"].items()}
    return jsonify(status="ready", database=True, revision=revision, **facts)
