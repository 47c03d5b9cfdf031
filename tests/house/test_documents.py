"""What the README and the pages under docs/ name is really there."""

from collections.abc import Callable

import click
import pytest

from lcm import cli

from . import tree
from .alarms import expect_none
from .checks import documents

PICTURES = "docs/screenshots/"
MADE = {
    "config.toml": "copied from the example",
    "instance/lcm.sqlite3": "made by running",
    "bench/build/live.json": "written by a bench",
}
PATHS = (
    "README.md",
    "Makefile",
    "lcm/live/push/hub.py",
    "docs/house.md",
    "templates/live/join.html",
)
COMMANDS = {"serve": (), "mail": ("test",)}


def pages() -> dict[str, str]:
    """Return the documents that are held to this, by their path."""
    return {
        path: text
        for path, text in tree.files().items()
        if path.endswith(".md") and "/vendor/" not in path and not path.startswith("tests/")
    }


def commands() -> dict[str, tuple[str, ...]]:
    """Return the commands of `flask lcm`, each with those below it."""
    return {
        name: tuple(one.commands) if isinstance(one, click.Group) else ()
        for name, one in cli.group.commands.items()
    }


def every(check: Callable[..., list[str]], known: object) -> list[str]:
    return [alarm for path, text in pages().items() for alarm in check(path, text, known)]


def test_every_relative_link_leads_to_a_file() -> None:
    alarms = every(documents.links_lead_somewhere, tree.paths())

    expect_none([one for one in alarms if PICTURES not in one])


def test_every_picture_of_the_gallery_is_there() -> None:
    alarms = every(documents.links_lead_somewhere, tree.paths())

    expect_none([one for one in alarms if PICTURES in one])


def test_every_file_that_documents_name_exists() -> None:
    expect_none(every(documents.paths_exist, (*tree.paths(), *MADE)))


def test_every_make_target_that_documents_name_exists() -> None:
    expect_none(every(documents.targets_exist, tree.files()["Makefile"]))


def test_every_command_that_documents_name_exists() -> None:
    expect_none(every(documents.commands_exist, commands()))


@pytest.mark.parametrize(
    ("check", "known", "good", "bad"),
    [
        (documents.links_lead_somewhere, PATHS, "[house](house.md)", "[house](home.md)"),
        (documents.links_lead_somewhere, PATHS, "[it](../lcm/live/)", "![it](../lcm/life/a.png)"),
        (documents.links_lead_somewhere, PATHS, "[us](https://example.org/x)", "[us](x)"),
        (documents.paths_exist, PATHS, "`lcm/live/push/hub.py` `hub.py`", "`lcm/live/tub.py`"),
        (documents.paths_exist, PATHS, "`lcm/live/` `templates/*/join.html`", "`lcm/life/`"),
        (documents.paths_exist, PATHS, "`text/html` `/live/CODE`", "`docs/home`"),
        (documents.targets_exist, "run: setup\n", "`make run PORT=1`", "`make walk`"),
        (documents.targets_exist, "run:\n", "make haste", "```sh\ncd x && make haste\n```\n"),
        (documents.commands_exist, COMMANDS, "`lcm mail test A`", "`lcm mail tset A`"),
        (documents.commands_exist, COMMANDS, "lcm walks", "```\nflask --app wsgi lcm walk\n```\n"),
    ],
)
def test_what_is_not_there_raises_the_alarm(
    check: Callable[..., list[str]], known: object, good: str, bad: str
) -> None:
    assert check("docs/page.md", good, known) == []
    assert len(check("docs/page.md", bad, known)) == 1
