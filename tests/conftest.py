"""Fixtures all tests share: an lcm on a fresh database, and browsers signed in as somebody."""

from collections.abc import Iterator
from contextvars import Context
from itertools import count
from pathlib import Path
from shutil import which
from typing import Any

import hypothesis
import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from sqlalchemy import select
from werkzeug.test import TestResponse

from lcm import clock
from lcm.app import create_app
from lcm.db import db
from lcm.people.models import Login, Person
from lcm.settings import Settings
from tests import servers
from tests.routes import KeptRule
from tests.workers import BySharedSite

database_numbers = count(1)
# The one without a window's parts is twice as fast; not every Debian has it.
CHROMIUM_PROGRAM = which("chromium-headless-shell") or which("chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# On a busy machine the time that one example takes says nothing.
hypothesis.settings.register_profile("lcm", deadline=None)
hypothesis.settings.load_profile("lcm")
Flask.url_rule_class = KeptRule


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySharedSite:
    """Deal the tests out over the workers."""
    return BySharedSite(config, log)


class Browser(FlaskClient):
    """A client whose requests run in a context of their own, as those of a real server do.

    What the test wrote before is committed first; what the request wrote is seen afterwards.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.commit()
        moment = clock.now()
        is_still = clock.is_standing_still()
        answer = Context().run(self._open_at, moment if is_still else None, args, kwargs)
        db.session.expire_all()
        return answer

    def _open_at(self, moment: Any, args: Any, kwargs: Any) -> TestResponse:
        if moment is None:
            return super().open(*args, **kwargs)
        with clock.set_to(moment):
            return super().open(*args, **kwargs)

    def sign_in(self, person: Person) -> None:
        """Put an open sign-in of ``person`` into this browser."""
        login = Login(person=person)
        db.session.add(login)
        db.session.commit()
        public_id = db.session.scalar(select(Login.public_id).where(Login.id == login.id))
        with self.session_transaction() as cookie:
            cookie["_user_id"] = public_id
            cookie["_fresh"] = True


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of this test process's own."""
    with servers.postgres() as address:
        yield address


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The address of an empty database on a real PostgreSQL server."""
    name = f"lcm_{next(database_numbers)}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres_server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def both_engines(request: pytest.FixtureRequest) -> str:
    """Run a test twice: ask for it before ``app``. The empty string means SQLite."""
    return str(request.getfixturevalue("postgres_url")) if request.param == "postgresql" else ""


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    url = ""
    if "both_engines" in request.fixturenames:
        url = request.getfixturevalue("both_engines")
    elif "postgres_url" in request.fixturenames:
        url = request.getfixturevalue("postgres_url")
    return Settings(
        data=tmp_path / "instance", base_url="http://localhost", demo=True, database_url=url
    )


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once, as one app after the other needs them."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def bare_app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """lcm with tables and no rows; no app context is open."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled_templates
    app.test_client_class = Browser
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(bare_app: Flask) -> Iterator[Flask]:
    """lcm inside an app context, for calling operations and queries."""
    with bare_app.app_context():
        yield bare_app


@pytest.fixture
def client(app: Flask) -> Browser:
    """A browser of a visitor; ``client.sign_in(person)`` makes it somebody's."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The one real browser of this test process; a second would not start beside it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM_PROGRAM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
