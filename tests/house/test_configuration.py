"""config.example.toml is an installation's configuration: it loads, with every key switched on."""

from pathlib import Path

import pytest

from lcm import settings

from . import tree
from .checks.configuration import EXAMPLE, fields, keys, with_every_key


def test_every_key_of_the_example_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = with_every_key((tree.ROOT / EXAMPLE).read_text(encoding="utf-8"))
    (tmp_path / "config.toml").write_text(example, encoding="utf-8")
    monkeypatch.setenv("LCM_CONFIG", str(tmp_path / "config.toml"))

    loaded = settings.load()

    assert loaded.model_fields_set >= set(type(loaded).model_fields)


def test_an_unknown_key_stops_the_start_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text("speling = 3\n")
    monkeypatch.setenv("LCM_CONFIG", str(tmp_path / "config.toml"))

    with pytest.raises(ValueError, match="speling"):
        settings.load()


def test_the_rule_knows_the_fields_that_pydantic_knows() -> None:
    source = (tree.ROOT / "lcm/settings.py").read_text(encoding="utf-8")

    assert {name for _line, name in fields(source)} == set(settings.Settings.model_fields)


def test_a_key_in_a_comment_is_switched_on_once() -> None:
    example = "# port = 1 is odd? no.\n# port = 8000\nhost = 'a'\n# host = 'b'\n"

    assert with_every_key(example.replace(" is odd? no.", "")) == (
        "port = 1\n# port = 8000\nhost = 'a'\n# host = 'b'\n"
    )
    assert list(keys({"a": 1, "b": {"c": 2}})) == ["a", "b", "c"]
