"""Rules of the house about Python code: time, transactions, arguments, layers."""

import ast

from .reading import (
    Function,
    alarm,
    functions,
    last_name,
    methods,
    nodes,
    of_each_file,
)

CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today")}
CLOCKS |= {("date", "today"), ("time", "time"), ("time", "time_ns")}
CALLED_BY_POSITION = {"setter", "field_validator", "model_validator", "validates", "listens_for"}
CALLED_BY_POSITION |= {"template_filter", "app_template_filter", "overload"}
PAGE_MODULES = {"flask", "wtforms", "flask_wtf", "flask_login"}
LEAF_MODULES = {"forms", "views"}


@of_each_file("*.py")
def modules_parse(path: str, text: str) -> list[str]:
    """Report what no other rule can read."""
    try:
        ast.parse(text)
    except SyntaxError as error:
        return [alarm(path, error.lineno or 0, f"not Python: {error.msg}", "repair the syntax")]
    return []


@of_each_file("lcm/*.py")
def booleans_have_names_in_calls(path: str, text: str) -> list[str]:
    """Ask booleans to be keyword-only: cancel(meeting, True) tells nobody what is true."""
    owners = methods(text)
    return [
        alarm(path, one.lineno, f'boolean "{one.arg}" may come by position', "put it behind *")
        for function in functions(text)
        if not _is_called_by_others(function, in_class=function in owners)
        for one in _positional_booleans(function)
    ]


def _is_called_by_others(function: Function, *, in_class: bool) -> bool:
    is_dunder = function.name.startswith("__") and function.name != "__init__"
    marks = {last_name(mark) for mark in function.decorator_list}
    return (in_class and is_dunder) or bool(marks & CALLED_BY_POSITION)


def _positional_booleans(function: Function) -> list[ast.arg]:
    positional = [*function.args.posonlyargs, *function.args.args]
    defaults = function.args.defaults
    missing = [None] * (len(positional) - len(defaults))
    return [
        one
        for one, default in zip(positional, [*missing, *defaults], strict=True)
        if _is_boolean_type(one.annotation) or _is_boolean(default)
    ]


def _is_boolean_type(annotation: ast.expr | None) -> bool:
    if annotation is None:
        return False
    return ast.unparse(annotation).strip("'\"") in ("bool", "bool | None", "Optional[bool]")


def _is_boolean(default: ast.expr | None) -> bool:
    return isinstance(default, ast.Constant) and isinstance(default.value, bool)


@of_each_file("lcm/*.py", but=("lcm/db.py", "lcm/app.py", "lcm/live/ballots/ballot_box.py"))
def only_the_edge_commits(path: str, text: str) -> list[str]:
    """Refuse commits elsewhere: half an operation must never be kept."""
    remedy = "let the request's edge commit; outside a request use db.transaction or db.for_each"
    return [
        alarm(path, node.lineno, "a commit away from the edge", remedy)
        for node in nodes(text)
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]


@of_each_file("lcm/*.py", "tests/*.py", "deploy/*.py", "wsgi.py", but=("lcm/clock.py",))
def only_the_clock_tells_time(path: str, text: str) -> list[str]:
    """Refuse the machine's clock elsewhere: tests and the demo could not move it."""
    lines = [line for line, name in imports(text) if name in ("time.time", "time.time_ns")]
    lines += [
        node.lineno
        for node in nodes(text)
        if isinstance(node, ast.Call) and _reads_clock(node.func)
    ]
    remedy = "lcm.clock.now() or .today(); for a duration time.monotonic()"
    return [alarm(path, line, "the machine's clock", remedy) for line in lines]


def _reads_clock(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute):
        return False
    owner = last_name(function.value)
    return (owner, function.attr) in CLOCKS or function.attr in ("utcnow", "utcfromtimestamp")


@of_each_file("*.py")
def no_guessing_getattr(path: str, text: str) -> list[str]:
    """Refuse getattr(x, "name", default): the type knows whether the name is there."""
    remedy = "give the type that attribute, or ask with isinstance or is None"
    return [
        alarm(path, node.lineno, "getattr with a literal and a default", remedy)
        for node in nodes(text)
        if isinstance(node, ast.Call) and last_name(node.func) == "getattr"
        if len(node.args) == 3 and isinstance(node.args[1], ast.Constant)
    ]


@of_each_file("lcm/*/operations*.py")
def operations_know_no_page(path: str, text: str) -> list[str]:
    """Refuse forms, views and Flask in operations; values go in, rows come out."""
    remedy = "let the view parse and pass values; return or raise instead of answering"
    return [
        alarm(path, line, f'operations import "{name}"', remedy)
        for line, name in imports(text)
        if name.split(".")[0] in PAGE_MODULES or set(name.split(".")) & LEAF_MODULES
    ]


def imports(text: str) -> list[tuple[int, str]]:
    """Return line and dotted name of everything a module imports, ``from a import b`` as a.b."""
    found = []
    for node in nodes(text):
        if isinstance(node, ast.Import):
            found += [(node.lineno, name.name) for name in node.names]
        if isinstance(node, ast.ImportFrom):
            start = f"{'.' * node.level}{node.module or ''}".strip(".")
            found += [(node.lineno, f"{start}.{name.name}") for name in node.names]
    return found
