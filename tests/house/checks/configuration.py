"""Settings: no key without a reader, none that the example does not explain."""

import ast
import re
import tomllib
from collections.abc import Iterator

from .reading import Files, alarm, classes, last_name, matches, nodes

SETTINGS = "lcm/settings.py"
EXAMPLE = "config.example.toml"
KEY = re.compile(
    r"^(?P<off>#\s?)?(?P<name>[a-z_]\w*)\s*=\s*(?:[\"'\[{]|-?\d|true|false)", re.MULTILINE
)
SETTINGS_BASES = {"BaseSettings", "BaseModel"}


def fields(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of every key the settings classes declare."""
    for one in classes(text):
        if {last_name(base) for base in one.bases} & SETTINGS_BASES:
            declared = [line for line in one.body if isinstance(line, ast.AnnAssign)]
            for line in declared:
                if "ClassVar" not in ast.unparse(line.annotation):
                    yield line.lineno, last_name(line.target)


def settings_are_read(files: Files) -> list[str]:
    """Refuse keys that nothing in lcm reads."""
    read = {
        node.attr
        for path, text in files.items()
        if matches(path, "lcm/*.py", "wsgi.py")
        for node in nodes(text)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
    return [
        alarm(SETTINGS, line, f'nothing reads "{name}"', "take the key out, or use it")
        for line, name in fields(files.get(SETTINGS, ""))
        if name not in read
    ]


def settings_are_explained(files: Files) -> list[str]:
    """Ask config.example.toml to hold every key, and no other."""
    example = files.get(EXAMPLE, "")
    try:
        explained = set(keys(tomllib.loads(with_every_key(example))))
    except tomllib.TOMLDecodeError as error:
        return [alarm(EXAMPLE, 0, f"not TOML: {error}", "write each key as name = value")]
    declared = {name: line for line, name in fields(files.get(SETTINGS, ""))}
    remedy = f"say in {EXAMPLE} what it does, its unit and its default"
    missing = [
        alarm(SETTINGS, line, f'"{name}" is not in {EXAMPLE}', remedy)
        for name, line in declared.items()
        if name not in explained
    ]
    lines = example.splitlines()
    strange = [
        alarm(EXAMPLE, _line(lines, name), f'there is no setting "{name}"', "take it out")
        for name in sorted(explained - set(declared))
    ]
    return missing + strange


def with_every_key(example: str) -> str:
    """Return the example with the keys that stand in comments only switched on, each once."""
    known = {match["name"] for match in KEY.finditer(example) if match["off"] is None}

    def switch_on(match: re.Match[str]) -> str:
        if match["off"] is None or match["name"] in known:
            return match[0]
        known.add(match["name"])
        return match[0].removeprefix(match["off"])

    return KEY.sub(switch_on, example)


def keys(table: dict[str, object]) -> Iterator[str]:
    """Yield the names of all keys and tables of a TOML document."""
    for name, value in table.items():
        yield name
        if isinstance(value, dict):
            yield from keys(value)


def _line(lines: list[str], name: str) -> int:
    found = [number for number, line in enumerate(lines, start=1) if name in line]
    return found[0] if found else 0
