"""The overview after signing in, and the state of the process for operators."""

from dataclasses import dataclass
from functools import cache

from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from lcm.actions.queries import action_link
from lcm.clock import now
from lcm.communities.queries import communities_of
from lcm.db import db
from lcm.insight.queries import NeedKind, Overview, overview
from lcm.people.identity import first_name
from lcm.people.login import greeting, signed_in
from lcm.people.models import Person
from lcm.web.filters import local

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
    person = signed_in()
    if person is None:
        return []
    here = _part_of_the_site()
    entries = [
        NavigationItem(url_for("insight.home"), _("Overview"), "house", here == "overview"),
        NavigationItem(url_for("meetings.index"), _("Sessions"), "calendar", here == "sessions"),
        NavigationItem(url_for("actions.index"), _("Actions"), "circle-check", here == "actions"),
        *_community_entries(person, is_here=here == "communities"),
    ]
    if current_app.config["LCM"].mail_backend == "mailbox":
        entries.append(
            NavigationItem(url_for("mail.mailbox"), _("Mailbox"), "mail", here == "mail")
        )
    return entries


@bp.get("/")
def home() -> ResponseReturnValue:
    person = signed_in()
    if person is None:
        return redirect(url_for("people.sign_in"))
    found = overview(person)
    first = found.communities[0] if found.communities else None
    return render_template(
        "insight/home.html",
        overview=found,
        greeting=greeting(first_name(person.name), local(now()).hour),
        community=first,
        answer_page=_answer_page(found),
    )


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
    if revision != schema_head():
        return jsonify(status="migrations wait", database=True, revision=revision), 503
    facts = {name: fact() for name, fact in current_app.extensions["readiness"].items()}
    return jsonify(status="ready", database=True, revision=revision, **facts)


@cache
def schema_head() -> str | None:
    """Return the newest migration this code knows."""
    config = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config).get_current_head()


def _part_of_the_site() -> str:
    """Return which entry of the menu the page belongs to."""
    if request.endpoint == "actions.index":
        return "actions"
    parts = {"insight": "overview", "communities": "communities", "mail": "mail"}
    return parts.get(request.blueprint or "", "sessions")


def _community_entries(person: Person, *, is_here: bool) -> list[NavigationItem]:
    """Return an entry for each community: by its name when there are more than one."""
    communities = communities_of(person)
    slug = (request.view_args or {}).get("slug")
    return [
        NavigationItem(
            url_for("communities.show", slug=community.slug),
            _("Community") if len(communities) == 1 else community.name,
            "users",
            is_here and community.slug == slug,
        )
        for community in communities
    ]


def _answer_page(found: Overview) -> str:
    """Return where the reader answers for the action on their name; "" when none waits."""
    waiting = [need.line for need in found.needs if need.kind == NeedKind.ANSWER and need.line]
    return action_link(waiting[0].action) if waiting else ""
