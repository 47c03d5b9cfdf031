"""The picture of who may import whom holds, and its alarm can sound."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from . import tree
from .alarms import expect_none

CONTRACTS = {"layers", "protected", "forbidden"}
FORBIDDEN = {
    "One direction": ("lcm/people/models.py", "import lcm.actions.models\n"),
    "Views are leaves": ("lcm/live/screens.py", "import lcm.live.views\n"),
    "Rules know no page": ("lcm/actions/operations.py", "import flask\n"),
    "Pure modules decide and store nothing": ("lcm/live/scoring.py", "import sqlalchemy\n"),
}


def lint(checkout: Path) -> str:
    """Return what lint-imports prints for ``checkout``."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def contracts() -> list[dict[str, object]]:
    """Return the contracts of pyproject.toml."""
    options = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())
    return list(options["tool"]["importlinter"]["contracts"])


def test_imports_go_in_one_direction() -> None:
    printed = lint(tree.ROOT)

    if " 0 broken." not in printed:
        expect_none([printed])
    assert f"Contracts: {len(contracts())} kept, 0 broken." in printed


def test_the_four_contracts_are_there() -> None:
    present = {str(contract["name"]) for contract in contracts()}

    assert present >= set(FORBIDDEN)
    assert {contract["type"] for contract in contracts()} == CONTRACTS


def test_every_layer_is_listed_and_type_checking_imports_count() -> None:
    layers = next(contract for contract in contracts() if contract["type"] == "layers")
    options = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]

    assert layers["exhaustive"] is True
    assert layers["ignore_imports"] == [
        "lcm.*.views -> lcm.*.queries",
        "lcm.*.views.* -> lcm.*.queries",
    ]
    assert options["exclude_type_checking_imports"] is False


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """An empty package with a module for every name the contracts speak of."""
    (tmp_path / "pyproject.toml").write_text((tree.ROOT / "pyproject.toml").read_text())
    for path in tree.paths():
        if path.startswith("lcm/") and path.endswith(".py"):
            copy = tmp_path / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text("")
    for name in _named_modules():
        folder = tmp_path / name.replace(".", "/")
        if not folder.with_suffix(".py").exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "__init__.py").touch()
    return tmp_path


def _named_modules() -> list[str]:
    layers = next(contract for contract in contracts() if contract["type"] == "layers")
    listed = " ".join(str(layer) for layer in layers["layers"])  # type: ignore[attr-defined]
    named = [
        f"lcm.{part}" for part in listed.replace("(", "").replace(")", "").split() if part != ":"
    ]
    for contract in contracts():
        named += [name for name in contract.get("source_modules", ()) if "*" not in name]  # type: ignore[attr-defined]
    return ["lcm", *named]


def test_an_import_against_the_picture_breaks_its_contract(skeleton: Path) -> None:
    kept = lint(skeleton)
    for name, line in FORBIDDEN.values():
        for file in {name, "lcm/live/views.py", "lcm/actions/models.py"}:
            (skeleton / file).touch()
        (skeleton / name).write_text(line)

    broken = lint(skeleton)

    assert "4 kept, 0 broken" in kept
    assert "0 kept, 4 broken" in broken
