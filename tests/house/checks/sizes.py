"""How long things may be: what does not fit on a screen is not understood at once."""

import ast

from .reading import (
    Files,
    Function,
    after_docstring,
    alarm,
    functions,
    is_view,
    matches,
    of_each_file,
    parameters,
)

FUNCTION_LINES = 40
VIEW_LINES = 20
PARAMETER_COUNT = 5
STYLE_LINES_IN_ALL = 3000
FILE_LINES = {
    "*.py": (250, "split it by topic into a folder of the same name"),
    "templates/*": (120, "move a part to a _partial.html or a macro"),
    "lcm/static/js/*.js": (150, "move an element or a decision to a module of its own"),
    "lcm/static/css/*.css": (200, "give each component its own file"),
}
OWN_STYLES = "lcm/static/css/*.css"
VENDORED = "*/vendor/*"
GENERATED = "migrations/versions/*"


@of_each_file("*.py", but=(GENERATED,))
def functions_are_short(path: str, text: str) -> list[str]:
    """Hold functions to 40 lines from def to end, the docstring not counted."""
    return [
        alarm(
            path,
            function.lineno,
            f'"{function.name}" has {_lines(function)} lines, {FUNCTION_LINES} at most',
            "give a step its own named function below it",
        )
        for function in functions(text)
        if _lines(function) > FUNCTION_LINES
    ]


def _lines(function: Function) -> int:
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return whole
    words = function.body[0]
    return whole - ((words.end_lineno or words.lineno) - words.lineno + 1)


@of_each_file("lcm/*.py")
def views_are_short(path: str, text: str) -> list[str]:
    """Hold the body of a view to 20 lines: load, authorise, parse, call, answer."""
    return [
        alarm(
            path,
            function.lineno,
            f'view "{function.name}" has {_body_lines(function)} lines, {VIEW_LINES} at most',
            "a rule belongs to operations, a reading to queries, parsing to forms",
        )
        for function in functions(text)
        if is_view(function) and _body_lines(function) > VIEW_LINES
    ]


def _body_lines(function: Function) -> int:
    body = after_docstring(function)
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@of_each_file("*.py", but=("tests/*", GENERATED))
def parameters_are_few(path: str, text: str) -> list[str]:
    """Hold functions to five parameters besides self; tests ask for fixtures freely."""
    return [
        alarm(
            path,
            function.lineno,
            f'"{function.name}" takes {len(parameters(function))} parameters',
            f"{PARAMETER_COUNT} at most: what travels together is a small frozen dataclass",
        )
        for function in functions(text)
        if len(parameters(function)) > PARAMETER_COUNT
    ]


@of_each_file(*FILE_LINES, but=(VENDORED, GENERATED))
def files_are_short(path: str, text: str) -> list[str]:
    """Hold modules, templates, scripts and style sheets to their lengths."""
    length = len(text.splitlines())
    return [
        alarm(path, limit + 1, f"{length} lines, {limit} at most", remedy)
        for glob, (limit, remedy) in FILE_LINES.items()
        if matches(path, glob) and length > limit
    ]


def styles_are_few(files: Files) -> list[str]:
    """Hold our own style sheets together to 3,000 lines."""
    own = [path for path in files if matches(path, OWN_STYLES) and not matches(path, VENDORED)]
    total = sum(len(files[path].splitlines()) for path in own)
    if total <= STYLE_LINES_IN_ALL:
        return []
    longest = max(own, key=lambda path: len(files[path]))
    smell = f"own style sheets have {total} lines, {STYLE_LINES_IN_ALL} at most"
    return [alarm(longest, 0, smell, "let components share; this is the longest file")]
