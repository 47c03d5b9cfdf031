"""Every rule is heard on a bad example, with its line, and silent on a good one."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from . import examples
from .checks.reading import Rule
from .checks.supply import vendored_files_match
from .examples import Example
from .rules import RULES

BOOKS = [
    import_module(f"{examples.__name__}.{book.name}") for book in iter_modules(examples.__path__)
]
ALARMS: list[Example] = [example for book in BOOKS for example in book.ALARMS]
SILENT: list[Example] = [example for book in BOOKS for example in book.SILENT]
FORM = re.compile(r"^[^:\n]+:\d+: .+\. Remedy: .+\.$", re.DOTALL)


def title(example: Example) -> str:
    return example.rule.__name__


@pytest.mark.parametrize("example", ALARMS, ids=title)
def test_a_bad_example_raises_the_alarm_at_its_line(example: Example) -> None:
    alarms = example.rule(example.files)

    assert [int(alarm.split(":")[1]) for alarm in alarms] == [example.line]
    assert FORM.match(alarms[0])


@pytest.mark.parametrize("example", SILENT, ids=title)
def test_a_good_example_raises_none(example: Example) -> None:
    assert example.rule(example.files) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_both_examples(rule: Rule) -> None:
    assert rule in [example.rule for example in ALARMS]
    assert rule in [example.rule for example in SILENT]


@pytest.fixture
def vendored(tmp_path: Path) -> str:
    """A vendored file in ``tmp_path`` and its line in the manifest; returns its path."""
    name = "lcm/static/js/vendor/tool-1.0/tool.js"
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("tool\n")
    digest = "1c9f1d37b2da24da9b4e6ef0d5d9c3ec23ff6a2c0b9a16be6bbbe0c8b6f1d8a8"
    (tmp_path / "lcm/static/vendored.sha256").write_text(f"{digest}  {name}\n")
    return name


def test_a_vendored_file_that_was_changed_is_seen(tmp_path: Path, vendored: str) -> None:
    alarms = vendored_files_match(tmp_path, [vendored])

    assert len(alarms) == 1
    assert alarms[0].startswith(f"{vendored}:0: differs")


def test_a_vendored_file_that_is_gone_is_seen(tmp_path: Path, vendored: str) -> None:
    (tmp_path / vendored).unlink()

    assert "is gone" in vendored_files_match(tmp_path, [])[0]


def test_a_vendored_file_outside_the_manifest_is_seen(tmp_path: Path, vendored: str) -> None:
    (tmp_path / "lcm/static/vendored.sha256").write_text("")

    assert "without a line" in vendored_files_match(tmp_path, [vendored])[0]
