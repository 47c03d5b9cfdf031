"""The tree keeps every rule; each alarm names the line and the remedy."""

import pytest

from . import tree
from .alarms import expect_none
from .checks.reading import Rule
from .checks.supply import vendored_files_match
from .rules import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule: Rule) -> None:
    expect_none(rule(tree.files()))


def test_vendored_files_are_those_of_the_manifest() -> None:
    expect_none(vendored_files_match(tree.ROOT, list(tree.paths())))
