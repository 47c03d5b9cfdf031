"""create_app: settings, extensions, blueprints, error pages, and the edge of every request."""

import logging
from datetime import timedelta
from pathlib import Path

import jinja2
from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from sqlalchemy.orm import configure_mappers
from werkzeug.middleware.proxy_fix import ProxyFix

from lcm import cli, i18n, scheduler, settings, wiring
from lcm import db as database
from lcm.actions import views as actions_views
from lcm.breakouts import views as breakouts_views
from lcm.communities import views as communities_views
from lcm.db import db
from lcm.insight import views as insight_views
from lcm.live import views as live_views
from lcm.live.push.station import Station
from lcm.mail import queries as mail_queries
from lcm.mail import render as mail_render
from lcm.mail import views as mail_views
from lcm.meetings import views as meetings_views
from lcm.people import login
from lcm.people import views as people_views
from lcm.registration import views as registration_views
from lcm.web import assets, edges, filters
from lcm.web import views as web_views

ROOT = Path(__file__).parent.parent
BLUEPRINTS = (
    assets.bp,
    web_views.bp,
    people_views.bp,
    mail_views.bp,
    communities_views.bp,
    meetings_views.bp,
    registration_views.bp,
    live_views.bp,
    breakouts_views.bp,
    actions_views.bp,
    insight_views.bp,
)

CHECKED_BY_THEMSELVES = (
    "lcm.live.views.beforehand.say_voted",
    "lcm.live.views.doors.ballot",
    "lcm.live.views.passes.use_slip",
    "lcm.live.views.phone.here",
    "lcm.live.views.phone.join_by_form",
    "lcm.live.views.phone.vote_by_form",
    "lcm.live.views.questions.ask_question",
    "lcm.live.views.questions.mark_question",
)

csrf = CSRFProtect()


def create_app(chosen: settings.Settings | None = None) -> Flask:
    """Return lcm as a Flask app for ``chosen`` settings, or those of the file and environment."""
    app = Flask("lcm", root_path=str(ROOT / "lcm"), template_folder=str(ROOT / "templates"))
    configure(app, chosen or settings.load())
    db.init_app(app)
    with app.app_context():
        database.prepare_engine(db.engine)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    csrf.init_app(app)
    for view in CHECKED_BY_THEMSELVES:
        csrf.exempt(view)
    i18n.prepare(app)
    login.prepare(app)
    filters.prepare(app)
    prepare_templates(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.cli.add_command(cli.group)
    wiring.connect()
    configure_mappers()
    edges.prepare(app)
    app.extensions["station"] = Station(app)
    app.extensions["readiness"] = {"mail": mail_queries.backlog, "scheduler": scheduler.standing}
    return app


def configure(app: Flask, chosen: settings.Settings) -> None:
    """Put the settings where Flask and its extensions look for them."""
    chosen.data.mkdir(parents=True, exist_ok=True)
    # A file is always there: asking it first would cost every ballot group a statement.
    is_sqlite = chosen.database().startswith("sqlite")
    app.config.update(
        LCM=chosen,
        LCM_SECRET=chosen.secret().encode(),
        SECRET_KEY=chosen.secret(),
        SQLALCHEMY_DATABASE_URI=chosen.database(),
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_size": chosen.threads + 4,
            "pool_pre_ping": not is_sqlite,
        },
        MAX_CONTENT_LENGTH=chosen.max_upload_bytes,
        MAX_FORM_MEMORY_SIZE=chosen.max_upload_bytes,
        MAX_FORM_PARTS=500,
        TRUSTED_HOSTS=chosen.trusted_hosts(),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=chosen.is_secure(),
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        # An answer from before a sign-in, arriving after it, must not bring the old cookie back.
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    if chosen.trusted_proxies:
        hops = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=0
        )


def prepare_templates(app: Flask) -> None:
    """Escape everywhere, refuse unknown names, and give every page what its frame needs."""
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.autoescape = mail_render.escapes
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=assets.asset, stylesheet=assets.stylesheet, installation=app.config["LCM"]
    )
    app.context_processor(
        lambda: {
            "locale": i18n.current_locale(),
            "signed_in": login.signed_in(),
            "navigation": insight_views.navigation(),
        }
    )
