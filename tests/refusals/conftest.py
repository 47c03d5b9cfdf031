"""A demo in all its states behind a client that keeps cookies and sends forms as served."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from lcm.app import create_app
from lcm.db import db
from lcm.demo import build
from lcm.settings import Settings
from tests.refusals.crawled import Found, everything, forms_of, starts_of
from tests.refusals.visitor import Answer, Visitor
from tests.states.every import add_states

SECRET = "a secret that only these tests know of"


@dataclass(frozen=True)
class Original:
    """A database made once: its file, the paths in it by name, the organiser's cookies."""

    file: Path
    paths: dict[str, str]
    organiser: dict[str, str]


@dataclass(frozen=True)
class World:
    """An app on its own copy of the demo; ``renew`` puts that copy back as it was."""

    app: Flask
    original: Original
    own: Path

    @property
    def paths(self) -> dict[str, str]:
        return self.original.paths

    def visitor(self) -> Visitor:
        return Visitor(self.app)

    def organiser(self) -> Visitor:
        """A browser signed in as the coordinator of the demo."""
        return Visitor(self.app, self.original.organiser)

    def renew(self) -> None:
        leave(self.app)
        for ending in ("-wal", "-shm"):
            self.own.with_name(self.own.name + ending).unlink(missing_ok=True)
        shutil.copy(self.original.file, self.own)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    folder = tmp_path_factory.mktemp("all-states")
    app = create_app(settings_in(folder))
    with app.app_context():
        db.create_all()
        build.load("nl")
        paths = add_states()
    organiser = Visitor(app)
    organiser.open("GET", paths["sign in demo"])
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    app.extensions["station"].close()
    leave(app)
    return Original(folder / "lcm.sqlite3", paths, organiser.cookies)


@pytest.fixture
def world(original: Original, tmp_path: Path) -> Iterator[World]:
    yield from copied(original, tmp_path)


@pytest.fixture(scope="session")
def public_forms(original: Original, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Found]:
    """The forms that somebody without a sign-in meets."""
    for world in copied(original, tmp_path_factory.mktemp("public")):
        met = everything(world.app, world.visitor(), starts_of(world.paths))
        found = list(forms_of(world.app, met))
    return found


@pytest.fixture(scope="session")
def organiser_pages(
    original: Original, tmp_path_factory: pytest.TempPathFactory
) -> Sequence[Answer]:
    """The pages that the coordinator of the demo meets; a crawl takes seconds, so they share it."""
    for world in copied(original, tmp_path_factory.mktemp("organiser")):
        met = list(everything(world.app, world.organiser(), starts_of(world.paths)))
    return met


@pytest.fixture(scope="session")
def organiser_forms(
    original: Original,
    organiser_pages: Sequence[Answer],
    tmp_path_factory: pytest.TempPathFactory,
) -> Sequence[Found]:
    """The forms on the pages that the coordinator of the demo meets."""
    for world in copied(original, tmp_path_factory.mktemp("forms")):
        found = list(forms_of(world.app, organiser_pages))
    return found


def settings_in(folder: Path) -> Settings:
    return Settings(
        data=folder, base_url="http://localhost", demo=True, secret_key=SECRET, default_locale="nl"
    )


def leave(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def copied(original: Original, folder: Path) -> Iterator[World]:
    """Give an app on a copy of the original in ``folder``."""
    home = folder / "instance"
    home.mkdir()
    shutil.copy(original.file, home / "lcm.sqlite3")
    app = create_app(settings_in(home))
    yield World(app, original, home / "lcm.sqlite3")
    app.extensions["station"].close()
    leave(app)
