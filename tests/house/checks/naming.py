"""Names that hide what a thing is, and names that must agree with their file."""

import ast
import re
from pathlib import PurePosixPath

from .reading import (
    FORWARD_SLASHES,
    Function,
    alarm,
    blank,
    functions,
    last_name,
    line_of,
    literal,
    methods,
    nodes,
    of_each_file,
)

DRAWERS = {"services", "service", "utils", "util", "helpers", "helper", "manager", "managers"}
DRAWERS |= {"common", "misc"}
DRAWER_ENDS = re.compile(r"[_-](services|utils?|helpers?|managers?|misc)$")
EMPTY_PREFIX = re.compile(r"^_*(get|handle|process)_")
EMPTY_WORDS = {"data", "info"}
FRAMEWORK_METHOD = re.compile(
    r"^(get_id|get_source|get_command|process_(bind_param|result_value|formdata|data)"
    r"|handle_(starttag|endtag|startendtag|data|comment|decl|entityref|charref|pi|exception)"
    r"|handle_[A-Z]+)$"
)
DEFINED_ELEMENT = re.compile(r"customElements\.define\(\s*[\"']([\w-]+)[\"']")
SAY_WHAT = "name it after what it decides or holds"


@of_each_file(
    "lcm/*", "templates/*", "tests/*", "deploy/*", "bench/*", ".ci/*", but=("*/vendor/*",)
)
def no_drawer_files(path: str, text: str) -> list[str]:
    """Refuse files and folders called utils and the like: everything fits in, nothing is found."""
    del text
    parts = PurePosixPath(path).with_suffix("").parts
    drawers = [part for part in parts if _is_drawer(part)]
    return [alarm(path, 0, f'"{part}" is a drawer, not a name', SAY_WHAT) for part in drawers]


def _is_drawer(part: str) -> bool:
    bare = part.strip("_").lower()
    return bare in DRAWERS or DRAWER_ENDS.search(bare) is not None


@of_each_file("*.py", but=("migrations/versions/*",))
def no_empty_function_names(path: str, text: str) -> list[str]:
    """Refuse get_x, handle_x, process_x, data and info; methods a framework calls may be so."""
    owners = methods(text)
    return [
        alarm(path, function.lineno, f'"{function.name}" says nothing', _better(function.name))
        for function in functions(text)
        if _is_empty_name(function.name)
        and not (function in owners and FRAMEWORK_METHOD.match(function.name))
    ]


def _is_empty_name(name: str) -> bool:
    return EMPTY_PREFIX.match(name) is not None or name.strip("_") in EMPTY_WORDS


def _better(name: str) -> str:
    if name.lstrip("_").startswith("get_"):
        return "a query is a noun (ranking), find_x may return None"
    return "an operation is the verb of what it does (cast, allocate)"


@of_each_file("lcm/*.py", "deploy/*.py", "bench/*.py", "wsgi.py", but=("lcm/settings.py",))
def no_empty_variables(path: str, text: str) -> list[str]:
    """Refuse variables and parameters called data or info (a setting `data` is the contract's)."""
    spared = {argument for one in functions(text) for argument in _framework_arguments(one)}
    found = [
        (node.lineno, node.arg)
        for node in nodes(text)
        if isinstance(node, ast.arg) and node not in spared
    ]
    found += [
        (node.lineno, node.id)
        for node in nodes(text)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    return [
        alarm(path, line, f'"{name}" says nothing', SAY_WHAT)
        for line, name in sorted(found)
        if name in EMPTY_WORDS
    ]


def _framework_arguments(function: Function) -> list[ast.arg]:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return named if FRAMEWORK_METHOD.match(function.name) else []


@of_each_file("lcm/static/js/*.js", but=("*/vendor/*",))
def an_element_is_named_as_its_file(path: str, text: str) -> list[str]:
    """<live-ranking> lives in live-ranking.js."""
    stem = PurePosixPath(path).stem
    return [
        alarm(
            path,
            line_of(text, match.start()),
            f"<{match[1]}> is defined in {stem}.js",
            f"move it to {match[1]}.js",
        )
        for match in DEFINED_ELEMENT.finditer(blank(text, FORWARD_SLASHES, "comment"))
        if match[1] != stem
    ]


@of_each_file("lcm/*.py", but=("lcm/web/*",))
def a_blueprint_is_named_as_its_package(path: str, text: str) -> list[str]:
    """Endpoint meetings.show lives in lcm/meetings."""
    parts = PurePosixPath(path).parts
    return [
        alarm(path, node.lineno, f'blueprint "{name}" is in {parts[1]}', f'name it "{parts[1]}"')
        for node in nodes(text)
        if isinstance(node, ast.Call) and last_name(node) == "Blueprint" and node.args
        for name in [literal(node.args[0])]
        if len(parts) > 2 and name != parts[1]
    ]
